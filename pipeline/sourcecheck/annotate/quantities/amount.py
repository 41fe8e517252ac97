"""One figure with its unit: "7.5 billion dollars", "1,900-mile", "US$2.4 billion", "30"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from sourcecheck import resources
from sourcecheck.normalise import money, number, numeral, unit_words
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.numeral import Number
from sourcecheck.normalise.unit import unit

_THOUSAND = 1000
_ARTICLES = ("a", "an")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at `pieces[start:end]` with what its unit can mean; none for a bare number."""

    number: Number
    start: int
    end: int
    names: tuple[str, ...] = ()  # units, likeliest first
    written: tuple[int, int] = (0, 0)  # the pieces of the unit
    sort: Literal["bare", "unit", "money"] = "bare"
    rule: str = ""

    def with_unit_of(self, other: Amount) -> Amount:
        """This figure in the unit of `other` ("3" of "3 to 5 km")."""
        return replace(self, names=other.names, written=other.written, sort=other.sort)


def read(items: list[Piece], at: int, *, european: bool = False) -> Amount | None:
    """The figure that begins at `items[at]`, with its unit; None if none does."""
    if at >= len(items):
        return None
    found = _money_first(items, at, european) or _unit_first(items, at, european)
    if found:
        return found
    known = number.parse(items, at, european=european)
    if known is None:
        return _article(items, at)
    return _money_behind(items, known) or _unit_behind(items, known) or _bare(items, known)


def _money_first(items: list[Piece], at: int, european: bool) -> Amount | None:
    sign = money.before(items, at)
    if sign is None:
        return None
    name, position = sign
    known = number.parse(items, position, european=european)
    if known is None or items[known.start].lower in _ARTICLES:
        return None
    known = _scaled(items, known)
    end = known.end
    behind = money.after(items, end, large=True)
    if behind and name in ("dollar",) and money.codes(behind[0]) < money.codes(name):
        name, end = behind
    return _priced(items, Amount(known, at, end, (name,), (at, position), "money", "money before"))


