"""The properties of `resources/properties/`, indexed by the words that state them."""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sourcecheck import resources
from sourcecheck.lexicon.classes import closed_words
from sourcecheck.model.claim import ClaimKind

OPEN = "open:"
#: How a word of the sentence stands to the value; the head of the file explains each.
Part = Literal["noun", "of", "verb", "done to", "done by", "goal verb", "adjective", "behind"]
PARTS: tuple[Part, ...] = get_args(Part)
#: Parts whose wordings begin with the word that is looked up; the others end with it.
_HEAD_FIRST = frozenset({"verb", "done to", "done by", "goal verb", "behind"})


@dataclass(frozen=True, slots=True)
class Property:
    """One entry of the vocabulary; the fields are explained at the head of the file."""

    id: str
    label: str
    question: str
    kinds: tuple[str, ...]
    dimension: str = ""
    nouns: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    done_to: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    goal_verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    people: bool = False
    bare: bool = False
    bare_unit: str = ""
    by_dimension: bool = False
    relational: bool = False
    repeatable: bool = False
    grows: bool = False
    additive: bool = False
    motion: bool = False
    event: bool = False
    generic: bool = False
    situated: bool = False
    zero_means: str = ""
    parts: tuple[str, ...] = ()

    def takes(self, kind: ClaimKind, dimension: str, counted: str = "") -> bool:
        """Can a value of this kind and dimension, of things so `counted`, answer the question?"""
        if kind not in self.kinds or (kind == "quantity" and self.dimension not in ("", dimension)):
            return False
        if kind != "count":
            return True
        if self.bare or (self.counted and counted not in closed_words(self.counted)):
            return self.bare and not counted
        return not (self.people and counted in closed_words(("@not_people",)))

    def wordings(self, part: Part) -> tuple[str, ...]:
        """The lemmas that state it as this part of speech."""
        return {
            "noun": self.nouns,
            "of": self.of,
            "verb": self.verbs,
            "done to": self.done_to,
            "done by": self.done_by,
            "goal verb": self.goal_verbs,
            "adjective": self.adjectives,
            "behind": self.behind,
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
def _index() -> dict[tuple[str, str], tuple[tuple[Property, frozenset[str]], ...]]:
    """Properties with the other words of a wording, by (part of speech, its head's lemma).

    The head of a compound is its last word ("death toll"), of a verb with company its first
    ("take hostage").
    """
    index: dict[tuple[str, str], tuple[tuple[Property, frozenset[str]], ...]] = {}
    for entry in properties().values():
        for part in PARTS:
            for wording in entry.wordings(part):
                words = wording.lower().split()
                head = words.pop(0 if part in _HEAD_FIRST else -1)
                if part == "of" and not words:
                    words = ["of"]
                filed = index.get((part, head), ())
                index[part, head] = (*filed, (entry, frozenset(words)))
    return index


@functools.cache
def of_dimension(dimension: str) -> Property | None:
    """The property that every quantity of this dimension states ("magnitude"), if there is one."""
    entries = properties().values()
    return next((e for e in entries if e.by_dimension and e.dimension == dimension), None)


def whole_of(parts: Collection[str]) -> Property | None:
    """The property of which these are parts: the total of a list of killed and injured."""
    entries = properties().values()
    return next((e for e in entries if e.parts and set(e.parts).issubset(parts)), None)


def find(
    part: Part,
    lemma: str,
    modifiers: tuple[str, ...],
    kind: ClaimKind,
    dimension: str,
    counted: str = "",
) -> Property | None:
    """The property that a word states in this part for such a value, if any.

    `modifiers` are the lemmas that stand by it, `counted` what a count counts. Of several the one
    whose wording has most words wins: "death toll" before "toll".
    """
    best: tuple[int, Property] | None = None
    for entry, company in _index().get((part, lemma.lower()), ()):
        if not entry.takes(kind, dimension, counted) or not company.issubset(modifiers):
            continue
        if best is None or len(company) > best[0]:
            best = (len(company), entry)
    return best[1] if best else None
