"""What a person concluded of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal[
    "conflict", "a-right", "b-right", "other-time", "other-scope", "definition", "rounding",
    "revision", "not-the-same", "misread", "later",
]  # fmt: skip
State = Literal["open", "decided", "reopened", "later"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of `sources/decisions.jsonl` (schemas/decision-1.schema.json)."""

    finding: str
    verdict: Verdict
    fingerprint: str  # of the evidence it rests on
    at: str  # ISO 8601, UTC, to the second
    by: str = ""
    note: str = ""
    question: str = ""  # in words, so that the file can be read without the report
    positions: tuple[str, ...] = ()  # the values decided on, as in the report: first A, then B
