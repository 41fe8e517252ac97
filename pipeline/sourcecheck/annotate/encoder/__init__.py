"""The encoder: names, and which question each value answers, in one reading. See component."""
