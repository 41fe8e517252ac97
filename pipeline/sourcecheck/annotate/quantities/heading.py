"""What a heading or label states for its figures: "(€ m)", "in thousands", "'000 tonnes".

    Income, £ million      2031      2030
    Fares                  41.2      39.8
    Seats sold (000)        812       790

A label's own unit holds for its line, a column's for its column, and that of a line over the table
for the rest, until a blank line behind the first row, a line of prose or another head. A figure
with a unit or scale of its own keeps it, and so does a year.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from sourcecheck import resources
from sourcecheck.annotate.layout import Stretch
from sourcecheck.annotate.layout.cells import Line, columns_over, labelled
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.site import LexedDoc, year_like
from sourcecheck.normalise import money, unit_words
from sourcecheck.normalise.digits import MONEY_SCALE, Amount, Number
from sourcecheck.normalise.lexer import Piece

_NUMBERS = resources.load("numbers")
_DATA = _NUMBERS["heading"]
_SCALE: dict[str, int] = _NUMBERS["scale"]
_SHORT: dict[str, int] = _NUMBERS["abbreviation"]["glued"]
_APOSTROPHES = "'’‘"
_SIGNS = ("%", "‰")
_OTHER = frozenset(_DATA["other"])
_PERSONS = resources.load("victims")["person"]
_COUNTED = frozenset([*_PERSONS["plurals"], *(f"{noun}s" for noun in _PERSONS["nouns"])])
_LONGEST = 100  # characters of a head; a longer line is prose
_BRACKET = re.compile(r"\(([^()\n]{1,48})\)")
_TAIL = re.compile(r",\s([^,;:()\n]{1,24})\Z")
_WORD = re.compile(r"[^\W\d_]+")
_AROUND = "()[]*†‡ -−–+"


@dataclass(frozen=True, slots=True)
class Stated:
    """The scale and the unit of a heading; `start` and `end` are the pieces that say it."""

    start: int
    end: int
    scale: Fraction = Fraction(1)
    unit: Amount | None = None  # an amount without a figure: its names, sort and written unit
    counted: str = ""  # "teu" of "thousand TEU"
    parts: bool = False  # only for figures with decimals: whole ones may count persons

    @property
    def is_scaled(self) -> bool:
        """Are the figures under it to be multiplied?"""
        return self.scale != 1

    def of(self, figure: Amount) -> Amount | None:
        """The figure as the heading means it; None for one that says its own unit or scale."""
        known = figure.number
        if known.scaled or known.rule != "digits" or figure.sort == "unit":
            return None
        if self.parts and known.last_place is not None and known.last_place >= 1:
            return None
        if figure.sort == "money" and not (self.is_scaled and self._is_of(figure)):
            return None
        number = known.times(self.scale, known.end) if self.is_scaled else known
        found = replace(figure, number=number, rule="unit of the heading")
        bare = figure.sort == "bare"
        return found.with_unit_of(self.unit) if bare and self.unit is not None else found

    def _is_of(self, figure: Amount) -> bool:
        """ "$128.4" under "in millions" or "$ millions"; not "$0.71 per share", not under "£m"."""
        if self.unit is None:
            return not self.counted
        return bool(money.codes(self.unit.names[0]) & money.codes(figure.names[0]))


def _stated(items: list[Piece], start: int, end: int, label: str = "") -> Stated | None:
    """What `items[start:end]` states as a whole, None if it is no unit.

    `label` is the last word of what is measured: "(m)" is a million behind "Visitors" only.
    """
    expression = items[start:end]
    at = _past(expression, 0, _DATA["opening"])
    currency = money.named(expression, at, large=False)
    at = _past(expression, currency[1] if currency else at, ("in",))
    scale, at = _scale(expression, at, money=currency is not None)
    if scale == 1 and currency is None:
        scale, at = _letter(expression, at, label)
    found = Stated(start, end, scale)
    if currency is not None:
        found = _in_unit(found, (currency[0],))
    elif at < len(expression):
        found, at = _measured(found, expression, at)
    said = found.is_scaled or (found.unit is not None and _is_marked(expression[0], found.unit))
    return found if said and _closes(expression, at) else None


def _measured(found: Stated, items: list[Piece], at: int) -> tuple[Stated, int]:
    """The heading with the unit behind its scale, or with what is counted, and where that ends."""
    at = _past(items, at, ("of",)) if found.is_scaled else at
    currency = money.named(items, at, large=True) if found.is_scaled else None
    if currency is not None:
        return _in_unit(found, (currency[0],)), currency[1]
    measured = unit_words.find(items, at) if at < len(items) else None
    if measured is not None:
        return _in_unit(found, measured.names), measured.end
    words = [piece.lower for piece in items[at:] if piece.kind == "word"]
    if not found.is_scaled or len(words) != len(items) - at or len(words) > _DATA["most_words"]:
        return found, at
    return replace(found, counted=words[-1].removesuffix("s") if words else ""), len(items)


def _is_marked(first: Piece, stated: Amount) -> bool:
    """Is a unit without scale written as one: a sign, a code of money, a word in small letters?

    One letter may be a mark of anything, and a capitalised word a name.
    """
    if first.text in _SIGNS or (stated.sort == "money" and first.text.isupper()):
        return True
    if first.kind != "word":
        return stated.sort == "money" or first.text == "°"
    return len(first.text) > 1 and first.text[0].islower() and first.lower not in _DATA["no_unit"]


def _past(items: list[Piece], at: int, words: list[str] | tuple[str, ...]) -> int:
    while at < len(items) and items[at].lower in words:
        at += 1
    return at


def _closes(items: list[Piece], at: int) -> bool:
    """Is this the end, or the beginning of an exception ("except per-share data")?"""
    return at >= len(items) or items[at].text in ",;" or items[at].lower in _DATA["closing"]


def _scale(items: list[Piece], at: int, *, money: bool) -> tuple[Fraction, int]:
    """The scale at `items[at]` and its end: "millions", "bn", "'000", and "m" beside money."""
    at += at + 1 < len(items) and items[at].text in _APOSTROPHES
    if at >= len(items):
        return Fraction(1), at
    piece = items[at]
    if piece.text == "000":
        plural = at + 1 < len(items) and items[at + 1].lower == "s" and items[at + 1].glued
        return Fraction(1000), at + 1 + plural
    power = _SCALE.get(piece.lower)
    if power is None and money:
        power = MONEY_SCALE.get(piece.text, _SHORT.get(piece.lower))
    if power is None and piece.lower in _NUMBERS["abbreviation"]["spaced"]:
        power = _SHORT[piece.lower]
    return (Fraction(1), at) if power is None else (Fraction(10) ** power, at + 1)


def _letter(items: list[Piece], at: int, label: str) -> tuple[Fraction, int]:
    """The million of "Passengers (m)", "m tonnes", "m sq ft", which stands where no metre can."""
    if at >= len(items) or items[at].text != "m":
        return Fraction(1), at
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None:
        plural = label.endswith("s") and not label.endswith("ss") and label not in _DATA["lengths"]
        return (Fraction(10**6), at + 1) if plural else (Fraction(1), at)
    counts = following.lower == "people" or following.lower.endswith("s")
    measured = following.kind == "word" and unit_words.find(items, at + 1) is not None
    return (Fraction(10**6), at + 1) if counts or measured else (Fraction(1), at)


def _in_unit(found: Stated, names: tuple[str, ...]) -> Stated:
    number = Number(Fraction(1), found.start, found.start)
    sort: Literal["unit", "money"] = "money" if money.codes(names[0]) else "unit"
    written = (found.start, found.end)
    return replace(found, unit=Amount(number, *written, names, written, sort))


@dataclass(slots=True)
class _Head:
    """What is stated for the rows under a line: for all of them, and for its columns."""

    line: Line
    whole: Stated | None = None
    columns: dict[Stretch, Stated] = field(default_factory=dict)  # by their heads
    rows: int = 0
    blanks: int = 0


def figures(around: LexedDoc, found: list[Figure]) -> list[Figure]:
    """The figures, each with the unit and scale that its label or the head of its table states."""
    starts = [around.items[figure.start].start for figure in found]
    changed, heads = list(found), set()
    for (begin, end), stated in _stretches(around):
        heads.add((stated.start, stated.end))
        first, last = bisect.bisect_left(starts, begin), bisect.bisect_left(starts, end)
        for index in range(first, last):
            if _fills(around, found[index], begin, end):
                changed[index] = _meant(found[index], stated)
    said = {at for start, end in heads for at in range(start, end)}
    return [figure for figure in changed if figure.body not in said]


def _stretches(around: LexedDoc) -> Iterator[tuple[Stretch, Stated]]:
    """Where a figure may stand whose unit is stated elsewhere, and what that is."""
    head: _Head | None = None
    for line in around.view.lines:
        if line.kind == "blank":
            head = _past_blank(head)
        if line.kind in ("blank", "rule"):
            continue
        label, values = labelled(around.view.text, line) if line.cells else ((0, 0), ())
        if not values:
            head = _next_head(around, line, head)
            continue
        own = _expression(around, label)
        if head is not None:
            head.rows += 1
        for value in values:
            stated = own if own is not None else _for(around, head, line, value)
            if stated is not None:
                yield value, stated


def _past_blank(head: _Head | None) -> _Head | None:
    """A blank line ends a table, but not between the head and the first row."""
    if head is None or head.rows or head.blanks:
        return None
    head.blanks += 1
    return head


def _expression(around: LexedDoc, cell: Stretch) -> Stated | None:
    """The unit that a cell states: "Sales (€ m)", "Sales, € m"."""
    written = around.view.text[slice(*cell)].rstrip(" :")
    brackets = list(_BRACKET.finditer(written))
    if brackets and brackets[-1].end() == len(written):
        inner = brackets[-1]
    elif (tail := _TAIL.search(written)) is not None:
        inner = tail
    else:
        return None
    words = _WORD.findall(written, 0, inner.start())
    label = words[-1].lower() if words else ""
    return _read(around, cell[0] + inner.start(1), cell[0] + inner.end(1), label)


def _read(around: LexedDoc, begin: int, end: int, label: str = "") -> Stated | None:
    first = bisect.bisect_left(around.starts, begin)
    last = bisect.bisect_left(around.starts, end)
    return _stated(around.items, first, last, label) if first < last else None


def _next_head(around: LexedDoc, line: Line, head: _Head | None) -> _Head | None:
    """The head that holds behind a line without values."""
    if not line.cells or line.cells[-1][1] - line.cells[0][0] > _LONGEST:
        return None
    new = _over(around, line)
    if new is None:
        return None if around.view.text[line.cells[-1][1] - 1] in ".?!" else head
    if head is not None and not head.rows and new.whole is None:
        new.whole = head.whole
    return new


def _over(around: LexedDoc, line: Line) -> _Head | None:
    """The head that a line without values makes of itself; None if it states no unit."""
    first, *others = line.cells
    found = _Head(line, _expression(around, first))
    whole = _read(around, *first) if found.whole is None else None
    if whole is not None and whole.is_scaled and others:
        found.columns[first] = whole
    elif whole is not None and whole.is_scaled:
        found.whole = whole
    if not others and found.whole is not None and _loose(around, first, found.whole):
        return None
    for cell in others:
        stated = _expression(around, cell) or _read(around, *cell)
        if stated is not None:
            found.columns[cell] = stated
    return found if found.whole is not None or found.columns else None


def _loose(around: LexedDoc, cell: Stretch, stated: Stated) -> bool:
    """Is this unit without scale behind a comma, where a place may stand as well?"""
    return not stated.is_scaled and around.view.text[cell[1] - 1] not in "):"


def _for(around: LexedDoc, head: _Head | None, line: Line, value: Stretch) -> Stated | None:
    """What the head states for a value; nothing for a row that is measured otherwise."""
    if head is None:
        return None
    if head.columns and value in line.cells:
        over = columns_over(head.line, line).get(line.cells.index(value))
        if over in head.columns:
            return head.columns[over]
    if head.whole is None:
        return None
    label = around.view.text[slice(*line.cells[0])]
    words = [word.lower() for word in _WORD.findall(label)]
    if "%" in label or "/" in label or not _OTHER.isdisjoint(words):
        return None
    people = head.whole.unit is not None and words[-1:] and words[-1] in _COUNTED
    return replace(head.whole, parts=True) if people else head.whole


def _fills(around: LexedDoc, figure: Figure, begin: int, end: int) -> bool:
    """Does the figure take all of its cell, but for brackets and marks?"""
    first, last = around.items[figure.start], around.items[figure.end - 1]
    if figure.rule == "ordinal" or year_like(figure.low.number) or last.end > end:
        return False
    around_it = around.view.text[begin : first.start] + around.view.text[last.end : end]
    return not around_it.strip(_AROUND)


def _meant(figure: Figure, stated: Stated) -> Figure:
    low = stated.of(figure.low)
    high = stated.of(figure.high) if figure.high is not None else None
    if low is None or (figure.high is not None and high is None):
        return figure
    counted = stated.counted or figure.counted
    return replace(figure, low=low, high=high, rule=low.rule or figure.rule, counted=counted)
