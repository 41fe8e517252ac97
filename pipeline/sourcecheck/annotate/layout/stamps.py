"""Datelines and stamps: where and when a text says itself that it was written, put out or copied.

News opens with a dateline: "HARBOUR CITY (Agency) - Two miners …", "PARIS, 3 March 1987 (Agency)
–". "Published: 2 May 1990", a date alone on its line, the line of a newspaper's name and day are
stamps. None of these is about what the text tells.
"""

from __future__ import annotations

import functools
import re

from sourcecheck import resources
from sourcecheck.annotate.layout import Stretch, line_of
from sourcecheck.annotate.layout.title import is_display
from sourcecheck.lexicon.classes import word_class
from sourcecheck.model.date import Date

HEAD = 1500  # characters from the beginning in which such lines stand …
_LINES = 8  # … and lines that are not empty
_TOP = 4  # a date alone on its line is one of the first few
_PLACE = 80  # characters that places and agency take before the date
_AGENCY = re.compile(r"\s*\([^()\n]{1,40}\)\s*\Z")
_AGENCY_BEHIND = re.compile(r"\s*\([^()\n]{1,40}\)")
_DASH = re.compile(r"\s*(?:--|[-–—:])")
_EDGES = " \t*|•·-–—"
#: The kinds of line that tell the day of writing, the surest first.
KINDS = ("published-line", "dateline", "line-of-date")
#: A place in capitals, what may follow it (a state, a date, an agency), a dash, and a sentence.
_DATELINE = re.compile(
    r"^[ \t]*[A-Z](?:[A-Z.'’]|[ -](?=[A-Z])){2,40}"
    r"(?:,[ ][^\n()/–—-]{1,40})?"
    r"(?:[ ]*\([^()\n]{1,40}\)|[ ]*/[^/\n]{1,40}/)?"
    r"(?:[ ]--?[ ]|[ ]?[–—][ ]?)(?=[\"“‘']?[A-Z0-9])",
    re.MULTILINE,
)


def dateline(text: str) -> int:
    """The offset behind the dateline with which `text` opens; 0 if it opens with none."""
    found = _DATELINE.search(text, 0, HEAD)
    return found.end() if found else 0


def head_lines(text: str) -> list[Stretch]:
    """The first lines that are not empty."""
    lines = [found.span() for found in re.finditer(r"[^\n]*\S[^\n]*", text[:HEAD])]
    return lines[:_LINES]


def kind_of_line(before: str, after: str, number: int) -> str | None:
    """Which kind of line has these words before and behind its date, if it is one."""
    lower = before.strip(_EDGES).lower()
    if any(lower == cue or lower.startswith((f"{cue}:", f"{cue} on")) for cue in _published()):
        return "published-line"
    if len(before) <= _PLACE and _is_place(before) and _begins_text(before, after):
        return "dateline"
    alone = not any(letter.isalnum() for letter in before + after)
    return "line-of-date" if alone and number < _TOP else None


def _is_place(before: str) -> bool:
    """ "PARIS,", "ST. JOHN'S, Canada (Agency)": a place in capitals, perhaps an agency."""
    place = _AGENCY.sub("", before).strip(_EDGES).partition(",")[0].partition("(")[0]
    return sum(letter.isalpha() for letter in place) > 2 and place.isupper()


def _begins_text(before: str, after: str) -> bool:
    """Does the text begin behind the date, or the line end with it?"""
    behind = _AGENCY_BEHIND.match(after)
    rest = after[behind.end() :] if behind else after
    return bool(_DASH.match(rest)) or not rest.strip() or bool(_AGENCY.search(before))


@functools.cache
def _published() -> tuple[str, ...]:
    return tuple(resources.load("dates")["published"]["cues"])


#: Precisions of a date on which a text is put out.
_OF_A_DAY = ("minute", "hour", "day")
_AT_AN_END = 4  # lines at either end of a text hold its stamps
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
    first, last = line_of(text, start, end)
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
    return len(above) < _AT_AN_END or not text[last:].strip()


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
