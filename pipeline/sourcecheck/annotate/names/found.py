"""A name while it is being worked on, and how competing finds are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcecheck.model.mention import Mention
from sourcecheck.model.name import Attribute, Name, NameKind
from sourcecheck.model.span import Span
from sourcecheck.normalise import name as names


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Characters `[start, end)` that name or stand for `entities`."""

    start: int
    end: int
    kind: NameKind
    text: str  # the characters
    entities: tuple[str, ...] = ()  # () until canonical forms are known
    how: str = "ner"

    @property
    def normal(self) -> str:
        """The normal form of the characters."""
        return names.normal(self.text)

    def mention(self) -> Mention:
        """The mention this find becomes."""
        name = Name(self.normal, self.kind, self.entities or (self.normal,), self.how)
        return Mention(Span(self.start, self.end, self.text), "name", name=name)


@dataclass(frozen=True, slots=True, order=True)
class Title:
    """A title, role or age as written, and the person (an index of characters) it is said of."""

    start: int
    end: int
    text: str
    person: int  # where the person's name begins
    property: str = "title"
    head: str = ""  # lemma of its head word: "president"
    rule: str = ""

    def mention(self, of: str) -> Mention:
        """The mention it becomes, said of the person `of`."""
        attribute = Attribute(self.property, self.text, of, self.rule)
        return Mention(Span(self.start, self.end, self.text), "attribute", attribute=attribute)


def free_of(taken: Iterable[Found], candidates: Iterable[Found]) -> list[Found]:
    """`taken`, and those of `candidates` that overlap none of them, in order."""
    kept = sorted(taken)
    result: list[Found] = []
    index = 0
    for candidate in sorted(candidates):
        while index < len(kept) and kept[index].end <= candidate.start:
            index += 1
        if index < len(kept) and kept[index].start < candidate.end:
            continue
        if result and result[-1].end > candidate.start:
            continue
        result.append(candidate)
    return sorted([*kept, *result])
