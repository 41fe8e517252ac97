"""What two words have to do with each other, whichever is named first."""

from __future__ import annotations

import pytest

from sourcecheck import resources
from sourcecheck.lexicon.relations import related


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("ferry", "vessel", "kind of"),
        ("cannon", "gun", "kind of"),
        ("murder", "kill", "kind of"),
        ("earthquake", "quake", "synonym"),
        ("shop", "store", "synonym"),
        ("foundation", "found", "derived"),
        ("death", "die", "derived"),
        ("policeman", "police", "part of"),
    ],
)
def test_related(a: str, b: str, kind: str) -> None:
    found = related(a, b)
    assert found is not None
    assert (found.kind, found.word, found.other) == (kind, a, b)
    assert related(b, a) == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ferry", "ferry"),
        ("ferry", "lorry"),  # both are vehicles of a sort, neither is the other
        ("cat", "animal"),  # so general that nearly anything alive is one
        ("depth", "degree"),  # an attribute: nearly anything is a kind of it
        ("high", "degree"),  # an adjective: nobody reads the noun
        ("japanese", "japan"),  # not the lacquer, and names are none of these words
        ("ferry", "xyzzy"),
        ("", "vessel"),
    ],
)
def test_unrelated(a: str, b: str) -> None:
    assert related(a, b) is None
    assert related(b, a) is None


def test_verbs_are_told_from_nouns() -> None:
    murder, car = related("murder", "kill"), related("car", "vehicle")
    assert murder is not None
    assert murder.verbs
    assert car is not None
    assert not car.verbs


def test_the_data_go_with_their_licence() -> None:
    folder = resources.FOLDER / "wordnet"
    assert "Princeton University" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert (folder / "relations.tsv").stat().st_size < 700_000
