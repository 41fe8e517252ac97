"""Which days an expression of time means: resolving it against the right other time.

Two anchors are kept apart. What leans on the time of writing (today, this week, last year, ago) is
counted from the declared date of publication, and is left open where none is declared. What leans
on the story (the following year, that month) is counted from the last date that the text named.
A day or month without a year is of the story's year where the story has one, else of the year
nearest to the date of publication. Dates of the copy ("Last Updated: …") are never an anchor.

When the date of publication is itself only known to the month or year, what leans on it is resolved
to the days it can lie on: "last week" of a text of April 1996 is some week between 25 March and
28 April, and is given as that stretch.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from sourcecheck.annotate.dates.expression import (
    Base,
    Between,
    Containing,
    Fixed,
    NoSuchDay,
    Nth,
    Numeric,
    Offset,
    Partial,
    PartOf,
    Reference,
    Relative,
    RestOf,
    Rolling,
    Weekday,
    When,
)
from sourcecheck.annotate.dates.patterns.compose import partial_timex
from sourcecheck.model.date import Day, Precision
from sourcecheck.normalise import calendar
from sourcecheck.normalise.calendar import Period

NOT_DECLARED = "the text's date of publication is not declared"
NO_YEAR = "the text does not say the year, and its date of publication is not declared"
NO_STORY = "the text names no date before this one for it to lean on"
TOO_COARSE = "the date before this one is not known to the day"
NO_SUCH_DAY = "the calendar has no such day"

#: In a sentence about the future a date is past only when that lies so many times nearer.
_MUCH_NEARER = 8
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200,
              "millennium": 12000}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """The period that is meant, what else could be meant, and whether another date told it."""

    period: Period
    readings: tuple[Period, ...] = ()
    relative: bool = False
    open_end: bool = False  # the last day of `period` is not known


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is meant that can be dated: why, and what is known all the same."""

    reason: str
    timex: str = ""
    precision: Precision = ""


Result = Found | Missing


