"""A figure and its conversion in brackets choose each other's readings: "3 tons (2.7 tonnes)".

Where a unit has several meanings, the pair of readings that say the same is meant: 2½' (150") are
minutes and seconds of arc, not feet and inches.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.model.mention import Mention
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.lexer import Piece

#: Conversions in prose are rounded; readings of one word differ by a tenth or more.
_NEAR = Fraction(1, 25)

Found = tuple[Figure, Mention]


def tied(items: list[Piece], found: list[Found]) -> list[Found]:
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
