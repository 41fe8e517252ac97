"""Values as a report writes them (schemas/report-1.schema.json), brought back into records."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.quantity import Quantity

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
