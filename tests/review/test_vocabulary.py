from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from sourcecheck.model.decision import Verdict
from sourcecheck.review import vocabulary

ROOT = Path(__file__).parents[2]


def test_table_record_and_schema_know_the_same_verdicts() -> None:
    schema = json.loads((ROOT / "schemas" / "decision-1.schema.json").read_text("utf-8"))
    in_table = [choice.id for choice in vocabulary.choices()]
    assert in_table == list(get_args(Verdict))
    assert in_table == schema["properties"]["verdict"]["enum"]


def test_each_key_stands_for_one_thing() -> None:
    keys = [entry.key for entry in (*vocabulary.choices(), *vocabulary.commands())]
    ids = [entry.id for entry in (*vocabulary.choices(), *vocabulary.commands())]
    assert len({*keys, *ids}) == len(keys) + len(ids)
    assert all(len(key) == 1 or key == "enter" for key in keys)


@pytest.mark.parametrize(
    ("key", "stands_for"),
    [("c", "conflict"), ("A", "a-right"), ("", "skip"), ("u", "back"), ("?", "help"),
     ("q", "quit"), ("other-time", "other-time"), ("Later", "later")],
)  # fmt: skip
def test_keys_and_ids_are_understood(key: str, stands_for: str) -> None:
    found = vocabulary.pressed(key)
    assert found is not None
    assert found.id == stands_for


@pytest.mark.parametrize("key", ["z", "\x1b", "aa", "!"])
def test_other_keys_mean_nothing(key: str) -> None:
    assert vocabulary.pressed(key) is None


def test_the_words_say_when_to_choose_each_verdict() -> None:
    for choice in vocabulary.choices():
        assert choice.label
        assert choice.help.endswith(".")
        assert f"{choice.label}: {choice.help}" in vocabulary.table()
