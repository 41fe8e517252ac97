"""Candidate pairs: claims of different documents that may answer one question.

Claims meet in blocks. One kind of block holds the claims on one property of something that both
are about: an entity or, for claims that name none as theirs (the toll of an event), a place or a
content word of the sentence, or a place with which the text opens. The other holds claims that
state an equal end of a value in sentences that share a word, or in texts that open with one place,
whatever property they were read as. Work is per block and near-linear; a block larger than the cap
is cut, and the cut is reported.

Beside the blocks, a family of values that has few claims is paired as a whole, so that in a dossier
of some dozen documents no pair is missed for want of a common word; in a larger family each claim
meets the claims of other documents whose vectors are nearest to its own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.reconcile.pairs import Ints, Sets, Vocabulary, members, shared

Near = Callable[[Ints, Ints], NDArray[np.bool_]]
#: A year or month among the marks of an opening (`reconcile.context.time_marks`).
_TIME = re.compile(r"[ym]-?[0-9]+")
#: Pairs of blocks that are made at once, before those that several blocks make are dropped.
_AT_ONCE = 1_000_000
#: A family of so many claims at most is paired as a whole.
WHOLE = 1500
#: Beyond it, each claim meets so many whose vectors are nearest; in families larger than the second
#: number they are not sought, since that takes time by the square of it.
NEAREST, MOST_SOUGHT = 12, 30_000
#: Rows whose nearest are sought at once.
_ROWS = 512


@dataclass(frozen=True, slots=True)
class Blocks:
    """`pairs` has columns a, b: row numbers of the WORK table, a < b, of different sources; and
    `asked`: do both state one property?"""

    pairs: pd.DataFrame
    cut: tuple[tuple[str, int], ...]  # (block key, claims left out), sorted


class _Keys:
    """Which claims stand in which blocks, each once: row `row[n]` in block `key[n]`, by block.

    A block is called by what comes first and the word behind it; both have numbers.
    """

    def __init__(self) -> None:
        self._base, self._on = Vocabulary(), Vocabulary()
        self._parts: list[tuple[Ints, Ints, Ints]] = []  # rows, base, on

    def words(self, on: Sequence[Sequence[str]]) -> Sets:
        """Words behind blocks, with their numbers."""
        return self._on.sets(on)

    def add(self, base: Sequence[str], on: Sets, where: Sequence[bool]) -> None:
        """Row n stands in the blocks `base[n]` + each word of `on`, where it does at all."""
        chosen = np.flatnonzero(np.asarray(where, dtype=bool))
        number = self._base.numbers(base[int(row)] for row in chosen)
        of, words = members(on, chosen)
        self._parts.append((chosen[of], number[of], words))

    def sorted(self) -> pd.DataFrame:
        """Columns key, row, by both, without repeats."""
        row, base, on = (np.concatenate(columns) for columns in zip(*self._parts, strict=True))
        key = base * len(self._on) + on
        order = np.lexsort((row, key))
        key, row = key[order], row[order]
        new = np.ones(len(key), dtype=bool)
        new[1:] = (key[1:] != key[:-1]) | (row[1:] != row[:-1])
        return pd.DataFrame({"key": key[new], "row": row[new]})

    def name(self, key: int) -> str:
        """What the block is called in a receipt."""
        base, on = divmod(key, len(self._on))
        return self._base.member(base) + self._on.member(on)


def candidates(
    work: pd.DataFrame, most: int = 150, near: Near | None = None, related: Near | None = None
) -> Blocks:
    """The candidate pairs of a WORK table, each once, and what the cap left out.

    `near` says which pairs (rows a and b) of blocks are worth weighing at all (`match.near`);
    without it all are; `related` says the same of pairs of a family that is paired as a whole.
    `most` claims of a block are paired with each other. Each source's first claim of each value
    goes before its repetitions, and each source's claims take turns, so that a long text does not
    crowd out the others.
    """
    blocks = _Keys()
    _by_property(blocks, work)
    _by_value(blocks, work)
    keys, over = _cut(blocks.sorted(), work, most)
    source = pd.factorize(work["source"])[0].astype(np.int64)
    whole, unsought = _families(work)
    made = _pairs(keys, source)
    if near is not None:
        made = (pairs[near(*np.divmod(pairs, len(work)))] for pairs in made)
    others: Iterator[Ints] = itertools.chain(_pairs(whole, source), _nearest(work, source))
    if related is not None:
        others = (pairs[related(*np.divmod(pairs, len(work)))] for pairs in others)
    pairs = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *made, *others]))
    a, b = np.divmod(pairs, max(len(work), 1))
    one_item = ~_other_items(work, a, b)
    a, b = a[one_item], b[one_item]
    property = pd.factorize(work["property"])[0]
    stated = (work["property"] != "").to_numpy()
    asked = (property[a] == property[b]) & stated[a]
    cut = sorted(
        [
            *(
                (blocks.name(int(key)), int(n))
                for key, n in zip(over.index, over.array, strict=True)
            ),
            *((f"{family}: nearest claim vectors", count) for family, count in unsought),
        ]
    )
    found = pd.DataFrame({"a": a.astype(np.int32), "b": b.astype(np.int32), "asked": asked})
    return Blocks(found, tuple(cut))


def _families(work: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, int]]]:
    """The small families as blocks (columns key, row, by both), and the names and sizes of those
    whose nearest vectors are not sought."""
    family = pd.factorize(work["family"], sort=True)[0]
    size = np.bincount(family, minlength=1)[family] if len(family) else family
    rows = np.flatnonzero(size <= WHOLE)
    found = pd.DataFrame({"key": family[rows], "row": rows}).sort_values(["key", "row"])
    counts = work["family"].value_counts()
    large = [(str(name), int(n)) for name, n in counts.items() if n > MOST_SOUGHT]
    return found.reset_index(drop=True), sorted(large) if work["vector"].notna().any() else []


def _nearest(work: pd.DataFrame, source: Ints) -> Iterator[Ints]:
    """Pairs a < b as a × rows + b: of each claim of a larger family those of other sources whose
    vectors are nearest, ties by row."""
    for _, group in work.groupby("family", sort=True):
        if not WHOLE < len(group) <= MOST_SOUGHT:
            continue
        group = group[group["vector"].notna()]
        if len(group) <= NEAREST:
            continue
        rows = work.index.get_indexer(group.index)
        vectors = np.stack(group["vector"].to_list()).astype(np.float32)
        for start in range(0, len(rows), _ROWS):
            part = slice(start, start + _ROWS)
            near = np.round(vectors[part] @ vectors.T, 3)
            near[source[rows[part]][:, None] == source[rows][None]] = -2.0
            best = np.argsort(-near, axis=1, kind="stable")[:, :NEAREST]
            one, other = np.repeat(rows[part], best.shape[1]), rows[best.ravel()]
            kept = near[np.arange(len(best))[:, None], best].ravel() > 0
            low, high = np.minimum(one, other)[kept], np.maximum(one, other)[kept]
            yield np.unique(low * len(work) + high)


def _cut(keys: pd.DataFrame, work: pd.DataFrame, most: int) -> tuple[pd.DataFrame, pd.Series[int]]:
    """The keys within the cap, by key and row, and how many rows of which key are beyond it."""
    size = keys.groupby("key")["row"].transform("size")
    large = keys[size > most].copy()
    large["source"] = work["source"].to_numpy()[large["row"]]
    large["value"] = work["value"].to_numpy()[large["row"]]
    large["again"] = large.groupby(["key", "source", "value"]).cumcount()
    large["turn"] = large.groupby(["key", "source"]).cumcount()
    large = large.sort_values(["again", "turn", "row"])
    beyond = large[large.groupby("key").cumcount() >= most]
    return keys.drop(beyond.index), beyond["key"].value_counts()


def _pairs(keys: pd.DataFrame, source: Ints) -> Iterator[Ints]:
    """Pairs a < b of different sources as a × rows + b, ascending and each once, in portions.

    A portion holds all pairs of some rows a, so that only its own repeats need to be dropped.
    """
    row = keys["row"].to_numpy()
    size = keys.groupby("key").size().to_numpy()
    end = np.repeat(np.cumsum(size), size)
    behind = end - np.arange(len(row)) - 1  # how many of its block come after each
    order = np.argsort(row, kind="stable")
    order = order[behind[order] > 0]
    portion = np.cumsum(behind[order]) // _AT_ONCE
    first_of_row = np.searchsorted(row[order], row[order])  # a row's pairs stay together
    bounds = np.flatnonzero(np.diff(portion[first_of_row])) + 1
    for chosen in np.split(order, bounds):
        count = behind[chosen]
        one = np.repeat(chosen, count)
        other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count)
        a, b = row[one], row[other]
        apart = source[a] != source[b]
        yield np.unique(a[apart] * len(source) + b[apart])


def _other_items(work: pd.DataFrame, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Which pairs are two items of lists of reference pages: each has words that the other lacks,
    and nothing but words tells items apart ("Norland 4%, Sudland 3%")."""
    listed = (work["field"] & ~work["relational"]).to_numpy(dtype=bool)
    words = Vocabulary().sets(work["measured"])
    apart = listed[a] & listed[b]
    rows = np.flatnonzero(apart)
    a, b = a[rows], b[rows]
    common = shared(words, words, a, b)
    apart[rows] = (words.sizes[a] > common) & (words.sizes[b] > common)
    return apart


