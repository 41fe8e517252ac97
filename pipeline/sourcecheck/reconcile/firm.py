"""Is it firm that two statements of one document answer one question?

The rules by which `reconcile.within` holds them against each other: one function for each group of
properties in `resources/within.toml`. All of them say no on doubt.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sourcecheck import resources
from sourcecheck.claim.vocabulary import PARTS, properties
from sourcecheck.model.claim import Claim

#: A figure between the name and the next stop, or an adjective: "Ida Adler, 45, …", "45-year-old".
_BEHIND_NAME = re.compile(r"[,(] ?\Z")
_BEFORE_STOP = re.compile(r"\A ?[,).;]")
_YEARS_OLD = re.compile(r"-years?-old\b")
_WORD = re.compile(r"\w+")
#: Letters on either side of a figure in which a word can make it a part.
REACH = 60
_STOPS = (".", "!", "?", ".”", '."')
#: White space between a headline and the sentence behind it.
_GAP = 2
#: So many words before a figure can introduce what it is of.
_NEAR = 4
#: A stretch of more days is no time of one event.
_DAYS_OF_EVENT = 62


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what it takes to hold it against another of its document."""

    claim: Claim
    voice: str  # who says so, "" the text itself
    low: float  # what the value as printed allows, in base units
    high: float
    when: tuple[float, float]  # days for which it holds, NaN where not said
    listed: bool  # does it stand in a labelled field of a reference page?
    around: frozenset[str]  # words of the places that its sentence names
    weekdays: frozenset[str]

    @property
    def sentence(self) -> str:
        """The words of its sentence, in lower case."""
        return _said(self.claim)


def statement(row: Any, bodies: Collection[tuple[str, str]]) -> Statement:
    """The statement of a row of the WORK table (a named tuple).

    `bodies` are people and organisations, as (source, name): one that is named as what a value of
    an event is of says so ("the Institute put the quake at 4.8").
    """
    said_by = [name for name in row.claim.subjects if row.event and (row.source, name) in bodies]
    return Statement(
        claim=row.claim,
        voice=row.claim.speaker or (said_by[0] if len(said_by) == 1 else ""),
        low=row.low,
        high=row.high,
        when=(row.when_low, row.when_high),
        listed=bool(row.field),
        around=frozenset(row.around),
        weekdays=frozenset(row.weekdays),
    )


def rule_of(property: str) -> str:
    """The group of `resources/within.toml` that a property is in; "" if it is not looked at."""
    return _rules().get(property, "")


@functools.cache
def _rules() -> dict[str, str]:
    listed = resources.load("within")["properties"]
    return {id: group for group, ids in listed.items() for id in ids}


def limit(name: str) -> int:
    """A bound of `resources/within.toml`."""
    return int(resources.load("within")["limits"][name])


def two_voices(a: Statement, b: Statement) -> bool:
    """Are the two put into different mouths?"""
    return bool(a.voice and b.voice and a.voice.lower() != b.voice.lower())


def usable(stated: Statement) -> bool:
    """Can it be held against another at all? Not where its sentence says that it is a part, or of
    another event, nor where it cannot be told who says so."""
    unclear = _words("speakers", "unclear")
    return not (_has("part", stated) or _has("again", stated) or stated.voice.lower() in unclear)


def firm(a: Statement, b: Statement) -> bool:
    """Do two usable statements on one property in one scene answer one question? `a` stands first.

    What a text lets two people say can differ by more than its own words: "earlier" may then be
    when it was said.
    """
    if a.claim.sentence == b.claim.sentence or (a.listed and b.listed):
        return False
    if not two_voices(a, b) and (_has("change", a) or _has("change", b)):
        return False
    if (a.around and b.around and not a.around & b.around) or _days_apart(a, b):
        return False
    return _FIRM[rule_of(a.claim.property)](a, b)


def _fixed(a: Statement, b: Statement) -> bool:
    return True  # the same subject, whoever says so


def _dated(a: Statement, b: Statement) -> bool:
    """Both say for when, and it is the same time (`reconcile.within` has looked)."""
    return all(day == day for s in (a, b) for day in s.when)


def _age(a: Statement, b: Statement) -> bool:
    return all(_beside_name(s.claim) and not _has("kin", s) for s in (a, b))


def _counted(a: Statement, b: Statement) -> bool:
    """Two voices; or the opening counts fewer than what follows, which can be no part of them."""
    if not _of_event(a, b):
        return False
    if min(a.high, b.high) == 0:
        return two_voices(a, b)
    if not (_alike(a, b) and _tied(a.claim, b.claim)):
        return False
    return two_voices(a, b) or (a.claim.lead and not a.voice and a.high < b.low)


