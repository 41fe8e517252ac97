"""A mention of time in the form of the extraction benchmark (and of `annotate --jsonl`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sourcecheck.annotate.dates.timex import length_timex
from sourcecheck.model.date import Clock, Date
from sourcecheck.model.mention import Mention
from sourcecheck.model.quantity import Quantity
from sourcecheck.model.span import Span
from sourcecheck.normalise import calendar, edtf

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
        _end_of_range(mention, group, year)
        for group, year in ((found.span(1), date.earliest.year), (found.span(2), date.latest.year))
    )


def _end_of_range(mention: Mention, place: tuple[int, int], year: int) -> Mention:
    assert mention.date is not None
    first, last = place
    start, whole = mention.span.start, calendar.of_year(year)
    span = Span(start + first, start + last, mention.span.quote[first:last])
    date = replace(
        mention.date, earliest=whole.first, latest=whole.last, timex=whole.timex, edtf=whole.edtf
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
        value["time"] = _time(date, date.time)
    return value


def _time(date: Date, clock: Clock) -> str | list[str]:
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
