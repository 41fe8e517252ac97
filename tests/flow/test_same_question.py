"""Two texts of a sentence or a page: which of their values are held against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

import sourcecheck


def found(tmp_path: Path, one: str, other: str) -> list[tuple[str, set[str]]]:
    """The relation and the stated values of each finding."""
    for name, text in (("one.txt", one), ("other.txt", other)):
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    data = sourcecheck.check(tmp_path).data
    quotes = {claim["id"]: claim["quote"] for claim in data["claims"]}
    return [
        (f["relation"], {quotes[id] for p in f["positions"] for id in p["claims"]})
        for f in data["findings"]
    ]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "The archive of Lorby keeps 6.1 GB.",
            "The archive of Lorby keeps 23.4 GB.",
            {"6.1 GB", "23.4 GB"},
        ),
        (
            "The old hall in Mill Lane boasts an area of 1,180 square feet.",
            "The old hall in Mill Lane boasts an area of 142 square metres.",
            {"1,180 square feet", "142 square metres"},
        ),
        # a part of a whole in words is a percentage
        (
            "The guild of Lorby pays a quarter of its fees to the town.",
            "The guild of Lorby pays 31 per cent of its fees to the town.",
            {"a quarter", "31 per cent"},
        ),
    ],
)
def test_much_the_same_words_with_another_value(
    tmp_path: Path, one: str, other: str, values: set[str]
) -> None:
    assert ("conflict", values) in found(tmp_path, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a town and what lies around it
        (
            "Lorby has a population of 3.14 million.",
            "The commuter area of Lorby has a population of 18.41 million.",
        ),
        # days until which something is counted
        (
            "By 3 May 2021 the fever had killed 412 villagers in Lorby.",
            "By 9 May 2021 the fever had killed 530 villagers in Lorby.",
        ),
        # the second of other things
        ("Lorby scored in the second half.", "Lorby lost its second player to Marwick."),
    ],
)
def test_what_does_not_contradict_or_repeat(tmp_path: Path, one: str, other: str) -> None:
    assert [
        relation for relation, _ in found(tmp_path, one, other) if relation != "different"
    ] == []


def test_counts_as_of_two_days_are_of_two_times(tmp_path: Path) -> None:
    made = found(
        tmp_path,
        "As of 5 October 2014, 40 people had died in the Lorby fire.",
        "As of 7 October 2014, 46 people had died in the Lorby fire.",
    )
    assert not [values for relation, values in made if relation != "different"]


PAGE = """Lorby

Area: {area} sq km
Elevation: 412 m
Tramway: {tramway} km of track
Permanent crops: 14%
Rail sidings: 371 km
Bicycle lanes: 236 km
Public wells: 1,893
Street lamps: 52,417
"""


def test_labels_of_two_versions_of_a_page_ask_the_same(tmp_path: Path) -> None:
    made = found(
        tmp_path,
        PAGE.format(area="3,120", tramway="160"),
        PAGE.format(area="3,120", tramway="6,100"),
    )
    assert [values for relation, values in made if relation == "conflict"] == [
        {"160 km", "6,100 km"}
    ]
