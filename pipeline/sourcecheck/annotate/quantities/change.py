"""Change against level: "fell $1.2 million to $23.5 million" is a change and a level."""

from __future__ import annotations

import functools
from typing import Literal

from sourcecheck import resources
from sourcecheck.model.quantity import Change
from sourcecheck.normalise.lexer import Piece

_REACH = 3  # words between a verb of movement and "from": "fell sharply last year from"
_NEAR = 10  # pieces on either side in which what has a level is named
_NOT_MOVED = "not_moved"

Sort = Literal["bare", "unit", "money"]


def of(items: list[Piece], start: int, end: int, sort: Sort = "unit") -> Change:
    """Is the figure at `items[start:end]` the size of a change, and which way?

    By the word before it ("rose 5 %", "fell by 3", "an increase of 40"), else by the noun or
    comparative behind it ("a 5 % rise", "12 percent more"). "" for a level. A sum of money after
    "a loss of" is a level too, and a bare count before "more" may be one: "12 more were hurt".
    """
    before = [p.lower for p in items[max(0, start - 2) : start]]
    if before:
        word, further = before[-1], before[-2] if len(before) > 1 else ""
        if word == "by" and further:
            return _direction(_verbs().get(further))
        if word == "of" and further:
            result = sort == "money" and further in _not_moved()["results"]
            return "" if result else _direction(_nouns().get(further))
        if word in _verbs() and not (word == "up" and further in _not_moved()["before_up"]):
            return _direction(_verbs()[word])
    if end < len(items):
        behind = items[end].lower
        if behind in _comparatives() and sort == "bare":
            compared = any(p.lower == "than" for p in items[end + 1 : end + 1 + _REACH])
            return _direction(_comparatives()[behind]) if compared else ""
        return _direction(_nouns().get(behind) or _comparatives().get(behind))
    return ""


def is_way(items: list[Piece], start: int, end: int) -> bool:
    """Is the length at `items[start:end]` how far something fell or climbed: "fell 90 feet"?"""
    words = _not_moved()
    near = [*items[max(0, start - 2) : start], *items[end : end + 1]]
    if start and items[start - 1].lower == "by":
        return False
    if not any(piece.lower in words["ways"] for piece in near):
        return False
    return not any(
        piece.lower in words["levels"] for piece in items[max(0, start - _NEAR) : end + _NEAR]
    )


def moves(items: list[Piece], start: int) -> bool:
    """Does a verb or noun of movement govern what begins at `items[start]`?

    "rose from 5 to 8" and "fell $1 million to $2 million" are two figures each, no range.
    """
    for piece in reversed(items[max(0, start - _REACH) : start]):
        if piece.kind == "break" or piece.text in ".;":
            return False
        if piece.lower in _verbs() or piece.lower in _nouns():
            return True
    return False


def _direction(found: str | None) -> Change:
    return "up" if found == "up" else "down" if found == "down" else ""


@functools.cache
def _verbs() -> dict[str, str]:
    return _words("verbs")


@functools.cache
def _nouns() -> dict[str, str]:
    return _words("nouns")


@functools.cache
def _comparatives() -> dict[str, str]:
    return _words("comparatives")


def _not_moved() -> dict[str, list[str]]:
    words: dict[str, list[str]] = resources.load("hedges")[_NOT_MOVED]
    return words


def _words(sort: str) -> dict[str, str]:
    tables = resources.load("hedges")["change"]
    return {word: direction for direction, table in tables.items() for word in table[sort]}
