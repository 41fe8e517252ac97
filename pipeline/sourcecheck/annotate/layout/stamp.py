"""Stamps: what a text says of itself, when it was put out or its copy was made.

"Updated: 3 May 2021", a date alone on its line, "ALDMOUTH, May 3 (Wire) -", the line of a
newspaper's name and day: none of these is about what the text tells.
"""

from __future__ import annotations

import functools
import re

from sourcecheck import resources
from sourcecheck.annotate.layout.title import is_display
from sourcecheck.lexicon.classes import word_class
from sourcecheck.model.date import Date

#: Precisions of a date on which a text is put out.
_OF_A_DAY = ("minute", "hour", "day")
#: So much of a text at either end holds its stamps, in lines.
_LINES = 8
_WORD = re.compile(r"[^\W\d_]+")
#: What may stand on a stamp's line besides the date: times, marks and edges of fields.
_BARE = re.compile(
    r"[\s\d.,:;|·•()\[\]–—/-]*(?:(?:at|am|pm|a\.m\.|p\.m\.|gmt|utc|cet|et)[\s.)]*)*", re.I
)
#: A dateline: places in front, and behind the date an agency in brackets or a dash.
_PLACES = re.compile(r"\s*[A-Z][^\W\d_]+(?:[ ,.’'-]+[A-Z][\w.’'-]*){0,5},?\s+")
_BEHIND = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[-–—]+\s")
_COPY = 120  # characters of a line before its date in which it says that it is about the copy


def is_publication(text: str, start: int, end: int, date: Date) -> bool:
    """Does the date at `[start, end)` say when the text was put out?"""
    if date.precision not in _OF_A_DAY and not date.relative:
        return False
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    before, behind = text[first:start], text[end:last]
    if _stamp().search(before) is not None:
        return True
    if date.relative and date.precision not in _OF_A_DAY:
        return False
    if _BARE.fullmatch(before) and _BARE.fullmatch(behind):
        return True
    if _PLACES.fullmatch(before) and _BEHIND.match(behind):
        return True
    return _is_masthead(text[first:last]) and _at_an_end(text, first, last)


@functools.cache
def _stamp() -> re.Pattern[str]:
    """A word of putting out right before a date, at the beginning of a line or behind a mark."""
    words = "|".join(map(re.escape, resources.load("bearers")["stamps"]))
    words = words.replace(r"\ ", r"\s+")
    between = r"(?:\s*[:–—-]\s*|\s+)(?:(?:on|at|in)\s+)?(?:[\d:.]+\s*(?:[ap]\.?m\.?)?,?\s*)?"
    return re.compile(rf"(?:^|[|·•(–—]|\.\s)\s*(?:{words}){between}$", re.IGNORECASE)


def _at_an_end(text: str, first: int, last: int) -> bool:
    """Is it one of the first or last lines that hold anything?"""
    above = [line for line in text[:first].splitlines() if line.strip()]
    return len(above) < _LINES // 2 or not text[last:].strip()


def _is_masthead(line: str) -> bool:
    """Does a line hold names and a date only, as a newspaper's does, and no meeting?"""
    said = line.strip()
    if not is_display(said):
        return False
    small = word_class("bearers", "masthead_words")
    words = _WORD.findall(said)
    happening = word_class("bearers", "happening_words")
    if any(word.casefold() in happening for word in words):
        return False
    return all(word[0].isupper() or word in small for word in words)


def is_of_copy(text: str, offset: int) -> bool:
    """Does the line say before `offset` when the copy was made or changed, and not when things
    happened?"""
    near = text[max(0, offset - _COPY) : offset]
    lower = near[near.rfind("\n") + 1 :].lower()
    return any(cue in lower for cue in resources.load("dates")["stamp"]["cues"])
