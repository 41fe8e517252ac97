"""How likely two texts tell of one event: learned, as `question` and `relation` are.

Values of two quakes answer the same questions and differ; that they are two quakes, only the texts
tell. A first model looks at each couple of texts: names, words, days, years and figures that they
share, how much more each shares with others, how many of their claims are each other's partners. A
second looks at the company of each couple: texts of one event are alike to the same third texts.
Its log-odds become the piece of evidence `one_event` of every pair of the couple.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.reconcile.sets import Ints
from sourcecheck.reconcile.story import BEHIND, LIKENESS, Columns

#: What the first model asks of a couple: the mean over its pairs.
EVIDENCE = (
    *(name + end for name in LIKENESS for end in ("", *BEHIND)),
    "story_shared", "story_alike", "opening_alike", "told", "published_apart",
    "couple_best", "couple_many", "couple_fits", "couple_likely",
)  # fmt: skip
#: What `company` adds for the second: sums and maxima, to which unrelated texts add nothing.
COMPANY = (
    "event", "event_through", "event_unlike", "event_unlike_most", "event_kin_min", "event_kin_max",
)  # fmt: skip
#: With more couples times texts than this their company is not looked at.
MOST = 200_000_000
#: Couples looked at together.
_AT_ONCE = 20_000


def couples(columns: Columns, a: Ints, b: Ints) -> pd.DataFrame:
    """`EVIDENCE` of each couple of texts; columns one, other (numbers of texts, one < other) first.

    `a`, `b` are the texts of the pairs that `columns` describes.
    """
    frame = pd.DataFrame({name: np.asarray(columns[name], dtype=np.float64) for name in EVIDENCE})
    frame["one"], frame["other"] = np.minimum(a, b), np.maximum(a, b)
    found: pd.DataFrame = frame.groupby(["one", "other"], sort=True).mean().round(6).reset_index()
    return found


def joined(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The couples of several portions of pairs, by their texts."""
    whole = pd.concat(parts, ignore_index=True)
    return whole.sort_values(["one", "other"], ignore_index=True)


def as_columns(found: pd.DataFrame) -> Columns:
    """The evidence of couples as the first model asks it."""
    return {name: found[name].to_numpy() for name in EVIDENCE}


def company(found: pd.DataFrame, first: NDArray[np.float64]) -> Columns:
    """`EVIDENCE` and `COMPANY` of each couple, given the log-odds of the first model.

    `event_through`: the best third text that both are likely to share an event with (the less
    likely of the two, as probability); `event_unlike`, `_most`: by how much the two differ in what
    they share with the others, in all and at most; `event_kin_min`, `_max`: how many other texts
    each is likely to share an event with. Texts that have no pair share nothing.
    """
    one, other = (found[side].to_numpy(dtype=np.int64) for side in ("one", "other"))
    texts = int(max(one.max(initial=0), other.max(initial=0))) + 1
    through, unlike, most, fewer, more = (np.full(len(found), np.nan) for _ in range(5))
    if len(found) * texts <= MOST:
        likely = np.zeros((texts, texts))
        likely[one, other] = likely[other, one] = 1 / (1 + np.exp(-first))
        for start in range(0, len(found), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            x, y = likely[one[part]], likely[other[part]]
            rows = np.arange(len(x))
            apart = np.abs(x - y)
            apart[rows, one[part]] = apart[rows, other[part]] = 0.0
            kin = np.stack([x.sum(1), y.sum(1)]) - x[rows, other[part]]
            through[part], most[part] = np.minimum(x, y).max(1), apart.max(1)
            unlike[part], fewer[part], more[part] = apart.sum(1), kin.min(0), kin.max(0)
    made = (first, through, unlike, most, fewer, more)
    added = {name: np.round(each, 6) for name, each in zip(COMPANY, made, strict=True)}
    return {**as_columns(found), **added}


def of_pairs(
    found: pd.DataFrame, odds: NDArray[np.float64], a: Ints, b: Ints
) -> NDArray[np.float64]:
    """The log-odds of the couple of each pair, whose texts are `a` and `b`."""
    one, other = (found[side].to_numpy(dtype=np.int64) for side in ("one", "other"))
    texts = int(other.max(initial=0)) + 1
    key = one * texts + other
    at = np.searchsorted(key, np.minimum(a, b) * texts + np.maximum(a, b))
    each: NDArray[np.float64] = odds[at]
    return each
