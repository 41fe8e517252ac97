"""A duration beside its ends, and a date or time beside what it excludes.

"A ten-day visit from 3 to 8 May": does it fit? Below what the two ends of a stretch of time are,
each as the days it may be.

"Friday, 13 July 2011" was a Wednesday; of "08:20 local time (0350 GMT)" it is asked whether there
is a clock that shows both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.checks.arithmetic import extent
from sourcecheck.checks.arithmetic.extent import Extent
from sourcecheck.checks.arithmetic.sentence import (
    ANY,
    DATE,
    DURATION,
    Check,
    Sentence,
    gap,
    has_word,
    inputs,
    say,
    unit,
    words,
)  # fmt: skip
from sourcecheck.errors import present
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import (
    EASTMOST,
    OFFSET_STEP,
    WESTMOST,
    Period,
    add_days,
    to_ordinal,
    weekday,
)
from sourcecheck.normalise.edtf import from_edtf
from sourcecheck.wording.date import date_in_words, minutes_in_words, weekday_name
from sourcecheck.wording.number import number

_DAY = 86400
#: Fewest and most seconds from one end to the other.
Reach = tuple[Fraction, Fraction]
#: A duration in round numbers ("30 years") may be rounded by this share of itself.
ROUND = Fraction(1, 10)
#: Beyond this factor one is not the length of the other.
MOST_APART = 10
#: Letters behind a duration that are searched for "later".
_BEHIND = 12


def check(sentence: Sentence) -> Iterator[Check]:
    """The durations of a sentence that fit their ends neither with nor without them counted."""
    for pattern, within in _patterns():
        for match in sentence.found(pattern):
            length, span = sentence.claim(match, "length"), sentence.claim(match, "ends")
            rest = sentence.text[match.end("length") : match.end("length") + _BEHIND]
            loose = match[0].endswith(DATE) and not _from_to(span)
            if loose or _is_name(length) or _is_other(match[0], rest) or length.quantity is None:
                continue
            reach = _reach(span)
            if reach is not None and _excluded(length.quantity, reach, within=within):
                yield _found(length, span, reach, sentence.text)


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """What ties a duration to its ends, and whether it may also lie somewhere within them.

    "D, a reign of T", "a T noun from D", "T (D)" name the whole stretch; "D, for T" and "for T from
    D" may speak of a part of it.
    """
    lead = words("duration", "lead")
    span, length = rf"(?P<ends>{DATE})", rf"(?P<length>{DURATION})"
    noun = rf"[^{ANY}\d,.;:()]{{1,30}}?"
    return (
        (re.compile(rf"{span}, (?:an? )?{noun} of {length}(?=[,.;)]|$)"), False),
        (re.compile(rf"{span}, an? {length}[ -]{noun}(?=[,.;)]|$)"), False),
        (re.compile(rf"(?<!\w)(?:an?|the|his|her|its|their) {length}{noun},? {span}"), False),
        (re.compile(rf"(?<!\w)(?:an?|the|his|her|its|their) {length}{noun} \({span}\)"), False),
        (re.compile(rf"{length} ?\({span}\)"), False),
        (re.compile(rf"{span}, {lead} {length}(?=[,.;)]|$)"), True),
        (re.compile(rf"(?<!\w){lead} {length},? {span}"), True),
    )


def _from_to(span: Claim) -> bool:
    """Are the ends put as such, "from 3 to 8 May"? "In 1969-1970" may be a year of school."""
    return span.span.quote.lower().startswith(("from ", "between "))


def _is_name(length: Claim) -> bool:
    """A name in capitals, "the Hundred Years' War", need not tell how long it was."""
    return length.span.quote != length.span.quote.lower()


def _is_other(text: str, rest: str) -> bool:
    """An age, a distance in time, a term that is served several times over."""
    return has_word("duration", "apart", rest) or has_word("duration", "terms", text)


def _reach(claim: Claim) -> Reach | None:
    """Fewest and most seconds between the ends; None unless the text names both."""
    date = claim.date
    if date is not None and date.time is not None:
        minutes = date.time.latest - date.time.earliest
        one_day = date.earliest == date.latest and minutes > 0 and _from_to(claim)
        return (Fraction(60 * minutes), Fraction(60 * minutes)) if one_day else None
    span = ends(date)
    if span is None:
        return None
    fewest, most = days_between(*span)
    return Fraction(fewest * _DAY), Fraction(most * _DAY)


def _excluded(length: Quantity, reach: Reach, *, within: bool) -> bool:
    """Is the duration outside of what its ends allow? One `within` them may be shorter."""
    stated, (fewest, most) = _allowed(length), reach
    if stated is None or stated.low is None or stated.high is None or length.change:
        return False
    if stated.low > most:
        return stated.low <= MOST_APART * most
    return not within and stated.high < fewest and fewest <= MOST_APART * stated.high


def _allowed(length: Quantity) -> Extent | None:
    """Half a unit either way, a tenth for round numbers, and what print and hedges allow.

    A "10-day visit" is no figure rounded to the nearest ten, as a length of 10 km may be.
    """
    if length.low is None or length.high is None or length.operator != "=":
        return None
    if length.approximate:
        return extent.of(length)
    count = length.low / length.factor
    share = ROUND if not count % 5 and count > 5 else Fraction(0)
    least = (length.factor if count >= 1 else length.factor / 2) / 2
    slack = _calendar_slack(length)
    span = Extent(length.low, length.high).widened(share, least)
    low, high = span.low or Fraction(0), span.high or Fraction(0)
    return Extent(low - slack, high + slack)


def _calendar_slack(length: Quantity) -> Fraction:
    """Months and years have more or fewer days than the average they are counted in."""
    return Fraction(0) if length.factor <= 7 * _DAY else Fraction(3 * _DAY)


def _found(length: Claim, span: Claim, reach: Reach, frame: str) -> Check:
    figure = present(length.quantity, "figure of a duration")  # `check` skips what has none
    date = present(span.date, "date of the ends")
    counted = ", without and with the ends counted" if reach[0] < reach[1] else ""
    follows = f"{date_in_words(date)} is {_in_words(reach, figure)}"
    stated = figure.low or Fraction(0)
    return Check(
        asked="Does the duration fit its ends: “{}”?",
        step=Step(
            "duration-check",
            f"{follows}{counted}; stated: {say(length)}",
            inputs(duration=length, ends=span),
        ),
        stated=(length,),
        given=(span,),
        follows=follows,
        gap=gap(stated, reach[1] if stated > reach[1] else reach[0]),
        tied="the text puts the duration beside both ends",
        frame=frame,
    )


def _in_words(reach: Reach, length: Quantity) -> str:
    """Fewest and most seconds in the unit of the duration: "3 to 5 years"."""
    own = unit(length)
    ends_of = [number(own.of(end), 2, 2) for end in reach]
    return f"{' to '.join(dict.fromkeys(ends_of))} {own.many}"


# --- the ends of a stretch of time ----------------------------------------------------------------


def ends(date: Date | None) -> tuple[Period, Period] | None:
    """First and last end of "from 1914 to 1918"; None for points, hedges, readings, open ends."""
    if date is None or date.hedge or date.readings or date.earliest is None or date.latest is None:
        return None
    first, slash, last = date.edtf.partition("/")
    begin, end = from_edtf(first), from_edtf(last)
    if not slash or begin is None or end is None or set(date.edtf) & set("~?%"):
        return None
    return begin, end


def days_between(begin: Period, end: Period) -> tuple[int, int]:
    """Fewest and most days from one to the other: neither end counted, and both."""
    fewest = to_ordinal(end.first) - to_ordinal(begin.last)
    return max(0, fewest), to_ordinal(end.last) - to_ordinal(begin.first) + 1


def years_between(begin: Period, end: Period) -> tuple[int, int]:
    """Fewest and most whole years, as ages are counted, from one to the other."""
    return _whole_years(begin.last, end.first), _whole_years(begin.first, end.last)


def point(date: Date | None) -> Period | None:
    """A date that names one day, month or year outright, as the days it may be; else None."""
    if (
        date is None
        or date.hedge
        or date.readings
        or date.precision not in ("day", "month", "year")
    ):
        return None
    plain = "/" not in date.edtf and not set(date.edtf) & set("~?%X")
    return from_edtf(date.edtf) if plain and date.edtf else None


def _whole_years(begin: Sequence[int], end: Sequence[int]) -> int:
    return end[0] - begin[0] - (tuple(end[1:3]) < tuple(begin[1:3]))


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
                yield from _found_date(claim, claim, held[0], frame)
        for match in sentence.found(_BRACKET):
            first, second = sentence.claim(match, "first"), sentence.claim(match, "second")
            held = said(first.span.quote)
            if len(held) == 1 and not said(second.span.quote) and _outright(second):
                yield from _found_date(first, second, held[0], sentence.text)


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


def _found_date(stated: Claim, dated: Claim, named: int, frame: str) -> Iterator[Check]:
    date = dated.date
    days = [one.earliest for one in (date, *date.readings) if one.earliest] if date else []
    if not days or any(named in _weekdays(day) for day in days):
        return
    fell, shown = weekday_name(weekday(days[0])), _plain(days[0])
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


def _plain(day: Day) -> str:
    return date_in_words(Date(day, day, "day", edtf=day.iso()))


# --- clocks ---------------------------------------------------------------------------------------

_MINUTES_OF_A_DAY = 24 * 60
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
    apart = (a.earliest - b.earliest) % _MINUTES_OF_A_DAY
    if a.utc_offset is not None and b.utc_offset is not None:
        wrong = (apart - (a.utc_offset - b.utc_offset)) % _MINUTES_OF_A_DAY
        wrong = min(wrong, _MINUTES_OF_A_DAY - wrong)
        if wrong in (0, _SUMMER):
            return ""
        return f"in one zone the two times are {minutes_in_words(wrong)} apart"
    known, ahead = (b, apart) if a.utc_offset is None else (a, (-apart) % _MINUTES_OF_A_DAY)
    offset = (ahead + (known.utc_offset or 0)) % _MINUTES_OF_A_DAY
    if offset % OFFSET_STEP == 0 and (offset <= EASTMOST or offset - _MINUTES_OF_A_DAY >= WESTMOST):
        return ""
    shown = min(offset, _MINUTES_OF_A_DAY - offset)
    side = "ahead of" if offset == shown else "behind"
    return (
        f"the local clock would be {minutes_in_words(shown)} {side} UTC; "
        "all zones differ from it by quarters of an hour"
    )
