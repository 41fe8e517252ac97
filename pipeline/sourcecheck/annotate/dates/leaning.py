"""Times that are counted from another: "last year", "two weeks later", "on Tuesday".

When the date of publication is itself only known to the month or year, what leans on it is resolved
to the days it can lie on: "last week" of a text of April 1996 is some week between 25 March and
28 April, and is given as that stretch.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from sourcecheck.annotate.dates import steps
from sourcecheck.annotate.dates.anchor import (
    NO_STORY,
    NOT_DECLARED,
    TOO_COARSE,
    Anchors,
    Found,
    Missing,
    Result,
)
from sourcecheck.annotate.dates.expression import Base, Offset, Rolling, Weekday
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
    if when.base == "either" and anchors.elsewhere:
        assert anchors.story is not None
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