@dataclass(slots=True)
class Anchors:
    """What the time of writing is, and where the story stands."""

    writing: Period | None = None
    story: Period | None = None  # the last date named
    dated: Period | None = None  # the last one that was known to the month or the day
    day: Period | None = None  # the last one that was known to the day
    paragraph: Period | None = None  # the last one of the present paragraph
    day_first: bool | None = None  # the order of figures that the document shows; None unknown
    future: bool = False  # is the present sentence about what is to come?

    def tell(self, found: Found) -> None:
        """The story has come to this date."""
        self.story = self.paragraph = found.period
        if found.period.precision in ("day", "week", "month"):
            self.dated = found.period
        if found.period.precision == "day":
            self.day = found.period

    def resolve(self, when: When) -> Result:
        """The days that `when` means."""
        match when:
            case Fixed(period, readings):
                return Found(period, readings)
            case Partial():
                return self._partial(when)
            case Numeric():
                return self._numeric(when)
            case Relative(unit, shift, base):
                return self._relative(unit, shift, base)
            case Offset():
                return self._offset(when)
            case Rolling():
                return self._rolling(when)
            case RestOf(unit):
                return self._from_writing(lambda day: calendar.span(day, _unit(unit, day).last))
            case NoSuchDay(timex):
                return Missing(NO_SUCH_DAY, timex, "day")
            case Weekday():
                return self._weekday(when)
            case Nth(n, unit, of):
                return self._within(of, lambda period: _nth(n, unit, period))
            case Containing(unit, inner):
                return self._within(inner, lambda period: _unit(unit, period.first))
            case PartOf(part, inner):
                return self._within(inner, lambda period: calendar.part(period, part))
            case Between(first, last):
                return self._between(first, last)
            case Reference(timex):
                return Missing("", timex)

    # -------------------------------------------------------------- with a year to be found

    def _partial(self, when: Partial) -> Result:
        if when.within is not None:
            return self._within(when.within, lambda p: _in_period(when, p))
        if when.shift is not None:
            return self._shifted(when)
        year = self._story_year(when)
        if year is not None:
            return _relative(_in_year(when, year), partial_timex(when))
        if self.writing is None:
            return Missing(NO_YEAR, partial_timex(when), _precision(when))
        near = self._near(when, self.writing)
        return _relative(near, partial_timex(when))

    def _story_year(self, when: Partial) -> int | None:
        """The year that the story is in, if it has said so."""
        if when.month is None and when.day is not None:
            return None
        if self.paragraph is not None and self.paragraph.precision in ("day", "month", "year"):
            if self.writing is None or self.paragraph.first.year != self.writing.first.year:
                if self.writing is None or self.paragraph.precision != "year":
                    return self.paragraph.first.year
                if abs(self.paragraph.first.year - self.writing.first.year) > 5:
                    return self.paragraph.first.year
        if self.dated is not None and (
            self.writing is None or self.dated.first.year != self.writing.first.year
        ):
            return self.dated.first.year
        if self.writing is None and self.story is not None and self.story.precision == "year":
            return self.story.first.year
        return None

    def _near(self, when: Partial, writing: Period) -> Period | None:
        """The one nearest to the time of writing on the side that the sentence speaks of."""
        if when.month is None and when.day is not None:
            return self._day_of_month(when.day, writing)
        year = writing.first.year
        choices = [p for y in range(year - 4, year + 5) if (p := _in_year(when, y))]
        past = [p for p in choices if p.first <= writing.last]
        coming = [p for p in choices if p.last >= writing.first]
        if not past or not coming or not self.future:
            return past[-1] if past else None
        since = calendar.to_ordinal(writing.first) - calendar.to_ordinal(past[-1].last)
        till = calendar.to_ordinal(coming[0].first) - calendar.to_ordinal(writing.last)
        return past[-1] if since * _MUCH_NEARER < till else coming[0]

    def _day_of_month(self, day: int, writing: Period) -> Period | None:
        base = self.story if self.story and self.story.precision in ("day", "month") else writing
        if base.precision not in ("day", "month", "week"):
            return None
        for shift in (0, 1) if self.future else (0, -1):
            first = calendar.add_months(Day(base.first.year, base.first.month, 1), shift)
            if calendar.is_day(first.year, first.month, day):
                found = calendar.of_day(first.year, first.month, day)
                if base is not writing or self.future or found.first <= writing.last:
                    return found
        return None

    def _shifted(self, when: Partial) -> Result:
        base = self.writing if when.base == "writing" else self.story
        if base is None:
            reason = NOT_DECLARED if when.base == "writing" else NO_STORY
            return Missing(reason, partial_timex(when), _precision(when))
        year = base.first.year
        choices = [p for y in range(year - 2, year + 3) if (p := _in_year(when, y))]
        if when.shift == 0:
            same = [p for p in choices if p.first.year == year]
            return _relative(same[0] if same else None, partial_timex(when))
        before = [p for p in choices if p.last < base.first]
        behind = [p for p in choices if p.first > base.last]
        chosen = before[-1] if when.shift == -1 else behind[0]
        return _relative(chosen, partial_timex(when))

    def _numeric(self, when: Numeric) -> Result:
        readings: list[Result] = []
        orders = [(when.second, when.first), (when.first, when.second)]  # (month, day)
        if self.day_first is False:
            orders.reverse()
        known = 2000 if when.year is None else when.year
        for month, day in orders:
            if calendar.is_day(known, month, day):
                readings.append(
                    self._partial(Partial(month, day))
                    if when.year is None
                    else Found(calendar.of_day(when.year, month, day))
                )
        if self.day_first is None and len(readings) > 1:
            readings.reverse()  # undecided: month first, as in most English texts of the Web
        first = readings[0]
        if isinstance(first, Missing) or self.day_first is not None or when.first == when.second:
            return first
        others = tuple(r.period for r in readings[1:] if isinstance(r, Found))
        return replace(first, readings=others)

    # -------------------------------------------------------------- leaning on another time

    def _relative(self, unit: str, shift: int, base: Base) -> Result:
        if base == "narrative" or (base == "either" and self._in_story()):
            return self._from_story(unit, shift)
        return self._from_writing(lambda day: _unit(unit, _shift(day, unit, shift)), unit, shift)

    def _in_story(self) -> bool:
        """Is the text here about another time than that of its writing?"""
        if self.story is None or self.future:
            return False
        return self.writing is None or self.story.first.year != self.writing.first.year

    def _rolling(self, when: Rolling) -> Result:
        make = functools.partial(_rolling, amount=when.amount, unit=when.unit, sign=when.sign)
        if when.base == "either" and self._in_story():
            assert self.story is not None
            return Found(make(self.story.last if when.sign > 0 else self.story.first), relative=True)
        return self._from_writing(make)

    def _from_story(self, unit: str, shift: int) -> Result:
        story = self._fine_story(unit)
        if story is None:
            return Missing(NO_STORY if self.story is None else TOO_COARSE, "", _of_unit(unit))
        first = _unit(unit, _shift(story.first, unit, shift))
        last = _unit(unit, _shift(story.last, unit, shift))
        if first == last:
            return Found(first, relative=True)
        if shift == 0:
            return Found(replace(story, precision=_of_unit(unit)), relative=True)
        return Found(_stretch(first, last, _of_unit(unit)), relative=True)

    def _fine_story(self, unit: str) -> Period | None:
        """Where the story stands, known finely enough to count days or weeks from it."""
        if unit in _DAYS_OF and self.story is not None:
            if self.story.precision in ("day", "week"):
                return self.story
            return self.day if self.dated is None or self.dated == self.day else None
        return self.story

    def _from_writing(
        self, make: Callable[[Day], Period], unit: str = "", shift: int | None = None
    ) -> Result:
        if self.writing is None:
            return Missing(NOT_DECLARED, "", _of_unit(unit) if unit else "")
        first, last = make(self.writing.first), make(self.writing.last)
        if first == last:
            return Found(first, relative=True)
        if shift == 0 and first.first <= self.writing.first and last.last >= self.writing.last:
            return Found(replace(self.writing, precision=_of_unit(unit)), relative=True)
        return Found(_stretch(first, last, first.precision), relative=True)

    def _offset(self, when: Offset) -> Result:
        move = functools.partial(_moved, amount=when.amount * when.sign, unit=when.unit)
        if when.start is not None:
            return self._within(when.start, lambda period: move(period.first))
        if when.base == "writing":
            return self._from_writing(move)
        if self.story is None:
            return Missing(NO_STORY)
        first, last = move(self.story.first), move(self.story.last)
        return Found(first if first == last else _stretch(first, last, first.precision), relative=True)

    def _weekday(self, when: Weekday) -> Result:
        if when.within is not None:
            return self._within(when.within, lambda p: _nth(1, str(when.number), p))
        make = calendar.weekend_of if when.unit == "weekend" else calendar.day_period
        result = self._from_writing(
            lambda day: make(_weekday(day, when.number, when.shift, self.future))
        )
        if isinstance(result, Missing):
            return replace(result, timex=f"XXXX-WXX-{when.number}", precision="day")
        return result

    def _within(self, outer: When, make: Callable[[Period], Period | None]) -> Result:
        """What `make` finds in the period that `outer` means."""
        found = self.resolve(outer)
        if isinstance(found, Missing):
            return found
        inner = make(found.period)
        if inner is None:
            return Missing(NO_SUCH_DAY)
        return replace(found, period=inner, readings=())

    def _between(self, first: When, last: When) -> Result:
        end = self.resolve(last)
        begin = self.resolve(first)
        if isinstance(first, Partial) and first.within is None and isinstance(end, Found):
            begin = _lent(first, end.period)
        elif isinstance(last, Partial) and last.within is None and isinstance(begin, Found):
            if isinstance(first, Fixed) or isinstance(end, Missing) or end.period.last < begin.period.first:
                end = _next_after(last, begin.period)
        if isinstance(begin, Missing):
            return begin
        if isinstance(end, Missing):
            return Found(begin.period, relative=True, open_end=True) if end.reason == NOT_DECLARED else end
        if end.period.last < begin.period.first:
            return Missing("the range ends before it begins")
        joined = calendar.join(begin.period, end.period)
        return Found(joined, relative=begin.relative or end.relative)


