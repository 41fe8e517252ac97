"""How the sentences of one document put values of which it may state two for one question.

An author rarely states one fact with two values, and often states look-alike facts: a part and the
whole, an earlier toll and the new one, another event of the kind. What a sentence says of its value
is read here, once, by the words of `resources/within.toml`; whether two statements answer one
question (`reconcile.one_document`) follows from what is read, and from who is who in the dossier.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
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
#: So many words before a figure can introduce what it is of.
_NEAR = 4


def rows(claims: Sequence[Claim], names: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The statements of one document on properties of `resources/within.toml`, as rows of
    `tables.STATEMENTS`.

    `names` are the document's rows of `tables.NAMES`: people and organisations that are named as
    what a value of an event is of say so ("the Institute put the quake at 4.8").
    """
    bodies = {row["name"] for row in names if row["kind"] in ("PERSON", "ORG")}
    return [
        _row(claim, group, bodies) for claim in claims if (group := _groups().get(claim.property))
    ]


@functools.cache
def _groups() -> dict[str, str]:
    """The group of `resources/within.toml` that each property is in that is looked at."""
    listed = resources.load("within")["properties"]
    return {id: group for group, ids in listed.items() for id in ids}


def _row(claim: Claim, group: str, bodies: set[str]) -> dict[str, Any]:
    voice = _voice(claim, bodies)
    unclear = voice.lower() in _words("speakers", "unclear")
    content = set(claim.context) - _wordings(claim.property)
    return {
        "id": claim.id,
        "source": claim.source,
        "group": group,
        "voice": voice,
        "usable": not (unclear or _has("part", claim) or _has("again", claim)),
        "changes": _has("change", claim),
        "beside_name": _beside_name(claim) and not _has("kin", claim),
        "introduced": _introduced(claim),
        "headline": _is_headline(claim),
        "content": tuple(sorted(content)),
        "spelled": tuple(sorted(content & set(_WORD.findall(_said(claim))))),
        "own": tuple(sorted(content - _named(claim, content))),
    }


def _voice(claim: Claim, bodies: set[str]) -> str:
    """Who says so, "" the text itself."""
    known = properties().get(claim.property)
    of_event = known is not None and known.event and claim.role != "field"
    said_by = [name for name in claim.subjects if of_event and name in bodies]
    return claim.speaker or (said_by[0] if len(said_by) == 1 else "")


def _named(claim: Claim, words: set[str]) -> set[str]:
    """Those words that are of who was counted, where, and who says so."""
    names = (*claim.around, *claim.where, *claim.subjects, claim.speaker)
    parts = set(" ".join(names).lower().split())
    return {word for word in words if any(part.startswith(word) for part in parts)}


@functools.cache
def _wordings(property: str) -> frozenset[str]:
    """The words that state a property, whatever happened."""
    known = properties()[property]
    return frozenset(
        word for part in PARTS for wording in known.wordings(part) for word in wording.split()
    )


def _is_headline(claim: Claim) -> bool:
    """Does it open the text, without a stop at its end?"""
    whole = claim.sentence
    return whole is not None and not whole.start and not whole.quote.rstrip().endswith(_STOPS)


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


def _said(claim: Claim) -> str:
    """The words of its sentence, in lower case."""
    return claim.sentence.quote.lower() if claim.sentence is not None else ""


def _before(claim: Claim) -> str:
    whole = claim.sentence
    return whole.quote[: claim.span.start - whole.start] if whole is not None else ""


def _behind(claim: Claim) -> str:
    whole = claim.sentence
    return whole.quote[claim.span.end - whole.start :] if whole is not None else ""


def _has(kind: str, claim: Claim) -> bool:
    """Has the sentence a cue of this kind? What makes a figure a part stands close to it."""
    said, whole, span = _said(claim), claim.sentence, claim.span
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
