"""What the page counts: findings by relation, the sure apart from the possible, and by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcecheck.report.build import RELATIONS
from sourcecheck.review import confidence

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """The findings of one relation, in words of a summary."""

    relation: str
    sure: int
    possible: int

    @property
    def noun(self) -> str:
        """What the sure ones are called: "conflicts", "unknown"."""
        return "conflicts" if self.relation == "conflict" and self.sure != 1 else self.relation

    @property
    def others(self) -> str:
        """The possible ones: "5 more possible"; "" for none."""
        if not self.possible:
            return ""
        return f"{self.possible} {'more ' if self.sure else ''}possible"


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of all findings that the page lists, and what it leaves out as too little sure."""

    relations: tuple[Count, ...]
    states: Mapping[str, int]
    shown: int
    left_out: int
    least: str  # the confidence asked for, in percent; "" where every finding is listed


def listed(report: Plain) -> list[Plain]:
    """The findings sure enough to be listed, in the order of the report."""
    least = confidence.least(report)
    return [f for f in report["findings"] if confidence.reaches(f["confidence"], least)]


def tally(report: Plain) -> Tally:
    """What the page's summary says of the findings of a report."""
    found, least = listed(report), confidence.least(report)
    return Tally(
        relations=tuple(_count(relation, found) for relation in RELATIONS),
        states=Counter(finding["state"] for finding in found),
        shown=len(found),
        left_out=len(report["findings"]) - len(found),
        least=confidence.bound(least) if least else "",
    )


def _count(relation: str, found: Sequence[Plain]) -> Count:
    sure = [confidence.sure(f["confidence"]) for f in found if f["relation"] == relation]
    return Count(relation, sum(sure), len(sure) - sum(sure))
