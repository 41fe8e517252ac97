"""Fractions in words: "half", "two thirds", "three twenty-firsts"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from sourcecheck import resources
from sourcecheck.normalise import digits
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.number_words import below_hundred
from sourcecheck.normalise.numeral import Number, past_hyphen, peek, scale
from sourcecheck.normalise.printed import written_fraction

_DATA: Any = resources.load("numbers")
_TENS: dict[str, int] = resources.load("numbers")["tens"]
_SCALE: dict[str, int] = resources.load("numbers")["scale"]
_GROUP: dict[str, int] = resources.load("numbers")["group"]
_ORDINAL: dict[str, int] = resources.load("numbers")["ordinal"]
_DENOMINATOR: dict[str, int] = resources.load("numbers")["denominator"]
_VULGAR: dict[str, list[int]] = resources.load("numbers")["vulgar"]
_ARTICLES = ("a", "an")
_WHOLE = (*_ARTICLES, "one")


def fraction_at(items: list[Piece], at: int) -> Number | None:
    """ "½", "half", "a half", "one third", "three quarters", "a quarter"."""
    piece = peek(items, at)
    if piece is None:
        return None
    if piece.kind == "fraction":
        return Number(Fraction(*_VULGAR[piece.text]), at, at + 1, rule="fraction")
    if piece.lower == "half":
        return Number(Fraction(1, 2), at, at + 1, rule="fraction")
    if piece.kind == "number":
        return written_fraction(items, at)
    if piece.lower in _ARTICLES:
        numerator, position = 1, at + 1
    else:
        small = below_hundred(items, at)
        if small is None:
            return None
        numerator, position = int(small.value), small.end
    return _below(items, at, Fraction(numerator), position, article=piece.lower in _ARTICLES)


def fraction_alone(items: list[Piece], at: int) -> Number | None:
    """ "½", "half a million", "a quarter million", "three quarters"."""
    part = fraction_at(items, at)
    if part is None:
        return None
    whole = of_scale(items, part)
    if whole is not part:
        return whole
    position = part.end
    article = past_hyphen(items, position)  # "half-a-dozen"
    piece = peek(items, article)
    if piece and piece.lower in _ARTICLES:
        noun = past_hyphen(items, article + 1) if article > position else article + 1
        inner = peek(items, noun)
        if inner and (inner.lower in _SCALE or inner.lower in _GROUP):
            position = noun
    after = scale(items, position)
    if after:
        return _times(part, Fraction(10) ** after[0], after[1])
    piece = peek(items, position)
    if piece and piece.lower in _GROUP and position > part.end:
        return replace(part, value=part.value * _GROUP[piece.lower], end=position + 1)
    return part


def of_scale(items: list[Piece], part: Number) -> Number:
    """The fraction `part` with the scale that it is of: "a quarter of a million"; else as it is."""
    words = [piece.lower for piece in items[part.end : part.end + 3]]
    if len(words) < 3 or words[0] != "of" or words[1] not in _WHOLE or words[2] not in _SCALE:
        return part
    return _times(part, Fraction(10) ** _SCALE[words[2]], part.end + 3)


def _times(part: Number, scale: Fraction, end: int) -> Number:
    """The part of a scale, as exact as it is round: a third of a million to a hundredth of it."""
    value = part.value * scale
    place = digits.trailing_place(value) if value.denominator == 1 else scale / 100
    return replace(part, value=value, end=end, scaled=True, scale=scale, last_place=place)


def as_numerator(items: list[Piece], number: Number) -> Number | None:
    """ "two thirds", "twenty-one fifths", where the cardinal is what stands above the line."""
    if (
        (number.scaled and number.rule != "words")
        or number.value.denominator != 1
        or number.rule not in ("words", "digits")
    ):
        return None
    part = _below(items, number.start, number.value, number.end, article=False)
    return part and of_scale(items, part)


def _below(
    items: list[Piece], at: int, numerator: Fraction, position: int, *, article: bool
) -> Number | None:
    """The denominator behind a numerator, if one stands there."""
    position = past_hyphen(items, position)
    piece = peek(items, position)
    if piece is None or piece.kind != "word":
        return None
    denominator = _DENOMINATOR.get(piece.lower)
    if denominator is None:
        singular = piece.lower.removesuffix("s")
        tens = _TENS.get(piece.lower)
        if tens:  # "three twenty-firsts"
            unit = peek(items, past_hyphen(items, position + 1))
            rank = _ORDINAL.get(unit.lower.removesuffix("s"), 0) if unit else 0
            if not (unit and unit.lower.endswith("s") and 0 < rank < 10):
                return None
            denominator, position = tens + rank, past_hyphen(items, position + 1)
        elif (plural := singular != piece.lower) or numerator == 1:
            denominator = _ORDINAL.get(singular)
            if (
                denominator is None
                or denominator < 3
                or (plural and numerator == 1 and not article)
            ):
                return None
            if article and not plural and not _shared(items, position + 1):
                return None
    if denominator is None:
        return None
    value = numerator / denominator
    if denominator >= 100 and numerator > denominator and _joined_by_and(items, at, position):
        # "two hundred and fifty-four hundredths": "and" stands for the decimal point
        value = numerator // 100 * 100 + numerator % 100 / denominator
    return Number(value, at, position + 1, rule="fraction")


def _joined_by_and(items: list[Piece], at: int, end: int) -> bool:
    return any(piece.lower == "and" for piece in items[at:end])


def _shared(items: list[Piece], at: int) -> bool:
    """Behind "a third": does it go on as a share ("of the seats", ".") and not as a rank?"""
    piece = peek(items, at)
    if piece is not None and piece.kind == "dash" and piece.glued:
        return False  # "an eighth-round win"
    if piece is None or piece.kind != "word" or piece.lower in _DATA["share"]["ordinal"]:
        return True
    following = [
        p.lower for p in items[at + 1 : at + 3]
    ]  # "a third and a half", "a quarter or half"
    if piece.lower not in _DATA["share"]["links"] or not following:
        return False
    word = following[0] if following[0] not in _ARTICLES else following[-1]
    return word in _DENOMINATOR or (word in _ORDINAL and following[0] in _ARTICLES)
