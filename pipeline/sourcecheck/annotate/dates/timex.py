"""TIMEX3 values of what has no full date: times of day and dates without their year."""

from __future__ import annotations

from sourcecheck.annotate.dates.expression import Partial
from sourcecheck.model.date import Clock
from sourcecheck.normalise import calendar


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
