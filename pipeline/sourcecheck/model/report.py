"""The result of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
