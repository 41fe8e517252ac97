"""Figures in words, exact until they are printed; dates are in `wording.date`.

What people read: thousands separators, at most the digits that matter, the unit as stated, or the
unit of `resources/display_units.toml` for two figures stated in different ones.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sourcecheck import resources
from sourcecheck.model.claim import Claim
from sourcecheck.model.quantity import Operator, Quantity
from sourcecheck.normalise.tolerance import Interval, hedges
from sourcecheck.normalise.unit import UnknownUnit
from sourcecheck.normalise.unit import unit as normalised
from sourcecheck.wording.date import date_in_words

#: Significant digits of a figure that came out of a conversion.
DIGITS = 4
#: A figure that ends by itself within so many digits is printed whole ("2,407.5", "1.609344").
EXACT_DIGITS = 7
#: Figures beyond this power of ten are printed as "1.2 × 10^45".
LARGEST_POWER = 20
#: Values of one position that are spelled out.
MOST_VALUES = 4
#: What is read as "7.2 billion".
_SCALED = ("money", "count")
#: The entries of hedges.toml whose first phrase says a bound.
_BOUNDS: Mapping[Operator, str] = {
    ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than",
}  # fmt: skip


# --- numbers ------------------------------------------------------------------------------------


def number(value: Fraction, digits: int = DIGITS, exact: int = EXACT_DIGITS) -> str:
    """An exact number as people write it: "1,931", "2,407.5", "0.6214"; "−" for minus.

    A number that ends by itself within `exact` digits is printed whole, others to `digits`
    significant digits, but whole digits are never rounded away.
    """
    if not value:
        return "0"
    power = size(value)
    if not -LARGEST_POWER <= power <= LARGEST_POWER:
        return f"{number(value / Fraction(10) ** power, digits, digits)} × 10^{power}"
    above, below = abs(value.numerator), value.denominator
    places = max(0, exact - 1 - power)
    if above * 10**places % below:
        places = max(0, digits - 1 - power)
    scaled = round(Fraction(above * 10**places, below))
    whole, rest = divmod(scaled, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{'−' if value < 0 else ''}{whole:,}{'.' if decimals else ''}{decimals}"


def percent(share: Fraction) -> str:
    """A share as a percentage of at most two digits: "19 %", "0.4 %"."""
    hundredths = 100 * share
    if hundredths >= 10 or not hundredths:
        return f"{number(Fraction(round(hundredths)))} %"
    places = 1 - size(hundredths)
    return f"{number(Fraction(round(hundredths * 10**places), 10**places))} %"


def size(value: Fraction) -> int:
    """The power of ten of the first significant digit of a number other than 0, of any length."""
    above, below = abs(value.numerator), value.denominator
    power = math.floor(math.log10(above) - math.log10(below))
    # the logarithm is a float: put right what it rounded
    while above * 10 ** max(0, -power - 1) >= below * 10 ** max(0, power + 1):
        power += 1
    while above * 10 ** max(0, -power) < below * 10 ** max(0, power):
        power -= 1
    return power


# --- figures with units -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit to print base figures in: (figure - offset) / factor, with its name."""

    factor: Fraction = Fraction(1)
    one: str = ""  # "mile", "km", "%"
    many: str = ""  # "miles", "km", "%"
    offset: Fraction = Fraction(0)
    scaled: bool = False  # large figures as "7.2 billion"
    exact: int = EXACT_DIGITS  # figures that end within so many digits are printed whole

    def of(self, base: Fraction) -> Fraction:
        """A figure in base units, in this unit."""
        return (base - self.offset) / self.factor

    def say(self, base: Fraction) -> str:
        """A figure in base units: "1,931 km", "7.2 billion USD"."""
        value = self.of(base)
        return self._named(self._digits(value), one=abs(value) == 1)

    def span(self, interval: Interval) -> str:
        """An interval in base units: "1,150 to 1,250 miles", "at least 50", "any figure"."""
        low, high = interval.low, interval.high
        if low is None or high is None:
            end = high if low is None else low
            bound = _bound("<=" if low is None else ">=")
            return "any figure" if end is None else f"{bound} {self.say(end)}"
        if low == high:
            return self.say(low)
        ends = [self._digits(self.of(end)) for end in (low, high)]
        return self._named(" to ".join(dict.fromkeys(ends)))

    def apart(self, distance: Fraction) -> str:
        """A difference of two figures: "430 km", "3 percentage points"."""
        value = distance / self.factor
        if self.one == "%":
            return f"{number(value, 2, 2)} percentage point{'' if value == 1 else 's'}"
        exact = 3 if value.denominator > 1 else EXACT_DIGITS
        return self._named(self._digits(value, 3, exact), one=value == 1)

    def _digits(self, value: Fraction, digits: int = DIGITS, exact: int | None = None) -> str:
        if self.scaled:
            for word, worth in reversed(_display()["scale"].items()):
                short = value / Fraction(worth)
                if abs(short) >= 1 and (short * 1000).denominator == 1:
                    return f"{number(short)} {word}"
        return number(value, digits, self.exact if exact is None else exact)

    def _named(self, digits: str, *, one: bool = False) -> str:
        return f"{digits} {self.one if one else self.many}".rstrip()


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
    suffix = "".join(f" per {part.replace('_', ' ')}" for part in below)
    plural = str(_display()["plural"].get(base, base if base.endswith("s") else f"{base}s"))
    many = plural if base.islower() and "*" not in base else base  # USD has no plural
    return f"{prefix}{base}{suffix}", f"{prefix}{many}{suffix}"


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
    figures = [abs(f) for q in quantities for f in (q.low, q.high) if f is not None]
    largest = max(figures, default=Fraction(0))
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


