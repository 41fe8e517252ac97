"""The two sides of many pairs of claims, column by column, as arrays.

A `Table` holds the columns of the WORK table once as numbers; `Sides` looks at them from a pair's
first and second claim. Text is only ever compared for equality here, so a number stands for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.model.date import Date
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.reconcile.date_fields import DATE_FIELDS
from sourcecheck.reconcile.sets import Ints, Sets, Vocabulary, shared

_MONTH_DAYS = 31
#: Columns of the WORK table that hold sets of words, and those of text that are compared.
SETS = (
    "entities", "owners", "places", "measured", "predicate", "context", "around",
    "years", "months", "weekdays", "aside", "opening", "marks", "ends", "near", "beside", "named",
)  # fmt: skip
TEXTS = ("source", "property", "modality", "timex", "value", "on_day", "unit", "operator")
PLAIN = (
    "lead", "of_news", "of_speech", "part", "known", "field", "event", "relational", "repeatable",
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
        cast: pd.Series[Any],
        published: Mapping[str, Date | None] | None = None,
        leading: pd.Series[Any] | None = None,
    ) -> None:
        """`cast` are the entities that each source names, by source, and `leading` the words of
        those that lead it; `published` when each was put out, where that is known."""
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
        number = pd.Series(range(len(cast)), index=cast.index)
        self.columns["text"] = number[work["source"]].to_numpy(dtype=np.int64)
        self.columns["published"] = _published(work["source"], published or {})
        self.cast = words.sets(cast)
        opening = dict(zip(work["source"], work["opening"], strict=True))  # one a text
        self.opening = words.sets([opening.get(source, ()) for source in cast.index])
        self.words = words.sets(_words_of_texts(work, cast.index))
        self.named = words.sets(_names_of_texts(work, cast))
        self.leading = words.sets(cast if leading is None else leading[cast.index])
        self.days, self.years, self.figures = (
            Vocabulary().sets(found) for found in _values_of_texts(work, cast.index)
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


def _names_of_texts(work: pd.DataFrame, cast: pd.Series[Any]) -> list[tuple[str, ...]]:
    """The words of the names of each source, and those written with a capital in its claims'
    sentences, in the order of `cast`."""
    found = {
        source: {word for name in names for word in name.split()} for source, names in cast.items()
    }
    for source, words in zip(work["source"], work["named"], strict=True):
        found[source].update(words)
    return [tuple(sorted(found[source])) for source in cast.index]


class Sides:
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
