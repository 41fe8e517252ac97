"""Figures in words: the unit as stated, or that of `resources/display_units.toml` for figures
stated in different ones; at most the digits that matter."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from sourcecheck import resources
from sourcecheck.model.quantity import Operator, Quantity
from sourcecheck.normalise.unit import UnknownUnit
from sourcecheck.normalise.unit import unit as normalised
from sourcecheck.wording.number import DIGITS, EXACT_DIGITS, number, size

#: No report holds more digits (a double).
_MOST_DIGITS = 15
#: What is read as "7.2 billion".
_SCALED = ("money", "count")
#: The entries of hedges.toml whose first phrase says a bound.
_BOUNDS: Mapping[Operator, str] = {
    ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than",
}  # fmt: skip
_POWER = re.compile(r"(\w+) \*\* ([23])\b")


class Ends(Protocol):
    """Figures in base units, from one end to the other; None is an open end."""

    @property
    def low(self) -> Fraction | None: ...  # noqa: D102
    @property
    def high(self) -> Fraction | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit to print base figures in: (figure - offset) / factor, with its name."""

    factor: Fraction = Fraction(1)
    one: str = ""  # "mile", "km", "%"
    many: str = ""  # "miles", "km", "%"
    offset: Fraction = Fraction(0)
    scaled: bool = False  # large figures as "7.2 billion"
    digits: int = DIGITS
    exact: int = EXACT_DIGITS  # figures that end within so many digits are printed whole

    def of(self, base: Fraction) -> Fraction:
        """A figure in base units, in this unit."""
        return (base - self.offset) / self.factor

    def converts(self, other: Unit) -> bool:
        """Has a figure another number in the other unit?"""
        return (self.factor, self.offset) != (other.factor, other.offset)

    def say(self, base: Fraction) -> str:
        """A figure in base units: "1,931 km", "7.2 billion USD"."""
        value = self.of(base)
        return self._named(self.figure(value), one=abs(value) == 1)

    def span(self, interval: Ends) -> str:
        """An interval in base units: "1,150 to 1,250 miles", "at least 50", "any figure"."""
        low, high = interval.low, interval.high
        if low is None or high is None:
            end = high if low is None else low
            bound = _bound("<=" if low is None else ">=")
            return "any figure" if end is None else f"{bound} {self.say(end)}"
        if low == high:
            return self.say(low)
        ends = (self.of(low), self.of(high))
        shown = [self.figure(end, _digits_of_width(*ends)) for end in ends]
        return self._named(" to ".join(dict.fromkeys(shown)))

    def apart(self, distance: Fraction) -> str:
        """A difference of two figures: "430 km", "3 percentage points"."""
        value = distance / self.factor
        if self.one == "%":
            return f"{number(value, 2, 2)} percentage point{'' if value == 1 else 's'}"
        exact = 3 if value.denominator > 1 else EXACT_DIGITS
        shown = replace(self, digits=3, exact=exact).figure(value)
        return self._named(shown, one=value == 1)

    def figure(self, value: Fraction, digits: int = 0) -> str:
        """A figure in this unit, to at least so many digits, without the unit's name."""
        for word, worth in reversed(_scale()) if self.scaled else ():
            short = value / worth
            if abs(short) >= 1 and _is_short(short):
                return f"{number(short)} {word}"
        digits = max(self.digits, digits)
        return number(value, digits, max(self.exact, digits))

    def _named(self, digits: str, *, one: bool = False) -> str:
        return f"{digits} {self.one if one else self.many}".rstrip()


def _digits_of_width(low: Fraction, high: Fraction) -> int:
    """Digits that show two ends to a tenth of their distance: 2,389.5 to 2,390.5, not 2,390; 0
    where nobody could write so many."""
    needed = size(max(abs(low), abs(high))) - size((high - low) / 10) + 1
    return needed if needed <= _MOST_DIGITS else 0


def _is_short(value: Fraction) -> bool:
    """ "1.375 billion" is easier to read than 1,375,000,000; "1.234567 million" is not."""
    return (value * 1000).denominator == 1


# --- units --------------------------------------------------------------------------------------


def stated_unit(quantity: Quantity) -> Unit:
    """The unit in which `quantity` is stated."""
    if not quantity.stated_unit:
        return display_unit([quantity])
    if quantity.unit in _display()["offset"]:
        return _temperature(quantity)
    if quantity.stated_unit == "percent":
        return Unit(quantity.factor, "%", "%")
    one, many = _names(quantity.stated_unit)
    return Unit(quantity.factor, one, many, scaled=quantity.dimension in _SCALED)


def _temperature(quantity: Quantity) -> Unit:
    """A unit whose zero lies elsewhere: "degrees Fahrenheit"; the display unit for others."""
    degree, _, scale = quantity.stated_unit.partition("_")
    try:
        known = normalised(quantity.stated_unit)
    except UnknownUnit:
        return display_unit([quantity])
    if not scale or not known.offset:
        return display_unit([quantity])
    return Unit(known.factor, f"{degree} {scale}", f"{degree}s {scale}", known.offset)


@functools.cache
def _names(unit: str) -> tuple[str, str]:
    """Singular and plural of a unit's name: "kilometer ** 2" is "square kilometer(s)"."""
    if unit == "dimensionless":
        return "", ""
    head, *below = unit.split(" / ")
    base, _, power = head.replace("_", " ").partition(" ** ")
    prefix = {"": "", "2": "square ", "3": "cubic "}.get(power, "")
    suffix = "".join(f" per {_spelled(part)}" for part in below)
    plural = str(_display()["plural"].get(base, base if base.endswith("s") else f"{base}s"))
    many = plural if base.islower() and "*" not in base else base  # USD has no plural
    return f"{prefix}{base}{suffix}", f"{prefix}{many}{suffix}"


