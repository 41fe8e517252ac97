"""Figures and dates made from short strings, without the annotators: "about 1,200 mile"."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sourcecheck.model.date import Clock, Date, Day, Hedge
from sourcecheck.model.quantity import Change, Operator, Quantity
from sourcecheck.normalise.edtf import from_edtf
from sourcecheck.normalise.unit import to_base
from sourcecheck.normalise.unit import unit as known_unit

_HEDGES: dict[str, tuple[str, Operator, bool]] = {
    "about": ("about", "=", True),
    "nearly": ("nearly", "=", True),
    "just over": ("just_over", ">", True),
    "at least": ("at_least", ">=", False),
    "more than": ("more_than", ">", False),
    "at most": ("at_most", "<=", False),
    "less than": ("less_than", "<", False),
    "dozens:": ("dozens", ">=", True),
}
_CHANGES: dict[str, Change] = {"up ": "up", "down ": "down"}
_FIGURE = re.compile(r"(?P<low>-?[\d.,]+)(?: to (?P<high>[\d.,]+))? ?(?P<unit>.*)")


def figure(text: str, *, words: bool = False) -> Quantity:
    """[up|down] [hedge] figure [to figure] [unit]: "about 1,200 mile", "3 to 5 kilometer", "24".

    No unit makes a count; a code of three capitals, money. `words`: as if written in words.
    """
    change: Change = ""
    for word, direction in _CHANGES.items():
        if text.startswith(word):
            change, text = direction, text.removeprefix(word)
    hedge: tuple[str, Operator, bool] = ("", "=", False)
    for phrase, meaning in _HEDGES.items():
        if text.startswith(phrase):
            hedge, text = meaning, text.removeprefix(phrase).strip()
    found = _FIGURE.fullmatch(text)
    assert found, text
    stated = known_unit(found["unit"] or "dimensionless")
    low = _exact(found["low"])
    high = _exact(found["high"]) if found["high"] else low
    place = None if words else max(_place(end) for end in found.group("low", "high") if end)
    return Quantity(
        to_base(low, stated),
        to_base(high, stated),
        stated.base,
        stated.dimension,
        operator=hedge[1],
        approximate=hedge[2],
        hedge=hedge[0],
        unit_as_written=found["unit"],
        stated_unit=stated.name,
        factor=stated.factor,
        last_place=None if place is None else place * stated.factor,
        change=change,
    )


def read_as(text: str, *others: str) -> Quantity:
    """A figure with other readings."""
    return replace(figure(text), readings=tuple(figure(other) for other in others))


def _exact(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _place(text: str) -> Fraction:
    """The worth of the last significant place; trailing zeros of whole numbers are not."""
    digits = text.replace(",", "").lstrip("-")
    whole, _, decimals = digits.partition(".")
    if decimals:
        return Fraction(1, 10 ** len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return Fraction(10 ** (zeros if int(whole) else 0))


def when(edtf: str, hedge: Hedge = "", clock: str = "", zone: int | None = None) -> Date:
    """A date from EDTF, with a hedge and a time of day ("07:37", minutes east of Greenwich)."""
    if not edtf:
        return Date(None, None, unresolved="the text has no date of its own")
    period = from_edtf(edtf)
    assert period, edtf
    time = None
    if clock:
        hour, minute = map(int, clock.split(":"))
        time = Clock(hour * 60 + minute, hour * 60 + minute, zone)
    return Date(period.first, period.last, period.precision, hedge, edtf=edtf, time=time)


def day(text: str) -> Day:
    """An ISO day."""
    year, month, date = map(int, text.split("-"))
    return Day(year, month, date)
