"""What tells which question a claim answers: its vector, and the words around its value.

The encoder has read the text when it was annotated (`annotate/encoder/`); a claim's vector is what
it says at the claim's words. The value itself it has never seen. The words are those of the
sentence as printed, whatever pipeline annotated it: content words within eight and within three
words of the value, without endings, and the words with a capital (names, mostly). Of a figure in a
table they are the words of its heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from sourcecheck.annotate.encoder.reading import Vectors, asked
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import Claim

#: Kinds of claim that answer by a value which can be masked.
KINDS = ("quantity", "money", "percent", "count", "ordinal", "duration", "date")


def vectors(doc: Doc, claims: Sequence[Claim]) -> list[Vectors | None]:
    """The vector of each claim of a document, None where it has none or no encoder has read it.

    Unit vectors of 192 numbers, rounded to four decimals.
    """
    read = asked(doc)
    if read is None:
        return [None] * len(claims)
    return [
        read.vector(claim.span.start, claim.span.end) if claim.kind in KINDS else None
        for claim in claims
    ]


#: So many words on either side are near a value, and so many right beside it.
_NEAR, _BESIDE = 8, 3
#: So many heads of a figure in a table are right beside it: those of its column and its row.
_NEAREST_HEADS = 2
#: Shorter words are no content words.
_SHORT = 3
_WORD = re.compile(r"[A-Za-z]+")
_CAPITAL = re.compile(r"(?:(?<=[\s(“\"])|^)[A-Z][A-Za-z’'-]+")
_ENDINGS = ("ing", "ed", "es", "s", "ly")


class Surroundings(NamedTuple):
    """Words without endings around a value, each sorted, no repeats; `named` in small letters."""

    near: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def surroundings(claim: Claim) -> Surroundings:
    """What stands around the value of a claim in its sentence; nothing where that is unknown."""
    if claim.sentence is None or claim.span.start < claim.sentence.start:
        return Surroundings()
    if claim.heads:
        return _of_cell(claim)
    said = claim.sentence.quote
    start = claim.span.start - claim.sentence.start
    before = _WORD.findall(said[:start])
    behind = _WORD.findall(said[claim.span.end - claim.sentence.start :])
    return Surroundings(
        _content(before[-_NEAR:] + behind[:_NEAR]),
        _content(before[-_BESIDE:] + behind[:_BESIDE]),
        _capitals(said),
    )


def _of_cell(claim: Claim) -> Surroundings:
    """What stands around a figure of a table: its heads, wherever the text puts them."""
    near, beside = (
        [word for head in claim.heads[:number] for word in _WORD.findall(head.quote)]
        for number in (None, _NEAREST_HEADS)
    )
    said = " ".join(head.quote for head in claim.heads)
    return Surroundings(_content(near), _content(beside), _capitals(said))


def _capitals(said: str) -> tuple[str, ...]:
    named = {word.lower() for word in _CAPITAL.findall(said)} - closed_class("function_words")
    return tuple(sorted(named))


def _content(words: list[str]) -> tuple[str, ...]:
    small = (word.lower() for word in words if len(word) >= _SHORT)
    return tuple(sorted({_bare(w) for w in small if w not in closed_class("function_words")}))


def _bare(word: str) -> str:
    """A word without its ending, where enough of it is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word[: -len(ending)]
    return word
