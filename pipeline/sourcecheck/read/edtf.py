"""Dates that people declare, in a part of EDTF (ISO 8601-2): what it covers, and nothing else.

    1996    1996-04    1996-04-20    1996~ (about)    1996/1998    1996-04~/1998

This is the whole grammar of the manifest; dates in running text are the business of `annotate`.
"""

from __future__ import annotations

import re

from sourcecheck.model.date import Day

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
