"""What the sentence of a value says of it: figures that are some of those counted before, words
that set one thing against another, the round of a contest."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from sourcecheck.checks.cues import cues
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity


def claim(marked: str, **more: Any) -> Claim:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    said = Span(100, 100 + len(text), text)  # a sentence in the midst of a text
    value = Span(100 + start, 100 + end, text[start:end])
    return Claim("c1", "a", value, "count", "people_killed", sentence=said, **more)


@pytest.mark.parametrize(
    ("marked", "inside"),
    [
        ("Gunmen killed nine people, including [three] nurses.", True),
        ("Nine died, among them at least [three] nurses.", True),
        ("Nine died, [three] of whom were nurses.", True),
        ("Nine died, [three] of them in the north.", True),
        ("[Nine] people died, including three nurses.", False),
        ("[Nine] people died, three of whom were nurses.", False),
        ("Those living among them were [three] nurses.", False),
    ],
)
def test_a_part_of_those_counted_before(marked: str, inside: bool) -> None:
    assert cues(claim(marked)).among_others is inside


@pytest.mark.parametrize(
    ("marked", "wider"),
    [
        ("Metropolitan Lomar has [1.8 million] inhabitants.", True),
        ("Greater Lomar covers [900] square kilometres.", True),
        ("Greater Lomar has 1.8 million inhabitants, the town itself [300,000].", False),
        ("Lomar has [300,000] inhabitants, its metropolitan area 1.8 million.", False),
    ],
)
def test_a_town_with_what_lies_around_it(marked: str, wider: bool) -> None:
    figure = Quantity(Fraction(900), Fraction(900), "dimensionless", "count")
    made = replace(claim(marked), quantity=figure)
    assert cues(made).of_wider_area is wider


@pytest.mark.parametrize(
    ("marked", "beside"),
    [
        ("It sank three boats and [another 20] in the bay.", True),
        ("[Nine more] boats went down.", True),
        ("[Nine] boats sank in the bay alone.", True),
        ("[Nine] boats sank in the bay.", False),
    ],
)
def test_what_is_counted_beside_others(marked: str, beside: bool) -> None:
    assert cues(claim(marked)).beside_others is beside


def test_where_a_sentence_sets_one_thing_against_another() -> None:
    said = "[Nine] boats sank, but the harbour says While ten did."
    text = said.replace("[", "").replace("]", "")
    assert cues(claim(said)).contrasts == (100 + text.index("but"), 100 + text.index("While"))


def test_the_round_of_a_contest() -> None:
    made = replace(claim("They won [3-1] in the final after Game 2."), kind="attribute")
    assert cues(made).rounds == ("final", "game 2")


def test_words_for_anyone_narrow_only_the_fields_of_a_page() -> None:
    measured = ("person", "ferry")
    assert cues(claim("[Nine] sank.", measured=measured)).measured == ("ferry",)
    assert cues(claim("[Nine] sank.", measured=measured, role="field")).measured == measured


@pytest.mark.parametrize(
    ("property", "speech", "release"),
    [("open:say", True, False), ("open:updated", False, True), ("open:sink", False, False)],
)
def test_a_date_of_what_was_said_or_put_out(property: str, speech: bool, release: bool) -> None:
    made = replace(claim("On [Friday]."), kind="date", property=property, date=Date(None, None))
    assert (cues(made).of_speech, cues(made).of_release) == (speech, release)
