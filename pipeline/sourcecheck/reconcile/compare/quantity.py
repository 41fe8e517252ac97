"""How two figures relate: agree, compatible, conflict, or not to be compared.

Both are taken as the intervals that their digits, bounds and hedges allow (`normalise.tolerance`),
in exact base units, under each reading of an ambiguous unit. They are in conflict only when no two
readings share a value, or when both are ranges, or both a most ("up to 80"), whose ends differ.
The steps carry the arithmetic in words; rounding happens only there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from sourcecheck.model.finding import Comparison, Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.money import codes
from sourcecheck.normalise.tolerance import MOST_ROUNDING, Interval, allowed, anchor, stated_ends
from sourcecheck.wording.number import number, percent
from sourcecheck.wording.quantity import (
    Unit,
    common_unit,
    conversion,
    quantity_in_words,
    stated_unit,
)

#: From here on "so many times the smaller" says more than a percentage.
TIMES = 10


def compare(a: Quantity, b: Quantity) -> Comparison:
    """How the figures `a` and `b` relate; symmetric.

    `gap` is the distance of the figures as stated, as a share of the larger one, 0 to 1 (of the
    nearest ends, where they are ranges or bounds); the words also give the share of the smaller.
    A change ("rose by 5 %") against a level is *different*; other currencies and units that do not
    convert, and amounts without a figure ("several days"), are *unknown*.
    """
    if bool(a.change) != bool(b.change):
        return _change_or_level(a, b)
    if any(q.low is None and q.high is None for q in (a, b)):
        return _no_figure(a, b)
    pairs = _readings(a, b)
    if not pairs:
        return _no_common_unit(a, b)
    nearest = pairs[0]
    note = tuple(_open_currency(nearest))
    if nearest.equal:
        return Comparison("agree", (*note, *_arithmetic(nearest), _same(nearest)))
    fitting = next((pair for pair in pairs if pair.overlap), None)
    gap = (fitting or nearest).gap
    if fitting is None:
        ambiguous = len(pairs) > 1
        return Comparison("conflict", (*note, *_apart(nearest, ambiguous)), gap)
    steps = (*note, *_arithmetic(fitting), _why_compatible(fitting))
    if fitting.order:
        steps = (*steps, _other_reading(fitting))
    return Comparison("compatible", steps, gap)


@dataclass(frozen=True, slots=True)
class _Pair:
    """One reading of either figure, in one base unit."""

    a: Quantity
    b: Quantity
    order: int  # 0 for the main readings; the higher, the further from them
    intervals: tuple[Interval, Interval]  # what each allows
    ends: tuple[Fraction, Fraction] | None  # nearest ends as stated, lower first; None: they meet

    @property
    def overlap(self) -> bool:
        return self.intervals[0].overlaps(self.intervals[1]) and self.parted is None

    @property
    def parted(self) -> tuple[Fraction, Fraction] | None:
        """The ends that differ of two ranges, or of two figures each called the most, as stated,
        lower first; of two such couples the one that is further apart. None for all else."""
        one, other = stated_ends(self.a), stated_ends(self.b)
        if one is None or other is None or (one[0] is None) != (other[0] is None):
            return None
        stated = ((self.a.low, self.b.low), (self.a.high, self.b.high))
        apart = [
            (min(low, high), max(low, high))
            for end, its, (low, high) in zip(one, other, stated, strict=True)
            if end and its and low is not None and high is not None and not end.overlaps(its)
        ]
        return max(apart, key=lambda ends: ends[1] - ends[0], default=None)

    @property
    def equal(self) -> bool:
        """Equal figures in the base unit, put as firmly and as bound."""
        return not self.order and all(
            getattr(self.a, name) == getattr(self.b, name)
            for name in ("low", "high", "operator", "approximate", "hedge", "change")
        )

    @property
    def gap(self) -> float:
        ends = self.ends or self.parted
        if ends is None:
            return 0.0
        low, high = ends
        return float(min(Fraction(1), (high - low) / max(abs(low), abs(high))))


def _readings(a: Quantity, b: Quantity) -> list[_Pair]:
    """All pairs of readings in one base unit, the likeliest first; ties do not depend on sides."""
    pairs = []
    for i, one in enumerate((a, *a.readings)):
        for j, other in enumerate((b, *b.readings)):
            first, second = _as_percentage(one, other), _as_percentage(other, one)
            if _one_unit(first, second):
                pairs.append(_pair(first, second, i + j))
    return sorted(pairs, key=_likelier) if len(pairs) > 1 else pairs


def _likelier(pair: _Pair) -> tuple[object, ...]:
    sides = sorted((q.stated_unit or "", q.operator, str(q.low)) for q in (pair.a, pair.b))
    return pair.order, not pair.overlap, pair.gap, sides


def _pair(a: Quantity, b: Quantity, order: int) -> _Pair:
    intervals = _signed(a, allowed(a)[0]), _signed(b, allowed(b)[0])
    return _Pair(a, b, order, intervals, _ends(_signed(a, anchor(a)), _signed(b, anchor(b))))


def _ends(a: Interval, b: Interval) -> tuple[Fraction, Fraction] | None:
    for below, above in ((a, b), (b, a)):
        if below.high is not None and above.low is not None and below.high < above.low:
            return below.high, above.low
    return None


def _one_unit(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit or bool(codes(a.unit) & codes(b.unit))


def _as_percentage(figure: Quantity, other: Quantity) -> Quantity:
    """A bare fraction beside a percentage, as a percentage: "0.48" is 48 %."""
    return _times_hundred(figure) if other.unit == "percent" and _is_part(figure) else figure


def spoken_share(figure: Quantity) -> Quantity:
    """A part of a whole in words ("half", "two in five") as the percentage it is, any other figure
    as it is. Such parts are round: as far as rounding reaches at most (`MOST_ROUNDING`), "a
    quarter" is also 24 or 26 %."""
    if figure.significant_digits is not None or not _is_part(figure):
        return figure
    made = replace(_times_hundred(figure), factor=Fraction(1), stated_unit="percent")
    return replace(made, last_place=2 * MOST_ROUNDING * (made.low or Fraction(0)))


