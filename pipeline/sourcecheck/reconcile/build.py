"""Reconciliation of a whole dossier: claims in, findings out. Start here for the stage.

entities → work table → block → match → group → finding; each step is one module. Beside it
`one_document` looks at what one states twice, and appends what stage `checks` found in one alone.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Finding, Step
from sourcecheck.reconcile import block, group, match, name_findings, one_document
from sourcecheck.reconcile.entities import Entities, entities, entity_sets, leading
from sourcecheck.reconcile.finding import Members, finding
from sourcecheck.reconcile.match import reasons
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.positions import Member
from sourcecheck.reconcile.variants import MOST_OF_A_KEY, MOST_TEXTS
from sourcecheck.reconcile.work import compared, left_alone, revived, with_cue
from sourcecheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The findings, by id, and what was left out of comparison and why."""

    findings: tuple[Finding, ...]
    left_alone: tuple[dict[str, Any], ...]  # attached claims compared with nothing: reason, claims
    caps: tuple[dict[str, Any], ...]  # each cap that bit: {"cap", "text", "limit", "left_out"}

    def reported(self, claims: pd.DataFrame) -> pd.DataFrame:
        """The CLAIMS table without the names that every text writes alike."""
        shown = {id for made in self.findings for p in made.positions for id in p.claims}
        return claims[(claims["kind"] != "name") | claims["id"].isin(shown)]


def reconcile(
    claims: pd.DataFrame,
    names: pd.DataFrame,
    published: Mapping[str, Date | None],
    settings: Settings,
    checks: pd.DataFrame | None = None,
    statements: pd.DataFrame | None = None,
) -> Reconciled:
    """The findings of a dossier.

    `claims` and `names` are CLAIMS and NAMES tables (sourcecheck.tables); `published` gives the
    declared date of each source id, or None. `checks` and `statements` are the tables of stage
    `checks`, of which each document is looked at alone; without them none is.
    """
    who = entities(names)
    is_name = claims["kind"] == "name"
    spellings, claims = claims[is_name], claims[~is_name]
    every = revived(claims)
    table = compared(every, who, names, claims)
    named, leaders = (f(names, who, published) for f in (entity_sets, leading))
    columns = Table(table, named, published, leaders)
    near, related = (functools.partial(f, columns) for f in (match.near, match.related))
    blocks = block.candidates(table, settings.limits_block_claims, near, related)
    scored = match.score(blocks.pairs, columns, settings.matching_weights)
    vectors = columns.vectors is not None
    del columns, near, related
    caps = [
        _cap("claims-of-a-block", key, settings.limits_block_claims, count)
        for key, count in blocks.cut
    ]
    members = Members(table, published)
    found, reached = _between(scored, table, members, who, settings, vectors)
    caps += reached
    if statements is not None:
        twice, cut = one_document.contradictions(table, statements, members, who.label, found)
        found.extend(twice)
        caps += [_cap(name, text, limit, count) for text, (name, limit, count) in cut]
    if checks is not None:
        found.extend(one_document.checked(checks, {claim.id: claim for claim in every}, who))
    names_found, unread = name_findings.findings(spellings, names, who)
    found.extend(names_found)
    caps += [_cap("names-of-a-key", key, MOST_OF_A_KEY, n) for key, n in who.variants.cut]
    caps += [_cap("texts-of-a-name", n, MOST_TEXTS, k) for n, k in (*who.variants.unread, *unread)]
    return Reconciled(
        _distinct_ids(found), _left_alone(every, with_cue(claims, "of_release")), tuple(caps)
    )


def _between(
    scored: pd.DataFrame,
    table: pd.DataFrame,
    every: Members,
    who: Entities,
    settings: Settings,
    vectors: bool,
) -> tuple[list[Finding], list[dict[str, Any]]]:
    """The findings between documents, and the caps that were reached."""
    found: list[Finding] = []
    caps: list[dict[str, Any]] = []
    grouped = group.groups(scored, table)
    weighed = {name: scored[name].to_numpy() for name in ("a", "b", "fits", "score")}
    why_linked = _reasons(_best(scored, grouped), every, vectors, settings.matching_weights)
    for (rows, links), why in zip(grouped, why_linked, strict=True):
        members = every.of(rows)
        made, cuts = finding(
            members,
            (*why, *_merges(members, who)),
            who.label,
            settings.limits_question_values,
            functools.partial(every.beside, rows),
            _confidence(weighed, links),
        )
        caps += [_cap(name, made.question, limit, count) for name, limit, count in cuts]
        found.append(made)
    return found, caps


