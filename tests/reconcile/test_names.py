"""Which names of different documents stand for one entity."""

from __future__ import annotations

import pytest

from sourcecheck.reconcile.entities import entities, fold
from tests.reconcile.claims_made import names

FULL = [("a", "Ida Adler", "PERSON"), ("a", "Sudland", "LOC")]
SHORT = [("b", "Adler", "PERSON"), ("b", "Sudland", "LOC")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boris Adler", "boris adler"),
        ("José Núñez", "Jose Nunez"),
        ("The Hague", "Hague"),
        ("Alder & Co. Ltd", "Alder"),
        ("Saint-Denis", "Saint Denis"),
    ],
)
def test_spellings_of_one_name(one: str, other: str):
    assert fold(one) == fold(other)


def test_a_lone_surname_is_the_full_name_of_a_text_with_common_names():
    who = entities(names(*FULL, *SHORT))
    assert who.resolve("b", ("Adler",)) == who.resolve("a", ("Ida Adler",))
    assert who.label[who.resolve("b", ("Adler",))[0]] == "Ida Adler"
    assert who.reasons


def test_a_place_is_no_surname():
    who = entities(names(*FULL, ("b", "Adler", "LOC"), ("b", "Sudland", "LOC")))
    assert who.resolve("b", ("Adler",)) == ("adler",)


def test_a_surname_of_two_people_of_the_story_is_left_alone():
    who = entities(names(*FULL, ("a", "Max Adler", "PERSON"), *SHORT))
    assert who.resolve("b", ("Adler",)) == ("adler",)


def test_a_namesake_in_an_unrelated_document_changes_nothing():
    unrelated = [("c", "Otto Adler", "PERSON"), ("c", "Westland", "LOC")]
    who = entities(names(*FULL, *SHORT, *unrelated))
    assert who.resolve("b", ("Adler",)) == who.resolve("a", ("Ida Adler",))
    alone = entities(names(*SHORT, *unrelated))
    assert alone.resolve("b", ("Adler",)) == ("adler",)


def test_initials_stand_for_an_organisation():
    who = entities(
        names(
            ("a", "Bureau of Inland Rivers", "ORG"),
            ("a", "Sudland", "LOC"),
            ("b", "BIR", "ORG"),
            ("b", "Sudland", "LOC"),
            ("c", "Bir", "LOC"),
        )
    )
    assert who.resolve("b", ("BIR",)) == who.resolve("a", ("Bureau of Inland Rivers",))
    assert who.resolve("c", ("Bir",)) == ("bir",)
