"""The number record, and what all parts of the number grammar share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.normalise import digits
from sourcecheck.normalise.lexer import Piece

_CARDINAL: dict[str, int] = resources.load("numbers")["cardinal"]
_SCALE: dict[str, int] = resources.load("numbers")["scale"]
_GLUED_SCALE: dict[str, int] = resources.load("numbers")["abbreviation"]["glued"]
_SPACED: list[str] = resources.load("numbers")["abbreviation"]["spaced"]
#: Abbreviated scales that stand beside money only.
MONEY_SCALE: dict[str, int] = resources.load("numbers")["abbreviation"]["money"]
_ORDINAL: dict[str, int] = resources.load("numbers")["ordinal"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `pieces[start:end]`."""

    value: Fraction
    start: int
    end: int
    digits: int | None = None  # significant digits as printed; None for words
    last_place: Fraction | None = None  # worth of the last significant place, where it has one
    other: Fraction | None = None  # another reading of the same digits
    bare: bool = False  # digits only, ungrouped, whole: what identifiers and years look like
    scaled: bool = False  # "million", "hundred", "×10⁶"
    scale: Fraction = Fraction(1)  # what its scale words multiply it by
    signed: bool = False
    rule: str = "digits"

    def times(self, factor: Fraction, end: int, rule: str = "") -> Number:
        """This number multiplied by a scale that ends at `end`."""
        place, other = self.last_place, self.other
        value = self.value * factor
        return replace(
            self,
            value=value,
            end=end,
            last_place=place * factor
            if self.digits is not None and place is not None
            else digits.trailing_place(value),
            other=other * factor if other is not None else None,
            bare=False,
            scaled=True,
            scale=self.scale * factor,
            rule=rule or self.rule,
        )


def scale(items: list[Piece], at: int, *, money: bool = False) -> tuple[int, int] | None:
    """Power of ten and end of a scale at `items[at]`: "million", "bn", and beside money "m"."""
    at = past_hyphen(items, at)  # "$5.4-billion"
    piece = peek(items, at)
    if piece is None or piece.kind != "word":
        return None
    if piece.lower in _SCALE:
        return _SCALE[piece.lower], at + 1
    previous = items[at - 1]
    tight = piece.glued or money or piece.lower in _SPACED
    if previous.kind in ("number", "fraction") and tight:
        power = MONEY_SCALE.get(piece.text) if money else None
        power = _GLUED_SCALE.get(piece.lower) if power is None else power
        after = peek(items, at + 1)
        if power is not None and not (
            after and after.glued and after.kind in ("number", "superscript")
        ):
            return power, at + 1
    return None


def is_whole(piece: Piece) -> bool:
    """Digits alone? (`str.isdigit` alone would let a raised "²" through.)"""
    return piece.kind == "number" and piece.text.isdigit()


def peek(items: list[Piece], at: int) -> Piece | None:
    """The piece at `at`, None behind the last."""
    return items[at] if at < len(items) else None


def past_hyphen(items: list[Piece], at: int) -> int:
    """The position behind a hyphen that ties two number words, else `at`."""
    if at + 1 < len(items) and items[at].kind == "dash" and items[at + 1].kind == "word":
        tied = items[at].glued and items[at + 1].glued
        spaced = not items[at].glued and not items[at + 1].glued
        word = items[at + 1].lower.removesuffix("s")
        if tied or (spaced and (word in _ORDINAL or word in _CARDINAL)):
            return at + 1
    return at
