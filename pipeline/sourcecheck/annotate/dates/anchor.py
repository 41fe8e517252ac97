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

from sourcecheck.annotate.dates import steps
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
from sourcecheck.annotate.dates.tense import Tense
from sourcecheck.annotate.dates.timex import partial_timex
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
#: A bare year of a paragraph rules a month beside it when it lies further from the time of writing:
#: news of 2008 that mentions 1999 tells of March 2008, a life of 1832 of June 1832.
_NEWS_YEARS = 12


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
    #: The tense in which the present date is told. Asked only where it matters.
    told: Callable[[], Tense] = lambda: ""

    @property
    def future(self) -> bool:
        """Is the present sentence about what is or is to come?"""
        return self.told() in ("future", "present")

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
                return self._from_writing(
                    lambda day: calendar.span(day, steps.unit_of(unit, day).last)
                )
            case NoSuchDay(timex):
                return Missing(NO_SUCH_DAY, timex, "day")
            case Weekday():
                return self._weekday(when)
            case Nth(n, unit, of):
                return self._within(of, lambda period: steps.nth(n, unit, period))
            case Containing(unit, inner):
                return self._within(inner, lambda period: steps.unit_of(unit, period.first))
            case PartOf(part, inner):
                return self._within(inner, lambda period: calendar.part(period, part))
            case Between(first, last):
                return self._between(first, last)
            case Reference(timex):
                return Missing("", timex)

    # -------------------------------------------------------------- with a year to be found

    def _partial(self, when: Partial) -> Result:
        if when.within is not None:
            return self._within(when.within, lambda p: steps.in_period(when, p))
        if when.shift is not None:
            return self._shifted(when)
        year = self._story_year(when)
        if year is not None:
            return _relative(steps.in_year(when, year), partial_timex(when))
        if self.writing is None:
            return Missing(NO_YEAR, partial_timex(when), steps.precision_of(when))
        near = self._near(when, self.writing)
        return _relative(near, partial_timex(when))

    def _story_year(self, when: Partial) -> int | None:
        """The year that the story is in, if it has said so."""
        if when.month is None and when.day is not None:
            return None
        here, writing = self.paragraph, self.writing
        if here is not None and here.precision in ("day", "month", "year"):
            if writing is None:
                return here.first.year
            apart = abs(here.first.year - writing.first.year)
            if apart and (here.precision != "year" or apart > _NEWS_YEARS):
                return here.first.year
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
        choices = [p for y in range(year - 4, year + 5) if (p := steps.in_year(when, y))]
        past = [p for p in choices if p.first <= writing.last]
        coming = [p for p in choices if p.last >= writing.first]
        tense = self.told()
        if not past or not coming or tense not in ("future", "present"):
            return past[-1] if past else None
        since = calendar.to_ordinal(writing.first) - calendar.to_ordinal(past[-1].last)
        till = calendar.to_ordinal(coming[0].first) - calendar.to_ordinal(writing.last)
        nearer = _MUCH_NEARER if tense == "future" else 1
        return past[-1] if since * nearer < till else coming[0]

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
            return Missing(reason, partial_timex(when), steps.precision_of(when))
        year = base.first.year
        choices = [p for y in range(year - 2, year + 3) if (p := steps.in_year(when, y))]
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
        return self._from_writing(
            lambda day: steps.unit_of(unit, steps.shifted(day, unit, shift)), unit, shift
        )

    def _in_story(self) -> bool:
        """Is the text here about another time than that of its writing?"""
        if self.story is None or self.future:
            return False
        return self.writing is None or self.story.first.year != self.writing.first.year

    def _rolling(self, when: Rolling) -> Result:
        make = functools.partial(steps.rolling, amount=when.amount, unit=when.unit, sign=when.sign)
        if when.base == "either" and self._in_story():
            assert self.story is not None
            return Found(
                make(self.story.last if when.sign > 0 else self.story.first), relative=True
            )
        return self._from_writing(make)

    def _from_story(self, unit: str, shift: int) -> Result:
        story = self._fine_story(unit)
        if story is None:
            return Missing(
                NO_STORY if self.story is None else TOO_COARSE, "", steps.unit_precision(unit)
            )
        first = steps.unit_of(unit, steps.shifted(story.first, unit, shift))
        last = steps.unit_of(unit, steps.shifted(story.last, unit, shift))
        if first == last:
            return Found(first, relative=True)
        if shift == 0:
            return Found(replace(story, precision=steps.unit_precision(unit)), relative=True)
        return Found(steps.stretch(first, last, steps.unit_precision(unit)), relative=True)

    def _fine_story(self, unit: str) -> Period | None:
        """Where the story stands, known finely enough to count days or weeks from it."""
        if unit in steps.DAYS_OF and self.story is not None:
            if self.story.precision in ("day", "week"):
                return self.story
            return self.day if self.dated is None or self.dated == self.day else None
        return self.story

    def _from_writing(
        self, make: Callable[[Day], Period], unit: str = "", shift: int | None = None
    ) -> Result:
        if self.writing is None:
            return Missing(NOT_DECLARED, "", steps.unit_precision(unit) if unit else "")
        first, last = make(self.writing.first), make(self.writing.last)
        if first == last:
            return Found(first, relative=True)
        if shift == 0 and first.first <= self.writing.first and last.last >= self.writing.last:
            return Found(replace(self.writing, precision=steps.unit_precision(unit)), relative=True)
        return Found(steps.stretch(first, last, first.precision), relative=True)

    def _offset(self, when: Offset) -> Result:
        move = functools.partial(steps.moved, amount=when.amount * when.sign, unit=when.unit)
        if when.start is not None:
            return self._within(when.start, lambda period: move(period.first))
        if when.base == "writing":
            return self._from_writing(move)
        if self.story is None:
            return Missing(NO_STORY)
        first, last = move(self.story.first), move(self.story.last)
        return Found(
            first if first == last else steps.stretch(first, last, first.precision), relative=True
        )

    def _weekday(self, when: Weekday) -> Result:
        if when.within is not None:
            return self._within(when.within, lambda p: steps.nth(1, str(when.number), p))
        make = calendar.weekend_of if when.unit == "weekend" else calendar.day_period
        result = self._from_writing(
            lambda day: make(steps.weekday(day, when.number, when.shift, self.future))
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
        elif (
            isinstance(last, Partial)
            and last.within is None
            and isinstance(begin, Found)
            and (
                isinstance(first, Fixed)
                or isinstance(end, Missing)
                or end.period.last < begin.period.first
            )
        ):
            end = _next_after(last, begin.period)
        if isinstance(begin, Missing):
            return begin
        if isinstance(end, Missing):
            return (
                Found(begin.period, relative=True, open_end=True)
                if end.reason == NOT_DECLARED
                else end
            )
        if end.period.last < begin.period.first:
            return Missing("the range ends before it begins")
        joined = calendar.join(begin.period, end.period)
        return Found(joined, relative=begin.relative or end.relative)


def _relative(period: Period | None, timex: str) -> Result:
    return Found(period, relative=True) if period else Missing(NO_SUCH_DAY, timex)


def _lent(first: Partial, end: Period) -> Result:
    """The beginning of a range takes its year from the end: "from March to August 2011"."""
    for year in (end.last.year, end.last.year - 1):
        period = steps.in_year(first, year)
        if period is not None and period.first <= end.last:
            return Found(period)
    return Missing(NO_SUCH_DAY)


def _next_after(last: Partial, begin: Period) -> Result:
    """The end of a range is the first such day or month behind its beginning."""
    if last.month is None and last.day is not None:
        return _relative(steps.in_period(last, begin), "")
    for year in (begin.first.year, begin.first.year + 1):
        period = steps.in_year(last, year)
        if period is not None and period.last >= begin.first:
            return Found(period)
    return Missing(NO_SUCH_DAY)
