"""What looks like a figure and is none, by how it is written: codes, times, references, years."""

from __future__ import annotations

import re

from sourcecheck import resources
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.surroundings import Surroundings, counted_follows, year_like
from sourcecheck.normalise.lexer import Piece

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_ARC_SIGNS = ("°", "º", "'", "’", "′", '"', "”", "″")
_SCALES = ("C", "F")
_COMPASS = ("N", "S", "E", "W")
_HYPHENS = "-‐‑"
_CUE_REACH = 9  # pieces before "3-1" in which "won" stands
_BRACKETED = 12  # pieces inside a bracket that a citation may have
_DATA = resources.load("numbers")


def joined_left(around: Surroundings, figure: Figure) -> bool:
    """ "F16", "MiG-21", "example.org/5", "10:30", "1.2.3": part of something longer."""
    first = around.items[figure.start]
    before, further = around.piece(figure.start - 1), around.piece(figure.start - 2)
    if not first.glued or before is None:
        return False
    if before.kind in ("word", "number", "superscript", "fraction"):
        return first.kind != "symbol" and figure.low.sort != "money"
    if before.text in ")]":  # "Mg(ClO4)2"
        return first.kind == "number" and figure.low.sort == "bare"
    if before.text == "(" and before.glued and further is not None:
        return further.kind == "word" and _argument(around, figure, further)
    if not before.glued or further is None:
        return False
    if before.kind == "dash":
        power = before.text == "−" and figure.low.number.value < 10 and figure.low.sort == "bare"
        tied = before.text in _HYPHENS or further.kind == "number" or power  # "per ha−1"
        after = around.piece(figure.end)
        if further.lower in _DATA["slug"]["words"] and (after is None or not after.glued):
            return False  # "BREAKING-12 dead in blast"
        return tied and further.kind in ("word", "number") and first.kind != "symbol"
    if before.text == "/" and figure.low.sort == "unit" and further.text in _SCALES:
        return False  # "180C/350F"
    return (
        before.text in "/_@\\&?.:~#+°º’'′″”"
        and further.kind in ("word", "number")
        and first.kind == "number"
    )


def _argument(around: Surroundings, figure: Figure, name: Piece) -> bool:
    """ "f(3, 8)", "poly(3-hexyl…": in a bracket written on to a letter or a compound's name."""
    if figure.low.sort != "bare":
        return False
    tie, further = around.piece(figure.end), around.piece(figure.end + 1)
    chemical = (
        tie is not None and further is not None and tie.kind == "dash" and tie.glued
        and further.kind == "word" and further.glued
    )  # fmt: skip
    return len(name.text) == 1 or chemical


def joined_right(around: Surroundings, figure: Figure) -> bool:
    """ "13F", "747s", "1-800-…", "10:30", "3/17/1996", "7-Eleven": part of something longer."""
    last = around.items[figure.end - 1]
    after, further = around.piece(figure.end), around.piece(figure.end + 1)
    if after is None or not after.glued:
        return False
    if last.text in _ARC_SIGNS and after.kind == "number":
        return True  # coordinates: "57°44’8.47”N"
    if last.text in _ARC_SIGNS[2:] and after.text in _COMPASS:
        return True
    if after.kind in ("word", "superscript"):
        return last.kind == "number" and not _unknown_unit(figure, last, after)
    if further is None or not further.glued:
        return False
    if after.kind == "dash" and after.text in _HYPHENS:
        code = further.kind == "word" and further.text[0].isupper() and last.kind == "number"
        return further.kind == "number" or (code and figure.low.sort == "bare")
    return after.text in "./:_@\\°’'′" and further.kind == "number" and last.kind == "number"


def _unknown_unit(figure: Figure, last: Piece, after: Piece) -> bool:
    """ "1.4Rp", "~15kR": a unit that we do not know, behind what can only be a measurement."""
    measured = "." in last.text or figure.hedge is not None
    return measured and after.kind == "word" and 1 < len(after.text) < 5


def citation(around: Surroundings, figure: Figure) -> bool:
    """ "[12]", "(22)", "(26,29)": whole numbers alone in brackets."""
    if figure.low.sort != "bare" or figure.hedge or figure.low.number.rule != "digits":
        return False
    items = around.items
    left, first = figure.start - 1, max(-1, figure.start - _BRACKETED - 1)
    while left > first and _listed(items[left]):
        left -= 1
    if left < 0 or items[left].text not in "[(":
        return False
    right, last = figure.end, min(len(items), figure.end + _BRACKETED + 1)
    while right < last and _listed(items[right]):
        right += 1
    if right >= len(items):
        return False
    opening, closing = items[left], items[right]
    numbers = [p.text for p in items[left:right] if p.kind == "number"]
    if any(_THOUSANDS.fullmatch(text) for text in numbers):
        return False  # "SEK 4,561 m (4,123)"
    short = all(len(part) < 5 and part.isdigit() for text in numbers for part in text.split(","))
    return opening.text + closing.text in ("[]", "()") and short


