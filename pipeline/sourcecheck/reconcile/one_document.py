"""What one document says against itself: values stated twice, figures that it ties together.

An author rarely states one fact with two values, and often states look-alike facts: a part and the
whole, two years of one series, an earlier toll and the new one. So claims of one document meet only
where property, subjects, what is measured, context and time are the very same, and no sentence
states both. Beyond that a test for each group of properties in `resources/within.toml` asks whether
two statements firmly answer one question, by what stage `checks` has read in their sentences (table
STATEMENTS); on doubt it says no. Statements are gathered by these keys, so that the work grows with
the number of claims.

What `checks` has found in one document alone by arithmetic becomes a finding here, too.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from sourcecheck import resources
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.finding import ARITHMETIC, WITHIN, Finding, Position, Step
from sourcecheck.reconcile.compare import compare_claims
from sourcecheck.reconcile.entities import Entities
from sourcecheck.reconcile.finding import Cut, Members, finding, severity

#: A row of the STATEMENTS or CHECKS table.
Row = Mapping[Hashable, Any]
#: White space between a headline and the sentence behind it.
_GAP = 2
#: A stretch of more days is no time of one event.
_DAYS_OF_EVENT = 62


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what it takes to hold it against another of its document."""

    claim: Claim
    said: Row  # its row of STATEMENTS
    low: float  # what the value as printed allows, in base units
    high: float
    when: tuple[float, float]  # days for which it holds, NaN where not said
    listed: bool  # does it stand in a labelled field of a reference page?
    around: frozenset[str]  # words of the places that its sentence names
    weekdays: frozenset[str]

    @property
    def voice(self) -> str:
        """Who says so, "" the text itself."""
        return str(self.said["voice"])


#: Row of the WORK table and its statement.
Stated = tuple[int, Statement]
Couple = tuple[Stated, Stated]
#: Why they are taken to answer one question.
_LINK = Step("one-text", "one text states it of the same in two sentences")
#: What two statements must have in common: source, family and property first.
Key = tuple[Any, ...]
#: By source, family, property and value: where the sentences begin that state it, of whatever.
Places = dict[Key, set[int]]


def contradictions(
    table: pd.DataFrame,
    statements: pd.DataFrame,
    members: Members,
    labels: dict[str, str],
    found: Iterable[Finding],
) -> tuple[list[Finding], list[tuple[str, Cut]]]:
    """The findings on what documents of a WORK table state twice, and the caps that were reached,
    each with what it is of.

    `statements` is the STATEMENTS table of these documents, `members` gives those of rows;
    `found` are the findings between documents, which already hold some of these claims against
    each other. The same words in several documents are one finding.
    """
    against = _held_against(found)
    alike: dict[str, tuple[list[int], list[Couple]]] = {}
    made: list[Finding] = []
    caps: list[tuple[str, Cut]] = []
    for property, couples, left_out in _contradictions(table, statements):
        if left_out:
            caps.append((property, ("statements-of-a-value", _limit("of_a_value"), left_out)))
        couples = [pair for pair in couples if not _already(pair, against)]
        if couples:
            rows = sorted({row for pair in couples for row, _ in pair})
            one, _ = finding(members.of(rows), (), labels, len(rows))
            held = alike.setdefault(one.fingerprint, ([], couples))
            held[0].extend(rows)
    for rows, couples in (alike[key] for key in sorted(alike)):
        rows.sort()
        beside = functools.partial(members.beside, rows)
        one, cuts = finding(members.of(rows), (_LINK,), labels, len(rows), beside)
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


def _contradictions(
    table: pd.DataFrame, statements: pd.DataFrame
) -> Iterator[tuple[str, list[Couple], int]]:
    """Of each question of a document its property, the couples of statements that exclude each
    other, and how many statements of the same values were not looked at."""
    groups, places = _gathered(table, statements)
    for key, held in groups.items():
        couples, left_out = _excluding(key, held, places)
        if couples or left_out:
            yield key[2], couples, left_out


def _gathered(
    table: pd.DataFrame, statements: pd.DataFrame
) -> tuple[dict[Key, list[Stated]], Places]:
    """The statements by what they must have in common, and where each value is stated."""
    groups: dict[Key, list[Stated]] = {}
    places: Places = {}
    read = {said["id"]: said for said in statements.to_dict("records")}
    for place, row in enumerate(table.itertuples()):
        said = read.get(row.id)
        if said is None:
            continue
        of = (row.source, row.family, row.property)
        places.setdefault((*of, row.low, row.high), set()).add(int(str(row.sentence)))
        if (about := _about(row, said["group"])) is not None:
            groups.setdefault((*of, *about), []).append((place, _statement(row, said)))
    return groups, places


