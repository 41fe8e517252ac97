"""The part of EDTF that people may declare; the edtf library is the oracle."""

from __future__ import annotations

from datetime import date

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.date import Day
from sourcecheck.normalise.edtf import bounds, from_edtf


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1996", Day(1996, 1, 1), Day(1996, 12, 31)),
        ("1996-04", Day(1996, 4, 1), Day(1996, 4, 30)),
        ("1996-02", Day(1996, 2, 1), Day(1996, 2, 29)),
        ("1900-02", Day(1900, 2, 1), Day(1900, 2, 28)),
        ("1996-04-20", Day(1996, 4, 20), Day(1996, 4, 20)),
        ("1996~", Day(1996, 1, 1), Day(1996, 12, 31)),
        ("1996/1998", Day(1996, 1, 1), Day(1998, 12, 31)),
        ("1996-04~/1998-05-02", Day(1996, 4, 1), Day(1998, 5, 2)),
        ("1996/1996-04", Day(1996, 1, 1), Day(1996, 4, 30)),
    ],
)
def test_bounds(text: str, first: Day, last: Day) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a date in EDTF"),
        ("April 1996", "not a date in EDTF"),
        ("1996-4", "not a date in EDTF"),
        ("96", "not a date in EDTF"),
        ("20/04/1996", "more than one '/'"),
        ("1996\n", "not a date in EDTF"),
        ("١٩٩٦", "not a date in EDTF"),
        ("1996-13", "no month 13"),
        ("1996-00", "no month 00"),
        ("1995-02-29", "no such day"),
        ("1996-04-31", "no such day"),
        ("1996-04-00", "no such day"),
        ("1998/1996", "ends before it begins"),
        ("1996/", "not a date in EDTF"),
    ],
)
def test_what_is_not_a_date_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        bounds(text)


DATES = st.dates(min_value=date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
)


@given(DATES, DATES, st.booleans(), st.sampled_from(["", "~"]))
def test_agrees_with_the_edtf_library(one: str, two: str, interval: bool, about: str) -> None:
    text = f"{min(one, two)}/{max(one, two)}{about}" if interval else one + about
    parsed = oracle.parse_edtf(text)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    try:
        found = bounds(text)
    except ValueError:
        assert first > last
    else:
        assert found == (Day(*first[:3]), Day(*last[:3]))


@given(DATES, DATES, st.booleans())
def test_what_may_be_declared_is_understood_by_the_stages_that_use_it(
    one: str, two: str, interval: bool
) -> None:
    text = f"{min(one, two)}/{max(one, two)}" if interval else f"{one}~"
    period = from_edtf(text)
    assert period is not None
    assert (period.first, period.last) == bounds(text)
