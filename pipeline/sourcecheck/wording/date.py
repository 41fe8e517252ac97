"""Dates, times of day and stretches of time in words (from `resources/display_units.toml`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sourcecheck import resources
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.normalise.calendar import month_length, to_ordinal
from sourcecheck.normalise.edtf import from_edtf, open_month, open_weekday
from sourcecheck.wording.number import counted, plural

#: Units in which a stretch of days is said, largest first: from so many days on, days in one.
_STRETCHES = ((730, 365.2425, "year"), (60, 30.436875, "month"), (0, 1.0, "day"))


def date_in_words(date: Date) -> str:
    """A date with its hedge: "March 1887", "1848 to 1849", "before 2018"; if it is open, what is
    known of it ("a Friday") or the reason."""
    if date.earliest is None and date.latest is None:
        if known := _known_of(date):
            return known
        return f"not known ({date.unresolved or date.timex or 'no day is given'})"
    said = days_in_words(date)
    if date.earliest is not None and date.latest is not None:
        said = str(resources.load("display_units")["date"][date.hedge]).format(said)
    return f"{said}, {clock_in_words(date.time)}" if date.time else said


def _known_of(date: Date) -> str:
    """The day of the week, month or time of day of a date that is left open; "" for none."""
    clock = f", {clock_in_words(date.time)}" if date.time else ""
    if day := open_weekday(date.timex):
        return f"a {weekday_name(day)}{clock}"
    if month := open_month(date.timex):
        return f"in {month_name(month)} of a year that is not given"
    return clock.removeprefix(", ") if date.time is not None else ""


class Stretch(Protocol):
    """Days, both ends inclusive; None is an open end."""

    @property
    def earliest(self) -> Day | None: ...  # noqa: D102
    @property
    def latest(self) -> Day | None: ...  # noqa: D102


def days_in_words(days: Stretch) -> str:
    """A stretch of days in the fewest words: a day, month, year, decade, or its two ends."""
    first, last = days.earliest, days.latest
    if first is None or last is None:
        if first is not None:
            return f"since {_begin(first)}"
        return f"until {_end(last)}" if last is not None else "any day"
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _years(first.year, last.year)
    if first.day == 1 and last.day == month_length(last.year, last.month):
        return _joined(first, last, _month)
    return _joined(first, last, _day)


def clock_in_words(clock: Clock) -> str:
    """A time of day, 24 hours, with its zone: "07:37 UTC+07:00"."""
    ends = [f"{t // 60:02d}:{t % 60:02d}" for t in (clock.earliest, clock.latest)]
    said = " to ".join(dict.fromkeys(ends))
    if clock.utc_offset is None:
        return said
    sign, minutes = ("−" if clock.utc_offset < 0 else "+"), abs(clock.utc_offset)
    return f"{said} UTC{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def gap_in_words(before: Day, after: Day) -> str:
    """The time from one day to a later one: "9 days", "3 months", "2.5 years"."""
    days = to_ordinal(after) - to_ordinal(before)
    _, worth, name = next(row for row in _STRETCHES if days >= row[0])
    count = f"{days / worth:,.1f}".removesuffix(".0")
    return f"{count} {name if count == '1' else plural(name)}"


def minutes_in_words(minutes: int) -> str:
    """A stretch of minutes: "11 minutes", "2 hours 5 minutes"."""
    parts = ((minutes // 60, "hour"), (minutes % 60, "minute"))
    return " ".join(counted(count, name) for count, name in parts if count) or "0 minutes"


def published_in_words(edtf: str) -> str:
    """A date of publication: "April 2011" for 2011-04; EDTF that we cannot read, as it is."""
    period = from_edtf(edtf)
    if period is None:
        return edtf
    words = days_in_words(Date(period.first, period.last))
    return f"{words} ({edtf})" if any(mark in edtf for mark in "~?%") else words


def year_in_words(number: int) -> str:
    """An astronomical year as people write it: 2011, 44 BC."""
    return f"{1 - number} BC" if number < 1 else str(number)


def month_name(month: int) -> str:
    """January to December, for 1 to 12."""
    return str(resources.load("display_units")["months"]["names"][month - 1])


def weekday_name(day: int) -> str:
    """Monday to Sunday, for 1 to 7."""
    return str(resources.load("display_units")["weekdays"]["names"][day - 1])


def _years(first: int, last: int) -> str:
    if first > 0 and first % 10 == 0 and last == first + 9:
        return f"the {first}s"
    return " to ".join(dict.fromkeys((year_in_words(first), year_in_words(last))))


def _month(day: Day) -> str:
    return f"{month_name(day.month)} {year_in_words(day.year)}"


def _day(day: Day) -> str:
    return f"{day.day} {_month(day)}"


def _begin(day: Day) -> str:
    return year_in_words(day.year) if (day.month, day.day) == (1, 1) else _day(day)


def _end(day: Day) -> str:
    return year_in_words(day.year) if (day.month, day.day) == (12, 31) else _day(day)


def _joined(first: Day, last: Day, say: Callable[[Day], str]) -> str:
    """Two dates with "to" between them, the year of the first left out if it is the same."""
    begin, end = say(first), say(last)
    if begin == end:
        return begin
    if first.year == last.year:
        begin = begin.removesuffix(f" {year_in_words(first.year)}")
    return f"{begin} to {end}"
