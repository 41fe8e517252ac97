"""How what two dates state of the calendar and the clock relates, for many pairs at once.

The fields that both state decide (`compare.date_fields`). One that differs, and no day satisfies
both: "on Friday" and "on Saturday", "in July" and "in April", "at 4.15" and "at 5.15". Where all
agree, both can be true; where they share none ("on Friday", "in July"), nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sourcecheck.normalise.calendar import EASTMOST, OFFSET_STEP, WESTMOST
from sourcecheck.reconcile.compare.date_fields import MONTH

Bools = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Ends = tuple[Numbers, Numbers]  # of a stretch, both inclusive
#: The columns `DATE_FIELDS` of the dates on one side of the pairs.
Side = Mapping[str, NDArray[Any]]

_DAY, _HALF_DAY, _WEEK, _YEAR = 24 * 60, 12 * 60, 7, 12 * MONTH


class Verdict(NamedTuple):
    """Which fields both sides of each pair state, and which of them keep the two apart."""

    shared: dict[str, Bools]
    apart: dict[str, Bools]

    @property
    def conflict(self) -> Bools:
        """Do the two exclude each other?"""
        return np.asarray(np.logical_or.reduce(list(self.apart.values())))


def held(a: Side, b: Side) -> Verdict:
    """What the two dates of each pair share, and what keeps them apart; symmetric.

    Names of fields: "day" (days that are known), "year" (a place in the year, of which one does not
    say the year), "week" (days of the week), "month" (days of a month), "clock", "edge" (when
    something begins or ends), "ends" (of a stretch).
    """
    shared = _shared(a, b)
    days, year = shared["day"], shared["year"]
    meets = {
        "year": _turns_meet(a, b),
        "week": _weekdays_meet(a, b),
        "month": a["month_day"] == b["month_day"],
    }
    shared["week"] &= meets["week"] | ~_week_unsure(a, b)
    apart = {name: shared[name] & ~days & ~met for name, met in meets.items()}
    # days that miss each other may do so only by what the dates of the texts added
    loose = (year & meets["year"]) | (shared["month"] & meets["month"])
    loose |= _in_next_week(a, b) | _in_any_year(a, b)
    timed = shared["clock"] & days & a["one_day"] & b["one_day"]
    meet = _overlap(a["day_low"], a["day_high"], b["day_low"], b["day_high"])
    apart["day"] = days & ~timed & ~meet & ~loose & ~_on_another_day(a, b)
    by_clock = _clocks_apart(a, b)
    by_moment = _moments_apart(a, b) & (by_clock | ~loose)
    apart["clock"] = shared["clock"] & np.where(timed, by_moment, ~days & by_clock)
    apart["edge"] = shared["edge"] & _edges_apart(a, b, year)
    apart["ends"] = shared["ends"] & _ends_apart(a, b, days, year)
    return Verdict(shared, apart)


def _shared(a: Side, b: Side) -> dict[str, Bools]:
    """Which fields both sides state."""
    days = ~np.isnan(a["day_low"] + b["day_low"])
    year = (a["yearless"] | b["yearless"]) & ~np.isnan(a["turn_low"] + b["turn_low"])
    month = (a["monthless"] | b["monthless"]) & ~np.isnan(a["month_day"] + b["month_day"])
    named = (a["weekdays_on"] > 0) & (b["weekdays_on"] > 0)
    return {
        "day": days,
        "year": year,
        "week": (a["weekless"] | b["weekless"]) & named,
        "month": month & ~year & (a["bound"] == 0) & (b["bound"] == 0),
        "clock": ~np.isnan(a["clock_low"] + b["clock_low"]),
        "edge": (a["edge"] == b["edge"]) & (a["edge"] != 0) & (days | year),
        "ends": a["span"] == b["span"],
    }


def _overlap(low_a: Numbers, high_a: Numbers, low_b: Numbers, high_b: Numbers) -> Bools:
    return np.asarray((low_a <= high_b) & (low_b <= high_a))


def _on_circle(a: Ends, b: Ends, length: Any) -> Bools:
    """Do two stretches of a circle (a year, a day) overlap?"""
    (low_a, high_a), (low_b, high_b) = a, b
    with np.errstate(invalid="ignore"):
        in_a = np.mod(low_b - low_a, length) <= high_a - low_a
        return np.asarray(in_a | (np.mod(low_a - low_b, length) <= high_b - low_b))


def _bounded(low: Numbers, high: Numbers, bound: NDArray[Any], half: float) -> Ends:
    """A stretch of a circle with what its bound adds: half of the circle, as the nearer way."""
    return np.where(bound < 0, high - half, low), np.where(bound > 0, low + half, high)


def _turns_meet(a: Side, b: Side, *, bounded: bool = True) -> Bools:
    """Do two places in the year meet, that of a week which is not stated a week either way too?"""
    one, other = (_turn(side, bounded=bounded) for side in (a, b))
    found = _on_circle(one, other, _YEAR)
    for shift in (-_WEEK, _WEEK):
        moved = _on_circle((one[0] + shift, one[1] + shift), other, _YEAR)
        found |= moved & (a["weekless"] | b["weekless"])
    return found


def _turn(side: Side, *, bounded: bool) -> Ends:
    low = side["turn_low"]
    high = low + np.mod(side["turn_high"] - low, _YEAR)
    return _bounded(low, high, side["bound"], _YEAR // 2 - 1) if bounded else (low, high)


def _weekdays_meet(a: Side, b: Side) -> Bools:
    same = (a["weekdays_on"] & b["weekdays_on"]) > 0
    return np.asarray(same | _in_one_night(a, b) | _slips(a, b))


def _week_unsure(a: Side, b: Side) -> Bools:
    """Does another day of the week prove nothing: beside a bound, or a year that is inferred?"""
    unsure = np.zeros(len(a["bound"]), dtype=bool)
    for side in (a, b):
        unsure |= (side["bound"] != 0) | (side["yearless"] & ~side["weekless"])
    return unsure


def _in_one_night(a: Side, b: Side) -> Bools:
    """A night runs into the early hours of the next day of the week."""
    found = np.zeros(len(a["night"]), dtype=bool)
    for one, other in ((a, b), (b, a)):
        follows = (_next(one["weekdays_on"]) & other["weekdays_on"]) > 0
        found |= one["night"] & other["dawn"] & follows
    return found


def _slips(a: Side, b: Side) -> Bools:
    """A time of day that names its zone may be on the next or last day of the week elsewhere."""
    one, other = a["weekdays_on"], b["weekdays_on"]
    next_to = (_next(one) & other) | (_next(other) & one)
    zoned = ~np.isnan(a["zone"]) | ~np.isnan(b["zone"])
    return np.asarray(zoned & (next_to > 0))


def _next(weekdays: NDArray[Any]) -> NDArray[Any]:
    return ((weekdays << 1) | (weekdays >> (_WEEK - 1))) & ((1 << _WEEK) - 1)


def _in_next_week(a: Side, b: Side) -> Bools:
    """Do they meet when the one whose week is not stated is a week earlier or later?"""
    found = np.zeros(len(a["weekless"]), dtype=bool)
    for shift in (-_WEEK, _WEEK):
        found |= _overlap(a["day_low"] + shift, a["day_high"] + shift, b["day_low"], b["day_high"])
    return found & (a["weekless"] | b["weekless"])


def _in_any_year(a: Side, b: Side) -> Bools:
    """Does one not state its year, and the other nothing but years?"""
    found = np.zeros(len(a["yearless"]), dtype=bool)
    for one, other in ((a, b), (b, a)):
        found |= one["yearless"] & np.isnan(other["turn_low"]) & ~np.isnan(other["day_low"])
    return found


def _on_another_day(a: Side, b: Side) -> Bools:
    """May a time that names its zone be on the other's day where that was written?"""
    found = np.zeros(len(a["zone"]), dtype=bool)
    for timed, plain in ((a, b), (b, a)):
        moved = timed["day_low"] * _DAY + timed["clock_low"] - timed["zone"]
        first, last = np.floor((moved + WESTMOST) / _DAY), np.floor((moved + EASTMOST) / _DAY)
        near = _overlap(first, last, plain["day_low"], plain["day_high"])
        found |= near & timed["one_day"] & np.isnan(plain["clock_low"])
    return found


