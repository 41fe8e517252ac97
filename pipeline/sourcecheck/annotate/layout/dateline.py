"""The line by which news says where and when it was written, and its like.

News opens with a dateline: "HARBOUR CITY (Agency) - Two miners …", "PARIS, 3 March 1987 (Agency)
–"; a date of its own stands in a line such as "Published: 2 May 1990", or alone on a line at the
top.
"""

from __future__ import annotations

import functools
import re

from sourcecheck import resources
from sourcecheck.annotate.layout import Stretch

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
