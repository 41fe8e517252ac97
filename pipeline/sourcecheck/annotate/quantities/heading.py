"""What a heading or label states for its figures: "(€ m)", "in thousands", "'000 tonnes"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from sourcecheck import resources
from sourcecheck.annotate.quantities.measure import Amount
from sourcecheck.normalise import money, unit_words
from sourcecheck.normalise.digits import MONEY_SCALE, Number
from sourcecheck.normalise.lexer import Piece

_NUMBERS = resources.load("numbers")
_DATA = _NUMBERS["heading"]
_SCALE: dict[str, int] = _NUMBERS["scale"]
_SHORT: dict[str, int] = _NUMBERS["abbreviation"]["glued"]
_APOSTROPHES = "'’‘"
_SIGNS = ("%", "‰")


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


def read(items: list[Piece], start: int, end: int, label: str = "") -> Stated | None:
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
