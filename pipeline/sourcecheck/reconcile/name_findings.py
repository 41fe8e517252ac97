"""Findings on names: those that the texts of one story write in more than one way.

Start here: claims of the kind "name" by entity → those of one story → spellings → a finding. Full
and short forms of one name, capitals, dots, hyphens, articles and legal forms are no other
spelling.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.finding import Comparison, Finding, Position, Relation, Step
from sourcecheck.reconcile.entities import Entities, fold, written
from sourcecheck.reconcile.finding import severity
from sourcecheck.reconcile.positions import positions
from sourcecheck.reconcile.variants import MOST_TEXTS, Texts

#: Property of the claims and findings on how a name is written.
PROPERTY = "name"
#: Steps of an explanation, at most: of a name in ten spellings nobody reads 45 comparisons.
_MOST_STEPS = 6
_QUOTED = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class _Written:
    """A claim of an entity: the spelling it attests; "" for a surname alone."""

    claim: Claim
    spelling: str


def findings(
    claims: pd.DataFrame, names: pd.DataFrame, who: Entities, most_texts: int = MOST_TEXTS
) -> tuple[list[Finding], tuple[tuple[str, int], ...]]:
    """A finding for each name that the texts of one story spell in more than one way; and names of
    which more than `most_texts` texts would have had to be looked at, with how many more.

    `claims` are the rows of a CLAIMS table whose kind is "name", `names` is the NAMES table of the
    same documents. *compatible*, but *conflict* where the names cannot both be one person's.
    """
    by_entity: dict[str, list[dict[str, object]]] = {}
    spellings: dict[str, set[str]] = {}
    ordered = claims.sort_values(["source", "start", "end", "id"])
    for source, subjects, record in zip(
        ordered["source"], ordered["subjects"], ordered["record"], strict=True
    ):
        (entity,) = who.resolve(source, subjects)
        by_entity.setdefault(entity, []).append(record)
        if _whole(subjects[0], entity, who):
            spellings.setdefault(entity, set()).add(written(subjects[0]))
    several = sorted(entity for entity, found in spellings.items() if len(found) > 1)
    if not several:
        return [], ()
    texts = Texts.of(names.assign(folded=names["name"].map(fold).astype("str")), most_texts)
    made = []
    for entity in several:
        held = [from_plain(Claim, record) for record in by_entity[entity]]
        if finding := _finding(entity, _of_one_story(entity, held, texts, who), who):
            made.append(finding)
    return made, tuple(sorted(texts.unread.items()))


def _whole(name: str, entity: str, who: Entities) -> bool:
    """Is it a full form of its entity, no surname or initials alone?"""
    folded = fold(name)
    return who.variants.of.get(folded, folded) == entity


def _of_one_story(
    entity: str, claims: Sequence[Claim], texts: Texts, who: Entities
) -> list[_Written]:
    """The claims of texts that share names with a text of another spelling.

    So a text on another matter that happens to use one of the names changes nothing.
    """
    held = [
        _Written(c, written(c.subjects[0]) if _whole(c.subjects[0], entity, who) else "")
        for c in claims
    ]
    by_spelling: dict[str, list[str]] = {}
    for item in held:
        if item.spelling:
            by_spelling.setdefault(item.spelling, []).append(item.claim.source)
    own = {name for name, target in who.variants.of.items() if target == entity} | {entity}
    others = {
        spelling: {s for key, found in by_spelling.items() if key != spelling for s in found}
        for spelling in {item.spelling for item in held}
    }
    told: dict[tuple[str, str], bool] = {}
    for item in held:
        key = item.claim.source, item.spelling
        if key not in told:
            far = others[item.spelling] - {item.claim.source}
            near = texts.first(far)
            told[key] = any(texts.alike(key[0], source, own) for source in near)
            if not told[key]:
                texts.note(entity, len(far))
    return [item for item in held if told[(item.claim.source, item.spelling)]]


def _finding(entity: str, held: Sequence[_Written], who: Entities) -> Finding | None:
    """The finding on one name, from the claims of one story; None if they spell it in one way."""
    forms = _forms(held)
    if len(forms) < 2:
        return None
    words = [set(spelling.split()) for spelling in forms]
    telling = set[str]().union(*words) - words[0].intersection(*words)
    shown = [item for item in held if telling & set(written(item.claim.text).split())]
    sources = {item.claim.source for item in shown if item.spelling}
    if len(sources) < 2:
        return None
    apart = _apart(entity, list(forms), who)
    relation: Relation = "conflict" if apart else "compatible"
    label = next(iter(forms.values()))
    verdicts = _verdicts(entity, forms, who, relation)
    gap = max(verdict.gap for verdict in verdicts)
    return Finding(
        id="f" + hashlib.blake2b(f"{PROPERTY}\x1f{entity}".encode(), digest_size=5).hexdigest(),
        question=f"How is {label} spelled?",
        kind="name",
        property=PROPERTY,
        subjects=(label,),
        relation=relation,
        severity=severity(relation, 0.0, [item.claim.modality for item in shown]),
        positions=_positions(shown, forms, apart),
        explanation=tuple(_as_written(v.steps[0], forms.values()) for v in verdicts[:_MOST_STEPS]),
        links=_links(entity, shown, label, who),
        fingerprint=_fingerprint(shown),
        gap=round(gap, 6),
    )


def _forms(held: Iterable[_Written]) -> dict[str, str]:
    """{spelling: its form, as most texts write it}, the spelling of most texts first."""
    used = {(item.spelling, item.claim.subjects[0], item.claim.source) for item in held}
    texts = Counter(spelling for spelling, _, _ in used if spelling)
    names = Counter((spelling, name) for spelling, name, _ in used)
    best: dict[str, str] = {}
    for spelling, name in sorted(names, key=lambda key: (-names[key], key)):
        best.setdefault(spelling, name)
    return {key: best[key] for key in sorted(texts, key=lambda key: (-texts[key], key))}


def _apart(entity: str, spellings: Sequence[str], who: Entities) -> list[tuple[str, str]]:
    """The spellings that are two names rather than two spellings of one."""
    conflicts = {
        frozenset((link.a, link.b))
        for link in who.variants.links.get(entity, ())
        if link.comparison.relation == "conflict"
    }
    return [
        (a, b)
        for n, a in enumerate(spellings)
        for b in spellings[n + 1 :]
        if frozenset((fold(a), fold(b))) in conflicts
    ]


def _verdicts(
    entity: str, forms: Mapping[str, str], who: Entities, relation: Relation
) -> list[Comparison]:
    """How the spellings differ, those that decide the relation; by accents if by nothing else."""
    known = {fold(spelling) for spelling in forms}
    links = [
        link.comparison
        for link in who.variants.links.get(entity, ())
        if link.comparison.relation == relation and {link.a, link.b} <= known
    ]
    if links:
        return links
    said = " and ".join(f"“{form}”" for form in forms.values())
    return [Comparison("compatible", (Step("spelled-apart", f"{said} are spelled in two ways"),))]


def _as_written(step: Step, forms: Iterable[str]) -> Step:
    """The step with the names it quotes as the texts write them, not as they were compared."""
    known = {fold(part): part for form in forms for part in (*form.split(), form)}

    def as_written(match: re.Match[str]) -> str:
        text = match[1]
        return f"“{known.get(text) or ' '.join(known.get(w, w) for w in text.split())}”"

    return replace(step, text=_QUOTED.sub(as_written, step.text))


def _positions(
    shown: Sequence[_Written], forms: Mapping[str, str], apart: Sequence[tuple[str, str]]
) -> tuple[Position, ...]:
    """The spellings that go together, with their claims, in order of the words."""
    made = []
    for group in positions(list(forms), apart, cap=len(forms)).sets:
        spelled = [spelling for spelling in forms if spelling in group]
        parts = {word for spelling in spelled for word in spelling.split()}
        held = [
            item.claim.id
            for item in shown
            if item.spelling in group
            or (not item.spelling and set(written(item.claim.text).split()) <= parts)
        ]
        value = " / ".join(forms[spelling] for spelling in spelled)
        made.append(Position(value, tuple(sorted(held))))
    return tuple(sorted(made, key=lambda p: (p.value.casefold(), p.value, p.claims)))


def _links(entity: str, shown: Sequence[_Written], label: str, who: Entities) -> tuple[Step, ...]:
    """Why the names are taken for one."""
    stated = {name for item in shown for name in item.claim.subjects}
    merged = [
        Step("name-merged", f"“{name}” is read as {label}: {reason}")
        for name, reason in who.reasons.get(entity, ())
        if name in stated and name != label
    ]
    said = "texts that write the name differently have other names in common"
    return (*merged[:_MOST_STEPS], Step("one-story", said))


def _fingerprint(shown: Sequence[_Written]) -> str:
    """A digest of the evidence: which forms stand for which spelling."""
    evidence = sorted({f"{item.claim.span.quote}\x1f{item.spelling}" for item in shown})
    return hashlib.blake2b("\x1e".join(evidence).encode(), digest_size=16).hexdigest()
