"""Values of claims as the report writes them: quantities, dates and texts as plain data.

Field names are those of the records (`model/quantity.py`, `model/date.py`); added are the figures
in the unit in which they were stated and the interval that rounding and hedge allow.
"""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from typing import Any

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise import tolerance
from sourcecheck.normalise.unit import unit

Plain = dict[str, Any]


def value(claim: Claim) -> Plain:
    """The value of a claim: a quantity, a date, or `{"text": …}`."""
    if claim.quantity is not None:
        return quantity(claim.quantity)
    if claim.date is not None:
        return date(claim.date)
    return {"text": claim.text}


def quantity(figure: Quantity) -> Plain:
    """A figure in base units and as stated, with what it allows; `$defs/quantity`."""
    return {
        "low": number(figure.low),
        "high": number(figure.high),
        "unit": figure.unit,
        "dimension": figure.dimension,
        "operator": figure.operator,
        "approximate": figure.approximate,
        "hedge": figure.hedge,
        "significant_digits": figure.significant_digits,
        "unit_as_written": figure.unit_as_written,
        "stated_low": number(_stated(figure, figure.low)),
        "stated_high": number(_stated(figure, figure.high)),
        "stated_unit": figure.stated_unit,
        "factor": number(figure.factor),
        "last_place": number(figure.last_place),
        "counted": figure.counted,
        "change": figure.change,
        "allowed": [_interval(interval) for interval in tolerance.allowed(figure)],
        "readings": [quantity(reading) for reading in figure.readings],
        "rule": figure.rule,
    }


def date(stated: Date) -> Plain:
    """A date as ISO days, with what it allows; `$defs/date`."""
    return {
        "earliest": _iso(stated.earliest),
        "latest": _iso(stated.latest),
        "precision": stated.precision,
        "hedge": stated.hedge,
        "timex": stated.timex,
        "edtf": stated.edtf,
        "time": _clock(stated.time),
        "unresolved": stated.unresolved,
        "relative": stated.relative,
        "stated": stated.stated,
        "allowed": [
            {"earliest": _iso(days.earliest), "latest": _iso(days.latest)}
            for days in tolerance.allowed_days(stated)
        ],
        "readings": [date(reading) for reading in stated.readings],
        "rule": stated.rule,
    }


def number(exact: Fraction | float | None) -> int | float | None:
    """An exact number as JSON can hold it: an int when whole, else the nearest double.

    Numbers beyond the range of doubles stop at its ends, since most JSON readers would make
    infinity of them; no source is kept from the report by a figure of 400 digits. None for no
    number: an open end, infinity, NaN.
    """
    if exact is None or (isinstance(exact, float) and not math.isfinite(exact)):
        return None
    bounded = max(-_LARGEST, min(_LARGEST, Fraction(exact)))
    return int(bounded) if bounded.denominator == 1 else float(bounded)


_LARGEST = Fraction(sys.float_info.max)


def _interval(interval: tolerance.Interval) -> Plain:
    return {
        "low": number(interval.low),
        "high": number(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def _stated(figure: Quantity, base: Fraction | None) -> Fraction | None:
    """A figure in base units, in the unit in which it was stated."""
    if base is None or not figure.factor:
        return None
    # degrees have another zero than kelvins; everything else is a matter of the factor alone
    offset = unit(figure.stated_unit).offset if figure.dimension == "temperature" else 0
    return (base - offset) / figure.factor


def _iso(day: Day | None) -> str | None:
    return None if day is None else Day(*day).iso()


def _clock(time: Clock | None) -> Plain | None:
    if time is None:
        return None
    return {
        "earliest": time.earliest,
        "latest": time.latest,
        "utc_offset": time.utc_offset,
        "halves": time.halves,
        "rounded": time.rounded,
    }
