"""Arithmetic on what printed figures allow: sums, ratios and differences of closed intervals.

Ends are taken as included, so that figures which only touch are never called apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.tolerance import allowed

#: How far a share or a conversion may be off beyond its print: texts cut digits off as often as
#: they round them, and go by rounded factors.
SLACK = Fraction(1, 100)
_HALF_FIVE = Fraction(5, 2)


@dataclass(frozen=True, slots=True)
class Extent:
    """All values from `low` to `high`, both included; None is no bound."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: Extent) -> bool:
        """Do the two share a value?"""
        return not (_above(self.low, other.high) or _above(other.low, self.high))

    def widened(self, share: Fraction, least: Fraction = Fraction(0)) -> Extent:
        """With this share of its own size, at least `least`, added at either end."""
        return Extent(
            None if self.low is None else self.low - max(share * abs(self.low), least),
            None if self.high is None else self.high + max(share * abs(self.high), least),
        )


def of(figure: Quantity) -> Extent:
    """What a figure allows, over all its readings in one unit."""
    readings = (figure, *figure.readings)
    spans = [s for r, s in zip(readings, allowed(figure), strict=True) if r.unit == figure.unit]
    lows, highs = [s.low for s in spans], [s.high for s in spans]
    return Extent(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def percentage(figure: Quantity) -> Extent:
    """What a percentage allows beside the figures it is worked out from.

    To its last printed place, since digits are cut off as often as rounded; multiples of five may
    be rounded to five. "20 percent" is not taken as rounded to the nearest ten: who has the figures
    at hand does not round so. Hedged ones reach as far as `resources/hedges.toml` says.
    """
    value, place = point(figure), figure.last_place or Fraction(1)
    if value is None or figure.approximate or figure.operator != "=":
        return of(figure).widened(SLACK, Fraction(1))
    whole_fives = not value % 5 and place >= 1
    least = max(_HALF_FIVE, abs(value) / 20) if whole_fives else place
    return Extent(value, value).widened(SLACK, least)


def total(extents: Iterable[Extent]) -> Extent:
    """What the sum of such figures can be."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for extent in extents:
        low = None if low is None or extent.low is None else low + extent.low
        high = None if high is None or extent.high is None else high + extent.high
    return Extent(low, high)


def ratio(part: Extent, whole: Extent) -> Extent | None:
    """What part / whole can be, for positive figures; None where the whole may be nought."""
    if whole.low is None or whole.low <= 0 or part.low is None or part.low < 0:
        return None
    return Extent(
        Fraction(0) if whole.high is None else part.low / whole.high,
        None if part.high is None else part.high / whole.low,
    )


def difference(new: Extent, old: Extent) -> Extent:
    """What new - old can be."""
    low = None if new.low is None or old.high is None else new.low - old.high
    high = None if new.high is None or old.low is None else new.high - old.low
    return Extent(low, high)


def point(figure: Quantity) -> Fraction | None:
    """The one value of a figure, bound or not; None for ranges and open ends."""
    return figure.low if figure.low == figure.high else None


def _above(low: Fraction | None, high: Fraction | None) -> bool:
    return low is not None and high is not None and low > high