def _is_part(figure: Quantity) -> bool:
    ends = (figure.low, figure.high)
    return figure.unit == "dimensionless" and all(e is not None and 0 < e < 1 for e in ends)


def _times_hundred(figure: Quantity) -> Quantity:
    return replace(
        figure,
        low=None if figure.low is None else 100 * figure.low,
        high=None if figure.high is None else 100 * figure.high,
        unit="percent",
        dimension="percent",
        factor=100 * figure.factor,
        last_place=None if figure.last_place is None else 100 * figure.last_place,
    )


def _signed(quantity: Quantity, interval: Interval) -> Interval:
    """A fall counts below zero, so that it never meets a rise."""
    return -interval if quantity.change == "down" else interval


# --- the steps, in words ------------------------------------------------------------------------


def _arithmetic(pair: _Pair) -> Iterator[Step]:
    """The conversions of both figures into the unit they are shown in."""
    unit = common_unit(pair.a, pair.b)
    for quantity in (pair.a, pair.b):
        text = conversion(quantity, unit)
        if text:
            inputs = (("factor", quantity.factor / unit.factor),)
            yield Step("unit-conversion", text, inputs)


def _same(pair: _Pair) -> Step:
    said = (quantity_in_words(pair.a), quantity_in_words(pair.b))
    if said[0] == said[1]:
        return Step("same-value", f"both state {said[0]}")
    return Step("same-value", f"{said[0]} and {said[1]} are the same value")


def _why_compatible(pair: _Pair) -> Step:
    """The rule that lets both be true, with what each figure allows."""
    bounded = [q for q in (pair.a, pair.b) if q.operator != "=" or None in (q.low, q.high)]
    hedged = [q for q in (pair.a, pair.b) if q.approximate]
    ranges = [q for q in (pair.a, pair.b) if q.is_interval]
    text = f"{_allowances(pair)}; these overlap"
    inputs = _inputs(pair)
    if bounded:
        return Step("bound", text, inputs)
    if hedged:
        return Step("hedge", text, inputs)
    if ranges:
        return Step("range", text, inputs)
    return Step("rounding", text, inputs)


