"""From a group of claims to a finding: how the answers relate, why, and how grave it is."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from sourcecheck import resources
from sourcecheck.claim.vocabulary import is_open, properties
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import value_key
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Finding, Position, Relation, Severity, Step
from sourcecheck.model.mention import Modality
from sourcecheck.read.copies import sentence_key
from sourcecheck.reconcile.explain import MOST_PARTS, Stated, explain, first_parts
from sourcecheck.reconcile.positions import (
    MOST_POSITIONS,
    Member,
    Order,
    Verdicts,
    by_value,
    positions,
    verdict,
    with_both_posts,
)
from sourcecheck.reconcile.question import question
from sourcecheck.wording.value import describe

#: The relation of a finding is the gravest between two of its values.
_ORDER: tuple[Relation, ...] = ("conflict", "different", "unknown", "compatible", "agree")

#: What a relation is judged as: that values exclude each other, or that they fit.
_AS = {"conflict": "conflict", "different": "either"}

#: A cap that was reached: its name, its limit, and how many at least lie beyond it.
Cut = tuple[str, int, int]


def finding(
    members: Sequence[Member],
    links: tuple[Step, ...],
    labels: dict[str, str],
    cap: int,
    beside: Callable[[], Sequence[Member]] = tuple,
    confidence: Mapping[str, float] | None = None,
) -> tuple[Finding, tuple[Cut, ...]]:
    """The finding of a group, and which caps left something out of it; `cap` is that of its values.

    `confidence` is the probability that the claims answer one question and relate so, by relation.
    `beside` gives the same sources' other claims on the property; they are asked for only when a
    conflict may be explained by them (a sum of parts).
    """
    values = _distinct(members)
    compared = values[:cap]
    verdicts = _verdicts(compared, members[0].claim.property, beside)
    relation = _relation(verdicts)
    claims = [member.claim for member in members]
    what, kind = property_of([claim.property for claim in claims]), claims[0].kind
    subjects = _most_named([member.entities for member in members])
    about = subjects or _most_named([member.places for member in members])
    gap = max((v.gap for v in verdicts.values() if v.relation == relation), default=0.0)
    year = _year(what, members)
    held, unlisted = _positions(compared, verdicts)
    parts, untried = _beside(relation, what, beside)
    made = Finding(
        id=_id(what, kind, about, year),
        question=question(what, claims, [labels.get(entity, entity) for entity in about], year),
        kind=kind,
        property=what,
        subjects=tuple(labels.get(entity, entity) for entity in subjects),
        relation=relation,
        severity=severity(relation, gap, [claim.modality for claim in claims]),
        positions=held,
        explanation=(
            *_explanation(compared, verdicts, relation, what, parts),
            *copied_sentence([member.claim for group in compared for member in group]),
        ),
        links=links,
        fingerprint=_fingerprint(members),
        gap=round(gap, 6),
        confidence=None if confidence is None else confidence[_AS.get(relation, "agree")],
    )
    cuts = (
        ("values-of-a-question", cap, len(values) - len(compared)),
        ("positions-of-a-question", MOST_POSITIONS, unlisted),
        ("parts-of-a-sum", MOST_PARTS, untried),
    )
    return made, tuple(cut for cut in cuts if cut[2])


def _beside(
    relation: Relation, what: str, beside: Callable[[], Sequence[Member]]
) -> tuple[list[Member], int]:
    """The other claims that could be parts of a sum, if that could explain a conflict, and how many
    the cap leaves untried."""
    known = properties().get(what)
    if relation != "conflict" or known is None or not known.additive:
        return [], 0
    around = beside()
    tried = {claim.id for claim in first_parts([member.claim for member in around])}
    return [m for m in around if m.claim.id in tried], len(around) - len(tried)


class Members:
    """The claims of the WORK table as members of findings."""

    def __init__(self, table: pd.DataFrame, published: Mapping[str, Date | None]) -> None:
        self._members = [
            Member(claim, named, places, published.get(claim.source), rounds)
            for claim, named, places, rounds in zip(
                *(table[name] for name in ("claim", "entities", "places", "rounds")), strict=True
            )
        ]
        self._family = table["family"].tolist()
        self._on: dict[tuple[str, str, str], list[int]] = {}
        keys = zip(table["family"], table["property"], table["source"], strict=True)
        for row, key in enumerate(keys):
            self._on.setdefault(key, []).append(row)

    def of(self, rows: Sequence[int]) -> list[Member]:
        """The claims in these rows."""
        return [self._members[row] for row in rows]

    def beside(self, rows: Sequence[int]) -> list[Member]:
        """The other claims on the property that the sources of these rows make, by ids."""
        claims = [member.claim for member in self.of(rows)]
        what = property_of([claim.property for claim in claims])
        taken = set(rows)
        others = [
            row
            for source in {claim.source for claim in claims}
            for row in self._on.get((self._family[rows[0]], what, source), ())
            if row not in taken
        ]
        return self.of(sorted(others))


def property_of(stated: Sequence[str]) -> str:
    """The property that a group of claims is about: the one of the vocabulary that most of them
    state, else the open one that most do; ties by name; "" if none was attached."""
    counts = Counter(name for name in stated if name)
    return min(counts, key=lambda n: (is_open(n), -counts[n], n)) if counts else ""


def _distinct(members: Sequence[Member]) -> list[list[Member]]:
    """Members by equal value, the value stated most often first, ties by the value itself.

    Dates that are left open are never equal: two "Monday"s of undated texts may be two days.
    """
    by_value: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda m: m.claim.id):
        claim = member.claim
        left_open = claim.date is not None and bool(claim.date.unresolved)
        key = value_key(claim) + (claim.id if left_open else "")
        by_value.setdefault(key, []).append(member)
    return [by_value[key] for key in sorted(by_value, key=lambda k: (-len(by_value[k]), k))]


def _verdicts(
    values: Sequence[Sequence[Member]], what: str, beside: Callable[[], Sequence[Member]]
) -> Verdicts:
    """How every two values of a question on property `what` relate."""
    found = {
        (i, j): verdict(values[i], values[j])
        for i, j in itertools.combinations(range(len(values)), 2)
    }
    return with_both_posts(values, found, beside) if what == "title" else found


def _relation(verdicts: Verdicts) -> Relation:
    found = {each.relation for each in verdicts.values()}
    return next((relation for relation in _ORDER if relation in found), "agree")


def _positions(values: list[list[Member]], verdicts: Verdicts) -> tuple[tuple[Position, ...], int]:
    """The largest sets of compatible values, in order of the values, and how many more there are
    at least."""
    apart = [
        (str(i), str(j))
        for (i, j), each in verdicts.items()
        if each.relation in ("conflict", "different")
    ]
    known = [str(i) for i in range(len(values))]
    sets = positions(known, apart, cap=max(len(values), 1), most=MOST_POSITIONS)
    made: list[tuple[Order, Position]] = []
    for group in sets.sets:
        held = [member.claim for key in group for member in values[int(key)]]
        shown = [values[int(key)][0].claim for key in sorted(group, key=int)]
        position = Position(describe(shown), tuple(sorted(claim.id for claim in held)))
        made.append((by_value(shown, position.value), position))
    ordered = sorted(made, key=lambda m: (m[0], m[1].claims))
    return tuple(position for _, position in ordered), sets.left_out


def _explanation(
    values: list[list[Member]],
    verdicts: Verdicts,
    relation: Relation,
    what: str,
    beside: Sequence[Member],
) -> tuple[Step, ...]:
    """Of the values that relate as the finding does: the comparison and, for a conflict, what
    could make it innocent. The pair furthest apart speaks for the rest."""
    if not verdicts:
        count = len({member.claim.source for member in values[0]})
        return (Step("equal-values", f"the same value in {count} sources"),)
    of_kind = [item for item in verdicts.items() if item[1].relation == relation]
    (i, j), gravest = max(of_kind, key=lambda item: item[1].gap)
    if relation != "conflict":
        return gravest.steps
    known = properties().get(what)
    rest = [group[0] for n, group in enumerate(values) if n not in (i, j)]
    innocent = explain(
        _stated(values[i][0]),
        _stated(values[j][0]),
        [_stated(member) for member in (*rest, *beside)],
        grows=bool(known and known.grows),
        additive=bool(known and known.additive),
    )
    return (*gravest.steps, *innocent)


def _stated(member: Member) -> Stated:
    return Stated(claim=member.claim, published=member.published)


def _most_named(sets: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The set of entities most claims name; ties go to the larger set, then by name."""
    counts = Counter(entities for entities in sets if entities)
    return min(counts, key=lambda s: (-counts[s], -len(s), s)) if counts else ()


