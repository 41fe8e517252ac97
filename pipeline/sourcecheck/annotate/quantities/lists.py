"""Figures in a row with one unit: "5, 10 and 20 km", "60 × 10 mm", "9 or 12 months"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sourcecheck.annotate.quantities.figure import Figure, in_millions
from sourcecheck.annotate.quantities.measure import Amount
from sourcecheck.normalise.lexer import Piece

_LINKS = (["and"], ["or"], [",", "and"], [",", "or"], ["×"], ["x"], ["by"])
_SMALL = 1000  # "from 800,000 to 1.2 million": the first has its own scale
_FROM = ("from", "against")
_SENTENCE = 16  # pieces between a level and the one before it
_RULE_BEFORE = "unit of the one before"
_CROSSES = (["×"], ["x"])
_RELAY = 20  # times the first figure
_RULE = "unit of the next"


def in_one_unit(
    items: list[Piece], figures: list[Figure], durations: Mapping[int, str]
) -> list[Figure]:
    """The figures; those of a list have the unit of its last one.

    Only digits behind which nothing else stands before the next figure take it. `durations` are
    the units of the dates component's durations by where they begin: "9 or 12 months".
    """
    shared: list[Figure] = []
    for found in reversed(figures):
        after = shared[-1] if shared else None
        if after is not None and _moved(items, found, after):
            found = _in_unit(_scaled(found, after.low), after.low)
        elif after is not None and _shares(items, found, after):
            found = _in_unit(found, after.low)
        elif unit := _duration_behind(items, found, durations):
            found = _in_unit(found, replace(found.low, names=(unit,), sort="unit"))
        shared.append(found)
    return shared[::-1]


def levels(items: list[Piece], figures: list[Figure]) -> list[Figure]:
    """The figures; a former level has the unit, or the millions, of what is told before it.

    "3.2m people, up from 2.9m"; "67.8 per cent, from 61.1"; "$4.5 billion from 4.1 billion".
    """
    told: list[Figure] = []
    for found in figures:
        before = told[-1] if told else None
        if before is not None and _from_level(items, before, found):
            found = _like(items, before, found)
        told.append(found)
    return told


def _from_level(items: list[Piece], before: Figure, found: Figure) -> bool:
    """Is this alone behind "from", in the sentence of the figure before it?"""
    if found.body == 0 or items[found.body - 1].lower not in _FROM or found.high:
        return False
    between = items[before.end : found.body]
    near = len(between) <= _SENTENCE and all(
        p.kind != "break" and p.text not in ".;" for p in between
    )
    following = items[found.end] if found.end < len(items) else None
    return near and (following is None or following.kind in ("symbol", "break"))


def _like(items: list[Piece], before: Figure, found: Figure) -> Figure:
    """`found` with the millions of `before`, or with its percent or currency."""
    millions = (before.high or before.low).number.scaled and before.low.names != ("meter",)
    if millions and found.low.sort == "unit":
        low = in_millions(items, found.low)
        if low is found.low:
            return found
        return replace(found, low=low.with_unit_of(before.low), rule=_RULE_BEFORE)
    shared = before.low.names == ("percent",) or before.low.sort == "money"
    decimal = found.low.number.scaled or "." in items[found.low.number.start].text
    if found.low.sort != "bare" or not shared or not decimal or found.rule == "ordinal":
        return found
    if before.low.sort == "money" and before.low.number.scaled != found.low.number.scaled:
        return found
    return replace(found, low=found.low.with_unit_of(before.low), rule=_RULE_BEFORE)


def _in_unit(found: Figure, other: Amount) -> Figure:
    high = found.high and found.high.with_unit_of(other)
    return replace(found, low=found.low.with_unit_of(other), high=high, rule=_RULE)


def _shares(items: list[Piece], found: Figure, after: Figure) -> bool:
    if not _plain(found) or after.low.sort != "unit":
        return False
    behind = after.low.written[0] >= after.low.number.end
    link = [p.lower for p in items[found.end : after.start]]
    listed = link in _LINKS or (link == [","] and after.rule == _RULE)
    if link in _CROSSES and _relay(found, after):
        return False
    return listed and behind and after.low.number.digits is not None


def _relay(found: Figure, after: Figure) -> bool:
    """ "4x100m": so many times the distance, no measure of both sides."""
    return after.low.number.value >= _RELAY * found.low.number.value


def _moved(items: list[Piece], found: Figure, after: Figure) -> bool:
    """ "rose from 1.2 to 1.9 million", "from 5 to 8 percent": two levels, written like a range."""
    before = items[found.body - 1].lower if found.body else ""
    link = [p.lower for p in items[found.end : after.start]]
    if before != "from" or link != ["to"] or not _plain(found) or after.high is not None:
        return False
    behind = after.low.sort == "bare" or after.low.written[0] >= after.low.number.end
    return behind and (after.low.sort == "unit" or after.low.number.scaled)


def _scaled(found: Figure, after: Amount) -> Figure:
    """The scale of the second level, where the first is a small number without one."""
    number, scale = found.low.number, after.number.scale
    if number.scaled or scale == 1 or number.value >= _SMALL:
        return found
    return replace(found, low=replace(found.low, number=number.times(scale, number.end)))


def _duration_behind(items: list[Piece], found: Figure, durations: Mapping[int, str]) -> str:
    """The unit of a duration that "and" or "or" ties to a plain figure; "" if none is."""
    if not durations or not _plain(found):
        return ""
    for length in (1, 2):
        at = found.end + length
        if at < len(items) and [p.lower for p in items[found.end : at]] in _LINKS:
            return durations.get(items[at].start, "") if items[at].kind == "number" else ""
    return ""


def _plain(found: Figure) -> bool:
    return found.low.sort == "bare" and found.low.number.rule == "digits"