def _spelled(part: str) -> str:
    return _POWER.sub(lambda m: f"{'square' if m[2] == '2' else 'cubic'} {m[1]}", part).replace(
        "_", " "
    )


def display_unit(quantities: Sequence[Quantity]) -> Unit:
    """The unit people use for figures of this size: that of the largest figure, or the display
    unit that all are stated in (a mountain of 8,611 metres stays in metres).

    All of `quantities` must share their base unit.
    """
    base, dimension = quantities[0].unit, quantities[0].dimension
    for symbol, offset in _display()["offset"].get(base, {}).items():
        return Unit(Fraction(1), symbol, symbol, Fraction(str(offset)))
    steps = _steps(base)
    if not steps:
        one, many = _names(base)
        return Unit(Fraction(1), one, many, scaled=dimension in _SCALED)
    largest = max(map(abs, _ends(quantities)), default=Fraction(0))
    plain = next((step for step in steps if step[1] == 1), steps[0])
    fitting = [step for step in steps if largest >= step[1]]
    symbol, worth = fitting[-1] if fitting else plain
    stated = {quantity.factor for quantity in quantities}
    symbol, worth = next(((s, w) for s, w in steps if stated == {w}), (symbol, worth))
    return Unit(worth, symbol, symbol, exact=DIGITS)


@functools.cache
def _steps(base: str) -> tuple[tuple[str, Fraction], ...]:
    """The display units of a base unit with their worth, smallest first."""
    units = _display()["units"].get(base, {})
    return tuple((symbol, Fraction(str(worth))) for symbol, worth in units.items())


@functools.cache
def _scale() -> tuple[tuple[str, Fraction], ...]:
    """ "million", "billion" … with their worth, smallest first."""
    return tuple((word, Fraction(worth)) for word, worth in _display()["scale"].items())


def common_unit(a: Quantity, b: Quantity) -> Unit:
    """The unit to print both in: the stated one where it is the same, else the display unit."""
    if (a.stated_unit, a.factor) == (b.stated_unit, b.factor):
        return stated_unit(a)
    return display_unit([a, b])


def shared_unit(quantities: Sequence[Quantity]) -> Unit | None:
    """The unit in which to compare figures by eye, on one line, with as many digits as tell them
    apart; None where they share no base unit."""
    if len({(quantity.unit, quantity.dimension) for quantity in quantities}) != 1:
        return None
    unit, ends = display_unit(quantities), _ends(quantities)
    converted = any(stated_unit(quantity).converts(unit) for quantity in quantities)
    exact = DIGITS if converted else EXACT_DIGITS  # what was printed is shown whole
    largest = max(map(abs, ends), default=Fraction(0))
    for word, worth in reversed(_scale()) if unit.scaled else ():
        if largest >= worth and all(_is_short(end / worth) for end in ends):
            name = f"{word} {unit.many}".rstrip()
            unit = Unit(worth, name, name)
            break
    shown = {number(unit.of(end), 12, 12): unit.of(end) for end in ends}  # more is noise
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        unit = replace(unit, scaled=False, digits=digits, exact=max(exact, digits))
        if len(set(map(unit.figure, shown.values()))) == len(shown):
            break
    return unit


def _ends(quantities: Iterable[Quantity]) -> list[Fraction]:
    return [end for q in quantities for end in (q.low, q.high) if end is not None]


def _display() -> Mapping[str, Any]:
    return resources.load("display_units")


# --- figures ------------------------------------------------------------------------------------


def quantity_in_words(figure: Quantity, unit: Unit | None = None) -> str:
    """A figure with its hedge and bound, as stated or in `unit`: "about 1,200 miles"."""
    said = (unit or stated_unit(figure)).span(figure)
    entry = _hedges().get(figure.hedge, {})
    word = str(entry.get("said") or entry.get("words", [""])[0])
    vague = entry.get("approximate", False) and "allow" not in entry
    if figure.low is None or figure.high is None:
        pass  # an open end says the bound itself
    elif vague:
        said = f"{_bound(figure.operator)} {said} (“{word}”)".lstrip()
    elif entry.get("operator") == figure.operator and word and entry.get("approximate", False):
        said = f"{word} {said}"
    else:
        about = "about" if figure.approximate else ""
        said = " ".join(part for part in (_bound(figure.operator), about, said) if part)
    return f"{figure.change} {said}".lstrip()


def conversion(figure: Quantity, unit: Unit) -> str:
    """How the figure gets into `unit`: "1,200 miles × 1.609344 = 1,931 km"; "" if it is there."""
    stated = stated_unit(figure)
    anchors = list(dict.fromkeys(_ends([figure])))
    if not stated.converts(unit) or not anchors:
        return ""
    if stated.offset != unit.offset:
        return "; ".join(f"{stated.say(end)} = {unit.say(end)}" for end in anchors)
    ratio = figure.factor / unit.factor
    by = f"× {number(ratio)}" if (1 / ratio).denominator > 1 else f"÷ {number(1 / ratio)}"
    return "; ".join(f"{stated.say(end)} {by} = {unit.say(end)}" for end in anchors)


def _bound(operator: Operator) -> str:
    return str(_hedges()[_BOUNDS[operator]]["words"][0]) if operator in _BOUNDS else ""


def _hedges() -> Mapping[str, Any]:
    found: Mapping[str, Any] = resources.load("hedges")["hedge"]
    return found