def severity(relation: Relation, gap: float, modalities: Sequence[Modality]) -> Severity:
    """How grave: by the relative gap of a conflict (resources/match.toml); one step less when
    nobody asserts it outright."""
    if relation in ("agree", "compatible"):
        return "none"
    if relation != "conflict":
        return "low"
    limits = resources.load("match")["severity"]
    level = 0 if gap >= limits["high"] else 1 if gap >= limits["medium"] else 2
    if any(modality != "asserted" for modality in modalities):
        level = min(2, level + 1)
    grades: tuple[Severity, ...] = ("high", "medium", "low")
    return grades[level]


def _fingerprint(members: Sequence[Member]) -> str:
    """A digest of the evidence: what is stated of whom, for when, where, by whom, in which words
    and how often; not in which file or at which offset."""
    evidence = sorted(_evidence(member) for member in members)
    return hashlib.blake2b("\x1e".join(evidence).encode(), digest_size=16).hexdigest()


def _evidence(member: Member) -> str:
    claim = member.claim
    when = claim.when.edtf or claim.when.timex if claim.when is not None else ""
    return "\x1f".join(
        (
            claim.span.quote,
            value_key(claim),
            *member.entities,
            "",
            *member.places,
            when,
            claim.speaker,
            claim.modality,
        )
    )


