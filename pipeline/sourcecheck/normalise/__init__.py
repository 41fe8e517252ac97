"""From surface form to value: numbers, units, money, calendar, names. Pure functions."""
