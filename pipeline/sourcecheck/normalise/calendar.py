"""Days and periods: what a written date covers, to the day.

Everything is the proleptic Gregorian calendar with astronomical years (1 BC is 0), so that days
before year 1 and after year 9999 can be counted too. A `Period` is a stretch of whole days that a
calendar gives a name to: a day, month, year, decade, season; it carries its EDTF (ISO 8601-2:2019)
and TIMEX3 (TimeML 1.2.1) names; `normalise/edtf.py` reads these back.

Conventions, each stated once, here:
- the 19th century is 1800 to 1899 and the 1st is 1 to 99 (so that centuries are EDTF's `18XX`);
  the 7th century BC is 700 BC to 601 BC;
- seasons are meteorological and of the northern hemisphere (spring is March to May); the winter of
  a year begins in its December, as in "the winter of 1941-42";
- weeks are those of ISO 8601, Monday to Sunday.

TimeML knows early, mid and late (`mod` START, MID, END) but gives them no bounds: ours are thirds,
cut at the nearest whole sub-unit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sourcecheck.model.date import Day, Precision

Season = Literal["spring", "summer", "autumn", "winter"]

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SEASONS: dict[Season, tuple[int, str, str]] = {  # first month, TIMEX3 letters, EDTF code
    "spring": (3, "SP", "21"),
    "summer": (6, "SU", "22"),
    "autumn": (9, "FA", "23"),
    "winter": (12, "WI", "24"),
}
_DAYS_IN_400_YEARS = 146_097
#: Offsets of clocks in use, in minutes east of Greenwich: UTC-12:00 to UTC+14:00, in quarters of an
#: hour.
WESTMOST, EASTMOST, OFFSET_STEP = -12 * 60, 14 * 60, 15
Part = Literal["early", "mid", "late"]


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of days, both ends inclusive; `first <= last`."""

    first: Day
    last: Day
    precision: Precision
    timex: str
    edtf: str

    def contains(self, other: Period) -> bool:
        """Does `other` lie wholly within this period?"""
        return self.first <= other.first and other.last <= self.last


# ------------------------------------------------------------------ days


def is_leap(year: int) -> bool:
    """Has the year a 29 February?"""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Number of days of a month."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """Does the calendar have this day? (30 February it has not.)"""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def to_ordinal(day: Day) -> int:
    """Days since 31 December of 1 BC: 1 for 0001-01-01, as `datetime.date.toordinal`."""
    before = day.year - 1
    leaps = before // 4 - before // 100 + before // 400
    in_year = sum(month_length(day.year, month) for month in range(1, day.month))
    return before * 365 + leaps + in_year + day.day


def from_ordinal(number: int) -> Day:
    """The day with this ordinal; the inverse of `to_ordinal`."""
    year = (number * 400) // _DAYS_IN_400_YEARS + 1
    while to_ordinal(Day(year, 1, 1)) > number:
        year -= 1
    while to_ordinal(Day(year + 1, 1, 1)) <= number:
        year += 1
    rest = number - to_ordinal(Day(year, 1, 1)) + 1
    month = 1
    while rest > month_length(year, month):
        rest -= month_length(year, month)
        month += 1
    return Day(year, month, rest)


def add_days(day: Day, count: int) -> Day:
    """The day `count` days later."""
    return from_ordinal(to_ordinal(day) + count)


def add_months(day: Day, count: int) -> Day:
    """The same day `count` months later, or the last of that month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return Day(year, month + 1, min(day.day, month_length(year, month + 1)))


def weekday(day: Day) -> int:
    """1 for Monday to 7 for Sunday."""
    return (to_ordinal(day) - 1) % 7 + 1


