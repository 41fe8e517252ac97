"""Values of attributes: spellings and angles of points; records and scores in figures."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck import resources
from sourcecheck.normalise import attribute
from sourcecheck.normalise.attribute import FORM, figures, record, score

POINTS = resources.load("compass")["points"]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("South", "south"),
        ("south-east", "southeast"),
        ("south  east", "southeast"),
        ("SE", "southeast"),
        ("north-north-west", "north-northwest"),
        ("se", ""),
        ("southern", ""),
    ],
)
def test_canonical_point(text: str, point: str) -> None:
    assert attribute.point(text) == point


@pytest.mark.parametrize(
    ("one", "other", "degrees"),
    [
        ("south", "west", 90),
        ("south", "southeast", 45),
        ("north", "northwest", 45),
        ("north-northwest", "north-northeast", 45),
        ("east", "west", 180),
        ("east", "east-southeast", 22.5),
    ],
)
def test_apart(one: str, other: str, degrees: float) -> None:
    assert attribute.apart(one, other) == attribute.apart(other, one) == degrees


def test_the_sixteen_points_divide_the_circle() -> None:
    assert sorted(attribute.degrees(point) for point in POINTS) == [n * 22.5 for n in range(16)]
    assert min(attribute.apart(a, b) for a, b in combinations(POINTS, 2)) == 22.5


def test_the_longest_spelling_is_found() -> None:
    found = re.match(attribute.point_pattern(), "south-south-west of it")
    assert found is not None
    assert attribute.point(found.group()) == "south-southwest"


def test_the_opposite_of_a_point_is_half_a_circle_on() -> None:
    assert attribute.opposite("southwest") == "northeast"
    assert attribute.opposite("north-northwest") == "south-southeast"


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
