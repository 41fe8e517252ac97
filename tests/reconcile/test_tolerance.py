"""What a printed figure or date allows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.date import Date
from sourcecheck.model.quantity import AGE, Quantity
from sourcecheck.normalise.tolerance import (
    DayInterval,
    Interval,
    allowed,
    allowed_days,
    anchor,
    as_printed,
)
from tests.reconcile.values_made import day, figure, read_as, when

FIGURES = [
    # printed, low, high in base units
    ("1,200 meter", 1150, 1250),  # trailing zeros count as rounded
    ("1,204 meter", "1203.5", "1204.5"),
    ("3.0 meter", "2.95", "3.05"),
    ("3 to 5 meter", "2.5", "5.5"),
    ("about 120 meter", 108, 132),  # a tenth is more than half a last place
    ("10 meter", "9.5", "10.5"),  # measured to the metre, not to ten of them
    ("500 meter", 475, 525),  # taken as rounded, but by no more than a twentieth
    ("about 20 meter", 18, 22),
    ("nearly 300 meter", 270, 303),  # not above, but for the rounding of the figure itself
    ("just over 300 meter", 297, 330),
    ("at least 300 meter", 297, None),
    ("more than 300 meter", 297, None),
    ("at most 304 meter", None, "304.5"),
    ("24", 24, 24),  # a count below a hundred is exact
    ("120", 115, 125),
    ("1000", 950, 1050),  # but never by more than 5 %
    ("7,812", "7811.5", "7812.5"),
    ("about 24", "21.6", "26.4"),
    ("about 4", 3, 5),  # at least one whole thing
    ("at least 50", 50, None),
    ("dozens: 24", 24, None),
    ("40 percent", 38, 42),
]


@pytest.mark.parametrize(("text", "low", "high"), FIGURES)
def test_a_printed_figure_is_an_interval(text, low, high):
    (interval,) = allowed(figure(text))
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    assert [interval.low, interval.high] == ends


def test_rounding_is_half_open():
    assert allowed(figure("1,200 meter"))[0] == Interval(
        Fraction(1150), Fraction(1250), high_open=True
    )
    assert allowed(figure("-3 meter"))[0] == Interval(
        Fraction("-3.5"), Fraction("-2.5"), low_open=True
    )
    neighbours = as_printed(figure("3 meter")), as_printed(figure("4 meter"))
    assert not neighbours[0].overlaps(neighbours[1])


def test_a_measured_figure_in_words_is_a_whole_number_of_units():
    (interval,) = allowed(figure("10 kilometer", words=True))
    assert (interval.low, interval.high) == (9500, 10500)


def test_a_half_in_words_is_told_to_the_half():
    (interval,) = allowed(figure("7.5 meter", words=True))
    assert (interval.low, interval.high) == (Fraction(29, 4), Fraction(31, 4))
    (interval,) = allowed(figure("1.5 meter", words=True))  # but never by more than 5 %
    assert (interval.low, interval.high) == (Fraction(57, 40), Fraction(63, 40))


def test_a_small_count_in_words_is_exact_a_large_one_is_round():
    assert allowed(figure("60", words=True)) == (Interval(Fraction(60), Fraction(60)),)
    (interval,) = allowed(figure("3,000,000", words=True))
    assert (interval.low, interval.high) == (2_850_000, 3_150_000)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        (("31", "year"), ("32", "year"), False),
        (("10", "year"), ("14", "year"), False),
        (("18", "month"), ("1", "year"), True),
        (("30", "month"), ("1", "year"), False),
    ],
)
def test_an_age_counts_the_units_lived_through(one, other, fit):
    a, b = (replace(figure(f"{number} {unit}"), rule=AGE) for number, unit in (one, other))
    assert allowed(a)[0].overlaps(allowed(b)[0]) is fit


def test_a_month_is_28_to_31_days():
    month, days = figure("1 month", words=True), figure("28 day")
    assert allowed(month)[0].overlaps(allowed(days)[0])
    assert not allowed(month)[0].overlaps(allowed(figure("25 day"))[0])


def test_one_interval_a_reading_the_main_one_first():
    ton = read_as("100 short_ton", "100 metric_ton", "100 long_ton")
    assert allowed(ton) == tuple(allowed(reading)[0] for reading in (ton, *ton.readings))


def test_an_approximate_figure_without_a_known_hedge_is_within_a_tenth():
    unknown = replace(figure("120 meter"), approximate=True, hedge="of-the-order-of")
    assert allowed(unknown) == allowed(figure("about 120 meter"))


def test_a_softer_bound_keeps_its_open_end():
    bound = replace(figure("at least 200 meter"), approximate=True, hedge="about")
    assert allowed(bound) == (Interval(Fraction(180), None),)


def test_gaps_are_measured_from_the_figure_and_its_bound():
    assert anchor(figure("at least 50")) == Interval(Fraction(50), None)
    assert anchor(figure("just over 50")) == Interval(Fraction(50), Fraction(50))
    assert anchor(figure("about 50")) == Interval(Fraction(50), Fraction(50))


fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=50)


@st.composite
def intervals(draw):
    low, high = sorted((draw(fractions), draw(fractions)))
    half_open = low < high
    return Interval(
        draw(st.sampled_from([low, None])),
        draw(st.sampled_from([high, None])),
        draw(st.booleans()) and half_open,
        draw(st.booleans()) and half_open,
    )


@given(intervals(), intervals())
def test_overlap_is_symmetric_and_mirrored(a, b):
    assert a.overlaps(b) == b.overlaps(a) == (-a).overlaps(-b)


@given(intervals(), intervals(), st.fractions(min_value=0, max_value=10))
def test_widening_never_parts_two_intervals(a, b, more):
    wider = Interval(
        None if a.low is None else a.low - more, None if a.high is None else a.high + more
    )
    assert b.overlaps(wider) or not b.overlaps(a)


@given(st.integers(1, 10**6), st.integers(0, 3), st.booleans())
def test_a_figure_always_allows_itself(value, zeros, hedged):
    printed = Quantity(
        Fraction(value),
        Fraction(value),
        "meter",
        "length",
        approximate=hedged,
        last_place=Fraction(10**zeros),
    )
    (interval,) = allowed(printed)
    assert interval.overlaps(Interval(Fraction(value), Fraction(value)))


# --- dates --------------------------------------------------------------------------------------

DATES = [
    (when("1887"), "1887-01-01", "1887-12-31"),
    (when("1887-03"), "1887-03-01", "1887-03-31"),
    (when("1887", "approx"), "1885-12-31", "1888-12-31"),  # one unit of the precision
    (when("1887-03", "approx"), "1887-01-29", "1887-05-01"),
    (when("1887-03-10", "approx"), "1887-03-09", "1887-03-11"),
    (when("1887", "before"), None, "1886-12-31"),
    (when("1887", "after"), "1888-01-01", None),
    (when("1887", "since"), "1887-01-01", None),
    (when("1887", "until"), None, "1887-12-31"),
    (when("1887-01/1887-04", "early"), "1887-01-01", "1887-05-30"),  # a soft inner edge
    (when("1887-09/1887-12", "late"), "1887-08-02", "1887-12-31"),
    (when("1887-05/1887-08", "mid"), "1887-04-01", "1887-09-30"),
    (Date(day("1887-03-01"), None), "1887-03-01", None),
    (when("-0043"), "-43-01-01", "-43-12-31"),
]


@pytest.mark.parametrize(("date", "earliest", "latest"), DATES)
def test_a_date_is_a_stretch_of_days(date, earliest, latest):
    (days,) = allowed_days(date)
    expected = DayInterval(*(None if end is None else _day(end) for end in (earliest, latest)))
    assert days == expected


def _day(text):
    sign, plain = (-1, text[1:]) if text.startswith("-") else (1, text)
    found = day(plain)
    return found._replace(year=sign * found.year)


def test_an_unresolved_date_allows_nothing_that_could_be_compared():
    assert allowed_days(when("")) == ()


def test_both_orders_of_day_and_month_are_readings():
    date = replace(when("1953-05-04"), readings=(when("1953-04-05"),))
    assert [days.earliest for days in allowed_days(date)] == [day("1953-05-04"), day("1953-04-05")]


def test_days_have_ordinals():
    (days,) = allowed_days(when("0001-01-01"))
    assert (days.low, days.high) == (1, 1)
