"""Why two claims are taken to answer one question: the evidence, weighed, and what their words
have to do with each other where they differ: a reader accepts that a ferry and a vessel are one.
The words decide nothing: the evidence is learned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.lexicon.relations import Kind, Relation, related
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.reconcile.match.event import Columns
from sourcecheck.reconcile.match.model import Models

#: So many steps are told of a pair at most.
_MOST = 2
#: What counts between the words for what is measured, between other words of the two clauses, and
#: between words that play different parts in them; the closer before the looser.
_MEASURED = _ORDER = get_args(Kind)
_SAID: tuple[Kind, ...] = ("synonym", "derived", "kind of")
_ACROSS: tuple[Kind, ...] = ("synonym", "derived")


def evidence(
    pairs: Sequence[Mapping[str, Any]], vectors: bool, weights: str = "default"
) -> list[tuple[Step, ...]]:
    """The evidence of each scored pair as steps, the strongest first, from the start to their sum.

    Pieces are gathered into what a reader can follow (`[groups]` of resources/match.toml); what a
    group adds is in log-odds.
    """
    if not pairs:
        return []
    models = Models(weights, vectors)
    columns = {name: np.array([pair[name] for pair in pairs], dtype=float) for name in pairs[0]
               if isinstance(pairs[0][name], (int, float, np.number, np.bool_))}  # fmt: skip
    asked, start = models.question.shares(columns)
    relation, begin = models.relation.shares(columns)
    return [
        _steps(models, columns, n, asked[n], relation[n], float(start[n]), float(begin[n]))
        for n in range(len(pairs))
    ]


def _steps(
    models: Models,
    columns: Columns,
    row: int,
    asked: NDArray[np.float64],
    relation: NDArray[np.float64],
    start: float,
    begin: float,
) -> tuple[Step, ...]:
    """What speaks for and against one pair: the second model's shares, its piece "question" divided
    among what made up the first."""
    added = dict(zip(models.relation.columns, relation.tolist(), strict=True))
    whole = float(columns["question"][row]) - start
    through = added.pop("question", 0.0)
    for name, share in zip(models.question.columns, asked.tolist(), strict=True):
        part = through * share / whole if abs(whole) > 1e-9 else 0.0
        added[name] = added.get(name, 0.0) + part
    groups = resources.load("match")["groups"]
    gathered: dict[str, float] = {}
    for name, share in added.items():
        group = next((g for g, rule in groups.items() if name in rule["pieces"]), "rest")
        gathered[group] = gathered.get(group, 0.0) + share
    steps = [
        Step(f"evidence:{group}", groups[group]["label"], (("log_odds", round(share, 3)),))
        for group, share in gathered.items()
        if round(abs(share), 1)
    ]
    steps.sort(key=lambda step: (-abs(step.inputs[0][1]), step.rule))
    total = round(float(columns["score"][row]), 3)
    return (
        Step("evidence:start", groups["start"]["label"], (("log_odds", round(begin, 3)),)),
        *steps,
        Step("evidence:sum", groups["sum"]["label"], (("log_odds", total),)),
    )


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
