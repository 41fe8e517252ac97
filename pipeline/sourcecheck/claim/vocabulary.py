"""The properties of `resources/properties.toml`, indexed by the words that state them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sourcecheck import resources
from sourcecheck.model.claim import ClaimKind

OPEN = "open:"
Part = Literal["noun", "verb", "goal verb", "adjective"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Property:
    """One entry of the vocabulary; the fields are explained at the head of the file."""

    id: str
    label: str
    question: str
    kinds: tuple[str, ...]
    dimension: str = ""
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    goal_verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    relational: bool = False
    repeatable: bool = False
    grows: bool = False
    additive: bool = False
    motion: bool = False
    event: bool = False
    generic: bool = False

    def takes(self, kind: ClaimKind, dimension: str) -> bool:
        """Can a value of this kind and dimension answer the property's question?"""
        return kind in self.kinds and self.dimension in ("", dimension)

    def wordings(self, part: Part) -> tuple[str, ...]:
        """The lemmas that state it as this part of speech."""
        return {
            "noun": self.nouns,
            "verb": self.verbs,
            "goal verb": self.goal_verbs,
            "adjective": self.adjectives,
        }[part]


@functools.cache
def properties() -> dict[str, Property]:
    """All properties by id, in the order of the file."""
    return {id: _property(id, entry) for id, entry in resources.load("properties").items()}


def _property(id: str, entry: dict[str, Any]) -> Property:
    """The record of one table of the file; lists become tuples."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Property(id=id, **values)


@functools.cache
def _index() -> dict[tuple[str, str], tuple[Property, ...]]:
    """Properties by (part of speech, lemma); a compound is filed under its last word."""
    index: dict[tuple[str, str], tuple[Property, ...]] = {}
    for entry in properties().values():
        for part in PARTS:
            for lemma in entry.wordings(part):
                key = (part, lemma.lower().split()[-1])
                index[key] = (*index.get(key, ()), entry)
    return index


def find(
    part: Part, lemma: str, modifiers: tuple[str, ...], kind: ClaimKind, dimension: str
) -> Property | None:
    """The property that a noun, verb or adjective states for a value of this kind, if any.

    Of several the one whose compound fits best wins: "death toll" before "toll".
    """
    best: tuple[int, Property] | None = None
    for entry in _index().get((part, lemma.lower()), ()):
        if not entry.takes(kind, dimension):
            continue
        for wording in entry.wordings(part):
            *before, last = wording.lower().split()
            fits = last == lemma.lower() and all(word in modifiers for word in before)
            if fits and (best is None or len(before) > best[0]):
                best = (len(before), entry)
    return best[1] if best else None
