"""Dates that say their days only by another: "last year", "two weeks later", "on Tuesday", "4 May".

When the date of publication is itself only known to the month or year, what leans on it is resolved
to the days it can lie on: "last week" of a text of April 1996 is some week between 25 March and
28 April, and is given as that stretch. A day or month without a year is of the story's year where
the story has one, else of the year nearest to the date of publication, on the side that the
sentence speaks of.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from sourcecheck.annotate.dates import steps
from sourcecheck.annotate.dates.context import Tense
from sourcecheck.annotate.dates.expression import (
    EVERY_YEAR,
    NO_STORY,
    NO_YEAR,
    NOT_DECLARED,
    TOO_COARSE,
    Anchors,
    Base,
    Found,
    Missing,
    Numeric,
    Offset,
    Partial,
    Result,
    Rolling,
    Weekday,
    found_or_missing,
)
from sourcecheck.annotate.dates.value import partial_timex
from sourcecheck.model.date import Day
from sourcecheck.normalise import calendar
from sourcecheck.normalise.calendar import Period


def relative(anchors: Anchors, unit: str, shift: int, base: Base) -> Result:
    """The unit so many units from that of the base: "last year", "that week"."""
    if base == "told":
        story = _fine_story(anchors, unit)
        fine = story is not None and steps.unit_of(unit, story.first).contains(story)
        base = "narrative" if fine or anchors.writing is None else "writing"
    afresh = anchors.story is None and anchors.writing is not None and unit not in steps.DAYS_OF
    if (base == "narrative" and not afresh) or (base == "either" and anchors.elsewhere):
        return _from_story(anchors, unit, shift)
    return from_writing(
        anchors, lambda day: steps.unit_of(unit, steps.shifted(day, unit, shift)), unit, shift
    )


def rolling(anchors: Anchors, when: Rolling) -> Result:
    """The stretch up to, or from, the time that is meant: "the past three months"."""
    make = functools.partial(steps.rolling, amount=when.amount, unit=when.unit, sign=when.sign)
    if when.base == "either" and anchors.elsewhere and anchors.story is not None:
        return Found(
            make(anchors.story.last if when.sign > 0 else anchors.story.first), relative=True
        )
    return from_writing(anchors, make)


def _from_story(anchors: Anchors, unit: str, shift: int) -> Result:
    story = _fine_story(anchors, unit)
    if story is None:
        return Missing(
            NO_STORY if anchors.story is None else TOO_COARSE, "", steps.unit_precision(unit)
        )
    first = steps.unit_of(unit, steps.shifted(story.first, unit, shift))
    last = steps.unit_of(unit, steps.shifted(story.last, unit, shift))
    if first == last:
        return Found(first, relative=True)
    if shift == 0:
        return Found(replace(story, precision=steps.unit_precision(unit)), relative=True)
    return Found(steps.stretch(first, last, steps.unit_precision(unit)), relative=True)


def _fine_story(anchors: Anchors, unit: str) -> Period | None:
    """Where the story stands, known finely enough to count days or weeks from it."""
    if unit in steps.DAYS_OF and anchors.story is not None:
        if anchors.story.precision in ("day", "week"):
            return anchors.story
        return anchors.day if anchors.dated is None or anchors.dated == anchors.day else None
    return anchors.story


def from_writing(
    anchors: Anchors, make: Callable[[Day], Period], unit: str = "", shift: int | None = None
) -> Result:
    """What `make` finds from the day of writing, or the stretch of all it can find."""
    if anchors.writing is None:
        return Missing(NOT_DECLARED, "", steps.unit_precision(unit) if unit else "")
    first, last = make(anchors.writing.first), make(anchors.writing.last)
    if first == last:
        return Found(first, relative=True)
    if shift == 0 and first.first <= anchors.writing.first and last.last >= anchors.writing.last:
        return Found(replace(anchors.writing, precision=steps.unit_precision(unit)), relative=True)
    return Found(steps.stretch(first, last, first.precision), relative=True)


def side_of(anchors: Anchors, unit: str, sign: int) -> Result:
    """ "later this year" lies between the time of writing and the end of the year."""
    if anchors.writing is None:
        return Missing(NOT_DECLARED, "", steps.unit_precision(unit))
    day = anchors.writing.first if sign > 0 else anchors.writing.last
    whole = steps.unit_of(unit, day)
    ends = (day, max(day, whole.last)) if sign > 0 else (min(day, whole.first), day)
    period = calendar.span(*ends, precision=whole.precision)
    return Found(replace(period, timex=whole.timex), relative=True)


def offset(anchors: Anchors, when: Offset) -> Result:
    """So many units before or after: "three years ago", "two weeks later"."""
    amount = when.amount * when.sign
    move = functools.partial(steps.moved, amount=amount, unit=when.unit, to_the_day=when.to_the_day)
    if when.base == "writing" or (anchors.story is None and when.unit not in steps.DAYS_OF):
        return from_writing(anchors, move)
    if when.unit == "year" and amount == -1 and _is_reported(anchors.story):
        return year_earlier(anchors, "")
    story = _fine_story(anchors, when.unit)
    if story is None:
        return Missing(NO_STORY if anchors.story is None else TOO_COARSE)
    short = story.precision in ("season", "quarter", "half")
    first, last = move(story.first), move(story.first if short else story.last)
    return Found(
        first if first == last else steps.stretch(first, last, first.precision), relative=True
    )


def year_earlier(anchors: Anchors, unit: str, year: int | None = None) -> Result:
    """The month, quarter … that is told of, or was reported last, in the year before or `year`."""
    story = anchors.story
    if story is not None and story.precision in _REPORTED and unit in ("", story.precision):
        return Found(_in_year(story, year), relative=True)
    if unit == "quarter":
        return from_writing(anchors, lambda day: _in_year(_last_quarter(day), year), unit)
    if story is not None:
        return Found(_in_year(steps.unit_of("year", story.first), year), relative=True)
    return from_writing(anchors, lambda day: calendar.of_year(year or day.year - 1), "year")


#: Parts of a year by which companies and offices of statistics report.
_REPORTED = ("month", "quarter", "half")


def _is_reported(story: Period | None) -> bool:
    return story is not None and story.precision in ("quarter", "half")


def _in_year(period: Period, year: int | None) -> Period:
    return steps.in_other_year(period, period.first.year - 1 if year is None else year)


def _last_quarter(day: Day) -> Period:
    """The last quarter that was over on a day."""
    return steps.unit_of("quarter", steps.shifted(day, "quarter", -1))


def weekday(anchors: Anchors, when: Weekday) -> Result:
    """The weekday, or the weekend, nearest to the time of writing on the side that is told of."""
    make = calendar.weekend_of if when.unit == "weekend" else calendar.day_period
    name = "XXXX-WXX-WE" if when.unit == "weekend" else f"XXXX-WXX-{when.number}"
    if when.shift is None and anchors.elsewhere and not anchors.contemporary:
        return _weekday_of_story(anchors, when, make, name)
    result = _from_writing(anchors, when, make)
    if isinstance(result, Missing):
        return replace(result, timex=name, precision="day")
    return result


def _from_writing(anchors: Anchors, when: Weekday, make: Callable[[Day], Period]) -> Result:
    return from_writing(
        anchors,
        lambda day: make(steps.weekday(day, when.number, when.shift, anchors.future)),
    )


def _weekday_of_story(
    anchors: Anchors, when: Weekday, make: Callable[[Day], Period], name: str
) -> Result:
    """In a story of another time: the first such weekday behind the day that was told last."""
    story = _fine_story(anchors, "day")
    if story is None and anchors.writing is not None:
        return _from_writing(anchors, when, make)  # "born in 1920, he died on Saturday"
    if story is None:
        return Missing(NOT_DECLARED, name, "day")
    day = calendar.add_days(story.last, 1)
    return Found(make(steps.weekday(day, when.number, None, future=True)), relative=True)


#: In a sentence about the future a date is past only when that lies so many times nearer.
_MUCH_NEARER = 8
#: An end told in the past ("until May") is still to come only when that lies so much nearer.
_NEARER = 4
#: A bare year of a paragraph rules a month beside it when it lies further from the time of writing:
#: news of 2008 that mentions 1999 tells of March 2008, a life of 1832 of June 1832.
_NEWS_YEARS = 12
#: So many days behind a day of December a day of January is of the year that begins.
_TURN = 31
#: A day of the story's month before its last day is looked back to when it is no further away.
_LOOKS_BACK = 14
#: Companies report on a quarter when it is over; many have one that ends some days earlier.
_NEARLY_OVER = 14


def partial(anchors: Anchors, when: Partial) -> Result:
    """The day, month or season that `when` means, which is not within another time."""
    if when.shift is not None:
        return _shifted(anchors, when)
    if when.weekday is None and anchors.every_year():
        return Missing(EVERY_YEAR, partial_timex(when), steps.precision_of(when))
    year = _story_year(anchors, when)
    if year is not None:
        return found_or_missing(_in_story(anchors, when, year), partial_timex(when))
    if anchors.writing is None:
        if (day := _day_of_story(anchors, when)) is not None:
            return found_or_missing(day, partial_timex(when))
        return Missing(NO_YEAR, partial_timex(when), steps.precision_of(when))
    near = _near(anchors, when, anchors.writing)
    return found_or_missing(near, partial_timex(when))


def numeric(anchors: Anchors, when: Numeric) -> Result:
    """The day that two figures mean: both readings where the document does not decide."""
    readings: list[Result] = []
    orders = [(when.second, when.first), (when.first, when.second)]  # (month, day)
    if anchors.day_first is False:
        orders.reverse()
    known = 2000 if when.year is None else when.year
    for month, day in orders:
        if calendar.is_day(known, month, day):
            readings.append(
                partial(anchors, Partial(month, day))
                if when.year is None
                else Found(calendar.of_day(when.year, month, day))
            )
    if anchors.day_first is None and len(readings) > 1:
        readings.reverse()  # undecided: month first, as in most English texts of the Web
    first = readings[0]
    if isinstance(first, Missing) or anchors.day_first is not None or when.first == when.second:
        return first
    others = tuple(r.period for r in readings[1:] if isinstance(r, Found))
    return replace(first, readings=others)


def _story_year(anchors: Anchors, when: Partial) -> int | None:
    """The year that the story is in, if it has said so."""
    if when.month is None and when.day is not None:
        return None
    if anchors.writing is not None and _is_to_come(anchors):
        return None  # it is counted from the time of writing
    here, writing, ruling = anchors.paragraph, anchors.writing, anchors.ruling
    if here is not None and here.precision in ("day", "month", "year"):
        if writing is None:
            return here.first.year
        apart = abs(here.first.year - writing.first.year)
        aside = anchors.contemporary and here.precision != "day"
        if apart and not aside and (here.precision != "year" or apart > _NEWS_YEARS):
            return here.first.year
    if ruling is not None and not anchors.contemporary and (
        writing is None or ruling.first.year != writing.first.year
    ):  # fmt: skip
        return ruling.first.year
    story = anchors.story
    if writing is None and story is not None and story.precision == "year":
        return story.first.year
    return None


def _in_story(anchors: Anchors, when: Partial, year: int) -> Period | None:
    """The day or month of the story's year; January behind a day of December is of the next."""
    year += _has_turned(anchors, when)
    found, story = steps.in_year(when, year), anchors.story
    if found is None or story is None or {found.precision, story.precision} != {"day"}:
        return found
    if (story.first.month, found.first.month) != (12, 1) or found.first.year != story.first.year:
        return found
    turned = steps.in_year(when, year + 1)
    near = turned is not None and _apart(turned, story) <= _TURN
    return turned if near else found


