"""Records and scores as written to figures and canonical texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.normalise.record import FORM, figures, record, score


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He is 20-1 now.", "20-1"),
        ("He is 20–1–2 now.", "20–1–2"),
        ("won 6-4, 7-5.", "6-4, 7-5"),
        ("won 6-4 3-6 7-6 (7-3) there", "6-4 3-6 7-6 (7-3)"),
        ("(20-1, 14 KOs)", "20-1"),
    ],
)
def test_form(text: str, found: str) -> None:
    matches = [match.group() for match in FORM.finditer(text)]
    assert matches == [found]


@pytest.mark.parametrize(
    "text",
    [
        "in 2005-06", "call 555-1234", "10-12-2013", "an F-16-2 jet", "$5-6 a head", "3-5% of it",
        "1.5-2 metres", "4-5-6-7", "10:30-12", "a 3-day stay", "B-20-1",
    ],
)  # fmt: skip
def test_no_form(text: str) -> None:
    assert FORM.search(text) is None


@pytest.mark.parametrize(
    ("text", "as_record", "as_score"),
    [
        ("20-1", "20-1", "20-1"),
        ("1–3", "1-3", "3-1"),
        ("20-1-2", "20-1-2", ""),
        ("4-6, 6-3, 7-6 (7-3)", "", "4-6 6-3 7-6"),
        ("4-6, 3-6", "", "6-4 6-3"),
        ("none", "", ""),
    ],
)
def test_canonical(text: str, as_record: str, as_score: str) -> None:
    assert (record(text), score(text)) == (as_record, as_score)


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_score_is_the_same_from_either_side(one: int, other: int) -> None:
    assert score(f"{one}-{other}") == score(f"{other}-{one}")
    assert figures(record(f"{one}-{other}")) == ((one, other),)


def test_a_long_row_of_figures_is_read_in_linear_time() -> None:
    assert len(list(FORM.finditer("1-2, " * 20_000))) <= 20_000
