"""Figures in words: one unit for all the figures of a question, and no digits too many."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcecheck import resources

#: Digits shown at least; more where two figures would otherwise look the same.
DIGITS = 4
#: A double holds no more.
_MOST_DIGITS = 15
#: "1.375 billion" is easier to read than 1,375,000,000; "1.234567 million" is not.
_SCALE_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """How figures in one base unit are shown: (figure - offset) / factor, to so many digits."""

    unit: str
    factor: float = 1.0
    offset: float = 0.0
    digits: int = DIGITS

    def shown(self, base: float) -> float:
        """A figure in base units, in the unit that is shown."""
        return (base - self.offset) / self.factor

    def say(self, base: float) -> str:
        """A figure in base units: "2,897 km"."""
        return self._with_unit(decimal(self.shown(base), self.digits))

    def range(self, low: float | None, high: float | None) -> str:
        """An interval in base units: "2,816 to 2,977 km", "at least 50", "any"."""
        if low is None and high is None:
            return "any figure"
        if low is None or high is None:
            bound = "at most" if low is None else "at least"
            return f"{bound} {self.say(high if low is None else low)}"  # type: ignore[arg-type]
        if low == high:
            return self.say(low)
        digits = max(self.digits, self._digits_of_width(low, high))
        ends = [decimal(self.shown(end), digits) for end in (low, high)]
        return self._with_unit(" to ".join(dict.fromkeys(ends)))

    def _digits_of_width(self, low: float, high: float) -> int:
        """Digits that show the ends to a tenth of the width: 2,389.5 to 2,390.5, not 2,389."""
        width = abs(self.shown(high) - self.shown(low)) / 10
        largest = max(abs(self.shown(low)), abs(self.shown(high)))
        if not width or not largest:
            return self.digits
        digits = math.floor(math.log10(largest)) - math.floor(math.log10(width)) + 1
        return min(digits, _MOST_DIGITS)

    def _with_unit(self, number: str) -> str:
        if self.unit == "%":
            return f"{number} %"
        return f"{number} {self.unit}".strip()


def scale(quantities: Sequence[Mapping[str, Any]]) -> Scale | None:
    """The scale on which all `quantities` (values of claims) can be shown; None if there is none.

    There is none for figures in different base units, such as sums in two currencies.
    """
    if len({quantity["unit"] for quantity in quantities}) != 1:
        return None
    figures = [f for q in quantities for f in (q["low"], q["high"]) if f is not None]
    return _to_the_digit(_unit(quantities[0], figures), figures)


def _unit(quantity: Mapping[str, Any], figures: Sequence[float]) -> Scale:
    """The unit people use for figures of this size, from resources/display_units.toml."""
    known = resources.load("display_units")
    base = quantity["unit"]
    for symbol, offset in known["offset"].get(base, {}).items():
        return Scale(symbol, offset=offset)
    largest = max((abs(f) for f in figures), default=0.0)
    if base in known["units"]:
        steps = list(known["units"][base].items())
        fitting = [step for step in steps if largest >= step[1]]
        symbol, factor = fitting[-1] if fitting and largest else _plain_step(steps)
        return Scale(symbol, factor)
    name = "" if base == "dimensionless" else spelled(base)
    if quantity["dimension"] not in ("money", "count"):
        return Scale(name)
    for word, factor in reversed(known["scale"].items()):
        if largest >= factor and all(_short(f / factor) for f in figures):
            return Scale(f"{word} {name}".strip(), factor)
    return Scale(name)


def _plain_step(steps: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """For zero, and for figures below the smallest unit: the base unit, else the smallest."""
    return next((step for step in steps if step[1] == 1), steps[0])


def _short(figure: float) -> bool:
    return math.isclose(figure, round(figure, _SCALE_DECIMALS), rel_tol=1e-9, abs_tol=1e-12)


def _to_the_digit(scale: Scale, figures: Iterable[float]) -> Scale:
    """The scale with as many digits as it takes to tell the figures apart."""
    shown = sorted({float(f"{scale.shown(f):.12g}") for f in figures})
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        if len({decimal(f, digits) for f in shown}) == len(shown):
            return Scale(scale.unit, scale.factor, scale.offset, digits)
    return Scale(scale.unit, scale.factor, scale.offset, _MOST_DIGITS)


def decimal(figure: float, digits: int = DIGITS) -> str:
    """A number to `digits` significant digits, never rounding whole ones away: "2,897", "0.25"."""
    if not figure:
        return "0"
    size = math.floor(math.log10(abs(figure)))
    if not -6 <= size < 21:
        return f"{figure:.{digits - 1}e}".replace("-", "−")
    places = max(0, digits - 1 - size)
    text = f"{abs(figure):,.{places:d}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if figure < 0 else text


def stated_unit(quantity: Mapping[str, Any]) -> str:
    """The unit as stated, by name and in the plural: "miles", "square kilometers per hour"."""
    name: str = quantity["stated_unit"]
    if not name or name == quantity["unit"] or name.isupper():
        return spelled(name)
    head, per, rest = spelled(name).partition(" per ")
    irregular = resources.load("display_units")["plural"]
    if head in irregular:
        return str(irregular[head]) + per + rest
    *before, noun = head.split(" ")
    return " ".join([*before, irregular.get(noun, f"{noun}s")]) + per + rest


def spelled(unit: str) -> str:
    """A unit's name in words: "kilogram per cubic meter" for "kilogram / meter ** 3"."""
    words = _POWER.sub(lambda m: f"{'square' if m['power'] == '2' else 'cubic'} {m['unit']}", unit)
    return words.replace("_", " ").replace(" / ", " per ").replace(" * ", " ")


_POWER = re.compile(r"(?P<unit>\w+) \*\* (?P<power>[23])\b")


def has_offset(quantity: Mapping[str, Any]) -> bool:
    """Does its unit have another zero than the base unit (degrees), so that no factor converts?"""
    return quantity["unit"] in resources.load("display_units")["offset"]


def as_stated(quantity: Mapping[str, Any], low: float | None, high: float | None) -> str:
    """An interval in base units, put in the unit as stated: "1,750 to 1,850 miles"."""
    figures = [f for f in (low, high) if f is not None]
    stated = Scale(stated_unit(quantity), quantity["factor"] or 1.0)
    return _to_the_digit(stated, figures).range(low, high)