def _listed(piece: Piece) -> bool:
    return piece.kind in ("number", "dash") or piece.text in ",;"


def list_mark(around: Surroundings, figure: Figure) -> bool:
    """ "1. Introduction", "2) costs" at the beginning of a line."""
    number = figure.low.number
    after, following = around.piece(figure.end), around.piece(figure.end + 1)
    if after is None or not after.glued or after.text not in ".)":
        return False
    if figure.low.sort != "bare" or not number.bare or number.value > 999:
        return False
    before = around.piece(figure.start - 1)
    opens = (
        before is None
        or before.kind == "break"
        or (before.text == "(" and _opens_line(around, figure.start - 1))
    )
    return opens and following is not None and not following.glued and following.kind != "break"


def _opens_line(around: Surroundings, at: int) -> bool:
    before = around.piece(at - 1)
    return before is None or before.kind == "break"


def code(around: Surroundings, figure: Figure) -> bool:
    """ "007", "0042"."""
    text = around.items[figure.low.number.start].text
    return len(text) > 1 and text[0] == "0" and text.isdigit() and figure.low.sort == "bare"


def score(around: Surroundings, figure: Figure) -> bool:
    """ "3–1", "won 1-3", "11-for-20": points of two sides, which are no range."""
    low, high, items = figure.low, figure.high, around.items
    if low.sort != "bare" or not low.number.bare or low.number.value > _DATA["score"]["most"]:
        return False
    if high is None:
        return _points_follow(around, low.number.end)
    link = items[low.number.end]
    if figure.rule != "range dash" or figure.hedge or not link.glued or not high.number.bare:
        return False
    if counted_follows(around, figure.end):
        return False
    behind = items[figure.end : figure.end + 2]
    return _cued(behind) or _cued(items[max(0, figure.start - _CUE_REACH) : figure.start][::-1])


def _cued(pieces: list[Piece]) -> bool:
    """Does a word such as "won" stand among these pieces, before the clause ends?"""
    for piece in pieces:
        if piece.kind == "break" or piece.text in ".;":
            return False
        if piece.lower in _DATA["score"]["cues"]:
            return True
    return False


def _points_follow(around: Surroundings, at: int) -> bool:
    """Does "–1" or "-for-20" stand written on to the figure that ends at `at`?"""
    dash, other, further, last = (around.piece(at + step) for step in range(4))
    if dash is None or other is None or dash.text not in "–‒-‐‑":
        return False
    if not dash.glued or not other.glued:
        return False
    if other.kind == "number":
        return other.text.isdigit()
    return (
        other.lower == "for" and further is not None and further.kind == "dash"
        and last is not None and last.kind == "number" and last.glued
    )  # fmt: skip


def escape(around: Surroundings, figure: Figure) -> bool:
    """ "[0m", "[1m": what is left of an escape sequence whose first character got lost."""
    before, last = around.piece(figure.start - 1), around.items[figure.end - 1]
    if before is None or before.text != "[" or last.text != "m" or not last.glued:
        return False
    behind = [piece.text for piece in around.items[figure.end : figure.end + _BRACKETED]]
    closed = "]" in behind and "[" not in behind[: behind.index("]")]
    return figure.low.number.rule == "digits" and not closed


def clock(around: Surroundings, figure: Figure) -> bool:
    """ "6pm", "0440 GMT": a time of day."""
    number, data = figure.low.number, _DATA["clock"]["after"]
    after, dot, further = (around.piece(number.end + step) for step in range(3))
    if number.rule != "digits" or after is None:
        return False
    dotted = f"{after.lower}.{further.lower}" if dot and further and dot.text == "." else ""
    return (after.lower in data or dotted in data) and number.value <= 2400


def hyphenated(around: Surroundings, figure: Figure) -> bool:
    """ "two-way", "three-dimensional": descriptions."""
    dash, word = around.piece(figure.low.number.end), around.piece(figure.low.number.end + 1)
    tied = (
        dash is not None and word is not None and dash.kind == "dash" and dash.glued and word.glued
    )
    return tied and word is not None and word.lower in _DATA["hyphenated"]["never"]


def year(around: Surroundings, figure: Figure) -> bool:
    """ "in 1996", "1914-18", where no dates component has taken them."""
    if (
        figure.low.sort != "bare"
        or not year_like(figure.low.number)
        or (figure.hedge and figure.hedge.operator != "=")
    ):
        return False
    if figure.high is not None and not (
        year_like(figure.high.number) or figure.high.number.value < 100
    ):
        return False
    return not counted_follows(around, figure.end)
