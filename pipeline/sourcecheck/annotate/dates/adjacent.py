"""What stands directly beside a word or a figure, letter by letter."""

from __future__ import annotations

import re

from sourcecheck.annotate.dates.lexer import Node

_PREFIX = re.compile(r"\b(?:mid|early|late|pre|post|end)[-‐‑–]\Z", re.IGNORECASE)


def joined(text: str, start: int, end: int) -> bool:
    """Is the figure part of a longer word, number, path or price?"""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (before[-1].isalnum() or before[-1] in "$€£¥#_@&=+*^\\"):
        return True
    if before[-1:] in tuple("-‐‑–") and _PREFIX.search(text, max(0, start - 8), start):
        return False  # "mid-2007"
    if before[-1:] in "-–./:," and before[-1:] and before[:1].isalnum():
        return before[-1] in "./:" or before[:1].isdigit() or before[-1] == "-"
    if after[:1] and (after[0].isalnum() or after[0] in "_%@&=+*^\\°"):
        return True
    return after[:1] in "./:-" and after[:1] != "" and after[1:2].isdigit()


def glued_to_letters(text: str, node: Node) -> bool:
    """ "Mar-a-Lago", "Sun-Times", "may_be", "x.may": a part of another word."""
    before, after = text[max(0, node.start - 2) : node.start], text[node.end : node.end + 2]
    if before[-1:] in "_@#./\\" and before[-1:] and not before[:1].isspace():
        return not before[:1].isdigit()
    if before[-1:] in "-–" and before[-1:] and before[:1].isalpha():
        return not _month_before(text, node.start)
    if after[:1] in "-–" and len(after) == 2 and after[1].isalpha():
        return not _month_after(text, node.end + 1)
    return after[:1] in "_@\\" and after[:1] != ""


_NUMBERED = re.compile(r"[0-9]/[0-9]")  # "Oct3/4"
_SHORT_FIGURE = re.compile(r"[0-9](?![0-9]{3}\b)")


def is_acronym(text: str, node: Node) -> bool:
    """ "OCT4", "OCT images", "FeB": capitals that stand for something else, with no date beside."""
    written, length = text[node.start : node.end], node.end - node.start
    if length > 3 or written[1:].islower():
        return length <= 3 and _NUMBERED.match(text, node.end) is not None
    if not written[1:].isupper():
        return written != written.lower()
    if _SHORT_FIGURE.match(text, node.end):
        return True
    return not beside_figure(text, node) and not _line_in_capitals(text, node)


def _line_in_capitals(text: str, node: Node) -> bool:
    near = text[max(0, node.start - 20) : node.start] + text[node.end : node.end + 20]
    return not any(letter.islower() for letter in near)


_TIME_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|spr|sum|aut"
    r"|fal|win|mid|late|early)",
    re.IGNORECASE,
)


def _month_before(text: str, offset: int) -> bool:
    found = re.search(r"[^\W\d_]+\Z", text[max(0, offset - 12) : offset - 1])
    return bool(found and _TIME_WORD.match(found[0]))


def _month_after(text: str, offset: int) -> bool:
    return bool(_TIME_WORD.match(text, offset))


_FIGURE_BEFORE = re.compile(r"[0-9](?:st|nd|rd|th)?(?:\s+of)?[\s,./-]*\Z")
_FIGURE_AFTER = re.compile(r"\.?[\s,./'’-]*(?:the\s+|of\s+)?[0-9]")


def beside_figure(text: str, node: Node) -> bool:
    """Does a figure stand beside it, as in "5 May" or "May 1996"?"""
    near = text[max(0, node.start - 10) : node.start]
    return bool(_FIGURE_BEFORE.search(near) or _FIGURE_AFTER.match(text, node.end, node.end + 12))


def begins_sentence(text: str, offset: int) -> bool:
    """Does a sentence or a line begin at an offset?"""
    before = text[max(0, offset - 8) : offset].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?\n:;" or "\n" in text[max(0, offset - 2) : offset]
