"""The models of matching: read, applied and explained; documents aligned as wholes."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck import resources
from sourcecheck.errors import BadUse
from sourcecheck.reconcile import block
from sourcecheck.reconcile.compare import compare_claims
from sourcecheck.reconcile.entities import entities, entity_sets
from sourcecheck.reconcile.match import align, model
from sourcecheck.reconcile.match.features import VALUES, features
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.work import work
from tests.reconcile.claims_made import claim, date, names, table
from tests.reconcile.values_made import figure

#: near > 0.5: +1, then by "days": up to 3 another +1; far: -1. Unknown nearness counts as far.
TREE = {
    "columns": ["near", "days"],
    "start": -0.5,
    "roots": [0],
    "depth": 2,
    "nodes": [
        [0, 0.5, 1, 2, 1, 0.2],
        [-1, 0, 1, 1, 0, -1.0],
        [1, 3.0, 3, 4, 0, 1.4],
        [-1, 0, 3, 3, 0, 2.0],
        [-1, 0, 4, 4, 0, 1.0],
    ],
}


def columns(near: list[float], days: list[float]):
    return {"near": np.array(near), "days": np.array(days)}


def test_a_tree_is_walked_to_its_leaf():
    trees = model.Trees.of(TREE)
    found = trees.log_odds(columns([0.9, 0.9, 0.1, np.nan], [1, 9, 1, 1]))
    assert found.tolist() == [1.5, 0.5, -1.5, -1.5]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 9)), min_size=1, max_size=20))
def test_what_the_pieces_add_sums_to_the_log_odds(rows):
    given_ = columns([row[0] for row in rows], [row[1] for row in rows])
    trees = model.Trees.of(TREE)
    shares, start = trees.shares(given_)
    assert np.allclose(shares.sum(1) + start, trees.log_odds(given_))


def test_many_rows_are_walked_as_each_alone():
    trees = model.load("default")["vectors.relation"]
    drawn = np.random.default_rng(7).normal(size=(300, len(trees.columns))).round(3)
    drawn[drawn > 2] = np.nan
    many = {name: drawn[:, n] for n, name in enumerate(trees.columns)}
    shares, _ = trees.shares(many)
    for row in range(0, len(drawn), 23):
        total, added = trees.start, dict.fromkeys(trees.columns, 0.0)
        for at in trees.roots:
            while trees.asked[at] >= 0:
                column = trees.columns[trees.asked[at]]
                value = np.float32(many[column][row])
                left = trees.missing[at] if np.isnan(value) else value <= trees.threshold[at]
                to = (trees.left if left else trees.right)[at]
                added[column] += trees.mean[to] - trees.mean[at]
                at = to
            total += trees.mean[at]
        assert trees.log_odds(many)[row] == np.round(total, 9)
        assert shares[row].tolist() == list(added.values())


def test_the_models_that_ship_ask_only_for_evidence_that_there_is():
    models = model.load("default")
    named = {p for rule in resources.load("match")["groups"].values() for p in rule["pieces"]}
    for kind in ("vectors", "symbols"):
        question, relation = models[f"{kind}.question"], models[f"{kind}.relation"]
        assert not set(question.columns) & VALUES
        assert set(relation.columns) - named <= {"question"}
        assert kind == "vectors" or not any(c.startswith("vector") for c in relation.columns)


def test_weights_that_cannot_be_read_are_said(tmp_path):
    path = tmp_path / "weights.json"
    for text in ("{", json.dumps({"models": ["vectors"]})):
        path.write_text(text)
        with pytest.raises(BadUse, match="no weights for matching"):
            model.load(str(path))
        model.load.cache_clear()


# Claims 0 and 1 stand in one document, 2 and 3 in another.
SOURCE = np.array([0, 0, 1, 1])
A, B = np.array([0, 0, 1, 1]), np.array([2, 3, 2, 3])


def test_each_is_the_other_s_best_partner():
    found = align.ranked("q", np.array([3.0, 1.0, 0.5, 2.0]), A, B, SOURCE)
    assert found["q_rank_max"].tolist() == [0, 1, 1, 0]
    assert found["q_margin_min"].tolist() == [2.0, -2.0, -2.5, 1.0]


def test_who_has_a_partner_there_is_known():
    fits = np.array([True, False, False, False])
    found = align.best_fitting(np.array([3.0, 1.0, 0.5, 2.0]), fits, A, B, SOURCE)
    assert found["fit_max"].tolist() == [3.0, 3.0, 3.0, -12.0]


def test_a_third_document_has_one_partner_for_both_or_two():
    # claims 0 and 1, 2 and 3, 4 and 5 stand in three documents; 4 is the partner of 0, 2 and 3
    source = np.array([0, 0, 1, 1, 2, 2])
    a, b = np.array([0, 0, 0, 1, 2, 3]), np.array([2, 3, 4, 5, 4, 4])
    likely = np.array([0.3, 0.2, 0.9, 0.8, 0.7, 0.05])
    found = align.thirds(align.partners(likely, a, b, source), a, b, source)
    assert found["third_same"].tolist() == [0.7, 0.0, 0.3, 0.0, 0.3, 0.2]
    assert found["third_apart"].tolist() == [0.0] * 6
    likely[0], likely[3] = 0.05, 0.8  # 1 with 2 now: their partners are 5 and 4
    a[0] = 1
    found = align.thirds(align.partners(likely, a, b, source), a, b, source)
    assert found["third_apart"][0] == 0.7
    assert found["third_balance"][0] == -0.7


def test_of_two_documents_there_is_no_third():
    known = align.partners(np.array([0.9, 0.1, 0.2, 0.8]), A, B, SOURCE)
    assert set(align.thirds(known, A, B, SOURCE)["third_balance"]) == {0.0}
    assert align.joined([known]).partner.tolist() == known.partner.tolist()
    nothing = np.zeros(0, dtype=np.int64)
    assert align.partners(np.zeros(0), nothing, nothing, SOURCE).claim.tolist() == []


def test_documents_have_more_in_common_than_one_pair():
    likely = np.array([0.9, 0.1, 0.2, 0.8])
    best = np.array([True, False, False, True])
    fits = np.array([True, True, True, False])
    found = align.couples(likely, fits, best, A, B, SOURCE)
    assert found["couple_fits"][0] == 0.0  # the only other likely pair does not fit
    assert found["couple_fits"][3] == 1.0
    assert found["couple_many"].tolist() == [1.0] * 4


def test_neighbours_of_the_same_two_sentences_count_for_each_other():
    likely = np.array([0.9, 0.1, 0.2, 0.8])
    found = align.siblings(likely, np.ones(4, dtype=bool), A, B, np.array([0, 0, 1, 1]))
    assert found["sibling"].round(6).tolist() == [0.8, 0.2, 0.1, 0.9]


def test_no_pairs_are_no_trouble():
    none = np.zeros(0, dtype=np.int64)
    assert not len(align.ranked("q", np.zeros(0), none, none, SOURCE)["q_rank_sum"])
    assert not len(
        align.couples(np.zeros(0), none > 0, none > 0, none, none, SOURCE)["couple_best"]
    )
    assert not len(align.siblings(np.zeros(0), none > 0, none, none, SOURCE)["sibling"])


FIGURES = (
    "10 kilometer", "12 kilometer", "9.9 kilometer", "10.1 kilometer", "6.2 mile",
    "about 11 kilometer",
    "9 to 12 kilometer", "9 to 14 kilometer", "5 to 9 mile", "at most 10 kilometer",
    "at most 12 kilometer", "at least 12 kilometer", "less than 12 kilometer", "10,400 meter",
    "6.7 meter", "6.8 meter", "6.75 meter", "at most 6.9 meter", "19 meter", "20 meter",
)  # fmt: skip


def test_values_fit_in_the_table_as_they_do_one_by_one():
    """What whole columns say of two figures is what `compare` says of them."""
    claims = [
        claim(source, 100 * n, value=figure(text))
        for source in "ab"
        for n, text in enumerate(FIGURES)
    ]
    rows = names(("a", "Norland", "LOC"), ("b", "Norland", "LOC"))
    who = entities(rows)
    made = work(table(claims), who, rows)
    pairs = block.candidates(made).pairs
    assert len(pairs) == len(FIGURES) ** 2
    fits = features(pairs, Table(made, entity_sets(rows, who, "ab")))["fits"]
    for a, b, found in zip(pairs["a"], pairs["b"], fits, strict=True):
        one, other = made["claim"][a], made["claim"][b]
        apart = compare_claims(one, other).relation == "conflict"
        assert bool(found) != apart, (one.quantity, other.quantity)


def test_what_can_happen_again_on_another_day_may_be_another_event():
    days = ("2001-05-04", "2001-05-07", "2001-05", "")
    claims = [
        claim(source, 100 * n, property=property, value=date(day))
        for source in "ab"
        for n, (property, day) in enumerate((p, d) for p in ("visit", "founding") for d in days)
    ]
    rows = names(("a", "Norland", "LOC"), ("b", "Norland", "LOC"))
    who = entities(rows)
    made = work(table(claims), who, rows)
    pairs = block.candidates(made).pairs
    column = features(pairs, Table(made, entity_sets(rows, who, "ab")))["event_repeats"]
    found = {
        (made["claim"][a].property, said(made, a), said(made, b))
        for a, b, repeats in zip(pairs["a"], pairs["b"], column, strict=True)
        if repeats
    }
    apart = [("2001-05-04", "2001-05-07"), ("2001-05-07", "2001-05-04")]
    assert found == {("visit", one, other) for one, other in apart}


def said(made, row: int) -> str:
    """The date of a claim, as it was written."""
    return made["claim"][row].date.edtf
