"""Candidate pairs: claims of different documents that may answer one question.

Claims meet in blocks, keyed by family × property × something that both are about: an entity or,
for claims that name none as theirs (the toll of an event), a place or a content word of the
sentence. Work is per block and near-linear; a block larger than the cap is cut, and the cut is
reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Blocks:
    """`pairs` has columns a, b: row numbers of the WORK table, a < b, of different sources."""

    pairs: pd.DataFrame
    cut: tuple[tuple[str, int], ...]  # (block key, claims left out), sorted


def candidates(work: pd.DataFrame, most: int = 400) -> Blocks:
    """The candidate pairs of a WORK table, each once, and what the cap left out.

    `most` claims of a block are paired with each other. Each source's first claim of each value
    goes before its repetitions, and each source's claims take turns, so that a long text does not
    crowd out the others.
    """
    keys = _keys(work)
    keys["again"] = keys.groupby(["key", "source", "value"]).cumcount()
    keys["turn"] = keys.groupby(["key", "source"]).cumcount()
    keys = keys.sort_values(["again", "turn", "row"], ignore_index=True)
    rank = keys.groupby("key").cumcount()
    over = keys.loc[rank >= most, "key"].value_counts()
    keys = keys[rank < most]
    pairs = keys.merge(keys, on="key", suffixes=("_a", "_b"))
    pairs = pairs[
        (pairs["row_a"] < pairs["row_b"]) & (pairs["source_a"] != pairs["source_b"])
    ].drop_duplicates(["row_a", "row_b"])
    pairs = pairs.rename(columns={"row_a": "a", "row_b": "b"})[["a", "b"]]
    cut = tuple(sorted((str(key), int(count)) for key, count in over.items()))
    return Blocks(pairs.sort_values(["a", "b"], ignore_index=True), cut)


def _keys(work: pd.DataFrame) -> pd.DataFrame:
    """One row a claim and key: columns row, source, value, key; rows in order."""
    base = work["family"] + "|" + work["property"] + "|"
    about = [
        entities or (*places, *("~" + word for word in context))
        for entities, places, context in zip(
            work["entities"], work["places"], work["context"], strict=True
        )
    ]
    frame = pd.DataFrame(
        {
            "row": range(len(work)),
            "source": work["source"].array,
            "value": work["value"].array,
            "base": base.array,
            "on": about,
        }
    )
    frame = frame.explode("on", ignore_index=True).dropna(subset=["on"])
    frame["key"] = frame["base"] + frame["on"].astype("str")
    return frame[["row", "source", "value", "key"]].drop_duplicates(ignore_index=True)
