"""How two days with times of day relate, with time zones known, or not.

Known offsets make both times moments of one clock. A time whose zone is not stated can be meant in
any zone: offsets run from UTC-12:00 to UTC+14:00 in steps of a quarter of an hour, so "22:48 GMT"
and an unzoned "7:48" of the next day may be one moment, but "07:37" and "07:48" never are.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck.model.date import Date
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise.calendar import (
    EASTMOST,
    OFFSET_STEP,
    WESTMOST,
    from_ordinal,
    to_ordinal,
)
from sourcecheck.normalise.tolerance import DayInterval, Interval, allowed_days
from sourcecheck.reconcile.compare.date_fields import clock_slack
from sourcecheck.wording.date import date_in_words, minutes_in_words

_DAY, _HALF_DAY, _HOUR = 24 * 60, 12 * 60, 60
_FULL_GAP = 3653 * _DAY


def both_timed(a: Date, b: Date) -> bool:
    """Is each a single day with a time of day?"""
    return all(
        date.time is not None and date.earliest is not None and date.earliest == date.latest
        for date in (a, b)
    )


def compare(a: Date, b: Date) -> Comparison:
    """How two timed days relate (`both_timed`); symmetric.

    With one zone unstated the times are compatible when some zone makes them meet; with both
    unstated they are read on one clock. A time that leaves the half of the day open is read both
    ways.
    """
    found = [_compare(one, other) for one in _halves(a) for other in _halves(b)]
    return next((read for read in found if read.relation != "conflict"), found[0])


def _halves(date: Date) -> tuple[Date, ...]:
    """The date, and the same in the other half of the day where its words do not say which."""
    time = date.time
    if time is None or not time.halves:
        return (date,)
    moved = _HALF_DAY if time.latest < _HALF_DAY else -_HALF_DAY
    other = replace(time, earliest=time.earliest + moved, latest=time.latest + moved)
    return date, replace(date, time=other)


def _compare(a: Date, b: Date) -> Comparison:
    times = f"{date_in_words(a)} and {date_in_words(b)}"
    moments_a, moments_b = _moments(a), _moments(b)
    zones = [_offset(date) for date in (a, b)]
    if None in zones and zones[0] != zones[1]:
        if _meets(moments_a, moments_b, EASTMOST, WESTMOST, known_first=zones[0] is not None):
            text = f"{times}: the zone of one is not stated; in some zone they are one time"
            return Comparison("compatible", (Step("unknown-zone", text),))
        text = f"{times}: no time zone makes them meet"
        return Comparison("conflict", (Step("clock-times", text),), _gap(moments_a, moments_b))
    if moments_a == moments_b and a.hedge == b.hedge:
        return Comparison("agree", (Step("clock-times", f"{times} are the same time"),))
    if moments_a.overlaps(moments_b):
        return Comparison("compatible", (Step("clock-times", f"{times} overlap"),))
    steps = () if zones[0] is not None else (zones_unstated(_apart(moments_a, moments_b)),)
    text = f"{times} are {minutes_in_words(_apart(moments_a, moments_b))} apart"
    return Comparison("conflict", (*steps, Step("clock-times", text)), _gap(moments_a, moments_b))


def zones_unstated(minutes: int) -> Step:
    """The step that says so of two times that are so many minutes apart."""
    text = "neither time states its zone"
    if minutes % _HOUR == 0 and minutes <= EASTMOST - WESTMOST:
        text += f"; two zones {minutes_in_words(minutes)} apart could explain the difference"
    return Step("unknown-zone", text)


def may_be_same_day(a: Date, b: Date) -> Step | None:
    """The step that says so, where a zoned time may fall on the other's day in that place's zone.

    For one date with a time and a stated offset and one without a time; None otherwise.
    """
    for timed, plain in ((a, b), (b, a)):
        if timed.time is None or timed.earliest is None or plain.time is not None:
            continue
        if timed.time.utc_offset is None or timed.earliest != timed.latest:
            continue
        moments = _moments(timed)
        if moments.low is None or moments.high is None:
            continue
        first = from_ordinal(int(moments.low + WESTMOST) // _DAY)
        last = from_ordinal(int(moments.high + EASTMOST) // _DAY)
        if any(DayInterval(first, last).overlaps(days) for days in allowed_days(plain)):
            said = f"{date_in_words(timed)} may be on another day elsewhere"
            text = f"{said}, and {date_in_words(plain)} does not say its zone"
            return Step("unknown-zone", text)
    return None


def _offset(date: Date) -> int | None:
    return date.time.utc_offset if date.time else None


def _moments(date: Date) -> Interval:
    """The minutes that a timed day allows, in UTC where the offset is stated."""
    if date.time is None or date.earliest is None:
        return Interval()
    start = to_ordinal(date.earliest) * _DAY - (date.time.utc_offset or 0)
    slack = clock_slack(date.time, date.hedge)
    low = Fraction(start + date.time.earliest - slack)
    high = Fraction(start + date.time.latest + slack)
    if date.hedge in ("before", "less_than", "until", "at_most"):
        return Interval(None, high)
    if date.hedge in ("after", "more_than", "since", "at_least"):
        return Interval(low, None)
    return Interval(low, high)


def _meets(a: Interval, b: Interval, most: int, least: int, *, known_first: bool) -> bool:
    """Does some zone bring the unzoned one (the second, if `known_first`) onto the other?"""
    known, unzoned = (a, b) if known_first else (b, a)
    return any(
        known.overlaps(_shifted(unzoned, -offset))
        for offset in range(least, most + OFFSET_STEP, OFFSET_STEP)
    )


def _shifted(interval: Interval, minutes: int) -> Interval:
    return Interval(
        None if interval.low is None else interval.low + minutes,
        None if interval.high is None else interval.high + minutes,
    )


def _apart(a: Interval, b: Interval) -> int:
    """Minutes between the nearest ends; 0 where they overlap or are open."""
    for before, after in ((a, b), (b, a)):
        if before.is_below(after) and before.high is not None and after.low is not None:
            return int(after.low - before.high)
    return 0


def _gap(a: Interval, b: Interval) -> float:
    return min(1.0, _apart(a, b) / _FULL_GAP)
