"""What is read of a value in its sentence, where one text may state two for one question."""

from __future__ import annotations

from typing import Any

import pytest

from sourcecheck import tables
from sourcecheck.checks.within import rows
from tests.reconcile.claims_read import claims


def read(text: str, quote: str, property: str, **more: Any) -> dict[str, Any]:
    """The statement of the value with this quote."""
    about = {quote: (property, more.pop("subject", ""))}
    made = rows(claims(text, about), more.pop("names", ()))
    assert set(made[0]) == set(tables.STATEMENTS)
    [row] = made
    return row


@pytest.mark.parametrize(
    ("text", "quote", "property", "what"),
    [
        ("Another 14 people died.", "14", "people_killed", {"usable": False}),
        ("The worst storm killed 14 people.", "14", "people_killed", {"usable": False}),
        ("The storm killed 14 people.", "14", "people_killed", {"usable": True, "changes": False}),
        ("The toll rose to 14.", "14", "people_killed", {"usable": True, "changes": True}),
        ("Storm kills 14", "14", "people_killed", {"headline": True}),
        ("Storm kills 14.", "14", "people_killed", {"headline": False}),
        ("It rained.\nStorm kills 14", "14", "people_killed", {"headline": False}),
    ],
)  # fmt: skip
def test_cues_of_the_sentence(text: str, quote: str, property: str, what: dict[str, bool]) -> None:
    row = read(text, quote, property)
    assert {name: row[name] for name in what} == what


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Tom Reed, 34, was a teacher.", True),
        ("Tom Reed was 34 at the time.", False),
        ("His brother Tom Reed, 34, was a teacher.", False),
    ],
)
def test_an_age_beside_a_name(text: str, beside: bool) -> None:
    assert read(text, "34", "age")["beside_name"] is beside


def test_a_body_that_an_event_is_said_of_says_so() -> None:
    text = "The institute put the toll at 14."
    names = [{"name": "Lomar Institute", "kind": "ORG"}, {"name": "Lomar", "kind": "LOC"}]
    for subject, voice in (("Lomar Institute", "Lomar Institute"), ("Lomar", "")):
        row = read(text, "14", "people_killed", subject=subject, names=names)
        assert row["voice"] == voice


def test_a_property_that_is_not_listed_is_not_read() -> None:
    assert rows(claims("The visit began on 3 May 1996.", {"3 May 1996": ("visit", "")}), ()) == []
