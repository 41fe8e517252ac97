"""What looks like a figure and is a label: "ch. 4", "Flight 370", "phases 3, 5 and 7"."""

from __future__ import annotations

from sourcecheck import resources
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.surroundings import Surroundings, counted_follows
from sourcecheck.normalise.lexer import Piece

_DATA = resources.load("numbers")


def label(around: Surroundings, figure: Figure) -> bool:
    """ "ch. 4", "Flight 370", "§ 3", "phases 3, 5 and 7"."""
    lettered = figure.low.sort != "bare" and _lettered(around, figure)
    if (figure.low.sort != "bare" and not lettered) or figure.hedge:
        return False
    after = around.piece(figure.end)
    if after is not None and after.text == "=":  # "0 = never, 1 = rarely"
        return True
    if figure.start <= around.labelled_to:
        around.labelled_to = _label_reach(around, figure.end)
        return True
    before, further = around.piece(figure.start - 1), around.piece(figure.start - 2)
    if before is None or figure.low.number.rule == "article":
        return False
    word = before.lower
    data = _DATA["label"]
    found = before.text in data["signs"]
    found = found or (
        before.text == "."
        and before.glued
        and further is not None
        and further.lower in data["abbreviations"]
    )
    found = found or (
        word in _DATA["emergency"]["before"]
        and around.items[figure.start].text in _DATA["emergency"]["numbers"]
        and not counted_follows(around, figure.end)
    )
    if before.kind == "word" and not found:
        singular = word.removesuffix("s")
        strong = not {word, singular}.isdisjoint(data["strong"])
        ranked = word in data["ranked"] and not _counted_by(further)
        weak = not {word, singular}.isdisjoint(data["words"]) and (
            ranked or not counted_follows(around, figure.end)
        )
        named = singular == "number" and further is not None and further.lower in data["numbered"]
        short = (
            word in data["abbreviations"]
            and len(word) > 1
            and word != "no"
            and figure.low.number.bare
        )
        made = word in data["makes"] and figure.low.number.bare and before.text[0].isupper()
        found = strong or weak or short or made or (named and figure.low.number.rule == "digits")
    if found:
        around.labelled_to = _label_reach(around, figure.end)
    return found


def _counted_by(piece: Piece | None) -> bool:
    """Does the word before a label say of which group so many are counted: "of each type 3"?"""
    return piece is not None and piece.lower in _DATA["label"]["counted_by"]


def _lettered(around: Surroundings, figure: Figure) -> bool:
    """Is the unit one letter written on to the digits, as in "Fig. 3c"?"""
    start, end = figure.low.written
    unit = around.items[start]
    return end == start + 1 and unit.glued and len(unit.text) == 1 and unit.text.isalpha()


def _label_reach(around: Surroundings, end: int) -> int:
    """The position up to which a list that a label opened goes on, if a number stands there."""
    position = end
    while (piece := around.piece(position)) is not None and position < end + 4:
        if (
            (piece.kind == "word" and piece.glued and position == end and len(piece.text) == 1)
            or piece.text in (",", ";", "&")
            or piece.kind == "dash"
            or piece.lower in ("and", "or", "to")
        ):
            position += 1
        else:
            return position if position > end and piece.kind == "number" else -1
    return -1
