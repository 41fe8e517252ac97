"""Two texts as a whole: do they name the same people and places, open with the same, use the same
words; and how likely they tell one story (`[story]` of resources/match.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.reconcile.sets import Ints, Sets, shared
from sourcecheck.reconcile.sides import Sides, Table

#: With fewer names in the shorter text the share of them says nothing about its story.
MIN_CAST = 3
#: The pieces of evidence that compare whole texts: which sets of the `Table`, and are they values?
LIKENESS = {
    "story_words": ("words", False), "story_names": ("named", False),
    "story_leading": ("leading", False), "story_days": ("days", True),
    "story_years": ("years", True), "story_figures": ("figures", True),
}  # fmt: skip
#: What is added to each of them by `likeness`.
BEHIND = ("_behind_min", "_behind_max")
#: Those that come from values.
OF_VALUES = frozenset(
    name + end for name, (_, values) in LIKENESS.items() if values for end in ("", *BEHIND)
)

Columns = dict[str, NDArray[Any]]


class Couples:
    """The couples of sources of some pairs: `a`, `b` are the numbers of their sources, `of` says
    which couple each pair belongs to. A text is compared with another once, however many claims
    they share."""

    def __init__(self, sides: Sides) -> None:
        texts = max(len(sides.table.cast.sizes), 1)
        one, other = sides.a("text"), sides.b("text")
        low, high = np.minimum(one, other), np.maximum(one, other)
        self._number, of = np.unique(low * texts + high, return_inverse=True)
        self.of: Ints = of.reshape(-1)
        self.a, self.b = np.divmod(self._number, texts)

    def among(self, every: Couples) -> Ints:
        """Where each of these couples stands in `every`, which holds them and others."""
        return np.searchsorted(every._number, self._number)


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


def likeness(table: Table, couples: Couples) -> Columns:
    """How alike the two texts of each couple are, and how much more alike each is to another text;
    a row a couple, and `couples` are all of the dossier.

    By the words of their claims, of their names (also those with a capital), of the names that
    lead them, by the days, years and longer figures that they state: each the cosine of two sets,
    NaN where one is empty. `<name>_behind_min`, `_max`: by how much that is less than with the text
    of the dossier that each of the two is most alike: 0 where they are each other's next of kin. Of
    two look-alike events each text is nearer to those of its own.
    """
    found: Columns = {}
    for name, each in _each(table, couples):
        most = np.zeros(len(table.cast.sizes))
        np.fmax.at(most, couples.a, each)
        np.fmax.at(most, couples.b, each)
        behind = np.stack([most[text] - each for text in (couples.a, couples.b)])
        found[name] = np.round(each, 6)
        for end, column in zip(BEHIND, (behind.min(0), behind.max(0)), strict=True):
            found[name + end] = np.round(column, 6)
    return found


def _each(table: Table, couples: Couples) -> Iterator[tuple[str, NDArray[np.float64]]]:
    a, b = couples.a, couples.b
    for name, (column, _) in LIKENESS.items():
        sets: Sets = getattr(table, column)
        sizes = sets.sizes[a], sets.sizes[b]
        each = alike(shared(sets, sets, a, b), *sizes)
        yield name, np.where(np.minimum(*sizes) > 0, each, np.nan)


def alike(common: Ints, a: Ints, b: Ints) -> NDArray[np.float64]:
    """Cosine of two sets of these sizes that share so many items."""
    return np.asarray(common / np.sqrt(np.maximum(a * b, 1)), dtype=np.float64)
