"""A figure in the exchange format of the extraction benchmark and of `annotate --jsonl`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sourcecheck.model.mention import Mention
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.unit import from_base, unit

_HEDGES = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most"}


def gold(mention: Mention) -> dict[str, Any]:
    """`{"kind", "value", "hedge"}` of a mention with a quantity.

    The value is `{"number", "unit"}`, or `{"low", "high", "unit"}` for a range, in the unit as
    written; "hedge" is "" without one. A figure with a stated tolerance (1.3 ± 0.5) is its middle.
    Raises ValueError for a mention that has no quantity.
    """
    found = mention.quantity
    if found is None:
        raise ValueError(f"{mention.kind} {mention.span.quote!r} has no quantity")
    measure = unit(found.stated_unit or found.unit)
    low, high = (
        None if end is None else from_base(end, measure) for end in (found.low, found.high)
    )
    name = measure.name
    if found.rule == "plus-minus" and low is not None and high is not None:
        low = high = (low + high) / 2
    if low == high:
        value: dict[str, Any] = {"number": _float(low), "unit": name}
    else:
        value = {"low": _float(low), "high": _float(high), "unit": name}
    return {"kind": mention.kind, "value": value, "hedge": _hedge(found)}


def _hedge(found: Quantity) -> str:
    if found.operator != "=":
        return _HEDGES[found.operator]
    return "approx" if found.approximate else ""


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
