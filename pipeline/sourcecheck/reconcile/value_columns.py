"""The columns of the WORK table (`work`) that say what value a claim states, and how precisely."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import value_key
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.normalise.tolerance import Interval, allowed, allowed_days, stated_ends
from sourcecheck.reconcile.compare import span
from sourcecheck.reconcile.compare.date_fields import date_fields, fineness
from sourcecheck.reconcile.context import time_marks


def stated_columns(claim: Claim) -> dict[str, Any]:
    """The columns of a WORK table on the value as it is stated, and on how precisely."""
    date = claim.date
    return {
        "timex": date.timex if date is not None else "",
        "marks": tuple(sorted(time_marks(date))) if date is not None else (),
        "unit": claim.quantity.stated_unit if claim.quantity is not None else "",
        "value": value_key(claim),
        "point": _middle(claim),
        "digits": float(claim.quantity.significant_digits or 0) if claim.quantity else 0.0,
        "operator": claim.quantity.operator if claim.quantity else "",
        "change": bool(claim.quantity and claim.quantity.change),
        "precision": -1.0 if claim.date is None else fineness(claim.date),
        "numeral": _numeral(claim),
        **_calendar(claim),
        **stated_span(claim),
        **date_fields(claim.date),
        "length": float(len(claim.sentence.quote)) if claim.sentence else 0.0,
    }


#: Longer numerals are not compared digit by digit.
_MOST_DIGITS = 15


def _numeral(claim: Claim) -> float:
    """The digits of a figure as printed, without point and closing noughts; NaN without any."""
    figure = claim.quantity
    if figure is None or figure.low is None or figure.low != figure.high or not figure.factor:
        return float("nan")
    stated = abs(figure.low / figure.factor)
    digits = f"{float(stated):.{_MOST_DIGITS}g}"
    if not stated or "e" in digits:
        return float("nan")
    return float(digits.replace(".", "").strip("0") or "nan")


def _calendar(claim: Claim) -> dict[str, float]:
    """`year` of a date within one, and `day`, month and day as a number (March 7th is 307) of one
    that is stated to the day; NaN otherwise."""
    date, nan = claim.date, float("nan")
    if date is None or date.earliest is None or date.latest is None:
        return {"year": nan, "day": nan}
    year = float(date.earliest.year) if date.earliest.year == date.latest.year else nan
    one = date.earliest == date.latest
    return {
        "year": year,
        "day": float(date.earliest.month * 100 + date.earliest.day) if one else nan,
    }


def _middle(claim: Claim) -> float:
    """The middle of the value as stated, in base units or ordinal days; NaN where it is open."""
    if claim.quantity is not None:
        ends = [_float(e) for e in (claim.quantity.low, claim.quantity.high) if e is not None]
        return sum(ends) / len(ends) if ends else 0.0
    if claim.date is None or claim.date.earliest is None or claim.date.latest is None:
        return float("nan")
    return (to_ordinal(claim.date.earliest) + to_ordinal(claim.date.latest)) / 2


def family_of(claim: Claim) -> str:
    """Values of different families are never compared: kind and dimension."""
    if claim.quantity is None:
        return claim.kind if span(claim) is None else f"{claim.kind}:{claim.property}"
    kind = "figure" if claim.kind in ("quantity", "count", "duration") else claim.kind
    return f"{kind}:{claim.quantity.dimension}"


def hull(claim: Claim) -> tuple[float, float, bool, bool]:
    """(low, high, resolved, exact) of what the value as printed allows, over all its readings of
    its dimension: that "400 pounds" might be a weight says nothing of the sum."""
    nan = float("nan")
    if claim.quantity is not None:
        of = (claim.quantity, *claim.quantity.readings)
        held = zip(of, allowed(claim.quantity), strict=True)
        spans = [s for reading, s in held if reading.dimension == claim.quantity.dimension]
        low, high = min(_low(s) for s in spans), max(_high(s) for s in spans)
        digits = claim.quantity.significant_digits or 0
        return low, high, True, digits >= 3 and claim.quantity.operator == "="
    if claim.date is not None:
        days = allowed_days(claim.date)
        if not days:
            return nan, nan, False, False
        low = min(
            float("-inf") if d.earliest is None else float(to_ordinal(d.earliest)) for d in days
        )
        high = max(float("inf") if d.latest is None else float(to_ordinal(d.latest)) for d in days)
        return low, high, True, claim.date.precision == "day"
    low, high = span(claim) or (nan, nan)
    return low, high, True, False


def _low(interval: Interval) -> float:
    """Its lower end; the next float above it, where it leaves that end out."""
    if interval.low is None:
        return float("-inf")
    low = _float(interval.low)
    return math.nextafter(low, math.inf) if interval.low_open else low


def _high(interval: Interval) -> float:
    """Its upper end; the next float below it, where it leaves that end out."""
    if interval.high is None:
        return float("inf")
    high = _float(interval.high)
    return math.nextafter(high, -math.inf) if interval.high_open else high


def stated_span(claim: Claim) -> dict[str, float]:
    """What the two ends of a stated range allow, `from_low` to `to_high`, NaN where the value is
    none; of a most ("up to 80") only that of its end (`tolerance.stated_ends`)."""
    found = dict.fromkeys(SPAN, float("nan"))
    ends_ = None if claim.quantity is None else stated_ends(claim.quantity)
    if ends_ is None:
        return found
    for name, end in zip(("from", "to"), ends_, strict=True):
        if end is not None:
            found |= {f"{name}_low": _low(end), f"{name}_high": _high(end)}
    return found


#: The columns of `stated_span`.
SPAN = ("from_low", "from_high", "to_low", "to_high")


def ends(claim: Claim, low: float, high: float) -> tuple[str, ...]:
    """The ends of the value as printed and as stated ("about 300" and "300" share one), each once;
    of a date that is left open what is known of it."""
    stated: tuple[float, ...] = ()
    if claim.quantity is not None:
        found = (claim.quantity.low, claim.quantity.high)
        stated = tuple(_float(end) for end in found if end is not None)
    elif claim.date is not None and not allowed_days(claim.date):
        return (claim.date.timex,) if claim.date.timex else ()
    known = (end for end in (low, high, *stated) if math.isfinite(end))
    return tuple(dict.fromkeys(f"{end:.12g}" for end in known))


def _float(value: Fraction) -> float:
    """The value as a float, infinite where it is beyond all floats ("10^400")."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def when_hull(claim: Claim) -> tuple[float, float]:
    """First and last ordinal day of the time for which the claim is stated; NaN when not given."""
    nan = float("nan")
    if claim.when is None or (claim.when.earliest is None and claim.when.latest is None):
        return nan, nan
    first, last = claim.when.earliest, claim.when.latest
    return (
        float("-inf") if first is None else float(to_ordinal(first)),
        float("inf") if last is None else float(to_ordinal(last)),
    )
