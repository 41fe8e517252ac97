"""Which tolls are held against each other: those of one event, the whole against the whole."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile import block, group, match
from sourcecheck.reconcile.entities import entities, entity_sets
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.work import work
from tests.reconcile.claims_made import claim, names, table


def people(number: int, operator: Any = "=") -> Quantity:
    """So many people, as digits say it."""
    value = Fraction(number)
    return Quantity(value, value, "dimensionless", "count", operator, significant_digits=2,
                    last_place=Fraction(1), counted="person")  # fmt: skip


def killed(source: str, number: int, start: int = 0, **more: Any) -> Claim:
    """A claim that a quake at Aldora killed so many people; in the opening unless said."""
    usual: dict[str, Any] = {
        "property": "people_killed",
        "subjects": (),
        "value": people(number),
        "kind": "count",
        "where": ("Aldora",),
        "around": ("Aldora",),
        "context": ("coast", "quake", "strike"),
        "predicate": ("kill", "quake"),
        "measured": ("person",),
        "lead": start == 0,
    }
    return claim(source, start, **{**usual, **more})


HERE = (("Aldora", "LOC"), ("Serra", "LOC"), ("Ida Adler", "PERSON"), ("Civil Guard", "ORG"))
THERE = (("Brintal", "LOC"), ("Lorne", "LOC"), ("Jan Roe", "PERSON"), ("Civil Guard", "ORG"))


def cast_of(*sources: str, told: Sequence[tuple[str, str]] = HERE) -> pd.DataFrame:
    """Texts that name the same place, river, mayor and body, and open with the place."""
    rows = names(*((source, name, kind) for source in sources for name, kind in told))
    return rows.assign(lead=rows["name"] == told[0][0])


def questions(around: pd.DataFrame, *claims: Claim) -> list[set[str]]:
    """The groups of claim ids that were found to answer one question."""
    who = entities(around)
    frame = work(table(claims), who, around)
    sources = sorted(set(around["source"]))
    scored = match.score(
        block.candidates(frame).pairs, Table(frame, entity_sets(around, who, sources))
    )
    return [set(frame["id"].iloc[rows]) for rows, _ in group.groups(scored, frame)]


def test_the_whole_is_not_held_against_a_part_told_elsewhere():
    part = killed("a", 12, 300, around=("Central Aldora",), where=("Central Aldora",))
    assert questions(cast_of("a", "b"), part, killed("b", 31)) == []


def _sentence(quote: str, start: int) -> Span:
    return Span(start, start + len(quote), quote)


def test_so_many_more_elsewhere_makes_what_is_told_before_a_part():
    said = _sentence("It killed 12 people on the farm and 19 more in the hills.", 0)
    town = killed("a", 12, 10, sentence=said, span=Span(10, 19, "12 people"))
    more = killed("a", 19, 36, sentence=said, span=Span(36, 43, "19 more"))
    found = questions(cast_of("a", "b"), town, more, killed("b", 31))
    assert not any({"c-a-10", "c-b-0"} <= group for group in found)


def test_two_figures_set_against_each_other_in_a_sentence_are_two_positions_of_the_text():
    said = "The ministry put the toll at 31, but the hospital said 46 had died."
    one = killed("a", 31, 29, sentence=_sentence(said, 0), span=Span(29, 31, "31"))
    other = killed(
        "a", 46, 55, sentence=_sentence(said, 0), span=Span(55, 57, "46"), speaker="hospital"
    )
    found = questions(cast_of("a", "b", "c"), one, other, killed("b", 31), killed("c", 46))
    assert found == [{"c-a-29", "c-a-55", "c-b-0", "c-c-0"}]


@pytest.mark.xfail(strict=True, reason="the weights of symbols see one of them as something else")
def test_two_figures_in_one_voice_are_of_two_things():
    found = questions(
        cast_of("a", "b", "c"),
        killed("a", 31, 300),
        killed("a", 46, 0),
        killed("b", 31),
        killed("c", 46),
    )
    assert not any({"c-b-0", "c-c-0"} <= group for group in found)


def test_what_is_only_supposed_is_not_held_against_what_is_stated():
    supposed = killed("a", 12, modality="hypothetical")
    assert questions(cast_of("a", "b"), supposed, killed("b", 31)) == []


@pytest.mark.parametrize("number", [2, 3])
def test_small_counts_of_two_events_do_not_agree(number):
    around = pd.concat([cast_of("a"), cast_of("b", told=THERE)], ignore_index=True)
    words = ("hill", "strike", "village")
    other = killed("b", number, where=("Brintal",), around=("Brintal",), context=words)
    assert questions(around, killed("a", number), other) == []
