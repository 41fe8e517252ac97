"""What the sentence of a claim says of its value, where comparing documents has to know it.

Read once, when the document is: `reconcile` gets the answers as columns of `tables.CLAIMS` and
looks at no sentence itself.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import NamedTuple

from sourcecheck import resources
from sourcecheck.claim.vocabulary import own_word
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import Claim

#: "another 20", "90 others": beside what was counted before; "in the capital alone".
_MORE = re.compile(r"^(?:another|an? (?:further|additional))\b|\b(?:more|others|other)$")
_ALONE = re.compile(r"\b(?:in|at|from) (?:[\w’'-]+ ){1,4}alone\b")
#: Right before a figure: "including three nurses", "among them at least three".
_AMONG = re.compile(
    r"\b(?:including|among (?:them|whom|these|those)|of (?:them|whom))[,:]?\s+"
    r"(?:(?:at least|about|some)\s+)?$"
)
#: Right behind it: "four of whom".
_OF_WHOM = re.compile(r"\s+of (?:them|whom)\b")
#: So many letters before a figure can hold what `_AMONG` looks for.
_REACH = 30
_FIGURE = re.compile(r"\d")
_LETTERS = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z]+)*")


class Cues(NamedTuple):
    """The answers on one claim, by their columns in `tables.CLAIMS`."""

    measured: tuple[str, ...] = ()  # what narrows the property, but for words for anyone at all
    beside_others: bool = False  # more is counted besides: "another 20", "in the capital alone"
    among_others: bool = False  # some of those counted before: "including three nurses"
    of_wider_area: bool = False  # of a town with what lies around it: "Greater", "metropolitan"
    contrasts: tuple[int, ...] = ()  # offsets in the text where its sentence says "but", "while"
    rounds: tuple[str, ...] = ()  # the rounds of a contest that it names: "final", "game 3"
    of_speech: bool = False  # a date that only says when somebody said something
    of_release: bool = False  # a date that says when a text was put out


def cues(claim: Claim) -> Cues:
    """What the sentence of a claim, and the word for what it states, say of its value;
    of how a name is written nothing is asked."""
    if claim.kind == "name":
        return Cues()
    dated = own_word(claim.property) if claim.date is not None else ""
    anyone = closed_class("anyone") if claim.role != "field" else frozenset[str]()
    return Cues(
        measured=tuple(word for word in claim.measured if word not in anyone),
        beside_others=_is_beside_others(claim),
        among_others=_is_among_others(claim),
        of_wider_area=_is_of_wider_area(claim),
        contrasts=_contrasts(claim),
        rounds=_rounds(claim),
        of_speech=dated in closed_class("speech"),
        of_release=dated in closed_class("putting_out"),
    )


def _is_beside_others(claim: Claim) -> bool:
    """Does the value, or its sentence, say that it is not all there is?"""
    said = claim.sentence.quote if claim.sentence is not None else ""
    return bool(_MORE.search(claim.span.quote.lower()) or _ALONE.search(said))


def _is_among_others(claim: Claim) -> bool:
    """Does the sentence say that those counted are some of those counted before?"""
    if claim.sentence is None or claim.span.start < claim.sentence.start:
        return False
    said, at = claim.sentence.quote, claim.span.start - claim.sentence.start
    behind = at + len(claim.span.quote)
    if said[at:behind] != claim.span.quote:
        return False
    return bool(_AMONG.search(said[max(0, at - _REACH) : at]) or _OF_WHOM.match(said, behind))


def _is_of_wider_area(claim: Claim) -> bool:
    """Does a word before the figure, behind any other figure, say so?"""
    if claim.sentence is None or claim.quantity is None:
        return False
    before = claim.sentence.quote[: max(0, claim.span.start - claim.sentence.start)]
    words = (word.lower() for word in _LETTERS.findall(_FIGURE.split(before)[-1]))
    return not closed_class("wider_area").isdisjoint(words)


def _contrasts(claim: Claim) -> tuple[int, ...]:
    """Where its sentence has a word that sets one thing against another."""
    if claim.sentence is None:
        return ()
    contrast = closed_class("contrast")
    return tuple(
        claim.sentence.start + word.start()
        for word in _LETTERS.finditer(claim.sentence.quote)
        if word.group().lower() in contrast
    )


def _rounds(claim: Claim) -> tuple[str, ...]:
    """The rounds of a contest that its sentence names, sorted."""
    if claim.kind != "attribute" or claim.sentence is None:
        return ()
    words = _WORD.findall(claim.sentence.quote.lower())
    numbered = _words("numbered")
    counted = {f"{word} {number}" for word, number in itertools.pairwise(words) if word in numbered}
    named = _words("rounds").intersection(words)
    return tuple(sorted(named | {pair for pair in counted if pair[-1].isdigit()}))


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(resources.load("records")["score"][name])