def _apart(pair: _Pair, ambiguous: bool) -> Iterator[Step]:
    """Why no value fits both: the conversions, what each figure allows, and the distance."""
    yield from _arithmetic(pair)
    if pair.parted and pair.ends is None:
        kind = "ranges" if pair.a.is_interval else "mosts"
        said = " and ".join(quantity_in_words(figure) for figure in (pair.a, pair.b))
        yield Step("stated-ends", f"{said} are two {kind} whose ends differ", _inputs(pair))
    else:
        text = f"{_allowances(pair)}; these do not overlap"
        yield Step("printed-precision", text, _inputs(pair))
    if ambiguous:
        yield Step("other-reading", "no other reading of an ambiguous unit makes them fit")
    ends = pair.ends or pair.parted
    if ends is None:
        return
    low, high = ends
    said = common_unit(pair.a, pair.b).apart(high - low)
    yield Step("apart", said + _share(low, high), (("distance", high - low), ("unit", pair.a.unit)))


def _share(low: Fraction, high: Fraction) -> str:
    """The distance as a share of the smaller figure and of the larger, where it has one."""
    smaller, larger = sorted((abs(low), abs(high)))
    if low * high <= 0:
        return " apart"
    if larger >= TIMES * smaller:
        return f" apart: the larger is {number(larger / smaller, 2, 2)} times the smaller"
    shares = [percent((high - low) / figure) for figure in (smaller, larger)]
    return f" or {shares[0]} apart (of the smaller figure; {shares[1]} of the larger)"


def _allowances(pair: _Pair) -> str:
    """What both figures allow, each as stated and in the common unit."""
    unit = common_unit(pair.a, pair.b)
    sides = zip((pair.a, pair.b), pair.intervals, strict=True)
    return "; ".join(_allows(quantity, _signed(quantity, i), unit) for quantity, i in sides)


def _allows(quantity: Quantity, interval: Interval, unit: Unit) -> str:
    stated = stated_unit(quantity)
    said = quantity_in_words(quantity)
    if interval.low == interval.high:
        return f"{said} is taken as exact"
    shown = stated.span(interval)
    if stated.converts(unit):
        shown += f" = {unit.span(interval)}"
    printed = quantity.operator == "=" and not quantity.approximate
    return f"{said} as printed is {shown}" if printed else f"{said} allows {shown}"


def _inputs(pair: _Pair) -> tuple[tuple[str, object], ...]:
    """The intervals as exact numbers in the base unit, each [low, high]."""
    return (
        ("unit", pair.a.unit),
        *(
            (name, (interval.low, interval.high))
            for name, interval in zip("ab", pair.intervals, strict=True)
        ),
    )


def _other_reading(pair: _Pair) -> Step:
    names = [stated_unit(quantity).many for quantity in (pair.a, pair.b)]
    return Step(
        "other-reading",
        f"only where the units are read as {' and '.join(dict.fromkeys(names))}; "
        "under the usual reading they are apart",
    )


def _open_currency(pair: _Pair) -> Iterator[Step]:
    """A bare "dollar" beside a named one is taken as the same money, and said so."""
    units = sorted({pair.a.unit, pair.b.unit})
    if len(units) > 1:
        text = f"{units[0]} and {units[1]} are taken as one currency; the text leaves it open"
        yield Step("open-currency", text)


def _change_or_level(a: Quantity, b: Quantity) -> Comparison:
    change, level = (a, b) if a.change else (b, a)
    text = f"{quantity_in_words(change)} is a change, {quantity_in_words(level)} a level"
    return Comparison("different", (Step("change-or-level", text),))


def _no_figure(a: Quantity, b: Quantity) -> Comparison:
    vague = sorted(q.unit_as_written or q.hedge for q in (a, b) if q.low is None and q.high is None)
    text = f"no figure is given (“{vague[0]}”), so there is nothing to hold against the other"
    return Comparison("unknown", (Step("no-figure", text),))


def _no_common_unit(a: Quantity, b: Quantity) -> Comparison:
    said = f"{quantity_in_words(a)} and {quantity_in_words(b)}"
    if a.dimension == b.dimension == "money":
        step = Step("no-exchange-rate", f"{said}: no exchange rate is assumed")
    else:
        step = Step("no-common-unit", f"{said}: their units do not convert into each other")
    return Comparison("unknown", (step,))
