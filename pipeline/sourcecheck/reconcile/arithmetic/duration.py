"""A duration beside its ends, "a ten-day visit from 3 to 8 May": does it fit?"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from fractions import Fraction

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile.arithmetic import extent
from sourcecheck.reconcile.arithmetic.check import Check, gap, inputs, say, unit
from sourcecheck.reconcile.arithmetic.ends import days_between, ends
from sourcecheck.reconcile.arithmetic.extent import Extent
from sourcecheck.reconcile.arithmetic.sentence import (
    ANY,
    DATE,
    DURATION,
    Sentence,
    has_word,
    words,
)  # fmt: skip
from sourcecheck.wording.date import date_in_words
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
    figure, date = length.quantity, span.date
    assert figure is not None  # `check` skips what has no figure or no two ends
    assert date is not None
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
