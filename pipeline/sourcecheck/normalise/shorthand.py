"""Letters written on to digits that are a unit only by what else stands there: "40C", "85pc"."""

from __future__ import annotations

from typing import Any

from sourcecheck import resources
from sourcecheck.normalise.lexer import Piece

_UNITS: dict[str, Any] = resources.load("units")
_CUES = frozenset(_UNITS["cue"]["temperature"])
_LETTERS: dict[str, str] = _UNITS["cue"]["letters"]
_TIGHT: dict[str, str] = _UNITS["tight"]
_SIGNS: dict[str, int] = resources.load("numbers")["sign"]
_BEFORE, _BEHIND = 16, 6  # pieces in which a word about temperature stands


def tight(items: list[Piece], at: int) -> str | None:
    """The unit of letters that are one only without a space ("85pc", "11st"); None for others.

    "21st" is a rank: a weight of 21 stone is written with a space.
    """
    if at >= len(items) or items[at].text not in _TIGHT:
        return None
    piece, number = items[at], items[at - 1]
    following = items[at + 1] if at + 1 < len(items) else None
    if not piece.glued or number.kind not in ("number", "fraction"):
        return None
    if following is not None and following.glued and following.kind in ("word", "number"):
        return None
    rank = number.text[-1] == "1" and number.text[-2:-1] != "1"
    return None if piece.text == "st" and rank else _TIGHT[piece.text]


def warm(items: list[Piece], at: int) -> bool:
    """Is the letter at `items[at]`, written on to digits, a degree: "40C (104F)", "1.5C", "-12C"?

    It is with a decimal or a sign, beside its conversion, or with a word about temperature near it.
    """
    if items[at].text not in _LETTERS or not at or items[at - 1].kind != "number":
        return False
    before = items[at - 2] if at > 1 else None
    if "." in items[at - 1].text or (before is not None and _signs(items, at - 2)):
        return True
    return _converted(items, at) or _cued(items, at)


def _signs(items: list[Piece], at: int) -> bool:
    """Is this the sign of the number behind it ("-12", "minus 12"), and no hyphen ("F-12")?"""
    if items[at].lower in _SIGNS:
        return True
    free = not items[at].glued or items[at - 1].text in "(["
    return items[at].text in "-−–" and free and items[at + 1].glued


def _converted(items: list[Piece], at: int) -> bool:
    """Does the other scale stand in brackets or behind a slash beside it?"""
    links = "([/"
    if at + 3 < len(items) and items[at + 1].text in links and _other(items, at, at + 3):
        return True
    return at > 2 and items[at - 2].text in links and _other(items, at, at - 3)


def _other(items: list[Piece], at: int, position: int) -> bool:
    """Is this the letter of the other scale? "13C/12C" are isotopes."""
    piece = items[position]
    known = piece.text in _LETTERS and piece.glued and items[position - 1].kind == "number"
    return known and piece.text != items[at].text


def _cued(items: list[Piece], at: int) -> bool:
    for piece in reversed(items[max(0, at - _BEFORE) : at]):
        if piece.kind == "break" or piece.text in ".!?":
            break
        if piece.lower in _CUES:
            return True
    for piece in items[at + 1 : at + 1 + _BEHIND]:
        if piece.kind == "break" or piece.text in ".!?":
            break
        if piece.lower in _CUES:
            return True
    return False
