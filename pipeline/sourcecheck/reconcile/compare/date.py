"""How two dates relate: agree, compatible, conflict, or unknown where one is left open.

A date is the days it allows (`normalise.tolerance`), under each reading of "04/05/1953". Two dates
are in conflict only when no two readings share a day; for two days with times of day, when no
moment is shared, whatever zone an unstated one may be in (`reconcile.compare.clock`).

Of two dates of which one is left open, or was completed from the date of its text, what their words
state by themselves decides (`reconcile.compare.fields`): two open days of the week exclude each
other, a year that was only inferred does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourcecheck.model.date import Date, Day
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.normalise.tolerance import DayInterval, allowed_days, anchor_days
from sourcecheck.reconcile.compare import clock, fields
from sourcecheck.reconcile.compare.clock import zones_unstated
from sourcecheck.reconcile.compare.date_fields import (
    DATE_FIELDS,
    date_fields,
    edge,
    fineness,
    states_no_day,
)
from sourcecheck.wording.date import date_in_words, days_in_words, gap_in_words

#: A gap of ten years counts in full (model/finding.py, Comparison.gap).
FULL_GAP_DAYS = 3653
_YEARS = frozenset({"year", "decade", "century", "millennium", "era"})


def compare(a: Date, b: Date) -> Comparison:
    """How the dates `a` and `b` relate; symmetric.

    `gap` is the days between the nearest ends of what they allow, divided by 3,653, at most 1.
    *Unknown* when one is unresolved: the step carries the reason; but two that are left open in the
    same words ("Friday") are compatible, and so are an open "Friday" and a day that is a Friday.
    """
    if not (allowed_days(a) and allowed_days(b)):
        return compare_stated(a, b)
    found = _resolved(a, b)
    if found.relation == "conflict" and (a.stated or b.stated):
        return compare_stated(a, b, found)
    return found


def _resolved(a: Date, b: Date) -> Comparison:
    """The same of two dates whose days are known."""
    if clock.both_timed(a, b):
        return clock.compare(a, b)
    if edge(a) and edge(a) == edge(b) and (named := _edges_apart(a, b)):
        return named
    pairs = _readings(a, b)
    nearest = pairs[0]
    if ends := _other_ends(nearest):
        return ends
    if nearest.equal:
        return Comparison("agree", (Step("same-date", f"both state {date_in_words(a)}"),))
    if nearest.overlap:
        steps: tuple[Step, ...] = (_why_compatible(nearest),)
        if nearest.order:
            steps = (*steps, _other_reading(nearest))
        return Comparison("compatible", steps)
    if zone := clock.may_be_same_day(a, b):
        return Comparison("unknown", (zone,))
    return Comparison("conflict", tuple(_apart(nearest, len(pairs) > 1)), nearest.gap)


def _edges_apart(a: Date, b: Date) -> Comparison | None:
    """Two "since" or two "until" that name two times: a thing begins once, and ends once.

    "Since 1887" beside a plain 1890 excludes nothing: what has lasted since then was so in 1890.
    """
    found = _resolved(_edge(a), _edge(b))
    if found.relation != "conflict":
        return None
    both = f"{date_in_words(a)} and {date_in_words(b)} each tell when it"
    named = (
        Step("two-beginnings", f"{both} began")
        if edge(a) > 0
        else Step("two-endings", f"{both} ends")
    )
    return Comparison("conflict", (named, *found.steps), found.gap)


def _other_ends(pair: _Pair) -> Comparison | None:
    """Two stretches of days of which both ends are stated, to one precision, and one differs."""
    if not pair.overlap or not (_is_stretch(pair.a) and _is_stretch(pair.b)):
        return None
    if fineness(pair.a) != fineness(pair.b) or pair.days_a == pair.days_b:
        return None
    begins, ends = (pair.days_a.low != pair.days_b.low, pair.days_a.high != pair.days_b.high)
    differ = "begin and end" if begins and ends else "begin" if begins else "end"
    text = f"{date_in_words(pair.a)} and {date_in_words(pair.b)} {differ} at different times"
    return Comparison("conflict", (Step("other-ends", text),), 0.0)


def _is_stretch(date: Date) -> bool:
    return "/" in date.timex and not date.hedge


def _edge(date: Date) -> Date:
    """The time that a "since" or "until" names, as a date of its own."""
    readings = tuple(replace(reading, hedge="") for reading in date.readings)
    return replace(date, hedge="", rule="", readings=readings)


@dataclass(frozen=True, slots=True)
class _Pair:
    """One reading of either date, with the days they allow."""

    a: Date
    b: Date
    days_a: DayInterval
    days_b: DayInterval
    order: int  # 0 for the main readings

    @property
    def overlap(self) -> bool:
        return self.days_a.overlaps(self.days_b)

    @property
    def equal(self) -> bool:
        return not self.order and all(
            getattr(self.a, name) == getattr(self.b, name)
            for name in ("earliest", "latest", "hedge", "precision", "time")
        )

    @property
    def ends(self) -> tuple[Day, Day] | None:
        """Where the gap begins and ends; None where they overlap.

        Dates of a year and coarser are as far apart as their years: 1290 and 1308 18 years, not
        the 17 between the last day of one and the first of the other.
        """
        for before, after in ((self.days_a, self.days_b), (self.days_b, self.days_a)):
            if before.is_below(after) and before.latest and after.earliest:
                if {self.a.precision, self.b.precision} <= _YEARS:
                    return Day(before.latest.year, 1, 1), Day(after.earliest.year, 1, 1)
                return before.latest, after.earliest
        return None

    @property
    def days_apart(self) -> int:
        """Days between the nearest ends; 0 where they overlap."""
        if self.ends is None:
            return 0
        return to_ordinal(self.ends[1]) - to_ordinal(self.ends[0])

    @property
    def gap(self) -> float:
        return min(1.0, self.days_apart / FULL_GAP_DAYS)


def _readings(a: Date, b: Date) -> list[_Pair]:
    """All pairs of readings, those that overlap first, then the likeliest; ties without sides."""
    pairs = [
        _Pair(first, second, days_a, days_b, i + j)
        for i, (first, days_a) in enumerate(zip((a, *a.readings), allowed_days(a), strict=True))
        for j, (second, days_b) in enumerate(zip((b, *b.readings), allowed_days(b), strict=True))
    ]
    return sorted(pairs, key=lambda pair: (not pair.overlap, pair.order, pair.days_apart))


# --- the steps, in words ------------------------------------------------------------------------


def _why_compatible(pair: _Pair) -> Step:
    """The rule that lets both be true."""
    if pair.a.hedge or pair.b.hedge:
        allows = "; ".join(_allows(d, days) for d, days in _sides(pair))
        return Step("hedge", f"{allows}; these overlap")
    (inner, inner_days), (outer, outer_days) = _sides(pair)
    if not outer_days.contains(inner_days):
        (inner, inner_days), (outer, outer_days) = (outer, outer_days), (inner, inner_days)
    if inner_days == outer_days and not (inner.time or outer.time):
        said = f"both lie in {days_in_words(outer_days)}, stated to the {_precisions(pair)}"
        return Step("contained-date", said)
    if outer_days.contains(inner_days):
        if inner_days == outer_days and outer.time:
            inner, outer = outer, inner
        text = f"{date_in_words(inner)} lies within {date_in_words(outer)}"
        return Step("contained-date", text)
    shared = days_in_words(_shared(inner_days, outer_days))
    both = f"{date_in_words(pair.a)} and {date_in_words(pair.b)}"
    return Step("overlapping-dates", f"{both} share {shared}")


def _apart(pair: _Pair, ambiguous: bool) -> Iterator[Step]:
    """Why no day fits both, and how far they are apart."""
    if pair.a.hedge or pair.b.hedge:
        yield Step("hedge", "; ".join(_allows(d, days) for d, days in _sides(pair)))
    if ambiguous:
        yield Step("other-reading", "no other order of day and month makes them fit")
    if pair.ends is None:
        return
    said = f"{date_in_words(pair.a)} and {date_in_words(pair.b)}"
    text = f"{said} are {gap_in_words(*pair.ends)} apart"
    yield Step("dates-apart", text, (("days", pair.days_apart),))


def _sides(pair: _Pair) -> tuple[tuple[Date, DayInterval], tuple[Date, DayInterval]]:
    return (pair.a, pair.days_a), (pair.b, pair.days_b)


def _allows(date: Date, days: DayInterval) -> str:
    if days == anchor_days(date):
        return date_in_words(date)
    return f"{date_in_words(date)} allows {days_in_words(days)}"


def _precisions(pair: _Pair) -> str:
    names = sorted({pair.a.precision or "day", pair.b.precision or "day"})
    return " and the ".join(names)


def _other_reading(pair: _Pair) -> Step:
    text = f"only where they are read as {date_in_words(pair.a)} and {date_in_words(pair.b)}"
    return Step("other-reading", text)


def _shared(a: DayInterval, b: DayInterval) -> DayInterval:
    starts = [day for day in (a.earliest, b.earliest) if day is not None]
    ends = [day for day in (a.latest, b.latest) if day is not None]
    return DayInterval(max(starts, default=None), min(ends, default=None))


#: What the fields are called; of two that are kept apart the first tells why.
_NAMES = {
    "day": "the day", "year": "the time of the year", "week": "the day of the week",
    "month": "the day of the month", "clock": "the time of day", "edge": "the beginning or end",
    "ends": "an end",
}  # fmt: skip


def compare_stated(a: Date, b: Date, as_dated: Comparison | None = None) -> Comparison:
    """How `a` and `b` relate by what their words state; symmetric.

    `as_dated` is how they relate as they were completed, a conflict: it stands if their words
    exclude each other too.
    """
    verdict = fields.held(_side(a), _side(b))
    both = f"{date_in_words(a)} and {date_in_words(b)}"
    if apart := [name for name in _NAMES if verdict.apart[name][0]]:
        if as_dated is not None:
            return as_dated
        text = f"{both}: no day fits both, as {_NAMES[apart[0]]} is another"
        return Comparison("conflict", (*_of_zones(a, b, apart[0]), Step("fields-apart", text)))
    shared = [name for name in _NAMES if verdict.shared[name][0]]
    steps = tuple(_left_open(date) for date in (a, b) if not allowed_days(date) or date.stated)
    if not shared:
        return Comparison("unknown", steps)
    fit = " and ".join(_NAMES[name] for name in shared)
    return Comparison("compatible", (*steps, Step("fields-fit", f"{both} fit in {fit}")))


def _side(date: Date) -> dict[str, NDArray[Any]]:
    made = date_fields(date)
    return {name: np.array([made[name]], dtype=kind) for name, kind in DATE_FIELDS.items()}


def _of_zones(a: Date, b: Date, field: str) -> tuple[Step, ...]:
    """That neither time states its zone, where it is the times that are apart."""
    if field != "clock" or a.time is None or b.time is None:
        return ()
    if a.time.utc_offset is not None or b.time.utc_offset is not None:
        return ()
    return (zones_unstated(abs(a.time.earliest - b.time.earliest)),)


def _left_open(date: Date) -> Step:
    """What the words of a date leave open, and what completed it."""
    if states_no_day(date):
        text = f"the day of {date_in_words(date)} is that of the story; its words state none"
        return Step("inferred-date", text)
    if allowed_days(date):
        part = "week" if date.stated.startswith("XXXX-WXX") else "year"
        text = f"the {part} of {date_in_words(date)} is read from the date of its text"
        return Step("inferred-date", text)
    reason = date.unresolved or "the text does not say which day is meant"
    return Step("unresolved-date", f"one date is left open: {reason}")
