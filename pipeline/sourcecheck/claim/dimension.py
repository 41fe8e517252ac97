"""A bare figure in the unit of its property, where the property has only one ("a quake of 6.1")."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck.annotate.dates.value import SECONDS
from sourcecheck.claim.vocabulary import properties
from sourcecheck.model.quantity import Quantity


def in_dimension(quantity: Quantity | None, property: str) -> Quantity | None:
    """The figure, of the property's dimension if it is a bare one of a property that every figure
    of a dimension states (`by_dimension` of resources/properties/), or in the unit of time
    that its bare numbers are in (`bare_unit`: "aged 34"); else as it is."""
    known = properties().get(property)
    if quantity is None or known is None or not known.bare or quantity.dimension != "count":
        return quantity
    if known.bare_unit:
        return _in_unit(quantity, known.bare_unit)
    if not known.by_dimension:
        return quantity
    unit = known.dimension
    return replace(quantity, unit=unit, dimension=unit, stated_unit=unit, counted="")


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    """A bare number as so many units of time, in seconds."""
    factor = Fraction(SECONDS[unit])
    return replace(
        quantity,
        low=None if quantity.low is None else quantity.low * factor,
        high=None if quantity.high is None else quantity.high * factor,
        unit="second",
        dimension="time",
        stated_unit=unit,
        factor=factor,
        last_place=factor if quantity.significant_digits else quantity.last_place,
        counted="",
    )
