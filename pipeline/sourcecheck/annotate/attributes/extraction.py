"""An attribute as it is read from a text, and the words around figures that say what they are."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.names.found import Named, verb_of
from sourcecheck.model.mention import Mention, Span
from sourcecheck.model.name import Attribute

#: Characters around the figures in which their words stand.
NEAR = 60
_NEXT_WORD = re.compile(r"\s+([\w-]+(?:\s[\w-]+)?)")


@dataclass(frozen=True, slots=True, order=True)
class Extracted:
    """Characters `[start, end)`: the `property` of the names `of` and its canonical `value`."""

    start: int
    end: int
    text: str  # the characters
    property: str
    value: str
    of: tuple[str, ...]  # canonical names within the document, at least one
    rule: str
    measured: tuple[str, ...] = ()
    head: str = ""  # of a title, the lemma of its head word: "president"

    def mention(self) -> Mention:
        """The mention it becomes."""
        first, *others = self.of
        attribute = Attribute(
            self.property, self.value, first, self.rule, tuple(others), self.measured
        )
        return Mention(Span(self.start, self.end, self.text), "attribute", attribute=attribute)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures joined by dashes ("20-1"), or those of a tally, in their sentence."""

    named: Named
    start: int
    end: int
    sentence: tuple[int, int]

    @property
    def quote(self) -> str:
        """The figures as written."""
        return self.named.view.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The characters before, in the sentence."""
        return self.named.view.text[max(self.sentence[0], self.start - NEAR) : self.start]

    @property
    def behind(self) -> str:
        """The characters behind, in the sentence."""
        return self.named.view.text[self.end : min(self.sentence[1], self.end + NEAR)]

    @property
    def verb(self) -> Token | None:
        """The verb over them, or the nearest one before."""
        return verb_of(self.named.view, self.start, self.sentence[0])

    def says(
        self,
        property: str,
        value: str,
        of: tuple[str, ...],
        rule: str,
        measured: tuple[str, ...] = (),
    ) -> Extracted | None:
        """What the figures say; None where they have no such value, or are of nobody named."""
        if not value or not of:
            return None
        return Extracted(self.start, self.end, self.quote, property, value, of, rule, measured)

    def followed_by(self, kind: str, words: str) -> str:
        """The words of the list that stand right behind, with the space before; "" for none."""
        found = _NEXT_WORD.match(self.behind)
        if found is None:
            return ""
        both = found.group(1).lower()
        known = listed(kind, words)
        if both in known:
            return found.group()
        first = both.split()[0]
        whole = found.group()
        return whole[: whole.lower().index(first) + len(first)] if first in known else ""


@functools.cache
def listed(kind: str, words: str) -> frozenset[str]:
    """A list of `resources/records.toml`."""
    return frozenset(resources.load("records")[kind][words])


@functools.cache
def ends_with(kind: str, words: str) -> re.Pattern[str]:
    """Matches a text that ends with one of the words, with an article behind or none."""
    return re.compile(rf"\b(?:{_choice(kind, words)})\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)


@functools.cache
def begins_with(kind: str, words: str) -> re.Pattern[str]:
    """Matches a text that begins with white space and one of the words, up to the next word."""
    return re.compile(rf"\s+(?:{_choice(kind, words)})(?!\w)\s*", re.IGNORECASE)


def _choice(kind: str, words: str) -> str:
    longest_first = sorted(listed(kind, words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
