"""Units: their exact worth in a base unit, their family, and what is one by its typography only.

pint does the arithmetic, with `resources/units.toml` on top of its own definitions and fractions
instead of floats, so that a conversion there and back gives the very figure again. What it says of
the units of our vocabulary stands in `resources/unit_worths.json` (`build_data/units.py`): a run
loads pint only for another.

By typography: signs (5' 10"), letters on digits ("40C"), exponents. A sign is read as a unit only
where it cannot close a quotation: none may be open before it. A letter written on to digits is one
only by what else stands there. Exponents are read in every typography: "²", "^2", "−1", "squared",
"m2".
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sourcecheck import resources
from sourcecheck.normalise import money
from sourcecheck.normalise.lexer import SUPERSCRIPTS, Piece, to_break

#: A unit as a product: names with their exponents, in order of writing.
Terms = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its exact worth: value in base unit = stated value * factor + offset."""

    name: str  # "kilometer / hour"
    base: str  # "meter / second"
    factor: Fraction
    offset: Fraction  # other than 0 for degree_Celsius and degree_Fahrenheit only
    dimension: str  # family in resources/units.toml, else the base unit itself


class UnknownUnit(ValueError):
    """A unit name that neither pint nor our resources define."""


def to_base(value: Fraction, unit: Unit) -> Fraction:
    """A stated value in the base unit, exact."""
    if unit.name == unit.base:
        return value
    return value * unit.factor + unit.offset


def from_base(value: Fraction, unit: Unit) -> Fraction:
    """A value in the base unit as stated in `unit`, exact: the inverse of `to_base`."""
    return (value - unit.offset) / unit.factor


@functools.cache
def unit(name: str) -> Unit:
    """The unit called `name`: pint's name, a code or noun of money, or a product of them.

    "kilometer / hour", "USD / kilogram", "percent". Raises UnknownUnit.
    """
    terms = parse(name)
    factor, offset, base = Fraction(1), Fraction(0), dict[str, int]()
    for part, exponent in terms:
        worth, start, inner = _atom(part)
        factor *= worth**exponent
        offset = start if len(terms) == 1 and exponent == 1 else Fraction(0)
        for base_name, power in inner:
            base[base_name] = base.get(base_name, 0) + power * exponent
    key = tuple(sorted((n, e) for n, e in base.items() if e))
    family, preferred = _families().get(key, ("", ""))
    written = preferred or write(key)
    if not key and terms and any(part != "dimensionless" for part, _ in terms):
        family = "ratio"  # "mg per kg"
    return Unit(write(terms), written, factor, offset, family or _plain_family(key) or written)


def parse(name: str) -> Terms:
    """ "a * b / c ** 2" as terms; the inverse of `write`."""
    terms: list[tuple[str, int]] = []
    sign = 1
    for part in re.split(r"\s+(?=[*/]\s)", name):
        if part[:2] in ("* ", "/ "):
            sign, part = (1 if part[0] == "*" else -1), part[2:]
        word, _, exponent = part.partition(" ** ")
        if word != "1":
            terms.append((word, sign * int(exponent or 1)))
    return tuple(terms)


def write(terms: Iterable[tuple[str, int]]) -> str:
    """Terms as pint writes them: "kilogram * meter ** 2 / second"."""
    items = tuple(terms)
    above = [_power(name, e) for name, e in items if e > 0]
    below = [_power(name, -e) for name, e in items if e < 0]
    return " / ".join([" * ".join(above) or ("1" if below else "dimensionless"), *below])


def _power(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name} ** {exponent}"


@functools.cache
def _registry() -> Any:
    import pint  # here: it takes longer to load than a page takes to read

    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    for line in resources.load("units")["definitions"]:
        registry.define(line)
    return registry


@functools.cache
def _atom(name: str) -> tuple[Fraction, Fraction, Terms]:
    """Factor, offset and base terms of one name without operators."""
    if name == "dimensionless":
        return Fraction(1), Fraction(0), ()
    plain = resources.load("units")["plain"].get(name)
    if plain is not None:
        if "of" not in plain:
            return Fraction(1), Fraction(0), ((name, 1),)
        factor, _, base = _atom(plain["of"])
        return Fraction(plain["factor"]) * factor, Fraction(0), base
    priced = _money(name)
    if priced is not None:
        return priced[1], Fraction(0), ((priced[0], 1),)
    known = _worths().get(name)
    if known is None:
        return by_pint(name)
    factor, offset, terms = known
    return Fraction(factor), Fraction(offset), tuple((base, power) for base, power in terms)


