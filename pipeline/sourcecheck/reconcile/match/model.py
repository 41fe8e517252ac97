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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.errors import BadUse

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """A model: which columns it asks, and its trees, each node a line.

    `asked` is -1 at a leaf; where a value is missing, `missing` says which way; `mean` is the mean
    of the leaves below, by their weight in training.
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
        rows = np.arange(len(table))
        for root in self.roots:
            at = np.full(len(table), root, dtype=np.int32)
            for _ in range(self.depth):
                at = self._step(table, rows, at)
            total += self.mean[at]
        return np.round(total, 9)

    def shares(self, columns: dict[str, NDArray[Any]]) -> tuple[Floats, Floats]:
        """What each column added in each row, and the start; together they are the log-odds."""
        table = self._table(columns)
        rows = np.arange(len(table))
        shares = np.zeros(table.shape)
        start = np.full(len(table), self.start + self.mean[self.roots].sum())
        for root in self.roots:
            at = np.full(len(table), root, dtype=np.int32)
            for _ in range(self.depth):
                to = self._step(table, rows, at)
                np.add.at(
                    shares, (rows, np.maximum(self.asked[at], 0)), self.mean[to] - self.mean[at]
                )
                at = to
        return shares, start

    def _table(self, columns: dict[str, NDArray[Any]]) -> NDArray[np.float32]:
        return np.stack([np.asarray(columns[c], dtype=np.float32) for c in self.columns], axis=1)

    def _step(
        self, table: NDArray[np.float32], rows: NDArray[np.int64], at: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """One branch down for every row; leaves stay where they are."""
        asked = self.asked[at]
        value = table[rows, np.maximum(asked, 0)]
        unknown = np.isnan(value)
        left = np.where(unknown, self.missing[at], value <= self.threshold[at])
        down = np.where(left, self.left[at], self.right[at])
        return np.where(asked < 0, at, down).astype(np.int32)


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
