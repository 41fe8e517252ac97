"""Points of the compass: spellings and angles."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from sourcecheck import resources
from sourcecheck.normalise import compass

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
def test_canonical(text: str, point: str) -> None:
    assert compass.canonical(text) == point


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
    assert compass.apart(one, other) == compass.apart(other, one) == degrees


def test_the_sixteen_points_divide_the_circle() -> None:
    assert sorted(compass.degrees(point) for point in POINTS) == [n * 22.5 for n in range(16)]
    assert min(compass.apart(a, b) for a, b in combinations(POINTS, 2)) == 22.5


def test_the_longest_spelling_is_found() -> None:
    found = re.match(compass.pattern(), "south-south-west of it")
    assert found is not None
    assert compass.canonical(found.group()) == "south-southwest"


def test_the_opposite_of_a_point_is_half_a_circle_on() -> None:
    assert compass.opposite("southwest") == "northeast"
    assert compass.opposite("north-northwest") == "south-southeast"