@functools.cache
def _worths() -> dict[str, Any]:
    """Factor, offset and base terms of the units of our vocabulary, as pint gave them."""
    text = (resources.FOLDER / "unit_worths.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def by_pint(name: str) -> tuple[Fraction, Fraction, Terms]:
    """Factor, offset and base terms of one name without operators, as pint gives them.

    Raises UnknownUnit.
    """
    registry = _registry()
    from pint import DefinitionSyntaxError, UndefinedUnitError

    try:
        zero = registry.Quantity(Fraction(0), name).to_base_units()
        one = registry.Quantity(Fraction(1), name).to_base_units()
    except (UndefinedUnitError, DefinitionSyntaxError, TypeError) as error:
        raise UnknownUnit(f"no unit {name!r}") from error
    container = one.unit_items()
    base = tuple((str(key), int(power)) for key, power in container)
    return Fraction(one.magnitude - zero.magnitude), Fraction(zero.magnitude), base


def _money(name: str) -> tuple[str, Fraction] | None:
    """Currency and worth of a code, an open noun ("dollar") or a coin ("cent"); None if none."""
    data = resources.load("currencies")
    if name in data["minor"]:
        whole, parts = data["minor"][name]
        return whole, Fraction(1, parts)
    coded = any(name in data[table] for table in ("currency", "form", "word"))
    return (name, Fraction(1)) if coded or money.is_open(name) else None


@functools.cache
def _families() -> dict[Terms, tuple[str, str]]:
    """Base terms to family name and the unit its values are kept in."""
    found: dict[Terms, tuple[str, str]] = {}
    for family, name in resources.load("units")["dimension"].items():
        terms: dict[str, int] = {}
        for part, exponent in parse(name):
            for key, power in _atom(part)[2]:
                terms[key] = terms.get(key, 0) + power * exponent
        found.setdefault(tuple(sorted(terms.items())), (family, name))
    return found


def _plain_family(terms: Terms) -> str:
    """Family of a base that pint does not convert: "percent", "money", "count"."""
    if not terms:
        return "count"
    names = [_family_of(name) for name, _ in terms]
    if terms[0][1] == 1 and len(terms) == 1:
        return names[0]
    if "money" in names:
        rest = [(n, e) for n, e in terms if _family_of(n) != "money"]
        return "money" + "".join(f" / {_power(n, -e)}" for n, e in rest if e < 0)
    return ""


def _family_of(name: str) -> str:
    if _money(name) is not None:
        return "money"
    plain = resources.load("units")["plain"].get(name, {})
    return str(plain.get("dimension", ""))


_SIGN: dict[str, Any] = resources.load("units")["sign"]
_DOUBLE = '"“”'
_AFTER_SIGN = "()×"
_WINDOW = 32  # pieces that are looked at for the opening of a quotation
_UNITS: dict[str, Any] = resources.load("units")
_CUES = frozenset(_UNITS["cue"]["temperature"])
_LETTERS: dict[str, str] = _UNITS["cue"]["letters"]
_TIGHT: dict[str, str] = _UNITS["tight"]
_SIGNS: dict[str, int] = resources.load("numbers")["sign"]
_BEFORE, _BEHIND = 16, 6  # pieces in which a word about temperature stands


def meanings() -> list[tuple[str, ...]]:
    """The units that each sign may be."""
    return [tuple(names) for table in _SIGN.values() for names in table.values()]


def sign(items: list[Piece], at: int, *, alone: bool) -> tuple[tuple[str, ...] | None, int]:
    """The units that the sign at `items[at]` may be, and its end; (None, at) if it is none.

    `alone`: it follows no larger unit, as the sign of inches does in 5' 10"; then a word, number or
    bracket must stand behind it, since a comma or full stop would follow a closing quotation mark.
    """
    text = items[at].text
    if text in _SIGN["signs"]:
        return tuple(_SIGN["signs"][text]), at + 1
    double = text in _DOUBLE
    if text not in _SIGN["quotes"] or not _on_figure(items, at, double=double):
        return None, at
    behind = items[at + 1] if at + 1 < len(items) else None
    goes_on = behind is None or behind.kind in ("word", "number") or behind.text in _AFTER_SIGN
    if (alone and not goes_on) or _open(items, at, double=double):
        return None, at
    return tuple(_SIGN["quotes"][text]), at + 1


def _on_figure(items: list[Piece], at: int, *, double: bool) -> bool:
    """Does a quotation mark stand behind a figure, with nothing behind it that denies it?"""
    before = items[at - 1] if at else None
    if before is None or before.kind not in ("number", "fraction"):
        return False
    if before.text.isdigit() and len(before.text) > 3:
        return False  # "the class of 1995' said"
    behind = items[at + 1] if at + 1 < len(items) else None
    tied = behind is not None and behind.glued
    words = ("word", "number") if double else ("word",)
    if behind is not None and tied and behind.kind in words:
        return False  # "the 49'ers"
    return items[at].glued or (double and not tied)  # a single one opens a quotation: 9 "Stars"


def _open(items: list[Piece], at: int, *, double: bool) -> bool:
    """Is a quotation open before `items[at]`, by the marks of its paragraph?"""
    opened = False
    start = max(0, at - _WINDOW)
    for position in range(at - 1, start - 1, -1):
        if items[position].kind == "break":
            start = position + 1
            break
    for position in range(start, at):
        text = items[position].text
        if double and text in _DOUBLE:
            if not _behind_figure(items, position) or opened:
                opened = text == "“" or (text == '"' and not opened)
        elif not double and text in "'‘’":
            if not items[position].glued and items[position + 1].glued:
                opened = text != "’"
            elif opened and not (items[position + 1].glued and items[position + 1].kind == "word"):
                opened = False
    return opened


def _behind_figure(items: list[Piece], at: int) -> bool:
    return at > 0 and items[at].glued and items[at - 1].kind in ("number", "fraction")


def tight(items: list[Piece], at: int) -> str | None:
    """The unit of letters that are one only without a space ("85pc", "11st"); None for others.

    "21st" is a rank: a weight of 21 stone is written with a space.
    """
    if at >= len(items) or items[at].text not in _TIGHT:
        return None
    piece, number = items[at], items[at - 1]
    following = items[at + 1] if at + 1 < len(items) else None
    if not piece.glued or number.kind not in ("number", "fraction"):
        return None
    if following is not None and following.glued and following.kind in ("word", "number"):
        return None
    rank = number.text[-1] == "1" and number.text[-2:-1] != "1"
    return None if piece.text == "st" and rank else _TIGHT[piece.text]


def warm(items: list[Piece], at: int) -> bool:
    """Is the letter at `items[at]`, written on to digits, a degree: "40C (104F)", "1.5C", "-12C"?

    It is with a decimal or a sign, beside its conversion, or with a word about temperature near it.
    """
    if items[at].text not in _LETTERS or not at or items[at - 1].kind != "number":
        return False
    before = items[at - 2] if at > 1 else None
    if "." in items[at - 1].text or (before is not None and _signs(items, at - 2)):
        return True
    return _converted(items, at) or _cued(items, at)


def _signs(items: list[Piece], at: int) -> bool:
    """Is this the sign of the number behind it ("-12", "minus 12"), and no hyphen ("F-12")?"""
    if items[at].lower in _SIGNS:
        return True
    free = not items[at].glued or items[at - 1].text in "(["
    return items[at].text in "-−–" and free and items[at + 1].glued


def _converted(items: list[Piece], at: int) -> bool:
    """Does the other scale stand in brackets or behind a slash beside it?"""
    links = "([/"
    if at + 3 < len(items) and items[at + 1].text in links and _other(items, at, at + 3):
        return True
    return at > 2 and items[at - 2].text in links and _other(items, at, at - 3)


def _other(items: list[Piece], at: int, position: int) -> bool:
    """Is this the letter of the other scale? "13C/12C" are isotopes."""
    piece = items[position]
    known = piece.text in _LETTERS and piece.glued and items[position - 1].kind == "number"
    return known and piece.text != items[at].text


def _cued(items: list[Piece], at: int) -> bool:
    before = to_break(reversed(items[max(0, at - _BEFORE) : at]), ".!?")
    behind = to_break(items[at + 1 : at + 1 + _BEHIND], ".!?")
    return any(piece.lower in _CUES for piece in (*before, *behind))


def exponent(items: list[Piece], at: int, symbol: bool) -> tuple[int, int]:
    """The exponent written behind a unit, and its end: "²", "^2", "−1", "squared", "m2".

    `symbol`: the unit is written as one, so that digits on its letters are an exponent.
    """
    if at >= len(items):
        return 1, at
    piece, build = items[at], _UNITS["build"]
    if piece.lower in (*build["squared"], *build["cubed"]):
        return (2 if piece.lower in build["squared"] else 3), at + 1
    raised = piece.kind == "superscript"
    if not piece.glued or not (symbol or raised or piece.text == "−"):  # "ha−1 year−1"
        return 1, at
    return _small(piece.text.translate(SUPERSCRIPTS), at) if raised else _fallen(items, at)


def _fallen(items: list[Piece], at: int) -> tuple[int, int]:
    """An exponent that is not raised: "^2", "−1", the 2 of "m2"."""
    caret = items[at].text == "^"
    start = at + caret
    sign = start < len(items) and items[start].kind == "dash"
    body = items[start + sign] if start + sign < len(items) else None
    spaced = sign and items[start].text == "−"  # "mA g− 1"
    if body is None or not (body.glued or spaced) or body.kind != "number" or len(body.text) > 1:
        return 1, at
    if not sign and not caret and body.text not in "23":
        return 1, at
    after = items[start + sign + 1] if start + sign + 1 < len(items) else None
    if after is not None and after.glued and after.kind in ("word", "number"):
        return 1, at
    power = int(body.text)
    return (-power if sign else power, start + sign + 1) if power else (1, at)


def _small(text: str, at: int) -> tuple[int, int]:
    digits = text.lstrip("+-")
    if len(digits) != 1 or digits == "0":
        return 1, at
    return (-int(digits) if text.startswith("-") else int(digits)), at + 1