def _measured(a: Statement, b: Statement) -> bool:
    """Of an event that has one such value, unless the second one is introduced as new."""
    return _of_event(a, b) and (not _introduced(b.claim) or _headline(a.claim, b.claim))


def _paid(a: Statement, b: Statement) -> bool:
    """Both in the opening, where a sum is that of the deal."""
    return _alike(a, b) and a.claim.lead and b.claim.lead and not _introduced(b.claim)


_FIRM: dict[str, Callable[[Statement, Statement], bool]] = {
    "fixed": _fixed,
    "dated": _dated,
    "age": _age,
    "counted": _counted,
    "measured": _measured,
    "paid": _paid,
}


def _headline(a: Claim, b: Claim) -> bool:
    """Is the first in a headline, and the second in the sentence that tells it again?"""
    first, second = a.sentence, b.sentence
    if first is None or second is None or first.start or first.quote.rstrip().endswith(_STOPS):
        return False
    return second.start - first.end <= _GAP


def _days_apart(a: Statement, b: Statement) -> bool:
    if a.weekdays and b.weekdays and not a.weekdays & b.weekdays:
        return True
    (from_a, to_a), (from_b, to_b) = a.when, b.when
    return from_a > to_b or from_b > to_a  # never where a day is not known


def _of_event(a: Statement, b: Statement) -> bool:
    """Is neither for a longer time than an event takes, such as a war or a year?"""
    return not any(s.when[1] - s.when[0] > _DAYS_OF_EVENT for s in (a, b))


def _alike(a: Statement, b: Statement) -> bool:
    """Are the values of one order? What is many times as large is the toll of something else."""
    ends = [end for s in (a, b) for end in (s.low, s.high) if abs(end) != float("inf")]
    return bool(ends) and min(ends) > 0 and max(ends) <= limit("times") * min(ends)


def _tied(a: Claim, b: Claim) -> bool:
    """Does the second sentence speak of what the first one tells? It names no more than who was
    counted and who says so, or a thing that the first names too, in the same number: "attacks" are
    more than an "attack"."""
    named = set(" ".join((*b.around, *b.where, *b.subjects, b.speaker)).lower().split())
    own = {
        word
        for word in set(b.context) - _wordings(b.property)
        if not any(part.startswith(word) for part in named)
    }
    words = [set(_WORD.findall(_said(claim))) for claim in (a, b)]
    shared = own & (set(a.context) - _wordings(a.property))
    return not own or any((word in words[0]) == (word in words[1]) for word in shared)


@functools.cache
def _wordings(property: str) -> frozenset[str]:
    """The words that state a property, whatever happened."""
    known = properties()[property]
    return frozenset(
        word for part in PARTS for wording in known.wordings(part) for word in wording.split()
    )


def _said(claim: Claim) -> str:
    return claim.sentence.quote.lower() if claim.sentence is not None else ""


def _introduced(claim: Claim) -> bool:
    """Does an article introduce what it is of: "a 4.8 quake", "a tremor of 4.8", but not "the
    quake had a magnitude of 4.8"?"""
    articles, measures = _words("cues", "articles"), _words("cues", "measures")
    words = _before(claim).lower().split()[-_NEAR:]
    return any(
        word in articles and following not in measures
        for word, following in itertools.pairwise((*words, ""))
    )


def _beside_name(claim: Claim) -> bool:
    if _YEARS_OLD.search(claim.span.quote.lower()):
        return True
    return bool(_BEHIND_NAME.search(_before(claim)) and _BEFORE_STOP.search(_behind(claim)))


def _before(claim: Claim) -> str:
    whole = claim.sentence
    return whole.quote[: claim.span.start - whole.start] if whole is not None else ""


def _behind(claim: Claim) -> str:
    whole = claim.sentence
    return whole.quote[claim.span.end - whole.start :] if whole is not None else ""


def _has(kind: str, stated: Statement) -> bool:
    """Has the sentence a cue of this kind? What makes a figure a part stands close to it."""
    said = stated.sentence
    whole, span = stated.claim.sentence, stated.claim.span
    if kind == "part" and whole is not None:
        said = said[max(0, span.start - whole.start - REACH) : span.end - whole.start + REACH]
    return _cue(kind).search(said) is not None


@functools.cache
def _cue(kind: str) -> re.Pattern[str]:
    listed = sorted(resources.load("within")["cues"][kind], key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w| than\b)")


@functools.cache
def _words(section: str, entry: str) -> frozenset[str]:
    return frozenset(resources.load("within")[section][entry])
