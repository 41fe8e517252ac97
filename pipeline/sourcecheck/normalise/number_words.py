"""Number words below a thousand: "twenty-one", "two hundred and four", "nought point three"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.normalise import digits
from sourcecheck.normalise.digits import ARTICLES, Number, digits_at, past_hyphen, peek
from sourcecheck.normalise.lexer import Piece

_CARDINAL: dict[str, int] = resources.load("numbers")["cardinal"]
_TENS: dict[str, int] = resources.load("numbers")["tens"]
_SCALE: dict[str, int] = resources.load("numbers")["scale"]
_BOTH = ("between", "both", "of", "from", "ages")


def words_at(items: list[Piece], at: int) -> Number | None:
    """Number words below a thousand, "a hundred", "two point five", "half a"."""
    piece = items[at]
    word, after = piece.lower, peek(items, at + 1)
    if word in ARTICLES:
        if after and (
            after.lower in ("hundred", *_SCALE, "dozen", "couple") and not after.lower.endswith("s")
        ):
            return _hundreds(items, Number(Fraction(1), at, at + 1, rule="words"))
        return None
    small = below_hundred(items, at)
    if small is None:
        return None
    whole = _hundreds(items, small)
    return _point(items, whole) or whole


def below_hundred(items: list[Piece], at: int) -> Number | None:
    """ "seven", "twenty", "twenty-one", "twenty one", "one-and-twenty"."""
    piece = peek(items, at)
    if piece is None or piece.kind != "word":
        return None
    if piece.lower in _CARDINAL:
        return _unit_first(items, at) or Number(
            Fraction(_CARDINAL[piece.lower]), at, at + 1, rule="words"
        )
    if piece.lower not in _TENS:
        return None
    value, end = _TENS[piece.lower], at + 1
    unit = peek(items, past_hyphen(items, end))
    if unit and 0 < _CARDINAL.get(unit.lower, 0) < 10:
        return Number(
            Fraction(value + _CARDINAL[unit.lower]), at, past_hyphen(items, end) + 1, rule="words"
        )
    return Number(Fraction(value), at, end, rule="words")


def _unit_first(items: list[Piece], at: int) -> Number | None:
    """ "two-and-twenty", "five and twenty", as older texts count; "between five and twenty" is two
    numbers, and so is "twenty-five and forty"."""
    link = past_hyphen(items, at + 1)
    tied, tens = link > at + 1, past_hyphen(items, link + 1)
    if tied != (tens > link + 1) or (last := peek(items, tens)) is None:
        return None
    if items[link].lower != "and" or last.lower not in _TENS:
        return None
    further = peek(items, past_hyphen(items, tens + 1))
    if further is not None and further.lower in _CARDINAL:
        return None  # "one and forty-two"
    unit, before = _CARDINAL[items[at].lower], items[at - 1] if at else None
    if not 0 < unit < 10 or (before is not None and _opens_a_list(before, tied)):
        return None
    return Number(Fraction(_TENS[last.lower] + unit), at, tens + 1, rule="words")


def _opens_a_list(before: Piece, tied: bool) -> bool:
    """Do the two numbers behind this piece stand side by side, unless hyphens tie them?"""
    if before.lower in _TENS or (before.kind == "dash" and before.glued):
        return True
    return not tied and (before.lower in _BOTH or before.text == ",")


def _hundreds(items: list[Piece], number: Number) -> Number:
    """`number` with "hundred" and what is added to it: "two hundred and fifty-four"."""
    position = past_hyphen(items, number.end)
    piece = peek(items, position)
    if piece is None or piece.lower != "hundred":
        return number
    whole = replace(number.times(Fraction(100), position + 1), last_place=None)
    position = whole.end
    link = peek(items, position)
    rest = (
        below_hundred(items, position + 1)
        if link and link.lower == "and"
        else below_hundred(items, past_hyphen(items, position))
    )
    if rest is None and link and link.lower == "and":
        tail = peek(items, position + 1)
        if tail and tail.kind == "number" and tail.text.isdigit() and len(tail.text) < 3:
            rest = Number(Fraction(int(tail.text)), position + 1, position + 2)
    if rest is None or rest.value == 0:
        return replace(whole, last_place=digits.trailing_place(whole.value))
    total = whole.value + rest.value
    return replace(whole, value=total, end=rest.end, last_place=digits.trailing_place(total))


def _point(items: list[Piece], number: Number) -> Number | None:
    """ "two point five", "nought point nought three", "nought point eleven"."""
    point = peek(items, number.end)
    if point is None or point.lower != "point":
        return None
    figures, position = "", number.end + 1
    while (piece := peek(items, position)) is not None and len(figures) < digits.LONGEST:
        if piece.lower in _CARDINAL:
            figures += str(_CARDINAL[piece.lower])
        elif piece.kind == "number" and piece.text.isdigit():
            figures += piece.text
        else:
            break
        position += 1
    if not figures or len(figures) > digits.LONGEST:
        return None
    value = number.value + Fraction(int(figures), 10 ** len(figures))
    return replace(number, value=value, end=position, last_place=Fraction(1, 10 ** len(figures)))


def with_hundred(items: list[Piece], number: Number | None) -> Number | None:
    """ "3 hundred and 21": words go on where the digits end."""
    after = peek(items, number.end) if number else None
    if number is not None and number.bare and after is not None and after.lower == "point":
        return _point(items, number) or number
    if number is None or after is None or after.lower not in ("hundred", "hundreds"):
        return number
    whole = number.times(Fraction(100), number.end + 1)
    tail = peek(items, whole.end + 1)
    if items[whole.end].lower == "and" if whole.end < len(items) else False:
        rest = (
            digits_at(items, whole.end + 1, False)
            if tail and tail.kind == "number"
            else words_at(items, whole.end + 1)
        )
        if rest and rest.value < 100 and rest.value.denominator == 1 and not rest.scaled:
            return replace(
                whole,
                value=whole.value + rest.value,
                end=rest.end,
                digits=None,
                last_place=Fraction(1),
                rule="words",
            )
    return whole