# ------------------------------------------------------------------ pure steps


def _relative(period: Period | None, timex: str) -> Result:
    return Found(period, relative=True) if period else Missing(NO_SUCH_DAY, timex)


def _lent(first: Partial, end: Period) -> Result:
    """The beginning of a range takes its year from the end: "from March to August 2011"."""
    for year in (end.last.year, end.last.year - 1):
        period = _in_year(first, year)
        if period is not None and period.first <= end.last:
            return Found(period)
    return Missing(NO_SUCH_DAY)


def _next_after(last: Partial, begin: Period) -> Result:
    """The end of a range is the first such day or month behind its beginning."""
    if last.month is None and last.day is not None:
        return _relative(_in_period(last, begin), "")
    for year in (begin.first.year, begin.first.year + 1):
        period = _in_year(last, year)
        if period is not None and period.last >= begin.first:
            return Found(period)
    return Missing(NO_SUCH_DAY)


def _in_year(when: Partial, year: int) -> Period | None:
    """The day, month, season … of a year; None for 30 February."""
    if when.holiday:
        return _holiday(when.holiday, year)
    if when.season:
        return calendar.of_season(year, when.season)
    if when.quarter:
        return calendar.of_quarter(year, when.quarter)
    if when.half:
        return calendar.of_half(year, when.half)
    if when.month and when.day:
        real = calendar.is_day(year, when.month, when.day)
        return calendar.of_day(year, when.month, when.day) if real else None
    return calendar.of_month(year, when.month) if when.month else None


def _holiday(rule: str, year: int) -> Period | None:
    """The day of a holiday (see HOLIDAY in resources/dates.toml) in a year."""
    if "/" in rule:
        month, number, nth = (int(part) for part in rule.split("/"))
        return _nth(nth, str(number), calendar.of_month(year, month))
    if rule[0] in "+-":
        return calendar.day_period(calendar.add_days(calendar.easter(year), int(rule)))
    month, day = (int(part) for part in rule.split("-"))
    return calendar.of_day(year, month, day)


