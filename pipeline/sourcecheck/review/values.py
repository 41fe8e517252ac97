"""The values of a finding's claims in words, figures in one unit, to be read side by side.

They are put in words by `reconcile`, as in the report's explanations; here they are only brought
back from the report's own form of a claim (schemas/report-1.schema.json).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.tolerance import Interval
from sourcecheck.wording import quantity as wording
from sourcecheck.wording.date import date_in_words

Value = Mapping[str, Any]


def in_words(claims: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Each claim's value in words, by claim id.

    Figures of one base unit are put in the unit people use for the largest of them, with the
    interval that the figure as printed allows; others stay in the unit they are stated in.
    """
    values = {claim["id"]: claim["value"] for claim in claims}
    figures = {id: _quantity(value) for id, value in values.items() if "operator" in value}
    comparable = len({(figure.unit, figure.dimension) for figure in figures.values()}) == 1
    unit = _unit(list(figures.values())) if comparable else None
    return {
        id: _figure(figures[id], value, unit) if id in figures else _other(value)
        for id, value in values.items()
    }


def _unit(figures: Sequence[Quantity]) -> wording.Unit:
    """The unit people use, with one digit more: half of the last place of a four-digit figure."""
    return replace(wording.display_unit(figures), exact=wording.DIGITS + 1)


def _figure(figure: Quantity, value: Value, unit: wording.Unit | None) -> str:
    """ "11.27 km, as printed 10.46 to 12.07 km"."""
    words = wording.quantity(figure, unit)
    for allowed in value["allowed"][:1]:
        printed = Interval(_exact(allowed["low"]), _exact(allowed["high"]))
        if figure.operator == "=" and printed != Interval(figure.low, figure.high):
            words += f", as printed {(unit or wording.stated_unit(figure)).span(printed)}"
    return words


def _other(value: Value) -> str:
    if "text" in value:
        return str(value["text"])
    time = value["time"]
    return date_in_words(
        Date(
            _day(value["earliest"]),
            _day(value["latest"]),
            hedge=value["hedge"],
            timex=value["timex"],
            time=Clock(**time) if time else None,
            unresolved=value["unresolved"],
        )
    )


def _quantity(value: Value) -> Quantity:
    """The figure with what its wording needs."""
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
    if iso is None:
        return None
    year, month, day = iso.rsplit("-", 2)
    return Day(int(year), int(month), int(day))
