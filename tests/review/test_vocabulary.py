from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from sourcecheck.model.decision import Verdict
from sourcecheck.review import display, vocabulary

ROOT = Path(__file__).parents[2]


def test_table_record_and_schema_know_the_same_verdicts() -> None:
    schema = json.loads((ROOT / "schemas" / "decision-1.schema.json").read_text("utf-8"))
    in_table = [*(choice.id for choice in vocabulary.choices()), *vocabulary.former()]
    assert in_table == list(get_args(Verdict))
    assert in_table == schema["properties"]["verdict"]["enum"]


def test_each_key_stands_for_one_thing() -> None:
    keys = [entry.key for entry in vocabulary.all_keys(positions=0)]
    ids = [entry.id for entry in vocabulary.all_keys(positions=0)]
    assert len({*keys, *ids}) == len(keys) + len(ids)
    assert all(len(key) == 1 or key == "enter" for key in keys)


@pytest.mark.parametrize(
    ("key", "stands_for"),
    [("1", "conflict"), ("", "skip"), ("<", "back"), ("?", "help"), (".", "quit"),
     ("quit", "quit"), ("other-time", "other-time"), ("Later", "later")],
)  # fmt: skip
def test_keys_and_ids_are_understood(key: str, stands_for: str) -> None:
    found = vocabulary.pressed(key)
    assert found is not None
    assert found.id == stands_for


@pytest.mark.parametrize(
    ("key", "place"),
    [("a", 0), ("C", 2), ("d", 3), ("q", 16), ("aa", 26), ("b-right", 1), ("AB-right", 27)],
)
def test_letters_are_positions(key: str, place: int) -> None:
    found = vocabulary.pressed(key)
    assert isinstance(found, vocabulary.Choice)
    assert (found.id, found.place) == ("right", place)
    assert found.label == f"{display.letter(place)} right"


@pytest.mark.parametrize("key", ["right", "\x1b", "conflcit", "!", "0"])
def test_other_keys_choose_nothing(key: str) -> None:
    found = vocabulary.pressed(key)
    assert found is None or (isinstance(found, vocabulary.Choice) and found.place is None)


@pytest.mark.parametrize("positions", [1, 2, 5, 26, 30])
def test_no_key_clashes_however_many_positions_there_are(positions: int) -> None:
    keys = [entry.key for entry in vocabulary.all_keys(positions)]
    assert len(set(keys)) == len(keys)
    for entry in vocabulary.all_keys(positions):
        assert vocabulary.pressed("" if entry.key == "enter" else entry.key) == entry
    shown = " ".join(vocabulary.shown_keys(positions))
    assert ("A right" in shown) == (positions > 1)
    assert f"{display.letter(positions - 1)} right" in shown or positions == 1


def test_the_words_say_when_to_choose_each_verdict() -> None:
    for choice in vocabulary.choices():
        assert choice.label
        assert choice.help.endswith(".")
        assert choice.help in vocabulary.table()


@pytest.mark.parametrize(
    ("verdict", "value", "name", "said"),
    [
        ("right", "340 km", "B", "B right: 340 km"),
        ("right", "340 km", "", "“340 km” right"),
        ("a-right", "340 km", "B", "B right: 340 km"),  # it is the value that counts
        ("a-right", "", "", "A right (its value is not on record)"),
        ("later", "", "", "later"),
    ],
)
def test_a_decision_is_said_by_its_value(verdict: str, value: str, name: str, said: str) -> None:
    assert vocabulary.label(verdict, value, name) == said
