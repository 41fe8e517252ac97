from __future__ import annotations

from typing import Any

import pytest

from sourcecheck.review import values


def length(stated: float, unit: str, factor: float, **other: Any) -> dict[str, Any]:
    base = stated * factor
    return {"low": base, "high": base, "unit": "meter", "dimension": "length", "operator": "=",
            "approximate": False, "hedge": "", "stated_unit": unit, "factor": factor, "change": "",
            "allowed": [{"low": base, "high": base}]} | other  # fmt: skip


def date(earliest: str | None, latest: str | None, **other: Any) -> dict[str, Any]:
    return {"earliest": earliest, "latest": latest, "hedge": "", "timex": "", "unresolved": "",
            "time": None} | other  # fmt: skip


def words(*given: Any) -> list[str]:
    claims = [{"id": f"c{n}", "value": value} for n, value in enumerate(given)]
    return list(values.in_words(claims).values())


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
