"""Reconciliation of a whole dossier: claims in, findings out. Start here for the stage.

names → work table → block → match → group → finding; each step is one module. Beside it
`arithmetic` looks at the figures of each document alone.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Finding, Step
from sourcecheck.reconcile import block, group, match
from sourcecheck.reconcile.arithmetic import build as arithmetic
from sourcecheck.reconcile.finding import Member, finding, property_of
from sourcecheck.reconcile.frame import left_alone, work
from sourcecheck.reconcile.names import Entities, cast, entities
from sourcecheck.reconcile.parts import MOST_PARTS
from sourcecheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The findings, by id, and what was left out of comparison and why."""

    findings: tuple[Finding, ...]
    left_alone: tuple[dict[str, Any], ...]  # attached claims compared with nothing: reason, claims
    caps: tuple[dict[str, Any], ...]  # each cap that bit: {"cap", "text", "limit", "left_out"}


def reconcile(
    claims: pd.DataFrame,
    names: pd.DataFrame,
    published: Mapping[str, Date | None],
    settings: Settings,
) -> Reconciled:
    """The findings of a dossier.

    `claims` and `names` are CLAIMS and NAMES tables (sourcecheck.tables); `published` gives the
    declared date of each source id, or None.
    """
    who = entities(names)
    table = work(claims, who, names)
    blocks = block.candidates(table, settings.limits_block_claims)
    scored = match.score(blocks.pairs, table, cast(names, who, published))
    caps = [
        _cap("claims-of-a-block", key, settings.limits_block_claims, count)
        for key, count in blocks.cut
    ]
    beside = table.groupby(["family", "property", "source"]).indices
    found: list[Finding] = []
    for rows, links in group.groups(scored, table):
        members = _members(table, rows, published)
        best = scored.loc[links].sort_values(["score", "a", "b"], ascending=[False, True, True])
        made, left_out = finding(
            members,
            (*match.why(best.iloc[0]), *_merges(members, who)),
            who.label,
            settings.limits_question_values,
            functools.partial(_beside, table, beside, rows, published),
        )
        if left_out:
            cap = settings.limits_question_values
            caps.append(_cap("values-of-a-question", made.question, cap, left_out))
        found.append(made)
    found.extend(arithmetic.findings(claims, who))
    return Reconciled(_distinct_ids(found), _left_alone(claims), tuple(caps))


def _left_alone(claims: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    """How many attached claims were compared with nothing, by reason."""
    attached = claims.loc[claims["property"] != "", "record"]
    reasons = Counter(left_alone(from_plain(Claim, record)) for record in attached)
    reasons.pop("", None)
    return tuple({"reason": reason, "claims": reasons[reason]} for reason in sorted(reasons))


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


def _members(
    table: pd.DataFrame, rows: Sequence[int], published: Mapping[str, Date | None]
) -> list[Member]:
    """The claims in these rows of the WORK table."""
    chosen = table.iloc[list(rows)]
    return [
        Member(claim, named, places, published.get(claim.source))
        for claim, named, places in zip(
            chosen["claim"], chosen["entities"], chosen["places"], strict=True
        )
    ]


def _beside(
    table: pd.DataFrame,
    beside: Mapping[Any, Any],
    rows: Sequence[int],
    published: Mapping[str, Date | None],
) -> list[Member]:
    """The other claims on the property that the sources of these rows make, in order of ids."""
    chosen = table.iloc[list(rows)]
    family, what = str(chosen["family"].iloc[0]), property_of(list(chosen["property"]))
    taken = set(rows)
    others = [
        int(row)
        for source in sorted(set(chosen["source"]))
        for row in beside.get((family, what, source), ())
        if int(row) not in taken
    ]
    return _members(table, sorted(others)[:MOST_PARTS], published)


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
