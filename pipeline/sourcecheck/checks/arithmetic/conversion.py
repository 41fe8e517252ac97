"""One figure in two units, "1,500 kg (3,300 lb)": do the two say the same?"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from sourcecheck import resources
from sourcecheck.checks.arithmetic import extent
from sourcecheck.checks.arithmetic.extent import SLACK, Extent
from sourcecheck.checks.arithmetic.sentence import (
    QUANTITY,
    Check,
    Sentence,
    gap,
    inputs,
    say,
    unit,
    words,
)
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.wording.quantity import Unit, conversion, stated_unit

#: Beyond this factor the bracket holds another quantity, not a conversion gone astray.
MOST_APART = 20
#: "1½" that lost its form on the way into the text, "11⁄2" or "11/2": it cannot be told.
_FLATTENED = re.compile(r"\d\d\s?[⁄/]\s?\d")


def check(sentence: Sentence) -> Iterator[Check]:
    """The conversions of a sentence whose figures exclude each other under every reading."""
    for match in sentence.found(_pattern()):
        first, second = sentence.claim(match, "first"), sentence.claim(match, "second")
        a, b = first.quantity, second.quantity
        if a is None or b is None or not _is_conversion(a, b):
            continue
        if any(_FLATTENED.search(claim.span.quote) for claim in (first, second)):
            continue
        if not any(_fit(x, y) for x, y in product(_readings(a), _readings(b))):
            yield _found(first, second, a, b, sentence.text)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """ "Q (Q)", "Q [or Q; …]", "Q, or Q,": nothing else is said of the second figure."""
    behind = rf" ?[(\[](?:{words('conversion', 'lead')} )?|, or "
    return re.compile(rf"(?P<first>{QUANTITY})(?:{behind})(?P<second>{QUANTITY})(?=[]),;.]|$)")


def _is_conversion(a: Quantity, b: Quantity) -> bool:
    """Two figures of one dimension in different units, about as large as each other."""
    if a.dimension != b.dimension or a.dimension in _incomparable():
        return False
    if a.unit != b.unit or a.stated_unit == b.stated_unit:
        return False
    ends = [end for end in (a.low, a.high, b.low, b.high) if end is not None]
    if len(ends) < 4 or min(ends) <= 0:
        return len(ends) == 4 and a.unit == "kelvin"
    return max(ends) <= MOST_APART * min(ends)


@functools.cache
def _incomparable() -> frozenset[str]:
    return frozenset(resources.load("arithmetic")["conversion"]["incomparable"])


def _readings(figure: Quantity) -> tuple[Quantity, ...]:
    return (replace(figure, readings=()), *figure.readings)


def _fit(a: Quantity, b: Quantity) -> bool:
    """May the two be one figure? Each as printed and 1 % beyond, ranges end by end."""
    if a.unit != b.unit:
        return True  # this reading is of another dimension: nothing can be held against it
    if a.is_interval and b.is_interval:
        pairs = [(_end(a, a.low), _end(b, b.low)), (_end(a, a.high), _end(b, b.high))]
    else:
        pairs = [(a, b)]
    return all(_near(x, y) or _near(*map(_as_difference, (x, y))) for x, y in pairs)


def _end(figure: Quantity, value: Fraction | None) -> Quantity:
    return replace(figure, low=value, high=value)


def _near(a: Quantity, b: Quantity) -> bool:
    return _wide(a).meets(_wide(b))


def _wide(figure: Quantity) -> Extent:
    """The print and 1 % beyond; a last place where nought is where it is by convention only."""
    if figure.dimension == "temperature":
        return extent.of(figure).widened(Fraction(0), (figure.last_place or figure.factor) / 2)
    return extent.of(figure).widened(SLACK)


def _as_difference(figure: Quantity) -> Quantity:
    """A temperature as the width of a step on its scale: a rise of 2 °C is one of 3.6 °F."""
    offset = stated_unit(figure).offset
    if not offset or figure.low is None or figure.high is None:
        return figure
    return replace(figure, low=figure.low - offset, high=figure.high - offset)


def _found(first: Claim, second: Claim, a: Quantity, b: Quantity, frame: str) -> Check:
    own = unit(b)
    converted = conversion(a, own)
    text = f"{converted}; stated: {say(second)}; as printed {_span(a, own)} and {_span(b, own)}"
    return Check(
        asked="Do both units say the same: “{}”?",
        step=Step("conversion-check", text, inputs(figure=first, converted=second)),
        stated=(second,),
        given=(first,),
        follows=converted,
        gap=gap(a.low, b.low),
        tied="the second figure stands right behind the first, as its conversion",
        frame=frame,
    )


def _span(figure: Quantity, own: Unit) -> str:
    """What the print of a figure allows, in a unit."""
    reach: Extent = extent.of(replace(figure, readings=()))
    return own.span(reach)
