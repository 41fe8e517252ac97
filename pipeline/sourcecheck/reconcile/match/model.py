"""Boosted trees: from pieces of evidence to log-odds, and what each piece added.

The trees are data (`resources/matcher.json`), learned by `python -m training.matcher`; here they
are
only read. A sum of small trees is used because evidence works together: a near vector is worth more
beside equal units, a close value less in another story. What a piece of evidence added to one pair
is told by the path that the pair takes through each tree: at every branch the change of the
branch's
mean goes to the piece that was asked there (Saabas 2014, "Interpreting random forests"), so that
start and pieces sum to the log-odds.
"""

from __future__ import annotations

import functools
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.errors import BadUse

Floats = NDArray[np.float64]

#: Rows times trees that are walked at once.
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Trees:
    """A model: which columns it asks, and its trees, each node a line.

    `asked` is -1 at a leaf, which leads to itself; where a value is missing, `missing` says which
    way; `mean` is the mean of the leaves below, by their weight in training.
    """

    columns: tuple[str, ...]
    start: float
    roots: NDArray[np.int32]
    asked: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    missing: NDArray[np.bool_]  # goes left
    mean: Floats
    depth: int

    @classmethod
    def of(cls, data: dict[str, Any]) -> Trees:
        """The model that `training.matcher` wrote."""
        nodes = np.array(data["nodes"], dtype=np.float64).reshape(-1, 6)
        return cls(
            tuple(data["columns"]),
            float(data["start"]),
            np.array(data["roots"], dtype=np.int32),
            nodes[:, 0].astype(np.int32),
            nodes[:, 1],
            nodes[:, 2].astype(np.int32),
            nodes[:, 3].astype(np.int32),
            nodes[:, 4].astype(bool),
            nodes[:, 5],
            int(data["depth"]),
        )

    def log_odds(self, columns: dict[str, NDArray[Any]]) -> Floats:
        """The log-odds of each row of `columns` (arrays of one length, by name)."""
        table = self._table(columns)
        total = np.full(len(table), self.start)
        for rows in self._portions(len(table)):
            at = deque(self._down(table[rows]), maxlen=1).pop()
            for leaf in self.mean.take(at):  # in the order of the trees: always the same sum
                total[rows] += leaf
        return np.round(total, 9)

    def shares(self, columns: dict[str, NDArray[Any]]) -> tuple[Floats, Floats]:
        """What each column added in each row, and the start; together they are the log-odds."""
        table = self._table(columns)
        start = np.full(len(table), self.start + self.mean[self.roots].sum())
        parts = [self._added(table[rows]) for rows in self._portions(len(table))]
        return np.concatenate([np.zeros((0, table.shape[1])), *parts]), start

    def _added(self, table: Floats) -> Floats:
        """What each column of `table` added in each row: tree by tree, from the root down."""
        way = np.stack(list(self._down(table)))  # step × tree × row
        added = np.diff(self.mean[way], axis=0)
        rows, columns = table.shape
        of = np.maximum(self.asked[way[:-1]], 0) + np.arange(rows) * columns
        by_tree = (1, 0, 2)
        shares = np.bincount(
            of.transpose(by_tree).ravel(), added.transpose(by_tree).ravel(), table.size
        )
        return np.asarray(shares, dtype=np.float64).reshape(table.shape)

    def _table(self, columns: dict[str, NDArray[Any]]) -> Floats:
        """The columns that the model asks, as the single-precision numbers of its training."""
        single = [np.asarray(columns[c], dtype=np.float32) for c in self.columns]
        return np.stack(single, axis=1).astype(np.float64)

    def _portions(self, rows: int) -> Iterator[slice]:
        """Slices of so many rows that what all trees ask of them fits the processor's cache."""
        size = _AT_ONCE // max(len(self.roots), 1) + 1
        return (slice(first, first + size) for first in range(0, rows, size))

    def _down(self, table: Floats) -> Iterator[NDArray[np.intp]]:
        """The node at which each row stands in each tree (tree × row), from the roots to the
        leaves; at a leaf it stays."""
        values, first = table.ravel(), np.arange(len(table)) * table.shape[1]
        unknown = bool(np.isnan(values).any())
        asked = np.maximum(self.asked, 0).astype(np.intp)
        sides = np.stack([self.right, self.left], axis=1).ravel().astype(np.intp)
        at = np.repeat(self.roots[:, None].astype(np.intp), len(table), axis=1)
        yield at
        for _ in range(self.depth):
            value = values.take(asked.take(at) + first)  # `take` is twice as fast as brackets
            left = value <= self.threshold.take(at)
            if unknown:
                left |= np.isnan(value) & self.missing.take(at)
            at = sides.take(2 * at + left)
            yield at


@functools.lru_cache(maxsize=4)
def load(weights: str) -> dict[str, Trees]:
    """The models of a file, as "vectors.question", "symbols.relation" …: "default" is the one that
    ships with the program, else a path. Raises BadUse when it cannot be read."""
    path = resources.FOLDER / "matcher.json" if weights == "default" else Path(weights)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {f"{kind}.{step}": Trees.of(data[kind][step]) for kind in data["models"]
                for step in data[kind]}  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        raise BadUse(f"{path}: no weights for matching: {error}") from error


class Models:
    """The models that weigh pairs and texts, for claims with vectors or without."""

    def __init__(self, weights: str, vectors: bool) -> None:
        """`weights` names their file (`load`)."""
        kind = "vectors" if vectors else "symbols"
        models = load(weights)
        self.question, self.relation = models[f"{kind}.question"], models[f"{kind}.relation"]
        self.event, self.company = models[f"{kind}.event"], models[f"{kind}.company"]
