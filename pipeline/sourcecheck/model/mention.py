"""A stretch of a source's text; and a mention: one that is something, with its value.

It is a figure, a date, a name, an attribute or a statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcecheck.model.date import Date, Recurrence
from sourcecheck.model.name import Attribute, Name
from sourcecheck.model.quantity import Quantity


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


Modality = Literal["asserted", "planned", "estimated", "denied", "hypothetical"]

#: Kinds of mention; the first three rows are those of the extraction benchmark's gold format.
MentionKind = Literal[
    "quantity", "money", "percent", "count", "ordinal", "duration",
    "date", "date_range", "datetime", "datetime_range", "time", "time_range", "set", "date_ref",
    "name", "attribute", "statement",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what the span says, and how firmly."""

    speaker: str = ""  # as named by the text; "" is the source itself
    modality: Modality = "asserted"
    cue: str = ""  # the words that show it: "said", "is expected to"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention; exactly one of the value fields is set, the one its kind calls for.

    A duration ("three days") is a Quantity of dimension "time".
    """

    span: Span
    kind: MentionKind
    quantity: Quantity | None = None
    date: Date | None = None
    recurrence: Recurrence | None = None
    name: Name | None = None
    attribute: Attribute | None = None
    statement: Statement | None = None
