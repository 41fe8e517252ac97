"""What one mention states: property of subjects, value, when, where, by whom, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcecheck.model.date import Date
from sourcecheck.model.mention import Modality, Span
from sourcecheck.model.quantity import Quantity

ClaimKind = Literal[
    "quantity", "money", "percent", "count", "ordinal", "duration", "date", "attribute", "name"
]

#: What a mention is in its text: a statement, one in a labelled field of a reference page, part of
#: the name of an item, a number that only names something, the date on which a text was put out.
Role = Literal["statement", "field", "item-name", "serial", "publication", "time-of-a-figure"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one source.

    Exactly one of `quantity`, `date` and `text` holds the value (`text` for attributes and names).
    `property` is an id of `resources/properties/` ("border_length", "visit") or, for what
    the vocabulary does not know, "open:" and the head lemma ("open:expert"); "" when the claim
    could not be attached to anything: it is kept and counted.
    """

    id: str
    source: str
    span: Span
    kind: ClaimKind
    property: str = ""
    subjects: tuple[str, ...] = ()  # canonical names within the document, sorted
    quantity: Quantity | None = None
    date: Date | None = None
    text: str = ""
    when: Date | None = None  # the time for which it is stated, where that is not the value
    where: tuple[str, ...] = ()
    speaker: str = ""  # "" is the source itself
    modality: Modality = "asserted"
    sentence: Span | None = None
    measured: tuple[str, ...] = ()  # lemmas that narrow the property; an open one's head first
    context: tuple[str, ...] = ()  # other content lemmas of the sentence, sorted, no repeats
    rules: tuple[str, ...] = ()  # how property, subjects and time were found, for people
    predicate: tuple[str, ...] = ()  # lemmas of its clause's verb and nouns, sorted
    around: tuple[str, ...] = ()  # places that its sentence names, sorted
    lead: bool = False  # does it stand in the headline or first sentences of its text?
    beside: tuple[int, ...] = ()  # where dates of its sentence begin that do not date it
    topics: tuple[str, ...] = ()  # where no name of its clause is whose it is: candidates, in order
    asks: str = ""  # the question that its clause answers, in its words, without the mark
    role: Role = "statement"
    heads: tuple[Span, ...] = ()  # of a cell of a table: what says what it is of, nearest first
