"""What the words around a figure say of it: a hedge, a bound, a change (resources/hedges.toml).

"At least", "nearly", "or more" and "~" hedge or bound it. "fell $1.2 million to $23.5 million" is
a change and a level.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from sourcecheck import resources
from sourcecheck.model.quantity import Change, Operator
from sourcecheck.normalise.digits import ARTICLES
from sourcecheck.normalise.lexer import Piece, Trie, to_break

_EXACT = "exactly"
_MOST_HEDGES = 4  # in a row; keeps the walk linear in "about about about …"
_REACH = 3  # words between a verb of movement and "from": "fell sharply last year from"
_NEAR = 10  # pieces on either side in which what has a level is named
_NOT_MOVED = "not_moved"

Sort = Literal["bare", "unit", "money"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """One hedge of the vocabulary."""

    id: str
    operator: Operator
    approximate: bool
    anchor: Fraction | None = None  # of a vague plural


@dataclass(frozen=True, slots=True)
class Hedged:
    """The hedges found before a figure: their joint meaning and where the figure may begin."""

    hedge: Hedge | None
    end: int


def before(items: list[Piece], at: int) -> Hedged:
    """All hedges that begin at `items[at]`, one behind the other ("about at least", "just over").

    The first that moves the figure gives operator and id; a later "about" adds that it is
    approximate. An article between hedge and figure is stepped over ("almost a 20 % rise").
    """
    found, end = None, at
    for _ in range(_MOST_HEDGES):
        key, position = _before().longest(items, end)
        if key is None:
            break
        hedge, end = vocabulary()[key], position
        if hedge.id != _EXACT:
            found = joint(found, hedge) if found else hedge
    article = end + 1 < len(items) and items[end].lower in ARTICLES
    if found and article and items[end + 1].kind in ("number", "symbol"):
        end += 1
    return Hedged(found, end)


def after(items: list[Piece], at: int) -> tuple[Hedge, int] | None:
    """A hedge behind a figure ("or more", "-odd", "+") and its end, or None."""
    start = at
    if start + 1 < len(items) and items[start].kind == "dash" and items[start].glued:
        if not items[start + 1].glued:
            return None
        start += 1
    tied = start > at
    key, end = (_tied() if tied else _after()).longest(items, start)
    if key is None or (items[at].text == "+" and not items[at].glued):
        return None
    if len(items[start].text) > 1 and items[start].text.isupper():
        return None  # "737 MAX"
    if (
        items[at].text == "+"
        and end < len(items)
        and items[end].glued
        and items[end].kind == "number"
    ):
        return None
    return vocabulary()[key], end


def vague(items: list[Piece], at: int) -> tuple[Hedge, int] | None:
    """A vague plural ("dozens", "tens of thousands") and its end, or None."""
    key, end = _vague().longest(items, at)
    return None if key is None else (vocabulary()[key], end)


def joint(first: Hedge, second: Hedge) -> Hedge:
    """What two hedges of one figure say together; of two bounds the nearer counts."""
    if second.operator != "=":  # "up to at least 3"
        first, second = second, first
    return Hedge(first.id, first.operator, first.approximate or second.approximate)


@functools.cache
def vocabulary() -> dict[str, Hedge]:
    """All hedges of resources/hedges.toml by id."""
    return {
        key: Hedge(
            key,
            entry["operator"],
            entry["approximate"],
            Fraction(entry["anchor"]) if "anchor" in entry else None,
        )
        for key, entry in _tables()
    }


def first_pieces() -> frozenset[str]:
    """The lower-case pieces that a hedge or vague plural can begin with."""
    return frozenset([*_before().firsts(), *_vague().firsts()])


def _tables() -> list[tuple[str, dict[str, Any]]]:
    return list(resources.load("hedges")["hedge"].items())


@functools.cache
def _before() -> Trie:
    trie = Trie()
    for key, entry in _tables():
        if "anchor" not in entry:
            trie.add_all(entry["words"], key)
    return trie


@functools.cache
def _after() -> Trie:
    trie = Trie()
    for key, entry in _tables():
        trie.add_all(entry.get("after", ()), key)
    return trie


@functools.cache
def _tied() -> Trie:
    trie = Trie()
    for key, entry in _tables():
        trie.add_all(entry.get("tied", ()), key)
    return trie


@functools.cache
def _vague() -> Trie:
    trie = Trie()
    for key, entry in _tables():
        if "anchor" in entry:
            trie.add_all(entry["words"], key)
    return trie


def change(items: list[Piece], start: int, end: int, sort: Sort = "unit") -> Change:
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
    before = to_break(reversed(items[max(0, start - _REACH) : start]))
    return any(piece.lower in _verbs() or piece.lower in _nouns() for piece in before)


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
