"""How likely two texts tell of one event.

Values of two quakes answer the same questions and differ; that they are two quakes, only the texts
tell: do they name the same people and places, open with the same, use the same words? `same_event`
gives a first probability by rule (`[story]` of resources/match.toml). Then a learned model looks at
each couple of texts: names, words, days, years and figures that they share, how much more each
shares with others, how many of their claims are each other's partners. A second looks at the
company of each couple: texts of one event are alike to the same third texts. Its log-odds become
the piece of evidence `one_event` of every pair of the couple.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.reconcile.pairs import Ints, PairView, Sets, Table, shared

#: With fewer names in the shorter text the share of them says nothing about its event.
MIN_ENTITIES = 3
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


class TextPairs:
    """The couples of texts of some pairs: `a`, `b` are the numbers of their sources, `of` says
    which couple each pair belongs to. A text is compared with another once, however many claims
    they share."""

    def __init__(self, view: PairView) -> None:
        texts = max(len(view.table.entity_sets.sizes), 1)
        one, other = view.a("text"), view.b("text")
        low, high = np.minimum(one, other), np.maximum(one, other)
        self._number, of = np.unique(low * texts + high, return_inverse=True)
        self.of: Ints = of.reshape(-1)
        self.a, self.b = np.divmod(self._number, texts)

    def among(self, every: TextPairs) -> Ints:
        """Where each of these couples stands in `every`, which holds them and others."""
        return np.searchsorted(every._number, self._number)


def same_event(table: Table, a: Ints, b: Ints) -> Columns:
    """The evidence on whole texts, a row a couple of texts `a` and `b` (numbers of sources).

    `told` is the probability that the two tell of one event, by `[story]` of resources/match.toml.
    """
    rules, held, opening = resources.load("match")["story"], table.entity_sets, table.opening
    smaller = np.minimum(held.sizes[a], held.sizes[b])
    common = np.where(smaller >= MIN_ENTITIES, shared(held, held, a, b), 0)
    share = common / np.maximum(smaller, 1)
    found: Columns = {
        "story_shared": share,
        "story_alike": alike(common, held.sizes[a], held.sizes[b]),
        "story_apart": (smaller >= MIN_ENTITIES) & (share < rules["apart"]),
        "opening_alike": alike(shared(opening, opening, a, b), opening.sizes[a], opening.sizes[b]),
    }
    odds = sum(rules[name] * found[name] for name in found if name in rules)
    found["told"] = 1 / (1 + np.exp(-(rules["bias"] + odds)))
    return found


def likeness(table: Table, couples: TextPairs) -> Columns:
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
        most = np.zeros(len(table.entity_sets.sizes))
        np.fmax.at(most, couples.a, each)
        np.fmax.at(most, couples.b, each)
        behind = np.stack([most[text] - each for text in (couples.a, couples.b)])
        found[name] = np.round(each, 6)
        for end, column in zip(BEHIND, (behind.min(0), behind.max(0)), strict=True):
            found[name + end] = np.round(column, 6)
    return found


def _each(table: Table, couples: TextPairs) -> Iterator[tuple[str, NDArray[np.float64]]]:
    a, b = couples.a, couples.b
    for name, (column, _) in LIKENESS.items():
        sets: Sets = getattr(table, column)
        sizes = sets.sizes[a], sets.sizes[b]
        each = alike(shared(sets, sets, a, b), *sizes)
        yield name, np.where(np.minimum(*sizes) > 0, each, np.nan)


def alike(common: Ints, a: Ints, b: Ints) -> NDArray[np.float64]:
    """Cosine of two sets of these sizes that share so many items."""
    return np.asarray(common / np.sqrt(np.maximum(a * b, 1)), dtype=np.float64)


# --- learned: the couple, and its company ---------------------------------------------------------

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
