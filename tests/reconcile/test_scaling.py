"""Bounds of work: portions that change nothing, caps that leave receipts, sets as numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import reconcile_scaling
from benchmarks.reconcile_corpus import corpus
from sourcecheck.reconcile import block, match
from sourcecheck.reconcile.build import Reconciled, reconcile
from sourcecheck.reconcile.pairs import Vocabulary, shared
from sourcecheck.settings import Settings

pytestmark = pytest.mark.slow

WORDS = st.lists(st.frozensets(st.integers(0, 60).map(str), max_size=40), min_size=1, max_size=8)


def reconciled(size: int = 400, settings: Settings | None = None) -> Reconciled:
    made = corpus(size)
    return reconcile(made.claims, made.names, made.published, settings or Settings())


@given(WORDS, WORDS)
def test_shared_counts_the_common_members(some, others):
    words = Vocabulary()
    one, other = words.sets(map(tuple, some)), words.sets(map(tuple, others))
    pairs = [(a, b) for a in range(len(some)) for b in range(len(others))]
    a, b = np.array(pairs).T
    count = shared(one, other, a, b)
    assert count.tolist() == [len(some[x] & others[y]) for x, y in pairs]


def test_portions_of_pairs_change_nothing(monkeypatch):
    whole = reconciled()
    monkeypatch.setattr(block, "_AT_ONCE", 50)
    monkeypatch.setattr(match, "_AT_ONCE", 50)
    assert reconciled() == whole


def test_a_cut_block_leaves_a_receipt():
    cut = reconciled(settings=Settings(limits_block_claims=5)).caps
    assert {cap["cap"] for cap in cut} == {"claims-of-a-block"}
    assert all(cap["limit"] == 5 and cap["left_out"] > 0 and cap["text"] for cap in cut)


def test_no_cap_bites_in_an_ordinary_dossier():
    assert reconciled().caps == ()


def test_nothing_to_reconcile():
    made = corpus(1)
    none = reconcile(made.claims[:0], made.names[:0], {}, Settings())
    assert (none.findings, none.left_alone, none.caps) == ((), (), ())


def test_the_same_size_and_seed_make_the_same_claims():
    assert corpus(100).claims.equals(corpus(100).claims)
    assert not corpus(100).claims.equals(corpus(100, seed=5).claims)


def test_ten_times_the_claims_may_take_thirteen_times_the_time():
    assert reconcile_scaling.allowed(10) == pytest.approx(13)
    assert reconcile_scaling.allowed(100) == pytest.approx(169)


@pytest.mark.parametrize(("memory", "most", "code"), [(1e9, 13, 0), (3e9, 13, 1), (1e9, 14, 1)])
def test_a_broken_bound_is_the_exit_code(monkeypatch, capsys, memory, most, code):
    seconds = {1_000: 1.0, 10_000: float(most) - 0.01}

    def row(size, seed):
        return reconcile_scaling.Row(size, seconds[size], int(memory), 1, 0)

    monkeypatch.setattr(reconcile_scaling, "measured", row)
    assert reconcile_scaling.main(["--sizes", "10000", "1000"]) == code
    assert ("above the limit" in capsys.readouterr().out) == bool(code)
