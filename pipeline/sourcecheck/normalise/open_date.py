"""What a TIMEX3 value says of a date whose year or day the text leaves open.

Source: TIMEX3 of TimeML 1.2.1: `XXXX-WXX-5` is a Friday, `XXXX-09` a September, `XXXX-XX-22` the
22nd of a month, `TNI` a night, and `XXXX-10-02/XXXX-10-11` a stretch of two such ends.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PART = re.compile(r"T([A-Z]{2})$")
_FIELDS = re.compile(
    r"XXXX-(?:WXX-(?P<weekday>[1-7]|WE)|(?P<month>\d\d|XX)(?:-(?P<day>\d\d))?)"
    r"(?:T[A-Z]{0,2}[\d:]*)?"
)


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
