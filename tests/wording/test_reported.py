"""Values of a report beside each other: in one unit, with as many digits as it takes."""

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
from sourcecheck.wording.value import unit_of_all, value_in_words


def length(stated: float, unit: str, factor: float, **other: Any) -> dict[str, Any]:
    base = stated * factor
    return {"low": base, "high": base, "unit": "meter", "dimension": "length", "operator": "=",
            "approximate": False, "hedge": "", "stated_unit": unit, "factor": factor, "change": "",
            "readings": [], "allowed": [{"low": base, "high": base}]} | other  # fmt: skip


def date(earliest: str | None, latest: str | None, **other: Any) -> dict[str, Any]:
    return {"earliest": earliest, "latest": latest, "hedge": "", "timex": "", "unresolved": "",
            "time": None, "allowed": [], "readings": []} | other  # fmt: skip


def words(*given: Any) -> list[str]:
    unit = unit_of_all(given)
    return [str(value_in_words(value, unit)) for value in given]


def test_figures_are_put_in_one_unit() -> None:
    assert words(length(7, "mile", 1609.344), length(14.2, "kilometer", 1000)) == [
        "11.27 km", "14.2 km",
    ]  # fmt: skip


def test_the_printed_interval_is_shown_where_it_is_wider_than_the_figure() -> None:
    rounded = length(7, "kilometer", 1000, allowed=[{"low": 6500, "high": 7500}])
    assert words(rounded) == ["7 km, as printed 6.5 to 7.5 km"]


def test_half_of_the_last_place_is_not_rounded_away() -> None:
    printed = length(3645, "kilometer", 1000, allowed=[{"low": 3644500, "high": 3645500}])
    assert words(printed) == ["3,645 km, as printed 3,644.5 to 3,645.5 km"]


def test_figures_in_different_base_units_stay_as_stated() -> None:
    pounds = length(3, "GBP", 1) | {"unit": "GBP", "dimension": "money"}
    euros = length(4, "EUR", 1) | {"unit": "EUR", "dimension": "money"}
    assert words(pounds, euros) == ["3 GBP", "4 EUR"]


def test_a_bound_is_said() -> None:
    assert words(length(50, "kilometer", 1000, operator=">=", hedge="at_least")) == [
        "at least 50 km"
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date("1992-12-01", "1992-12-31"), "December 1992"),
        (date("-0043-03-15", "-0043-03-15"), "15 March 44 BC"),
        (date("1991-01-01", None, hedge="since"), "since 1991"),
        (date(None, None, unresolved="no year is stated"), "not known (no year is stated)"),
        (date("1992-12-01", "1992-12-01",
              time={"earliest": 450, "latest": 450, "utc_offset": None}),
         "1 December 1992, 07:30"),
        ({"text": "mayor"}, "mayor"),
    ],
)  # fmt: skip
def test_dates_and_words(value: Any, shown: str) -> None:
    assert words(value) == [shown]


def figures(*amounts: str, unit: str = "meter", dimension: str = "length") -> list[dict[str, Any]]:
    """Figures stated in none of the units that people use."""
    return [
        values.quantity(Quantity(Fraction(a), Fraction(a), unit, dimension, factor=Fraction(7)))
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
        (["2.5"], "kilogram / meter ** 3", "density", ["2.5 kilograms per cubic meter"]),
        (["27.77777777777778"], "meter / second", "speed", ["100 km/h"]),
        (["-1500"], "meter", "length", ["−1.5 km"]),
    ],
)
def test_a_question_is_shown_in_the_unit_people_use(
    amounts: list[str], unit: str, dimension: str, expected: list[str]
) -> None:
    quantities = figures(*amounts, unit=unit, dimension=dimension)
    common = unit_of_all(quantities)
    assert [value_in_words(q, common).value for q in quantities] == expected


def test_figures_that_all_are_stated_in_stay_in_their_unit_and_whole() -> None:
    assert words(length(8611, "meter", 1), length(1234.5, "meter", 1)) == ["8,611 m", "1,234.5 m"]


