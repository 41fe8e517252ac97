"""Items of lists of reference pages: each item is a question of its own."""

from __future__ import annotations

from typing import Any

import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.reconcile import block
from sourcecheck.reconcile.entities import entities
from sourcecheck.reconcile.work import work
from tests.reconcile.claims_made import claim, length, names, table


def listed(source: str, *measured: str, **more: Any) -> Claim:
    """A claim of a list on one open property of one page."""
    made: dict[str, Any] = {"property": "open:tree", "subjects": ("Norland",), "role": "field"}
    return claim(source, measured=measured, **{**made, **more})


def asked(a: Claim, b: Claim) -> bool:
    """Can the two answer one question?"""
    frame = work(table([a, b]), entities(names()), names())
    return bool(len(block.candidates(frame).pairs))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("oak",), ("birch",), False),
        (("red", "oak"), ("white", "oak"), False),
        (("oak",), ("red", "oak"), True),
        (("oak",), ("oak",), True),
        ((), ("oak",), True),
        (("other",), ("oak",), False),
    ],
)
def test_items_that_each_have_words_of_their_own_are_apart(
    one: tuple[str, ...], other: tuple[str, ...], expected: bool
):
    assert asked(listed("a", *one), listed("b", *other, value=length(1500))) is expected
    assert asked(listed("a", *one), listed("b", *other)) is expected  # whatever their values


def test_words_of_prose_only_count_as_evidence():
    prose = {"role": "statement"}
    assert asked(listed("a", "oak", **prose), listed("b", "birch", **prose))


def test_between_two_parties_the_parties_tell_them_apart():
    border = {"property": "border_length", "subjects": ("Norland", "Sudland")}
    assert asked(listed("a", "land", **border), listed("b", "river", **border))


def test_what_a_page_counts_belongs_to_whom_it_is_about():
    """Deaths on two countries' pages are no two tolls of one event."""
    frame = work(
        table([listed("a", property="people_killed", value="none")]), entities(names()), names()
    )
    assert frame["entities"].tolist() == [("norland",)]
    assert not frame["event"].any()


def test_a_figure_that_names_an_item_is_compared_with_nothing():
    name = {"property": "", "role": "item-name"}
    assert not asked(listed("a", **name), listed("b", **name))
