"""Dates in words for people, and as numbers of days for the time line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sourcecheck import resources
from sourcecheck.model.date import Day
from sourcecheck.normalise.calendar import from_ordinal, month_length, to_ordinal
from sourcecheck.normalise.edtf import from_edtf


def say(date: Mapping[str, Any]) -> str:
    """A date of the report: "April 2011", "1871 to 1872", "before 2018", "not known: …"."""
    if date["unresolved"] or (date["earliest"] is None and date["latest"] is None):
        reason = date["unresolved"] or "no day could be found"
        return f"not known: {reason}"
    words = stretch(date["earliest"], date["latest"])
    hedge = date["hedge"]
    if None in (date["earliest"], date["latest"]):
        hedge = ""  # an open end says what the hedge would
    said = str(resources.load("display_units")["date"][hedge]).format(words)
    return f"{said}, {_clock(date['time'])}" if date["time"] else said


def stretch(earliest: str | None, latest: str | None) -> str:
    """ISO days, both inclusive, in the fewest words: a day, month, year, decade or a stretch."""
    if earliest is None or latest is None:
        if latest is not None:
            return f"until {_end(parse(latest))}"
        return f"from {_begin(parse(earliest))}" if earliest else "any day"
    first, last = parse(earliest), parse(latest)
    if first == last:
        return _day(first)
    if first[1:] == (1, 1) and last[1:] == (12, 31):
        return _years(first[0], last[0])
    if first[2] == 1 and last[2] == month_length(last[0], last[1]):
        return _joined(first, last, _month)
    return _joined(first, last, _day)


def published(edtf: str) -> str:
    """A date of publication: "April 2011" for 2011-04; EDTF that we cannot read, as it is."""
    period = from_edtf(edtf)
    if period is None:
        return edtf
    words = stretch(period.first.iso(), period.last.iso())
    return f"{words} ({edtf})" if any(mark in edtf for mark in "~?%") else words


def parse(iso: str) -> Day:
    """The day of its ISO form, with any number of digits and any sign of the year."""
    year, month, day = iso.rsplit("-", 2)
    return Day(int(year), int(month), int(day))


def year(number: int) -> str:
    """An astronomical year as people write it: 2011, 44 BC."""
    return f"{1 - number} BC" if number < 1 else str(number)


def month_name(month: int) -> str:
    """January to December, for 1 to 12."""
    return str(resources.load("display_units")["months"]["names"][month - 1])


def days(earliest: str | None, latest: str | None) -> tuple[float | None, float | None]:
    """A stretch of days as numbers of days: from the first to the end of the last, so that a day
    is one wide; None for an open end."""
    return (
        None if earliest is None else to_ordinal(parse(earliest)),
        None if latest is None else to_ordinal(parse(latest)) + 1,
    )


#: A mark on a time line: the number of its day, its label, and the year below it or "".
TickOfTime = tuple[float, str, str]


def ticks(low: float, high: float) -> list[TickOfTime]:
    """Marks for an axis from day `low` to day `high`: years, months or days, about five of them."""
    days = high - low
    if days > 3 * 366:
        return _year_ticks(low, high)
    if days > 60:
        return _month_ticks(low, high)
    step = max(1, math.ceil(days / 5))
    numbers = range(math.ceil(low), math.floor(high) + 1, step)
    return _labelled(numbers, lambda day: f"{day.day} {month_name(day.month)[:3]}")


def _year_ticks(low: float, high: float) -> list[TickOfTime]:
    first, last = from_ordinal(math.floor(low)).year, from_ordinal(math.ceil(high)).year
    rough = max(1, (last - first) / 5)
    power = 10 ** math.floor(math.log10(rough))
    step = max(1, round(next(s * power for s in (1, 2, 5, 10) if s * power >= rough)))
    years = range(-(-first // step) * step, last + 1, step)
    placed = [(to_ordinal(Day(number, 1, 1)), year(number), "") for number in years]
    return [tick for tick in placed if low <= tick[0] <= high]


def _month_ticks(low: float, high: float) -> list[TickOfTime]:
    first, last = from_ordinal(math.floor(low)), from_ordinal(math.ceil(high))
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((s for s in (1, 2, 3, 6) if len(months) / s <= 6), 12)
    numbers = [
        to_ordinal(Day(number // 12, number % 12 + 1, 1)) for number in months if number % step == 0
    ]
    placed = [number for number in numbers if low <= number <= high]
    return _labelled(placed, lambda day: month_name(day.month)[:3])


def _labelled(numbers: Iterable[int], say: Callable[[Day], str]) -> list[TickOfTime]:
    """The days with their labels; the year stands only where it begins to hold."""
    made: list[TickOfTime] = []
    named = None
    for number in numbers:
        day = from_ordinal(number)
        made.append((number, say(day), "" if day.year == named else year(day.year)))
        named = day.year
    return made


def _years(first: int, last: int) -> str:
    if first == last:
        return year(first)
    if first > 0 and first % 10 == 0 and last == first + 9:
        return f"{first}s"
    return f"{year(first)} to {year(last)}"


def _month(day: Day) -> str:
    return f"{month_name(day[1])} {year(day[0])}"


def _day(day: Day) -> str:
    return f"{day[2]} {_month(day)}"


def _begin(day: Day) -> str:
    return year(day[0]) if day[1:] == (1, 1) else _day(day)


def _end(day: Day) -> str:
    return year(day[0]) if day[1:] == (12, 31) else _day(day)


def _joined(first: Day, last: Day, say: Callable[[Day], str]) -> str:
    """Two dates with "to" between them, the year of the first left out if it is the same."""
    begin, end = say(first), say(last)
    if begin == end:
        return begin
    if first.year == last.year:
        begin = begin.removesuffix(f" {year(first.year)}")
    return f"{begin} to {end}"


def _clock(time: Mapping[str, Any]) -> str:
    first, last = (f"{time[key] // 60:02d}:{time[key] % 60:02d}" for key in ("earliest", "latest"))
    said = first if first == last else f"{first} to {last}"
    offset = time["utc_offset"]
    if offset is None:
        return said
    sign = "−" if offset < 0 else "+"
    return f"{said} UTC{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
