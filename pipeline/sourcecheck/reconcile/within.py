"""What one document states twice with values that exclude each other.

An author rarely states one fact with two values, and often states look-alike facts: a part and the
whole, two years of one series, an earlier toll and the new one. So claims of one document meet only
where property, subjects, what is measured, scene and time are the very same, and no sentence states
both; `reconcile.firm` has what it takes beyond that. Statements are gathered by these keys, so that
the work grows with the number of claims.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

import pandas as pd

from sourcecheck.model.finding import WITHIN, Finding, Step
from sourcecheck.reconcile.compare import compare_claims
from sourcecheck.reconcile.finding import Cut, Member, finding
from sourcecheck.reconcile.firm import (
    Statement,
    firm,
    limit,
    rule_of,
    statement,
    two_voices,
    usable,
)

#: Row of the WORK table and its statement.
Stated = tuple[int, Statement]
Couple = tuple[Stated, Stated]
#: Why they are taken to answer one question.
_LINK = Step("one-text", "one text states it of the same in two sentences")
#: What two statements must have in common: source, family and property first.
Key = tuple[Any, ...]
#: By source, family, property and value: where the sentences begin that state it, of whatever.
Places = dict[Key, set[int]]


class Told(Protocol):
    """Who gives the claims in rows of the WORK table as members of findings."""

    def members(self, rows: Sequence[int]) -> list[Member]:
        """The claims in these rows."""

    def beside(self, rows: Sequence[int]) -> list[Member]:
        """The other claims on their property that the same sources make."""


def findings(
    table: pd.DataFrame,
    names: pd.DataFrame,
    told: Told,
    labels: dict[str, str],
    found: Iterable[Finding],
) -> tuple[list[Finding], list[tuple[str, Cut]]]:
    """The findings on what documents of a WORK table state twice, and the caps that were reached,
    each with what it is of.

    `names` is the NAMES table of the same documents, `told` gives the members of rows; `found` are
    the findings between documents, which already hold some of these claims against each other. The
    same words in several documents are one finding.
    """
    against = _held_against(found)
    alike: dict[str, tuple[list[int], list[Couple]]] = {}
    made: list[Finding] = []
    caps: list[tuple[str, Cut]] = []
    for property, couples, unheard in _contradictions(table, _bodies(names)):
        if unheard:
            caps.append((property, ("statements-of-a-value", limit("heard"), unheard)))
        couples = [pair for pair in couples if not _already(pair, against)]
        if couples:
            rows = sorted({row for pair in couples for row, _ in pair})
            one, _ = finding(told.members(rows), (), labels, len(rows))
            held = alike.setdefault(one.fingerprint, ([], couples))
            held[0].extend(rows)
    for rows, couples in (alike[key] for key in sorted(alike)):
        rows.sort()
        beside = functools.partial(told.beside, rows)
        one, cuts = finding(told.members(rows), (_LINK,), labels, len(rows), beside)
        made.append(_marked(one, couples))
        caps.extend((one.question, cut) for cut in cuts)
    return made, caps


def _already(pair: Couple, against: dict[str, set[str]]) -> bool:
    """Does a finding between documents hold the two against each other?"""
    (_, a), (_, b) = pair
    return bool(against.get(a.claim.id, set()) & against.get(b.claim.id, set()))


def _held_against(found: Iterable[Finding]) -> dict[str, set[str]]:
    """By claim the conflicts it already stands in."""
    held: dict[str, set[str]] = {}
    for made in found:
        if made.relation == "conflict":
            for id in {id for position in made.positions for id in position.claims}:
                held.setdefault(id, set()).add(made.id + made.fingerprint)
    return held


def _bodies(names: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """The people and organisations that each source names."""
    some = names[names["kind"].isin(("PERSON", "ORG"))]
    return frozenset(zip(some["source"], some["name"], strict=True))


def _contradictions(
    table: pd.DataFrame, bodies: Collection[tuple[str, str]]
) -> Iterator[tuple[str, list[Couple], int]]:
    """Of each question of a document its property, the couples of statements that exclude each
    other, and how many statements of the same values were not looked at."""
    groups: dict[Key, list[Stated]] = {}
    places: Places = {}
    for place, row in enumerate(table.itertuples()):
        if not rule_of(str(row.property)):
            continue
        of = (row.source, row.family, row.property)
        places.setdefault((*of, row.low, row.high), set()).add(int(str(row.sentence)))
        if (about := _about(row)) is not None:
            groups.setdefault((*of, *about), []).append((place, statement(row, bodies)))
    for key, held in groups.items():
        if len({(stated.low, stated.high) for _, stated in held}) < 2:
            continue
        values = _by_value([(place, stated) for place, stated in held if usable(stated)])
        unheard = sum(len(same) - limit("heard") for same in values if len(same) > limit("heard"))
        values = [same[: limit("heard")] for same in values]
        if not 1 < len(values) <= limit("stated"):
            continue  # one value, or a series
        pairs = [
            pair
            for one, other in itertools.combinations(values, 2)
            if not _of_one_sentence(key, one[0][1], other[0][1], places)
            for pair in _couples(one, other)
        ]
        apart = {(stated.low, stated.high) for pair in pairs for _, stated in pair}
        kept = pairs if len(apart) <= limit("values") else []
        if kept or unheard:
            yield key[2], kept, unheard


def _about(row: Any) -> Key | None:
    """Whose, of what, in which scene and for when a row of the WORK table states a value; None for
    one that is not held against any."""
    if row.repeatable or row.modality != "asserted" or row.claim.sentence is None:
        return None
    if not row.resolved or not (row.event or row.entities):
        return None
    if row.relational and len(row.entities) < 2:
        return None
    lasting = row.event or rule_of(row.property) == "age"
    return (
        () if row.event else row.entities,
        tuple(sorted(row.measured)),
        tuple(sorted(row.aside)) if row.event else row.places,
        () if lasting else (str(row.when_low), str(row.when_high)),
    )


def _by_value(held: Sequence[Stated]) -> list[list[Stated]]:
    """The statements by what their values allow, in order of the text."""
    values: dict[tuple[float, float], list[Stated]] = {}
    for place, stated in sorted(held, key=lambda item: item[1].claim.span):
        values.setdefault((stated.low, stated.high), []).append((place, stated))
    return list(values.values())


def _of_one_sentence(key: Key, one: Statement, other: Statement, places: Places) -> bool:
    """Does a sentence state both values? Then its author knows of both, and they are two things."""
    a, b = ((*key[:3], stated.low, stated.high) for stated in (one, other))
    return bool(places[a] & places[b])


def _couples(one: Sequence[Stated], other: Sequence[Stated]) -> Iterator[Couple]:
    """Those of two values that exclude each other and answer one question, the earlier first."""
    for a, b in itertools.product(one, other):
        first, second = sorted((a, b), key=lambda item: item[1].claim.span)
        if not firm(first[1], second[1]):
            continue
        if compare_claims(first[1].claim, second[1].claim).relation == "conflict":
            yield first, second


def _marked(made: Finding, couples: Sequence[Couple]) -> Finding:
    """The finding as one of a single document, known by an id of its own."""
    key = f"{WITHIN}\x1f{made.id}"
    steps = made.explanation
    if all(two_voices(a, b) for (_, a), (_, b) in couples):
        voices = sorted({stated.voice for pair in couples for _, stated in pair})
        said = f"the text gives the word to several: {'; '.join(voices)}"
        steps = (*steps, Step("two-voices", said))
    id = "f" + hashlib.blake2b(key.encode(), digest_size=5).hexdigest()
    return replace(made, id=id, kind=WITHIN, explanation=steps)
