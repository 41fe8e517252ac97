"""Positions: who can be right together."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.reconcile.positions import MOST_POSITIONS, positions


def test_values_that_all_fit_are_one_position():
    assert positions(["a", "b", "c"], []) == ((("a", "b", "c"),), False, 0)


def test_values_that_all_disagree_stand_alone():
    apart = [("a", "b"), ("b", "c"), ("c", "a")]
    assert positions(["a", "b", "c"], apart).sets == (("a",), ("b",), ("c",))


def test_a_value_may_stand_in_several_positions():
    assert positions(["bound", "24", "31"], [("24", "31")]).sets == (
        ("bound", "24"),
        ("bound", "31"),
    )


def test_no_values_no_positions():
    assert positions([], []).sets == ()


def test_an_unknown_value_is_refused():
    with pytest.raises(ValueError, match="not among the values"):
        positions(["a"], [("a", "b")])


def test_beyond_the_cap_the_promise_still_holds():
    values = [str(n) for n in range(60)]
    apart = [(a, b) for a, b in itertools.combinations(values, 2) if int(a) % 5 == int(b) % 5]
    made = positions(values, apart)
    assert made.capped
    _promise(values, apart, made.sets)


def test_too_many_positions_are_cut_and_the_promise_still_holds():
    values = [str(n) for n in range(30)]  # three disagreeing values ten times: 3^10 positions
    apart = [(a, b) for a, b in itertools.combinations(values, 2) if int(a) // 3 == int(b) // 3]
    made = positions(values, apart)
    assert made.capped
    assert len(made.sets) <= MOST_POSITIONS
    assert made.left_out == MOST_POSITIONS + 1 - len(made.sets)
    _promise(values, apart, made.sets)


# --- invariants -----------------------------------------------------------------------------------


def _promise(values, apart, sets):
    """Two values disagree exactly when no position holds both; every value is in a position."""
    disagree = {frozenset(couple) for couple in apart}
    together = {frozenset(c) for held in sets for c in itertools.combinations(held, 2)}
    for couple in itertools.combinations(values, 2):
        assert (frozenset(couple) in disagree) == (frozenset(couple) not in together)
    assert {value for held in sets for value in held} == set(values)


@st.composite
def disagreements(draw):
    values = [str(n) for n in range(draw(st.integers(1, 9)))]
    couples = list(itertools.combinations(values, 2))
    apart = draw(st.lists(st.sampled_from(couples), unique=True)) if couples else []
    return values, apart


@given(disagreements())
def test_the_promise_and_maximality(made):
    values, apart = made
    found = positions(values, apart)
    assert not found.capped
    _promise(values, apart, found.sets)
    for one, other in itertools.permutations(map(set, found.sets), 2):
        assert not one <= other


@given(disagreements())
def test_a_capped_search_keeps_the_promise(made):
    values, apart = made
    found = positions(values, apart, cap=0)
    assert found.capped
    _promise(values, apart, found.sets)


@given(disagreements(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_changes_no_position(made, random):
    values, apart = made
    shuffled = [couple[:: random.choice((1, -1))] for couple in apart]
    random.shuffle(shuffled)
    assert positions(values, shuffled) == positions(values, apart)
    assert {frozenset(held) for held in positions(values[::-1], apart).sets} == {
        frozenset(held) for held in positions(values, apart).sets
    }