def _has_turned(anchors: Anchors, when: Partial) -> bool:
    """Has the story gone on from a day of December, which says its year, into the next year?"""
    told, story = anchors.paragraph or anchors.ruling, anchors.story
    if told is None or story is None or {told.precision, story.precision} != {"day"}:
        return False
    turned = told.first.month == 12 and story.first.year == told.first.year + 1
    return turned and when.month != 12


def _day_of_story(anchors: Anchors, when: Partial) -> Period | None:
    """ "On the 4th" behind "3 May 1746": of that month, or of the next where it is long past."""
    story = anchors.story
    if when.month is not None or when.day is None or anchors.paragraph is None or story is None:
        return None
    if story.precision != "day" or anchors.told() not in ("past", ""):
        return None
    for shift in (0, 1):
        first = calendar.add_months(Day(story.first.year, story.first.month, 1), shift)
        if not calendar.is_day(first.year, first.month, when.day):
            continue
        found = calendar.of_day(first.year, first.month, when.day)
        if when.weekday is not None and calendar.weekday(found.first) != when.weekday:
            continue
        if found.first >= story.first or _apart(found, story) <= _LOOKS_BACK:
            return found
    return None


def _is_to_come(anchors: Anchors) -> bool:
    """Is it still to come? In news the present tells of that too ("they meet again in June")."""
    told = anchors.told()
    return told == "future" or (told == "present" and anchors.contemporary)


