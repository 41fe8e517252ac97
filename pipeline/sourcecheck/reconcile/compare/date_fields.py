"""What a date states of the calendar and the clock, as columns of numbers.

A date may state less than a day: "on Friday", "in July", "on 18 March", "at 4.15". What each of two
such dates states is held against the other by `reconcile.compare.fields`, which reads these columns
for one pair as for many. Where the year, the week or the day of a date was only taken from the date
of its text, the columns keep what its words say by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sourcecheck.model.date import Clock, Date, Hedge
from sourcecheck.normalise.calendar import from_ordinal, to_ordinal, weekday
from sourcecheck.normalise.edtf import Fields, fields, part_of_day
from sourcecheck.normalise.tolerance import allowed_days

#: Columns of a WORK table; NaN (of `weekdays_on` none) where nothing is said. Days are ordinals,
#: clocks minutes of the day with what "about" and words leave open. A `turn` is a place in the
#: year, 31 to a month.
DATE_FIELDS: Mapping[str, str] = {
    "day_low": "float64",  # the days that are allowed; NaN for a time whose day is not stated
    "day_high": "float64",
    "one_day": "bool",
    "yearless": "bool",  # the year, week or month is not stated, though it may have been
    "weekless": "bool",  # taken from the date of the text
    "monthless": "bool",
    "turn_low": "float64",
    "turn_high": "float64",
    "month_day": "float64",
    "weekdays_on": "int64",  # a bit each, Monday the lowest
    "clock_low": "float64",
    "clock_high": "float64",
    "zone": "float64",  # minutes east of Greenwich
    "halves": "bool",  # either half of the day
    "bound": "int64",  # -1: until then, 1: from then on
    "night": "bool",  # it may run into the next day …
    "dawn": "bool",  # … and this may be called the night before
    "edge": "int64",  # 1 of what begins on the days named next, -1 of what ends on them
    "edge_low": "float64",
    "edge_high": "float64",
    "span": "float64",  # the fineness of a stretch of which both ends are stated
}

#: "About five o'clock" is within a quarter of an hour (the convention of the cross-document gold).
ABOUT_MINUTES = 15
#: Places in the year: 31 to a month. Longer stretches than the second have no place in it.
MONTH, _MOST_DAYS = 31, 300
_BOUNDS: Mapping[Hedge, int] = {
    "before": -1, "less_than": -1, "until": -1, "at_most": -1,
    "after": 1, "more_than": 1, "since": 1, "at_least": 1,
}  # fmt: skip
_WEEK = 7
_SMALL_HOURS, _LATE = 6 * 60, 21 * 60
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month with which each begins
_NAN = float("nan")


class _Ends(NamedTuple):
    low: float = _NAN
    high: float = _NAN


#: How fine a date is; whatever is coarser than a year counts as one more.
_FINENESS = {
    "": 0, "minute": 1, "hour": 1, "day": 2, "week": 3, "month": 4, "season": 5, "quarter": 5,
    "half": 5, "year": 6,
}  # fmt: skip


def fineness(date: Date) -> float:
    """How fine a date is stated, 0 for not at all: 1 a minute, 6 a year."""
    return float(_FINENESS.get(date.precision, 7))


def states_no_day(date: Date) -> bool:
    """Does the text state a time of day alone, and is its day that of the story?"""
    return date.stated.startswith("T")


def date_fields(date: Date | None) -> dict[str, Any]:
    """The columns `DATE_FIELDS` of a date; those of nothing for None."""
    if date is None:
        date = Date(None, None)
    said_text = date.stated or ("" if date.relative or date.earliest else date.timex)
    said = fields(said_text.partition("/")[0])
    days, turn = _days(date), _turn(date, said_text, said)
    one = days.low == days.high
    month_day = said.day or (from_ordinal(int(days.low)).day if one else 0)
    return {
        "day_low": days.low,
        "day_high": days.high,
        "one_day": one,
        "yearless": said_text.startswith("XXXX-") and turn.low == turn.low and not said.weekdays,
        "weekless": bool(said.weekdays),
        "monthless": bool(said.day and not said.month),
        "turn_low": turn.low,
        "turn_high": turn.high,
        "month_day": float(month_day) if month_day else _NAN,
        "weekdays_on": _weekdays(said, days, date),
        "bound": _BOUNDS.get(date.hedge, 0),
        **_clock_columns(date),
        "edge": edge(date),
        "edge_low": _NAN if date.earliest is None else float(to_ordinal(date.earliest)),
        "edge_high": _NAN if date.latest is None else float(to_ordinal(date.latest)),
        "span": fineness(date) if "/" in date.timex and not date.hedge else _NAN,
    }


def _clock_columns(date: Date) -> dict[str, Any]:
    """The columns on the time of day."""
    clock, part = _clock(date), part_of_day(date.timex)
    zone = date.time.utc_offset if date.time is not None else None
    return {
        "clock_low": clock.low,
        "clock_high": clock.high,
        "zone": _NAN if zone is None else float(zone),
        "halves": date.time is not None and date.time.halves,
        "night": part == "NI" or date.hedge == "late" or clock.high >= _LATE,
        "dawn": part == "MO" or date.hedge == "early" or clock.low < _SMALL_HOURS,
    }


def _days(date: Date) -> _Ends:
    """The first and last day that any reading allows; none where it states no day."""
    if states_no_day(date) or not (allowed := allowed_days(date)):
        return _Ends()
    return _Ends(
        min(float("-inf") if days.low is None else float(days.low) for days in allowed),
        max(float("inf") if days.high is None else float(days.high) for days in allowed),
    )


def _turn(date: Date, said_text: str, said: Fields) -> _Ends:
    """The part of the year that a date is in: as its words say it, or as its days are."""
    if states_no_day(date) or (said.weekdays and date.earliest is None):
        return _Ends()
    if said.month and (date.earliest is None or (not said.day and date.precision in _IN_A_MONTH)):
        last = fields(said_text.rpartition("/")[2])
        first_day, last_day = _PARTS.get(date.hedge, (1, MONTH))
        return _Ends(
            _place(said.month, said.day or first_day), _place(last.month, last.day or last_day)
        )
    if date.earliest is None or date.latest is None:
        return _season(said_text)
    first, until = date.earliest, date.latest
    if (said.day and not said.month) or to_ordinal(until) - to_ordinal(first) > _MOST_DAYS:
        return _Ends()
    return _Ends(_place(first.month, first.day), _place(until.month, until.day))


#: Of a date so fine whose words say only the month ("the last Friday of May"), the place in the
#: month is another in each year.
_IN_A_MONTH = ("minute", "day", "week")
#: The days of "early", "mid" and "late" in a month, soft at the inner edges.
_PARTS: Mapping[Hedge, tuple[int, int]] = {"early": (1, 12), "mid": (8, 23), "late": (19, MONTH)}


def _season(said_text: str) -> _Ends:
    month = _SEASONS.get(said_text.removeprefix("XXXX-"))
    if month is None:
        return _Ends()
    return _Ends(_place(month, 1), _place((month + 1) % 12 + 1, MONTH))


def _place(month: int, day: int) -> float:
    return float((month - 1) * MONTH + day - 1)


def _weekdays(said: Fields, days: _Ends, date: Date) -> int:
    """The days of the week, a bit each, of a date that names them, or that is some days of one."""
    if said.weekdays:
        return sum(1 << (number - 1) for number in said.weekdays)
    if not days.high - days.low < _WEEK - 1:
        return 0
    first, last = int(days.low), int(days.high)
    return sum(1 << (weekday(from_ordinal(day)) - 1) for day in range(first, last + 1))


def _clock(date: Date) -> _Ends:
    """The minutes of the day, with what "about", and words, leave open."""
    if date.time is None:
        return _Ends()
    slack = clock_slack(date.time, date.hedge)
    return _Ends(float(date.time.earliest - slack), float(date.time.latest + slack))


def clock_slack(clock: Clock, hedge: Hedge) -> int:
    """The minutes that a time of day may be off by its wording: "about", "a quarter to five"."""
    return ABOUT_MINUTES if hedge == "approx" else clock.rounded // 2


def edge(date: Date) -> int:
    """1 for the time from which something is so ("from June"), -1 for the one until which it is.

    A thing begins once and ends once, so that two such times are held against each other; not those
    of a clock, which tell when a count was taken ("as of 16:00").
    """
    if date.time is not None:
        return 0
    if date.hedge in ("since", "at_least"):
        return 1
    return -1 if date.hedge in ("until", "at_most") or date.is_deadline else 0
