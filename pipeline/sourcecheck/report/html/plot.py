"""Where the values of a finding lie: a number line or a time line, as places on a drawing.

Only geometry is made here; `templates/plot.html.j2` draws it as inline SVG. Places across are in
percent and heights in pixels, so that the drawing takes any width and its letters stay one size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sourcecheck.report.html import calendar
from sourcecheck.report.html.figure import Scale, decimal

#: The axis runs from EDGE to 100 - EDGE percent of the width.
EDGE = 3.0
ROW_HEIGHT = 46
#: Height of the labels below the axis: of one line, and of a second one.
AXIS_HEIGHT = 26
SECOND_LINE = 15

Interval = tuple[float | None, float | None]


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


def number_line(marks: Sequence[Mark], scale: Scale) -> Plot | None:
    """Figures, already in the unit of `scale`; None when there is nothing to place."""
    axis = _axis(marks, floor=0.0)
    if axis is None:
        return None
    step = _round_step((axis.high - axis.low) / 5)
    places = _multiples(axis, step)
    digits = 1 + max((_size(place) - _size(step) for place in places), default=0)
    ticks = [(place, decimal(place, max(digits, 1)), "") for place in places]
    if ticks:
        ticks[-1] = (ticks[-1][0], f"{ticks[-1][1]} {scale.unit}".strip(), "")
    return _plot(marks, axis, ticks)


def _size(figure: float) -> int:
    """Power of ten of the first digit."""
    return math.floor(math.log10(abs(figure)) + 1e-9) if figure else 0


def time_line(marks: Sequence[Mark]) -> Plot | None:
    """Dates as ordinals of days (`calendar.ordinal`), `high` exclusive."""
    axis = _axis(marks, floor=None)
    return None if axis is None else _plot(marks, axis, calendar.ticks(axis.low, axis.high))


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


def _plot(marks: Sequence[Mark], axis: _Axis, ticks: Iterable[tuple[float, str, str]]) -> Plot:
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
