"""Numbers as English writes them, in digits, words and both, to exact fractions.

    >>> read("three and a half million").value
    Fraction(3500000, 1)

One grammar, read from left to right over the pieces of a text (`lexer`): a cardinal is made of
groups, each multiplied by its scale; fractions, powers of ten and signs come on top.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.normalise import digits
from sourcecheck.normalise.digits import Number, digits_at, past_hyphen, peek, scale
from sourcecheck.normalise.lexer import Piece, pieces
from sourcecheck.normalise.share import (
    as_numerator,
    fraction_alone,
    fraction_at,
    past_link,
    share_of,
    with_hundred,
    words_at,
)

_CARDINAL: dict[str, int] = resources.load("numbers")["cardinal"]
_TENS: dict[str, int] = resources.load("numbers")["tens"]
_SCALE: dict[str, int] = resources.load("numbers")["scale"]
_GROUP: dict[str, int] = resources.load("numbers")["group"]
_ORDINAL: dict[str, int] = resources.load("numbers")["ordinal"]
_DENOMINATOR: dict[str, int] = resources.load("numbers")["denominator"]
_SIGN: dict[str, int] = resources.load("numbers")["sign"]
_SIGNS = {"-": -1, "−": -1, "+": 1}
_PLUS_OR = ["plus", "or"]  # minus: how far, either way
_SUFFIXES = ("st", "nd", "rd", "th")
_BEFORE_SIGN = "([{<>≤≥~∼≈=±/\"“‘'"


def read(text: str) -> Number | None:
    """The number that `text` as a whole is; None if it is not one."""
    items = pieces(text)
    found = parse(items, 0)
    return found if found is not None and found.end == len(items) else None


def word(text: str) -> bool:
    """Is this lower-case word a cardinal: "eleven", "forty"?"""
    return text in _CARDINAL or text in _TENS


def parse(items: list[Piece], at: int, *, european: bool = False) -> Number | None:
    """The longest number that begins at `items[at]`, or None."""
    if at >= len(items):
        return None
    sign, body = _sign(items, at)
    found = _unsigned(items, body, european)
    if found is None or not sign:
        return found
    return replace(
        found,
        value=found.value * sign,
        start=at,
        signed=True,
        bare=False,
        other=None if found.other is None else found.other * sign,
    )


def ordinal(items: list[Piece], at: int) -> Number | None:
    """An ordinal ("21st", "twenty-first", "two hundredth") at `items[at]`, or None."""
    if items[at].kind == "number":
        return _ordinal_in_digits(items, at)
    if items[at].kind != "word":
        return None
    first = _cardinal(items, at, european=False)
    total, position = (first.value, first.end) if first else (Fraction(0), at)
    position = past_hyphen(items, position) if first else position
    last = peek(items, position)
    if first and last and last.lower == "and":
        last = peek(items, position := position + 1)
    rank = _rank(last.lower) if last else None
    if rank is None:
        return None
    if rank >= 100 and first:
        total = total * rank
    elif not first or total % 100 == 0 or (rank < 10 and total % 10 == 0):
        total += rank
    else:
        return None
    return Number(total, at, position + 1, rule="ordinal")


def _ordinal_in_digits(items: list[Piece], at: int) -> Number | None:
    written, after = items[at].text, peek(items, at + 1)
    whole = written.replace(",", "").isdigit()
    if after and after.glued and whole and _suffixed(written, after.lower):
        known = digits.read(written)
        return Number(known.value, at, at + 2, rule="ordinal") if known else None
    return None


def _suffixed(written: str, suffix: str) -> bool:
    """Do these letters make the digits a rank ("21st")? "14st" and "11st" are weights in stone."""
    if suffix == "st":
        return written[-1] == "1" and written[-2:-1] != "1"
    return suffix in _SUFFIXES


def multiplier(items: list[Piece], at: int) -> tuple[Fraction, int]:
    """The product of the scale words at `items[at]` ("hundred thousand", "dozen"), and its end."""
    factor = Fraction(1)
    while (piece := peek(items, at)) is not None and factor < 10**12:
        if piece.lower == "hundred":
            factor *= 100
        elif piece.lower in _GROUP:
            factor *= _GROUP[piece.lower]
        elif piece.lower in _SCALE:
            factor *= Fraction(10) ** _SCALE[piece.lower]
        else:
            break
        at += 1
    return factor, at


def _sign(items: list[Piece], at: int) -> tuple[int, int]:
    """-1 or 1 for a sign at `items[at]`, 0 for none, and where the figure itself begins."""
    piece, after = items[at], peek(items, at + 1)
    if after is None:
        return 0, at
    if piece.lower in _SIGN and not after.glued:
        tolerance = [p.lower for p in items[max(0, at - 2) : at]] == _PLUS_OR
        return (0, at) if tolerance else (_SIGN[piece.lower], at + 1)
    sign = _SIGNS.get(piece.text, 0)
    if not sign or after.kind != "number":
        return 0, at
    before = items[at - 1] if at else None
    opens = before is None or not piece.glued or before.text in _BEFORE_SIGN
    if before is not None and before.kind == "number" and piece.text == "-":
        opens = False  # "75 -300" is a range badly set
    spaced = before is None or (piece.text == "−" and before.text in _BEFORE_SIGN)
    return (sign, at + 1) if (opens and after.glued) or (sign < 0 and spaced) else (0, at)


def _unsigned(items: list[Piece], at: int, european: bool) -> Number | None:
    piece = peek(items, at)
    if piece is None or piece.kind not in ("number", "word", "fraction"):
        return None
    found = _cardinal(items, at, european=european)
    if found is None:
        return fraction_alone(items, at)
    over = _over(items, found)
    return over or _and_fraction(items, found)


def _cardinal(items: list[Piece], at: int, *, european: bool) -> Number | None:
    """Digits or words with their scales: "3 hundred and 21", "7.5 billion", "two dozen"."""
    first = _group(items, at, european)
    if first is None:
        return None
    number, last = first, None
    while True:
        found = scale(items, number.end)
        if found and last is None:
            number = number.times(Fraction(10) ** found[0], found[1])
            last = found[0]
            found = scale(items, number.end)
            if found and found[0] + last <= 24:  # "thousand million", "lakh crore"
                number = number.times(Fraction(10) ** found[0], found[1])
                last += found[0]
        after = peek(items, number.end)
        if after and after.lower in _GROUP and last is None and after.lower != "gross":
            return number.times(Fraction(_GROUP[after.lower]), number.end + 1)
        if last is None:
            return number
        # Further groups, each of a lower scale: "two million three hundred thousand and five".
        joined = _joined(items, number, last, european)
        if joined is None:
            return number
        number, last = joined


def _joined(
    items: list[Piece], number: Number, last: int, european: bool
) -> tuple[Number, int] | None:
    position = number.end
    piece = peek(items, position)
    if piece is None:
        return None
    link = piece.lower == "and"
    group = fraction_at(items, position + 1) if link else None
    if group is not None and scale(items, group.end) is None:
        return None  # "a million and a half" is read by _and_fraction
    group = group or _group(items, position + link, european)
    if group is None or (group.rule == "digits" and number.rule == "digits" and not link):
        return None  # "5 million 300 people" are two figures
    found = scale(items, group.end)
    power = found[0] if found else 0
    if (
        power >= last
        or group.value >= Fraction(10) ** (last - power)
        or (link and not found and number.rule == "digits" and group.rule == "digits")
    ):
        return None
    if found:
        group = group.times(Fraction(10) ** power, found[1])
    total = number.value + group.value
    return replace(
        number,
        value=total,
        end=group.end,
        digits=None,
        other=None,
        last_place=digits.trailing_place(total),
    ), power


def _group(items: list[Piece], at: int, european: bool) -> Number | None:
    """A number below a thousand in words, or digits: what a scale can multiply."""
    piece = peek(items, at)
    if piece is None:
        return None
    if piece.kind == "number":
        return with_hundred(items, digits_at(items, at, european))
    if piece.kind == "word":
        return words_at(items, at)
    return None


def _and_fraction(items: list[Piece], number: Number) -> Number:
    """ "three and a half", "two million and one half", "two thirds" where `number` is the two."""
    shared = as_numerator(items, number)
    if shared is not None:
        return shared
    position = past_hyphen(items, number.end)
    link = peek(items, position)
    if link is None or link.lower != "and":
        return number
    part = _hyphened(items, position + 1) if position > number.end else None
    part = part or fraction_at(items, position + 1)
    if part is None or part.value >= 1:
        return number
    after = scale(items, part.end)
    if after and not number.scaled:  # "three and a half million"
        value = (number.value + part.value) * Fraction(10) ** after[0]
        return Number(
            value,
            number.start,
            after[1],
            None,
            digits.trailing_place(value),
            scaled=True,
            rule="words",
        )
    unit = Fraction(1)
    if (number.scaled and number.rule == "words") or (number.scaled and number.digits is not None):
        unit = _last_scale(items, number)
    return replace(
        number,
        value=number.value + part.value * unit,
        end=part.end,
        digits=None,
        last_place=None,
        bare=False,
    )


def _hyphened(items: list[Piece], at: int) -> Number | None:
    """ "-a-half" of "two-and-a-half-year"."""
    article = past_hyphen(items, at)
    part = past_hyphen(items, article + 1)
    if part == article + 1 or peek(items, article) is None:
        return None
    if items[article].lower not in ("a", "one"):
        return None
    word = items[part].lower
    denominator = _DENOMINATOR.get(word, 0)
    return Number(Fraction(1, denominator), at, part + 1) if denominator else None


def _last_scale(items: list[Piece], number: Number) -> Fraction:
    """ "a million and a half" is half a million more; "a hundred and a half" is not."""
    last = items[number.end - 1].lower
    return Fraction(10) ** _SCALE[last] if last in _SCALE else Fraction(1)


def _over(items: list[Piece], number: Number) -> Number | None:
    """ "one over twenty", "one in five", "two out of three": a share."""
    position = past_link(items, number)
    other = _cardinal(items, position, european=False) if position else None
    return share_of(items, number, other) if other else None


def _rank(word: str) -> int | None:
    if word in _ORDINAL:
        return _ORDINAL[word]
    for tens, value in _TENS.items():  # "thirtyfirst"
        if word.startswith(tens) and 0 < _ORDINAL.get(word[len(tens) :], 0) < 10:
            return value + _ORDINAL[word[len(tens) :]]
    return None
