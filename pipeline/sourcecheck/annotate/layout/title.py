"""Lines that are set by themselves: the title over a text, with its bylines, and headings."""

from __future__ import annotations

import re

from sourcecheck.annotate.layout import Stretch

#: A line of more characters, or one that ends in a full stop, is no title and no heading.
_MAX_LINE = 100
#: So many lines at most stand over the first sentence.
TITLE_LINES = 6
_STOPS = (".", "!", "?", ".”", '."', ".'", ";")
#: The end of a sentence within a line, which then is one of running text.
_WITHIN = re.compile(r"[a-z)][.!?]\s+[A-Z]")


def first_sentence(text: str) -> int:
    """Where running text begins, behind titles, bylines and datelines on lines of their own."""
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        said = line.strip()
        if said and not is_display(said):
            return start
        if number >= TITLE_LINES and said:
            return start
        start += len(line)
    return 0 if len(text) <= _MAX_LINE else start


def is_display(line: str) -> bool:
    """Is a line set by itself, like a title or heading: short, and no sentence?"""
    short = len(line) <= _MAX_LINE and not line.endswith(_STOPS)
    return short and not line[0].islower() and _WITHIN.search(line) is None


def displayed(text: str) -> list[Stretch]:
    """The lines that are set by themselves."""
    found: list[Stretch] = []
    start = 0
    for line in text.splitlines(keepends=True):
        said = line.strip()
        if said and is_display(said):
            found.append((start, start + len(line)))
        start += len(line)
    return found