def _near(anchors: Anchors, when: Partial, writing: Period) -> Period | None:
    """The one nearest to the time of writing on the side that the sentence speaks of."""
    if when.month is None and when.day is not None:
        return _day_of_month(anchors, when, when.day, writing)
    choices = _choices(when, writing.first.year, 4)
    near = anchors.near
    if near is not None and near.first > writing.last and not anchors.told():
        return min(choices, key=lambda p: _apart(p, near), default=None)  # a list of what comes
    tense = anchors.told()
    past = [p for p in choices if _has_been(p, writing, tense)]
    coming = [p for p in choices if p.last >= writing.first]
    if past and coming and tense == "open":
        since, till = _distances(past[-1], coming[0], writing)
        return coming[0] if till * _NEARER < since else past[-1]
    if not past or not coming or tense not in ("future", "foretold", "present"):
        return past[-1] if past else None
    since, till = _distances(past[-1], coming[0], writing)
    nearer = 1 if tense == "present" else _MUCH_NEARER
    return past[-1] if since * nearer < till else coming[0]


def _choices(when: Partial, year: int, around: int) -> list[Period]:
    """The day, month or season in each of the years around a year."""
    years = range(year - around, year + around + 1)
    return [period for number in years if (period := steps.in_year(when, number))]


def _has_been(period: Period, writing: Period, tense: Tense) -> bool:
    """Can a period be told of as past? In the past tense a quarter only when it is nearly over."""
    if tense == "past" and period.precision in ("quarter", "half"):
        return calendar.add_days(period.last, -_NEARLY_OVER) <= writing.last
    return period.first <= writing.last


