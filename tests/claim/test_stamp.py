"""Dates on which a text was put out and numbers that only name something are about nothing."""

from __future__ import annotations

import pytest

from sourcecheck.annotate.layout.stamps import is_publication
from sourcecheck.claim.page import is_serial
from sourcecheck.model.date import Date, Day

DAY = Date(Day(2021, 5, 3), Day(2021, 5, 3), "day")


@pytest.mark.parametrize(
    ("text", "value", "stamped"),
    [
        ("Updated: 3 May 2021\n", "3 May 2021", True),
        ("Ferries\n3 May 2021, 09.15\n\nRain fell.", "3 May 2021", True),
        ("ALDMOUTH, Norland, May 3 (Wire) - A mill burned.", "May 3", True),
        ("The Ostby Herald, Monday 3 May 2021, page 2\n\nRain.", "Monday 3 May 2021", True),
        ("Photo: a ferry | posted 3 May 2021\n", "3 May 2021", True),
        ("The bridge opened on 3 May 2021.", "3 May 2021", False),
        ("A study, published 3 May 2021, says so.", "3 May 2021", False),
        ("Born: 3 May 2021\n", "3 May 2021", False),
        ("Opening: 3 May 2021\n", "3 May 2021", False),
        ("Minutes, 3 May 2021\n", "3 May 2021", False),
    ],
)
def test_a_stamp_is_no_event(text: str, value: str, stamped: bool) -> None:
    start = text.index(value)
    assert is_publication(text, start, start + len(value), DAY) is stamped


def test_a_year_in_a_title_is_no_stamp() -> None:
    year = Date(Day(2021, 1, 1), Day(2021, 12, 31), "year")
    assert not is_publication("Annual Report 2021\n\nRain.", 14, 18, year)


@pytest.mark.parametrize(
    ("text", "value", "serial"),
    [
        ("Media: Ida Voss, +47 555 01 233", "555", True),
        ("See Page 3 of 9", "3", True),
        ("Bulletin no. 88", "88", True),
        ("It has 12 pages.", "12", False),
        ("About 12 000 000 people came.", "12 000 000", False),
        ("There are no two alike.", "two", False),
    ],
)
def test_a_number_of_a_series_counts_nothing(text: str, value: str, serial: bool) -> None:
    start = text.index(value)
    assert is_serial(text, start, start + len(value)) is serial
