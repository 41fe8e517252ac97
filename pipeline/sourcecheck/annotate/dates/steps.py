"""Steps from one day or period to another: the calendar side of `anchor`, without any document."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck.annotate.dates.expression import Partial
from sourcecheck.annotate.dates.value import length_timex
from sourcecheck.model.date import Day, Precision
from sourcecheck.normalise import calendar
from sourcecheck.normalise.calendar import Period

#: Length of a unit in days or in months.
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200,
              "millennium": 12000}  # fmt: skip


def in_year(when: Partial, year: int) -> Period | None:
    """The day, month, season … of a year; None for 30 February."""
    if when.holiday:
        return holiday(when.holiday, year)
    if when.season:
        return calendar.of_season(year, when.season)
    if when.quarter:
        return calendar.of_quarter(year, when.quarter)
    if when.half:
        return calendar.of_half(year, when.half)
    if when.month and when.day:
        real = calendar.is_day(year, when.month, when.day)
        return calendar.of_day(year, when.month, when.day) if real else None
    return calendar.of_month(year, when.month) if when.month else None


def holiday(rule: str, year: int) -> Period | None:
    """The day of a holiday (see HOLIDAY in resources/dates.toml) in a year."""
    if "/" in rule:
        named, _, later = rule.partition("+")
        month, number, which = (int(part) for part in named.split("/"))
        found = nth(which, str(number), calendar.of_month(year, month))
        return found and calendar.day_period(calendar.add_days(found.first, int(later or 0)))
    if rule[0] in "+-":
        return calendar.day_period(calendar.add_days(calendar.easter(year), int(rule)))
    month, day = (int(part) for part in rule.split("-"))
    return calendar.of_day(year, month, day)


def in_period(when: Partial, period: Period) -> Period | None:
    """The day or month within a longer period."""
    day = period.first
    if when.month is None and when.day is not None:
        real = calendar.is_day(day.year, day.month, when.day)
        return calendar.of_day(day.year, day.month, when.day) if real else None
    return in_year(when, day.year)


def precision_of(when: Partial) -> Precision:
    """How precise a date without its year is."""
    if when.day or when.holiday:
        return "day"
    if when.season:
        return "season"
    if when.quarter or when.half:
        return "quarter" if when.quarter else "half"
    return "month"


def unit_precision(unit: str) -> Precision:
    """The precision of one such unit."""
    names: dict[str, Precision] = {
        "day": "day", "week": "week", "weekend": "day", "month": "month", "quarter": "quarter",
        "year": "year", "decade": "decade", "century": "century", "millennium": "millennium",
    }  # fmt: skip
    return names.get(unit, "day")


def shifted(day: Day, unit: str, count: int) -> Day:
    """The day so many units later."""
    if unit in DAYS_OF:
        return calendar.add_days(day, DAYS_OF[unit] * count)
    return calendar.add_months(day, MONTHS_OF[unit] * count)


def unit_of(unit: str, day: Day) -> Period:
    """The calendar's unit in which a day lies."""
    match unit:
        case "week" | "fortnight":
            return calendar.week_of(day)
        case "weekend":
            return calendar.weekend_of(day)
        case "month":
            return calendar.of_month(day.year, day.month)
        case "quarter":
            return calendar.of_quarter(day.year, (day.month + 2) // 3)
        case "year":
            return calendar.of_year(day.year)
        case "decade":
            return calendar.of_decade(day.year - day.year % 10)
        case "century" if day.year > 0:
            return calendar.of_century(day.year // 100 + 1)
        case "century":
            return calendar.of_century(-day.year // 100 + 1, bc=True)
        case "millennium" if day.year > 0:
            return calendar.of_millennium(day.year // 1000 + 1)
        case "millennium":
            return calendar.of_millennium(-day.year // 1000 + 1, bc=True)
        case _:
            return calendar.day_period(day)


def in_other_year(period: Period, year: int) -> Period:
    """The same month, quarter or half of another year; of anything else the whole year."""
    month = period.first.month
    match period.precision:
        case "month":
            return calendar.of_month(year, month)
        case "quarter":
            return calendar.of_quarter(year, (month + 2) // 3)
        case "half":
            return calendar.of_half(year, (month + 5) // 6)
        case _:
            return calendar.of_year(year)


def moved(day: Day, amount: Fraction, unit: str, *, to_the_day: bool = False) -> Period:
    """So many units away: to the day for days and weeks, else to the unit ("two years ago")."""
    if unit in DAYS_OF:
        return calendar.day_period(calendar.add_days(day, round(amount * DAYS_OF[unit])))
    months = amount * MONTHS_OF[unit]
    whole = calendar.add_months(day, int(months))
    if to_the_day:
        return calendar.day_period(whole)
    if amount.denominator != 1:
        rest = round((months - int(months)) * 30)
        return calendar.of_month(*calendar.add_days(whole, rest)[:2])
    return unit_of("month" if unit == "month" else "year", whole)


def rolling(day: Day, amount: Fraction, unit: str, sign: int) -> Period:
    """So many units up to a day, or from the day after it."""
    if unit in DAYS_OF:
        other = calendar.add_days(day, round(amount * DAYS_OF[unit]) * sign)
    else:
        other = calendar.add_months(day, round(amount * MONTHS_OF[unit]) * sign)
    first, last = (other, day) if sign < 0 else (calendar.add_days(day, 1), other)
    return _long(calendar.span(first, last, unit_precision(unit)), amount, unit)


def end_of(period: Period, amount: Fraction, unit: str, sign: int) -> Period | None:
    """The first or last so many units of a period; None when it is not that long."""
    day = period.first if sign > 0 else calendar.add_days(period.last, 1)
    if unit in DAYS_OF:
        other = calendar.add_days(day, round(amount * DAYS_OF[unit]) * sign)
    else:
        other = calendar.add_months(day, round(amount * MONTHS_OF[unit]) * sign)
    first, last = min(day, other), calendar.add_days(max(day, other), -1)
    if first < period.first or last > period.last or last < first:
        return None
    return _long(calendar.span(first, last, unit_precision(unit)), amount, unit)


def _long(period: Period, amount: Fraction, unit: str) -> Period:
    """The period under the name of its length, which TIMEX3 gives to "the past three years"."""
    return replace(period, timex=length_timex(amount, unit))


def weekday(day: Day, number: int, shift: int | None, future: bool) -> Day:
    """The weekday that is meant from `day`: the nearest, the last, this week's, next week's."""
    here = calendar.weekday(day)
    if shift == 1:
        return calendar.add_days(day, number - here + 7)
    if shift == 0:
        return calendar.add_days(day, number - here)
    back = (here - number) % 7
    if shift == -1:
        return calendar.add_days(day, -(back or 7))
    return calendar.add_days(day, (number - here) % 7 if future else -back)


def nth(n: int, unit: str, period: Period) -> Period | None:
    """The n-th week, Monday … within a period; None when it has no such."""
    if unit == "half":
        return calendar.part_of_two(period, n)
    if unit.isdigit():
        step, first = (
            7,
            calendar.add_days(period.first, (int(unit) - calendar.weekday(period.first)) % 7),
        )
        if n < 0:
            last = calendar.add_days(
                period.last, -((calendar.weekday(period.last) - int(unit)) % 7)
            )
            return calendar.day_period(last)
        day = calendar.add_days(first, step * (n - 1))
        return calendar.day_period(day) if day <= period.last else None
    if n < 0:
        found = unit_of(unit, period.last)
        if unit == "week":  # a week belongs where its Thursday is
            late = calendar.weekday(period.last) < 4
            return unit_of(unit, shifted(period.last, unit, -1)) if late else found
        return found if found.last <= period.last else unit_of(unit, shifted(period.last, unit, -1))
    found = unit_of(unit, shifted(period.first, unit, n - 1))
    if unit == "week" and calendar.weekday(period.first) > 4:
        found = unit_of(
            unit, shifted(period.first, unit, n)
        )  # a week belongs where its Thursday is
    return found if found.first <= period.last else None


def stretch(first: Period, last: Period, precision: Precision) -> Period:
    """From one period to another, with the precision of what is sought in it."""
    low, high = min(first.first, last.first), max(first.last, last.last)
    return calendar.span(low, high, precision)
