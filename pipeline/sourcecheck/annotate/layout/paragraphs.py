"""Paragraphs, blank lines and sentences, as line breaks and stops show them."""

from __future__ import annotations

import re

from sourcecheck.annotate.layout import Stretch
from sourcecheck.lexicon import classes

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[\"“‘]?[A-Z0-9•*-])")
_BLANK = re.compile(r"\n[ \t]*\n")
#: After a full stop, question or exclamation mark before a capital.
_SENTENCE = re.compile(r"(?<=[a-z0-9)\"”’%][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_STOP = re.compile(r"[.!?]\s|\n\s*\n")


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
