"""Parts of a whole: fractions in words ("half", "two thirds"), shares ("one in five", "1:10").

And the number words below a thousand that they are made of: "twenty-one", "two hundred and four",
"nought point three".
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from sourcecheck import resources
from sourcecheck.normalise import digits
from sourcecheck.normalise.digits import (
    ARTICLES,
    Number,
    digits_at,
    is_whole,
    past_hyphen,
    peek,
    scale,
    trailing_place,
    written_fraction,
)
from sourcecheck.normalise.lexer import Piece, to_break

_DATA: Any = resources.load("numbers")
_TENS: dict[str, int] = resources.load("numbers")["tens"]
_SCALE: dict[str, int] = resources.load("numbers")["scale"]
_GROUP: dict[str, int] = resources.load("numbers")["group"]
_ORDINAL: dict[str, int] = resources.load("numbers")["ordinal"]
_DENOMINATOR: dict[str, int] = resources.load("numbers")["denominator"]
_VULGAR: dict[str, list[int]] = resources.load("numbers")["vulgar"]
_WHOLE = (*ARTICLES, "one")
_RATIO: dict[str, Any] = resources.load("numbers")["ratio"]
_LARGEST = 1000  # a share of more is two counts
_REACH = 8  # pieces before a ratio in which its cue stands


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
    if piece.lower in ARTICLES:
        numerator, position = 1, at + 1
    else:
        small = below_hundred(items, at)
        if small is None:
            return None
        numerator, position = int(small.value), small.end
    return _below(items, at, Fraction(numerator), position, article=piece.lower in ARTICLES)


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
    if piece and piece.lower in ARTICLES:
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
    place = trailing_place(value) if value.denominator == 1 else scale / 100
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
    """The fraction that a numerator makes with the denominator behind it, if one stands there."""
    found = _denominator(items, past_hyphen(items, position), numerator, article=article)
    if found is None:
        return None
    denominator, end = found
    value = numerator / denominator
    joined = any(piece.lower == "and" for piece in items[at : end - 1])
    if denominator >= 100 and numerator > denominator and joined:
        # "two hundred and fifty-four hundredths": "and" stands for the decimal point
        value = numerator // 100 * 100 + numerator % 100 / denominator
    return Number(value, at, end, rule="fraction")


def _denominator(
    items: list[Piece], at: int, numerator: Fraction, *, article: bool
) -> tuple[int, int] | None:
    """The denominator at `items[at]` ("quarters", "thirds", "twenty-firsts") and its end."""
    piece = peek(items, at)
    if piece is None or piece.kind != "word":
        return None
    if piece.lower in _DENOMINATOR:
        return _DENOMINATOR[piece.lower], at + 1
    singular = piece.lower.removesuffix("s")
    if piece.lower in _TENS:  # "three twenty-firsts"
        at = past_hyphen(items, at + 1)
        unit = peek(items, at)
        rank = _ORDINAL.get(unit.lower.removesuffix("s"), 0) if unit else 0
        plural = unit is not None and unit.lower.endswith("s")
        return (_TENS[piece.lower] + rank, at + 1) if plural and 0 < rank < 10 else None
    plural, rank = singular != piece.lower, _ORDINAL.get(singular, 0)
    alone = numerator == 1 and not article
    if rank < 3 or (plural and alone) or (not plural and numerator != 1):
        return None
    if article and not plural and not _shared(items, at + 1):
        return None
    return rank, at + 1


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
    word = following[0] if following[0] not in ARTICLES else following[-1]
    return word in _DENOMINATOR or (word in _ORDINAL and following[0] in ARTICLES)


def past_link(items: list[Piece], number: Number) -> int:
    """Where the second number may begin, behind "in", "out of" or "over"; 0 if there is no link."""
    start = past_hyphen(items, number.end)  # "a one-in-five chance"
    link = peek(items, start)
    if link is None or link.lower not in ("in", "out", "over"):
        return 0
    if number.value.denominator != 1 or not 0 < number.value <= _RATIO["most"] or number.scaled:
        return 0
    if start > number.end:
        end = start + 2
        tied = end < len(items) and items[start + 1].kind == "dash" and items[end].glued
        return end if tied and link.lower == "in" else 0
    position = number.end + 1
    if link.lower == "out":
        following = peek(items, position)
        return _past_every(items, position + 1) if following and following.lower == "of" else 0
    if link.lower == "in":
        return _past_every(items, position)
    small = number.rule == "words" or items[number.start].text == "1"
    return 0 if link.lower == "over" and not small else position


def _past_every(items: list[Piece], at: int) -> int:
    """Behind the "every" of "one in every five", "two out of every three"."""
    piece = peek(items, at)
    return at + 1 if piece is not None and piece.lower == "every" else at


def share_of(items: list[Piece], number: Number, other: Number) -> Number | None:
    """`number` as a share of `other`, None where what follows shows two figures."""
    if other.value.denominator != 1 or not number.value < other.value <= _LARGEST:
        return None
    after, further = peek(items, other.end), peek(items, other.end + 1)
    if after is None:
        return Number(number.value / other.value, number.start, other.end, rule="ratio")
    if (
        after.kind == "number"
        or (after.kind == "dash" and after.glued)
        or after.lower in _RATIO["not_before"]
    ):
        return None
    if after.text in "%/." and after.glued and further is not None and further.kind == "number":
        return None
    in_digits = items[number.end].lower == "in" and number.rule != "words"
    plain = (
        number.value == 1 or other.value in _RATIO["wholes"] or after.lower in _RATIO["populations"]
    )
    if in_digits and not plain and after.kind == "word" and after.lower != "or":
        return None  # "killed 2 in 5 attacks"
    return Number(number.value / other.value, number.start, other.end, rule="ratio")


def colon(items: list[Piece], at: int) -> Number | None:
    """ "1:10" at `items[at]` where a word near it says that it is a ratio; else None."""
    if at + 2 >= len(items) or items[at + 1].text != ":" or not is_whole(items[at]):
        return None
    below, after = items[at + 2], peek(items, at + 3)
    tied = items[at + 1].glued and below.glued and is_whole(below)
    if not tied or max(len(items[at].text), len(below.text)) > 4 or not int(below.text):
        return None
    if after is not None and after.glued and (after.kind == "number" or after.text == ":"):
        return None
    if not _cued(items, at):
        return None
    return Number(Fraction(int(items[at].text), int(below.text)), at, at + 3, rule="ratio")


def _cued(items: list[Piece], at: int) -> bool:
    behind = [piece.lower for piece in items[at + 3 : at + 6]]
    if any(word in _RATIO["cues"] for word in behind[:2]) or behind[-3:] == [",", "v", "/"]:
        return True
    before = to_break(reversed(items[max(0, at - _REACH) : at]))
    return any(piece.lower in _RATIO["cues"] for piece in before)


_CARDINAL: dict[str, int] = resources.load("numbers")["cardinal"]
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
