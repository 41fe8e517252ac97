"""Many small sets of words as integers, and how many members two of them share.

Sets are the tuples of a column; their members get numbers that all columns of a `Vocabulary`
have in common, so that intersecting millions of pairs compares integers and never text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

#: Sets of up to so many members are compared by all couples of members, larger ones by search.
_SMALL = 16
_SLICE = 1 << 17  # pairs worked on at once: their members stay in the processor's cache
#: Stand behind the last member, on the first and on the second side: they never match.
_NONE, _NO_MATCH = -1, -2


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of numbers, one behind the other: set n is `items[starts[n] : starts[n] + sizes[n]]`,
    ascending. A member that a tuple repeats is repeated here."""

    items: Ints
    starts: Ints
    sizes: Ints
    dense: NDArray[
        np.int32
    ]  # the first members of each set, a line a place; `_NONE` behind the last


class Vocabulary:
    """Numbers for the members of sets, in order of first use."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._members: list[str] = []

    def __len__(self) -> int:
        return len(self._members)

    def member(self, number: int) -> str:
        """The member that has this number."""
        return self._members[number]

    def sets(self, column: Iterable[Sequence[str]]) -> Sets:
        """The sets of a column of tuples."""
        held = [tuple(found) for found in column]
        flat = self.numbers(itertools.chain.from_iterable(held))
        sizes = np.fromiter(map(len, held), dtype=np.int64, count=len(held))
        order = np.lexsort((flat, np.repeat(np.arange(len(held)), sizes)))
        items, starts = flat[order], np.cumsum(sizes) - sizes
        return Sets(items, starts, sizes, _dense(items, starts, sizes))

    def numbers(self, members: Iterable[str]) -> Ints:
        """The number of each member."""
        number = self._number
        found = [number.setdefault(member, len(number)) for member in members]
        self._members = list(number)
        return np.asarray(found, dtype=np.int64)


def shared(one: Sets, other: Sets, a: Ints, b: Ints) -> Ints:
    """How many members set a of `one` and set b of `other` have in common, for each a and b.

    Counted are couples of equal members: a member that both repeat counts four times.
    """
    count = np.zeros(len(a), dtype=np.int64)
    size_a, size_b = one.sizes[a], other.sizes[b]
    some = (size_a > 0) & (size_b > 0)
    small = some & (size_a <= _SMALL) & (size_b <= _SMALL)
    large = some & ~small
    for where, function in ((small, _by_couples), (large, _by_search)):
        rows = np.flatnonzero(where)
        for start in range(0, len(rows), _SLICE):
            part = rows[start : start + _SLICE]
            count[part] = function(one, other, a[part], b[part])
    return count


def _by_couples(one: Sets, other: Sets, a: Ints, b: Ints) -> Ints:
    """Each member of one set against each of the other."""
    count = np.zeros(len(a), dtype=np.int16)
    columns = [line[b] for line in other.dense[: int(other.sizes[b].max())]]
    for column in columns:
        column[column == _NONE] = _NO_MATCH
    for line in one.dense[: int(one.sizes[a].max())]:
        member = line[a]
        for column in columns:
            count += member == column
    return count.astype(np.int64)


def _dense(items: Ints, starts: Ints, sizes: Ints) -> NDArray[np.int32]:
    width = min(int(sizes.max(initial=0)), _SMALL)
    lines = np.full((width, len(sizes)), _NONE, dtype=np.int32)
    for place in range(width):
        rows = np.flatnonzero(sizes > place)
        lines[place, rows] = items[starts[rows] + place]
    return lines


def _by_search(one: Sets, other: Sets, a: Ints, b: Ints) -> Ints:
    """The members of the smaller sets looked up among all members of the larger ones."""
    swap = one.sizes[a] > other.sizes[b]
    found = np.zeros(len(a), dtype=np.int64)
    for where, (left, x), (right, y) in (
        (~swap, (one, a), (other, b)), (swap, (other, b), (one, a)),
    ):  # fmt: skip
        rows = np.flatnonzero(where)
        if len(rows):
            found[rows] = _looked_up(left, right, x[rows], y[rows])
    return found


def _looked_up(small: Sets, large: Sets, x: Ints, y: Ints) -> Ints:
    width = int(max(small.items.max(), large.items.max())) + 1
    used, y = np.unique(y, return_inverse=True)
    place, member = members(large, used)
    known = place * width + member
    pair, member = members(small, x)
    wanted = y.reshape(-1)[pair] * width + member
    first, last = (np.searchsorted(known, wanted, side=side) for side in ("left", "right"))
    return np.bincount(pair, weights=last - first, minlength=len(x)).astype(np.int64)


def members(sets: Sets, rows: Ints) -> tuple[Ints, Ints]:
    """All members of these sets, one behind the other: which of `rows` each is of, and itself."""
    sizes = sets.sizes[rows]
    of = np.repeat(np.arange(len(rows)), sizes)
    inside = np.arange(len(of)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return of, sets.items[sets.starts[rows][of] + inside]
