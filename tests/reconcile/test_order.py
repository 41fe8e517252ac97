"""Positions stand in order of their values: figures by size, dates by day, words as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.reconcile.finding import finding
from sourcecheck.reconcile.positions import Member, by_value
from tests.reconcile.claims_made import claim
from tests.reconcile.values_made import figure, when


def positions(*values, times=1):
    """The values of the positions of a finding on claims with these values."""
    members = [
        Member(claim(f"{n}-{time}", value=value), ("Norland",), (), None)
        for n, value in enumerate(values)
        for time in range(times if n else 1)
    ]
    made, _ = finding(members, (), {}, 50)
    return [position.value for position in made.positions]


@pytest.mark.parametrize(
    "ordered",
    [
        ["900 kilometer", "1,200 kilometer", "10,500 kilometer"],
        ["85 mile", "900 kilometer", "1,200 mile"],
        ["-20 degree_Celsius", "-3 degree_Celsius", "10 degree_Celsius"],
        ["9 kilometer", "at least 24 kilometer", "more than 100 kilometer"],
    ],
)
def test_figures_stand_by_size(ordered):
    keys = [by_value([claim("a", value=figure(text))], text) for text in ordered]
    assert keys == sorted(keys)
    assert positions(*map(figure, ordered)) == positions(*map(figure, reversed(ordered)))


@pytest.mark.parametrize(
    "ordered",
    [
        ["1899-12-31", "1900", "1900-10-02", "2003-01-01"],
        ["-0043-03-15", "0009-09-09", "0476"],
        ["1987-02-09", "1987-02-10", "1987-11-01"],
    ],
)
def test_dates_stand_by_day(ordered):
    keys = [by_value([claim("a", value=when(text))], text) for text in ordered]
    assert keys == sorted(keys)


def test_what_no_day_is_known_of_stands_last():
    known, unknown = (claim("a", value=when(text)) for text in ("2020-01-01", ""))
    assert by_value([known], "z") < by_value([unknown], "a")


def test_a_bound_goes_with_the_figure_it_is_held_with():
    bound, few, many = (claim("a", value=figure(t)) for t in ("at least 24", "24", "31"))
    assert by_value([bound, few], "24") < by_value([bound, many], "31")


def test_how_many_state_a_value_moves_no_position():
    values = [figure(text) for text in ("1,200 kilometer", "900 kilometer", "10,500 kilometer")]
    assert positions(*values) == positions(*values, times=4)
    assert [said.split()[0] for said in positions(*values)] == ["900", "1,200", "10,500"]


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=8, unique=True))
def test_any_figures_stand_by_size(numbers):
    keys = [
        by_value([claim("a", value=figure(f"{number} kilometer"))], str(number))
        for number in sorted(numbers)
    ]
    assert keys == sorted(keys)
