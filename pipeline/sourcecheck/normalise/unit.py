"""Units: their exact worth in a base unit, and the family they belong to.

pint does the arithmetic, with `resources/units.toml` on top of its own definitions and fractions
instead of floats, so that a conversion there and back gives the very figure again. What it says of
the units of our vocabulary stands in `resources/unit_worths.json` (`build_data/units.py`): a run
loads pint only for another.
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
