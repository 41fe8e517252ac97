"""Units as English writes them: "km²", "miles an hour", "sq km", "kg m−2 s−1", "tons"."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from sourcecheck import resources
from sourcecheck.normalise import money
from sourcecheck.normalise.digits import ARTICLES
from sourcecheck.normalise.lexer import Piece, Trie
from sourcecheck.normalise.unit import Terms, exponent, meanings, sign, tight, warm, write

_HYPHENS = "-\u2010\u2011"
_LONGEST_PRODUCT = 4  # factors; longer products are no units of prose


@dataclass(frozen=True, slots=True)
class Found:
    """A unit at `pieces[start:end]`; `names` are its meanings, likeliest first, in pint's words."""

    names: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Factor:
    names: tuple[str, ...]
    exponent: int
    end: int
    symbol: bool
    raised: bool  # an exponent is written


def find(
    items: list[Piece], at: int, *, worded: bool = False, chained: bool = False
) -> Found | None:
    """The longest unit that begins at `items[at]`, or None.

    `worded`: the figure before it is in words, which symbols of one letter do not follow.
    `chained`: a larger unit came before ("2 ft 3 in"), so that "in" needs no other evidence.
    """
    first = _factor(items, at, leading=not chained, worded=worded)
    if first is None:
        return None
    products: list[Terms] = [((name, first.exponent),) for name in first.names]
    end, symbolic = first.end, first.symbol
    for _ in range(_LONGEST_PRODUCT - 1):
        step = _next(items, end, symbolic)
        if step is None:
            break
        factor, sign = step
        if sign < 0 and first.names[0] == "percent" and items[end].lower in ARTICLES:
            break  # "6.7% a year" is a share, however long it takes
        products = [(*terms, (factor.names[0], sign * factor.exponent)) for terms in products]
        end, symbolic = factor.end, factor.symbol
    return Found(tuple(_name(terms) for terms in products), at, end)


def forms() -> list[tuple[str, ...]]:
    """The meanings of every written form of a unit."""
    return [*_symbols().values(), *_words().values(), *meanings()]


def per(items: list[Piece], at: int) -> Found | None:
    """ "per square kilometre", "per week": what a count is spread over; None if nothing is."""
    if at + 1 >= len(items) or items[at].lower != "per":
        return None
    factor = _factor(items, at + 1, leading=False)
    if factor is None:
        return None
    return Found(
        (f"dimensionless / {write([(factor.names[0], factor.exponent)])}",), at, factor.end
    )


def per_unit(items: list[Piece], at: int) -> tuple[str, int] | None:
    """ "per kg", "/kg", "a gallon" behind an amount of money: the unit and its end, or None."""
    step = _next(items, at, False)
    if step is None or step[1] > 0:
        return None
    return write([(step[0].names[0], step[0].exponent)]), step[0].end


def before(items: list[Piece], at: int) -> Found | None:
    """A unit that stands before its figure: "magnitude 6.1", "magnitude-6.1"."""
    data = resources.load("units")
    name = data["before"].get(items[at].lower) or data["before_exact"].get(items[at].text)
    if name is None:
        return None
    end = at + 1
    if end < len(items) and items[end].kind == "dash" and items[end].glued:
        end += 1
    elif name == "magnitude" and end < len(items) and items[end].lower == "of":
        end += 1  # "a magnitude of 6.1"
    return Found((name,), at, end)


def _name(terms: Terms) -> str:
    merged: dict[str, int] = {}
    for name, power in terms:
        merged[name] = merged.get(name, 0) + power
    return write((n, e) for n, e in merged.items() if e)


def _next(items: list[Piece], at: int, symbolic: bool) -> tuple[_Factor, int] | None:
    """The next factor of a product and its sign: -1 behind "per", 1 behind "·" or in "kg m−2"."""
    if at >= len(items):
        return None
    build, tied, piece = resources.load("units")["build"], _past_hyphen(items, at), items[at]
    if tied > at and items[tied].lower in build["per"]:
        return _per_tied(items, tied)
    if piece.lower in build["per"]:
        return _per(items, at)
    if piece.text in build["times"]:
        factor = _factor(items, at + 1, leading=False)
        return (factor, 1) if factor and factor.symbol else None
    if symbolic and not piece.glued:
        factor = _factor(items, at, leading=False)
        if factor and factor.raised and factor.exponent < 0:
            return factor, 1
    return None


def _per_tied(items: list[Piece], at: int) -> tuple[_Factor, int] | None:
    """ "60-mile-per-hour", "60-miles-an-hour", behind the first hyphen."""
    factor = _factor(items, _past_hyphen(items, at + 1), leading=False)
    if factor is None:
        return None
    articles = resources.load("units")["build"]["per_article"]
    return (factor, -1) if items[at].lower not in ARTICLES or factor.names[0] in articles else None


def _per(items: list[Piece], at: int) -> tuple[_Factor, int] | None:
    """ "per hour", "an hour", "/h"."""
    piece, factor = items[at], _factor(items, at + 1, leading=False)
    if factor is None or (piece.kind == "symbol" and not _tight(items, at)):
        return None
    articles = resources.load("units")["build"]["per_article"]
    if piece.lower in ARTICLES and factor.names[0] not in articles:
        return (factor, -1) if _is_period(items, factor) else None
    return factor, -1


def _is_period(items: list[Piece], factor: _Factor) -> bool:
    """ "a month" behind "$500", but not "a year ago" or "a year-long"."""
    build, end = resources.load("units")["build"], factor.end
    if factor.names[0] not in build["per_period"] or factor.raised:
        return False
    if end < len(items) and items[end].kind == "dash" and items[end].glued:
        return False
    one, two = ([piece.lower for piece in items[end : end + count]] for count in (1, 2))
    return not any(" ".join(words) in build["not_period"] for words in (one, two) if words)


