"""A day of the week beside a date that falls on another one, "Friday, 13 July 2011"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date, Day
from sourcecheck.model.finding import Step
from sourcecheck.normalise.calendar import add_days, weekday
from sourcecheck.reconcile.arithmetic.check import Check, inputs
from sourcecheck.reconcile.arithmetic.sentence import DATE, Sentence
from sourcecheck.wording.date import date_in_words, weekday_name

#: The last land of Europe to leave the Julian calendar did so in 1923 (Greece).
_GREGORIAN_SINCE = 1924


def check(sentences: Sequence[Sentence]) -> Iterator[Check]:
    """The dates of one document, with their year, that name another day of the week than they are.

    Before 1924 a day of the week that fits the Julian date counts as right.
    """
    for sentence in sentences:
        for at, claim in sentence.at.items():
            held = said(claim.span.quote)
            if len(held) == 1 and _outright(claim):
                frame = sentence.text[:at] + sentence.text[at + 1 :]
                yield from _found(claim, claim, held[0], frame)
        for match in sentence.found(_BRACKET):
            first, second = sentence.claim(match, "first"), sentence.claim(match, "second")
            held = said(first.span.quote)
            if len(held) == 1 and not said(second.span.quote) and _outright(second):
                yield from _found(first, second, held[0], sentence.text)


#: "on Friday (13 July 2011)": a day of the week alone, and its date.
_BRACKET = re.compile(rf"(?P<first>{DATE}) ?[(\[](?P<second>{DATE})[)\]]")


def said(quote: str) -> tuple[int, ...]:
    """The days of the week that the words of a date name, 1 for Monday."""
    known = resources.load("dates")["value"]["WEEKDAY"]
    return tuple(int(known[word]) for word in _word().findall(quote.lower()))


@functools.cache
def _word() -> re.Pattern[str]:
    words = sorted(resources.load("dates")["value"]["WEEKDAY"], key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


def _outright(claim: Claim) -> bool:
    """Does it name one day, and its year in full?"""
    date = claim.date
    if date is None or date.earliest is None or date.earliest != date.latest or date.hedge:
        return False
    return (
        date.precision in ("day", "hour", "minute") and str(date.earliest.year) in claim.span.quote
    )


def _found(stated: Claim, dated: Claim, named: int, frame: str) -> Iterator[Check]:
    assert dated.date is not None  # `_outright` has looked
    days = [date.earliest for date in (dated.date, *dated.date.readings) if date.earliest]
    if any(named in _weekdays(day) for day in days):
        return
    fell, shown = weekday_name(weekday(days[0])), _plain(dated.date)
    text = f"{shown} was a {fell}; stated: {weekday_name(named)}"
    yield Check(
        asked="Do day of the week and date fit: “{}”?",
        step=Step("weekday-check", text, inputs(stated=stated, date=dated)),
        stated=(stated,),
        given=(dated,),
        follows=f"{shown} was a {fell}",
        gap=Fraction(0),
        tied="the text names the day of the week together with the date",
        frame=frame,
    )


def _weekdays(day: Day) -> set[int]:
    """The days of the week on which a date fell: the Gregorian one, and long ago the Julian."""
    found = {weekday(day)}
    if 0 < day.year < _GREGORIAN_SINCE:
        year = day.year - (day.month < 3)
        found.add(weekday(add_days(day, year // 100 - year // 400 - 2)))
    return found


def _plain(date: Date) -> str:
    assert date.earliest is not None
    return date_in_words(Date(date.earliest, date.earliest, "day", edtf=date.earliest.iso()))
