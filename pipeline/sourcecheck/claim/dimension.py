"""A bare figure in the unit of its property, where the property has only one ("a quake of 6.1")."""

from __future__ import annotations

from dataclasses import replace

from sourcecheck.claim.vocabulary import properties
from sourcecheck.model.quantity import Quantity


def in_dimension(quantity: Quantity | None, property: str) -> Quantity | None:
    """The figure, of the property's dimension if it is a bare one of a property that every figure
    of a dimension states (`by_dimension` of resources/properties.toml); else as it is."""
    known = properties().get(property)
    if quantity is None or known is None or not (known.bare and known.by_dimension):
        return quantity
    if quantity.dimension != "count":
        return quantity
    unit = known.dimension
    return replace(quantity, unit=unit, dimension=unit, stated_unit=unit, counted="")
