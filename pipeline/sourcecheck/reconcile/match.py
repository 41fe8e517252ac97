"""The evidence that two claims answer one question, weighed.

Each piece of evidence is a named column with a weight and a label in `resources/match.toml`; the
score of a pair is their sum. `why` gives the same sum as steps that a person can read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.model.finding import Step
from sourcecheck.reconcile.evidence import weighable
from sourcecheck.reconcile.sets import Ints, shared
from sourcecheck.reconcile.sides import Table
from sourcecheck.reconcile.story import MIN_CAST, WORDS, story, words_alike


def near(table: Table, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Which pairs of rows are worth weighing: of texts that may tell one story, or that name too
    little for that to be known, and all whose claims share a subject or place."""
    text, texts = table.columns["text"], max(len(table.cast.sizes), 1)
    couples, of = np.unique(_couples(text[a], text[b], texts), return_inverse=True)
    one, other = np.divmod(couples, texts)
    known = np.minimum(table.cast.sizes[one], table.cast.sizes[other]) >= MIN_CAST
    strange = known & (story(table, one, other)["told"] < resources.load("match")["story"]["near"])
    found: NDArray[np.bool_] = ~strange[of.reshape(-1)]
    rest = np.flatnonzero(~found)
    for name in ("entities", "places"):
        sets = table.sets[name]
        found[rest] |= shared(sets, sets, a[rest], b[rest]) > 0
    return found


def score(pairs: pd.DataFrame, table: Table) -> pd.DataFrame:
    """`pairs` (columns a, b, asked) with `fits`, `value_overlaps`, `score` and, for those that can
    link two claims, one column a piece of evidence.

    `table` holds the claims of the WORK table as columns. `fits` says that the values overlap (or
    that one of them is unresolved). Pairs that do not fit are weighed apart, and only if both state
    one property. Of pairs too weak to link (`thresholds` in resources/match.toml) only the sum is
    kept, and only where links bring their claims, or clusters of them, together.
    """
    linking, others = [], []
    for portion in _portions(pairs, table.columns["text"]):
        links, rest = _weighed(portion, table)
        linking.append(links.astype({**dict.fromkeys(_pieces(), "float32"), **_KEPT}))
        others.append(rest.astype(_KEPT))
    links = pd.concat(linking, ignore_index=True)
    rest = pd.concat(others, ignore_index=True)
    others.clear()
    rest = rest[_heard(rest, links, len(table.columns["text"]))]
    fits = rest["fits"].to_numpy(dtype=bool)
    rest["score"] += _worth(WORDS, fits) * words_alike(rest, table)
    heard: pd.DataFrame = pd.concat([links, rest], ignore_index=True)
    return heard


#: Columns of every scored pair, beside those that name it.
_KEPT = {
    "a": "int32", "b": "int32", "asked": "bool", "fits": "bool", "value_overlaps": "bool",
    "score": "float64",
}  # fmt: skip
#: Pairs weighed at once; a couple of texts is never divided.
_AT_ONCE = 200_000
#: Sums in another order may differ by so much.
_ROUNDING = 1e-9


def _pieces() -> list[str]:
    return [name for name in resources.load("match")["evidence"] if name not in _KEPT]


def _portions(pairs: pd.DataFrame, text: Ints) -> Iterator[pd.DataFrame]:
    """The pairs in portions, all those of two texts in one; at least one portion."""
    a, b = text[pairs["a"]], text[pairs["b"]]
    couple = _couples(a, b, int(text.max(initial=0)) + 1)
    order = np.argsort(couple, kind="stable")
    couple = couple[order]
    start = 0
    while start < len(order) or not start:
        end = len(order)
        if start + _AT_ONCE < end:
            end = int(np.searchsorted(couple, couple[start + _AT_ONCE], side="right"))
        yield pairs.iloc[order[start:end]]
        if end == start:
            return
        start = end


