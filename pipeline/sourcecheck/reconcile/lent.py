"""Whose a value is, where no word of its clause says so: the candidate that another text shares.

A claim that names nobody carries what its text is about, likeliest first (`Claim.topics`). A
reader of several texts takes the one that another text names, too, as that of which it states the
same property. Where none does, the claim stays without a subject: no guess keeps two claims apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcecheck.model.claim import Claim
from sourcecheck.reconcile.names import Entities


def lent(claims: Sequence[Claim], entities: Entities) -> dict[str, tuple[str, ...]]:
    """The entities of the claims that carry candidates, by claim id; () where no candidate is
    shared by another text."""
    candidates = {c.id: _resolved(c, c.topics, entities) for c in claims if c.topics}
    stated: dict[tuple[str, str, str], set[str]] = {}
    for claim in claims:
        own = candidates.get(claim.id)
        if own is None:
            own = _resolved(claim, (*claim.subjects, *claim.where), entities)
        for entity in own:
            stated.setdefault((claim.property, claim.kind, entity), set()).add(claim.source)
    return {
        claim.id: tuple(
            entity
            for entity in candidates[claim.id]
            if stated[claim.property, claim.kind, entity] - {claim.source}
        )[:1]
        for claim in claims
        if claim.id in candidates
    }


def _resolved(claim: Claim, names: tuple[str, ...], entities: Entities) -> tuple[str, ...]:
    """The entities of names, in their order, without repeats."""
    found = (entity for name in names for entity in entities.resolve(claim.source, (name,)))
    return tuple(dict.fromkeys(found))
