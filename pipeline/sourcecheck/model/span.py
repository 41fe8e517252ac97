"""A stretch of a source's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Python character offsets `[start, end)` into a source's text, and the text there.

    Invariant: `source.text[start:end] == quote`.
    """

    start: int
    end: int
    quote: str

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end
