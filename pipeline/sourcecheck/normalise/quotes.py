"""Signs that are units behind a figure and quotation marks elsewhere: 5' 10", 2½', 9".

A sign is read as a unit only where it cannot close a quotation: none may be open before it.
"""

from __future__ import annotations

from typing import Any

from sourcecheck import resources
from sourcecheck.normalise.lexer import Piece

_SIGN: dict[str, Any] = resources.load("units")["sign"]
_DOUBLE = '"“”'
_BEHIND = "()×"
_WINDOW = 32  # pieces that are looked at for the opening of a quotation


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
    if text not in _SIGN["quotes"] or not at or items[at - 1].kind not in ("number", "fraction"):
        return None, at
    if items[at - 1].text.isdigit() and len(items[at - 1].text) > 3:
        return None, at  # "the class of 1995' said"
    following = items[at + 1] if at + 1 < len(items) else None
    tied = following is not None and following.glued
    double = text in _DOUBLE
    if tied and following is not None and following.kind == "word":
        return None, at  # "the 49'ers"
    if tied and following is not None and following.kind == "number" and double:
        return None, at
    if not items[at].glued and (tied or not double):
        return None, at  # it opens a quotation, or stands alone: 9 "Stars"
    behind = following is None or following.kind in ("word", "number") or following.text in _BEHIND
    if (alone and not behind) or _open(items, at, double=double):
        return None, at
    return tuple(_SIGN["quotes"][text]), at + 1


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
