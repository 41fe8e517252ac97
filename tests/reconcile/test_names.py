"""Which names of different documents stand for one entity."""

from __future__ import annotations

import pytest
from claims_made import names

from sourcecheck.reconcile.names import entities, fold


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


def test_a_lone_surname_is_the_only_full_name_that_ends_in_it():
    who = entities(names(("a", "Ida Adler", "PERSON"), ("b", "Adler", "LOC")))
    assert who.resolve("b", ("Adler",)) == who.resolve("a", ("Ida Adler",))
    assert who.label[who.resolve("b", ("Adler",))[0]] == "Ida Adler"
    assert who.reasons


def test_a_surname_of_two_people_is_left_alone():
    who = entities(
        names(("a", "Ida Adler", "PERSON"), ("a", "Max Adler", "PERSON"), ("b", "Adler", "PERSON"))
    )
    assert who.resolve("b", ("Adler",)) == ("adler",)


def test_initials_stand_for_an_organisation():
    who = entities(
        names(("a", "Bureau of Inland Rivers", "ORG"), ("b", "BIR", "ORG"), ("c", "Bir", "LOC"))
    )
    assert who.resolve("b", ("BIR",)) == who.resolve("a", ("Bureau of Inland Rivers",))


def test_an_unrelated_document_changes_no_entity():
    before = entities(names(("a", "Ida Adler", "PERSON"), ("b", "Adler", "LOC")))
    after = entities(
        names(("a", "Ida Adler", "PERSON"), ("b", "Adler", "LOC"), ("c", "Max Buche", "PERSON"))
    )
    for source, name in (("a", "Ida Adler"), ("b", "Adler")):
        assert before.resolve(source, (name,)) == after.resolve(source, (name,))
