"""How two words are related in meaning, by WordNet: synonym, kind of, part of, derived from.

The data are those of `resources/wordnet` (made by `build_data/wordnet.py`): the commonest nouns and
verbs with their first senses. Which sense a text has in mind is not known. Of the first three, in
WordNet's order, which is that of how often they are met, those are looked at that make up a fifth
of what is met (the first two, of a word that is met too seldom to tell). With more, nearly all
common verbs become synonyms of each other; with only the first, a vessel is a tube for blood.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from sourcecheck import resources

#: The closer before the looser.
Kind = Literal["synonym", "derived", "kind of", "part of"]

#: So many steps up a word is still called a kind of another: from car to vehicle it is four.
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Relation:
    """That `word` is a synonym, a kind or a part of `other`, or one of them is derived from the
    other; `verbs` says whether they are taken as verbs."""

    kind: Kind
    word: str
    other: str
    verbs: bool = False


class _Words:
    """The file: the sets of each word and what it is derived from; the class of each set, with
    what it is a kind of and a part of. Lines are taken apart when they are asked for."""

    def __init__(self, text: str) -> None:
        words, _, sets = text.partition("\n\n")
        self._words = dict(line.split("\t", 1) for line in words.split("\n"))
        self._sets = sets.split("\n")

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def senses(self, word: str) -> frozenset[int]:
        """The numbers of the sets that a word stands in."""
        numbers, _, _ = self._words.get(word, "").partition("\t")
        return frozenset(map(int, numbers.split()))

    def stem(self, word: str) -> frozenset[str]:
        """The words of the other class that are derived from a word, or it from them."""
        _, _, others = self._words.get(word, "").partition("\t")
        return frozenset(others.split())

    def kinds(self, number: int) -> list[int]:
        """What a set is a kind of."""
        return [int(n) for n in self._sets[number].split("\t")[1].split()]

    def wholes(self, number: int) -> list[int]:
        """What a set is a part of."""
        return [int(n) for n in self._sets[number].split("\t")[2].split()]

    def verbs(self, number: int) -> bool:
        """Is this a set of verbs?"""
        return self._sets[number].startswith("v")


@functools.cache
def _words() -> _Words:
    path = resources.FOLDER / "wordnet" / "relations.tsv"
    return _Words(path.read_text(encoding="utf-8"))


def is_common(word: str) -> bool:
    """Is it one of WordNet's commonest nouns and verbs, in its basic form?"""
    return word in _words()


@functools.lru_cache(maxsize=100_000)
def related(a: str, b: str) -> Relation | None:
    """What two words, as lemmas in lower case, have to do with each other: the closest relation,
    the same whichever is named first; None where they have none, are one word or not known."""
    if a > b:
        return related(b, a)
    words = _words()
    one, other = words.senses(a), words.senses(b)
    if a == b:
        return None
    if shared := one & other:
        return Relation("synonym", a, b, words.verbs(min(shared)))
    if b in words.stem(a):
        longer, shorter = sorted((a, b), key=len, reverse=True)
        return Relation("derived", longer, shorter)
    for word, of, low, high in ((a, b, one, other), (b, a, other, one)):
        if found := _above(low, _STEPS) & high:
            return Relation("kind of", word, of, words.verbs(min(found)))
    for word, of, part, whole in ((a, b, one, other), (b, a, other, one)):
        if any(n in whole for number in part for n in words.wholes(number)):
            return Relation("part of", word, of)
    return None


def _above(numbers: frozenset[int], steps: int) -> set[int]:
    """What these sets are kinds of, up to so many steps."""
    found: set[int] = set()
    at = set(numbers)
    for _ in range(steps):
        at = {kind for number in at for kind in _words().kinds(number)} - found
        found |= at
    return found
