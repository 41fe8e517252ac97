"""From figures in pieces to records: exact values in base units, readings, rule.

A figure and its conversion in brackets choose each other's readings: "3 tons (2.7 tonnes)". Where a
unit has several meanings, the pair of readings that say the same is meant: 2½' (150") are minutes
and seconds of arc, not feet and inches.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from sourcecheck.annotate.quantities import counted, modifiers
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.site import LexedDoc
from sourcecheck.model.mention import Mention, MentionKind, Span
from sourcecheck.model.quantity import AGE, Change, Quantity
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.unit import Unit, to_base, unit

_EXACT_COUNT = 100  # whole counts below this are counted out, not rounded
_DELTA = {"degree_Celsius": "delta_degree_Celsius", "degree_Fahrenheit": "delta_degree_Fahrenheit"}
_PERCENT = ("percent", "permille")
#: Conversions in prose are rounded; readings of one word differ by a tenth or more.
_NEAR = Fraction(1, 25)

Found = tuple[Figure, Mention]


def mentions(around: LexedDoc, figures: list[Figure]) -> list[Mention]:
    """The mentions that the figures of a document make."""
    found = [(figure, _mention(around, figure)) for figure in figures]
    return _bounds(around, _conversions(around.items, found))


def _mention(around: LexedDoc, found: Figure) -> Mention:
    items, text = around.items, around.view.text
    start, end = items[found.start].start, items[found.end - 1].end
    noun = found.counted
    if not noun and (found.low.sort == "bare" or found.low.rule == "count per unit"):
        last = (found.high or found.low).number.end - 1
        if found.low.sort == "bare":
            last = max(last, found.end - 1)  # "1,000-plus soldiers"
        body = around.view.doc.char_span(
            items[found.body].start, items[last].end, alignment_mode="expand"
        )
        if body is not None and len(body):
            noun = counted.noun(body, parsed=around.view.parsed, tagged=around.view.tagged)
    value = _quantity(items, found, text, noun)
    return Mention(Span(start, end, text[start:end]), _kind(value), quantity=value)


def _quantity(items: list[Piece], figure: Figure, text: str, counted: str) -> Quantity:
    """The Quantity that `figure` states; `text` is the text its pieces came from."""
    names = figure.low.names or ("dimensionless",)
    direction = modifiers.change(items, figure.start, figure.end, figure.low.sort)
    if direction and unit(names[0]).dimension == "length":
        direction = "" if modifiers.is_way(items, figure.start, figure.end) else direction
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


def _kind(found: Quantity) -> MentionKind:
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


def _conversions(items: list[Piece], found: list[Found]) -> list[Found]:
    """The figures, each pair "x (y)" in the readings that agree best, else as they were."""
    result = list(found)
    for index in range(1, len(result)):
        (first, a), (second, b) = result[index - 1], result[index]
        if not _bracketed(items, first, second) or a.quantity is None or b.quantity is None:
            continue
        pairs = product(_readings(a.quantity), _readings(b.quantity))
        agreeing = [pair for pair in pairs if _agree(*pair)]
        chosen = min(agreeing, key=_apart, default=None)
        if chosen is not None:
            result[index - 1] = first, replace(a, quantity=_promoted(a.quantity, chosen[0]))
            result[index] = second, replace(b, quantity=_promoted(b.quantity, chosen[1]))
    return result


def _bracketed(items: list[Piece], first: Figure, second: Figure) -> bool:
    return second.start == first.end + 1 and items[first.end].text in "(["


def _readings(found: Quantity) -> tuple[Quantity, ...]:
    return (replace(found, readings=()), *found.readings)


def _agree(a: Quantity, b: Quantity) -> bool:
    """Do two readings say the same, as near as a rounded conversion does?"""
    if a.unit != b.unit or a.dimension == "count" or a.low is None or b.low is None:
        return False
    return _apart((a, b)) <= _NEAR


def _apart(pair: tuple[Quantity, Quantity]) -> Fraction:
    """How far two readings in one unit lie apart, as a share of the larger."""
    a, b = (reading.low or Fraction(0) for reading in pair)
    return abs(a - b) / (max(abs(a), abs(b)) or 1)


def _promoted(found: Quantity, reading: Quantity) -> Quantity:
    """`found` with this one of its readings first; what is left are the other readings."""
    others = tuple(r for r in _readings(found) if r != reading)
    return replace(reading, readings=others)


def _bounds(around: LexedDoc, found: list[tuple[Figure, Mention]]) -> list[Mention]:
    """The mentions, with "more than 10 and less than 40" made one interval."""
    joined: list[tuple[Figure, Mention]] = []
    for second, mention in found:
        if joined and _one_interval(around.items, joined[-1], (second, mention)):
            first, lower = joined.pop()
            joined.append(
                (replace(first, end=second.end), _interval(around.view.text, lower, mention))
            )
        else:
            joined.append((second, mention))
    return [mention for _, mention in joined]


def _one_interval(
    items: list[Piece], first: tuple[Figure, Mention], second: tuple[Figure, Mention]
) -> bool:
    """Is this a lower and an upper bound of one thing, in either order, with room between them?"""
    between = [p.lower for p in items[first[0].end : second[0].start]]
    a, b = first[1].quantity, second[1].quantity
    if between not in (["and"], ["but"]) or a is None or b is None:
        return False
    if {a.operator[0], b.operator[0]} != {"<", ">"} or a.is_interval or b.is_interval:
        return False
    if a.unit not in (b.unit, "dimensionless"):
        return False
    low, high = _ends(a, b)
    return (low < high) == (a.operator[0] == ">")


def _ends(a: Quantity, b: Quantity) -> tuple[Fraction, Fraction]:
    """Two figures in the unit of the second ("more than 10 and less than 40 km")."""
    scale = b.factor if a.unit != b.unit else Fraction(1)
    return (a.low or Fraction(0)) * scale, b.low or Fraction(0)


def _interval(text: str, first: Mention, second: Mention) -> Mention:
    a, b = first.quantity, second.quantity
    if a is None or b is None:
        return second
    low, high = sorted(_ends(a, b))
    span = Span(first.span.start, second.span.end, text[first.span.start : second.span.end])
    value = replace(
        b, low=low, high=high, operator="=", hedge="", approximate=False, rule="two bounds"
    )
    return replace(second, span=span, quantity=value)