def _best(
    scored: pd.DataFrame, grouped: Sequence[tuple[list[int], list[int]]]
) -> list[dict[str, Any]]:
    """Of each question the pair with the highest score, ties by the ids of its claims."""
    order = np.lexsort((scored["b"], scored["a"], -scored["score"]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    best = [links[int(rank[links].argmin())] for _, links in grouped]
    columns = {name: scored[name].to_numpy()[best].tolist() for name in scored.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _confidence(scored: Mapping[str, NDArray[Any]], links: Sequence[int]) -> dict[str, float]:
    """How likely a question's claims answer one question and relate so, by relation.

    A conflict is as likely as its likeliest pair of values that exclude each other (of any pair,
    where all fit by what rounding allows and only the values as stated do not); where values fit,
    every claim must belong: the mean, over the claims, of the likeliest pair of each.
    """
    a, b, fits, score = (scored[name][links] for name in ("a", "b", "fits", "score"))
    likely = 1 / (1 + np.exp(-score))
    conflict = float((likely if fits.all() else likely[~fits]).max(initial=0.0))
    agree = conflict
    if fits.any():
        rows = np.concatenate([a[fits], b[fits]])
        order = np.argsort(rows, kind="stable")
        first = np.flatnonzero(np.diff(rows[order], prepend=-1))
        agree = float(np.maximum.reduceat(np.tile(likely[fits], 2)[order], first).mean())
    return {"conflict": conflict, "agree": agree, "either": max(conflict, agree)}


def _left_alone(claims: Sequence[Claim], release: frozenset[str]) -> tuple[dict[str, Any], ...]:
    """How many attached claims were compared with nothing, by reason."""
    reasons = Counter(
        left_alone(claim, of_release=claim.id in release) for claim in claims if claim.property
    )
    reasons.pop("", None)
    return tuple({"reason": reason, "claims": reasons[reason]} for reason in sorted(reasons))


def _reasons(
    pairs: Sequence[Mapping[str, Any]], members: Members, vectors: bool, weights: str
) -> list[tuple[Step, ...]]:
    """Why each pair is taken to answer one question: the evidence, and what its words have to do
    with each other."""
    weighed = reasons.evidence(pairs, vectors, weights)
    claims = ([m.claim for m in members.of([pair["a"], pair["b"]])] for pair in pairs)
    return [
        (*why, *reasons.related_words(a, b)) for why, (a, b) in zip(weighed, claims, strict=True)
    ]


def _merges(members: Sequence[Member], who: Entities) -> list[Step]:
    """Which short forms of names were read as the subjects, and why."""
    subjects = sorted({entity for member in members for entity in member.entities})
    stated = {name for member in members for name in member.claim.subjects}
    return [
        Step("name-merged", f"“{name}” is read as {who.label.get(entity, entity)}: {reason}")
        for entity in subjects
        for name, reason in who.reasons.get(entity, ())
        if name in stated
    ]


def _cap(cap: str, text: str, limit: int, left_out: int) -> dict[str, Any]:
    return {"cap": cap, "text": text, "limit": limit, "left_out": left_out}


def _distinct_ids(found: list[Finding]) -> tuple[Finding, ...]:
    """Findings by id; those that share a question are told apart by their evidence."""
    by_id: dict[str, list[Finding]] = {}
    for item in found:
        by_id.setdefault(item.id, []).append(item)
    made: dict[str, Finding] = {}
    for id, same in sorted(by_id.items()):
        for item in sorted(same, key=_evidence_order):
            name, evidence = id, item.fingerprint
            while name in made:
                evidence = hashlib.blake2b(evidence.encode(), digest_size=16).hexdigest()
                name = f"{id}-{evidence[:4]}"
            made[name] = replace(item, id=name)
    return tuple(made[name] for name in sorted(made))


def _evidence_order(item: Finding) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Sort key of findings that share a question: their evidence, then their claims."""
    return item.fingerprint, tuple(position.claims for position in item.positions)
