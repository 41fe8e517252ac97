"""Two documents aligned as wholes: of a pair of claims, how good is it among its like?

A pair is better evidence when each claim is the other's best partner in that document, when other
pairs of the same two sentences match too, when the two documents have more in common than this
pair, and when a third document has one partner for both. All of it is computed from one score a
pair, in one sort each, near-linear in the pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.reconcile.pairs import Ints

Floats = NDArray[np.float64]
Columns = dict[str, NDArray[Any]]

#: Ranks beyond this are alike.
_LAST_RANK = 20
#: What stands for "no other": below every score.
_NONE = -12.0
#: The best pairs of two documents that speak for both as wholes.
_SPEAK = 5
#: A pair is likely to answer one question from here on.
_LIKELY = 0.5
#: Less likely partners in a third document say nothing: an unrelated document changes no finding.
_LEAST = 0.1
#: What several third documents say together counts so much at most.
_MOST_THIRDS = 5.0


def ranked(name: str, score: Floats, a: Ints, b: Ints, source: Ints) -> Columns:
    """Ranks and margins of each pair among the pairs of either claim with the other's document.

    `<name>_rank_sum`, `_rank_max`: 0 when each is the other's best partner; `_margin_min`,
    `_margin_max`: how far the pair is above the second best, or (negative) below the best.
    """
    (rank_a, margin_a), (rank_b, margin_b) = (
        _rank(score, one, source[other]) for one, other in ((a, b), (b, a))
    )
    return {
        f"{name}_rank_sum": np.minimum(rank_a + rank_b, _LAST_RANK),
        f"{name}_rank_max": np.minimum(np.maximum(rank_a, rank_b), _LAST_RANK),
        f"{name}_margin_min": np.minimum(margin_a, margin_b),
        f"{name}_margin_max": np.maximum(margin_a, margin_b),
    }


def _rank(score: Floats, one: Ints, document: Ints) -> tuple[Floats, Floats]:
    """Rank and margin of each pair among those of its claim `one` with one document."""
    order, first, last = _runs(
        one.astype(np.int64) * (document.max(initial=0) + 1) + document, score
    )
    sorted_ = score[order]
    rank = np.arange(len(order)) - first
    second = np.where(first + 1 < last, sorted_[np.minimum(first + 1, len(order) - 1)], _NONE)
    margin = np.where(rank == 0, sorted_ - np.maximum(second, _NONE), sorted_ - sorted_[first])
    ranks, margins = np.empty(len(order)), np.empty(len(order))
    ranks[order], margins[order] = rank, margin
    return ranks, margins


def best_fitting(score: Floats, fits: NDArray[np.bool_], a: Ints, b: Ints, source: Ints) -> Columns:
    """`fit_max`, `fit_min`: the best score that each claim has with a claim of the other's document
    whose value fits: who has a partner there is not contradicted by its neighbour."""
    held = np.where(fits, score, _NONE)
    tops = []
    for one, other in ((a, b), (b, a)):
        document = source[other]
        key = one.astype(np.int64) * (document.max(initial=0) + 1) + document
        order, first, _ = _runs(key, held)
        top = np.empty(len(order))
        top[order] = held[order][first]
        tops.append(top)
    return {"fit_max": np.maximum(*tops), "fit_min": np.minimum(*tops)}


def _runs(key: Ints, score: Floats) -> tuple[Ints, Ints, Ints]:
    """The order by key and falling score; for each place of it where its key begins and ends."""
    order = np.lexsort((-score, key))
    sorted_ = key[order]
    starts = np.flatnonzero(np.r_[True, sorted_[1:] != sorted_[:-1]]) if len(key) else order
    sizes = np.diff(np.r_[starts, len(key)])
    return order, np.repeat(starts, sizes), np.repeat(starts + sizes, sizes)


def couples(
    likely: Floats, fits: NDArray[np.bool_], best: NDArray[np.bool_], a: Ints, b: Ints, source: Ints
) -> Columns:
    """How much the two documents of each pair have in common, the pair itself left out.

    `likely` is the probability that a pair answers one question, `best` whether each claim is the
    other's best partner. `couple_best`: mean of their best pairs; `couple_many`: share of claims
    with
    a likely partner; `couple_fits`: of their likely pairs, how many have values that fit (two
    accounts of one event agree on most, look-alike events on little); `couple_likely`: how many.
    """
    low, high = np.minimum(source[a], source[b]), np.maximum(source[a], source[b])
    of = pd.factorize(low * (source.max(initial=0) + 1) + high)[0]
    if not len(of):
        return {name: np.zeros(0) for name in
                ("couple_best", "couple_many", "couple_fits", "couple_likely")}  # fmt: skip
    partner = (
        pd.DataFrame({"of": of, "a": a, "likely": likely}).groupby(["of", "a"])["likely"].max()
    )
    tops = partner.sort_values(ascending=False).groupby(level=0)
    spoken = tops.head(_SPEAK).groupby(level=0).mean().sort_index().to_numpy()
    many = (partner > _LIKELY).groupby(level=0).mean().sort_index().to_numpy()
    weight = np.where(best & (likely > _LIKELY), likely, 0.0)
    total = np.bincount(of, weight)[of] - weight
    fitting = np.bincount(of, weight * fits)[of] - weight * fits
    share = np.divide(fitting, total, out=np.full(len(of), np.nan), where=total > 1e-9)
    found = {
        "couple_best": spoken[of],
        "couple_many": many[of],
        "couple_fits": share,
        "couple_likely": np.minimum(total, _LAST_RANK),
    }
    return {name: np.round(column, 6) for name, column in found.items()}


def siblings(likely: Floats, fits: NDArray[np.bool_], a: Ints, b: Ints, place: Ints) -> Columns:
    """The other pairs of the same two sentences (`place` of each claim).

    `sibling`: how likely others of them answer one question, summed; `sibling_fits`: those of them
    whose values fit; `twin`: the same of pairs that share a claim with this one.
    """
    key = pd.factorize(place[a].astype(np.int64) * (place.max(initial=0) + 1) + place[b])[0]
    if not len(key):
        return {name: np.zeros(0) for name in ("sibling", "sibling_fits", "twin")}
    made = {}
    for name, weight in (("sibling", likely), ("sibling_fits", likely * fits)):
        frame = pd.DataFrame({"key": key, "a": a, "b": b, "w": weight})
        total = frame.groupby("key")["w"].transform("sum").to_numpy()
        with_a = frame.groupby(["key", "a"])["w"].transform("sum").to_numpy()
        with_b = frame.groupby(["key", "b"])["w"].transform("sum").to_numpy()
        made[name] = np.minimum(total - with_a - with_b + weight, 3.0)
        if name == "sibling":
            made["twin"] = np.maximum(with_a, with_b) - weight
    return {name: np.round(column, 6) for name, column in made.items()}


class Partners(NamedTuple):
    """The best partner of each claim in each other document, where one is likely at all: sorted by
    claim and document."""

    claim: Ints
    document: Ints
    partner: Ints
    likely: Floats


def partners(likely: Floats, a: Ints, b: Ints, source: Ints) -> Partners:
    """The partners among these pairs; each couple of documents must have all of its pairs here."""
    claim, other, how = np.r_[a, b], np.r_[b, a], np.r_[likely, likely]
    kept = np.flatnonzero(how >= _LEAST)
    claim, other, how = claim[kept], other[kept], how[kept]
    document = source[other]
    order = np.lexsort((other, -how, document, claim))
    claim, other, document, how = claim[order], other[order], document[order], how[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (claim[1:] != claim[:-1]) | (document[1:] != document[:-1])
    return Partners(claim[first], document[first], other[first], how[first])


def joined(parts: Sequence[Partners]) -> Partners:
    """The partners of all portions of the pairs."""
    claim, document, partner, likely = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    order = np.lexsort((document, claim))
    return Partners(claim[order], document[order], partner[order], likely[order])


def thirds(known: Partners, a: Ints, b: Ints, source: Ints) -> Columns:
    """What other documents say of each pair: have both claims the same partner there?

    `third_same`: the likeliest such partner, by the less likely of its two pairs; `third_apart`:
    the same of two partners in one document; `third_balance`: all for less all against.
    """
    starts = np.searchsorted(known.claim, np.arange(len(source) + 1))
    many = np.diff(starts)[a]
    of = np.repeat(np.arange(len(a)), many)  # the pair that each row below is of
    of_a = np.arange(len(of)) + np.repeat(starts[a] - np.cumsum(many) + many, many)
    documents = np.int64(source.max(initial=0) + 1)
    key = known.claim * documents + known.document
    wanted = b[of].astype(np.int64) * documents + known.document[of_a]
    of_b = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
    third = (key[of_b] == wanted) & (known.document[of_a] != source[b][of])
    of, of_a, of_b = of[third], of_a[third], of_b[third]
    weight = np.minimum(known.likely[of_a], known.likely[of_b])
    same = known.partner[of_a] == known.partner[of_b]
    found = {name: np.zeros(len(a)) for name in ("third_same", "third_apart")}
    np.maximum.at(found["third_same"], of[same], weight[same])
    np.maximum.at(found["third_apart"], of[~same], weight[~same])
    balance = np.bincount(of, np.where(same, weight, -weight), len(a))
    found["third_balance"] = np.clip(balance, -_MOST_THIRDS, _MOST_THIRDS)
    return {name: np.round(column, 6) for name, column in found.items()}
