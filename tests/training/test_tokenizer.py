"""The tokenizer cuts text as the treebanks do, and keeps doing so when saved."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language

from training.tokenizer import customise


@cache
def pipeline() -> Language:
    return customise(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("co-operate", ["co-operate"]),
        ("Non-aligned", ["Non-aligned"]),
        ("well-known", ["well", "-", "known"]),
        ("Sino-Soviet", ["Sino", "-", "Soviet"]),
        ("2,700-mile", ["2,700", "-", "mile"]),
        ("Su-27", ["Su", "-", "27"]),
        ("U.S.-led", ["U.S.", "-", "led"]),
        ("1939–1945", ["1939", "–", "1945"]),
        ("and/or", ["and", "/", "or"]),
        ("really?!?", ["really", "?!?"]),
        ("$5.5 billion", ["$", "5.5", "billion"]),
        ("(see above):", ["(", "see", "above", ")", ":"]),
        ("Wed. or Wed", ["Wed.", "or", "Wed"]),
        ("etc.", ["etc."]),
    ],
)
def test_cuts(text: str, tokens: list[str]) -> None:
    assert [t.text for t in pipeline()(text)] == tokens


def test_rules_survive_saving() -> None:
    again = spacy.blank("en").from_bytes(pipeline().to_bytes())
    assert [t.text for t in again("a 2,700-mile co-operation")] == [
        "a", "2,700", "-", "mile", "co-operation",
    ]  # fmt: skip