def _weighed(pairs: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The pairs that can link two claims, with evidence and score; and of the others those that
    may speak against it, their score without `WORDS`."""
    limits = resources.load("match")["thresholds"]
    scored = pd.concat([pairs, weighable(pairs, table)], axis=1)
    scored = scored[scored["fits"] | scored["asked"]]
    fits = scored["fits"].to_numpy(dtype=bool)
    least = np.where(fits, limits["link"], limits["conflict_mean"])
    scored["score"] = _total(scored, fits)
    words = _worth(WORDS, fits)  # of what is at most 1
    near = scored["score"] + np.maximum(words, 0.0) >= least - _ROUNDING
    links = scored[near].copy()
    links[WORDS] = words_alike(links, table)
    links["score"] = _total(links, fits[near])
    enough = (links["score"] >= least[near]).to_numpy()
    rest = pd.concat([scored.loc[~near, list(_KEPT)], links.loc[~enough, list(_KEPT)]])
    rest["score"] = scored["score"].reindex(rest.index).to_numpy()
    useful = rest["fits"] | (rest["score"] >= limits["heard"])
    return links[enough], rest[useful]


def _total(scored: pd.DataFrame, fits: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The sum of the pieces of evidence that `scored` has, by what each is worth."""
    rules = resources.load("match")
    total: NDArray[np.float64] = np.where(fits, rules["bias"], rules["rival_bias"]).astype(float)
    for name, rule in rules["evidence"].items():
        if name in scored and (rule.get("weight") or rule.get("rival")):
            total += scored[name].to_numpy(dtype=float) * _worth(name, fits)
    return total


def _worth(name: str, fits: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What a piece of evidence adds to the score of each pair, for each one of it."""
    rule = resources.load("match")["evidence"][name]
    worth: NDArray[np.float64] = np.where(fits, rule.get("weight", 0.0), rule.get("rival", 0.0))
    return worth


def _heard(rest: pd.DataFrame, links: pd.DataFrame, rows: int) -> NDArray[np.bool_]:
    """Which pairs of `rest` can matter: those that speak against what `links` bring together.

    Claims in one cluster are joined by links that fit, directly or through others; clusters are
    held against each other when one pair of them at least is a conflict.
    """
    fits = links["fits"].to_numpy(dtype=bool)
    a, b = links["a"].to_numpy(), links["b"].to_numpy()
    of = _joined(a[fits], b[fits], rows)
    firm = ~fits & (links["score"].to_numpy() >= resources.load("match")["thresholds"]["conflict"])
    against = np.unique(_couples(of[a[firm]], of[b[firm]], rows))
    of_a, of_b = of[rest["a"].to_numpy()], of[rest["b"].to_numpy()]
    fitting = rest["fits"].to_numpy(dtype=bool)
    return np.where(fitting, of_a == of_b, np.isin(_couples(of_a, of_b, rows), against))


def _couples(a: Ints, b: Ints, count: int) -> Ints:
    """A number for each couple, either way round, of things numbered below `count`."""
    return np.minimum(a, b) * count + np.maximum(a, b)


def _joined(a: Ints, b: Ints, rows: int) -> Ints:
    """For each row the first of all those that the pairs (a, b) join it to."""
    first = np.arange(rows)
    while True:
        before = first.copy()
        least = np.minimum(first[a], first[b])
        np.minimum.at(first, first[a], least)
        np.minimum.at(first, first[b], least)
        first = first[first]
        if np.array_equal(first, before):
            return first


def why(pair: pd.Series[Any] | Mapping[str, Any]) -> tuple[Step, ...]:
    """The evidence of one scored pair as steps, the strongest first, and their sum."""
    rules = resources.load("match")
    kind, start = ("weight", "bias") if pair["fits"] else ("rival", "rival_bias")
    steps = [
        Step(
            rule=f"evidence:{name}",
            text=rule["label"],
            inputs=(("log_odds", round(float(pair[name]) * rule[kind], 3)),),
        )
        for name, rule in rules["evidence"].items()
        if pair[name] and rule.get(kind)
    ]
    steps.sort(key=lambda step: (-abs(step.inputs[0][1]), step.rule))
    begin = Step("evidence:start", "before any evidence", (("log_odds", rules[start]),))
    total = Step("evidence:sum", "together", (("log_odds", round(float(pair["score"]), 3)),))
    return (begin, *steps, total)
