"""A change beside its two levels, "rose 10 percent to $55 million from $40 million"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from sourcecheck.checks.arithmetic import extent
from sourcecheck.checks.arithmetic.extent import SLACK, Extent
from sourcecheck.checks.arithmetic.sentence import (
    LEVEL,
    Check,
    Sentence,
    gap,
    has_word,
    inputs,
    quantity,
    say,
)
from sourcecheck.errors import present
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.wording.number import number
from sourcecheck.wording.quantity import stated_unit

#: Words between two levels: dates may stand among them ("from 5 in 1990 to 8"), figures may not.
_GAP = r"[^\ue000-\ue004\ue006\d;:()\[\]\n“”\"–—]{0,50}?"
_NEAR = r"[^\ue000-\ue006\d;:()\[\]\n“”\"–—]{0,25}?"
_ONE = Fraction(1)
#: Beyond this factor the levels are of two things: a profit and what it is for each share.
MOST_APART = 10
#: Letters behind a change that are searched for "a year".
_BEHIND = 15


def check(sentence: Sentence) -> Iterator[Check]:
    """The changes of a sentence that their levels exclude, as a share and as a difference."""
    for pattern in _patterns():
        for match in sentence.found(pattern):
            change = sentence.claim(match, "change")
            behind = sentence.text[match.end("change") : match.end("change") + _BEHIND]
            if _apart(match[0]) or has_word("change", "rate", behind) or _elsewhere(match):
                continue
            if change.quantity is None or not change.quantity.change:
                continue
            old, new = _levels(sentence, match, change.quantity)
            if old is None or new is None or not _one_kind(change.quantity, old[1], new[1]):
                continue
            if not _follows(change.quantity, old[1], new[1]):
                yield _found(change, old, new, sentence.text)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A change before its levels in either order, behind them, and between them."""
    change = rf"(?P<change>{LEVEL})"
    old, new = rf"(?P<old>{LEVEL})", rf"(?P<new>{LEVEL})"
    both = rf"(?P<both>{LEVEL})"
    return (
        re.compile(rf"{change}{_GAP},? to {new}(?:, or {LEVEL}{_NEAR},)?{_GAP},? from {old}"),
        re.compile(rf"{change}{_GAP},? from {old}{_GAP} to {new}"),
        re.compile(rf"{change}, {both}"),
        re.compile(rf" from {old}{_GAP} to {new}{_GAP}[,(]{_NEAR} ?{change}"),
        re.compile(rf"{both}, (?:an? )?{_NEAR} ?{change}"),
        re.compile(rf"{new}{_NEAR}, {_NEAR}{change} from {old}"),
    )


Level = tuple[Claim, Quantity]


def _levels(
    sentence: Sentence, match: re.Match[str], change: Quantity
) -> tuple[Level | None, Level | None]:
    """Old and new level; "from 20 to 18" may be one claim of both, its order that of the change."""
    groups = match.groupdict()
    if "both" in groups:
        claim = sentence.claim(match, "both")
        figure = claim.quantity
        if figure is None or not figure.is_interval or not claim.span.quote.startswith("from "):
            return None, None
        low, high = replace(figure, high=figure.low), replace(figure, low=figure.high)
        ends = (low, high) if change.change == "up" else (high, low)
        return (claim, ends[0]), (claim, ends[1])
    old, new = sentence.claim(match, "old"), sentence.claim(match, "new")
    if old.quantity is None or new.quantity is None:
        return None, None
    return (old, old.quantity), (new, new.quantity)


def _apart(text: str) -> bool:
    """Is it a change of each year, of adjusted figures, or does another statement begin between?"""
    return has_word("change", "rate", text) or has_word("change", "breaks", text)


def _elsewhere(match: re.Match[str]) -> bool:
    """Is the old level that of another time than the change ("to 12, down from 15 in May")?"""
    if not {"old", "new"} <= set(match.groupdict()):
        return False
    (_, begin), (end, _) = sorted((match.span("old"), match.span("new")))
    between = match.string[begin:end]
    return match["change"] not in between and has_word("change", "again", between)


def _one_kind(change: Quantity, old: Quantity, new: Quantity) -> bool:
    if old.unit != new.unit or old.change or new.change:
        return False
    if old.dimension != new.dimension or change.unit not in ("percent", old.unit):
        return False
    points = [extent.point(figure) for figure in (old, new)]
    if extent.point(change) is None or None in points:
        return False
    least, most = sorted(abs(point or Fraction(0)) for point in points)
    return most <= MOST_APART * least


def _follows(change: Quantity, old: Quantity, new: Quantity) -> bool:
    """May it be the change from the one level to the other? Of percentages also in points."""
    sign = _ONE if change.change == "up" else -_ONE
    if change.unit == "percent":
        stated = extent.percentage(change)
    else:
        stated = extent.of(change).widened(SLACK, (change.last_place or Fraction(0)) / 2)
    step = extent.difference(extent.of(new), extent.of(old))
    if change.unit == old.unit and stated.meets(_scaled(step, sign)):
        return True
    if change.unit != "percent":
        return False
    relative = extent.ratio(extent.of(new), extent.of(old))
    if relative is None:
        return True
    low = None if relative.low is None else 100 * (relative.low - 1)
    high = None if relative.high is None else 100 * (relative.high - 1)
    return stated.meets(_scaled(Extent(low, high), sign))


def _scaled(span: Extent, sign: Fraction) -> Extent:
    if sign > 0:
        return span
    low, high = span.low, span.high
    return Extent(None if high is None else -high, None if low is None else -low)


def _found(change: Claim, old: Level, new: Level, frame: str) -> Check:
    before, after = old[1].low or Fraction(0), new[1].low or Fraction(0)
    size = present(change.quantity, "figure of a change")  # `check` skips what has none
    said = f"{quantity(old[1])} to {quantity(new[1])}"
    if size.unit == "percent" and before:
        made = 100 * (after - before) / before
        follows = f"{said} is {_signed(made)} %"
    else:
        made = after - before
        follows = f"{said} is {_signed(stated_unit(new[1]).of(made))}"
    given = tuple(dict.fromkeys((old[0], new[0])))
    return Check(
        asked="Does the change follow from its levels: “{}”?",
        step=Step(
            "change-check",
            f"{follows}; stated: {say(change)}",
            inputs(change=change, old=old[0], new=new[0]),
        ),
        stated=(change,),
        given=given,
        follows=follows,
        gap=gap(abs(made), size.low),
        tied="the text puts the change beside the levels before and after",
        frame=frame,
    )


def _signed(value: Fraction) -> str:
    return ("+" if value > 0 else "") + number(value, 3, 4)
