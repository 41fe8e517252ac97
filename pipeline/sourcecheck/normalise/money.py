"""Money: currencies as written, to ISO 4217 codes; a dollar of no country stays a dollar."""

from __future__ import annotations

import functools

from sourcecheck import resources
from sourcecheck.normalise.lexer import Piece, Trie

#: Forms that count only with no space before them: "5c", "50p".
_TIGHT = "tight"


def codes(unit: str) -> frozenset[str]:
    """The currencies that `unit` may be: {"USD"} for "USD", all dollars for "dollar".

    Empty for what is no currency. Two amounts can be of the same money exactly when their sets
    have a member in common. Source: the nouns of CLDR's English names, resources/currencies.toml.
    """
    data = resources.load("currencies")
    if unit in data["minor"]:
        return codes(data["minor"][unit][0])
    if is_open(unit):
        return frozenset(data["noun"].get(unit, ()))
    known = unit in data["currency"] or unit in data["form"] or unit in data["word"]
    return frozenset([unit]) if known else frozenset()


def names() -> list[str]:
    """Every unit of money that a text can have: codes, open nouns, coins."""
    data = resources.load("currencies")
    known = [*_signs().values(), *_words().values(), *data["bare"]["not_code"]]
    known += data["minor_sign"].values()
    return sorted({_settled(name) for name in known if name is not None and name != _TIGHT})


def is_open(noun: str) -> bool:
    """Is this a noun that stays the name of its unit, since it leaves the currency open?"""
    data = resources.load("currencies")
    shared = noun in data["noun"] and noun not in data["settled"]
    return noun in data["open"]["nouns"] or (shared and noun not in data["bare"]["never"])


def before(items: list[Piece], at: int) -> tuple[str, int] | None:
    """Currency and end of a sign or code at `items[at]` that stands before its figure."""
    name, end = _signs().longest(items, at)
    if name is None:
        name, end = _leading().longest(items, at)
    if name is None or name == _TIGHT or end >= len(items):
        return None
    first = items[at]
    if first.text == "A" and items[end].glued and not items[at + 1].glued:
        return None  # "A $3 billion deal": an article; letters set apart have "A $ 3"
    if first.kind == "word" and at and first.glued and items[at - 1].kind in ("word", "number"):
        return None
    if (
        items[end].glued
        and items[end - 1].kind == "word"
        and name not in resources.load("currencies")["form"]
    ):
        return None  # letters written on to digits are money only for the common codes: "USD50"
    return name, end


def after(items: list[Piece], at: int, *, large: bool) -> tuple[str, int] | None:
    """Currency or coin, and end, of a sign, code or noun at `items[at]` behind its figure.

    `large`: the figure is a thousand or more, which nouns such as "won" need.
    """
    if at >= len(items):
        return None
    data = resources.load("currencies")
    name, end = _words().longest(items, at)
    sign, sign_end = _signs().longest(items, at)
    if sign is None and (late := _late_code(items, at)):
        return late, at + 1
    if sign is not None and sign != _TIGHT and sign_end >= end:
        return (sign, sign_end) if _closes(items, sign_end) and not _next(items, at) else None
    if name is not None:
        if name in data["bare"]["large"] and not large:
            return None
        return _settled(name), end
    piece = items[at]
    if piece.glued and piece.text in data["minor_sign"] and _closes(items, at + 1):
        return data["minor_sign"][piece.text], at + 1
    if piece.text == "¢":
        return "cent", at + 1
    # "48.5 MGBP": a scale written on to the code; the caller reads the scale itself.
    return None


def named(items: list[Piece], at: int, *, large: bool) -> tuple[str, int] | None:
    """Currency and end of a sign, code or noun at `items[at]` that stands without a figure.

    `large`: its figures are thousands or more, which nouns such as "won" need.
    """
    known = [tree().longest(items, at) for tree in (_signs, _leading, _words)]
    found = [(name, end) for name, end in known if name is not None and name != _TIGHT]
    if not found:
        return None
    name, end = max(found, key=lambda one: one[1])
    if name in resources.load("currencies")["bare"]["large"] and not large:
        return None
    return _settled(name), end


def _late_code(items: list[Piece], at: int) -> str | None:
    """A code that is also a word ("42 TRY"): money behind a figure, with no word behind it."""
    data, text = resources.load("currencies"), items[at].text
    if text not in data["bare"]["not_code"] or items[at].glued:
        return None
    following = items[at + 1] if at + 1 < len(items) else None
    return None if following is not None and following.kind in ("word", "number") else text


def _closes(items: list[Piece], end: int) -> bool:
    """Is the sign not the first of a following figure ("500 $300") or of a longer word?"""
    return end >= len(items) or not (items[end].glued and items[end].kind in ("word", "number"))


def _next(items: list[Piece], at: int) -> bool:
    """Does a sign set apart on both sides belong to the figure behind it: "three $ 20 notes"?"""
    if items[at].kind != "symbol" or items[at].glued or at + 1 >= len(items):
        return False
    return items[at + 1].kind == "number"


def _settled(noun: str) -> str:
    return str(resources.load("currencies")["settled"].get(noun, noun))


@functools.cache
def _signs() -> Trie:
    """Signs and codes, exact letters."""
    data, trie = resources.load("currencies"), Trie(exact=True)
    for code, entry in data["currency"].items():
        if code not in data["bare"]["not_code"]:
            trie.add(code, code)
        trie.add_all(entry["symbols"], code)
    for name, forms in data["form"].items():
        trie.add_all(forms, name)
    for code in data["form"]:
        if len(code) == 3 and code.isupper() and code not in data["bare"]["not_code"]:
            trie.add(code, code)
    return trie


@functools.cache
def _leading() -> Trie:
    """Forms that stand only before their figure, exact letters."""
    trie = Trie(exact=True)
    for name, forms in resources.load("currencies")["leading"].items():
        trie.add_all(forms, name)
    return trie


@functools.cache
def _words() -> Trie:
    """Nouns with and without their country, any case."""
    data, trie = resources.load("currencies"), Trie()
    never, large = set(data["bare"]["never"]), set(data["bare"]["large"])
    for noun, known in data["noun"].items():
        if noun in never:
            continue
        name = (
            noun if noun in data["open"]["nouns"] or noun in large or len(known) > 1 else known[0]
        )
        trie.add_all(_numbers(noun), _settled(name) if noun not in large else name)
    for code, entry in data["currency"].items():
        trie.add_all(entry["words"], code)
    for code, words in data["word"].items():
        for word in words:
            trie.add_all(_numbers(word), code)
    for coin in data["minor"]:
        trie.add_all(_numbers(coin), coin)
    for word, coin in data["minor_word"].items():
        trie.add_all(_numbers(word), coin)
    # A pound without its country is a weight first: resources/units.toml has it.
    for word in _numbers("pound"):
        trie.add(word, None)
    return trie


def _numbers(noun: str) -> list[str]:
    """Singular and plural of a noun."""
    plural = resources.load("currencies")["plural"]
    last = noun.split()[-1]
    return [noun, f"{noun}s", *([noun.removesuffix(last) + plural[last]] if last in plural else [])]
