"""What is a unit only by its typography: signs (5' 10"), letters on digits ("40C"), exponents.

A sign is read as a unit only where it cannot close a quotation: none may be open before it. A
letter written on to digits is one only by what else stands there. Exponents are read in every
typography: "²", "^2", "−1", "squared", "m2".
"""

from __future__ import annotations

from typing import Any

from sourcecheck import resources
from sourcecheck.normalise.lexer import SUPERSCRIPTS, Piece, to_break

_SIGN: dict[str, Any] = resources.load("units")["sign"]
_DOUBLE = '"“”'
_AFTER_SIGN = "()×"
_WINDOW = 32  # pieces that are looked at for the opening of a quotation
_UNITS: dict[str, Any] = resources.load("units")
_CUES = frozenset(_UNITS["cue"]["temperature"])
_LETTERS: dict[str, str] = _UNITS["cue"]["letters"]
_TIGHT: dict[str, str] = _UNITS["tight"]
_SIGNS: dict[str, int] = resources.load("numbers")["sign"]
_BEFORE, _BEHIND = 16, 6  # pieces in which a word about temperature stands


def meanings() -> list[tuple[str, ...]]:
    """The units that each sign may be."""
    return [tuple(names) for table in _SIGN.values() for names in table.values()]


def sign(items: list[Piece], at: int, *, alone: bool) -> tuple[tuple[str, ...] | None, int]:
    """The units that the sign at `items[at]` may be, and its end; (None, at) if it is none.

    `alone`: it follows no larger unit, as the sign of inches does in 5' 10"; then a word, number or
    bracket must stand behind it, since a comma or full stop would follow a closing quotation mark.
    """
    text = items[at].text
    if text in _SIGN["signs"]:
        return tuple(_SIGN["signs"][text]), at + 1
    double = text in _DOUBLE
    if text not in _SIGN["quotes"] or not _on_figure(items, at, double=double):
        return None, at
    behind = items[at + 1] if at + 1 < len(items) else None
    goes_on = behind is None or behind.kind in ("word", "number") or behind.text in _AFTER_SIGN
    if (alone and not goes_on) or _open(items, at, double=double):
        return None, at
    return tuple(_SIGN["quotes"][text]), at + 1


def _on_figure(items: list[Piece], at: int, *, double: bool) -> bool:
    """Does a quotation mark stand behind a figure, with nothing behind it that denies it?"""
    before = items[at - 1] if at else None
    if before is None or before.kind not in ("number", "fraction"):
        return False
    if before.text.isdigit() and len(before.text) > 3:
        return False  # "the class of 1995' said"
    behind = items[at + 1] if at + 1 < len(items) else None
    tied = behind is not None and behind.glued
    words = ("word", "number") if double else ("word",)
    if behind is not None and tied and behind.kind in words:
        return False  # "the 49'ers"
    return items[at].glued or (double and not tied)  # a single one opens a quotation: 9 "Stars"


def _open(items: list[Piece], at: int, *, double: bool) -> bool:
    """Is a quotation open before `items[at]`, by the marks of its paragraph?"""
    opened = False
    start = max(0, at - _WINDOW)
    for position in range(at - 1, start - 1, -1):
        if items[position].kind == "break":
            start = position + 1
            break
    for position in range(start, at):
        text = items[position].text
        if double and text in _DOUBLE:
            if not _behind_figure(items, position) or opened:
                opened = text == "“" or (text == '"' and not opened)
        elif not double and text in "'‘’":
            if not items[position].glued and items[position + 1].glued:
                opened = text != "’"
            elif opened and not (items[position + 1].glued and items[position + 1].kind == "word"):
                opened = False
    return opened


def _behind_figure(items: list[Piece], at: int) -> bool:
    return at > 0 and items[at].glued and items[at - 1].kind in ("number", "fraction")


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
    before = to_break(reversed(items[max(0, at - _BEFORE) : at]), ".!?")
    behind = to_break(items[at + 1 : at + 1 + _BEHIND], ".!?")
    return any(piece.lower in _CUES for piece in (*before, *behind))


def exponent(items: list[Piece], at: int, symbol: bool) -> tuple[int, int]:
    """The exponent written behind a unit, and its end: "²", "^2", "−1", "squared", "m2".

    `symbol`: the unit is written as one, so that digits on its letters are an exponent.
    """
    if at >= len(items):
        return 1, at
    piece, build = items[at], _UNITS["build"]
    if piece.lower in (*build["squared"], *build["cubed"]):
        return (2 if piece.lower in build["squared"] else 3), at + 1
    raised = piece.kind == "superscript"
    if not piece.glued or not (symbol or raised or piece.text == "−"):  # "ha−1 year−1"
        return 1, at
    return _small(piece.text.translate(SUPERSCRIPTS), at) if raised else _fallen(items, at)


def _fallen(items: list[Piece], at: int) -> tuple[int, int]:
    """An exponent that is not raised: "^2", "−1", the 2 of "m2"."""
    caret = items[at].text == "^"
    start = at + caret
    sign = start < len(items) and items[start].kind == "dash"
    body = items[start + sign] if start + sign < len(items) else None
    spaced = sign and items[start].text == "−"  # "mA g− 1"
    if body is None or not (body.glued or spaced) or body.kind != "number" or len(body.text) > 1:
        return 1, at
    if not sign and not caret and body.text not in "23":
        return 1, at
    after = items[start + sign + 1] if start + sign + 1 < len(items) else None
    if after is not None and after.glued and after.kind in ("word", "number"):
        return 1, at
    power = int(body.text)
    return (-power if sign else power, start + sign + 1) if power else (1, at)


def _small(text: str, at: int) -> tuple[int, int]:
    digits = text.lstrip("+-")
    if len(digits) != 1 or digits == "0":
        return 1, at
    return (-int(digits) if text.startswith("-") else int(digits)), at + 1
