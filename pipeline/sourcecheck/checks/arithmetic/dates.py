"""A date or time beside what it excludes: a day of the week, another clock.

"Friday, 13 July 2011" was a Wednesday; of "08:20 local time (0350 GMT)" it is asked whether there
is a clock that shows both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.checks.arithmetic.check import Check, inputs
from sourcecheck.checks.arithmetic.sentence import ANY, DATE, Sentence
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.finding import Step
from sourcecheck.normalise.calendar import EASTMOST, OFFSET_STEP, WESTMOST, add_days, weekday
from sourcecheck.wording.date import date_in_words, minutes_in_words, weekday_name

# --- days of the week -----------------------------------------------------------------------------

#: The last land of Europe to leave the Julian calendar did so in 1923 (Greece).
_GREGORIAN_SINCE = 1924


def weekdays(sentences: Sequence[Sentence]) -> Iterator[Check]:
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


# --- clocks ---------------------------------------------------------------------------------------

_DAY = 24 * 60
#: Names of zones are used for the hour of summer as well: "10 a.m. EST" in July.
_SUMMER = 60

#: "T (T)", "T (T the same day)": nothing else is said of the second time.
_TWICE = re.compile(
    rf"(?P<first>{DATE})(?:,? local time)? ?[(\[](?P<second>{DATE})"
    rf"(?=[)\];,]| [^{ANY}.()\[\]]{{0,20}}[)\]])"
)


def clocks(sentence: Sentence) -> Iterator[Check]:
    """The couples of times of a sentence, one in brackets behind the other, that no clock shows."""
    for match in sentence.found(_TWICE):
        first, second = sentence.claim(match, "first"), sentence.claim(match, "second")
        a, b = _clock(first), _clock(second)
        if a is None or b is None or (a.utc_offset is None and b.utc_offset is None):
            continue
        why = _apart(a, b)
        if why:
            yield Check(
                asked="Do both clocks show one time: “{}”?",
                step=Step("clock-check", why, inputs(stated=second, time=first)),
                stated=(second,),
                given=(first,),
                follows=why,
                gap=Fraction(0),
                tied="the second time stands in brackets behind the first, as the same moment",
                frame=sentence.text,
            )


def _clock(claim: Claim) -> Clock | None:
    """The time of day that a claim states to the minute, else None."""
    date = claim.date
    if date is None or date.hedge or date.time is None or date.precision != "minute":
        return None
    return date.time if date.time.earliest == date.time.latest else None


def _apart(a: Clock, b: Clock) -> str:
    """Why no clock shows both, in words; "" where one does."""
    apart = (a.earliest - b.earliest) % _DAY
    if a.utc_offset is not None and b.utc_offset is not None:
        wrong = (apart - (a.utc_offset - b.utc_offset)) % _DAY
        wrong = min(wrong, _DAY - wrong)
        if wrong in (0, _SUMMER):
            return ""
        return f"in one zone the two times are {minutes_in_words(wrong)} apart"
    known, ahead = (b, apart) if a.utc_offset is None else (a, (-apart) % _DAY)
    offset = (ahead + (known.utc_offset or 0)) % _DAY
    if offset % OFFSET_STEP == 0 and (offset <= EASTMOST or offset - _DAY >= WESTMOST):
        return ""
    shown = min(offset, _DAY - offset)
    side = "ahead of" if offset == shown else "behind"
    return (
        f"the local clock would be {minutes_in_words(shown)} {side} UTC; "
        "all zones differ from it by quarters of an hour"
    )
