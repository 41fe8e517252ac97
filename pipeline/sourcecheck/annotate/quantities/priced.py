"""Money: "US$2.4 billion", "7.5 billion dollars", "48.5 MGBP", "$350 per kg"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.normalise import digits, money, number, unit_words
from sourcecheck.normalise.digits import ARTICLES, Amount, Number, past_tie
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.unit import unit

_THOUSAND = 1000
_MINUS = [word for word, sign in resources.load("numbers")["sign"].items() if sign < 0]


def first(items: list[Piece], at: int, european: bool) -> Amount | None:
    """An amount whose currency stands before it, at `items[at]`: "US$2.4 billion"; or None."""
    sign = money.before(items, at)
    if sign is None:
        return _negative(items, at, european)
    name, position = sign
    loss = _in_brackets(items, position, european) or _behind_dash(items, position, european)
    known = loss or number.parse(items, position, european=european)
    if known is None or items[known.start].lower in ARTICLES:
        return None
    known = _scaled(items, known)
    end = known.end
    named = money.after(items, end, large=True)
    if named and name in ("dollar",) and money.codes(named[0]) < money.codes(name):
        name, end = named
    found = Amount(known, at, end, (name,), (at, position), "money", "money before")
    return _priced(items, _loss(items, found))


def _negative(items: list[Piece], at: int, european: bool) -> Amount | None:
    """ "negative $450 million", "-$5", "minus £3": the sign stands before the currency."""
    worded, dash = items[at].lower in _MINUS, items[at].text in "-−"
    if at + 1 >= len(items) or not (worded or dash) or items[at + 1].glued != dash:
        return None
    if dash and at and items[at].glued and items[at - 1].text not in "([/":
        return None
    found = first(items, at + 1, european) if money.before(items, at + 1) else None
    if found is None or found.number.value < 0 or found.start <= at:
        return None
    number = replace(found.number, value=-found.number.value, start=at, signed=True)
    return replace(found, number=number, start=at)


def _in_brackets(items: list[Piece], at: int, european: bool) -> Number | None:
    """The "(4.5)" of "$(4.5) million", which is below nought; None if there is none."""
    if at >= len(items) or items[at].text != "(" or not items[at].glued:
        return None
    known = number.parse(items, at + 1, european=european)
    if known is None or known.end >= len(items) or items[known.end].text != ")":
        return None
    negative = replace(known, value=-abs(known.value), end=known.end + 1, signed=True, bare=False)
    after = digits.scale(items, negative.end)
    return negative.times(Fraction(10) ** after[0], after[1]) if after else negative


def _behind_dash(items: list[Piece], at: int, european: bool) -> Number | None:
    """The "-5" of "$-5"; None if there is none."""
    if at + 1 >= len(items) or items[at].text not in "-−" or not items[at].glued:
        return None
    if items[at + 1].kind != "number" or not items[at + 1].glued or items[at - 1].kind == "word":
        return None
    known = number.parse(items, at + 1, european=european)
    return replace(known, value=-known.value, start=at, signed=True, bare=False) if known else None


def _loss(items: list[Piece], found: Amount) -> Amount:
    """ "a result of ($4.5m)": an amount alone in brackets where one is awaited is below nought."""
    first, last = found.start - 1, found.end
    if first < 1 or last >= len(items) or items[first].text + items[last].text != "()":
        return found
    awaited = items[first - 1].lower in resources.load("currencies")["negative"]["before"]
    if not awaited or found.number.value <= 0:
        return found
    below = replace(found.number, value=-found.number.value, signed=True)
    return replace(found, number=below, start=first, end=last + 1)


def behind(items: list[Piece], known: Number) -> Amount | None:
    """The amount that `known` makes with a currency behind it: "5 million yuan"; or None."""
    position = past_tie(items, known.end)
    scaled = _scaled(items, known)
    large = abs(known.value) >= _THOUSAND
    for figure, start in ((known, position), (scaled, past_tie(items, scaled.end))):
        named = money.after(items, start, large=large or figure.scaled)
        if named:
            name, end = named
            late = digits.scale(items, end) if not figure.scaled else None  # "75 USD million"
            if late and name in resources.load("currencies")["currency"]:
                figure, end = figure.times(Fraction(10) ** late[0], late[1]), late[1]
            found = Amount(
                figure, known.start, end, (name,), (start, named[1]), "money", "money behind"
            )
            return _priced(items, _coins(items, found))
    return _mega(items, known)


def _mega(items: list[Piece], known: Number) -> Amount | None:
    """ "48.5 MGBP": a million written on to the code."""
    piece = items[known.end] if known.end < len(items) else None
    if (
        piece
        and len(piece.text) == 4
        and piece.text[0] == "M"
        and money.codes(piece.text[1:])
        and piece.text.isupper()
    ):
        figure = known.times(Fraction(10**6), known.end + 1)
        return Amount(
            figure,
            known.start,
            figure.end,
            (piece.text[1:],),
            (known.end, figure.end),
            "money",
            "money behind",
        )
    return None


def _coins(items: list[Piece], found: Amount) -> Amount:
    """ "thirteen dollars and forty-five cents": one amount."""
    position = found.end
    if position < len(items) and items[position].lower == "and":
        position += 1
    small = number.parse(items, position)
    if small is None or small.value >= 100 or small.value.denominator != 1:
        return found
    named = money.after(items, small.end, large=False)
    if not named or named[0] not in resources.load("currencies")["minor"]:
        return found
    coin = unit(named[0])
    whole, open_coin = found.names[0], coin.base in resources.load("currencies")["open"]["nouns"]
    if not (coin.base == whole or open_coin) or (found.number.scaled and small.rule == "digits"):
        return found
    value = found.number.value + small.value * coin.factor
    figure = replace(found.number, value=value, last_place=coin.factor, digits=None, bare=False)
    return replace(found, number=figure, end=named[1], rule="money and coins")


def _priced(items: list[Piece], found: Amount) -> Amount:
    """Money per something: "$350 per kg", "$3 a gallon"."""
    per = unit_words.per_unit(items, found.end)
    if per is None:
        return found
    names = tuple(f"{name} / {per[0]}" for name in found.names)
    return replace(found, names=names, end=per[1])


def _scaled(items: list[Piece], known: Number) -> Number:
    """`known` with an abbreviated scale of money: "$5m", "€3 M"."""
    if known.scaled or known.end >= len(items):
        return known
    found = digits.scale(items, known.end, money=True)
    if _dotted_scale(items, known.end):
        found = digits.MONEY_SCALE[items[known.end].text], known.end + 2  # "110 b. euro"
    return known.times(Fraction(10) ** found[0], found[1]) if found else known


def _dotted_scale(items: list[Piece], at: int) -> bool:
    """An abbreviated scale with its dot, and money behind it."""
    if at + 2 >= len(items) or items[at].text not in digits.MONEY_SCALE:
        return False
    dotted = items[at + 1].text == "." and items[at + 1].glued
    return dotted and money.after(items, at + 2, large=True) is not None
