"""Paragraphs, blank lines, sentences and quotations, as line breaks, stops and marks show them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sourcecheck.annotate.layout import Stretch
from sourcecheck.lexicon import classes

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[\"“‘]?[A-Z0-9•*-])")
_BLANK = re.compile(r"\n[ \t]*\n")
#: After a full stop, question or exclamation mark before a capital.
_SENTENCE = re.compile(r"(?<=[a-z0-9)\"”’%][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_STOP = re.compile(r"[.!?]\s|\n\s*\n")
_QUOTED = re.compile(r"[“\"”]")


def paragraphs(text: str) -> list[int]:
    """Offsets where paragraphs begin; a line that begins with a capital or a mark begins one."""
    return [0, *(match.end() for match in _PARAGRAPH.finditer(text))]


def blank_lines(text: str) -> list[Stretch]:
    """The blank lines, each with the line breaks around it."""
    return [match.span() for match in _BLANK.finditer(text)]


def sentences(text: str) -> list[int]:
    """Offsets where sentences begin behind the first, seen by their marks alone."""
    return [
        match.end() for match in _SENTENCE.finditer(text) if not _abbreviated(text, match.start())
    ]


def _abbreviated(text: str, end: int) -> bool:
    """Is the word that ends at `end` a title's abbreviation ("Gen.")?"""
    word = text[max(0, end - 10) : end].split()[-1:]
    return bool(word) and word[0].casefold() in classes.short_titles()


def stops(text: str) -> list[int]:
    """Offsets behind each mark that may end a sentence, abbreviations and figures among them."""
    return [match.end() for match in _STOP.finditer(text)]


def quotations(text: str, paragraphs: Sequence[int]) -> list[Stretch]:
    """The quotations of a text with their marks, each within one of the `paragraphs`.

    An opening mark that is never closed runs to the end of its paragraph, as is usual when a
    quotation goes on in the next one.
    """
    spans: list[Stretch] = []
    open_at = -1
    paragraph = -1
    for match in _QUOTED.finditer(text):
        here = bisect_right(paragraphs, match.start()) - 1
        if open_at >= 0 and here != paragraph:
            spans.append((open_at, paragraphs[paragraph + 1]))
            open_at = -1
        paragraph = here
        if open_at < 0:
            if match.group() != "”":
                open_at = match.start()
        elif match.group() == "”" or (match.group() == '"' and not _opens(text, match.start())):
            spans.append((open_at, match.end()))
            open_at = -1
    return spans


def _opens(text: str, mark: int) -> bool:
    """Does a straight mark look like an opening one: space before it, a word right after?"""
    before, after = text[mark - 1 : mark], text[mark + 1 : mark + 2]
    return before in (" ", "(", "\n") and not after.isspace() and after not in (",", ".", "")
