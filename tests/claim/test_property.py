"""The vocabulary of properties: that the table is sound, and how its wordings are looked up."""

from __future__ import annotations

from typing import get_args

import pytest

from sourcecheck import resources
from sourcecheck.claim.vocabulary import PARTS, Property, find, of_dimension, properties
from sourcecheck.model.claim import ClaimKind

KNOWN = list(properties().values())


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.id)
def test_an_entry_is_sound(known: Property):
    assert known.kinds
    assert set(known.kinds) <= set(get_args(ClaimKind))
    assert "{subjects}" in known.question
    if "quantity" in known.kinds:
        assert known.dimension, "a quantity without a dimension would take any"
    for part in PARTS:
        for wording in known.wordings(part):
            assert wording == " ".join(wording.split())
            assert len(wording.split()) <= 3
    lists = resources.load("grammar")["classes"]
    assert all(word[1:] in lists for word in known.counted if word.startswith("@"))
    assert known.zero_means in ("", *properties())


def test_no_wording_states_two_properties_of_one_kind():
    seen: dict[tuple[str, str, str, str], str] = {}
    for known in KNOWN:
        for part in PARTS:
            for wording in known.wordings(part):
                for kind in known.kinds:
                    key = (part, wording, kind, known.dimension if kind == "quantity" else "")
                    other = seen.setdefault(key, known.id)
                    counts = {*known.counted, *properties()[other].counted}
                    assert other == known.id or counts, f"{wording!r}: {other} and {known.id}"


@pytest.mark.parametrize(
    ("part", "lemma", "company", "kind", "dimension", "counted", "property"),
    [
        ("noun", "toll", ("death",), "count", "count", "", "people_killed"),
        ("noun", "toll", (), "money", "money", "", None),
        ("done to", "kill", (), "count", "count", "soldier", "people_killed"),
        ("done to", "kill", ("or+injure",), "count", "count", "", "people_killed_or_injured"),
        ("done to", "lose", ("soldier",), "count", "count", "soldier", "people_killed"),
        ("done to", "lose", ("soldier",), "count", "count", "bridge", None),
        ("done to", "kill", (), "count", "count", "sheep", None),
        ("done by", "kill", (), "count", "count", "soldier", None),
        ("done to", "take", ("hostage",), "count", "count", "nurse", "people_abducted"),
        ("done to", "take", ("hospital",), "count", "count", "nurse", "people_injured"),
        ("done to", "take", ("photograph",), "count", "count", "nurse", None),
        ("done to", "destroy", (), "count", "count", "barn", "buildings_destroyed"),
        ("done to", "destroy", (), "count", "count", "letter", None),
        ("of", "body", ("of",), "count", "count", "sailor", "people_killed"),
        ("of", "prison", ("in",), "duration", "time", "", "sentence"),
        ("of", "prison", ("of",), "duration", "time", "", None),
        ("behind", "south", (), "quantity", "length", "", "distance"),
        ("behind", "south", (), "quantity", "mass", "", None),
        ("noun", "magnitude", (), "count", "count", "", "magnitude"),
        ("noun", "magnitude", (), "count", "count", "star", None),
        ("verb", "pay", ("for",), "money", "money", "", "price"),
        ("verb", "pay", (), "money", "money", "", None),
    ],
)
def test_a_wording_is_found_with_its_company_and_for_its_values(
    part, lemma, company, kind, dimension, counted, property
):
    found = find(part, lemma, company, kind, dimension, counted)
    assert (found.id if found else None) == property


def test_some_dimensions_say_by_themselves_what_is_measured():
    magnitude = of_dimension("magnitude")
    assert magnitude is not None
    assert magnitude.id == "magnitude"
    assert of_dimension("length") is None
