"""One moment on two clocks, "08:20 local time (0350 GMT)": is there a clock that shows both?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Clock
from sourcecheck.model.finding import Step
from sourcecheck.reconcile.arithmetic.check import Check, inputs
from sourcecheck.reconcile.arithmetic.sentence import ANY, DATE, Sentence
from sourcecheck.reconcile.compare.fields import EASTMOST, OFFSET_STEP, WESTMOST
from sourcecheck.wording.date import minutes_in_words

_DAY = 24 * 60
#: Names of zones are used for the hour of summer as well: "10 a.m. EST" in July.
_SUMMER = 60

#: "T (T)", "T (T the same day)": nothing else is said of the second time.
_PATTERN = re.compile(
    rf"(?P<first>{DATE})(?:,? local time)? ?[(\[](?P<second>{DATE})"
    rf"(?=[)\];,]| [^{ANY}.()\[\]]{{0,20}}[)\]])"
)


def check(sentence: Sentence) -> Iterator[Check]:
    """The couples of times of a sentence, one in brackets behind the other, that no clock shows."""
    for match in sentence.found(_PATTERN):
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
