"""Capitalised phrases of running text that an NER has missed, and those that are no names."""

from __future__ import annotations

import pytest

from sourcecheck.annotate import build as annotating
from sourcecheck.annotate import mentions
from tests.shipped import shipped


@pytest.fixture(scope="module")
def named():
    nlp = shipped()

    def names(text: str) -> set[str]:
        ((doc, _),) = annotating.annotate_many(nlp, [(text, "", None)])
        return {m.span.quote for m in mentions.read(doc, "names") if m.name is not None}

    return names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Marlow Tide Engine\n\nIn spring the Marlow Tide Engine was sold, and the "
            "Marlow Tide Engine moved.",
            "Marlow Tide Engine",
        ),
        (
            "Merle Sound Ferries\n\nIn spring Merle Sound Ferries bought a ship.",
            "Merle Sound Ferries",
        ),
    ],
)
def test_a_phrase_in_capitals_is_a_name(named, text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Annual Results And Outlook\n\nThe results were good.", "Annual Results"),
        (
            "The Chief Executive Officer came. He met the Chief Executive Officer.",
            "Chief Executive Officer",
        ),
        ("Turnout rose. Turnout fell again.", "Turnout"),
        ("On Monday, on Tuesday and in May it rained.", "Monday"),
    ],
)
def test_what_only_looks_like_a_name_is_none(named, text: str, word: str) -> None:
    assert word not in named(text)
