"""Many pairs of claims at once, column by column, as arrays.

A `Table` holds the columns of the WORK table as numbers; a `PairView` looks at them from the first
and the second claim of each pair. Text is only ever compared for equality here, so a number stands
for it: columns of tuples are `Sets` of numbers, and intersecting millions of pairs of them compares
integers and never text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.model.date import Date
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.reconcile.compare.date_fields import DATE_FIELDS

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
    #: The first members of each set, a line a place; `_NONE` behind the last.
    dense: NDArray[np.int32]


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


# --- the columns of the table ---------------------------------------------------------------------

_MONTH_DAYS = 31
#: Columns of the WORK table that hold sets of words, and those of text that are compared.
SETS = (
    "entities", "owners", "places", "measured", "predicate", "context", "around",
    "years", "months", "weekdays", "aside", "opening", "marks", "ends", "near", "beside", "named",
)  # fmt: skip
TEXTS = ("source", "property", "modality", "timex", "value", "on_day", "unit", "operator")
PLAIN = (
    "lead", "of_news", "of_speech", "part", "of_wider_area", "of_figure",
    "known", "field", "event", "relational", "repeatable",
    "resolved", "exact", "low", "high", "when_low", "when_high",
    "from_low", "from_high", "to_low", "to_high",
    "point", "digits", "change", "precision", "numeral", "year", "day",
    "length", "relative", "sort", *DATE_FIELDS,
)  # fmt: skip


class Table:
    """The columns of a WORK table as numbers, and what its sources name and speak of."""

    def __init__(
        self,
        work: pd.DataFrame,
        entity_sets: pd.Series[Any],
        published: Mapping[str, Date | None] | None = None,
        leading: pd.Series[Any] | None = None,
    ) -> None:
        """`entity_sets` are the entities that each source names, by source, and `leading` the
        words of those that lead it; `published` when each was put out, where that is known."""
        words = Vocabulary()
        self.sets: dict[str, Sets] = {name: words.sets(work[name]) for name in SETS}
        self.columns: dict[str, NDArray[Any]] = {name: work[name].to_numpy() for name in PLAIN}
        for name in TEXTS:
            self.columns[name] = Vocabulary().numbers(work[name])
        family = work["family"]
        kinds = {
            "date": ("date",),
            "ordinal": ("ordinal",),
            "attribute": ("attribute",),
            "counted": ("figure:count", "ordinal"),
        }
        for kind, starts in kinds.items():
            whole = family == "date" if kind == "date" else family.str.startswith(starts)
            self.columns[kind] = whole.to_numpy(dtype=bool)
        self.columns["supposed"] = (work["modality"] == "hypothetical").to_numpy(dtype=bool)
        self.columns["of_day"] = (work["on_day"] != "").to_numpy(dtype=bool)
        self.columns["left_open"] = (work["timex"] != "").to_numpy(dtype=bool)
        self.columns["narrowed"] = Vocabulary().numbers(
            "\x1f".join(sorted(set(found))) for found in work["measured"]
        )
        self.titles = Vocabulary()  # as written; of what is no title, ""
        self.columns["title"] = self.titles.numbers(
            claim.text if claim.property == "title" else "" for claim in work["claim"]
        )
        self.columns["place"] = work.groupby(["source", "sentence"], sort=False).ngroup().to_numpy()
        self.vectors = _matrix(work["vector"])
        sources = entity_sets.index
        number = pd.Series(range(len(sources)), index=sources)
        self.columns["text"] = number[work["source"]].to_numpy(dtype=np.int64)
        self.columns["published"] = _published(work["source"], published or {})
        #: how many claims each source makes, as log2
        self.claims_of_text = np.log2(
            np.maximum(1, np.bincount(self.columns["text"], minlength=len(sources)))
        ).round(1)
        self.entity_sets = words.sets(entity_sets)
        opening = dict(zip(work["source"], work["opening"], strict=True))  # one a text
        self.opening = words.sets([opening.get(source, ()) for source in sources])
        self.words = words.sets(_words_of_texts(work, sources))
        self.named = words.sets(_names_of_texts(work, entity_sets))
        self.leading = words.sets(entity_sets if leading is None else leading[sources])
        self.days, self.years, self.figures = (
            Vocabulary().sets(found) for found in _values_of_texts(work, sources)
        )


def _published(sources: pd.Series[str], known: Mapping[str, Date | None]) -> NDArray[np.float64]:
    """The ordinal day on which the source of each claim was put out, NaN where that is not known
    to a month."""
    days = {}
    for source, date in known.items():
        if date is not None and date.earliest is not None and date.latest is not None:
            first, last = to_ordinal(date.earliest), to_ordinal(date.latest)
            if last - first <= _MONTH_DAYS:
                days[source] = (first + last) / 2
    return np.array([days.get(source, float("nan")) for source in sources], dtype=np.float64)


def _matrix(column: pd.Series[Any]) -> NDArray[np.float32] | None:
    """The claim vectors as one matrix, NaN in the rows that have none; None if none has."""
    width = next((len(found) for found in column if found is not None), 0)
    if not width:
        return None
    unknown = np.full(width, np.nan, dtype=np.float32)
    return np.stack([unknown if found is None else found for found in column])


def _words_of_texts(work: pd.DataFrame, sources: pd.Index[Any]) -> list[tuple[str, ...]]:
    """The content words of the claims of each source, in the order of `sources`."""
    found: dict[str, set[str]] = {source: set() for source in sources}
    for column in ("context", "measured"):
        for source, words in zip(work["source"], work[column], strict=True):
            found[source].update(words)
    return [tuple(found[source]) for source in sources]


#: Figures of so many digits are seldom equal by chance.
_TELLING = 2


def _values_of_texts(work: pd.DataFrame, sources: pd.Index[Any]) -> list[list[tuple[Any, ...]]]:
    """The days, the years and the figures of some digits that each source states, in the order of
    `sources`."""
    date = (work["family"] == "date").to_numpy()
    one_day = date & (work["low"] == work["high"]).to_numpy()
    figure = ~date & (work["digits"] >= _TELLING).to_numpy()
    found = []
    for rows, column in ((one_day, "low"), (date, "year"), (figure, "point")):
        held = work.loc[rows & work[column].notna().to_numpy(), ["source", column]]
        of = {source: tuple(sorted(set(own))) for source, own in held.groupby("source")[column]}
        found.append([of.get(source, ()) for source in sources])
    return found


def _names_of_texts(work: pd.DataFrame, entity_sets: pd.Series[Any]) -> list[tuple[str, ...]]:
    """The words of the names of each source, and those written with a capital in its claims'
    sentences, in the order of `entity_sets`."""
    found = {
        source: {word for name in names for word in name.split()}
        for source, names in entity_sets.items()
    }
    for source, words in zip(work["source"], work["named"], strict=True):
        found[source].update(words)
    return [tuple(sorted(found[source])) for source in entity_sets.index]


class PairView:
    """Pairs of rows of a `Table`: what stands on their first and on their second side."""

    def __init__(self, pairs: pd.DataFrame, table: Table) -> None:
        """`pairs` has columns a, b (rows) and asked."""
        self.table = table
        self.rows_a, self.rows_b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
        self.asked = pairs["asked"].to_numpy(dtype=bool)

    def a(self, name: str) -> NDArray[Any]:
        """The column's values on the first side."""
        values: NDArray[Any] = self.table.columns[name][self.rows_a]
        return values

    def b(self, name: str) -> NDArray[Any]:
        """The column's values on the second side."""
        values: NDArray[Any] = self.table.columns[name][self.rows_b]
        return values

    def size_a(self, name: str) -> Ints:
        """How many members the column's sets have on the first side."""
        sizes: Ints = self.table.sets[name].sizes[self.rows_a]
        return sizes

    def size_b(self, name: str) -> Ints:
        """How many members the column's sets have on the second side."""
        sizes: Ints = self.table.sets[name].sizes[self.rows_b]
        return sizes

    def shared(self, name: str, other: str = "") -> Ints:
        """How many members the first side's set has in common with the second side's, or with
        the second side's in the column `other`."""
        sets = self.table.sets
        return shared(sets[name], sets[other or name], self.rows_a, self.rows_b)

    def apart(self, name: str, common: Ints) -> NDArray[np.bool_]:
        """Do both name some, and none in common?"""
        found: NDArray[np.bool_] = (common == 0) & (self.size_a(name) > 0) & (self.size_b(name) > 0)
        return found
