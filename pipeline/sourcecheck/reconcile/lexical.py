"""What the words of two claims have to do with each other, where they differ: what a reader accepts
as a reason why a ferry and a vessel are one thing. It decides nothing: the evidence is learned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import get_args

from sourcecheck.lexicon.relations import Kind, Relation, related
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step

#: So many steps are told of a pair at most.
_MOST = 2
#: What counts between the words for what is measured, between other words of the two clauses, and
#: between words that play different parts in them; the closer before the looser.
_MEASURED = _ORDER = get_args(Kind)
_SAID: tuple[Kind, ...] = ("synonym", "derived", "kind of")
_ACROSS: tuple[Kind, ...] = ("synonym", "derived")


def related_words(a: Claim, b: Claim) -> tuple[Step, ...]:
    """What the words for what is measured, and those of the clauses, have to do with each other,
    at most twice, what is measured first; a word that the other sentence has too is left out."""
    told: list[Relation] = []
    for found in _relations(a, b):
        used = {word for relation in told for word in (relation.word, relation.other)}
        if used.isdisjoint((found.word, found.other)):
            told.append(found)
        if len(told) == _MOST:
            break
    return tuple(
        Step(
            "related-words",
            _in_words(found),
            (("words", [found.word, found.other]), ("relation", found.kind)),
        )
        for found in told
    )


def _relations(a: Claim, b: Claim) -> Iterator[Relation]:
    """All relations between words of two claims, in the order in which they should be told; which
    of the two claims is named first makes no difference."""
    in_a, in_b = ({*c.measured, *c.predicate, *c.context} for c in (a, b))
    measured = [[w for w in a.measured if w not in in_b], [w for w in b.measured if w not in in_a]]
    said = [[w for w in a.predicate if w not in in_b], [w for w in b.predicate if w not in in_a]]
    for couples, kinds in (
        ([measured], _MEASURED),
        ([said], _SAID),
        ([(measured[0], said[1]), (said[0], measured[1])], _ACROSS),
    ):
        words = (pair for sides in couples for pair in itertools.product(*sides))
        found = {related(one.lower(), other.lower()) for one, other in words}
        told = [r for r in found if r is not None and r.kind in kinds]
        yield from sorted(told, key=lambda r: (_ORDER.index(r.kind), r.word, r.other))


def _in_words(found: Relation) -> str:
    """The relation as a reader would put it."""
    word, other = f"“{found.word}”", f"“{found.other}”"
    if found.kind == "synonym":
        return f"{word} and {other} can mean the same"
    if found.kind == "derived":
        return f"{word} and {other} belong to one family of words"
    if found.kind == "part of":
        return f"{word} is part of {other}"
    return f"to {word} is one way to {other}" if found.verbs else f"{word} is a kind of {other}"
