"""A share beside its part and whole, "30 of the 120 employees, or 25 percent": does it follow?"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from fractions import Fraction

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile.arithmetic import extent
from sourcecheck.reconcile.arithmetic.check import Check, gap, inputs, say
from sourcecheck.reconcile.arithmetic.sentence import AMOUNT, PERCENT, WORDS, Sentence, words
from sourcecheck.wording.number import number


def check(sentence: Sentence) -> Iterator[Check]:
    """The percentages of a sentence that part and whole exclude, rounded or cut off."""
    for pattern in _patterns():
        for match in sentence.found(pattern):
            part, whole, share = (sentence.claim(match, n) for n in ("part", "whole", "share"))
            a, b, c = part.quantity, whole.quantity, share.quantity
            if a is None or b is None or c is None or not _is_share(a, b, c):
                continue
            made = extent.ratio(extent.of(a), extent.of(b))
            if made is not None and not _percent(made).meets(extent.percentage(c)):
                yield _found(part, whole, share, sentence.text)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """ "# of the # …, or %", "# of # (%)", "% (# of #)", "% of the # … (#)"."""
    part, whole, share = rf"(?P<part>{AMOUNT})", rf"(?P<whole>{AMOUNT})", rf"(?P<share>{PERCENT})"
    of = rf" {words('share', 'of')} (?:the |its |their |all |all the |a total of )?"
    return (
        re.compile(rf"{part}{WORDS}{of}{whole}{WORDS}(?:, or | ?\((?:or )?){share}(?=[),.;]|$)"),
        re.compile(rf"{share}{WORDS} ?\({part}{WORDS}{of}{whole}{WORDS}\)"),
        re.compile(rf"{share}{of}{whole}{WORDS} ?\((?:or )?{part}\)"),
        re.compile(rf"(?<!\w)of (?:the |its |their |all )?{whole}{WORDS}, {share} ?\({part}\)"),
    )


def _is_share(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Two levels of one kind, the part the smaller one, and a share that is no change."""
    if part.change or whole.change or share.change or part.unit != whole.unit:
        return False
    a, b = extent.point(part), extent.point(whole)
    return a is not None and b is not None and 0 <= a <= b and share.unit == "percent"


def _percent(share: extent.Extent) -> extent.Extent:
    return extent.Extent(
        None if share.low is None else 100 * share.low,
        None if share.high is None else 100 * share.high,
    )


def _found(part: Claim, whole: Claim, share: Claim, frame: str) -> Check:
    a, b, c = (claim.quantity.low if claim.quantity else None for claim in (part, whole, share))
    made = 100 * (a or Fraction(0)) / (b or Fraction(1))  # `check` skips a whole of nought
    sum_of = f"{say(part)} ÷ {say(whole)} = {number(made, 3, 3)} %"
    text = f"{sum_of}; stated: {say(share)}"
    return Check(
        asked="Does the percentage follow from part and whole: “{}”?",
        step=Step("share-check", text, inputs(part=part, whole=whole, share=share)),
        stated=(share,),
        given=(part, whole),
        follows=sum_of,
        gap=gap(made, c),
        tied="the text puts the share beside its part and its whole",
        frame=frame,
    )
