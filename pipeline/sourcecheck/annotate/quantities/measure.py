"""The record of a figure with its unit, and what all readers of one share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sourcecheck.normalise.digits import Number
from sourcecheck.normalise.lexer import Piece


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at `pieces[start:end]` with what its unit can mean; none for a bare number."""

    number: Number
    start: int
    end: int
    names: tuple[str, ...] = ()  # units, likeliest first
    written: tuple[int, int] = (0, 0)  # the pieces of the unit
    sort: Literal["bare", "unit", "money"] = "bare"
    rule: str = ""

    def with_unit_of(self, other: Amount) -> Amount:
        """This figure in the unit of `other` ("3" of "3 to 5 km")."""
        return replace(self, names=other.names, written=other.written, sort=other.sort)


def past_tie(items: list[Piece], at: int) -> int:
    """The position behind a hyphen that ties figure and unit ("1,900-mile"), else `at`."""
    if at + 1 < len(items) and items[at].text in "-‐‑" and items[at].glued and items[at + 1].glued:
        return at + 1 if items[at + 1].kind in ("word", "symbol") else at
    return at
