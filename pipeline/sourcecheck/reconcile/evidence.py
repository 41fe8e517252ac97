"""The pieces of evidence for and against two claims answering one question, as columns.

Nothing here depends on which other documents are in the dossier: no piece of evidence is a
frequency over it. What each piece is worth is data (`resources/match.toml`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck import resources

#: With fewer names in the shorter text the share of them says nothing about its story.
_MIN_CAST = 3
#: Two texts often state the same count below this of different things.
_SMALL = 10


def evidence(pairs: pd.DataFrame, work: pd.DataFrame, cast: pd.Series[Any]) -> pd.DataFrame:
    """One column a piece of evidence (0 to 1, or a capped count) and `fits`, a row a pair.

    `pairs` has columns a, b (rows of `work`) and asked; `cast` the entities that each source names.
    """
    a = work.iloc[pairs["a"]].reset_index(drop=True)
    b = work.iloc[pairs["b"]].reset_index(drop=True)
    out = pd.DataFrame(index=pairs.index)
    _add_property(out, pairs, work, a, b)
    _add_subjects(out, pairs, work, a, b)
    _add_places(out, pairs, work, a, b)
    _add_times(out, a, b)
    _add_scene(out, pairs, work, a, b)
    _add_story(out, pairs, work, a, b, cast)
    _add_wording(out, pairs, work, a, b)
    out["modality_apart"] = (a["modality"] != b["modality"]).to_numpy()
    _add_values(out, pairs, work, a, b)
    return out


def _most(name: str) -> float:
    return float(resources.load("match")["evidence"][name]["most"])


def _shared(
    pairs: pd.DataFrame, sets: pd.Series[Any], others: pd.Series[Any] | None = None
) -> NDArray[np.int64]:
    """How many items row a of `sets` and row b of `others` (or `sets`) share, a row a pair."""
    one, other = _long(sets), _long(sets if others is None else others)
    left = pairs[["a", "b"]].reset_index(drop=True).reset_index(names="pair")
    left = left.merge(one, left_on="a", right_on="row")
    both = left.merge(other, left_on=["b", "item"], right_on=["row", "item"])
    return np.bincount(both["pair"].to_numpy(dtype=np.int64), minlength=len(pairs))


def _long(sets: pd.Series[Any]) -> pd.DataFrame:
    """Columns row, item: one row an item of the tuples in `sets`."""
    items = sets.reset_index(drop=True).explode().dropna()
    return pd.DataFrame({"row": items.index, "item": items.astype("str").array})


def _sizes(sets: pd.Series[Any]) -> NDArray[np.int64]:
    return sets.map(len).to_numpy(dtype=np.int64)


def _apart(shared: NDArray[np.int64], a: pd.Series[Any], b: pd.Series[Any]) -> NDArray[np.bool_]:
    """Do both name some, and none in common?"""
    return (shared == 0) & (_sizes(a) > 0) & (_sizes(b) > 0)


def _alike(
    shared: NDArray[np.int64], a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Cosine of two sets of these sizes that share so many items."""
    return np.asarray(shared / np.sqrt(np.maximum(a * b, 1)), dtype=np.float64)


