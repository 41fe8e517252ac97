"""Figures and dates in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span
from sourcecheck.normalise.tolerance import Interval
from sourcecheck.wording.date import (
    date_in_words,
    gap_in_words,
    minutes_in_words,
    published_in_words,
)
from sourcecheck.wording.number import counted, listed, number, percent
from sourcecheck.wording.quantity import Unit, conversion, display_unit, quantity_in_words
from sourcecheck.wording.value import describe
from tests.reconcile.values_made import figure, when

NUMBERS = [
    ("1931.2128", "1,931"),
    ("2407.5", "2,407.5"),
    ("9596960", "9,596,960"),
    ("0.25", "0.25"),
    ("-3.5", "−3.5"),
    ("0", "0"),
    ("12345678.9", "12,345,679"),
    ("1/3", "0.3333"),
    ("2/3000000", "0.0000006667"),
    ("1e45", "1 × 10^45"),
]


@pytest.mark.parametrize(("value", "text"), NUMBERS)
def test_numbers(value, text):
    assert number(Fraction(value)) == text


@given(st.integers(-(10**20), 10**20))
def test_whole_digits_are_never_rounded_away(value):
    assert number(Fraction(value)).replace(",", "").replace("−", "-") == str(value)


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.1921", "19 %"), ("0.0149", "1.5 %"), ("0.00038", "0.038 %"), ("0", "0 %")],
)
def test_percentages(share, text):
    assert percent(Fraction(share)) == text


FIGURES = [
    ("1,200 mile", "1,200 miles"),
    ("1 mile", "1 mile"),
    ("3 to 5 kilometer", "3 to 5 kilometers"),
    ("about 6 foot", "about 6 feet"),
    ("nearly 7,200,000,000 USD", "nearly 7.2 billion USD"),
    ("just over 40 percent", "just over 40 %"),
    ("at least 50", "at least 50"),
    ("dozens: 24", "at least 24 (“dozens”)"),
    ("up 5 percent", "up 5 %"),
    ("40 kilometer ** 2", "40 square kilometers"),
    ("60 mile / hour", "60 miles per hour"),
    ("68 degree_Fahrenheit", "68 degrees Fahrenheit"),
    ("2,000,000 dollar", "2 million dollars"),
    ("3 kilogram / meter ** 3", "3 kilograms per cubic meter"),
]


@pytest.mark.parametrize(("text", "words"), FIGURES)
def test_figures(text, words):
    assert quantity_in_words(figure(text)) == words


def test_figures_in_the_unit_people_use():
    assert (
        quantity_in_words(figure("1,200 mile"), display_unit([figure("1,200 mile")])) == "1,931 km"
    )
    assert quantity_in_words(figure("6 foot"), display_unit([figure("6 foot")])) == "1.829 m"


def test_a_conversion_shows_its_factor():
    unit = display_unit([figure("1,200 mile")])
    assert conversion(figure("1,200 mile"), unit) == "1,200 miles × 1.609344 = 1,931 km"
    assert conversion(figure("5,000 meter"), unit) == "5,000 meters ÷ 1,000 = 5 km"
    assert conversion(figure("5 kilometer"), unit) == ""
    warm = figure("68 degree_Fahrenheit")
    assert conversion(warm, display_unit([warm])) == "68 degrees Fahrenheit = 20 °C"


DATES = [
    (when("1887"), "1887"),
    (when("188X"), "the 1880s"),
    (when("1887-03"), "March 1887"),
    (when("1887-03/1887-05"), "March to May 1887"),
    (when("1887-12/1888-02"), "December 1887 to February 1888"),
    (when("1887-03-04/1887-03-09"), "4 March to 9 March 1887"),
    (when("-0043-03/-0043-04"), "March to April 44 BC"),
    (when("1887-03-04"), "4 March 1887"),
    (when("1887-03-04/1888-01-02"), "4 March 1887 to 2 January 1888"),
    (when("1848/1849"), "1848 to 1849"),
    (when("-0043"), "44 BC"),
    (when("1887", "before"), "before 1887"),
    (when("1887", "approx"), "about 1887"),
    (replace(when("1887"), latest=None), "since 1887"),
    (replace(when("1887"), earliest=None), "until 1887"),
    (when(""), "not known (the text has no date of its own)"),
    (when("1887-03-04", clock="07:37", zone=420), "4 March 1887, 07:37 UTC+07:00"),
    (when("1887-03-04", clock="07:37"), "4 March 1887, 07:37"),
]


@pytest.mark.parametrize(("date", "words"), DATES)
def test_dates(date, words):
    assert date_in_words(date) == words


def test_gaps():
    first = when("1887-03-04").earliest
    for later, words in (
        ("1887-03-05", "1 day"),
        ("1887-04-04", "31 days"),
        ("1888-03-04", "12 months"),
        ("1890-03-04", "3 years"),
    ):
        last = when(later).earliest
        assert first is not None
        assert last is not None
        assert gap_in_words(first, last) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2011-04", "April 2011"), ("2011", "2011"), ("2011-04-24", "24 April 2011"),
        ("201X", "the 2010s"), ("2011~", "2011 (2011~)"), ("no date", "no date"),
    ],
)  # fmt: skip
def test_dates_of_publication(edtf, words):
    assert published_in_words(edtf) == words


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 minutes"), (1, "1 minute"), (125, "2 hours 5 minutes")]
)
def test_minutes(minutes, words):
    assert minutes_in_words(minutes) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("2389.5", "2390.5", "2,389.5 to 2,390.5 km"),
        ("2816.4", "2977.3", "2,816.4 to 2,977.3 km"),
        ("1/3", "2/3", "0.3333 to 0.6667 km"),
        (None, "50", "at most 50 km"),
        (None, None, "any figure"),
        ("0", "0", "0 km"),
    ],
)
def test_intervals_are_shown_to_a_tenth_of_their_width(low, high, words):
    least, most = (None if end is None else Fraction(end) for end in (low, high))
    assert Unit(one="km", many="km").span(Interval(least, most)) == words


def test_lists_and_counts():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert listed([]) == ""
    assert counted(1, "loss") == "1 loss"
    assert counted(1200, "entry") == "1,200 entries"


def claims(*values):
    return [
        Claim("c", "a", Span(0, 1, "x"), "attribute", text=value)
        if isinstance(value, str)
        else Claim("c", "a", Span(0, 1, "x"), "quantity", quantity=value)
        for value in values
    ]


def test_a_position_is_described_by_its_value():
    assert describe(claims(figure("1,200 mile"))) == "1,931 km (1,200 miles)"
    assert describe(claims(figure("1,500 kilometer"))) == "1,500 km"
    assert describe(claims(figure("24"), figure("24"))) == "24"
    assert describe(claims(figure("about 40"), figure("42"))) == "about 40; 42"
    assert describe(claims("chairman")) == "chairman"
    assert describe(claims(*(figure(str(n)) for n in range(11, 17)))) == "11; 12; 13; 14; 2 more"
