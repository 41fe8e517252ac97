"""The limits of a report: what was not read, not attached, not compared, with denominators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import ARITHMETIC, Finding
from sourcecheck.model.source import Refusal, Source

Plain = dict[str, Any]


def not_read(refusals: Iterable[Refusal], failures: Iterable[Refusal]) -> list[Plain]:
    """Files left out, by path: those not read, and those read whose claims were not found."""
    staged = [("read", r) for r in refusals] + [("process", f) for f in failures]
    return [
        {"path": refusal.path, "stage": stage, "reason": refusal.reason}
        for stage, refusal in sorted(staged, key=lambda s: (s[1].path, s[0], s[1].reason))
    ]


def read(sources: Sequence[Source]) -> Plain:
    """How much was read."""
    return {
        "sources": len(sources),
        "characters": sum(len(source.text) for source in sources),
        "words": sum(words(source.text) for source in sources),
    }


def words(text: str) -> int:
    """Stretches between white space."""
    return len(text.split())


def coverage(claims: Sequence[Claim], findings: Iterable[Finding]) -> Plain:
    """The parts of `limits` that are counted from claims and findings.

    `coverage` a kind of value, `not_attached` and the number of `not_compared`: a claim is
    attached when it has a property, compared when it stands in a finding with another that answers
    its question; the arithmetic of one document compares nothing. Names do not count.
    """
    compared = {
        id
        for finding in findings
        if finding.kind != ARITHMETIC
        for position in finding.positions
        for id in position.claims
    }
    by_kind = {"figures": _Count(), "dates": _Count(), "attributes": _Count()}
    total = _Count()
    for claim in claims:
        if claim.kind == "name":  # only names spelled in several ways are in the report at all
            continue
        for count in (by_kind[_kind(claim)], total):
            count.add(bool(claim.property), claim.id in compared)
    return {
        "coverage": {kind: count.plain() for kind, count in by_kind.items()},
        "not_attached": {"claims": total.found - total.attached},
        "not_compared": {"claims": total.left_alone},
    }


def reasons(not_compared: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """What reconcile says of claims that it did not compare: `reason` and number of `claims`."""
    return [{"reason": item["reason"], "claims": item["claims"]} for item in not_compared]


def caps(reached: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """Receipts of the bounds that were reached: `cap`, `text`, `limit`, `left_out`."""
    return [{key: item[key] for key in ("cap", "text", "limit", "left_out")} for item in reached]


def _kind(claim: Claim) -> str:
    if claim.kind == "date":
        return "dates"
    return "attributes" if claim.kind == "attribute" else "figures"


class _Count:
    """How many claims were found, attached and compared."""

    def __init__(self) -> None:
        self.found = self.attached = self.compared = self.left_alone = 0

    def add(self, attached: bool, compared: bool) -> None:
        self.found += 1
        self.attached += attached
        self.compared += compared
        self.left_alone += attached and not compared

    def plain(self) -> Plain:
        return {
            "found": self.found,
            "attached": self.attached,
            "compared": self.compared,
            "attached_share": _share(self.attached, self.found),
            "compared_share": _share(self.compared, self.found),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