def _year(what: str, members: Sequence[Member]) -> str:
    """The year that tells a question from its like, where it can be asked again: of an event that
    recurs and of what grows with time; "" otherwise. The year named most often, then the first."""
    known = properties().get(what)
    recurs = known.repeatable or known.grows if known is not None else _is_date(members)
    if not recurs:
        return ""
    years = sorted(
        date.earliest.year
        for member in members
        if (date := member.claim.date or member.claim.when) is not None
        and date.earliest is not None
    )
    return str(Counter(years).most_common(1)[0][0]) if years else ""


def _is_date(members: Sequence[Member]) -> bool:
    return members[0].claim.kind == "date"


def _id(what: str, kind: str, subjects: tuple[str, ...], year: str) -> str:
    """An id from the question alone, so that it stays when sources are added or values change."""
    key = "\x1f".join((what, kind, *subjects, year))
    return "f" + hashlib.blake2b(key.encode(), digest_size=5).hexdigest()


# --- sentences that documents have in common ------------------------------------------------------


def copied_sentence(claims: Sequence[Claim]) -> Iterator[Step]:
    """The step that says which sources make these claims in the same sentence; at most one.

    Sentences are the same but for white space and case. `independent` counts the sources, those
    that share a sentence as one; linear in the claims.
    """
    of = {claim.source: claim.source for claim in claims}
    first: dict[bytes, Claim] = {}
    ids: set[str] = set()
    for claim in sorted(claims, key=lambda c: c.id):
        key = sentence_key(claim.sentence.quote) if claim.sentence is not None else b""
        other = first.setdefault(key, claim) if key else claim
        if other.source != claim.source:
            ids.update((other.id, claim.id))
            of[_root(of, claim.source)] = _root(of, other.source)
    if not ids:
        return
    together: dict[str, list[str]] = {}
    for source in sorted(of):
        together.setdefault(_root(of, source), []).append(source)
    shared = sorted(found for found in together.values() if len(found) > 1)
    said = "; ".join(f"the same sentence in {_listed(found)}" for found in shared)
    count = len(together)
    independent = "1 independent source" if count == 1 else f"{count} independent sources"
    inputs = (("claims", sorted(ids)), ("independent", count))
    yield Step("copied-sentence", f"{said}; counted once: {independent}", inputs)


def _root(of: dict[str, str], source: str) -> str:
    while of[source] != source:
        of[source] = of[of[source]]
        source = of[source]
    return source


def _listed(sources: Sequence[str]) -> str:
    *front, last = sources
    return f"{', '.join(front)} and {last}"