def _add_property(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    asked = pairs["asked"].to_numpy()
    known_a, known_b = a["known"].to_numpy(), b["known"].to_numpy()
    out["property_known"] = asked & known_a
    out["property_open"] = asked & ~known_a
    out["property_apart"] = ~asked & known_a & known_b
    shared = _shared(pairs, work["measured"])
    out["measured_shared"] = np.minimum(shared, _most("measured_shared"))
    out["measured_apart"] = (_sizes(a["measured"]) > shared) & (_sizes(b["measured"]) > shared)
    out["measured_more"] = (_sizes(a["measured"]) > shared) ^ (_sizes(b["measured"]) > shared)


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
    # an age or a population is somebody's; only what belongs to an event may go without
    out["subjects_needed"] = (a["known"] & ~a["event"]).to_numpy() & ~equal
    out["relational_equal"] = relational & equal
    out["relational_apart"] = relational & ~equal & (in_a > 0) & (in_b > 0)


def _add_places(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    shared = _shared(pairs, work["places"])
    out["where_shared"] = shared > 0
    out["where_apart"] = _apart(shared, a["places"], b["places"])


def _add_times(out: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame) -> None:
    known = a["when_low"].notna() & b["when_low"].notna()
    overlap = (a["when_low"] <= b["when_high"]) & (b["when_low"] <= a["when_high"])
    out["when_shared"] = (known & overlap).to_numpy()
    out["when_apart"] = (known & ~overlap).to_numpy()
    out["when_one_sided"] = (a["when_low"].notna() ^ b["when_low"].notna()).to_numpy()


def _add_scene(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    """Places and times of the sentences around the values, but for what holds between parties."""
    story = ~a["relational"].to_numpy()
    around = _shared(pairs, work["around"])
    out["around_shared"] = story * np.minimum(around, _most("around_shared"))
    out["around_apart"] = story & _apart(around, a["around"], b["around"])
    for level in ("years", "months", "weekdays"):
        shared = _shared(pairs, work[level])
        out[f"{level}_apart"] = story & _apart(shared, a[level], b[level])
        if level == "weekdays":
            out["weekdays_shared"] = story & (shared > 0)
    # what the other text opens with, or its sentence names too, is no aside
    aside = _shared(pairs, work["aside"])
    far_a = _sizes(a["aside"]) - aside - _shared(pairs, work["aside"], work["opening"])
    far_b = _sizes(b["aside"]) - aside - _shared(pairs, work["opening"], work["aside"])
    opening = _shared(pairs, work["opening"])
    out["opening_alike"] = story * _alike(opening, _sizes(a["opening"]), _sizes(b["opening"]))
    out["aside_shared"] = story & (aside > 0)
    out["aside_apart"] = story & ((far_a > 0) | (far_b > 0))


def _add_story(
    out: pd.DataFrame,
    pairs: pd.DataFrame,
    work: pd.DataFrame,
    a: pd.DataFrame,
    b: pd.DataFrame,
    cast: pd.Series[Any],
) -> None:
    """How alike the two texts are: people and places named, and words of their claims.

    Each couple of sources is compared once, however many claims they share.
    """
    number = pd.Series(range(len(cast)), index=cast.index)
    couples = pd.DataFrame({"a": number[a["source"]].array, "b": number[b["source"]].array})
    distinct = couples.drop_duplicates(ignore_index=True)
    words = _words_of_texts(work, cast.index)
    sizes, named = _sizes(words), _sizes(cast)
    of_a, of_b = distinct["a"].to_numpy(), distinct["b"].to_numpy()
    smaller = np.minimum(named[of_a], named[of_b])
    shared = np.where(smaller >= _MIN_CAST, _shared(distinct, cast), 0)
    distinct["share"] = shared / np.maximum(smaller, 1)
    distinct["alike"] = _alike(shared, named[of_a], named[of_b])
    distinct["words"] = _alike(_shared(distinct, words), sizes[of_a], sizes[of_b])
    found = couples.merge(distinct, on=["a", "b"], how="left")
    out["story_shared"] = found["share"].to_numpy(dtype=np.float64)
    out["story_alike"] = found["alike"].to_numpy(dtype=np.float64)
    out["story_words"] = found["words"].to_numpy(dtype=np.float64)
    large = named >= _MIN_CAST
    both = large[couples["a"].to_numpy()] & large[couples["b"].to_numpy()]
    apart = both & (out["story_shared"].to_numpy() < _most("story_apart"))
    out["story_apart"] = apart & ~a["relational"].to_numpy()


def _words_of_texts(work: pd.DataFrame, sources: pd.Index[Any]) -> pd.Series[Any]:
    """The content words of the claims of each source, a sorted tuple, in the order of `sources`."""
    words = pd.concat(
        [work[["source", column]].set_axis(["source", "word"], axis=1)
         for column in ("context", "measured")]
    ).explode("word").dropna().drop_duplicates().sort_values("word")  # fmt: skip
    by_source = words.groupby("source")["word"].agg(tuple)
    return by_source.reindex(sources).map(lambda found: found if isinstance(found, tuple) else ())


def _add_wording(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    context = _shared(pairs, work["context"])
    out["context_shared"] = np.minimum(context, _most("context_shared"))
    out["context_alike"] = _alike(context, _sizes(a["context"]), _sizes(b["context"]))
    predicate = _shared(pairs, work["predicate"])
    out["predicate_shared"] = np.minimum(predicate, _most("predicate_shared"))
    out["predicate_apart"] = _apart(predicate, a["predicate"], b["predicate"])
    out["predicate_apart_open"] = out["predicate_apart"] & ~a["known"].to_numpy()
    out["lead_both"] = (a["lead"] & b["lead"]).to_numpy()
    out["lead_one"] = (a["lead"] ^ b["lead"]).to_numpy()


def _add_values(
    out: pd.DataFrame, pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame
) -> None:
    resolved = (a["resolved"] & b["resolved"]).to_numpy()
    textual = a["low"].isna().to_numpy() & resolved
    overlap = ((a["low"] <= b["high"]) & (b["low"] <= a["high"])).to_numpy()
    equal = ((a["low"] == b["low"]) & (a["high"] == b["high"])).to_numpy()
    dates = (a["family"] == "date").to_numpy()
    said_alike = ~resolved & (a["timex"] == b["timex"]).to_numpy() & (a["timex"] != "").to_numpy()
    out["value_exact"] = resolved & equal & a["exact"].to_numpy() & b["exact"].to_numpy()
    out["value_overlaps"] = resolved & overlap
    out["value_equal"] = resolved & equal
    bound = ~np.isfinite(a[["low", "high"]].to_numpy()).all(axis=1)
    bound |= ~np.isfinite(b[["low", "high"]].to_numpy()).all(axis=1)
    out["value_bound"] = resolved & ~textual & overlap & ~equal & bound
    small = (a["low"].abs() < _SMALL).to_numpy() & a["family"].str.startswith(
        ("figure:count", "ordinal")
    )
    small = equal & small.to_numpy()
    unasked = ~pairs["asked"].to_numpy()
    out["value_small"] = small
    out["value_small_elsewhere"] = small * (1 - out["opening_alike"].to_numpy())
    out["value_small_unasked"] = small & unasked
    out["value_bound_unasked"] = out["value_bound"] & unasked
    out["value_bound_far"] = np.where(out["value_bound"] & ~dates, _orders(a, b), 0.0)
    out["value_text"] = textual
    out["date_open"] = ~resolved
    out["date_open_asked"] = ~resolved & out["property_known"] & out["subjects_equal"]
    out["date_said_alike"] = said_alike
    one_open = a["resolved"].to_numpy() ^ b["resolved"].to_numpy()
    out["date_marks_shared"] = one_open & (_shared(pairs, work["marks"]) > 0)
    out["date"] = dates
    out["ordinal"] = a["family"].str.startswith("ordinal").to_numpy()
    out["part"] = a["part"].to_numpy() ^ b["part"].to_numpy()
    out["part_both"] = a["part"].to_numpy() & b["part"].to_numpy()
    repeats = a["repeatable"].to_numpy() & resolved & ~overlap & ~textual
    gap = np.maximum(
        a["low"].to_numpy() - b["high"].to_numpy(), b["low"].to_numpy() - a["high"].to_numpy()
    )
    near = repeats & (gap <= _most("event_near")) & a["known"].to_numpy()
    near &= out["subjects_equal"].to_numpy()
    out["event_repeats"] = repeats & ~near
    out["event_near"] = near
    out["fits"] = overlap | ~resolved | textual
    out["value_far"] = np.where(out["fits"] | dates, 0.0, _orders(a, b))
    beside = _beside(pairs, work, equal | said_alike)
    out["beside_equal"] = np.minimum(beside, _most("beside_equal"))
    agree, differ = _texts(pairs, work, a, b, out)
    out["texts_agree"] = np.minimum(agree, _most("texts_agree"))
    out["texts_differ"] = np.minimum(differ, _most("texts_differ"))


def _orders(a: pd.DataFrame, b: pd.DataFrame) -> NDArray[np.float64]:
    """How many orders of magnitude lie between two values, at most `value_far.most`."""
    one, other = (  # of a bound, the end that is stated
        np.abs(np.where(np.isfinite(side["low"]), side["low"], side["high"])) for side in (a, b)
    )
    usable = (one > 0) & (other > 0) & np.isfinite(one) & np.isfinite(other)
    ratio = np.divide(one, other, out=np.ones_like(one), where=usable)
    return np.minimum(np.abs(np.log10(np.where(usable, ratio, 10.0))), _most("value_far"))


def _beside(pairs: pd.DataFrame, work: pd.DataFrame, equal: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many other values the two sentences of a pair have in common."""
    place = work.groupby(["source", "sentence"], sort=False).ngroup().to_numpy()
    couples = pd.DataFrame({
        "a": place[pairs["a"]], "b": place[pairs["b"]],
        "equal": equal, "value": work["value"].to_numpy()[pairs["a"]],
    })  # fmt: skip
    common = couples[couples["equal"]].drop_duplicates(["a", "b", "value"])
    count = common.groupby(["a", "b"]).size().rename("common").reset_index()
    found = couples.merge(count, on=["a", "b"], how="left")["common"].fillna(0)
    return (found.to_numpy(dtype=np.int64) - couples["equal"].to_numpy()).clip(0)


def _texts(
    pairs: pd.DataFrame, work: pd.DataFrame, a: pd.DataFrame, b: pd.DataFrame, out: pd.DataFrame
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """On how many other known properties the two texts state a value that fits, and how many on
    which none does: two accounts of one event agree on some, look-alike events on none."""
    number = {source: n for n, source in enumerate(sorted(set(work["source"])))}
    table = pd.DataFrame({
        "a": a["source"].map(number), "b": b["source"].map(number),
        "property": a["property"], "fits": out["fits"],
    })  # fmt: skip
    told = (out["property_known"] & ~out["date"] & ~out["aside_apart"].astype(bool)).to_numpy()
    couple = ["a", "b"]
    each = table[told].groupby([*couple, "property"])["fits"].any().reset_index()
    sums = each.groupby(couple)["fits"].agg(["sum", "size"]).reset_index()
    own = each.rename(columns={"fits": "own"})
    found = table.merge(sums, on=couple, how="left").merge(
        own, on=[*couple, "property"], how="left"
    )
    agree = found["sum"].fillna(0).to_numpy(dtype=np.int64)
    differ = found["size"].fillna(0).to_numpy(dtype=np.int64) - agree
    mine = found["own"]
    agree = agree - (mine == True).to_numpy()  # noqa: E712 (three values: true, false, not known)
    differ = differ - (mine == False).to_numpy()  # noqa: E712
    return agree, differ
