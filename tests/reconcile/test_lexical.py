"""What a reader is told of the words of two claims that are taken to answer one question."""

from __future__ import annotations

from typing import Any

import pytest

from sourcecheck.reconcile.match.reasons import related_words
from tests.reconcile.claims_made import claim


def told(a: dict[str, str], b: dict[str, str]) -> list[str]:
    """The steps on two claims, each given by the words of its columns."""
    columns: list[dict[str, Any]]
    columns = [{name: tuple(words.split()) for name, words in said.items()} for said in (a, b)]
    one, other = (claim(source, **said) for source, said in zip(("s1", "s2"), columns, strict=True))
    steps = related_words(one, other)
    assert steps == related_words(other, one)
    return [step.text for step in steps]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"measured": "canoe"}, {"measured": "boat"}, ["“canoe” is a kind of “boat”"]),
        ({"predicate": "murder"}, {"predicate": "kill"}, ["to “murder” is one way to “kill”"]),
        ({"measured": "shop"}, {"measured": "store"}, ["“shop” and “store” can mean the same"]),
        (
            {"measured": "foundation"},
            {"predicate": "found"},
            ["“foundation” and “found” belong to one family of words"],
        ),
        ({"measured": "policeman"}, {"measured": "police"}, ["“policeman” is part of “police”"]),
    ],
)
def test_words_that_differ_are_related(
    a: dict[str, str], b: dict[str, str], expected: list[str]
) -> None:
    assert told(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"measured": "boat"}, {"measured": "boat"}),
        ({"measured": "boat"}, {"measured": "barrel"}),
        # the other sentence has the word too
        ({"measured": "canoe"}, {"measured": "boat", "context": "canoe"}),
        # one is measured, the other only stands by
        ({"measured": "canoe"}, {"predicate": "boat"}),
    ],
)
def test_nothing_is_told(a: dict[str, str], b: dict[str, str]) -> None:
    assert told(a, b) == []


def test_two_steps_at_most_and_each_word_once() -> None:
    a = {"measured": "canoe", "predicate": "murder purchase"}
    b = {"measured": "boat vessel", "predicate": "kill buy"}
    assert told(a, b) == [
        "“canoe” is a kind of “boat”",
        "“buy” and “purchase” can mean the same",
    ]
