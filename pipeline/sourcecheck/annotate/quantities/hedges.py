"""Hedges around a figure: "at least", "nearly", "or more", "~" (resources/hedges.toml)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sourcecheck import resources
from sourcecheck.model.quantity import Operator
from sourcecheck.normalise.lexer import Piece, Trie

_ARTICLES = ("a", "an")
_EXACT = "exactly"
_MOST_HEDGES = 4  # in a row; keeps the walk linear in "about about about …"


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
    article = end + 1 < len(items) and items[end].lower in _ARTICLES
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
