"""Where the values of a finding lie: a number line or a time line, as places on a drawing.

Only geometry is made here; `templates/plot.html.j2` draws it as inline SVG. Places across are in
percent and heights in pixels, so that the drawing takes any width and its letters stay one size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sourcecheck.model.date import Day
from sourcecheck.normalise.calendar import from_ordinal, to_ordinal
from sourcecheck.wording.date import Stretch, month_name, year_in_words
from sourcecheck.wording.number import number
from sourcecheck.wording.quantity import Ends, Unit

#: The axis runs from EDGE to 100 - EDGE percent of the width.
EDGE = 3.0
ROW_HEIGHT = 46
#: Height of the labels below the axis: of one line, and of a second one.
AXIS_HEIGHT = 26
SECOND_LINE = 15

Interval = tuple[float | None, float | None]
#: A mark on an axis: its place, its label, and what stands below it or "".
Label = tuple[float, str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim to draw: what it says (None: it cannot be placed), and what it allows."""

    label: str
    letters: str  # of its positions: "A", "A B"
    colour: int  # number of its first position, from 0
    stated: Interval | None
    allowed: Interval | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn interval, in percent of the width; an open end has an arrow."""

    x: str
    width: str
    end: str
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One claim drawn."""

    y: int
    label: str
    letters: str
    colour: int
    allowed: Bar | None
    stated: Bar | None
    dot: str | None  # place of a single figure or day


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    x: str
    label: str
    below: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing, ready for the template."""

    height: int
    axis_y: int
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return EDGE + (100 - 2 * EDGE) * min(1.0, max(0.0, share))


def figures(ends: Ends, unit: Unit) -> Interval:
    """The ends of a figure in `unit`, for a number line."""
    return _place(ends.low, unit), _place(ends.high, unit)


def _place(base: Fraction | None, unit: Unit) -> float | None:
    try:
        return None if base is None else float(unit.of(base))
    except OverflowError:  # beyond what a double holds
        return math.inf


def days(stretch: Stretch) -> Interval:
    """A stretch of days as numbers of days, for a time line: from the first to the end of the
    last, so that a day is one wide."""
    return (
        None if stretch.earliest is None else to_ordinal(stretch.earliest),
        None if stretch.latest is None else to_ordinal(stretch.latest) + 1,
    )


def number_line(marks: Sequence[Mark], unit: Unit) -> Plot | None:
    """Figures, already in `unit`; None when there is nothing to place."""
    axis = _axis(marks, floor=0.0)
    if axis is None:
        return None
    step = _round_step((axis.high - axis.low) / 5)
    places = _multiples(axis, step)
    digits = max(1, 1 + max((_size(place) - _size(step) for place in places), default=0))
    ticks = [(place, number(Fraction(place), digits, digits), "") for place in places]
    if ticks:
        ticks[-1] = (ticks[-1][0], f"{ticks[-1][1]} {unit.many}".strip(), "")
    return _plot(marks, axis, ticks)


def _size(figure: float) -> int:
    """Power of ten of the first digit."""
    return math.floor(math.log10(abs(figure)) + 1e-9) if figure else 0


def time_line(marks: Sequence[Mark]) -> Plot | None:
    """Dates as numbers of `days`; None when there is nothing to place."""
    axis = _axis(marks, floor=None)
    return None if axis is None else _plot(marks, axis, _time_ticks(axis.low, axis.high))


def _axis(marks: Sequence[Mark], floor: float | None) -> _Axis | None:
    """From a little below the least to a little above the greatest of all ends."""
    ends = [
        end
        for mark in marks
        for interval in (mark.stated, mark.allowed)
        if interval is not None
        for end in interval
        if end is not None
    ]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    if not math.isfinite(high - low):  # figures at the ends of what a double holds
        return None
    margin = (high - low) * 0.08 or abs(low) * 0.1 or 1.0
    begin = low - margin
    if floor is not None and low >= floor:
        begin = max(floor, begin)
    return _Axis(begin, high + margin)


def _plot(marks: Sequence[Mark], axis: _Axis, ticks: Iterable[Label]) -> Plot:
    rows = tuple(_row(mark, axis, index * ROW_HEIGHT) for index, mark in enumerate(marks))
    axis_y = len(rows) * ROW_HEIGHT + 4
    drawn = tuple(_tick(axis.at(place), label, below) for place, label, below in ticks)
    height = axis_y + AXIS_HEIGHT + SECOND_LINE * any(tick.below for tick in drawn)
    return Plot(height, axis_y, rows, drawn)


def _row(mark: Mark, axis: _Axis, y: int) -> Row:
    point = _point(mark.stated)
    return Row(
        y=y,
        label=mark.label,
        letters=mark.letters,
        colour=mark.colour,
        allowed=_bar(mark.allowed, axis),
        stated=_bar(mark.stated, axis) if point is None else None,
        dot=None if point is None else _percent(axis.at(point)),
    )


def _point(interval: Interval | None) -> float | None:
    """The one figure that an interval holds; None if it holds more or has an open end."""
    if interval is None or interval[0] != interval[1]:
        return None
    return interval[0]


def _bar(interval: Interval | None, axis: _Axis) -> Bar | None:
    if interval is None or interval == (None, None):
        return None
    low, high = interval
    x = axis.at(axis.low if low is None else low)
    end = axis.at(axis.high if high is None else high)
    width = max(end - x, 0.4)  # a day among years can still be seen
    return Bar(_percent(x), _percent(width), _percent(x + width), low is None, high is None)


def _tick(x: float, label: str, below: str) -> Tick:
    anchor = "start" if x < 12 else "end" if x > 88 else "middle"
    return Tick(_percent(x), label, below, anchor)


def _percent(place: float) -> str:
    return f"{place:.2f}%"


def _round_step(rough: float) -> float:
    """The nearest of 1, 2, 5 × 10ⁿ above `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * (1 - 1e-9))


def _multiples(axis: _Axis, step: float) -> list[float]:
    first = math.ceil(axis.low / step - 1e-9)
    last = math.floor(axis.high / step + 1e-9)
    return [index * step for index in range(first, last + 1)]


# --- the marks of a time line --------------------------------------------------------------------


def _time_ticks(low: float, high: float) -> list[Label]:
    """Marks for an axis from day `low` to day `high`: years, months or days, about five of them."""
    if high - low > 3 * 366:
        return _year_ticks(low, high)
    if high - low > 60:
        return _month_ticks(low, high)
    step = max(1, math.ceil((high - low) / 5))
    numbers = range(math.ceil(low), math.floor(high) + 1, step)
    return _labelled(numbers, lambda day: f"{day.day} {month_name(day.month)[:3]}")


def _year_ticks(low: float, high: float) -> list[Label]:
    first, last = from_ordinal(math.floor(low)).year, from_ordinal(math.ceil(high)).year
    rough = max(1, (last - first) / 5)
    power = 10 ** math.floor(math.log10(rough))
    step = max(1, round(next(s * power for s in (1, 2, 5, 10) if s * power >= rough)))
    years = range(-(-first // step) * step, last + 1, step)
    placed = [(to_ordinal(Day(number, 1, 1)), year_in_words(number), "") for number in years]
    return [tick for tick in placed if low <= tick[0] <= high]


def _month_ticks(low: float, high: float) -> list[Label]:
    first, last = from_ordinal(math.floor(low)), from_ordinal(math.ceil(high))
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((s for s in (1, 2, 3, 6) if len(months) / s <= 6), 12)
    numbers = [
        to_ordinal(Day(number // 12, number % 12 + 1, 1)) for number in months if number % step == 0
    ]
    placed = [number for number in numbers if low <= number <= high]
    return _labelled(placed, lambda day: month_name(day.month)[:3])


def _labelled(numbers: Iterable[int], say: Callable[[Day], str]) -> list[Label]:
    """The days with their labels; the year stands only where it begins to hold."""
    made: list[Label] = []
    named = None
    for ordinal in numbers:
        day = from_ordinal(ordinal)
        made.append((ordinal, say(day), "" if day.year == named else year_in_words(day.year)))
        named = day.year
    return made