def _moments_apart(a: Side, b: Side) -> Bools:
    """Do the times of two days miss each other, whatever zone is meant where one states its own?"""
    (low_a, high_a), (low_b, high_b) = _moments(a), _moments(b)
    known_a, known_b = ~np.isnan(a["zone"]), ~np.isnan(b["zone"])
    either = (a["halves"] | b["halves"]) & (a["day_low"] == b["day_low"]) & ~_clocks_apart(a, b)
    with np.errstate(invalid="ignore"):
        first = np.where(known_b, low_a - high_b, low_b - high_a)  # the offsets that make them meet
        last = np.where(known_b, high_a - low_b, high_b - low_a)
        first, last = np.maximum(first, WESTMOST), np.minimum(last, EASTMOST)
        in_some_zone = np.ceil(first / OFFSET_STEP) * OFFSET_STEP <= last
    meet = _overlap(low_a, high_a, low_b, high_b) | either
    return ~np.where(known_a ^ known_b, in_some_zone, meet)


def _moments(side: Side) -> Ends:
    """The minutes that a timed day allows, in UTC where the zone is stated."""
    start = side["day_low"] * _DAY - np.nan_to_num(side["zone"])
    low = np.where(side["bound"] < 0, -np.inf, start + side["clock_low"])
    return low, np.where(side["bound"] > 0, np.inf, start + side["clock_high"])


def _clocks_apart(a: Side, b: Side) -> Bools:
    """Do two times of day miss each other on every day?"""
    one_unknown = np.isnan(a["zone"]) ^ np.isnan(b["zone"])
    period = np.where(a["halves"] | b["halves"], _HALF_DAY, _DAY)
    period = np.where(one_unknown, OFFSET_STEP, period)
    one, other = (_time_of_day(side) for side in (a, b))
    return ~_on_circle(one, other, period)


def _time_of_day(side: Side) -> Ends:
    low = side["clock_low"] - np.nan_to_num(side["zone"])
    high = low + np.mod(side["clock_high"] - side["clock_low"], _DAY)
    return _bounded(low, high, side["bound"], _HALF_DAY - 1)


def _edges_apart(a: Side, b: Side, year: Bools) -> Bools:
    """Are the times themselves apart at which two texts have something begin, or end?"""
    low_a, high_a, low_b, high_b = a["edge_low"], a["edge_high"], b["edge_low"], b["edge_high"]
    found = _overlap(low_a, high_a, low_b, high_b)
    for shift in (-_WEEK, _WEEK):
        moved = _overlap(low_a + shift, high_a + shift, low_b, high_b)
        found |= moved & (a["weekless"] | b["weekless"])
    return ~np.where(year, _turns_meet(a, b, bounded=False), found)


def _ends_apart(a: Side, b: Side, days: Bools, year: Bools) -> Bools:
    """Do two stretches that state both ends to the same precision name other ends?"""
    differ = (a["day_low"] != b["day_low"]) | (a["day_high"] != b["day_high"])
    turned = (a["turn_low"] != b["turn_low"]) | (a["turn_high"] != b["turn_high"])
    return np.asarray(np.where(year, turned, days & differ))
