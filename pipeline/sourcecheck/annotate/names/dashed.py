"""Figures joined by dashes ("20-1"), in their sentence, with the words that say what they are."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.names.said import Named, Said, verb_of

#: Characters around the figures in which their words stand.
NEAR = 60
_NEXT_WORD = re.compile(r"\s+([\w-]+(?:\s[\w-]+)?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Figures in their sentence."""

    named: Named
    start: int
    end: int
    sentence: tuple[int, int]

    @property
    def quote(self) -> str:
        """The figures as written."""
        return self.named.layout.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The characters before, in the sentence."""
        return self.named.layout.text[max(self.sentence[0], self.start - NEAR) : self.start]

    @property
    def behind(self) -> str:
        """The characters behind, in the sentence."""
        return self.named.layout.text[self.end : min(self.sentence[1], self.end + NEAR)]

    @property
    def verb(self) -> Token | None:
        """The verb over them, or the nearest one before."""
        return verb_of(self.named.layout, self.start, self.sentence[0])


def made(
    place: Place,
    property: str,
    value: str,
    of: tuple[str, ...],
    rule: str,
    measured: tuple[str, ...] = (),
) -> Said | None:
    """What the figures say; None where they have no such value, or are of nobody who is named."""
    if not value or not of:
        return None
    return Said(place.start, place.end, place.quote, property, value, of, rule, measured)


def follows(place: Place, kind: str, words: str) -> str:
    """The words of the list that stand right behind, with the space before them; "" for none."""
    found = _NEXT_WORD.match(place.behind)
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
