"""Resolved expressions as the records of `model`: Date, and Quantity for durations."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck.annotate.dates.anchor import Missing, Result
from sourcecheck.annotate.dates.expression import Expression, Length
from sourcecheck.annotate.dates.timex import clock_timex
from sourcecheck.model.date import Date
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import Period

#: The rule that lends a time of day the day that the story has come to.
DAY_OF_STORY = "day-of-story"
_DAY = 86400
#: Seconds in a unit of pint: its year is the Julian year of 365.25 days, its month a twelfth of it.
SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": _DAY, "week": 7 * _DAY,
    "fortnight": 14 * _DAY, "month": 31557600 // 12, "year": 31557600, "decade": 315576000,
    "century": 3155760000, "millennium": 31557600000,
}  # fmt: skip
_CALENDAR_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}


def date_value(found: Expression, result: Result) -> Date:
    """The date of an expression that was resolved, or why it was not."""
    if isinstance(result, Missing):
        return Date(
            None, None, result.precision, found.hedge, result.timex + _time(found), "",
            found.clock, result.reason, rule=found.rule,
        )  # fmt: skip
    period = result.period
    date = _of_period(period)
    readings = tuple(_of_period(other) for other in result.readings)
    edtf = date.edtf + "~" if found.hedge == "approx" and _takes_tilde(date.edtf) else date.edtf
    return replace(
        date,
        latest=None if result.open_end else date.latest,
        precision="minute" if found.clock else date.precision,
        hedge="since" if result.open_end and not found.hedge else found.hedge,
        timex=date.timex + _time(found),
        edtf=date.edtf + "/.." if result.open_end else edtf,
        time=found.clock,
        relative=result.relative,
        readings=readings,
        rule=found.rule,
    )


def _of_period(period: Period) -> Date:
    return Date(period.first, period.last, period.precision, timex=period.timex, edtf=period.edtf)


def _takes_tilde(edtf: str) -> bool:
    """EDTF qualifies a date, not an interval of two."""
    return bool(edtf) and "/" not in edtf and "X" not in edtf


def clock_only(
    found: Expression, day: Period | None = None, open_day: str = "", *, happened: bool = False
) -> Date:
    """A time or part of the day ("in the evening") of a day that is not said beside it.

    A time on the clock at which something `happened` is on the `day` that the story has come to, if
    one is; the TIMEX3 value of others only names it. `open_day` is the TIMEX3 value of a day of the
    week that the story has come to and whose date is not known.
    """
    lent = happened and found.clock is not None
    told = day.timex if day else open_day if lent else ""
    date = Date(
        None, None, "minute" if found.clock else "", found.hedge, told + _time(found),
        time=found.clock, unresolved="the text does not say on which day", rule=found.rule,
    )  # fmt: skip
    if not lent or not told:
        return date
    date = replace(date, stated=_time(found), rule=f"{date.rule}+{DAY_OF_STORY}")
    if day is None:
        return date
    return replace(
        date, earliest=day.first, latest=day.last, edtf=day.edtf, unresolved="", relative=True
    )


def _time(found: Expression) -> str:
    if found.clock is not None:
        return clock_timex(found.clock, found.second)
    return f"T{found.daytime}" if found.daytime else ""


def quantity(length: Length, quote: str) -> Quantity:
    """A duration in seconds; its own unit, and an exact factor to it, are kept beside."""
    number, unit = _sum(length)
    factor = Fraction(SECONDS[unit])
    low = number * factor
    high = low if length.high is None else length.high * factor
    return Quantity(
        low, high, "second", "time", length.operator, length.approximate,
        hedge=length.hedge, significant_digits=length.digits,
        unit_as_written=quote.replace("-", " ").split()[-1], stated_unit=unit, factor=factor,
        last_place=factor if length.digits and number.denominator == 1 else None, rule=length.rule,
    )  # fmt: skip


def _sum(length: Length) -> tuple[Fraction, str]:
    """The figure in the smallest unit stated, so that the sum stays exact ("2 years 3 months")."""
    unit = length.parts[-1][1]
    if len(length.parts) == 1:
        return length.parts[0]
    months = unit in _CALENDAR_MONTHS
    total = Fraction(0)
    for number, other in length.parts:
        scale = _CALENDAR_MONTHS if months and other in _CALENDAR_MONTHS else SECONDS
        total += number * Fraction(scale[other], scale[unit])
    return total, unit
