"""How likely two claims answer one question, and why.

Start here: `score`. It has steps, each a model learned from annotated dossiers
(`training.matcher`). The first, *question*, does not look at the values: do the two ask the same?
Then the texts are held against each other: do they tell of one event (`event`)? The last,
*relation*, has the values too, and how the pair stands among its like in the two documents
(`align`): is it what it seems, the same stated twice or a contradiction? It gives the
probability that a finding rests on; `reasons` says what that is made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.reconcile.match import align, event
from sourcecheck.reconcile.match.event import Columns
from sourcecheck.reconcile.match.features import VALUES, Texts, features
from sourcecheck.reconcile.match.model import Models
from sourcecheck.reconcile.pairs import Ints, PairView, Table, shared

#: Pairs weighed at once; a couple of texts is never divided.
_AT_ONCE = 200_000
#: Pairs that are less likely than this (log-odds), or just so, are of no use to what follows.
_USELESS = -5.0


def near(table: Table, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Which pairs of rows are worth weighing: of texts that may tell one story, or that name too
    little for that to be known, and all whose claims share a subject or place."""
    one, other, of = _of_texts(table, a, b)
    sizes, least = table.entity_sets.sizes, resources.load("match")["story"]["near"]
    known = np.minimum(sizes[one], sizes[other]) >= event.MIN_ENTITIES
    strange = known & (event.same_event(table, one, other)["told"] < least)
    found: NDArray[np.bool_] = ~strange[of]
    rest = np.flatnonzero(~found)
    for name in ("entities", "places"):
        sets = table.sets[name]
        found[rest] |= shared(sets, sets, a[rest], b[rest]) > 0
    return found


