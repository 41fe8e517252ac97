"""What a printed figure or date allows: the interval that its digits, bounds and hedges leave open.

A printed "3" stands for every value that rounds to it, 2.5 to 3.5, and two figures disagree only
where these intervals miss each other (the idea of statcheck, Nuijten et al. 2016). All
values are exact: Fractions in base units, whole days for dates. Nothing here decides a relation;
`reconcile.compare` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from sourcecheck import resources
from sourcecheck.model.date import Date, Day
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import add_days, to_ordinal
from sourcecheck.normalise.digits import trailing_place

#: "About" without an entry of its own in hedges.toml: within 10 % either way (the convention of
#: the cross-document gold).
ABOUT = Fraction(1, 10)
#: Large counts ("6,000 people") and figures in words ("six miles", "three million people") are
#: taken as rounded to their last figure other than zero, but by no more than 5 % (the same
#: convention).
MOST_ROUNDING = Fraction(1, 20)
#: Denominators of the fractions that figures in words are rounded to.
_SPOKEN = (2, 3, 4)
#: A count below this is exact when it is given without a hedge: nobody rounds 24 people to 20.
#: What is measured is rounded to its last figure other than zero as well, by no more than
#: `MOST_ROUNDING` or half a unit: 10 km is 9.5 to 10.5, 500 km is 475 to 525.
EXACT_COUNTS_BELOW = 100
#: A bound or one-sided hedge may be a rounded figure itself ("more than 800 miles" of 1,285 km).
BOUND_SLACK = Fraction(1, 100)
#: Months have 28 to 31 days and years 365 or 366, whatever average the base unit is built on.
_CALENDAR_SLACK: Mapping[str, Fraction] = {
    "month": Fraction(5, 2) * 86400,
    "quarter": Fraction(5, 2) * 86400,
    "year": Fraction(3, 2) * 86400,
    "decade": Fraction(3, 2) * 86400,
    "century": Fraction(3, 2) * 86400,
}
#: One unit of a date's precision, in days: what "about" adds at either end.
_DAYS: Mapping[str, int] = {
    "day": 1, "week": 7, "month": 31, "season": 92, "quarter": 92, "half": 184, "year": 366,
    "decade": 3653, "century": 36525, "millennium": 365_250,
}  # fmt: skip

#: One side of a figure: open, as its printed digits say, or a share of the figure.
Side = Fraction | Literal["open", "printed"]
_NO_SHARE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between `low` and `high` in base units; None is no bound, open excludes it."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def overlaps(self, other: Interval) -> bool:
        """Do the two share a value?"""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Interval) -> bool:
        """Does all of this one lie below all of the other?"""
        if self.high is None or other.low is None:
            return False
        touching_is_apart = self.high_open or other.low_open
        return self.high < other.low or (self.high == other.low and touching_is_apart)

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )


@dataclass(frozen=True, slots=True)
class DayInterval:
    """The days from `earliest` to `latest`, both inclusive; None is no bound."""

    earliest: Day | None = None
    latest: Day | None = None

    @property
    def low(self) -> int | None:
        """The ordinal of the first day."""
        return None if self.earliest is None else to_ordinal(self.earliest)

    @property
    def high(self) -> int | None:
        """The ordinal of the last day."""
        return None if self.latest is None else to_ordinal(self.latest)

    def overlaps(self, other: DayInterval) -> bool:
        """Do the two share a day?"""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: DayInterval) -> bool:
        """Does all of this one lie before all of the other?"""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest

    def contains(self, other: DayInterval) -> bool:
        """Does every day of the other lie within this one?"""
        starts = self.earliest is None or (
            other.earliest is not None and self.earliest <= other.earliest
        )
        ends = self.latest is None or (other.latest is not None and other.latest <= self.latest)
        return starts and ends


# --- figures ------------------------------------------------------------------------------------


def allowed(quantity: Quantity) -> tuple[Interval, ...]:
    """The interval that `quantity` allows, one for each reading, the main one first.

    The figure, a half of its last place either way, then its hedge (`resources/hedges.toml`),
    then its bound: "at least 50" has no upper end. "More than 50" is not held against a plain 50,
    as prose uses the words loosely.
    """
    return tuple(_allowed(reading) for reading in (quantity, *quantity.readings))


def as_printed(quantity: Quantity) -> Interval:
    """The interval of the digits alone: half of the last place either way, no hedge, no bound.

    Half-open as rounding is: 1,250 is printed as 1,300, not as 1,200. An age is not rounded: it
    counts whole units lived through.
    """
    if quantity.is_age and quantity.high is not None:
        return Interval(quantity.low, quantity.high + quantity.factor, high_open=True)
    low = None if quantity.low is None else quantity.low - _half(quantity, quantity.low)
    high = None if quantity.high is None else quantity.high + _half(quantity, quantity.high)
    return Interval(
        low,
        high,
        low_open=low is not None and quantity.low is not None and low < quantity.low <= 0,
        high_open=high is not None and quantity.high is not None and high > quantity.high >= 0,
    )


#: Hedges that name the most there can be ("up to 80 people"): two such figures state one limit.
_LIMITS = frozenset({"at_most"})


def stated_ends(quantity: Quantity) -> tuple[Interval | None, Interval] | None:
    """What the two ends of a stated range ("200 to 350") allow as printed, or (None, what the
    figure allows) of a most ("up to 80"); None for any other figure.

    Two ranges, or two mosts, state the same only if their ends do, though both leave room for the
    same values.
    """
    if quantity.low is None and quantity.high is None:
        return None
    if quantity.hedge in _LIMITS and quantity.high is not None:
        return None, as_printed(replace(quantity, low=quantity.high))
    if (
        not quantity.is_interval
        or quantity.operator != "="
        or None in (quantity.low, quantity.high)
    ):
        return None
    low, high = (replace(quantity, low=end, high=end) for end in (quantity.low, quantity.high))
    return _allowed(low), _allowed(high)


def anchor(quantity: Quantity) -> Interval:
    """The figure itself with its bound, without rounding and hedge: what gaps are measured from."""
    below, above = _sides(quantity)
    return Interval(
        None if below == "open" else quantity.low, None if above == "open" else quantity.high
    )


def hedges() -> Mapping[str, Any]:
    """The entries of `resources/hedges.toml` by hedge id."""
    entries: Mapping[str, Any] = resources.load("hedges")["hedge"]
    return entries


def _allowed(quantity: Quantity) -> Interval:
    printed = as_printed(quantity)
    below, above = _sides(quantity)
    low, low_open = printed.low, printed.low_open
    high, high_open = printed.high, printed.high_open
    if below != "printed":
        low, low_open = _reach(quantity, quantity.low, below, -1), False
    if above != "printed":
        high, high_open = _reach(quantity, quantity.high, above, +1), False
    return Interval(low, high, low_open, high_open)


def _sides(quantity: Quantity) -> tuple[Side, Side]:
    """What holds below and above the figure; `resources/hedges.toml` says how to read an entry."""
    entry = hedges().get(quantity.hedge, {})
    allow = entry.get("allow")
    shares: tuple[Side, Side] | None = None
    if allow is not None:
        shares = (Fraction(str(allow.get("below", 0))), Fraction(str(allow.get("above", 0))))
    elif quantity.approximate and not entry.get("approximate", False):
        shares = (ABOUT, ABOUT)
    if quantity.operator == "=":
        return shares or ("printed", "printed")
    # "just over 50" has an end of its own; "at least about 50" is a softer bound without an end
    own = allow is not None and str(entry.get("operator", "=")) != "="
    near: tuple[Side, Side] = (_NO_SHARE, _NO_SHARE) if own or shares is None else shares
    far: tuple[Side, Side] = shares if own and shares is not None else ("open", "open")
    return (near[0], far[1]) if quantity.operator in (">", ">=") else (far[0], near[1])


def _reach(quantity: Quantity, value: Fraction | None, side: Side, sign: int) -> Fraction | None:
    """How far a hedge or bound lets the figure reach on one side."""
    if value is None or isinstance(side, str):
        return None
    half = _half(quantity, value)
    if not side:
        return value + sign * min(half, BOUND_SLACK * abs(value))
    whole_thing = Fraction(1) if quantity.dimension == "count" else Fraction(0)
    return value + sign * max(half, side * abs(value), whole_thing)


def _spoken_place(value: Fraction) -> Fraction:
    """The last place of a figure in words: "two and a half" is told to the half, not to a tenth."""
    fraction = value.denominator
    return Fraction(1, fraction) if fraction in _SPOKEN else trailing_place(value)


def _half(quantity: Quantity, value: Fraction) -> Fraction:
    """Half of the last place of `value` as given, plus what calendar units leave open."""
    is_count = quantity.dimension == "count"
    is_money = quantity.dimension == "money"
    if is_count and abs(value) < EXACT_COUNTS_BELOW:
        return Fraction(0)
    in_words = quantity.last_place is None
    place = quantity.last_place or _spoken_place(value / quantity.factor) * quantity.factor
    most = MOST_ROUNDING * abs(value)
    if not (is_count or is_money or in_words):
        most = max(most, quantity.factor / 2)
    half = min(place / 2, most)
    if quantity.dimension == "time":
        half += _CALENDAR_SLACK.get(quantity.stated_unit, 0)
    return half


# --- dates --------------------------------------------------------------------------------------


def allowed_days(date: Date) -> tuple[DayInterval, ...]:
    """The days that `date` allows, one interval for each reading; empty when it is unresolved.

    "Before" and "after" exclude the anchor, "by", "since" and "until" include it; "about" adds one
    unit of the date's precision at either end; the inner edges of "early", "mid" and "late" are
    soft by a quarter of the part's own length, its outer edge is that of the year or decade.
    """
    if date.earliest is None and date.latest is None:
        return ()
    return tuple(_days(reading) for reading in (date, *date.readings))


def anchor_days(date: Date) -> DayInterval:
    """The days from `earliest` to `latest`, without the hedge."""
    return DayInterval(date.earliest, date.latest)


def _days(date: Date) -> DayInterval:
    low, high = date.earliest, date.latest
    step = 0 if date.time is not None else 1  # "after 6am on Sunday" may be on Sunday
    if date.hedge in ("before", "less_than"):
        if date.is_deadline:  # "by Friday" may be on Friday
            return DayInterval(None, high)
        return DayInterval(None, _moved(high if date.time is not None else low, -step))
    if date.hedge in ("after", "more_than"):
        return DayInterval(_moved(low if date.time is not None else high, step), None)
    if date.hedge in ("since", "at_least"):
        return DayInterval(low, None)
    if date.hedge in ("until", "at_most"):
        return DayInterval(None, high)
    before, after = _soft_edges(date)
    return DayInterval(_moved(low, -before), _moved(high, after))


def _moved(day: Day | None, days: int) -> Day | None:
    return None if day is None else add_days(day, days)


def _soft_edges(date: Date) -> tuple[int, int]:
    """How many days the hedge adds before and after the anchor."""
    if date.hedge == "approx":
        unit = _DAYS.get(date.precision, 0)
        return unit, unit
    if date.earliest is None or date.latest is None or date.hedge not in ("early", "mid", "late"):
        return 0, 0
    soft = (to_ordinal(date.latest) - to_ordinal(date.earliest) + 1) // 4
    return (0 if date.hedge == "early" else soft), (0 if date.hedge == "late" else soft)
