"""What a TIMEX3 value says of a date whose year the text leaves open.

Source: TIMEX3 of TimeML 1.2.1: `XXXX-WXX-5` is a Friday, `XXXX-09` a September.
"""

from __future__ import annotations

import re

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_MONTH = re.compile(r"XXXX-(\d\d)")


def open_weekday(timex: str) -> int:
    """The day of the week of a TIMEX3 value without week, Monday 1 to Sunday 7; 0 for others."""
    found = _WEEKDAY.match(timex)
    return int(found[1]) if found else 0


def open_month(timex: str) -> int:
    """The month of a TIMEX3 value without year, 1 to 12; 0 for others."""
    found = _MONTH.match(timex)
    return int(found[1]) if found else 0
