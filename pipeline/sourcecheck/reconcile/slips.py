"""Slips of the pen that could turn one figure or date into the other.

Each rule is a small generator of at most one step. A slip is suggested only where it fits to the
last printed digit of a figure with three digits or more: with fewer, chance would find one often.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.unit import UnknownUnit, unit
from sourcecheck.reconcile.tolerance import as_printed
from sourcecheck.wording.date import date_in_words
from sourcecheck.wording.number import number, size
from sourcecheck.wording.quantity import quantity_in_words

#: Digits that a fit must have, so that it says something.
LEAST_DIGITS = 3
#: Longer figures, and decimals, are not searched for exchanged digits.
MOST_DIGITS = 20
#: Powers of ten that are looked at: misplaced points and zeros, million for billion.
POWERS = (1, 2, 3, 6, 9)


def conversion_slip(a: Quantity, b: Quantity) -> Iterator[Step]:
    """Stated in two units, and one is the other converted with a wrong factor.

    The inverse factor, or that of a unit people take for the right one (nautical miles).
    """
    if a.stated_unit == b.stated_unit or not _comparable(a, b):
        return
    for first, second in ((a, b), (b, a)):
        right = first.factor / second.factor
        wrong = [("the inverse factor", 1 / right)]
        for name, worth in _lookalikes(first.stated_unit):
            if name != second.stated_unit:
                wrong.append((f"the factor of the {name.replace('_', ' ')}", worth / second.factor))
        for name, factor in wrong:
            if _fits(_stated(first) * factor * second.factor, second):
                said = quantity_in_words(first), quantity_in_words(second)
                text = f"{said[0]} converted with {name} ({number(factor)}) gives {said[1]}"
                yield Step("conversion-slip", text, (("factor", factor), ("right", right)))
                return


def exchanged_units(a: Quantity, b: Quantity) -> Iterator[Step]:
    """The same digits with another unit, or a figure that would fit in another unit."""
    if not _comparable(a, b):
        return
    said = sorted((quantity_in_words(a), quantity_in_words(b)))
    if a.stated_unit != b.stated_unit:
        if _stated(a) == _stated(b):
            text = f"the same digits with another unit: {said[0]} and {said[1]}"
            yield Step("exchanged-units", text, (("digits", _stated(a)),))
        return
    for first, second in ((a, b), (b, a)):
        for name, worth in _lookalikes(first.stated_unit):
            if _fits(_stated(first) * worth, second):
                shown = number(_stated(first))
                name = name.replace("_", " ")
                text = f"{shown} read in the unit {name} would be {quantity_in_words(second)}"
                yield Step("exchanged-units", text, (("digits", _stated(first)), ("unit", name)))
                return


def transposed_digits(a: Quantity, b: Quantity) -> Iterator[Step]:
    """The same digits but for two neighbours that changed places: 4,179 and 4,719."""
    if a.stated_unit != b.stated_unit or not _comparable(a, b):
        return
    digits = _digits(_stated(a), _stated(b))
    if digits and _transposed(*digits):
        yield _two_digits(quantity_in_words(a), quantity_in_words(b))


def transposed_date(a: Date, b: Date) -> Iterator[Step]:
    """The same date but for two neighbouring digits of its year, month or day: 1979 and 1997."""
    if (a.precision, a.hedge) != (b.precision, b.hedge) or not (a.earliest and b.earliest):
        return
    apart = [(x, y) for x, y in zip(a.earliest, b.earliest, strict=True) if x != y]
    if len(apart) != 1 or min(apart[0]) < 0:
        return
    width = len(str(max(apart[0])))
    if _transposed(*(f"{part:0{width}d}" for part in apart[0])):
        yield _two_digits(date_in_words(a), date_in_words(b))


def _two_digits(a: str, b: str) -> Step:
    first, second = sorted((a, b))
    text = f"two neighbouring digits changed places: {first} and {second}"
    return Step("transposed-digits", text)


def power_of_ten(a: Quantity, b: Quantity) -> Iterator[Step]:
    """The same digits, ten, a hundred, a thousand, a million or a billion times as large."""
    if not _comparable(a, b):
        return
    small, large = (a, b) if abs(_base(a)) <= abs(_base(b)) else (b, a)
    lone_digit = min(_printed_digits(a), _printed_digits(b)) < 2
    for power in POWERS:
        if _base(small) * 10**power == _base(large) and not (lone_digit and power < 3):
            said = f"{quantity_in_words(large)} is {10**power:,} times {quantity_in_words(small)}"
            yield Step("power-of-ten", said, (("power", power),))


# --- figures --------------------------------------------------------------------------------------


def single(figure: Quantity) -> bool:
    """One figure, not a range, an open end or zero."""
    return figure.low is not None and figure.low == figure.high and figure.low != 0


def _comparable(a: Quantity, b: Quantity) -> bool:
    """Two single figures of one base unit; not temperatures, whose zero is a convention."""
    return single(a) and single(b) and a.unit == b.unit and a.dimension != "temperature"


def _base(figure: Quantity) -> Fraction:
    return figure.low or Fraction(0)


def _stated(figure: Quantity) -> Fraction:
    """The figure in its stated unit."""
    return _base(figure) / figure.factor


def _fits(base: Fraction, figure: Quantity) -> bool:
    """Does a base value round to `figure` at its last printed place, with digits enough to tell?"""
    printed = as_printed(figure)
    if printed.low is None or printed.high is None or _printed_digits(figure) < LEAST_DIGITS:
        return False
    return printed.low <= base <= printed.high


def _printed_digits(figure: Quantity) -> int:
    if figure.last_place is None:
        return figure.significant_digits or 1
    return max(0, size(_base(figure) / figure.last_place)) + 1


@functools.cache
def _lookalikes(name: str) -> tuple[tuple[str, Fraction], ...]:
    """Units that are taken for `name`, with their worth in base units."""
    group: list[str] = next((g for g in resources.load("unit_slips")["groups"] if name in g), [])
    found = []
    for other in group:
        try:
            found.append((other, unit(other).factor))
        except UnknownUnit:
            continue
    return tuple(item for item in found if item[0] != name)


def _digits(a: Fraction, b: Fraction) -> tuple[str, str] | None:
    """Both numbers as digit strings of one length with the point in one place, or None."""
    if max(abs(a), abs(b)) >= 10**MOST_DIGITS:
        return None
    for places in range(MOST_DIGITS):
        scaled = (a * 10**places, b * 10**places)
        if all(value.denominator == 1 for value in scaled):
            first, second = (str(abs(int(value))) for value in scaled)
            return (first, second) if len(first) == len(second) else None
    return None


def _transposed(a: str, b: str) -> bool:
    """Do the strings differ only in two neighbouring characters that are exchanged?"""
    apart = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return a[first] == b[second] and a[second] == b[first]
