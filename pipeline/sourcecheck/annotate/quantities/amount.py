"""One figure with its unit: "7.5 billion dollars", "1,900-mile", "US$2.4 billion", "30".

Units in a row ("5 feet 10 inches", "5′ 10″", "six-foot-five") are one figure each.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from sourcecheck import resources
from sourcecheck.annotate.quantities import priced
from sourcecheck.normalise import money, number, unit_words
from sourcecheck.normalise.digits import ARTICLES, Amount, Number, past_tie
from sourcecheck.normalise.lexer import Piece, to_break
from sourcecheck.normalise.unit import unit

_THOUSAND, _MILLION = 1000, 10**6
#: Pieces before and behind "forty pounds" in which a word shows it to be money.
_NEAR_BEFORE, _NEAR_BEHIND = 10, 5
_TIMES = ("x", "×")
_CAPITALS = {"M": 10**6, "B": 10**9}
_SIGNS = ("%", "‰", "°")
_FOOT_SIGNS = ("'", "’", "′")


def read(items: list[Piece], at: int, *, european: bool = False) -> Amount | None:
    """The figure that begins at `items[at]`, with its unit; None if none does."""
    if at >= len(items):
        return None
    if items[at].kind != "number":  # nothing that stands before a figure begins with digits
        found = (
            priced.first(items, at, european)
            or _unit_first(items, at, european)
            or _percentage_of(items, at, european)
        )
        if found:
            return found
    known = number.parse(items, at, european=european)
    if known is None:
        return _article(items, at)
    known = _abbreviated(items, known)
    return priced.behind(items, known) or _unit_behind(items, known) or _bare(items, known)


def _unit_first(items: list[Piece], at: int, european: bool) -> Amount | None:
    """ "magnitude 6.1"; "absolute zero", whose only figure is nought."""
    found = unit_words.before(items, at)
    if found is None:
        return None
    known = number.parse(items, found.end, european=european)
    if known is None or (found.names[0] == "kelvin" and known.value != 0):
        return None
    return Amount(known, at, known.end, found.names, (at, at + 1), "unit", "unit before")


def _percentage_of(items: list[Piece], at: int, european: bool) -> Amount | None:
    """ "a percentage of 22", "per cent of twenty-two": where nothing is counted behind it."""
    link = at + (2 if items[at].lower == "per" else 1)
    if link >= len(items) or items[link].lower != "of":
        return None
    unit_ = unit_words.find(items, at, worded=True)
    if unit_ is None or unit_.end != link or unit_.names != ("percent",):
        return None
    known = number.parse(items, link + 1, european=european)
    if known is None or (known.end < len(items) and items[known.end].kind == "word"):
        return None
    return Amount(known, at, known.end, unit_.names, (at, link), "unit", "unit before")


def _unit_behind(items: list[Piece], known: Number) -> Amount | None:
    position = past_tie(items, known.end)
    tied = position > known.end
    worded = known.digits is None and known.rule != "fraction"
    linked = items[position].lower if position < len(items) else ""
    if known.rule == "fraction" and linked in (
        "of",
        *ARTICLES,
    ):  # "half a mile", "a third of a mile"
        position += 1 + (
            linked == "of" and position + 1 < len(items) and items[position + 1].lower in ARTICLES
        )
        if position == known.end + 1 and linked == "of":
            return None
    found = unit_words.find(items, position, worded=worded)
    if found is None:
        return _bracketed(items, known) or _spread(items, known)
    if _is_million(items, found, known):
        return _unit_behind(items, known.times(Fraction(10**6), found.end))
    if tied and items[found.start].kind == "word" and len(items[found.start].text) == 1:
        return None  # "5-A"
    large = known.scaled and known.scale >= _MILLION
    names = _in_context(items, found.names, known, found.end, large=large)
    sort: Literal["unit", "money"] = "money" if money.codes(names[0]) else "unit"
    amount = Amount(
        known, known.start, found.end, names, (found.start, found.end), sort, "unit behind"
    )
    amount = _and_a_half(items, amount)
    return _below_zero(items, _feet_and(items, _chain(items, amount)))


def _abbreviated(items: list[Piece], known: Number) -> Number:
    """ "4.7M tickets", "2.1B users": a million, a billion, in the capital letter of accounts.

    It is one behind decimals, or where a plural is counted; "a 3M product" and "M" set apart
    (a molar solution) are something else.
    """
    power, at = _CAPITALS.get(items[known.end].text) if known.end < len(items) else None, known.end
    if power is None or not items[at].glued or known.rule != "digits" or known.scaled:
        return known
    following = items[at + 1] if at + 1 < len(items) else None
    if following is not None and following.glued and following.kind not in ("symbol", "break"):
        return known
    if following is not None and following.glued and following.text in "/_@\\&":
        return known
    decimal = known.value.denominator != 1
    counts = following is not None and following.kind == "word" and _plural_word(following)
    return known.times(Fraction(power), at + 1) if decimal or counts else known


def _plural_word(piece: Piece) -> bool:
    return piece.lower == "people" or (piece.text.endswith("s") and len(piece.text) > 4)


def _bracketed(items: list[Piece], known: Number) -> Amount | None:
    """ "12 (mm)", "40 (%)", as tables and their readers write it: a unit alone in brackets.

    One letter is no unit there: "5 (m)" may be a man or a mark.
    """
    at = known.end
    if known.digits is None or at + 2 >= len(items) or items[at].text != "(" or items[at].glued:
        return None
    found = unit_words.find(items, at + 1)
    if found is None or found.end >= len(items) or items[found.end].text != ")":
        return None
    first = items[at + 1].text
    if found.end == at + 2 and len(first) == 1 and first not in _SIGNS:
        return None
    return Amount(
        known, known.start, found.end + 1, found.names, (at + 1, found.end), "unit", "in brackets"
    )


def of_unit(items: list[Piece], known: Number) -> Amount:
    """ "millions of dollars", "hundreds of miles", "several thousand tonnes"; else the count."""
    at = known.end + (known.end < len(items) and items[known.end].lower == "of")
    named = money.after(items, at, large=abs(known.value) >= _THOUSAND)
    if named is not None:
        name, end = named
        return Amount(known, known.start, end, (name,), (at, end), "money", "money behind")
    found = unit_words.find(items, at, worded=True)
    if found is None:
        return Amount(known, known.start, known.end)
    large = known.value >= _MILLION
    names = _in_context(items, found.names, known, found.end, large=large)
    sort: Literal["unit", "money"] = "money" if money.codes(names[0]) else "unit"
    return Amount(known, known.start, found.end, names, (at, found.end), sort, "unit behind")


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
    """ "5m people", "2.7m tonnes": a million, for metres stand before no plural noun or unit."""
    if items[found.start].text != "m" or found.end != found.start + 1 or found.end >= len(items):
        return False
    following = items[found.end]
    if following.kind != "word" or following.glued or known.value <= 0 or known.scaled:
        return False
    plural = following.lower.endswith("s") and len(following.text) > 4
    measured = len(following.text) > 2 and unit_words.find(items, found.end, worded=True)
    return plural or bool(measured) or following.lower in ("people", "sq")


def _bare(items: list[Piece], known: Number) -> Amount:
    position = known.end
    if [p.lower for p in items[position : position + 2]] == ["below", "zero"] and known.value > 0:
        names = tuple(resources.load("units")["ambiguous"]["degrees"])
        degrees = Amount(known, known.start, position, names, sort="unit", rule="below zero")
        return _below_zero(items, degrees)
    if (
        position < len(items)
        and items[position].text == "m"
        and items[position].glued
        and known.rule == "digits"
    ):
        known = known.times(Fraction(10**6), position + 1)
    times = items[position] if position < len(items) else None
    if times is not None and _is_magnitude(known, times):
        return Amount(known, known.start, position, ("magnitude",), sort="unit", rule="quake")
    if times is not None and times.text in _TIMES and times.glued and known.rule == "digits":
        following = items[position + 1] if position + 1 < len(items) else None
        if following is None or not following.glued or following.kind not in ("word", "number"):
            return Amount(known, known.start, position + 1, rule="times")  # "2.5x earnings"
    return Amount(known, known.start, known.end)


def _is_magnitude(known: Number, behind: Piece) -> bool:
    """ "the 6.4 quake": a figure with decimals, which counts nothing."""
    quakes = resources.load("units")["magnitude_of"]
    decimal = known.rule == "digits" and known.value.denominator != 1
    return decimal and behind.lower in quakes["words"] and 0 < known.value < quakes["most"]


def _in_context(
    items: list[Piece], names: tuple[str, ...], known: Number, end: int, *, large: bool
) -> tuple[str, ...]:
    """Money first where weight is unlikely: "5 million pounds" (`large`), "a price of forty pounds"
    unless something is weighed behind."""
    if "GBP" not in names:
        return names
    weighed = end < len(items) and items[end].lower == "of"
    if large or (not weighed and _of_money(items, known.start, end)):
        return ("GBP", *(name for name in names if name != "GBP"))
    return names


def _of_money(items: list[Piece], start: int, end: int) -> bool:
    """Does a word or sign of money stand near, in the same line and sentence?"""
    words = resources.load("currencies")["pounds"]["near"]
    before = to_break(reversed(items[max(0, start - _NEAR_BEFORE) : start]))
    behind = to_break(items[end : end + _NEAR_BEHIND])
    return any(piece.lower in words for piece in (*before, *behind))


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
    """ "a mile", "a penny": one of those units whose article counts (units.toml, [article])."""
    if items[at].lower not in ARTICLES or at + 1 >= len(items):
        return None
    counting = resources.load("units")["article"]
    if items[at + 1].lower in counting["money"]:
        return _one_coin(items, at)
    found = unit_words.find(items, at + 1, worded=True)
    if found is None or found.names[0] not in counting["units"]:
        return None
    if found.end < len(items) and items[found.end].kind == "dash" and items[found.end].glued:
        return None  # "a Gram-negative germ"
    one = Number(Fraction(1), at, at + 1, rule="article")
    mile = Amount(one, at, found.end, found.names, (found.start, found.end), "unit", "article")
    return _and_a_half(items, mile)


def _and_a_half(items: list[Piece], found: Amount) -> Amount:
    """ "a mile and a half", "two miles and a quarter"."""
    if found.end >= len(items) or items[found.end].lower != "and" or found.names[0] == "percent":
        return found
    part = number.parse(items, found.end + 1)
    if part is None or part.rule != "fraction" or part.value >= 1:
        return found
    if found.number.value.denominator != 1 or items[found.end + 1].lower not in ARTICLES:
        return found
    if part.end < len(items) and items[part.end].glued and items[part.end].kind == "dash":
        return found  # "five miles and a half-hour"
    value = found.number.value + part.value
    figure = replace(found.number, value=value, digits=None, bare=False, last_place=None)
    return replace(found, number=figure, end=part.end)


def _one_coin(items: list[Piece], at: int) -> Amount | None:
    """ "a dollar", "a penny", but not "a dollar bill": one, unless it names something else."""
    named = money.after(items, at + 1, large=False)
    if named is None:
        return None
    name, end = named
    following = items[end] if end < len(items) else None
    links = resources.load("units")["article"]["money_before"]
    if following is not None and (
        (following.kind == "word" and following.lower not in links)
        or (following.kind == "dash" and following.glued)
    ):
        return None
    one = Number(Fraction(1), at, at + 1, rule="article")
    return Amount(one, at, end, (name,), (at + 1, end), "money", "article")


def _chain(items: list[Piece], found: Amount) -> Amount:
    """ "5 feet 10 inches", "12 ft 2 in", "7 feet and 10 inches": one figure in the larger unit."""
    smaller_units, last = resources.load("units")["chain"], found.names[0]
    while smaller := smaller_units.get(last):
        position = found.end
        linked = position < len(items) and items[position].text in ("and", ",")
        small = number.parse(items, position + linked)
        if small is None or small.signed:
            return found
        tail = unit_words.find(
            items, past_tie(items, small.end), worded=small.digits is None, chained=True
        )
        small_name = next((name for name in smaller if tail and name in tail.names), None)
        if tail is None or small_name is None:
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
        names = found.names[:1]
        found = replace(found, names=names, number=figure, end=tail.end, rule="units in a row")
        last = small_name
    return found


def _feet_and(items: list[Piece], found: Amount) -> Amount:
    """ "six-foot-five", "6 foot 2", "6'2": inches without their name."""
    last = items[found.end - 1]
    if found.names[0] != "foot" or last.lower not in ("foot", *_FOOT_SIGNS):
        return found
    if last.text in _FOOT_SIGNS and not (found.end < len(items) and items[found.end].glued):
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
    names = found.names[:1]
    return replace(found, names=names, number=figure, end=small.end, rule="units in a row")
