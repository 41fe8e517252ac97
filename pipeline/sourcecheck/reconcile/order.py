"""In which order the positions of a finding stand: figures by size, dates by day, words as words.

The order follows from the values alone: how a value is written, who states it and how many do
change nothing, so that a source that is added moves a position only where its value belongs before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date, Day
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.reconcile.compare import span

#: An end on a line: -1 and 1 are beyond all figures, on this side and on that.
End = tuple[int, Fraction]
#: What is compared first: kind and unit; then the lower end, the upper end, the words.
Order = tuple[tuple[str, str], End, End, str]

_BELOW: End = (-1, Fraction(0))
_ABOVE: End = (1, Fraction(0))
_MINUTES_OF_A_DAY = 24 * 60


def by_value(claims: Sequence[Claim], words: str) -> Order:
    """Sort key of a position with these claims, of which `words` is the value in words.

    What the claims have in common counts: "at least 24" with "31" stands behind "24". Dates that
    nothing places stand behind all others.
    """
    places = [_place(claim) for claim in claims]
    family = min(family for family, _, _ in places)
    ends = [(low, high) for known, low, high in places if known == family]
    lower, upper = max(low for low, _ in ends), min(high for _, high in ends)
    return family, lower, upper, words.casefold()


def _place(claim: Claim) -> tuple[tuple[str, str], End, End]:
    """Kind and unit of a value, and its ends as stated."""
    if claim.quantity is not None:
        return ("figure", claim.quantity.unit), *_figure(claim.quantity)
    if claim.date is not None:
        return ("time", ""), *_date(claim.date)
    if (ends := span(claim)) is not None:
        return ("line", claim.property), _end(ends[0], _BELOW), _end(ends[1], _ABOVE)
    return ("words", ""), _BELOW, _ABOVE


def _figure(figure: Quantity) -> tuple[End, End]:
    low = None if figure.operator.startswith("<") else figure.low
    high = None if figure.operator.startswith(">") else figure.high
    return _BELOW if low is None else (0, low), _ABOVE if high is None else (0, high)


def _date(date: Date) -> tuple[End, End]:
    if date.earliest is None and date.latest is None:
        return _ABOVE, _ABOVE
    first, last = (
        (date.time.earliest, date.time.latest) if date.time else (0, _MINUTES_OF_A_DAY - 1)
    )
    return _moment(date.earliest, first, _BELOW), _moment(date.latest, last, _ABOVE)


def _moment(day: Day | None, minute: int, otherwise: End) -> End:
    if day is None:
        return otherwise
    return 0, Fraction(to_ordinal(day) * _MINUTES_OF_A_DAY + minute)


def _end(number: float, otherwise: End) -> End:
    return (0, Fraction(number)) if math.isfinite(number) else otherwise
