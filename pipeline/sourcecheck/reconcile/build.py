"""Reconciliation of a whole dossier: claims in, findings out. Start here for the stage.

names → work table → block → match → group → finding; each step is one module.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from sourcecheck.model.date import Date
from sourcecheck.model.finding import Finding
from sourcecheck.reconcile import block, group, match
from sourcecheck.reconcile.finding import Member, finding
from sourcecheck.reconcile.frame import work
from sourcecheck.reconcile.names import Entities, cast, entities
from sourcecheck.settings import Settings

#: Most other claims on a property that are tried as parts of a sum (reconcile.parts).
_MAX_BESIDE = 30


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
    scored = match.score(blocks.pairs, table, cast(names, who, published))
    caps = [_cap("claims-of-a-block", key, block.MAX_BLOCK, count) for key, count in blocks.cut]
    same_property = table.groupby(["family", "property"]).indices
    found: list[Finding] = []
    compared: set[str] = set()
    for rows, links in group.groups(scored, table):
        members = _members(table, rows, published)
        best = scored.loc[links].sort_values(["score", "a", "b"], ascending=[False, True, True])
        made, left_out = finding(
            members,
            match.why(best.iloc[0]),
            who.label,
            settings.limits_block_values,
            functools.partial(_beside, table, same_property, rows, published),
        )
        if left_out:
            cap = settings.limits_block_values
            caps.append(_cap("values-of-a-question", made.question, cap, left_out))
        found.append(made)
        compared.update(member.claim.id for member in members)
    return Reconciled(_distinct_ids(found), who, frozenset(compared), tuple(caps))


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
    same_property: Mapping[Any, Any],
    rows: Sequence[int],
    published: Mapping[str, Date | None],
) -> list[Member]:
    """The other claims on the property that the sources of these rows make, in order of ids."""
    first = table.iloc[rows[0]]
    sources = set(table["source"].iloc[list(rows)])
    others = [
        int(row)
        for row in same_property[(first["family"], first["property"])]
        if row not in rows and table["source"].iloc[row] in sources
    ]
    return _members(table, others[:_MAX_BESIDE], published)


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
