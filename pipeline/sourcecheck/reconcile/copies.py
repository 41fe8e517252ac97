"""Sentences that documents have in common: what they state there, they do not state twice over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.normalise.sentence import sentence_key


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