def _in_period(when: Partial, period: Period) -> Period | None:
    """The day or month within a longer period."""
    day = period.first
    if when.month is None and when.day is not None:
        real = calendar.is_day(day.year, day.month, when.day)
        return calendar.of_day(day.year, day.month, when.day) if real else None
    return _in_year(when, day.year)


def _precision(when: Partial) -> Precision:
    if when.day or when.holiday:
        return "day"
    if when.season:
        return "season"
    if when.quarter or when.half:
        return "quarter" if when.quarter else "half"
    return "month"


def _of_unit(unit: str) -> Precision:
    names: dict[str, Precision] = {
        "day": "day", "week": "week", "weekend": "day", "month": "month", "quarter": "quarter",
        "year": "year", "decade": "decade", "century": "century", "millennium": "millennium",
    }  # fmt: skip
    return names.get(unit, "day")


def _shift(day: Day, unit: str, count: int) -> Day:
    if unit in _DAYS_OF:
        return calendar.add_days(day, _DAYS_OF[unit] * count)
    return calendar.add_months(day, _MONTHS_OF[unit] * count)


def _unit(unit: str, day: Day) -> Period:
    """The calendar's unit in which a day lies."""
    match unit:
        case "week" | "fortnight":
            return calendar.week_of(day)
        case "weekend":
            return calendar.weekend_of(day)
        case "month":
            return calendar.of_month(day.year, day.month)
        case "quarter":
            return calendar.of_quarter(day.year, (day.month + 2) // 3)
        case "year":
            return calendar.of_year(day.year)
        case "decade":
            return calendar.of_decade(day.year - day.year % 10)
        case "century" if day.year > 0:
            return calendar.of_century(day.year // 100 + 1)
        case "century":
            return calendar.of_century(-day.year // 100 + 1, bc=True)
        case "millennium" if day.year > 0:
            return calendar.of_millennium(day.year // 1000 + 1)
        case "millennium":
            return calendar.of_millennium(-day.year // 1000 + 1, bc=True)
        case _:
            return calendar.day_period(day)


def _moved(day: Day, amount: Fraction, unit: str) -> Period:
    """So many units away: to the day for days and weeks, else to the unit ("two years ago")."""
    if unit in _DAYS_OF:
        return calendar.day_period(calendar.add_days(day, round(amount * _DAYS_OF[unit])))
    months = amount * _MONTHS_OF[unit]
    whole = calendar.add_months(day, int(months))
    if amount.denominator != 1:
        rest = round((months - int(months)) * 30)
        return calendar.of_month(*calendar.add_days(whole, rest)[:2])
    return _unit("month" if unit == "month" else "year", whole)


def _rolling(day: Day, amount: Fraction, unit: str, sign: int) -> Period:
    if unit in _DAYS_OF:
        other = calendar.add_days(day, round(amount * _DAYS_OF[unit]) * sign)
    else:
        other = calendar.add_months(day, round(amount * _MONTHS_OF[unit]) * sign)
    first, last = (other, day) if sign < 0 else (calendar.add_days(day, 1), other)
    return calendar.span(first, last, _of_unit(unit))


def _weekday(day: Day, number: int, shift: int | None, future: bool) -> Day:
    """The weekday that is meant from `day`: the nearest, the last, this week's, next week's."""
    here = calendar.weekday(day)
    if shift == 1:
        return calendar.add_days(day, number - here + 7)
    if shift == 0:
        return calendar.add_days(day, number - here)
    back = (here - number) % 7
    if shift == -1:
        return calendar.add_days(day, -(back or 7))
    return calendar.add_days(day, (number - here) % 7 if future else -back)


def _nth(n: int, unit: str, period: Period) -> Period | None:
    """The n-th week, Monday … within a period; None when it has no such."""
    if unit == "half":
        return calendar.part_of_two(period, n)
    if unit.isdigit():
        step, first = 7, calendar.add_days(
            period.first, (int(unit) - calendar.weekday(period.first)) % 7
        )
        if n < 0:
            last = calendar.add_days(
                period.last, -((calendar.weekday(period.last) - int(unit)) % 7)
            )
            return calendar.day_period(last)
        day = calendar.add_days(first, step * (n - 1))
        return calendar.day_period(day) if day <= period.last else None
    if n < 0:
        found = _unit(unit, period.last)
        return found if found.last <= period.last else _unit(unit, _shift(period.last, unit, -1))
    found = _unit(unit, _shift(period.first, unit, n - 1))
    if unit == "week" and calendar.weekday(period.first) > 4:
        found = _unit(unit, _shift(period.first, unit, n))  # a week belongs where its Thursday is
    return found if found.first <= period.last else None


def _stretch(first: Period, last: Period, precision: Precision) -> Period:
    """From one period to another, with the precision of what is sought in it."""
    low, high = min(first.first, last.first), max(first.last, last.last)
    return calendar.span(low, high, precision)
