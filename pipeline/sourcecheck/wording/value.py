"""Values in words: those of one position together, and those of a report side by side.

Values as a report writes them (schemas/report-1.schema.json) are brought back into records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sourcecheck.errors import present
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.quantity import Quantity
from sourcecheck.wording.date import date_in_words, days_in_words
from sourcecheck.wording.quantity import (
    Unit,
    display_unit,
    quantity_in_words,
    shared_unit,
    stated_unit,
)

#: Values of one position that are spelled out.
MOST_VALUES = 4


def describe(claims: Sequence[Claim]) -> str:
    """The value that claims of one position share, in words: "1,931 km (1,200 miles)".

    Several compatible values are listed: "1887; March 1887".
    """
    figures = [claim.quantity for claim in claims if claim.quantity is not None]
    said = [_described(claim, figures) for claim in claims]
    shown = list(dict.fromkeys(text for text in said if text))
    more = len(shown) - MOST_VALUES
    return "; ".join(shown[:MOST_VALUES]) + (f"; {more} more" if more > 0 else "")


def _described(claim: Claim, figures: Sequence[Quantity]) -> str:
    if claim.date is not None:
        return date_in_words(claim.date)
    if claim.quantity is None:
        return claim.text
    stated = quantity_in_words(claim.quantity)
    if claim.quantity.dimension in ("money", "count", "percent"):
        return stated
    unit = display_unit([figure for figure in figures if figure.unit == claim.quantity.unit])
    shown = quantity_in_words(claim.quantity, unit)
    return shown if stated_unit(claim.quantity).factor == unit.factor else f"{shown} ({stated})"


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a report in words."""

    value: str  # in the unit of all: "2,897 km", "April 2011"
    stated: str = ""  # in its own unit, where that is another: "1,800 miles"
    allows: str = ""  # with rounding and hedge, where that is more: "2,816 to 2,977 km"
    how: str = "as printed"  # why it allows that: or "as worded"
    readings: tuple[str, ...] = ()  # the other ways to read it

    def __str__(self) -> str:
        """ "7 km, as printed 6.5 to 7.5 km"."""
        return f"{self.value}, {self.how} {self.allows}" if self.allows else self.value


def unit_of_all(values: Sequence[Plain]) -> Unit | None:
    """The unit in which all these values of a report can be read; None if there is none."""
    held = [record(value) for value in values]
    figures = [value for value in held if isinstance(value, Quantity)]
    return shared_unit(figures) if len(figures) == len(held) else None


def value_in_words(value: Plain, unit: Unit | None = None) -> Said:
    """A value of a report in words; a figure in `unit`, or in the one people use for its size."""
    held, limits, stated, allows = record(value), allowed(value), "", ""
    if isinstance(held, str):
        return Said(held)
    if isinstance(held, Quantity):
        unit = unit or present(shared_unit([held]), "unit, of one quantity")
        said = quantity_in_words(held, unit)
        if held.stated_unit not in ("", held.unit) and stated_unit(held).converts(unit):
            stated = quantity_in_words(held)
        if isinstance(limits, Quantity) and _finite(limits) != _finite(held):
            allows = unit.span(limits)
    else:
        said = date_in_words(held)
        days = days_in_words(held)
        if isinstance(limits, Date):
            allows = days_in_words(limits)
            allows = "" if allows == days else allows
    return Said(
        value=said,
        stated=stated,
        allows=allows,
        how="as worded" if held.hedge else "as printed",
        readings=tuple(value_in_words(reading, unit).value for reading in value["readings"]),
    )


def _finite(figure: Quantity) -> set[Fraction]:
    """Its ends that are not open: "more than 50" allows no more than it says."""
    return {end for end in (figure.low, figure.high) if end is not None}


Plain = Mapping[str, Any]


def record(value: Plain) -> Quantity | Date | str:
    """The value of a claim, with what its wording needs."""
    if "unit" in value:
        return _quantity(value)
    return date(value) if "earliest" in value else str(value["text"])


def allowed(value: Plain) -> Quantity | Date | str | None:
    """The value with the ends that rounding and hedge allow; None where it has none."""
    return record({**value, **value["allowed"][0]}) if value.get("allowed") else None


def date(value: Plain) -> Date:
    """A date of the report."""
    return Date(
        _day(value["earliest"]),
        _day(value["latest"]),
        hedge=value["hedge"],
        timex=value["timex"],
        time=Clock(**value["time"]) if value["time"] else None,
        unresolved=value["unresolved"],
    )


def _quantity(value: Plain) -> Quantity:
    return Quantity(
        _exact(value["low"]),
        _exact(value["high"]),
        unit=value["unit"],
        dimension=value["dimension"],
        operator=value["operator"],
        approximate=value["approximate"],
        hedge=value["hedge"],
        stated_unit=value["stated_unit"],
        factor=_exact(value["factor"]) or Fraction(1),
        change=value["change"],
    )


def _exact(number: float | None) -> Fraction | None:
    """The decimal number that stands in the report, not the binary one next to it."""
    return None if number is None else Fraction(str(number))


def _day(iso: str | None) -> Day | None:
    """The day of its ISO form, with any number of digits and any sign of the year."""
    if iso is None:
        return None
    year, month, day = iso.rsplit("-", 2)
    return Day(int(year), int(month), int(day))