def _apart(one: Period, other: Period) -> int:
    """Days between the beginnings of two periods."""
    return abs(calendar.to_ordinal(one.first) - calendar.to_ordinal(other.first))


def _distances(past: Period, coming: Period, writing: Period) -> tuple[int, int]:
    """Days since the one and till the other."""
    return (
        calendar.to_ordinal(writing.first) - calendar.to_ordinal(past.last),
        calendar.to_ordinal(coming.first) - calendar.to_ordinal(writing.last),
    )


def _day_of_month(anchors: Anchors, when: Partial, day: int, writing: Period) -> Period | None:
    base = (
        anchors.story if anchors.story and anchors.story.precision in ("day", "month") else writing
    )
    if base.precision not in ("day", "month", "week"):
        return None
    weekday = when.weekday
    steps_on = range(2 if weekday is None else 14)
    for shift in steps_on if anchors.future else (-n for n in steps_on):
        first = calendar.add_months(Day(base.first.year, base.first.month, 1), shift)
        if calendar.is_day(first.year, first.month, day):
            found = calendar.of_day(first.year, first.month, day)
            if weekday is not None and calendar.weekday(found.first) != weekday:
                continue
            if base is not writing or anchors.future or found.first <= writing.last:
                return found
    return None


def _shifted(anchors: Anchors, when: Partial) -> Result:
    base = anchors.writing if when.base == "writing" else anchors.story
    if base is None:
        reason = NOT_DECLARED if when.base == "writing" else NO_STORY
        return Missing(reason, partial_timex(when), steps.precision_of(when))
    year = base.first.year
    choices = _choices(when, year, 2)
    if when.shift == 0:
        same = [p for p in choices if p.first.year == year]
        return found_or_missing(same[0] if same else None, partial_timex(when))
    before = [p for p in choices if p.last < base.first]
    behind = [p for p in choices if p.first > base.last]
    near = before[-1:] if when.shift == -1 else behind[:1]  # none: "last February 30"
    return found_or_missing(near[0] if near else None, partial_timex(when))
