"""The evidence that two claims answer one question, weighed.

Each piece of evidence is a named column with a weight and a label in `resources/match.toml`; the
score of a pair is their sum. `why` gives the same sum as steps that a person can read.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.model.finding import Step


def score(pairs: pd.DataFrame, work: pd.DataFrame, cast: pd.Series[Any]) -> pd.DataFrame:
    """`pairs` (columns a, b) with one column a piece of evidence, `score` and `fits`.

    `cast` holds the entities that each source names, a tuple a source (`reconcile.names.cast`).
    `fits` says that the values overlap (or that one of them is unresolved): pairs that do not fit
    need more evidence. Pairs below their threshold are left out.
    """
    scored = pd.concat([pairs, evidence(pairs, work, cast)], axis=1)
    rules = resources.load("match")
    total = np.full(len(scored), float(rules["bias"]))
    for name, rule in rules["evidence"].items():
        total += scored[name].to_numpy(dtype=float) * rule["weight"]
    scored["score"] = total
    limit = np.where(scored["fits"], rules["thresholds"]["link"], rules["thresholds"]["conflict"])
    kept: pd.DataFrame = scored[total >= limit].reset_index(drop=True)
    return kept


def evidence(pairs: pd.DataFrame, work: pd.DataFrame, cast: pd.Series[Any]) -> pd.DataFrame:
    """One column a piece of evidence (0, 1 or a capped count) and `fits`, a row a pair."""
    a = work.iloc[pairs["a"]].reset_index(drop=True)
    b = work.iloc[pairs["b"]].reset_index(drop=True)
    out = pd.DataFrame(index=pairs.index)
    out["property_known"] = a["known"].array
    out["property_open"] = ~a["known"].to_numpy()
    _add_measured(out, pairs, work, a, b)
    _add_subjects(out, pairs, work, a, b)
    _add_places(out, pairs, work, a, b)
    _add_times(out, a, b)
    _add_story(out, a, b, cast)
    context = _shared(pairs, work["context"])
    out["context_shared"] = np.minimum(context, _most("context_shared"))
    out["modality_apart"] = (a["modality"] != b["modality"]).to_numpy()
    _add_values(out, a, b)
    return out


def why(pair: pd.Series[Any]) -> tuple[Step, ...]:
    """The evidence of one scored pair as steps, the strongest first, and their sum."""
    rules = resources.load("match")
    steps = [
        Step(
            rule=f"evidence:{name}",
            text=rule["label"],
            inputs=(("log_odds", round(float(pair[name]) * rule["weight"], 3)),),
        )
        for name, rule in rules["evidence"].items()
        if pair[name]
    ]
    steps.sort(key=lambda step: (-abs(step.inputs[0][1]), step.rule))
    start = Step("evidence:start", "before any evidence", (("log_odds", rules["bias"]),))
    total = Step("evidence:sum", "together", (("log_odds", round(float(pair["score"]), 3)),))
    return (start, *steps, total)


def _most(name: str) -> float:
    return float(resources.load("match")["evidence"][name]["most"])


def _shared(pairs: pd.DataFrame, sets: pd.Series[Any]) -> NDArray[np.int64]:
    """How many items the two rows of each pair share; `sets` holds a tuple a row."""
    items = sets.reset_index(drop=True).explode().dropna()
    long = pd.DataFrame({"row": items.index, "item": items.astype("str").array})
    left = pairs.reset_index(names="pair").merge(long, left_on="a", right_on="row")
    both = left.merge(long, left_on=["b", "item"], right_on=["row", "item"])
    return np.bincount(both["pair"].to_numpy(dtype=np.int64), minlength=len(pairs))


def _sizes(sets: pd.Series[Any]) -> NDArray[np.int64]:
    return sets.map(len).to_numpy(dtype=np.int64)


def _add_measured(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    shared = _shared(pairs, work["measured"])
    out["measured_shared"] = np.minimum(shared, _most("measured_shared"))
    out["measured_apart"] = (_sizes(a["measured"]) > shared) & (_sizes(b["measured"]) > shared)


def _add_subjects(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    shared = _shared(pairs, work["entities"])
    in_a, in_b = _sizes(a["entities"]), _sizes(b["entities"])
    equal = (shared == in_a) & (shared == in_b) & (shared > 0)
    relational = a["relational"].to_numpy()
    # a relation of which one party is named is the same only if nothing else narrows it
    same_words = (a["measured"].map(frozenset) == b["measured"].map(frozenset)).to_numpy()
    equal &= ~relational | (shared > 1) | same_words
    out["subjects_equal"] = equal
    out["subjects_shared"] = (shared > 0) & ~equal & ~relational
    out["subjects_apart"] = (shared == 0) & (in_a > 0) & (in_b > 0)
    out["subjects_one_sided"] = (in_a > 0) ^ (in_b > 0)
    out["relational_equal"] = relational & equal
    out["relational_apart"] = relational & ~equal & (in_a > 0) & (in_b > 0)


def _add_places(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    shared = _shared(pairs, work["places"])
    out["where_shared"] = shared > 0
    out["where_apart"] = (shared == 0) & (_sizes(a["places"]) > 0) & (_sizes(b["places"]) > 0)


#: With fewer names in the shorter text the share of them says nothing about its story.
_MIN_CAST = 3


def _add_story(out: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame, cast: pd.Series[Any]) -> None:
    out["story_shared"] = _story(a["source"], b["source"], cast)
    large = pd.Series(_sizes(cast) >= _MIN_CAST, index=cast.index)
    both = large[a["source"]].to_numpy() & large[b["source"]].to_numpy()
    apart = both & (out["story_shared"].to_numpy() < _most("story_apart"))
    out["story_apart"] = apart & ~a["relational"].to_numpy()


def _story(a: pd.Series[Any], b: pd.Series[Any], cast: pd.Series[Any]) -> NDArray[np.float64]:
    """How much of the cast of the shorter text the other one has too, 0 to 1, a row a pair.

    Two accounts of one event name the same people and places. Each couple of sources is compared
    once, however many claims they share.
    """
    number = pd.Series(range(len(cast)), index=cast.index)
    couples = pd.DataFrame({"a": number[a].array, "b": number[b].array})
    distinct = couples.drop_duplicates(ignore_index=True)
    sizes = _sizes(cast)
    smaller = np.minimum(sizes[distinct["a"]], sizes[distinct["b"]])
    share = _shared(distinct, cast) / np.maximum(smaller, 1)
    distinct["share"] = np.where(smaller >= _MIN_CAST, share, 0.0)
    return couples.merge(distinct, on=["a", "b"], how="left")["share"].to_numpy(dtype=np.float64)


def _add_times(out: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame) -> None:
    known = a["when_low"].notna() & b["when_low"].notna()
    overlap = (a["when_low"] <= b["when_high"]) & (b["when_low"] <= a["when_high"])
    out["when_shared"] = (known & overlap).to_numpy()
    out["when_apart"] = (known & ~overlap).to_numpy()
    out["when_one_sided"] = (a["when_low"].notna() ^ b["when_low"].notna()).to_numpy()


def _add_values(out: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame) -> None:
    resolved = (a["resolved"] & b["resolved"]).to_numpy()
    textual = a["low"].isna().to_numpy() & resolved
    overlap = ((a["low"] <= b["high"]) & (b["low"] <= a["high"])).to_numpy()
    equal = ((a["low"] == b["low"]) & (a["high"] == b["high"])).to_numpy()
    out["value_exact"] = resolved & equal & a["exact"].to_numpy() & b["exact"].to_numpy()
    out["value_overlaps"] = resolved & overlap
    repeats = a["repeatable"].to_numpy() & resolved & ~overlap & ~textual
    gap = np.maximum(
        a["low"].to_numpy() - b["high"].to_numpy(), b["low"].to_numpy() - a["high"].to_numpy()
    )
    near = repeats & (gap <= _most("event_near")) & a["known"].to_numpy()
    near &= out["subjects_equal"].to_numpy()
    out["event_repeats"] = repeats & ~near
    out["event_near"] = near
    out["fits"] = overlap | ~resolved | textual
