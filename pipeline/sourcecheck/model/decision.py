"""What a person concluded of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: "a-right" and "b-right" stand only in lines of former versions, which named a position by its
#: letter; "right" names it by its value and passages.
Verdict = Literal[
    "right", "conflict", "other-time", "other-scope", "definition", "rounding", "revision",
    "not-the-same", "misread", "later", "a-right", "b-right",
]  # fmt: skip
State = Literal["open", "decided", "reopened", "later"]

#: Verdicts of former versions that name a position by its place.
FORMER_PLACES: dict[Verdict, int] = {"a-right": 0, "b-right": 1}


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A passage that a decision rests on: the words of a claim, and the source they stand in."""

    source: str
    quote: str


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
    positions: tuple[str, ...] = ()  # the values that stood then, in the order of the report
    value: str = ""  # of the position that holds; "" unless the verdict is "right"
    passages: tuple[Evidence, ...] = ()  # of that position
    others: tuple[Evidence, ...] = ()  # the other passages that stood then

    @property
    def names_a_position(self) -> bool:
        """Does it say that one position holds?"""
        return self.verdict == "right" or self.verdict in FORMER_PLACES

    @property
    def chosen(self) -> str:
        """The value that it says holds; "" where it names none, or an old line does not tell."""
        place = FORMER_PLACES.get(self.verdict)
        if place is None:
            return self.value
        return self.positions[place] if place < len(self.positions) else ""
