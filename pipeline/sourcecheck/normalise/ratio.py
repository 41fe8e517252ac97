"""Shares of two whole numbers: "one in five", "two out of three", "a slope of 1:10"."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sourcecheck import resources
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.numeral import Number, is_whole, past_hyphen, peek

_RATIO: dict[str, Any] = resources.load("numbers")["ratio"]
_LARGEST = 1000  # a share of more is two counts
_REACH = 8  # pieces before a ratio in which its cue stands


def past_link(items: list[Piece], number: Number) -> int:
    """Where the second number may begin, behind "in", "out of" or "over"; 0 if there is no link."""
    start = past_hyphen(items, number.end)  # "a one-in-five chance"
    link = peek(items, start)
    if link is None or link.lower not in ("in", "out", "over"):
        return 0
    if number.value.denominator != 1 or not 0 < number.value <= _RATIO["most"] or number.scaled:
        return 0
    if start > number.end:
        end = start + 2
        tied = end < len(items) and items[start + 1].kind == "dash" and items[end].glued
        return end if tied and link.lower == "in" else 0
    position = number.end + 1
    if link.lower == "out":
        following = peek(items, position)
        return _past_every(items, position + 1) if following and following.lower == "of" else 0
    if link.lower == "in":
        return _past_every(items, position)
    small = number.rule == "words" or items[number.start].text == "1"
    return 0 if link.lower == "over" and not small else position


def _past_every(items: list[Piece], at: int) -> int:
    """Behind the "every" of "one in every five", "two out of every three"."""
    piece = peek(items, at)
    return at + 1 if piece is not None and piece.lower == "every" else at


def share(items: list[Piece], number: Number, other: Number) -> Number | None:
    """`number` as a share of `other`, None where what follows shows two figures."""
    if other.value.denominator != 1 or not number.value < other.value <= _LARGEST:
        return None
    after, further = peek(items, other.end), peek(items, other.end + 1)
    if after is None:
        return Number(number.value / other.value, number.start, other.end, rule="ratio")
    if (
        after.kind == "number"
        or (after.kind == "dash" and after.glued)
        or after.lower in _RATIO["not_before"]
    ):
        return None
    if after.text in "%/." and after.glued and further is not None and further.kind == "number":
        return None
    in_digits = items[number.end].lower == "in" and number.rule != "words"
    plain = (
        number.value == 1 or other.value in _RATIO["wholes"] or after.lower in _RATIO["populations"]
    )
    if in_digits and not plain and after.kind == "word" and after.lower != "or":
        return None  # "killed 2 in 5 attacks"
    return Number(number.value / other.value, number.start, other.end, rule="ratio")


def colon(items: list[Piece], at: int) -> Number | None:
    """ "1:10" at `items[at]` where a word near it says that it is a ratio; else None."""
    if at + 2 >= len(items) or items[at + 1].text != ":" or not is_whole(items[at]):
        return None
    below, after = items[at + 2], peek(items, at + 3)
    tied = items[at + 1].glued and below.glued and is_whole(below)
    if not tied or max(len(items[at].text), len(below.text)) > 4 or not int(below.text):
        return None
    if after is not None and after.glued and (after.kind == "number" or after.text == ":"):
        return None
    if not _cued(items, at):
        return None
    return Number(Fraction(int(items[at].text), int(below.text)), at, at + 3, rule="ratio")


def _cued(items: list[Piece], at: int) -> bool:
    behind = [piece.lower for piece in items[at + 3 : at + 6]]
    if any(word in _RATIO["cues"] for word in behind[:2]) or behind[-3:] == [",", "v", "/"]:
        return True
    for piece in reversed(items[max(0, at - _REACH) : at]):
        if piece.kind == "break" or piece.text in ".;":
            return False
        if piece.lower in _RATIO["cues"]:
            return True
    return False
