"""The two ends of a stretch of time, each as the days it may be."""

from __future__ import annotations

from collections.abc import Sequence

from sourcecheck.model.date import Date
from sourcecheck.normalise.calendar import Period, to_ordinal
from sourcecheck.normalise.edtf import from_edtf

_OUTRIGHT = ("day", "month", "year")


def ends(date: Date | None) -> tuple[Period, Period] | None:
    """First and last end of "from 1914 to 1918"; None for points, hedges, readings, open ends."""
    if date is None or date.hedge or date.readings or date.earliest is None or date.latest is None:
        return None
    first, slash, last = date.edtf.partition("/")
    begin, end = from_edtf(first), from_edtf(last)
    if not slash or begin is None or end is None or set(date.edtf) & set("~?%"):
        return None
    return begin, end


def days_between(begin: Period, end: Period) -> tuple[int, int]:
    """Fewest and most days from one to the other: neither end counted, and both."""
    fewest = to_ordinal(end.first) - to_ordinal(begin.last)
    return max(0, fewest), to_ordinal(end.last) - to_ordinal(begin.first) + 1


def years_between(begin: Period, end: Period) -> tuple[int, int]:
    """Fewest and most whole years, as ages are counted, from one to the other."""
    return _whole_years(begin.last, end.first), _whole_years(begin.first, end.last)


def point(date: Date | None) -> Period | None:
    """A date that names one day, month or year outright, as the days it may be; else None."""
    if (
        date is None
        or date.hedge
        or date.readings
        or date.precision not in ("day", "month", "year")
    ):
        return None
    plain = "/" not in date.edtf and not set(date.edtf) & set("~?%X")
    return from_edtf(date.edtf) if plain and date.edtf else None


def _whole_years(begin: Sequence[int], end: Sequence[int]) -> int:
    return end[0] - begin[0] - (tuple(end[1:3]) < tuple(begin[1:3]))
