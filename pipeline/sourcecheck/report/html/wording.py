"""Values of claims in words: as stated, in the common unit, and as far as print allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sourcecheck import resources
from sourcecheck.report.html import calendar, figure

Value = Mapping[str, Any]

#: Origins of metadata, in words.
ORIGINS: Mapping[str, str] = {
    "declared": "declared in the manifest",
    "read": "read in the file",
    "inferred": "inferred",
    "absent": "not known",
}


def is_quantity(value: Value) -> bool:
    """Is this value of a claim a quantity?"""
    return "unit" in value


def is_date(value: Value) -> bool:
    """Is this value of a claim a date?"""
    return "earliest" in value


def scale(values: Sequence[Value]) -> figure.Scale | None:
    """The common unit of the values of one finding; None if they have none."""
    quantities = [value for value in values if is_quantity(value)]
    return figure.scale(quantities) if quantities and len(quantities) == len(values) else None


def short(value: Value, common: figure.Scale | None = None) -> str:
    """A value in the common unit, or in its own: "2,897 km", "April 2011"."""
    if is_date(value):
        return calendar.say(value)
    if not is_quantity(value):
        return str(value["text"])
    own = common or figure.scale([value])
    assert own is not None  # one quantity has one unit
    return _firmness(value, own.range(value["low"], value["high"]))


def stated(value: Value, common: figure.Scale | None) -> str:
    """A figure in the unit in which it was stated: "1,800 miles"; "" where that says no more."""
    if not is_quantity(value) or not value["stated_unit"]:
        return ""
    factor, base = value["factor"], value["unit"]
    if value["stated_unit"] == base or (common is not None and factor == common.factor):
        return ""
    if figure.has_offset(value):
        low, high = value["stated_low"], value["stated_high"]
        return _firmness(value, figure.Scale(figure.stated_unit(value)).range(low, high))
    return _firmness(value, figure.as_stated(value, value["low"], value["high"]))


def printed(value: Value, common: figure.Scale | None) -> str:
    """What rounding and hedge allow: "2,816 to 2,977 km"; "" where it is the figure itself."""
    if not value.get("allowed"):
        return ""
    allowed = value["allowed"][0]
    if is_date(value):
        days = calendar.stretch(allowed["earliest"], allowed["latest"])
        return "" if days == calendar.stretch(value["earliest"], value["latest"]) else days
    own = common or figure.scale([value])
    assert own is not None
    if (allowed["low"], allowed["high"]) == (value["low"], value["high"]):
        return ""
    return own.range(allowed["low"], allowed["high"])


def readings(value: Value, common: figure.Scale | None) -> list[str]:
    """The other ways to read a value, in words."""
    return [short(reading, common) for reading in value.get("readings", ())]


def property_label(name: str) -> str:
    """A property in words; "" for a claim that is not attached."""
    known = resources.load("properties").get(name)
    return str(known["label"]) if known else name.removeprefix("open:")


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 claim", "3 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _firmness(value: Value, words: str) -> str:
    """The words with "at least", "about" and the like around them."""
    known = resources.load("display_units")
    operator = value["operator"]
    if operator == "=" and value["approximate"]:
        operator = "approximate"
    said = words
    if None not in (value["low"], value["high"]):  # an open end says it already
        said = str(known["operator"][operator]).format(words)
    return str(known["change"][value["change"]]).format(said)
