"""Candidate pairs: claims of different documents that may answer one question.

Claims meet in blocks. One kind of block holds the claims on one property of something that both
are about: an entity or, for claims that name none as theirs (the toll of an event), a place or a
content word of the sentence. The other holds claims that state an equal end of a value in
sentences that share a word, whatever property they were read as: they can corroborate each other,
and never conflict. Work is per block and near-linear; a block larger than the cap is cut, and the
cut is reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Blocks:
    """`pairs` has columns a, b: row numbers of the WORK table, a < b, of different sources; and
    `asked`: do both state one property?"""

    pairs: pd.DataFrame
    cut: tuple[tuple[str, int], ...]  # (block key, claims left out), sorted


def candidates(work: pd.DataFrame, most: int = 400) -> Blocks:
    """The candidate pairs of a WORK table, each once, and what the cap left out.

    `most` claims of a block are paired with each other. Each source's first claim of each value
    goes before its repetitions, and each source's claims take turns, so that a long text does not
    crowd out the others.
    """
    keys = pd.concat([_by_property(work), _by_value(work)], ignore_index=True)
    keys = keys.merge(
        work[["source", "value"]].reset_index(drop=True), left_on="row", right_index=True
    ).sort_values(["key", "row"], ignore_index=True)
    keys["again"] = keys.groupby(["key", "source", "value"]).cumcount()
    keys["turn"] = keys.groupby(["key", "source"]).cumcount()
    keys = keys.sort_values(["again", "turn", "row"], ignore_index=True)
    rank = keys.groupby("key").cumcount()
    over = keys.loc[rank >= most, "key"].value_counts()
    keys = keys.loc[rank < most, ["key", "row", "source"]]
    pairs = keys.merge(keys, on="key", suffixes=("_a", "_b"))
    pairs = pairs[
        (pairs["row_a"] < pairs["row_b"]) & (pairs["source_a"] != pairs["source_b"])
    ].drop_duplicates(["row_a", "row_b"])
    pairs = pairs.rename(columns={"row_a": "a", "row_b": "b"})[["a", "b"]]
    pairs = pairs.sort_values(["a", "b"], ignore_index=True)
    property = work["property"].to_numpy()
    of_a = property[pairs["a"]]
    pairs["asked"] = (of_a == property[pairs["b"]]) & (of_a != "")
    return Blocks(pairs, tuple(sorted((str(key), int(count)) for key, count in over.items())))


def _by_property(work: pd.DataFrame) -> pd.DataFrame:
    """Columns row, key: family × property × what the claim is about."""
    base = work["family"] + "|" + work["property"] + "|"
    # what holds between two parties is told by them; elsewhere a parse may have missed the subject
    by_name = (work["relational"] | work["field"]) & (work["entities"].map(len) > 0)
    about = [
        entities if named else (*entities, *places, *("~" + word for word in context))
        for named, entities, places, context in zip(
            by_name, work["entities"], work["places"], work["context"], strict=True
        )
    ]
    asked = work["property"] != ""
    return _keys(base, [found if one else () for one, found in zip(asked, about, strict=True)])


def _by_value(work: pd.DataFrame) -> pd.DataFrame:
    """Columns row, key: family × an end of the value × a word of the sentence.

    A date that is left open meets its like by its words ("Friday"), and every date those of the
    same month or day of the week. Fields of reference pages are
    left out: their labels say what they are about.
    """
    words = [
        tuple(sorted({*measured, *predicate, *context}))
        for measured, predicate, context in zip(
            work["measured"], work["predicate"], work["context"], strict=True
        )
    ]
    made = []
    for end in ("low", "high"):
        finite = work[end].notna() & (work[end].abs() != float("inf"))
        text = work[end].map("{:.12g}".format).where(finite, "")
        text = text.where(work["resolved"], work["timex"]).astype("str")
        prose = (text != "") & ~work["field"]
        on = [found if one else () for found, one in zip(words, prose, strict=True)]
        made.append(_keys(work["family"] + "=" + text + "~", on))
    on = [
        tuple(f"{mark}~{word}" for mark in marks if mark[0] in "dm" for word in found)
        for marks, found in zip(work["marks"], words, strict=True)
    ]
    made.append(_keys(work["family"] + "@", on))
    return pd.concat(made, ignore_index=True).drop_duplicates(ignore_index=True)


def _keys(base: pd.Series[str], on: list[tuple[str, ...]]) -> pd.DataFrame:
    """One row a claim and key: columns row, key; without repeats."""
    frame = pd.DataFrame({"row": range(len(base)), "base": base.array, "on": on})
    frame = frame.explode("on", ignore_index=True).dropna(subset=["on"])
    frame["key"] = frame["base"] + frame["on"].astype("str")
    return frame[["row", "key"]].drop_duplicates(ignore_index=True)
