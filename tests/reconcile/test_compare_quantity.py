"""How two figures relate, and the arithmetic that says why."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile.compare.quantity import compare, spoken_share
from sourcecheck.reconcile.value_columns import hull
from tests.reconcile.claims_read import claims
from tests.reconcile.values_made import figure, read_as

CASES = [
    # one, other, relation, deciding rule
    ("1,500 kilometer", "1,500 kilometer", "agree", "same-value"),
    ("2 kilometer", "2,000 meter", "agree", "same-value"),
    ("10 year", "1 decade", "agree", "same-value"),
    ("12 month", "1 year", "agree", "same-value"),
    ("up 5 percent", "up 5 percent", "agree", "same-value"),
    ("0.48", "48 percent", "agree", "same-value"),
    ("0.48", "62 percent", "conflict", "apart"),
    ("48", "48 percent", "unknown", "no-common-unit"),
    ("68 degree_Fahrenheit", "20 degree_Celsius", "agree", "same-value"),
    ("600", "612", "compatible", "rounding"),
    ("12.4 mile", "20 kilometer", "compatible", "rounding"),
    ("35 mile", "56 kilometer", "compatible", "rounding"),
    ("50", "about 50", "compatible", "hedge"),
    ("about 58 kilometer", "35 mile", "compatible", "hedge"),
    ("nearly 3,000 USD", "2,800 USD", "compatible", "hedge"),
    ("at least 40", "52", "compatible", "bound"),
    ("more than 230", "230", "compatible", "bound"),
    ("at least 40", "at least 60", "compatible", "bound"),
    ("dozens: 24", "31", "compatible", "bound"),
    ("3 to 5 kilometer", "4.2 kilometer", "compatible", "range"),
    ("200 to 350", "195 to 352", "compatible", "range"),
    ("200 to 350", "200 to 300", "conflict", "apart"),
    ("at most 90 kilometer", "at most 100 kilometer", "conflict", "apart"),
    ("at most 90 kilometer", "75 kilometer", "compatible", "bound"),
    ("less than 40 kilometer", "less than 60 kilometer", "compatible", "bound"),
    ("24", "31", "conflict", "apart"),
    ("0", "3", "conflict", "apart"),
    ("5.9 meter", "6.1 meter", "conflict", "apart"),
    ("1,200 mile", "1,500 kilometer", "conflict", "apart"),
    ("3 to 5 kilometer", "7 kilometer", "conflict", "apart"),
    ("at least 40", "31", "conflict", "apart"),
    ("nearly 300 meter", "330 meter", "conflict", "apart"),
    ("just over 300 meter", "500 meter", "conflict", "apart"),
    ("about 15 second", "about 1 minute", "conflict", "apart"),
    ("up 5 percent", "down 5 percent", "conflict", "apart"),
    ("up 5 percent", "5 percent", "different", "change-or-level"),
    ("10 USD", "10 EUR", "unknown", "no-exchange-rate"),
    ("10 kilogram", "10 liter", "unknown", "no-common-unit"),
]


@pytest.mark.parametrize(("one", "other", "relation", "rule"), CASES)
def test_relation_and_rule(one, other, relation, rule):
    for a, b in ((one, other), (other, one)):
        compared = compare(figure(a), figure(b))
        assert (compared.relation, compared.steps[-1].rule) == (relation, rule)


def test_a_conflict_shows_its_arithmetic():
    compared = compare(figure("1,200 mile"), figure("1,500 kilometer"))
    assert [step.text for step in compared.steps] == [
        "1,200 miles × 1.609344 = 1,931 km",
        "1,200 miles as printed is 1,150 to 1,250 miles = 1,851 to 2,012 km; "
        "1,500 kilometers as printed is 1,450 to 1,550 kilometers; these do not overlap",
        "431 km or 29 % apart (of the smaller figure; 22 % of the larger)",
    ]
    assert compared.gap == pytest.approx(431.2128 / 1931.2128)
    assert dict(compared.steps[0].inputs)["factor"] == Fraction("1.609344")


def test_counts_are_exact_in_words():
    assert [step.text for step in compare(figure("24"), figure("31")).steps] == [
        "24 is taken as exact; 31 is taken as exact; these do not overlap",
        "7 or 29 % apart (of the smaller figure; 23 % of the larger)",
    ]


def test_percentages_are_percentage_points_apart():
    steps = compare(figure("41 percent"), figure("46 percent")).steps
    assert steps[-1].text.startswith("5 percentage points or 12 % apart")


def test_nothing_against_something_is_as_far_as_can_be():
    compared = compare(figure("0"), figure("3"))
    assert compared.gap == 1
    assert compared.steps[-1].text == "3 apart"


def test_an_ambiguous_unit_is_compared_under_each_reading():
    tons = read_as("104 metric_ton", "104 short_ton")
    compared = compare(tons, figure("94.3 metric_ton"))
    assert compared.relation == "compatible"
    assert compared.steps[-1].rule == "other-reading"
    assert "short tons" in compared.steps[-1].text
    assert compare(tons, figure("80.3 metric_ton")).relation == "conflict"


@pytest.mark.parametrize(
    ("part", "percentage", "relation"),
    [
        (Fraction(1, 4), "24 percent", "compatible"),
        (Fraction(1, 4), "31 percent", "conflict"),
        (Fraction(1, 3), "33 percent", "compatible"),
        (Fraction(3, 5), "60 percent", "agree"),
        (Fraction(1, 2), "38 percent", "conflict"),
    ],
)
def test_a_part_in_words_is_a_round_percentage(part, percentage, relation):
    spoken = Quantity(part, part, "dimensionless", "count")
    share = spoken_share(spoken)
    assert share.dimension == "percent"
    assert compare(share, figure(percentage)).relation == relation
    assert compare(figure(percentage), share).relation == relation


def test_columns_hold_the_readings_of_one_dimension_only():
    """ "9 million pounds" may be a weight, which tells nothing of how close another sum is."""
    (sum_,) = claims("The chapel cost 9 million pounds.")
    assert sum_.quantity is not None
    assert sum_.quantity.dimension == "money"
    assert sum_.quantity.readings
    low, high, *_ = hull(sum_)
    assert 8_000_000 < low < high < 10_000_000


def test_a_bare_dollar_may_be_any_dollar_but_no_euro():
    assert compare(figure("15 dollar"), figure("18 CAD")).relation == "conflict"
    assert compare(figure("10 dollar"), figure("10 CAD")).steps[0].rule == "open-currency"
    assert compare(figure("10 dollar"), figure("10 EUR")).relation == "unknown"


def test_an_amount_without_a_figure_is_not_compared():
    vague = replace(figure("9 day"), low=None, high=None, unit_as_written="several days")
    for other in (vague, figure("9 day")):
        compared = compare(vague, other)
        assert (compared.relation, compared.steps[0].rule) == ("unknown", "no-figure")


@pytest.mark.slow
def test_figures_of_any_size_are_compared_and_printed():
    huge = Quantity(Fraction(10) ** 5000, Fraction(10) ** 5000, "meter", "length")
    compared = compare(huge, figure("3 meter"))
    assert compared.relation == "conflict"
    assert compared.gap == 1
    assert compared.steps[-1].text.endswith("the larger is 3.3 × 10^4999 times the smaller")


# --- invariants -----------------------------------------------------------------------------------

UNITS = ("mile", "kilometer", "meter", "foot")
HEDGES = ("", "about ", "nearly ", "at least ", "more than ", "at most ", "less than ")


@st.composite
def figures(draw):
    value = draw(st.integers(1, 10_000))
    high = f" to {value + draw(st.integers(1, 500))}" if draw(st.booleans()) else ""
    hedge = draw(st.sampled_from(HEDGES)) if not high else ""
    made = figure(f"{hedge}{value}{high} {draw(st.sampled_from(UNITS))}")
    if draw(st.integers(0, 3)) == 0:
        other = figure(f"{value} {draw(st.sampled_from(UNITS))}")
        made = replace(made, readings=(other,))
    return made


@given(figures(), figures())
def test_comparison_is_symmetric(a, b):
    there, back = compare(a, b), compare(b, a)
    assert (there.relation, there.gap) == (back.relation, back.gap)
    assert sorted(s.rule for s in there.steps) == sorted(s.rule for s in back.steps)


def test_readings_that_fit_alike_do_not_depend_on_the_side():
    reading = figure("3 kilometer")
    a = replace(figure("at most 300 mile"), readings=(reading,))
    b = replace(figure("at most 3 kilometer"), readings=(reading,))
    there, back = compare(a, b), compare(b, a)
    assert sorted(s.rule for s in there.steps) == sorted(s.rule for s in back.steps)


@given(figures())
def test_a_figure_agrees_with_itself(a):
    assert compare(a, a).relation == "agree"


@given(figures(), figures(), st.integers(1, 100))
def test_less_precision_never_makes_a_conflict(a, b, factor):
    coarser = replace(a, last_place=(a.last_place or 1) * factor)
    if compare(a, b).relation in ("agree", "compatible"):
        assert compare(coarser, b).relation in ("agree", "compatible")


@given(figures(), figures())
def test_the_gap_is_a_share_and_only_conflicts_need_one(a, b):
    compared = compare(a, b)
    assert 0 <= compared.gap <= 1
    assert compared.relation != "agree" or compared.gap == 0


@given(figures(), st.sampled_from(UNITS))
def test_a_figure_agrees_with_its_own_conversion(a, name):
    scale = figure(f"1 {name}").factor
    converted = replace(a, stated_unit=name, factor=scale, readings=())
    assert compare(replace(a, readings=()), converted).relation == "agree"
