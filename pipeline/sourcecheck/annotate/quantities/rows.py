"""Units in a row: "5 feet 10 inches", "5′ 10″", "six-foot-five" are one figure each."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.annotate.quantities.measure import Amount, past_tie
from sourcecheck.normalise import number, unit_words
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.unit import unit

_FOOT_SIGNS = ("'", "’", "′")


def chain(items: list[Piece], found: Amount) -> Amount:
    """ "5 feet 10 inches", "12 ft 2 in", "7 feet and 10 inches": one figure in the larger unit."""
    chain, last = resources.load("units")["chain"], found.names[0]
    while smaller := chain.get(last):
        position = found.end
        linked = position < len(items) and items[position].text in ("and", ",")
        small = number.parse(items, position + linked)
        if small is None or small.signed:
            return found
        tail = unit_words.find(
            items, past_tie(items, small.end), worded=small.digits is None, chained=True
        )
        small_name = next((name for name in smaller if tail and name in tail.names), None)
        if tail is None or small_name is None:
            return found
        worth = unit(small_name).factor
        if not 0 <= small.value * worth < unit(last).factor:
            return found
        large = unit(found.names[0]).factor
        figure = replace(
            found.number,
            value=found.number.value + small.value * worth / large,
            digits=None,
            bare=False,
            last_place=worth / large,
        )
        names = found.names[:1]
        found = replace(found, names=names, number=figure, end=tail.end, rule="units in a row")
        last = small_name
    return found


def feet_and(items: list[Piece], found: Amount) -> Amount:
    """ "six-foot-five", "6 foot 2", "6'2": inches without their name."""
    last = items[found.end - 1]
    if found.names[0] != "foot" or last.lower not in ("foot", *_FOOT_SIGNS):
        return found
    if last.text in _FOOT_SIGNS and not (found.end < len(items) and items[found.end].glued):
        return found
    at = found.end + (
        found.end < len(items) and items[found.end].kind == "dash" and items[found.end].glued
    )
    small = number.parse(items, at)
    if small is None or small.signed or small.value.denominator != 1 or not 0 < small.value < 12:
        return found
    if (
        small.end < len(items)
        and items[small.end].glued
        and items[small.end].kind in ("word", "dash")
    ):
        return found
    figure = replace(
        found.number,
        value=found.number.value + small.value / 12,
        digits=None,
        bare=False,
        last_place=Fraction(1, 12),
    )
    names = found.names[:1]
    return replace(found, names=names, number=figure, end=small.end, rule="units in a row")
