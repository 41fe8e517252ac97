from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.review import values


def figure(stated: float | None, unit: str, factor: float, operator: str = "=") -> dict[str, Any]:
    low = high = None if stated is None else stated * factor
    return {"low": low, "high": high, "operator": operator, "stated_low": stated,
            "stated_high": stated, "stated_unit": unit, "factor": factor,
            "allowed": [{"low": low, "high": high}]}  # fmt: skip


def date(earliest: str | None, latest: str | None, hedge: str = "", open: str = "") -> Any:
    return {"earliest": earliest, "latest": latest, "hedge": hedge, "unresolved": open}


def words(*given: Any) -> list[str]:
    claims = [{"id": f"c{n}", "value": value} for n, value in enumerate(given)]
    return list(values.in_words(claims).values())


def test_figures_are_put_in_the_unit_most_of_them_state() -> None:
    assert words(
        figure(7, "mile", 1609.344), figure(14.2, "kilometer", 1000), figure(9, "kilometer", 1000)
    ) == ["11.27 kilometer", "14.2 kilometer", "9 kilometer"]


def test_the_first_unit_decides_among_equals() -> None:
    assert words(figure(7, "mile", 1609.344), figure(14, "kilometer", 1000)) == [
        "7 mile", "8.699 mile",
    ]  # fmt: skip


def test_the_printed_interval_is_shown_where_it_is_wider_than_the_figure() -> None:
    rounded = figure(2700, "mile", 1609.344) | {
        "allowed": [{"low": 2650 * 1609.344, "high": 2750 * 1609.344}]
    }
    assert words(rounded) == ["2,700 mile, as printed 2,650 to 2,750"]


def test_bounds_and_bare_numbers() -> None:
    assert words(figure(50, "", 1, ">=")) == ["at least 50"]
    assert words(figure(None, "kilometer", 1000)) == ["any kilometer"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date("1992-12-01", "1992-12-31"), "1992-12-01 to 1992-12-31"),
        (date("1960-05-01", "1960-05-01", "before"), "before 1960-05-01"),
        (date("1991-01-01", None, "since"), "since 1991-01-01 to open"),
        (date(None, None, open="the year is not stated"), "date open: the year is not stated"),
        ({"text": "mayor"}, "mayor"),
    ],
)
def test_dates_and_words(value: Any, shown: str) -> None:
    assert words(value) == [shown]


@pytest.mark.parametrize(
    ("number", "shown"),
    [(4345.2288, "4,345"), (0.012345, "0.01234"), (5.5, "5.5"), (1e20, "100,000,000,000,000,000,000"),
     (0, "0"), (-14.25, "-14.25"), (1200, "1,200")],
)  # fmt: skip
def test_numbers_keep_four_digits(number: float, shown: str) -> None:
    assert values.number(number) == shown


@given(st.floats(min_value=1e-6, max_value=1e15))
def test_a_shown_number_is_near_the_number(number: float) -> None:
    assert float(values.number(number).replace(",", "")) == pytest.approx(number, rel=1e-3)
