"""Which days an expression of time means: the tree of `expression` against the `anchor`s."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sourcecheck.annotate.dates import relative_dates, steps
from sourcecheck.annotate.dates.expression import (
    NO_SUCH_DAY,
    NOT_DECLARED,
    Anchors,
    Between,
    Containing,
    EndOf,
    Fixed,
    Found,
    Missing,
    NoSuchDay,
    Nth,
    Numeric,
    Offset,
    Partial,
    PartOf,
    Reference,
    Relative,
    Result,
    Rolling,
    SideOf,
    Weekday,
    When,
    YearEarlier,
    found_or_missing,
)
from sourcecheck.normalise import calendar
from sourcecheck.normalise.calendar import Period


def resolve(anchors: Anchors, when: When) -> Result:
    """The days that `when` means, or why they are not known."""
    match when:
        case Fixed(period, readings):
            return Found(period, readings)
        case Partial(within=None):
            return relative_dates.partial(anchors, when)
        case Partial(within=outer) if outer is not None:
            return _within(anchors, outer, lambda period: steps.in_period(when, period))
        case Numeric():
            return relative_dates.numeric(anchors, when)
        case Weekday(within=None):
            return relative_dates.weekday(anchors, when)
        case Weekday(number, within=outer) if outer is not None:
            return _within(anchors, outer, lambda period: steps.nth(1, str(number), period))
        case Relative(unit, shift, base):
            return relative_dates.relative(anchors, unit, shift, base)
        case Offset(start=None):
            return relative_dates.offset(anchors, when)
        case Offset(amount, unit, sign, start=outer) if outer is not None:
            move = amount * sign
            return _within(anchors, outer, lambda p: steps.moved(p.first, move, unit))
        case YearEarlier(unit, number):
            return relative_dates.year_earlier(anchors, unit, number)
        case Rolling():
            return relative_dates.rolling(anchors, when)
        case SideOf(unit, sign):
            return relative_dates.side_of(anchors, unit, sign)
        case Between(first, last):
            return _between(anchors, first, last)
        case _:
            return _derived(anchors, when)


def by_itself(when: When, day_first: bool | None) -> str:
    """TIMEX3 of what the words of `when` say in any text: "on 23 April" is XXXX-04-23."""
    result = resolve(Anchors(day_first=day_first), when)
    return result.timex if isinstance(result, Missing) else ""


def _derived(anchors: Anchors, when: When) -> Result:
    """What is a part of another time, and what names no days."""
    match when:
        case Nth(n, unit, of):
            return _within(anchors, of, lambda period: steps.nth(n, unit, period))
        case EndOf(amount, unit, sign, of):
            return _within(anchors, of, lambda p: steps.end_of(p, amount, unit, sign))
        case Containing(unit, inner):
            return _within(anchors, inner, lambda period: steps.unit_of(unit, period.first))
        case PartOf(part, inner):
            return _within(anchors, inner, lambda period: _part(period, part))
        case NoSuchDay(timex):
            return Missing(NO_SUCH_DAY, timex, "day")
        case Reference(timex):
            return Missing("", timex)
        case _:
            raise TypeError(f"not an expression of time: {when!r}")


def _part(period: Period, part: calendar.Part) -> Period:
    """A third of a period; a day ("the end of Christmas") stays whole, as does the mid of two."""
    days = calendar.to_ordinal(period.last) - calendar.to_ordinal(period.first) + 1
    whole = days == 1 or (days == 2 and part == "mid")
    return period if whole else calendar.third(period, part)


def _within(anchors: Anchors, outer: When, make: Callable[[Period], Period | None]) -> Result:
    """What `make` finds in the period that `outer` means."""
    found = resolve(anchors, outer)
    if isinstance(found, Missing):
        return found
    inner = make(found.period)
    if inner is None:
        return Missing(NO_SUCH_DAY)
    return replace(found, period=inner, readings=())


def _between(anchors: Anchors, first: When, last: When) -> Result:
    begin, end = _ends(anchors, first, last)
    if isinstance(begin, Missing):
        if isinstance(end, Missing) and begin.timex and end.timex:
            return replace(begin, timex=f"{begin.timex}/{end.timex}")
        return begin
    if isinstance(end, Missing):
        return (
            Found(begin.period, relative=True, open_end=True) if end.reason == NOT_DECLARED else end
        )
    if end.period.last < begin.period.first:
        return Missing("the range ends before it begins")
    joined = calendar.join(begin.period, end.period)
    return Found(joined, relative=begin.relative or end.relative)


def _ends(anchors: Anchors, first: When, last: When) -> tuple[Result, Result]:
    """Beginning and end of a range, each lending the other what it does not say itself."""
    end = resolve(anchors, last)
    begin = resolve(anchors, first)
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
    elif isinstance(first, Weekday) and isinstance(last, Weekday) and isinstance(begin, Found):
        day = steps.weekday(begin.period.last, last.number, None, future=True)
        end = Found(calendar.day_period(day), relative=True)  # "Monday to Friday"
    return begin, end


def _lent(first: Partial, end: Period) -> Result:
    """The beginning of a range takes its year from the end: "from March to August 2011"."""
    for number in (end.last.year, end.last.year - 1):
        period = steps.in_year(first, number)
        if period is not None and period.first <= end.last:
            return Found(period)
    return Missing(NO_SUCH_DAY)


def _next_after(last: Partial, begin: Period) -> Result:
    """The end of a range is the first such day or month behind its beginning."""
    if last.month is None and last.day is not None:
        return found_or_missing(steps.in_period(last, begin), "")
    for number in (begin.first.year, begin.first.year + 1):
        period = steps.in_year(last, number)
        if period is not None and period.last >= begin.first:
            return Found(period)
    return Missing(NO_SUCH_DAY)
