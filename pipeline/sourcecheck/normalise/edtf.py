"""Dates that programs write and people declare: EDTF and TIMEX3 values.

EDTF is ISO 8601-2:2019, levels 0 and 1.

TIMEX3 (TimeML 1.2.1) leaves digits open: `XXXX-WXX-5` is a Friday, `XXXX-09` a September,
`XXXX-XX-22` the 22nd of a month, `TNI` a night, and `XXXX-10-02/XXXX-10-11` a stretch of two such
ends.

What people declare is a part of EDTF: what it covers, and nothing else.

    1996    1996-04    1996-04-20    1996~ (about)    1996/1998    1996-04~/1998

This is the whole grammar of the manifest; dates in running text are the business of `annotate`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from sourcecheck.model.date import Day
from sourcecheck.normalise import calendar
from sourcecheck.normalise.calendar import Period

_YEAR = r"(?P<year>-?\d{4}|Y-?\d{5,})"
_EDTF = (
    (re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"), "day"),
    (re.compile(rf"{_YEAR}-(?P<month>\d\d)"), "month"),
    (re.compile(_YEAR), "year"),
    (re.compile(r"(?P<year>\d{3})X"), "decade"),
    (re.compile(r"(?P<year>\d\d)XX"), "century"),
    (re.compile(r"(?P<year>\d)XXX"), "millennium"),
)
_TIMEX = (
    (re.compile(r"(?P<year>(?:BC)?\d{4})-W(?P<part>\d\d)(?P<end>-WE)?"), "week"),
    (re.compile(r"(?P<year>(?:BC)?\d{4})-(?P<letter>[QH])(?P<part>\d)"), "fraction"),
    (re.compile(r"(?P<year>(?:BC)?\d{4})-(?P<letter>SP|SU|FA|WI)"), "season"),
    (re.compile(r"(?P<year>(?:BC)?\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"), "day"),
    (re.compile(r"(?P<year>(?:BC)?\d{4})-(?P<month>\d\d)"), "month"),
    (re.compile(r"(?P<year>(?:BC)?\d{4,})"), "year"),
    (re.compile(r"(?P<year>(?:BC)?\d{3})"), "decade"),
    (re.compile(r"(?P<year>(?:BC)?\d\d)"), "century"),
    (re.compile(r"(?P<year>(?:BC)?\d)"), "millennium"),
)
_PART = re.compile(r"T([A-Z]{2})$")
_FIELDS = re.compile(
    r"XXXX-(?:WXX-(?P<weekday>[1-7]|WE)|(?P<month>\d\d|XX)(?:-(?P<day>\d\d))?)"
    r"(?:T[A-Z]{0,2}[\d:]*)?"
)


def from_edtf(text: str) -> Period | None:
    """The period that an EDTF string of level 0 or 1, or an ISO date and time, covers.

    Qualifiers (`~`, `?`, `%`) say how sure a date is, not which days it covers: they are read over.
    Open intervals, and what is no such string or no day of the calendar, give None.
    """
    first, slash, last = text.strip().partition("/")
    if slash:
        begin, end = from_edtf(first), from_edtf(last)
        return calendar.join(begin, end) if begin and end and begin.first <= end.last else None
    plain = re.sub(r"[~?%]", "", first.partition("T")[0])
    for pattern, kind in _EDTF:
        if found := pattern.fullmatch(plain):
            return _read(kind, found, int(found["year"].lstrip("Y")))
    return None


def from_timex(text: str) -> Period | None:
    """The period that a TIMEX3 value names; None for durations, references and unknown digits."""
    first, slash, last = text.strip().partition("/")
    if slash:
        begin, end = from_timex(first), from_timex(last)
        return calendar.join(begin, end) if begin and end and begin.first <= end.last else None
    for pattern, kind in _TIMEX:
        if found := pattern.fullmatch(first.partition("T")[0]):
            return _read_bc(kind, found) if "BC" in found["year"] else _read(kind, found)
    return None


def _read(kind: str, found: re.Match[str], year: int | None = None) -> Period | None:
    number = int(found["year"]) if year is None else year
    parts = {name: int(text) for name, text in found.groupdict("0").items() if text.isdigit()}
    month, day, letter = parts.get("month", 0), parts.get("day", 0), found.groupdict().get("letter")
    if kind == "day":
        return calendar.of_day(number, month, day) if calendar.is_day(number, month, day) else None
    if kind == "month":
        return _month_or_code(number, month)
    if kind == "week":
        week = calendar.of_week(number, parts["part"]) if 1 <= parts["part"] <= 53 else None
        return calendar.weekend_of(week.first) if week and found["end"] else week
    if kind == "fraction" and 1 <= parts["part"] <= (4 if letter == "Q" else 2):
        return (calendar.of_quarter if letter == "Q" else calendar.of_half)(number, parts["part"])
    if kind == "season":
        return calendar.of_season(
            number, next(s for s, row in calendar.SEASONS.items() if row[1] == letter)
        )
    whole: dict[str, Callable[[], Period]] = {
        "year": lambda: calendar.of_year(number),
        "decade": lambda: calendar.of_decade(number * 10),
        "century": lambda: calendar.of_century(number + 1),
        "millennium": lambda: calendar.of_millennium(number + 1),
    }
    return whole[kind]() if kind in whole else None


def _read_bc(kind: str, found: re.Match[str]) -> Period | None:
    number = int(found["year"].removeprefix("BC"))
    if kind == "century":
        return calendar.of_century(number + 1, bc=True)
    if kind == "millennium":
        return calendar.of_millennium(number + 1, bc=True)
    if kind == "decade":
        return calendar.of_decade(1 - number * 10 - 9)
    return _read(kind, found, 1 - number)


def _month_or_code(year: int, number: int) -> Period | None:
    """A month, or a season (21 to 24), quarter (33 to 36) or half (40, 41) of ISO 8601-2."""
    if 1 <= number <= 12:
        return calendar.of_month(year, number)
    if 21 <= number <= 24:
        return calendar.of_season(year, tuple(calendar.SEASONS)[number - 21])
    if 33 <= number <= 36:
        return calendar.of_quarter(year, number - 32)
    return calendar.of_half(year, number - 39) if number in (40, 41) else None


class Fields(NamedTuple):
    """What is said of the calendar: each empty or 0 where it is not."""

    weekdays: tuple[int, ...] = ()  # Monday 1 to Sunday 7; two of a weekend
    month: int = 0
    day: int = 0


def fields(timex: str) -> Fields:
    """The fields of a TIMEX3 value without year; all empty for other values."""
    found = _FIELDS.fullmatch(timex)
    if found is None:
        return Fields()
    weekday, month, day = found.group("weekday", "month", "day")
    weekdays = (6, 7) if weekday == "WE" else (int(weekday),) if weekday else ()
    return Fields(weekdays, 0 if month in (None, "XX") else int(month), int(day or 0))


def part_of_day(timex: str) -> str:
    """The part of the day that a TIMEX3 value names: MO, AF, EV, NI; "" for none."""
    found = _PART.search(timex)
    return found[1] if found else ""


def open_weekday(timex: str) -> int:
    """The day of the week of a TIMEX3 value without week, Monday 1 to Sunday 7; 0 for others."""
    named = fields(timex).weekdays
    return named[0] if len(named) == 1 else 0


def open_month(timex: str) -> int:
    """The month of a TIMEX3 value without year, 1 to 12; 0 for others."""
    return fields(timex).month


_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?~?", re.ASCII)
FORMS = '"1996", "1996-04", "1996-04-20", "1996~" (about) or "1996/1998"'


def bounds(text: str) -> tuple[Day, Day]:
    """The first and the last day, both inclusive, of the EDTF date or interval `text`.

    "~" widens nothing here: it says how firmly, not how far. Raises ValueError, with the reason
    in words.
    """
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError(f"{text!r} has more than one '/'")
    first, last = _bounds(parts[0]), _bounds(parts[-1])
    if first[0] > last[1]:
        raise ValueError(f"{text!r} ends before it begins")
    return first[0], last[1]


def _bounds(text: str) -> tuple[Day, Day]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date in EDTF; write {FORMS}")
    year = int(match["year"])
    if match["month"] is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r}: there is no month {match['month']}")
    length = _days(year, month)
    if match["day"] is None:
        return Day(year, month, 1), Day(year, month, length)
    day = int(match["day"])
    if not 1 <= day <= length:
        raise ValueError(f"{text!r}: there is no such day in that month")
    return Day(year, month, day), Day(year, month, day)


def _days(year: int, month: int) -> int:
    """Length of a month of the proleptic Gregorian calendar, year 0 included."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