def common_unit(a: Quantity, b: Quantity) -> Unit:
    """The unit to print both in: the stated one where it is the same, else the display unit."""
    if (a.stated_unit, a.factor) == (b.stated_unit, b.factor):
        return stated_unit(a)
    return display_unit([a, b])


def quantity(figure: Quantity, unit: Unit | None = None) -> str:
    """A figure with its hedge and bound, as stated or in `unit`: "about 1,200 miles"."""
    said = (unit or stated_unit(figure)).span(Interval(figure.low, figure.high))
    entry = hedges().get(figure.hedge, {})
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
    anchors = [end for end in dict.fromkeys((figure.low, figure.high)) if end is not None]
    if (stated.factor, stated.offset) == (unit.factor, unit.offset) or not anchors:
        return ""
    if stated.offset != unit.offset:
        return "; ".join(f"{stated.say(end)} = {unit.say(end)}" for end in anchors)
    ratio = figure.factor / unit.factor
    by = f"× {number(ratio)}" if (1 / ratio).denominator > 1 else f"÷ {number(1 / ratio)}"
    return "; ".join(f"{stated.say(end)} {by} = {unit.say(end)}" for end in anchors)


def _bound(operator: Operator) -> str:
    return str(hedges()[_BOUNDS[operator]]["words"][0]) if operator in _BOUNDS else ""


def _display() -> Mapping[str, Any]:
    return resources.load("display_units")


# --- positions ----------------------------------------------------------------------------------


def describe(claims: Sequence[Claim]) -> str:
    """The value that claims of one position share, in words: "1,931 km (1,200 miles)".

    Several compatible values are listed: "1887; March 1887".
    """
    figures = [claim.quantity for claim in claims if claim.quantity is not None]
    said = [_described(claim, figures) for claim in claims]
    shown = list(dict.fromkeys(text for text in said if text))
    more = len(shown) - MOST_VALUES
    return "; ".join(shown[:MOST_VALUES]) + (f"; {more} more" if more > 0 else "")


def _described(claim: Claim, figures: Sequence[Quantity]) -> str:
    if claim.date is not None:
        return date_in_words(claim.date)
    if claim.quantity is None:
        return claim.text
    stated = quantity(claim.quantity)
    same = [figure for figure in figures if figure.unit == claim.quantity.unit]
    shown = quantity(claim.quantity, display_unit(same))
    converted = claim.quantity.dimension not in ("money", "count", "percent")
    written = stated_unit(claim.quantity)
    if not converted or written.factor == display_unit(same).factor:
        return shown if converted else stated
    return f"{shown} ({stated})"