def test_a_bound_allows_no_more_than_it_says() -> None:
    more = length(50, "kilometer", 1000, operator=">", hedge="more_than")
    more["allowed"] = [{"low": 50000, "high": None}]
    assert words(more) == ["more than 50 km"]


def test_figures_in_two_currencies_have_no_common_unit() -> None:
    pair = [figures("5", unit=unit, dimension="money")[0] for unit in ("USD", "EUR")]
    assert unit_of_all(pair) is None
    assert [value_in_words(q).value for q in pair] == ["5 USD", "5 EUR"]


THOUSANDTHS = st.integers(-(10**9), 10**9).map(lambda number: number / 1000)


@given(st.lists(THOUSANDTHS, min_size=2, max_size=6, unique=True))
def test_different_figures_never_look_the_same(amounts: list[float]) -> None:
    quantities = figures(*(str(Fraction(a)) for a in amounts))
    unit = unit_of_all(quantities)
    said = {value_in_words(q, unit).value for q in quantities}
    assert len(said) == len({float(f"{a:.12g}") for a in amounts})


def test_figure_as_stated_and_as_printed() -> None:
    mile = Fraction("1609.344")
    figure_ = Quantity(
        1800 * mile, 1800 * mile, "meter", "length", significant_digits=2, stated_unit="mile",
        factor=mile, last_place=100 * mile,
    )  # fmt: skip
    value = values.quantity(figure_)
    said = value_in_words(value)
    assert (said.stated, said.value) == ("1,800 miles", "2,897 km")
    assert (said.how, said.allows) == ("as printed", "2,816 to 2,977 km")


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
    said = value_in_words(value)
    assert (said.stated, said.value) == ("68 degrees Fahrenheit", "20 °C")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"operator": ">="}, "at least 50"),
        ({"operator": "<"}, "less than 50"),
        ({"approximate": True}, "about 50"),
        ({"change": "up"}, "up 50"),
        ({"approximate": True, "hedge": "nearly"}, "nearly 50"),
        ({"high": None}, "at least 50"),
        ({"high": Fraction(60)}, "50 to 60"),
        ({"low": None}, "at most 50"),
    ],
)
def test_firmness_is_said(more: dict[str, Any], expected: str) -> None:
    ends = {"low": Fraction(50), "high": Fraction(50), **more}
    value = values.quantity(Quantity(unit="dimensionless", dimension="count", **ends))
    assert value_in_words(value).value == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(Day(2011, 4, 1), Day(2011, 4, 30)), "April 2011"),
        (Date(Day(2011, 4, 24), Day(2011, 4, 24)), "24 April 2011"),
        (Date(Day(1871, 1, 1), Day(1872, 12, 31)), "1871 to 1872"),
        (Date(Day(1870, 1, 1), Day(1879, 12, 31)), "the 1870s"),
        (Date(Day(1981, 5, 1), Day(1981, 6, 30)), "May to June 1981"),
        (Date(Day(1981, 12, 1), Day(1982, 2, 28)), "December 1981 to February 1982"),
        (Date(Day(2011, 4, 22), Day(2011, 4, 28)), "22 April to 28 April 2011"),
        (Date(Day(2018, 1, 1), Day(2018, 12, 31), hedge="before"), "before 2018"),
        (Date(Day(1872, 1, 1), Day(1872, 12, 31), hedge="approx"), "about 1872"),
        (Date(Day(1991, 1, 1), None, hedge="since"), "since 1991"),
        (Date(None, Day(1991, 6, 5)), "until 5 June 1991"),
        (Date(Day(-43, 3, 15), Day(-43, 3, 15)), "15 March 44 BC"),
        (Date(Day(-43, 3, 1), Day(-43, 4, 30)), "March to April 44 BC"),
        (Date(None, None, unresolved="no day is known"), "not known (no day is known)"),
        (
            Date(Day(2001, 2, 3), Day(2001, 2, 3), time=Clock(840, 840, 60)),
            "3 February 2001, 14:00 UTC+01:00",
        ),
    ],
)  # fmt: skip
def test_dates_in_words(date: Date, expected: str) -> None:
    assert value_in_words(values.date(date)).value == expected
