"""Parts of periods: early, middle and late thirds, and halves.

TimeML knows early, mid and late (`mod` START, MID, END) but gives them no bounds: ours are thirds,
cut at the nearest whole sub-unit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sourcecheck.model.date import Day
from sourcecheck.normalise.calendar import Period, add_months, from_ordinal, span, to_ordinal

Part = Literal["early", "mid", "late"]


def third(period: Period, which: Part) -> Period:
    """The early, middle or late third of a period, named by its ends.

    The thirds are cut at the nearest whole sub-unit: of a year January-April, May-August and
    September-December; of a decade its years 0-2, 3-6 and 7-9; of a century 00-32, 33-66, 67-99;
    of anything shorter at months or days.
    """
    cuts = _subunits(period)
    count = len(cuts) - 1
    first, second = round(count / 3), round(2 * count / 3)
    begin, end = {"early": (0, first), "mid": (first, second), "late": (second, count)}[which]
    days = span(from_ordinal(cuts[begin]), from_ordinal(cuts[end] - 1), period.precision)
    return replace(days, timex=period.timex)


def part_of_two(period: Period, number: int) -> Period | None:
    """The first or second half of a period, cut at the nearest whole sub-unit."""
    if number not in (1, 2):
        return None
    cuts = _subunits(period)
    middle = (len(cuts) - 1) // 2
    begin, end = (0, middle) if number == 1 else (middle, len(cuts) - 1)
    if begin == end:
        return None
    return span(from_ordinal(cuts[begin]), from_ordinal(cuts[end] - 1), period.precision)


def _subunits(period: Period) -> list[int]:
    """Ordinals where the period's years (of more than two), months or days begin, and its end."""
    first, last, end = period.first, period.last, to_ordinal(period.last) + 1
    years = last.year - first.year + 1
    if years > 2 and (first.month, first.day) == (1, 1):
        return [to_ordinal(Day(first.year + n, 1, 1)) for n in range(years)] + [end]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > 2 and first.day == 1:
        return [to_ordinal(add_months(first, n)) for n in range(months)] + [end]
    return list(range(to_ordinal(first), end + 1))
