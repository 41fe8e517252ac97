"""Figures, dates and passages in words for people."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck import resources
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.quantity import Quantity
from sourcecheck.report import values
from sourcecheck.report.html import calendar, figure, plot, wording
from sourcecheck.report.html.passage import CONTEXT, SENTENCE, around


def figures(*amounts: str, unit: str = "meter", dimension: str = "length") -> list[dict[str, Any]]:
    return [
        values.quantity(Quantity(Fraction(a), Fraction(a), unit, dimension, significant_digits=2))
        for a in amounts
    ]


@pytest.mark.parametrize(
    ("amounts", "unit", "dimension", "expected"),
    [
        (["2896819.2", "2390000"], "meter", "length", ["2,897 km", "2,390 km"]),
        (["0.012"], "meter", "length", ["1.2 cm"]),
        (["0"], "meter", "length", ["0 m"]),
        (["1234567", "1234568"], "dimensionless", "count", ["1,234,567", "1,234,568"]),
        (["6000"], "dimensionless", "count", ["6,000"]),
        (["7500000000", "60000000000"], "USD", "money", ["7.5 billion USD", "60 billion USD"]),
        (["1234567890"], "USD", "money", ["1,234,567,890 USD"]),
        (["259200"], "second", "time", ["3 days"]),
        (["12.5"], "percent", "percent", ["12.5 %"]),
        (["293.15"], "kelvin", "thermal", ["20 °C"]),
        (["2.5"], "kilogram / meter ** 3", "density", ["2.5 kilogram per cubic meter"]),
        (["27.77777777777778"], "meter / second", "speed", ["100 km/h"]),
        (["-1500"], "meter", "length", ["−1.5 km"]),
    ],
)
def test_a_question_is_shown_in_the_unit_people_use(
    amounts: list[str], unit: str, dimension: str, expected: list[str]
) -> None:
    quantities = figures(*amounts, unit=unit, dimension=dimension)
    common = wording.scale(quantities)
    assert [wording.short(q, common) for q in quantities] == expected


def test_figures_in_two_currencies_have_no_common_unit() -> None:
    pair = [figures("5", unit=unit, dimension="money")[0] for unit in ("USD", "EUR")]
    assert wording.scale(pair) is None
    assert [wording.short(q) for q in pair] == ["5 USD", "5 EUR"]


THOUSANDTHS = st.integers(-(10**9), 10**9).map(lambda number: number / 1000)


@given(st.lists(THOUSANDTHS, min_size=2, max_size=6, unique=True))
def test_different_figures_never_look_the_same(amounts: list[float]) -> None:
    quantities = figures(*(str(Fraction(a)) for a in amounts))
    common = wording.scale(quantities)
    said = {wording.short(q, common) for q in quantities}
    assert len(said) == len({float(f"{a:.12g}") for a in amounts})


def test_figure_as_stated_and_as_printed() -> None:
    mile = Fraction("1609.344")
    figure_ = Quantity(
        1800 * mile, 1800 * mile, "meter", "length", significant_digits=2, stated_unit="mile",
        factor=mile, last_place=100 * mile,
    )  # fmt: skip
    value = values.quantity(figure_)
    common = wording.scale([value])
    assert wording.stated(value, common) == "1,800 miles"
    assert wording.short(value, common) == "2,897 km"
    assert wording.printed(value, common) == "2,816 to 2,977 km"


def test_every_displayed_unit_belongs_to_a_base_unit_that_figures_are_kept_in() -> None:
    units = resources.load("units")
    bases = {*units["dimension"].values(), *units["plain"]}
    shown = resources.load("display_units")
    assert {*shown["units"], *shown["offset"]} <= bases
    for steps in shown["units"].values():
        assert list(steps.values()) == sorted(steps.values()), "smallest first"


def test_degrees_are_stated_from_their_own_zero() -> None:
    factor, zero = Fraction(5, 9), Fraction("459.67")
    base = (68 + zero) * factor
    value = values.quantity(
        Quantity(
            base, base, "kelvin", "temperature", stated_unit="degree_Fahrenheit", factor=factor
        )
    )
    assert value["stated_low"] == 68
    common = wording.scale([value])
    assert wording.short(value, common) == "20 °C"
    assert wording.stated(value, common) == "68 degrees Fahrenheit"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2389.5, 2390.5, "2,389.5 to 2,390.5 km"),
        (2816.4, 2977.3, "2,816 to 2,977 km"),
        (None, 50, "at most 50 km"),
        (None, None, "any figure"),
        (0, 0, "0 km"),
    ],
)
def test_ranges_are_shown_to_a_tenth_of_their_width(
    low: float | None, high: float | None, expected: str
) -> None:
    assert figure.Scale("km").range(low, high) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"operator": ">="}, "at least 50"),
        ({"operator": "<"}, "less than 50"),
        ({"approximate": True}, "about 50"),
        ({"change": "up"}, "a rise of 50"),
        ({"high": None}, "at least 50"),
        ({"high": Fraction(60)}, "50 to 60"),
        ({"low": None}, "at most 50"),
    ],
)
def test_firmness_is_said(more: dict[str, Any], expected: str) -> None:
    ends = {"low": Fraction(50), "high": Fraction(50), **more}
    value = values.quantity(Quantity(unit="dimensionless", dimension="count", **ends))
    assert wording.short(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mile", "miles"),
        ("mile ** 2", "square miles"),
        ("foot", "feet"),
        ("kilometer / hour", "kilometers per hour"),
        ("USD", "USD"),
    ],
)
def test_units_as_stated_are_named_in_the_plural(name: str, expected: str) -> None:
    value = values.quantity(Quantity(Fraction(1), Fraction(1), "x", "y", stated_unit=name))
    assert figure.stated_unit(value) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(Day(2011, 4, 1), Day(2011, 4, 30)), "April 2011"),
        (Date(Day(2011, 4, 24), Day(2011, 4, 24)), "24 April 2011"),
        (Date(Day(1871, 1, 1), Day(1872, 12, 31)), "1871 to 1872"),
        (Date(Day(1870, 1, 1), Day(1879, 12, 31)), "1870s"),
        (Date(Day(1981, 5, 1), Day(1981, 6, 30)), "May to June 1981"),
        (Date(Day(1981, 12, 1), Day(1982, 2, 28)), "December 1981 to February 1982"),
        (Date(Day(2011, 4, 22), Day(2011, 4, 28)), "22 April to 28 April 2011"),
        (Date(Day(2018, 1, 1), Day(2018, 12, 31), hedge="before"), "before 2018"),
        (Date(Day(1872, 1, 1), Day(1872, 12, 31), hedge="approx"), "about 1872"),
        (Date(Day(1991, 1, 1), None, hedge="since"), "from 1991"),
        (Date(None, Day(1991, 6, 5)), "until 5 June 1991"),
        (Date(Day(-43, 3, 15), Day(-43, 3, 15)), "15 March 44 BC"),
        (Date(Day(-43, 3, 1), Day(-43, 4, 30)), "March to April 44 BC"),
        (Date(None, None, unresolved="no day is known"), "not known: no day is known"),
        (
            Date(Day(2001, 2, 3), Day(2001, 2, 3), time=Clock(840, 840, 60)),
            "3 February 2001, 14:00 UTC+01:00",
        ),
    ],
)  # fmt: skip
def test_dates_in_words(date: Date, expected: str) -> None:
    assert calendar.say(values.date(date)) == expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2011-04", "April 2011"), ("2011", "2011"), ("2011-04-24", "24 April 2011"),
        ("201X", "2010s"), ("2011~", "2011 (2011~)"), ("no date", "no date"),
    ],
)  # fmt: skip
def test_dates_of_publication_in_words(edtf: str, expected: str) -> None:
    assert calendar.published(edtf) == expected


def mark(low: float, high: float, rounding: float = 0.0) -> plot.Mark:
    return plot.Mark("a claim", "A", 0, (low, high), (low - rounding, high + rounding))


AMOUNT = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.lists(st.tuples(AMOUNT, st.floats(0, 1e9)), min_size=1, max_size=8))
def test_everything_drawn_lies_on_the_line(amounts: list[tuple[float, float]]) -> None:
    marks = [mark(low, low, width) for low, width in amounts]
    drawn = plot.number_line(marks, figure.Scale("km"))
    assert drawn is not None
    places = [float(row.dot.rstrip("%")) for row in drawn.rows if row.dot]
    assert len(places) == len(marks)
    order = sorted(range(len(amounts)), key=lambda i: amounts[i][0])
    assert [places[i] for i in order] == sorted(places), "greater figures lie further to the right"
    assert all(0 <= place <= 100 for place in places)
    assert len({tick.label for tick in drawn.ticks}) == len(drawn.ticks) <= 11


def test_ticks_are_round_and_the_last_names_the_unit() -> None:
    drawn = plot.number_line([mark(2390, 2390), mark(2897, 2897, 80)], figure.Scale("km"))
    assert drawn is not None
    assert [tick.label for tick in drawn.ticks] == ["2,400", "2,600", "2,800", "3,000 km"]


def test_open_ends_have_arrows() -> None:
    at_least = plot.Mark("x", "A", 0, (50, 50), (50, None))
    drawn = plot.number_line([at_least, mark(20, 20)], figure.Scale(""))
    assert drawn is not None
    bar = drawn.rows[0].allowed
    assert bar is not None
    assert (bar.open_low, bar.open_high) == (False, True)


def test_nothing_to_place_is_no_drawing() -> None:
    assert plot.time_line([plot.Mark("x", "A", 0, None, None)]) is None


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2003-01-01", "2003-12-31", ["Jan 2003", "Apr", "Jul", "Oct", "Jan 2004"]),
        ("1861-01-01", "1887-12-31", ["1860", "1870", "1880", "1890"]),
        ("2011-04-22", "2011-04-28", ["22 Apr 2011", "24 Apr", "26 Apr", "28 Apr"]),
    ],
)
def test_time_lines_have_ticks_of_their_length(first: str, last: str, labels: list[str]) -> None:
    days = calendar.days(first, last)
    drawn = plot.time_line([plot.Mark("x", "A", 0, days, days)])
    assert drawn is not None
    assert [f"{tick.label} {tick.below}".strip() for tick in drawn.ticks] == labels


def claim_at(text: str, quote: str, sentence: str) -> dict[str, Any]:
    start, first = text.index(quote), text.index(sentence)
    return {
        "start": start, "end": start + len(quote), "quote": quote,
        "sentence": {"start": first, "end": first + len(sentence)},
    }  # fmt: skip


def test_passage_is_the_sentence_and_one_on_either_side() -> None:
    text = "One stands far off. Two is near. The dam is 90 m high. Four is near.\nFive is far."
    passage = around(text, claim_at(text, "90 m", "The dam is 90 m high."))
    assert passage.before == "Two is near. "
    assert passage.lead + passage.quote + passage.tail == "The dam is 90 m high."
    assert passage.after == " Four is near."


def test_passage_is_cut_at_words() -> None:
    words = "lorem " * 400
    text = f"{words}the dam is 90 m high {words}"
    passage = around(text, claim_at(text, "90 m", text))
    assert passage.lead.startswith("…lorem ")
    assert passage.tail.endswith(" lorem…")
    assert SENTENCE - 10 < len(passage.lead) <= SENTENCE + 1
    assert (passage.before, passage.after) == ("", "")


def test_context_without_full_stops_is_cut_too() -> None:
    words = "lorem " * 400
    text = f"{words}\n\nThe dam is 90 m high.\n\n{words}"
    passage = around(text, claim_at(text, "90 m", "The dam is 90 m high."))
    assert passage.before.startswith("…lorem")
    assert passage.after.endswith("lorem…")
    assert max(len(passage.before), len(passage.after)) <= CONTEXT + 1


def test_passage_of_an_unknown_text_is_the_quote() -> None:
    assert around("", {"start": 3, "end": 7, "quote": "90 m", "sentence": None}).quote == "90 m"


PLACE = st.integers(0, 900)


@given(st.text(max_size=900), PLACE, st.integers(1, 40), PLACE, PLACE)
def test_passage_always_holds_the_quote_and_is_short(
    text: str, start: int, length: int, left: int, right: int
) -> None:
    quote = text[start : start + length]
    end = start + len(quote)
    claim = {
        "start": start, "end": end, "quote": quote,
        "sentence": {"start": max(0, start - left), "end": min(len(text), end + right)},
    }  # fmt: skip
    passage = around(text, claim)
    assert "".join(passage.quote.split()) == "".join(quote.split())
    assert len("".join((passage.before, passage.lead, passage.tail, passage.after))) < 1500
