"""TIMEX3 values of what has no full date: times of day, lengths, and dates without their year."""

from __future__ import annotations

from fractions import Fraction

from sourcecheck.annotate.dates.expression import Partial
from sourcecheck.model.date import Clock
from sourcecheck.normalise import calendar

#: A unit's letter in ISO 8601, whether "T" goes before it, and how many of that letter it is.
_LETTERS = {
    "second": ("T", "S", 1), "minute": ("T", "M", 1), "hour": ("T", "H", 1), "day": ("", "D", 1),
    "week": ("", "W", 1), "fortnight": ("", "W", 2), "month": ("", "M", 1),
    "quarter": ("", "M", 3), "year": ("", "Y", 1), "decade": ("", "Y", 10),
    "century": ("", "Y", 100), "millennium": ("", "Y", 1000), "weekend": ("", "D", 2),
    "night": ("", "D", 1),
}  # fmt: skip


def length_timex(amount: Fraction | None, unit: str) -> str:
    """TIMEX3 and ISO 8601 of a length: "P3D", "PT1.5H"; "PXW" for several weeks (amount None)."""
    time, letter, factor = _LETTERS[unit]
    if amount is None:
        return f"P{time}X{letter}"
    number = amount * factor
    written = str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
    return f"P{time}{written}{letter}"


def clock_timex(clock: Clock, second: int = 0) -> str:
    """TIMEX3 of a time of day: "T16", "T17:30", "T17:30:12"."""
    hours, minutes = divmod(clock.earliest, 60)
    if second:
        return f"T{hours:02d}:{minutes:02d}:{second:02d}"
    return f"T{hours:02d}:{minutes:02d}" if minutes else f"T{hours:02d}"


def partial_timex(found: Partial) -> str:
    """TIMEX3 of a date without its year: "XXXX-06-02", "XXXX-SU", "XXXX-XX-22"."""
    if found.holiday:
        return f"XXXX-{found.holiday}" if "-" in found.holiday[1:] else ""
    if found.season:
        return f"XXXX-{calendar.SEASONS[found.season][1]}"
    if found.quarter or found.half:
        return f"XXXX-Q{found.quarter}" if found.quarter else f"XXXX-H{found.half}"
    month = f"{found.month:02d}" if found.month else "XX"
    return f"XXXX-{month}-{found.day:02d}" if found.day else f"XXXX-{month}"
