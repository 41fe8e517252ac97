"""What an expression of time comes to: TIMEX3 values, the records of `model`, the exchange format.

The exchange format is that of the extraction benchmark and of `annotate --jsonl`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sourcecheck.annotate.dates.expression import Expression, Length, Missing, Partial, Result
from sourcecheck.model.date import Clock, Date
from sourcecheck.model.mention import Mention, Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise import calendar, edtf
from sourcecheck.normalise.calendar import Period

#: A unit's letter in ISO 8601, whether "T" goes before it, and how many of that letter it is.
_LETTERS = {
    "second": ("T", "S", 1), "minute": ("T", "M", 1), "hour": ("T", "H", 1), "day": ("", "D", 1),
    "week": ("", "W", 1), "fortnight": ("", "W", 2), "month": ("", "M", 1),
    "quarter": ("", "M", 3), "year": ("", "Y", 1), "decade": ("", "Y", 10),
    "century": ("", "Y", 100), "millennium": ("", "Y", 1000), "weekend": ("", "D", 2),
    "night": ("", "D", 1),
}  # fmt: skip


def length_timex(amount: Fraction | None, unit: str) -> str:
    """TIMEX3 and ISO 8601 of a length: "P3D", "PT1.5H"; "PXW" for several weeks (amount None)."""
    time, letter, factor = _LETTERS[unit]
    if amount is None:
        return f"P{time}X{letter}"
    number = amount * factor
    written = str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
    return f"P{time}{written}{letter}"


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


VAGUE = "vague-length"  # the rule of "several weeks", whose number this format leaves open
_LENGTH = re.compile(r"PT?[0-9].*")
#: Rules of stretches between two years, and the figures of these.
_YEARS = frozenset(["year-range", "between", "coordinated"])
_TWO_YEARS = re.compile(r"[^0-9]*([0-9]{3,4})[^0-9]+([0-9]{1,4})[^0-9]*")
#: In this format the value is the whole that "early" or "late" is a part of.
_PARTS = ("early", "mid", "late")


def marked(mention: Mention) -> tuple[Mention, ...]:
    """The mentions that this format marks for one of ours: the mention, or the ends of a stretch.

    TimeML 1.2.1 and TEI P5 mark "from 1893 to 1925" and "1909–49" as two dates, and so does this
    format; our own records keep the stretch. Ends that are no bare years ("2 to 5 May") stay one.
    """
    date = mention.date
    if date is None or mention.kind != "date_range" or date.rule not in _YEARS:
        return (mention,)
    found = _TWO_YEARS.fullmatch(mention.span.quote)
    if not found or not date.earliest or not date.latest or int(found[1]) != date.earliest.year:
        return (mention,)
    if (date.earliest[1:], date.latest[1:]) != ((1, 1), (12, 31)):
        return (mention,)
    return tuple(
        _end_of_range(mention, date, group, year)
        for group, year in ((found.span(1), date.earliest.year), (found.span(2), date.latest.year))
    )


def _end_of_range(mention: Mention, both: Date, place: tuple[int, int], year: int) -> Mention:
    first, last = place
    start, whole = mention.span.start, calendar.of_year(year)
    span = Span(start + first, start + last, mention.span.quote[first:last])
    date = replace(
        both, earliest=whole.first, latest=whole.last, timex=whole.timex, edtf=whole.edtf
    )
    return replace(mention, span=span, kind="date", date=date)


def gold(mention: Mention) -> dict[str, Any]:
    """`{"kind", "value", "hedge"}`: value and hedge as the benchmark writes them.

    Raises ValueError for a mention that is no expression of time.
    """
    value: dict[str, Any] | None
    if mention.quantity is not None:
        return {
            "kind": "duration",
            "value": {"duration": _duration(mention.quantity)},
            "hedge": _quantity_hedge(mention.quantity),
        }
    if mention.recurrence is not None:
        value = {"set": mention.recurrence.timex, "timex": mention.recurrence.timex}
        return {"kind": "set", "value": value, "hedge": None}
    if mention.date is None:
        raise ValueError(f"not an expression of time: {mention.kind}")
    return {
        "kind": mention.kind,
        "value": _date(mention.date) or None,
        "hedge": mention.date.hedge or None,
    }


def _date(date: Date) -> dict[str, Any]:
    value: dict[str, Any] = {}
    first, last = date.earliest, date.latest
    told = first is None and date.timex[:4].isdigit() and "T" in date.timex
    whole = edtf.from_timex(date.timex) if date.hedge in _PARTS or told else None
    if whole is not None:
        first, last = whole.first, whole.last
    if first is not None:
        value["start"] = first.iso()
    if last is not None:
        value["end"] = last.iso()
    if date.timex:
        value["timex"] = date.timex
    if _LENGTH.fullmatch(date.timex):
        value["duration"] = date.timex  # "the past three years": which, and how long
    if date.time is not None:
        value["time"] = _time_of_day(date, date.time)
    return value


def _time_of_day(date: Date, clock: Clock) -> str | list[str]:
    """ISO time of day: one, or two for a stretch; seconds stand in the TIMEX3 value only."""
    texts = [f"{m // 60:02d}:{m % 60:02d}:00" for m in (clock.earliest, clock.latest)]
    if texts[0] != texts[1]:
        return texts
    written = date.timex.partition("T")[2]
    return written if len(written) == len("17:30:12") else texts[0]


def _quantity_hedge(quantity: Quantity) -> str | None:
    if quantity.rule == VAGUE:
        return None
    if quantity.operator != "=":
        return {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most"}[
            quantity.operator
        ]
    return "approx" if quantity.approximate else None


def _duration(quantity: Quantity) -> str:
    """ISO 8601: "P3D", "PT1.5H"; "PXW" for several weeks."""
    vague = quantity.rule == VAGUE and quantity.hedge != "about"
    amount = None if quantity.low is None or vague else quantity.low / quantity.factor
    return length_timex(amount, quantity.stated_unit)
