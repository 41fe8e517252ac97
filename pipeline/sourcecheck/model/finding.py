"""A question with its claims, how they relate, and why; and the result of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Relation = Literal["agree", "compatible", "conflict", "different", "unknown"]
Severity = Literal["high", "medium", "low", "none"]

#: The kind of a finding on figures that one document ties together and that cannot all hold: its
#: first position is what is stated, its second what follows from the rest.
ARITHMETIC = "arithmetic"
#: The kind of a finding on claims of one document that answer one question with values that exclude
#: each other, in one voice or in two.
WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: a rule, what it worked on, its arithmetic in words."""

    rule: str  # id, explained in docs/findings.md
    text: str
    inputs: tuple[tuple[str, Any], ...] = ()  # named, JSON-able: figures, claim ids, ratios


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two values gives: the relation and the steps that decided it."""

    relation: Relation
    steps: tuple[Step, ...]
    gap: float = 0.0  # relative distance of the values, 0 to 1; days/3653 capped at 1 for dates


@dataclass(frozen=True, slots=True)
class Position:
    """A largest set of mutually compatible claims of a finding, and their value in words.

    In a finding of arithmetic the claims of the second position are what the calculation starts
    from, and its value is the calculation.
    """

    value: str
    claims: tuple[str, ...]  # claim ids, sorted


@dataclass(frozen=True, slots=True)
class Finding:
    """One question, the claims that answer it, and how the answers relate.

    `kind` is that of the claims, or ARITHMETIC or WITHIN; of these one source is enough, and in
    findings of arithmetic all claims of a source stand together.

    A claim may stand in several positions; two claims disagree exactly when no position holds
    both. `id` derives from the question, `fingerprint` from the evidence (quotes and values, not
    offsets or paths), so that a decision outlives a re-run and reopens when the evidence changes.
    """

    id: str
    question: str
    kind: str
    property: str
    subjects: tuple[str, ...]
    relation: Relation
    severity: Severity
    positions: tuple[Position, ...]
    explanation: tuple[Step, ...]
    links: tuple[Step, ...]  # why the claims answer one question: the evidence, with weights
    fingerprint: str
    gap: float = 0.0
    #: Probability that the finding is what it says: its claims answer one question, and relate so.
    #: None where it follows from rules alone (arithmetic, one text, spellings).
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The report as data (schemas/report-1.schema.json) with the texts it quotes.

    `texts` maps source ids to the text that all offsets refer to; the page is rendered from it.
    """

    data: Mapping[str, Any]
    texts: Mapping[str, str]

    @property
    def findings(self) -> tuple[Mapping[str, Any], ...]:
        """All findings, strongest first."""
        return tuple(self.data["findings"])

    @property
    def conflicts(self) -> tuple[Mapping[str, Any], ...]:
        """The findings whose relation is conflict, strongest first."""
        return tuple(f for f in self.findings if f["relation"] == "conflict")

    @property
    def open_conflicts(self) -> tuple[Mapping[str, Any], ...]:
        """The conflicts that nobody has decided, or that were reopened."""
        return tuple(f for f in self.conflicts if f["state"] != "decided")
