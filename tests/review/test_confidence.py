"""How sure a finding is, in words, and what a bound lets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.review import display


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (0.86, "86 % sure"),
        (0.29, "29 % sure"),  # 28.999… in binary
        (0.7999, "79 % sure"),
        (0.8, "80 % sure"),
        (0.999, "99 % sure"),
        (1.0, "99 % sure"),
        (0.004, "under 1 % sure"),
        (0.0, "under 1 % sure"),
        (None, "follows from the text alone"),
    ],
)
def test_in_words(given_: float | None, said: str) -> None:
    assert display.sure_in_words(given_) == said


@given(st.floats(0, 1))
def test_what_is_not_sure_never_looks_sure(share: float) -> None:
    share = round(share, 3)
    shown = display.percent(share).removeprefix("under ").removesuffix(" %")
    assert display.sure(share) == (int(shown) >= 80)


@given(st.floats(0, 1))
def test_what_follows_from_rules_passes_every_bound(least: float) -> None:
    assert display.reaches(None, least)
    assert display.sure(None)
    assert display.reaches(least, least)


def test_a_bound_is_said_as_it_was_given() -> None:
    assert [display.bound(share) for share in (0.8, 0.625, 1.0)] == ["80 %", "62.5 %", "100 %"]


def test_a_report_without_the_setting_has_no_bound() -> None:
    assert display.least({"generator": {"settings": {}}}) == 0