def _money_behind(items: list[Piece], known: Number) -> Amount | None:
    position = _hyphen(items, known.end)
    scaled = _scaled(items, known)
    large = abs(known.value) >= _THOUSAND
    for figure, start in ((known, position), (scaled, _hyphen(items, scaled.end))):
        behind = money.after(items, start, large=large or figure.scaled)
        if behind:
            name, end = behind
            late = numeral.scale(items, end) if not figure.scaled else None  # "75 USD million"
            if late and name in resources.load("currencies")["currency"]:
                figure, end = figure.times(Fraction(10) ** late[0], late[1]), late[1]
            found = Amount(
                figure, known.start, end, (name,), (start, behind[1]), "money", "money behind"
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
    behind = money.after(items, small.end, large=False)
    if not behind or behind[0] not in resources.load("currencies")["minor"]:
        return found
    coin = unit(behind[0])
    whole, open_coin = found.names[0], coin.base in resources.load("currencies")["open"]["nouns"]
    if not (coin.base == whole or open_coin) or (found.number.scaled and small.rule == "digits"):
        return found
    value = found.number.value + small.value * coin.factor
    figure = replace(found.number, value=value, last_place=coin.factor, digits=None, bare=False)
    return replace(found, number=figure, end=behind[1], rule="money and coins")


def _priced(items: list[Piece], found: Amount) -> Amount:
    """Money per something: "$350 per kg", "$3 a gallon"."""
    per = unit_words.per_unit(items, found.end)
    if per is None:
        return found
    names = tuple(f"{name} / {per[0]}" for name in found.names)
    return replace(found, names=names, end=per[1])


def _unit_first(items: list[Piece], at: int, european: bool) -> Amount | None:
    found = unit_words.before(items, at)
    if found is None:
        return None
    known = number.parse(items, found.end, european=european)
    if known is None:
        return None
    return Amount(known, at, known.end, found.names, (at, at + 1), "unit", "unit before")


def _unit_behind(items: list[Piece], known: Number) -> Amount | None:
    position = _hyphen(items, known.end)
    tied = position > known.end
    worded = known.digits is None and known.rule != "fraction"
    linked = items[position].lower if position < len(items) else ""
    if known.rule == "fraction" and linked in (
        "of",
        *_ARTICLES,
    ):  # "half a mile", "a third of a mile"
        position += 1 + (
            linked == "of" and position + 1 < len(items) and items[position + 1].lower in _ARTICLES
        )
        if position == known.end + 1 and linked == "of":
            return None
    found = unit_words.find(items, position, worded=worded)
    if found is None:
        return _spread(items, known)
    if _is_million(items, found, known):
        return None
    if tied and items[found.start].kind == "word" and len(items[found.start].text) == 1:
        return None  # "5-A"
    names = _in_context(items, found.names, known)
    sort: Literal["unit", "money"] = "money" if money.codes(names[0]) else "unit"
    amount = Amount(
        known, known.start, found.end, names, (found.start, found.end), sort, "unit behind"
    )
    return _below_zero(items, _feet_and(items, _chain(items, amount)))


def _spread(items: list[Piece], known: Number) -> Amount | None:
    """ "140 per square kilometre", "four times per week", "140 inhabitants per sq km"."""
    for position in (known.end, known.end + 1, known.end + 2):
        if position >= len(items) or (position > known.end and items[position - 1].kind != "word"):
            return None
        found = unit_words.per(items, position)
        if found:
            return Amount(
                known,
                known.start,
                found.end,
                found.names,
                (position, found.end),
                "unit",
                "count per unit",
            )
    return None


def _is_million(items: list[Piece], found: unit_words.Found, known: Number) -> bool:
    """ "5m people": a million, for metres do not stand before a plural noun."""
    if items[found.start].text != "m" or found.end != found.start + 1 or found.end >= len(items):
        return False
    following = items[found.end]
    plural = (
        following.lower.endswith("s") and len(following.text) > 4
    ) or following.lower == "people"
    return following.kind == "word" and plural and not following.glued and known.value > 0


def _bare(items: list[Piece], known: Number) -> Amount:
    position = known.end
    if (
        position < len(items)
        and items[position].text == "m"
        and items[position].glued
        and known.rule == "digits"
    ):
        known = known.times(Fraction(10**6), position + 1)
    return Amount(known, known.start, known.end)


def _in_context(items: list[Piece], names: tuple[str, ...], known: Number) -> tuple[str, ...]:
    """Money first where weight is unlikely: "5 million pounds"."""
    if "GBP" in names and known.scaled and known.scale >= 10**6:
        return ("GBP", *(name for name in names if name != "GBP"))
    return names


def _chain(items: list[Piece], found: Amount) -> Amount:
    """ "5 feet 10 inches", "12 ft 2 in", "7 feet and 10 inches": one figure in the larger unit."""
    chain, last = resources.load("units")["chain"], found.names[0]
    while (small_name := chain.get(last)) is not None:
        position = found.end
        linked = position < len(items) and items[position].text in ("and", ",")
        small = number.parse(items, position + linked)
        if small is None or small.signed:
            return found
        tail = unit_words.find(
            items, _hyphen(items, small.end), worded=small.digits is None, chained=True
        )
        if tail is None or small_name not in tail.names:
            return found
        worth = unit(small_name).factor
        if not 0 <= small.value * worth < unit(last).factor:
            return found
        large = unit(found.names[0]).factor
        figure = replace(
            found.number,
            value=found.number.value + small.value * worth / large,
            digits=None,
            bare=False,
            last_place=worth / large,
        )
        found = replace(found, number=figure, end=tail.end, rule="units in a row")
        last = small_name
    return found


def _feet_and(items: list[Piece], found: Amount) -> Amount:
    """ "six-foot-five", "6 foot 2": inches without their name."""
    if found.names[0] != "foot" or items[found.end - 1].lower != "foot":
        return found
    at = found.end + (
        found.end < len(items) and items[found.end].kind == "dash" and items[found.end].glued
    )
    small = number.parse(items, at)
    if small is None or small.signed or small.value.denominator != 1 or not 0 < small.value < 12:
        return found
    if (
        small.end < len(items)
        and items[small.end].glued
        and items[small.end].kind in ("word", "dash")
    ):
        return found
    figure = replace(
        found.number,
        value=found.number.value + small.value / 12,
        digits=None,
        bare=False,
        last_place=Fraction(1, 12),
    )
    return replace(found, number=figure, end=small.end, rule="units in a row")


def _below_zero(items: list[Piece], found: Amount) -> Amount:
    """ "2 degrees below zero"."""
    if [p.lower for p in items[found.end : found.end + 2]] == [
        "below",
        "zero",
    ] and found.number.value > 0:
        return replace(
            found, number=replace(found.number, value=-found.number.value), end=found.end + 2
        )
    return found


def _article(items: list[Piece], at: int) -> Amount | None:
    """ "a mile", "a gallon": one of those units whose article counts (units.toml, [article])."""
    if items[at].lower not in _ARTICLES or at + 1 >= len(items):
        return None
    found = unit_words.find(items, at + 1, worded=True)
    if found is None or found.names[0] not in resources.load("units")["article"]["units"]:
        return None
    one = Number(Fraction(1), at, at + 1, rule="article")
    return Amount(one, at, found.end, found.names, (found.start, found.end), "unit", "article")


def _scaled(items: list[Piece], known: Number) -> Number:
    """`known` with an abbreviated scale of money: "$5m", "€3 M"."""
    if known.scaled or known.end >= len(items):
        return known
    found = numeral.scale(items, known.end, money=True)
    return known.times(Fraction(10) ** found[0], found[1]) if found else known


def _hyphen(items: list[Piece], at: int) -> int:
    """The position behind a hyphen that ties figure and unit ("1,900-mile"), else `at`."""
    if at + 1 < len(items) and items[at].text in "-‐‑" and items[at].glued and items[at + 1].glued:
        return at + 1 if items[at + 1].kind in ("word", "symbol") else at
    return at
