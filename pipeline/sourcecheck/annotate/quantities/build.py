"""From a figure in pieces to the record: exact values in base units, readings, rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from sourcecheck.annotate.quantities import change
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.model.mention import MentionKind
from sourcecheck.model.quantity import AGE, Change, Quantity
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.unit import Unit, to_base, unit

_EXACT_COUNT = 100  # whole counts below this are counted out, not rounded
_DELTA = {"degree_Celsius": "delta_degree_Celsius", "degree_Fahrenheit": "delta_degree_Fahrenheit"}
_PERCENT = ("percent", "permille")


def quantity(items: list[Piece], figure: Figure, text: str, counted: str) -> Quantity:
    """The Quantity that `figure` states; `text` is the text its pieces came from."""
    names = figure.low.names or ("dimensionless",)
    direction = change.of(items, figure.start, figure.end, figure.low.sort)
    if direction and unit(names[0]).dimension == "length":
        direction = "" if change.is_way(items, figure.start, figure.end) else direction
    if direction and names[0] in _DELTA:
        names = (_DELTA[names[0]],)
    start, end = figure.low.written
    written = text[items[start].start : items[end - 1].end] if end > start else ""
    stated = _Stated(figure, written, counted, direction)
    found = [_reading(stated, unit(name), other=False) for name in names]
    if _is_age(items, figure, found[0]):
        found = [replace(reading, rule=AGE) for reading in found]
    if figure.low.number.other is not None:
        found.append(_reading(stated, unit(names[0]), other=True))
    return replace(found[0], readings=tuple(found[1:])) if len(found) > 1 else found[0]


def _is_age(items: list[Piece], figure: Figure, found: Quantity) -> bool:
    """ "a 31-year-old", "is 6 months old", "12 years of age": whole units lived through.

    What is a hundred or more is an age in round figures: "the 100-year-old bridge".
    """
    value, behind = figure.low.number.value, items[figure.end : figure.end + 2]
    if found.dimension != "time" or value.denominator != 1 or value >= _EXACT_COUNT:
        return False
    words = [piece.lower for piece in behind]
    tied = len(behind) == 2 and behind[0].kind == "dash" and behind[0].glued and words[1] == "old"
    return tied or words[:1] == ["old"] or words == ["of", "age"]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure with what all its readings share."""

    figure: Figure
    unit_as_written: str
    counted: str
    change: Change


def kind(found: Quantity) -> MentionKind:
    """The kind of mention that a quantity makes."""
    if found.rule == "ordinal":
        return "ordinal"
    if found.dimension.startswith("money"):
        return "money"
    if found.dimension == "count":
        return "count"
    return "percent" if found.stated_unit in _PERCENT else "quantity"


def _reading(stated: _Stated, measure: Unit, *, other: bool) -> Quantity:
    """The figure as one of its readings: in this unit, with these digits."""
    figure, hedge = stated.figure, stated.figure.hedge
    low, high = figure.low.number, (figure.high or figure.low).number
    ends = [
        to_base((n.other if other and n.other is not None else n.value), measure)
        for n in (low, high)
    ]
    places = [n.last_place for n in (low, high)]
    digits = [n.digits for n in (low, high)]
    last_place = None if None in places else max(p for p in places if p is not None)
    significant = None if None in digits else min(d for d in digits if d is not None)
    if measure.dimension == "count" and figure.high is None and _counted_out(low.value, low.digits):
        last_place, significant = Fraction(1), len(str(low.value))
    return Quantity(
        low=ends[0],
        high=ends[1],
        unit=measure.base,
        dimension=measure.dimension,
        significant_digits=significant,
        stated_unit=measure.name,
        factor=measure.factor,
        last_place=None if last_place is None else last_place * measure.factor,
        rule=figure.rule,
        operator=hedge.operator if hedge else "=",
        approximate=hedge.approximate if hedge else False,
        hedge=hedge.id if hedge else "",
        unit_as_written=stated.unit_as_written,
        counted=stated.counted,
        change=stated.change,
    )


def _counted_out(value: Fraction, digits: int | None) -> bool:
    """Whole numbers below a hundred printed in digits are counts of things one by one: 40 is 40."""
    # numerators: comparing fractions takes ten times as long
    return digits is not None and value.denominator == 1 and 0 <= value.numerator < _EXACT_COUNT