def _excluding(key: Key, held: Sequence[Stated], places: Places) -> tuple[list[Couple], int]:
    """The couples of statements of one question that exclude each other, and how many of the same
    values were not looked at."""
    if len({(stated.low, stated.high) for _, stated in held}) < 2:
        return [], 0
    most = _limit("of_a_value")
    values = _by_value([(place, stated) for place, stated in held if stated.said["usable"]])
    left_out = sum(len(same) - most for same in values if len(same) > most)
    values = [same[:most] for same in values]
    if not 1 < len(values) <= _limit("stated"):
        return [], 0  # one value, or a series
    pairs = [
        pair
        for one, other in itertools.combinations(values, 2)
        if not _of_one_sentence(key, one[0][1], other[0][1], places)
        for pair in _couples(one, other)
    ]
    apart = {(stated.low, stated.high) for pair in pairs for _, stated in pair}
    return (pairs if len(apart) <= _limit("values") else []), left_out


def _about(row: Any, group: str) -> Key | None:
    """Whose, of what, in which context and for when a row of the WORK table states a value; None
    for one that is not held against any."""
    if row.repeatable or row.modality != "asserted" or row.claim.sentence is None:
        return None
    if not row.resolved or not (row.event or row.entities):
        return None
    if row.relational and len(row.entities) < 2:
        return None
    lasting = row.event or group == "age"
    return (
        () if row.event else row.entities,
        tuple(sorted(row.measured)),
        tuple(sorted(row.aside)) if row.event else row.places,
        () if lasting else (str(row.when_low), str(row.when_high)),
    )


