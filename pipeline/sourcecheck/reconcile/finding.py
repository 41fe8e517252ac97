"""From a group of claims to a finding: how the answers relate, why, and how grave it is."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcecheck import resources
from sourcecheck.claim.vocabulary import OPEN, properties
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import value_key
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Comparison, Finding, Position, Relation, Severity, Step
from sourcecheck.model.mention import Modality
from sourcecheck.reconcile import contest, tenure
from sourcecheck.reconcile.asking import question
from sourcecheck.reconcile.compare import compare_claims, record
from sourcecheck.reconcile.copies import copied_sentence
from sourcecheck.reconcile.explain import Stated, explain, other_times
from sourcecheck.reconcile.order import Order, by_value
from sourcecheck.reconcile.parts import MOST_PARTS, first_parts
from sourcecheck.reconcile.positions import MOST_POSITIONS, positions
from sourcecheck.wording.value import describe

#: Words that name a question whose claims were attached to nothing.
_MOST_WORDS = 3
#: The relation of a finding is the gravest between two of its values.
_ORDER: tuple[Relation, ...] = ("conflict", "different", "unknown", "compatible", "agree")

#: What a relation is judged as: that values exclude each other, or that they fit.
_AS = {"conflict": "conflict", "different": "either"}

#: A cap that was reached: its name, its limit, and how many at least lie beyond it.
Cut = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a group with its entities and places across documents and its source's date."""

    claim: Claim
    entities: tuple[str, ...]
    places: tuple[str, ...]
    published: Date | None


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
    verdicts = {
        (i, j): _dated(compared[i], compared[j])
        for i, j in itertools.combinations(range(len(compared)), 2)
    }
    if members[0].claim.property == "title":
        verdicts = _held_both(compared, verdicts, beside)
    relation = _relation(verdicts)
    subjects = _most_named([member.entities for member in members])
    places = _most_named([member.places for member in members])
    what = property_of([member.claim.property for member in members])
    gap = max((v.gap for v in verdicts.values() if v.relation == relation), default=0.0)
    year = _year(what, members)
    held, unlisted = _positions(compared, verdicts)
    parts, untried = _beside(relation, what, beside)
    made = Finding(
        id=_id(what, members[0].claim.kind, subjects or places, year),
        question=question(
            what,
            [member.claim for member in members],
            [labels.get(entity, entity) for entity in subjects or places],
            year,
        ),
        kind=members[0].claim.kind,
        property=what,
        subjects=tuple(labels.get(entity, entity) for entity in subjects),
        relation=relation,
        severity=severity(relation, gap, [member.claim.modality for member in members]),
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


def property_of(stated: Sequence[str]) -> str:
    """The property that a group of claims is about: the one of the vocabulary that most of them
    state, else the open one that most do; ties by name; "" if none was attached."""
    counts = Counter(name for name in stated if name)
    return min(counts, key=lambda n: (n.startswith(OPEN), -counts[n], n)) if counts else ""


def _dated(a: Sequence[Member], b: Sequence[Member]) -> Comparison:
    """How two values relate, each by its first claim; what the texts themselves state for two times
    is *different*, as is a record that grew, and what nothing shows to be of one contest."""
    one, other = a[0].claim, b[0].claim
    found = compare_claims(one, other)
    if found.relation != "conflict":
        return found
    step = None
    if one.when is not None and other.when is not None:
        step = other_times(one.when, other.when)
    elif one.kind == "attribute" and one.property == "win_loss_record":
        published = ([member.published for member in a], [member.published for member in b])
        step = record.grown(one.text, other.text, published)
    elif one.kind == "attribute" and one.property == "title":
        step = tenure.later([m.published for m in a], [m.published for m in b])
    if step is None and one.kind == "attribute":
        grew = any(step.rule == "record-grew" for step in found.steps)
        step = contest.apart(one, other, (a[0].published, b[0].published), grew=grew)
    return (
        found if step is None else replace(found, relation="different", steps=(*found.steps, step))
    )


def _held_both(
    values: Sequence[Sequence[Member]],
    verdicts: dict[tuple[int, int], Comparison],
    beside: Callable[[], Sequence[Member]],
) -> dict[tuple[int, int], Comparison]:
    """The verdicts on titles of one person, where two posts of which a text gives both fit."""
    if all(verdict.relation != "conflict" for verdict in verdicts.values()):
        return verdicts
    people = {entity for held in values for member in held for entity in member.entities}
    titles = [m.claim for m in beside() if not people.isdisjoint(m.entities)]
    titles += [member.claim for held in values for member in held]
    made = dict(verdicts)
    for (i, j), verdict in verdicts.items():
        if verdict.relation == "conflict":
            step = tenure.both(values[i][0].claim, values[j][0].claim, titles)
            if step is not None:
                steps = (*verdict.steps, step)
                made[i, j] = replace(verdict, relation="compatible", steps=steps, gap=0.0)
    return made


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


def _relation(verdicts: dict[tuple[int, int], Comparison]) -> Relation:
    found = {verdict.relation for verdict in verdicts.values()}
    return next((relation for relation in _ORDER if relation in found), "agree")


def _positions(
    values: list[list[Member]], verdicts: dict[tuple[int, int], Comparison]
) -> tuple[tuple[Position, ...], int]:
    """The largest sets of compatible values, in order of the values, and how many more there are
    at least."""
    apart = [
        (str(i), str(j))
        for (i, j), verdict in verdicts.items()
        if verdict.relation in ("conflict", "different")
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
    verdicts: dict[tuple[int, int], Comparison],
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
    (i, j), verdict = max(of_kind, key=lambda item: item[1].gap)
    if relation != "conflict":
        return verdict.steps
    known = properties().get(what)
    rest = [group[0] for n, group in enumerate(values) if n not in (i, j)]
    innocent = explain(
        _stated(values[i][0]),
        _stated(values[j][0]),
        [_stated(member) for member in (*rest, *beside)],
        grows=bool(known and known.grows),
        additive=bool(known and known.additive),
    )
    return (*verdict.steps, *innocent)


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
