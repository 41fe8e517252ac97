"""A sentence with its figures and dates as slots, so that a pattern can say what ties them.

"12 people (7 men and 6 women)" becomes "# people (# men and # women)", each "#" a character of its
own for the kind of the claim that stands there. Patterns are written over these characters; what
they match leads back to claims, and through these to exact characters of the source. What a rule
of arithmetic hands over is a `Check`: figures that cannot all hold, and the calculation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.errors import present
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.wording.quantity import Unit, display_unit, quantity_in_words, stated_unit

#: The slot of each kind of claim: characters of the private use area, which no text needs.
_SLOTS = {
    "count": "\ue000",
    "quantity": "\ue001",
    "money": "\ue002",
    "percent": "\ue003",
    "duration": "\ue004",
    "date": "\ue005",
    "ordinal": "\ue006",
}
COUNT, PERCENT, DATE = _SLOTS["count"], _SLOTS["percent"], _SLOTS["date"]
QUANTITY, DURATION = _SLOTS["quantity"], _SLOTS["duration"]
#: Classes of characters for patterns: any slot, one that holds an amount, one that holds a level.
ANY = "\ue000-\ue006"
AMOUNT = "[\ue000-\ue002]"
LEVEL = "[\ue000-\ue003]"
#: Words between two slots that carry no figure and cross no bracket, stop, colon or dash.
WORDS = rf"[^{ANY}\d.,;:()\[\]\n“”\"–—]{{0,60}}?"
_OTHERS = re.compile(rf"[{ANY}]")
_EMPTY_LINE = re.compile(r"[^\S\n]*\n\s*\n\s*")
_SPACE = re.compile(r"[^\S\v]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The claims of one sentence in order; `text` has a slot for each, at the offset `at`."""

    claims: tuple[Claim, ...]
    text: str
    at: dict[int, Claim]

    @property
    def start(self) -> int:
        """Where it begins in the text of the source."""
        return self._span.start

    @property
    def end(self) -> int:
        """Where it ends in the text of the source."""
        return self._span.end

    @property
    def _span(self) -> Span:
        return present(self.claims[0].sentence, "sentence of a claim")  # `sentences` takes no other

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where the pattern matches, from left to right."""
        return pattern.finditer(self.text)

    def claim(self, match: re.Match[str], group: str) -> Claim:
        """The claim in the slot that a group of a match holds."""
        return self.at[match.start(group)]

    def within(self, match: re.Match[str], group: str) -> list[Claim]:
        """The claims in the slots of a longer group, in order."""
        return [self.at[i] for i in range(match.start(group), match.end(group)) if i in self.at]


def sentences(claims: Sequence[Claim]) -> Iterator[Sentence]:
    """The sentences of one document that hold figures or dates, in order of the first of them.

    `claims` are those of one document in order of offsets. Claims belong together when they state
    the very same stretch as their sentence; where two overlap the first, longest one counts.
    """
    of: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        if claim.sentence is not None and claim.kind in _SLOTS:
            of.setdefault((claim.sentence.start, claim.sentence.end), []).append(claim)
    for held in of.values():
        yield _slotted(_apart(held))


def _apart(claims: Sequence[Claim]) -> list[Claim]:
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.span.start, -c.span.end, c.kind, c.id)):
        if not kept or claim.span.start >= kept[-1].span.end:
            kept.append(claim)
    return kept


def _slotted(claims: Sequence[Claim]) -> Sentence:
    whole = present(claims[0].sentence, "sentence of a claim")  # `sentences` groups by it
    text, at, done = "", {}, whole.start
    for claim in claims:
        text += _plain(whole.quote[done - whole.start : claim.span.start - whole.start])
        at[len(text)] = claim
        text += _SLOTS[claim.kind]
        done = claim.span.end
    return Sentence(tuple(claims), text + _plain(whole.quote[done - whole.start :]), at)


def _plain(text: str) -> str:
    """A stretch between slots in lower case, without slots of its own; an empty line is one "\\n",
    other white space one space."""
    marked = _EMPTY_LINE.sub("\v", _OTHERS.sub(" ", text))
    return _SPACE.sub(" ", marked).replace("\v", "\n").lower()


@functools.cache
def words(section: str, entry: str) -> str:
    """Words of `resources/arithmetic.toml` as one group of a pattern, longest first."""
    listed = sorted(resources.load("arithmetic")[section][entry], key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(word) for word in listed) + ")"


def has_word(section: str, entry: str, text: str) -> bool:
    """Does one of these words of `resources/arithmetic.toml` stand in `text`, whole?"""
    return _whole(section, entry).search(text) is not None


@functools.cache
def _whole(section: str, entry: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words(section, entry)}(?!\w)")


@dataclass(frozen=True, slots=True)
class Check:
    """Figures of one document that do not fit: what is stated, and from what it should follow."""

    asked: str  # the question, with "{}" for the words of the text
    step: Step  # the calculation in words, under the id of the rule
    stated: tuple[Claim, ...]
    given: tuple[Claim, ...]
    follows: str  # what follows from what is given, in words: "7 + 4 + 2 = 13"
    gap: Fraction  # between the two, as a share of the larger
    tied: str  # why they belong together, in words
    frame: str  # the words around the figures, without them: what the finding is known by

    @property
    def said(self) -> str:
        """What is stated, in words."""
        return "; ".join(map(say, self.stated))


def inputs(**claims: Iterable[Claim] | Claim) -> tuple[tuple[str, object], ...]:
    """Claim ids by the part they play, for the inputs of a step."""
    return tuple(
        (name, held.id if isinstance(held, Claim) else [claim.id for claim in held])
        for name, held in claims.items()
    )


def gap(a: Fraction | None, b: Fraction | None) -> Fraction:
    """The distance of two values as a share of the larger, 0 to 1."""
    if a is None or b is None:
        return Fraction(0)
    larger = max(abs(a), abs(b))
    return min(Fraction(1), abs(a - b) / larger) if larger else Fraction(0)


def say(claim: Claim) -> str:
    """A claim's figure in words, as stated: "about 45 %", "450 km"."""
    return quantity(claim.quantity) if claim.quantity is not None else claim.span.quote


def quantity(figure: Quantity) -> str:
    """A figure in words, in the unit it is stated in."""
    return quantity_in_words(figure, unit(figure))


def unit(figure: Quantity) -> Unit:
    """The unit a figure is stated in, by its sign ("km") where people use it at that size."""
    stated, shown = stated_unit(figure), display_unit([figure])
    return stated if stated.scaled or stated.converts(shown) else shown
