"""Two texts as a whole: do they name the same people and places, open with the same, use the same
words; and how likely they tell one story (`[story]` of resources/match.toml).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.reconcile.sets import Ints, shared
from sourcecheck.reconcile.sides import Sides, Table

#: With fewer names in the shorter text the share of them says nothing about its story.
MIN_CAST = 3
#: The piece of evidence that compares the words of whole texts.
WORDS = "story_words"

Columns = dict[str, NDArray[Any]]


class Couples:
    """The couples of sources of some pairs: `a`, `b` are the numbers of their sources, `of` says
    which couple each pair belongs to. A text is compared with another once, however many claims
    they share."""

    def __init__(self, sides: Sides) -> None:
        texts = max(len(sides.table.cast.sizes), 1)
        found, of = np.unique(sides.a("text") * texts + sides.b("text"), return_inverse=True)
        self.of: Ints = of.reshape(-1)
        self.a, self.b = np.divmod(found, texts)


def story(table: Table, a: Ints, b: Ints) -> Columns:
    """The evidence on whole texts, a row a couple of texts `a` and `b` (numbers of sources).

    `told` is how likely the two tell one story, 0 to 1: `[story]` of resources/match.toml.
    """
    rules, cast, opening = resources.load("match"), table.cast, table.opening
    smaller = np.minimum(cast.sizes[a], cast.sizes[b])
    common = np.where(smaller >= MIN_CAST, shared(cast, cast, a, b), 0)
    share = common / np.maximum(smaller, 1)
    found: Columns = {
        "story_shared": share,
        "story_alike": alike(common, cast.sizes[a], cast.sizes[b]),
        "story_apart": (smaller >= MIN_CAST) & (share < rules["story"]["apart"]),
        "opening_alike": alike(shared(opening, opening, a, b), opening.sizes[a], opening.sizes[b]),
    }
    weights = rules["story"]
    odds = sum(weights[name] * found[name] for name in found if name in weights)
    found["told"] = 1 / (1 + np.exp(-(weights["bias"] + odds)))
    return found


def words_alike(pairs: pd.DataFrame, table: Table) -> NDArray[np.float64]:
    """How alike the words of the two texts' claims are, a row a pair (`WORDS`)."""
    words, couples = table.words, Couples(Sides(pairs, table))
    a, b = couples.a, couples.b
    each = alike(shared(words, words, a, b), words.sizes[a], words.sizes[b])
    found: NDArray[np.float64] = each[couples.of]
    return found


def alike(common: Ints, a: Ints, b: Ints) -> NDArray[np.float64]:
    """Cosine of two sets of these sizes that share so many items."""
    return np.asarray(common / np.sqrt(np.maximum(a * b, 1)), dtype=np.float64)