def related(table: Table, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Which pairs of rows are of texts that could have to do with each other: those that share a
    word of a name or with a capital, and those that hold too few for that to be known."""
    one, other, of = _of_texts(table, a, b)
    known = np.minimum(table.named.sizes[one], table.named.sizes[other]) >= event.MIN_ENTITIES
    strange = known & (shared(table.named, table.named, one, other) == 0)
    found: NDArray[np.bool_] = ~strange[of]
    return found


def _of_texts(table: Table, a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
    """The couples of texts of some pairs of rows (one, other), and which couple each pair is of."""
    text, texts = table.columns["text"], max(len(table.entity_sets.sizes), 1)
    couples, of = np.unique(_couples(text[a], text[b], texts), return_inverse=True)
    return *np.divmod(couples, texts), of.reshape(-1)


def score(pairs: pd.DataFrame, table: Table, weights: str = "default") -> pd.DataFrame:
    """`pairs` (columns a, b, asked) with `fits`, `value_overlaps`, `score` and the columns that the
    models ask.

    `score` is the log-odds that the two answer one question and relate as their values do: that
    they say the same if they fit, that they contradict each other if not. `fits` says that the
    values overlap, or that one of them is unresolved. Pairs that are very unlikely are left out.
    """
    models = Models(weights, table.vectors is not None)
    text = table.columns["text"]
    couples = event.TextPairs(PairView(pairs, table))
    alike = couples, event.likeness(table, couples)
    portions = list(_portions(pairs, text))
    asked: list[Columns | None] = []
    events, partners = [], []
    for portion in portions:
        columns = questions(portion, table, models, alike)
        partners.append(_partners(columns, portion, text))
        events.append(event.couples(columns, text[portion["a"]], text[portion["b"]]))
        # of many pairs the evidence is gathered twice, so that it need not be held at once
        asked.append(columns if len(portions) == 1 else None)
    texts, known = event.joined(events), align.joined(partners)
    odds = models.company.log_odds(
        event.company(texts, models.event.log_odds(event.as_columns(texts)))
    )
    made = []
    for portion, held in zip(portions, asked, strict=True):
        columns = held or questions(portion, table, models, alike)
        a, b = _rows(portion)
        columns |= align.thirds(known, a, b, text)
        columns["one_event"] = event.of_pairs(texts, odds, text[a], text[b])
        columns = weighed(portion, table, models, columns)
        kept = columns["score"] > _USELESS
        found = pd.DataFrame({name: column[kept] for name, column in columns.items()})
        made.append(pd.concat([portion[kept].reset_index(drop=True), found], axis=1))
    scored: pd.DataFrame = pd.concat(made, ignore_index=True)
    return scored


def questions(
    pairs: pd.DataFrame, table: Table, models: Models, texts: Texts | None = None
) -> Columns:
    """The evidence of `pairs` with `question` (log-odds) and how each stands among its like; each
    couple of sources must have all of its pairs here, and `texts` are as of `features`."""
    columns = features(pairs, table, texts)
    a, b = _rows(pairs)
    columns |= among_vectors(columns, a, b, table)
    columns["question"] = models.question.log_odds(columns)
    return columns | among(columns, a, b, table)


def weighed(pairs: pd.DataFrame, table: Table, models: Models, columns: Columns) -> Columns:
    """All evidence of `pairs`, given that of `questions` and of other texts, with `score`."""
    a, b = _rows(pairs)
    columns["score"] = models.relation.log_odds(columns)
    columns["score"] = np.maximum(columns["score"], _anchor(columns, table, a))
    columns["score"] = np.where(_strange(columns, table, a, b), _USELESS, columns["score"])
    columns["fits"] = columns["fits"].astype(bool)
    columns["value_overlaps"] = columns["value_overlaps"].astype(bool)
    return columns


def _anchor(columns: Columns, table: Table, a: Ints) -> NDArray[np.float64]:
    """The least that a pair comes to, whatever the models say (log-odds).

    Both state one curated property of the same subjects, or what one label says of them, and
    nothing keeps them apart. Where values exclude each other that is enough only for what a page
    lists in labelled fields (of a label outside the vocabulary: two versions of one page), what
    holds between two parties, what one named person is called, and what is said in words of which
    some are the same, with values of one order, of which neither has a likely partner that fits.
    Values of what happened at one place, in some of the same words, that fit are the same stated
    twice; values of what is called the same in much the same words possibly contradict each other.
    """
    limits = resources.load("match")["anchors"]
    anchored, labelled, fits = (
        np.asarray(columns[name], dtype=bool) for name in ("anchored", "anchored_label", "fits")
    )
    # one label of one subject asks the same where the values fit; where they do not, only on pages
    # of which most figures are the same: those are versions of one page
    anchored |= labelled & (fits | (columns["story_figures"] >= limits["version"]))
    known = table.columns
    certain = known["field"][a] | known["relational"][a] | known["attribute"][a]
    worded = columns["near_shared"] >= limits["words"]
    alike = worded & (columns["value_far"] <= limits["orders"])
    alike &= columns["fit_max"] < limits["partner"]
    excluding = np.where(certain, limits["apart"], np.where(alike, limits["alike"], -np.inf))
    least = np.where(fits, limits["fits"], excluding)
    event = np.asarray(columns["anchored_event"], dtype=bool) & fits & worded
    close = (columns["near_alike"] >= limits["close"]) & (columns["near_shared"] > limits["words"])
    close &= np.asarray(columns["anchored_words"], dtype=bool) & alike & ~fits
    least = np.where(anchored, least, np.where(event, limits["fits"], -np.inf))
    return np.maximum(least, np.where(close, limits["possible"], -np.inf))


def _strange(columns: Columns, table: Table, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Which pairs cannot answer one question, whatever the models say.

    Labelled fields that exclude each other and are not of one property of one subject: a page says
    by its title and labels what its figures are of. What holds between two parties, of other
    parties; a title, record or direction of somebody else; what two texts that hardly share a
    name place elsewhere; a place in the order of things that are not called alike ("second half",
    "second goal"). Not in conflict either are what is only supposed and what is stated, a town and
    the town with what lies around it, and a date that only says for when a figure is stated.
    """
    fits, anchored, relation_apart, subjects_apart, supposed, elsewhere, story_apart = (
        np.asarray(columns[name], dtype=bool)
        for name in (
            "fits", "anchored", "relational_apart", "subjects_apart", "supposed_apart",
            "where_apart", "story_apart",
        )
    )  # fmt: skip
    unlikely = columns["told"] < resources.load("match")["story"]["near"]
    story_apart |= unlikely & (columns["story_shared"] > 0)
    known = table.columns
    named_alike = anchored | np.asarray(columns["anchored_label"], dtype=bool)
    listed = known["field"][a] & known["field"][b] & ~named_alike & ~fits
    called_alike = columns["property_known"] | columns["property_open"]
    of_others = known["ordinal"][a] & ~called_alike & (columns["measured_shared"] == 0)
    wider = known["of_wider_area"][a] ^ known["of_wider_area"][b]
    times = known["of_figure"][a] | known["of_figure"][b]
    found: NDArray[np.bool_] = (
        listed
        | ((wider | times) & ~fits)
        | of_others
        | relation_apart
        | (known["attribute"][a] & subjects_apart)
        | (elsewhere & story_apart)
        | (supposed & ~fits)
    )
    return found


def among_vectors(columns: Columns, a: Ints, b: Ints, table: Table) -> Columns:
    """How each pair stands among its like by the nearness of claim vectors."""
    near_ = np.nan_to_num(columns["vector"], nan=-1.0)
    return align.ranked("vector", near_, a, b, table.columns["text"])


def thirds(columns: Columns, pairs: pd.DataFrame, table: Table) -> Columns:
    """What third documents say of each pair, where `pairs` are all of them (`align.thirds`)."""
    text = table.columns["text"]
    return align.thirds(_partners(columns, pairs, text), *_rows(pairs), text)


def _partners(columns: Columns, pairs: pd.DataFrame, text: Ints) -> align.Partners:
    return align.partners(_likely(columns["question"]), *_rows(pairs), text)


def _rows(pairs: pd.DataFrame) -> tuple[Ints, Ints]:
    """The rows of the table that each pair is of."""
    return pairs["a"].to_numpy(dtype=np.int64), pairs["b"].to_numpy(dtype=np.int64)


def _likely(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    likely: NDArray[np.float64] = np.round(1 / (1 + np.exp(-log_odds)), 9)
    return likely


def among(columns: Columns, a: Ints, b: Ints, table: Table) -> Columns:
    """How each pair stands among its like by how likely it asks the same (`question`)."""
    source, place = table.columns["text"], table.columns["place"]
    question = columns["question"]
    likely = _likely(question)
    fits = np.asarray(columns["fits"], dtype=bool)
    found = align.ranked("question", question, a, b, source)
    best = found["question_rank_max"] == 0
    return {
        **found,
        **align.best_fitting(question, fits, a, b, source),
        **align.couples(likely, fits, best, a, b, source),
        **align.siblings(likely, fits, a, b, place),
    }


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


def _couples(a: Ints, b: Ints, count: int) -> Ints:
    """A number for each couple, either way round, of things numbered below `count`."""
    return np.minimum(a, b) * count + np.maximum(a, b)


def blind(columns: Sequence[str]) -> list[str]:
    """Those of the columns that do not look at values."""
    return [name for name in columns if name not in VALUES]
