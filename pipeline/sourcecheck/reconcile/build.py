"""Reconciliation of a whole dossier: claims in, findings out. Start here for the stage.

names → work table → block → match → group → finding; each step is one module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from sourcecheck.model.date import Date
from sourcecheck.model.finding import Finding
from sourcecheck.reconcile import block, group, match
from sourcecheck.reconcile.finding import Member, finding
from sourcecheck.reconcile.frame import work
from sourcecheck.reconcile.names import Entities, entities
from sourcecheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The findings, by id, and what was left out of comparison and why."""

    findings: tuple[Finding, ...]
    names: Entities
    compared: frozenset[str]  # ids of the claims that stand in a finding
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
    table = work(claims, who)
    blocks = block.candidates(table)
    scored = match.score(blocks.pairs, table)
    caps = [_cap("claims-of-a-block", key, block.MAX_BLOCK, count) for key, count in blocks.cut]
    found: list[Finding] = []
    compared: set[str] = set()
    for rows, links in group.groups(scored, table):
        chosen = table.iloc[rows]
        members = [
            Member(claim, named, published.get(claim.source))
            for claim, named in zip(chosen["claim"], chosen["entities"], strict=True)
        ]
        best = scored.loc[links].sort_values(["score", "a", "b"], ascending=[False, True, True])
        made, left_out = finding(
            members, match.why(best.iloc[0]), who.label, settings.limits_block_values
        )
        if left_out:
            cap = settings.limits_block_values
            caps.append(_cap("values-of-a-question", made.question, cap, left_out))
        found.append(made)
        compared.update(member.claim.id for member in members)
    return Reconciled(_distinct_ids(found), who, frozenset(compared), tuple(caps))


def _cap(cap: str, text: str, limit: int, left_out: int) -> dict[str, Any]:
    return {"cap": cap, "text": text, "limit": limit, "left_out": left_out}


def _distinct_ids(found: list[Finding]) -> tuple[Finding, ...]:
    """Findings by id; those that share a question are told apart by their evidence."""
    by_id: dict[str, list[Finding]] = {}
    for item in found:
        by_id.setdefault(item.id, []).append(item)
    made = []
    for id, same in by_id.items():
        for position, item in enumerate(sorted(same, key=lambda f: f.fingerprint)):
            suffix = hashlib.blake2b(item.fingerprint.encode(), digest_size=2).hexdigest()
            made.append(item if position == 0 else replace(item, id=f"{id}-{suffix}"))
    return tuple(sorted(made, key=lambda f: f.id))