def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar: the Sunday after the paschal full moon.

    Computed from the epact, as in the Explanatory Supplement to the Astronomical Almanac (1992),
    section 12.92.
    """
    golden, century = year % 19, year // 100
    sun, moon = century - century // 4, (8 * century + 13) // 25
    epact = (sun - moon + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    full_moon = add_days(Day(year, 3, 21), epact)
    return add_days(full_moon, 7 - weekday(full_moon) % 7)


# ------------------------------------------------------------------ periods


def of_day(year: int, month: int, day: int) -> Period:
    """One day. Raises ValueError where the calendar has no such day."""
    if not is_day(year, month, day):
        raise ValueError(f"no such day: {year}-{month}-{day}")
    only = Day(year, month, day)
    iso = only.iso()
    return Period(only, only, "day", _timex_year(year) + iso[-6:], iso if _short(year) else "")


def day_period(day: Day) -> Period:
    """The period of one day."""
    return of_day(*day)


def of_month(year: int, month: int) -> Period:
    """One month."""
    name = f"-{month:02d}"
    return Period(
        Day(year, month, 1),
        Day(year, month, month_length(year, month)),
        "month",
        _timex_year(year) + name,
        _edtf_year(year) + name if _short(year) else "",
    )


def of_year(year: int) -> Period:
    """One year, astronomical: 0 is 1 BC."""
    return _years(year, year, "year", _timex_year(year), _edtf_year(year))


def of_decade(first_year: int) -> Period:
    """Ten years from `first_year`, which ends in 0 ("the 480s BC" begin in astronomical -488)."""
    last = first_year + 9
    if first_year < 1:
        return _years(first_year, last, "decade", f"BC{(1 - last) // 10:03d}", "")
    return _years(first_year, last, "decade", f"{first_year // 10:03d}", f"{first_year // 10:03d}X")


def of_century(number: int, *, bc: bool = False) -> Period:
    """The `number`-th century: 19 is 1800 to 1899, 7 with `bc` is 700 BC to 601 BC."""
    if bc:
        return _years(1 - number * 100, -(number - 1) * 100, "century", f"BC{number - 1:02d}", "")
    first = (number - 1) * 100
    name = f"{number - 1:02d}"
    if number == 1:
        return _years(1, 99, "century", name, "")
    return _years(first, first + 99, "century", name, f"{name}XX" if number <= 100 else "")


def of_millennium(number: int, *, bc: bool = False) -> Period:
    """The `number`-th millennium: 2 is 1000 to 1999, 3 with `bc` is 3000 BC to 2001 BC."""
    if bc:
        name = f"BC{number - 1}"
        return _years(1 - number * 1000, -(number - 1) * 1000, "millennium", name, "")
    first = max((number - 1) * 1000, 1)
    edtf = f"{number - 1}XXX" if 2 <= number <= 10 else ""
    return _years(first, number * 1000 - 1, "millennium", f"{number - 1}", edtf)


def of_season(year: int, season: Season) -> Period:
    """A season; winter runs from December of `year` to February of the next."""
    month, letters, code = SEASONS[season]
    whole = _months(year, month, 3, "season", f"{_timex_year(year)}-{letters}")
    if season != "winter" and _short(year):
        return replace(whole, edtf=f"{_edtf_year(year)}-{code}")
    return whole  # EDTF leaves it open in which year a winter ends: the interval says it


def of_quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    whole = _months(year, number * 3 - 2, 3, "quarter", f"{_timex_year(year)}-Q{number}")
    return replace(whole, edtf=f"{_edtf_year(year)}-{32 + number}") if _short(year) else whole


def of_half(year: int, number: int) -> Period:
    """A half of a calendar year, 1 or 2."""
    whole = _months(year, number * 6 - 5, 6, "half", f"{_timex_year(year)}-H{number}")
    return replace(whole, edtf=f"{_edtf_year(year)}-{39 + number}") if _short(year) else whole


def week_of(day: Day) -> Period:
    """The ISO week, Monday to Sunday, in which `day` lies."""
    monday = add_days(day, 1 - weekday(day))
    year, number = _iso_week(monday)
    name = f"{_timex_year(year)}-W{number:02d}"
    return replace(span(monday, add_days(monday, 6)), precision="week", timex=name)


def of_week(year: int, number: int) -> Period:
    """The ISO week `number` of `year`: week 1 holds 4 January."""
    return week_of(add_days(Day(year, 1, 4), 7 * (number - 1)))


def weekend_of(day: Day) -> Period:
    """Saturday and Sunday of the ISO week in which `day` lies."""
    week = week_of(day)
    both = span(add_days(week.last, -1), week.last)
    return replace(both, timex=f"{week.timex}-WE")


def span(first: Day, last: Day, precision: Precision = "day") -> Period:
    """The stretch from `first` to `last`, named by its ends ("1959/1960", "1981-05/1981-06").

    Raises ValueError when it would end before it begins.
    """
    if last < first:
        raise ValueError(f"{first.iso()} is after {last.iso()}")
    begin, end = _coarsest(first, last)
    timex = begin.timex if begin == end else f"{begin.timex}/{end.timex}"
    edtf = begin.edtf if begin == end else f"{begin.edtf}/{end.edtf}"
    return Period(first, last, precision, timex, edtf if begin.edtf and end.edtf else "")


def join(first: Period, last: Period) -> Period:
    """From the beginning of one period to the end of another: "from March to August 2011"."""
    fine = first if _rank(first) <= _rank(last) else last
    return span(first.first, last.last, fine.precision)


# ------------------------------------------------------------------ names of periods


def _short(year: int) -> bool:
    """Can EDTF level 0 write the year (four digits)?"""
    return -9999 <= year <= 9999


def _edtf_year(year: int) -> str:
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}" if _short(year) else f"Y{year}"


def _timex_year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _years(first: int, last: int, precision: Precision, timex: str, edtf: str) -> Period:
    name = edtf or f"{_edtf_year(first)}/{_edtf_year(last)}"
    return Period(Day(first, 1, 1), Day(last, 12, 31), precision, timex, name)


def _months(year: int, month: int, count: int, precision: Precision, timex: str) -> Period:
    first = Day(year, month, 1)
    last = add_days(add_months(first, count), -1)
    return replace(span(first, last, precision), timex=timex)


def _coarsest(first: Day, last: Day) -> tuple[Period, Period]:
    """The largest years, months or days that begin with `first` and end with `last`."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return of_year(first.year), of_year(last.year)
    if first.day == 1 and last.day == month_length(last.year, last.month):
        return of_month(first.year, first.month), of_month(last.year, last.month)
    return day_period(first), day_period(last)


