"""Figures in a row with one unit: "5, 10 and 20 km", "60 × 10 mm", "9 or 12 months"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.measure import Amount
from sourcecheck.normalise.lexer import Piece

_LINKS = (["and"], ["or"], [",", "and"], [",", "or"], ["×"], ["x"])
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
        if after is not None and _shares(items, found, after):
            found = _in_unit(found, after.low)
        elif unit := _duration_behind(items, found, durations):
            found = _in_unit(found, replace(found.low, names=(unit,), sort="unit"))
        shared.append(found)
    return shared[::-1]


def _in_unit(found: Figure, other: Amount) -> Figure:
    high = found.high and found.high.with_unit_of(other)
    return replace(found, low=found.low.with_unit_of(other), high=high, rule=_RULE)


def _shares(items: list[Piece], found: Figure, after: Figure) -> bool:
    if not _plain(found) or after.low.sort != "unit":
        return False
    behind = after.low.written[0] >= after.low.number.end
    link = [p.lower for p in items[found.end : after.start]]
    listed = link in _LINKS or (link == [","] and after.rule == _RULE)
    return listed and behind and after.low.number.digits is not None


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
