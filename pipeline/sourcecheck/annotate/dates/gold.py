"""A mention of time in the form of the extraction benchmark (and of `annotate --jsonl`)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sourcecheck.model.date import Clock, Date
from sourcecheck.model.mention import Mention
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise import edtf

_LETTERS = {
    "second": ("T", "S", 1), "minute": ("T", "M", 1), "hour": ("T", "H", 1), "day": ("", "D", 1),
    "week": ("", "W", 1), "fortnight": ("", "W", 2), "month": ("", "M", 1), "year": ("", "Y", 1),
    "decade": ("", "Y", 10), "century": ("", "Y", 100), "millennium": ("", "Y", 1000),
}  # fmt: skip
VAGUE = "vague-length"  # the rule of "several weeks", whose number this format leaves open
#: In this format the value is the whole that "early" or "late" is a part of.
_PARTS = ("early", "mid", "late")


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
    whole = edtf.from_timex(date.timex) if date.hedge in _PARTS else None
    if whole is not None:
        first, last = whole.first, whole.last
    if first is not None:
        value["start"] = first.iso()
    if last is not None:
        value["end"] = last.iso()
    if date.timex:
        value["timex"] = date.timex
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
    time, letter, factor = _LETTERS[quantity.stated_unit]
    if quantity.low is None or (quantity.rule == VAGUE and quantity.hedge != "about"):
        return f"P{time}X{letter}"
    number = quantity.low / quantity.factor * factor
    return f"P{time}{_decimal(number)}{letter}"


def _decimal(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