_RANKS = ("day", "week", "month", "season", "quarter", "half", "year", "decade", "century")


def _rank(period: Period) -> int:
    return _RANKS.index(period.precision) if period.precision in _RANKS else len(_RANKS)


def _iso_week(monday: Day) -> tuple[int, int]:
    """ISO year and number of the week that begins with `monday`."""
    thursday = add_days(monday, 3)
    day_of_year = to_ordinal(thursday) - to_ordinal(Day(thursday.year, 1, 1))
    return thursday.year, day_of_year // 7 + 1


def third(period: Period, which: Part) -> Period:
    """The early, middle or late third of a period, named by its ends.

    The thirds are cut at the nearest whole sub-unit: of a year January-April, May-August and
    September-December; of a decade its years 0-2, 3-6 and 7-9; of a century 00-32, 33-66, 67-99;
    of anything shorter at months or days.
    """
    cuts = _subunits(period)
    count = len(cuts) - 1
    first, second = round(count / 3), round(2 * count / 3)
    begin, end = {"early": (0, first), "mid": (first, second), "late": (second, count)}[which]
    days = span(from_ordinal(cuts[begin]), from_ordinal(cuts[end] - 1), period.precision)
    return replace(days, timex=period.timex)


def part_of_two(period: Period, number: int) -> Period | None:
    """The first or second half of a period, cut at the nearest whole sub-unit."""
    if number not in (1, 2):
        return None
    cuts = _subunits(period)
    middle = (len(cuts) - 1) // 2
    begin, end = (0, middle) if number == 1 else (middle, len(cuts) - 1)
    if begin == end:
        return None
    return span(from_ordinal(cuts[begin]), from_ordinal(cuts[end] - 1), period.precision)


def _subunits(period: Period) -> list[int]:
    """Ordinals where the period's years (of more than two), months or days begin, and its end."""
    first, last, end = period.first, period.last, to_ordinal(period.last) + 1
    years = last.year - first.year + 1
    if years > 2 and (first.month, first.day) == (1, 1):
        return [to_ordinal(Day(first.year + n, 1, 1)) for n in range(years)] + [end]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > 2 and first.day == 1:
        return [to_ordinal(add_months(first, n)) for n in range(months)] + [end]
    return list(range(to_ordinal(first), end + 1))