def _tight(items: list[Piece], at: int) -> bool:
    """A slash with a space on both sides or on none."""
    return at + 1 < len(items) and items[at].glued == items[at + 1].glued


def _factor(items: list[Piece], at: int, *, leading: bool, worded: bool = False) -> _Factor | None:
    if at >= len(items):
        return None
    build = resources.load("units")["build"]
    power, start = 1, at
    if items[at].lower in (*build["square"], *build["cubic"]):
        power = 2 if items[at].lower in build["square"] else 3
        start = at + 1
        if start < len(items) and items[start].text == "." and items[start].glued:
            start += 1
        start = _past_hyphen(items, start)
    names, end, symbol = _look_up(items, start, leading=leading and start == at, worded=worded)
    if at and not worded and (letters := tight(items, at)):
        names, end, symbol = (letters,), at + 1, True
    if names is None and start == at and not worded:
        names, end = sign(items, at, alone=leading)
        symbol = False
    if names is None:
        return None
    raised, closing = exponent(items, end, symbol)
    if (
        closing == end
        and symbol
        and end < len(items)
        and items[end].glued
        and items[end].kind in ("word", "number")
    ):
        return None  # "24703m212": the letters are part of something longer
    return _Factor(names, raised * power, closing, symbol, closing > end)


def _past_hyphen(items: list[Piece], at: int) -> int:
    """The position behind a hyphen that ties two words of a unit ("square-foot"), else `at`."""
    if at + 1 >= len(items) or items[at].text not in _HYPHENS:
        return at
    return at + 1 if items[at].glued and items[at + 1].glued else at


def _look_up(
    items: list[Piece], at: int, *, leading: bool, worded: bool
) -> tuple[tuple[str, ...] | None, int, bool]:
    """Names and end of the unit form at `items[at]`, and whether it is a symbol."""
    exact, exact_end = _symbols().longest(items, at)
    loose, loose_end = _words().longest(items, at)
    longer = exact is not None and exact_end >= loose_end
    if longer and (not leading or _stands(items, at, exact_end, worded)):
        return exact, exact_end, True
    return (loose, loose_end, False) if loose is not None else (None, at, False)


def _stands(items: list[Piece], at: int, end: int, worded: bool) -> bool:
    """May these letters behind a figure be a unit symbol here?"""
    piece = items[at]
    text = piece.text if end == at + 1 else ""
    if len(text) == 1 and text.isalpha() and not _letter_stands(items, at, worded):
        return False
    follow = resources.load("units")["follow"].get(text)
    if follow is None or piece.glued:
        return True
    following = items[end] if end < len(items) else None
    return (
        following is None
        or (following.kind != "word" and following.kind != "number")
        or following.lower in follow
    )


def _letter_stands(items: list[Piece], at: int, worded: bool) -> bool:
    """May one letter be a unit: not of a model ("5C"), of a decade, of initials?"""
    piece = items[at]
    if worded or (piece.glued and piece.text in _apart() and not warm(items, at)):
        return False
    if piece.text == "s" and piece.glued and at and items[at - 1].text.endswith("0"):
        return False  # "1930s", "the 20s"
    if at + 2 >= len(items):
        return True
    dot, initial = items[at + 1], items[at + 2]  # "5 K.L. Smith"
    capital = initial.kind == "word" and initial.text[0].isupper() and initial.glued
    return not (dot.text == "." and dot.glued and capital)


@functools.cache
def _apart() -> frozenset[str]:
    return frozenset(
        s for entry in resources.load("units")["unit"].values() for s in entry.get("apart", ())
    )


@functools.cache
def _symbols() -> Trie:
    trie = Trie(exact=True)
    for name, entry in _units():
        for symbol in entry.get("symbols", ()):
            trie.add(symbol, (name,))
    for symbol, names in resources.load("units")["ambiguous_symbol"].items():
        trie.add(symbol, tuple(names))
    for name, entry, prefix, marks in _prefixed():
        for symbol in entry.get("symbols", ()):
            for mark in marks:
                trie.add(mark + symbol, (prefix + name,), keep=True)
    return trie


@functools.cache
def _words() -> Trie:
    trie = Trie()
    for name, entry in _units():
        for word in entry.get("words", ()):
            trie.add_all((word, *_plurals(word, entry)), (name,))
    for surface, names in resources.load("units")["ambiguous"].items():
        trie.add(surface, tuple(names))
    for name, entry, prefix, _ in _prefixed():
        for word in entry.get("words", ()):
            for form in (word, *_plurals(word, entry)):
                trie.add(prefix + form, (prefix + name,), keep=True)
    return trie


def _plurals(word: str, entry: dict[str, Any]) -> tuple[str, ...]:
    return (
        tuple(entry.get("plural", ()))
        if len(entry.get("words", ())) == 1 and "plural" in entry
        else (f"{word}s",)
    )


def _units() -> list[tuple[str, dict[str, Any]]]:
    return list(resources.load("units")["unit"].items())


def _prefixed() -> list[tuple[str, dict[str, Any], str, list[str]]]:
    """Every unit that takes SI prefixes, with each prefix and its symbols."""
    return [
        (name, entry, prefix, data["symbols"])
        for name, entry in _units()
        if entry.get("prefixes")
        for prefix, data in resources.load("units")["prefix"].items()
        if name in data.get("only", (name,))
    ]


def is_money(name: str) -> bool:
    """Is this unit name a currency, an open noun of money or a coin?"""
    return bool(money.codes(name))
