"""The findings of arithmetic of a dossier, from what `checks` says of each document alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.finding import ARITHMETIC, Finding, Position, Step
from sourcecheck.reconcile.finding import severity
from sourcecheck.reconcile.names import Entities

Row = Mapping[Hashable, Any]


def findings(checks: pd.DataFrame, claims: Mapping[str, Claim], who: Entities) -> list[Finding]:
    """A finding for each check of a CHECKS table; the same words in several documents are one.

    `claims` are the records of the dossier by id: a check on others is left out. Relation is
    always *conflict*; the first position is what is stated, the second what follows.
    """
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in checks.sort_values("source", kind="stable").to_dict("records"):
        if all(id in claims for id in (*row["stated"], *row["given"])):
            alike.setdefault((row["id"], row["fingerprint"]), []).append(row)
    return [_finding(same, claims, who) for same in alike.values()]


def _finding(same: Sequence[Row], claims: Mapping[str, Claim], who: Entities) -> Finding:
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