def _statement(row: Any, said: Row) -> Statement:
    """The statement of a row of the WORK table (a named tuple)."""
    return Statement(
        claim=row.claim,
        said=said,
        low=row.low,
        high=row.high,
        when=(row.when_low, row.when_high),
        listed=bool(row.field),
        around=frozenset(row.around),
        weekdays=frozenset(row.weekdays),
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
        if not _one_question(first[1], second[1]):
            continue
        if compare_claims(first[1].claim, second[1].claim).relation == "conflict":
            yield first, second


# --- do two statements firmly answer one question? ------------------------------------------------


def _two_voices(a: Statement, b: Statement) -> bool:
    """Are the two put into different mouths?"""
    return bool(a.voice and b.voice and a.voice.lower() != b.voice.lower())


def _one_question(a: Statement, b: Statement) -> bool:
    """Do two usable statements on a property in one context answer one question? `a` is first.

    What a text lets two people say can differ by more than its own words: "earlier" may then be
    when it was said.
    """
    if a.claim.sentence == b.claim.sentence or (a.listed and b.listed):
        return False
    if not _two_voices(a, b) and (a.said["changes"] or b.said["changes"]):
        return False
    if (a.around and b.around and not a.around & b.around) or _days_apart(a, b):
        return False
    return _TESTS[a.said["group"]](a, b)


def _fixed(a: Statement, b: Statement) -> bool:
    return True  # the same subject, whoever says so


def _dated(a: Statement, b: Statement) -> bool:
    """Both say for when, and it is the same time (`_about` has looked)."""
    return all(day == day for s in (a, b) for day in s.when)


def _age(a: Statement, b: Statement) -> bool:
    return all(s.said["beside_name"] for s in (a, b))


def _counted(a: Statement, b: Statement) -> bool:
    """Two voices; or the opening counts fewer than what follows, which can be no part of them."""
    if not _of_event(a, b):
        return False
    if min(a.high, b.high) == 0:
        return _two_voices(a, b)
    if not (_alike(a, b) and _tied(a, b)):
        return False
    return _two_voices(a, b) or (a.claim.lead and not a.voice and a.high < b.low)


def _measured(a: Statement, b: Statement) -> bool:
    """Of an event that has one such value, unless the second one is introduced as new."""
    return _of_event(a, b) and (not b.said["introduced"] or _headline(a, b))


def _paid(a: Statement, b: Statement) -> bool:
    """Both in the opening, where a sum is that of the deal."""
    return _alike(a, b) and a.claim.lead and b.claim.lead and not b.said["introduced"]


_TESTS: dict[str, Callable[[Statement, Statement], bool]] = {
    "fixed": _fixed,
    "dated": _dated,
    "age": _age,
    "counted": _counted,
    "measured": _measured,
    "paid": _paid,
}


def _headline(a: Statement, b: Statement) -> bool:
    """Is the first in a headline, and the second in the sentence that tells it again?"""
    first, second = a.claim.sentence, b.claim.sentence
    if first is None or second is None or not a.said["headline"]:
        return False
    return second.start - first.end <= _GAP


def _days_apart(a: Statement, b: Statement) -> bool:
    if a.weekdays and b.weekdays and not a.weekdays & b.weekdays:
        return True
    (from_a, to_a), (from_b, to_b) = a.when, b.when
    return from_a > to_b or from_b > to_a  # never where a day is not known


def _of_event(a: Statement, b: Statement) -> bool:
    """Is neither for a longer time than an event takes, such as a war or a year?"""
    return not any(s.when[1] - s.when[0] > _DAYS_OF_EVENT for s in (a, b))


def _alike(a: Statement, b: Statement) -> bool:
    """Are the values of one order? What is many times as large is the toll of something else."""
    ends = [end for s in (a, b) for end in (s.low, s.high) if abs(end) != float("inf")]
    return bool(ends) and min(ends) > 0 and max(ends) <= _limit("times") * min(ends)


def _tied(a: Statement, b: Statement) -> bool:
    """Does the second sentence speak of what the first one tells? It names no more than who was
    counted and who says so, or a thing that the first names too, in the same number: "attacks" are
    more than an "attack"."""
    own = set(b.said["own"])
    spelled = [set(s.said["spelled"]) for s in (a, b)]
    shared = own.intersection(a.said["content"])
    return not own or any((word in spelled[0]) == (word in spelled[1]) for word in shared)


def _limit(name: str) -> int:
    """A bound of `resources/within.toml`."""
    return int(resources.load("within")["limits"][name])


# --- the finding ----------------------------------------------------------------------------------


def _marked(made: Finding, couples: Sequence[Couple]) -> Finding:
    """The finding as one of a single document, known by an id of its own."""
    key = f"{WITHIN}\x1f{made.id}"
    steps = made.explanation
    if all(_two_voices(a, b) for (_, a), (_, b) in couples):
        voices = sorted({stated.voice for pair in couples for _, stated in pair})
        said = f"the text gives the word to several: {'; '.join(voices)}"
        steps = (*steps, Step("two-voices", said))
    id = "f" + hashlib.blake2b(key.encode(), digest_size=5).hexdigest()
    return replace(made, id=id, kind=WITHIN, explanation=steps)


# --- arithmetic -----------------------------------------------------------------------------------


def checked(checks: pd.DataFrame, claims: Mapping[str, Claim], who: Entities) -> list[Finding]:
    """A finding for each check of a CHECKS table; the same words in several documents are one.

    `claims` are the records of the dossier by id: a check on others is left out. Relation is
    always *conflict*; the first position is what is stated, the second what follows.
    """
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in checks.sort_values("source", kind="stable").to_dict("records"):
        if all(id in claims for id in (*row["stated"], *row["given"])):
            alike.setdefault((row["id"], row["fingerprint"]), []).append(row)
    return [_of_check(same, claims, who) for same in alike.values()]


def _of_check(same: Sequence[Row], claims: Mapping[str, Claim], who: Entities) -> Finding:
    first = same[0]
    held = [claims[id] for row in same for id in (*row["stated"], *row["given"])]
    subjects = {entity for c in held for entity in who.resolve(c.source, c.subjects)}
    return Finding(
        id=first["id"],
        question=first["question"],
        kind=ARITHMETIC,
        property=first["property"],
        subjects=tuple(sorted(who.label.get(entity, entity) for entity in subjects)),
        relation="conflict",
        severity=severity("conflict", first["gap"], [claim.modality for claim in held]),
        positions=(
            Position(first["said"], _ids(row["stated"] for row in same)),
            Position(first["follows"], _ids(row["given"] for row in same)),
        ),
        explanation=(from_plain(Step, first["step"]),),
        links=(Step("stated-together", first["tied"]),),
        fingerprint=first["fingerprint"],
        gap=first["gap"],
    )


def _ids(held: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({id for ids in held for id in ids}))
