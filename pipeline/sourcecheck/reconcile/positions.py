"""Positions: the largest sets of values that can all be true together, and their order.

Values are given by ids, and which couples of them disagree. Two values disagree exactly when no
position holds both, and every value stands in at least one position. In the language of graphs:
positions are the maximal cliques of "is compatible with".

Positions stand in the order of their values: figures by size, dates by day, words as words. How a
value is written, who states it and how many do change nothing, so that a source that is added moves
a position only where its value belongs before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date, Day
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.reconcile.compare import span

#: Positions that are listed in full. A graph of 50 values can have millions of maximal cliques;
#: no reader wants more than these.
MOST_POSITIONS = 1000

Neighbours = dict[str, set[str]]


class Positions(NamedTuple):
    """The positions, each in the order of the values given; `capped`: not all are listed.

    Even then the listed ones hold the promise above: they cover every couple of compatible values.
    `left_out` is how many are known to be missing: the search stops at the first beyond the cap.
    """

    sets: tuple[tuple[str, ...], ...]
    capped: bool = False
    left_out: int = 0


def positions(
    values: Sequence[str],
    disagreeing: Iterable[tuple[str, str]],
    *,
    cap: int = 50,
    most: int = MOST_POSITIONS,
) -> Positions:
    """The maximal sets of `values` of which no two stand in `disagreeing`, and whether a cap bit.

    `cap` is the number of distinct values up to which all sets are sought (Bron and Kerbosch 1973,
    with the pivot of Tomita 2006); beyond it, or beyond `most` sets, a smaller cover is
    built in polynomial time and `capped` is true. Raises ValueError for a couple of unknown values.
    """
    order = {value: place for place, value in enumerate(dict.fromkeys(values))}
    fits: Neighbours = {value: set(order) - {value} for value in order}
    for a, b in disagreeing:
        if a not in order or b not in order:
            raise ValueError(f"not among the values: {a!r}, {b!r}")
        if a != b:
            fits[a].discard(b)
            fits[b].discard(a)
    cliques = _maximal(fits, order, most) if len(order) <= cap else None
    if cliques is None:
        sets = _in_order(_cover(fits, order), order)
        known = most + 1 if len(order) <= cap else 0
        return Positions(sets, capped=True, left_out=max(0, known - len(sets)))
    return Positions(_in_order(cliques, order))


def _maximal(fits: Neighbours, order: Mapping[str, int], most: int) -> list[frozenset[str]] | None:
    """All maximal cliques, or None when there are more than `most`."""
    found: list[frozenset[str]] = []

    def grow(clique: tuple[str, ...], candidates: set[str], done: set[str]) -> bool:
        if not candidates and not done:
            found.append(frozenset(clique))
            return len(found) <= most
        pivot = max(
            sorted(candidates | done, key=order.__getitem__),
            key=lambda value: len(candidates & fits[value]),
        )
        for value in sorted(candidates - fits[pivot], key=order.__getitem__):
            if not grow((*clique, value), candidates & fits[value], done & fits[value]):
                return False
            candidates = candidates - {value}
            done = done | {value}
        return True

    if not order:
        return []
    return found if grow((), set(order), set()) else None


def _cover(fits: Neighbours, order: Mapping[str, int]) -> list[frozenset[str]]:
    """Maximal cliques, grown greedily, that hold every value and every compatible couple."""
    found: list[frozenset[str]] = []
    covered: Neighbours = {value: set() for value in order}
    for value in order:
        missing = [other for other in order if other in fits[value]]
        for seed in missing or [value]:
            if seed in covered[value]:
                continue
            clique = _grow_from({value, seed}, fits, order)
            found.append(clique)
            for member in clique:
                covered[member] |= clique
    return found


def _grow_from(seed: set[str], fits: Neighbours, order: Mapping[str, int]) -> frozenset[str]:
    common = set.intersection(*(fits[value] for value in seed)) - seed
    clique = set(seed)
    for value in sorted(common, key=order.__getitem__):
        if value in common:
            clique.add(value)
            common &= fits[value]
    return frozenset(clique)


def _in_order(
    cliques: Iterable[frozenset[str]], order: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    """Members by the order of the values given, cliques by their members; no repeats."""
    rows = {tuple(sorted(order[value] for value in clique)) for clique in cliques}
    names = list(order)
    return tuple(tuple(names[place] for place in row) for row in sorted(rows))


# --- the order of positions -----------------------------------------------------------------------

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