def _by_property(blocks: _Keys, work: pd.DataFrame) -> None:
    """Family × property × what the claim is about."""
    base = (work["family"] + "|" + work["property"] + "|").tolist()
    # what holds between two parties is told by them; elsewhere a parse may have missed the subject
    by_name = (work["relational"] | work["field"]) & (work["entities"].map(len) > 0)
    about = [
        entities
        if named
        else (
            *entities,
            *places,
            *("~" + word for word in context),
            *_places(opening),
        )
        for named, entities, places, context, opening in zip(
            by_name, work["entities"], work["places"], work["context"], work["opening"], strict=True
        )
    ]
    blocks.add(base, blocks.words(about), (work["property"] != "").tolist())


def _by_value(blocks: _Keys, work: pd.DataFrame) -> None:
    """Family × an end of the value × a word of the sentence, or a place of the opening.

    A date that is left open meets its like by its words ("Friday"), and every date those of the
    same month or day of the week. Fields of reference pages are left out: their labels say what
    they are about.
    """
    words = blocks.words(
        [
            tuple({*measured, *predicate, *context, *_places(opening)})
            for measured, predicate, context, opening in zip(
                work["measured"], work["predicate"], work["context"], work["opening"], strict=True
            )
        ]
    )
    families, field = work["family"].tolist(), work["field"].tolist()
    for nth in range(max(map(len, work["ends"]), default=0)):
        ends = [_nth(found, nth) for found in work["ends"]]
        prose = [end != "" and not one for end, one in zip(ends, field, strict=True)]
        base = [f"{family}={end}~" for family, end in zip(families, ends, strict=True)]
        blocks.add(base, words, prose)
    for level in "dm":  # of each a date has two at most, the first and the last
        for nth in (0, 1):
            marks = [_nth([m for m in found if m[0] == level], nth) for found in work["marks"]]
            base = [f"{family}@{mark}~" for family, mark in zip(families, marks, strict=True)]
            named = [mark != "" and not one for mark, one in zip(marks, field, strict=True)]
            blocks.add(base, words, named)


def _places(opening: Sequence[str]) -> list[str]:
    """The places with which a text opens, as words behind blocks; any two texts share years."""
    return ["^" + mark for mark in opening if not _TIME.fullmatch(mark)]


def _nth(found: Sequence[str], place: int) -> str:
    return found[place] if len(found) > place else ""
