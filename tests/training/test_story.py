"""Whether two texts tell one story: learned from the events of gold, put where it belongs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sourcecheck import resources, tables
from training import story

EVENTS = {"a": "flood", "b": "flood", "c": "fire", "d": "fire"}


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four texts on two events; each event has a cast of its own."""
    casts = {"flood": ("Aldora", "Serra", "Ida Adler"), "fire": ("Brintal", "Lorne", "Jan Roe")}
    rows = [
        {
            "source": source, "name": name, "kind": "LOC", "forms": (name,), "mentions": 1,
            "lead": name in ("Aldora", "Brintal"),
        }
        for source, event in EVENTS.items()
        for name in casts[event]
    ]  # fmt: skip
    empty = pd.DataFrame({name: [] for name in tables.CLAIMS})
    found = empty, pd.DataFrame(rows), dict.fromkeys(EVENTS)
    monkeypatch.setattr(story, "tables_of", lambda *_: found)
    write(tmp_path / "news", EVENTS)
    return tmp_path / "news"


def write(folder: Path, events: dict[str, str]) -> None:
    folder.mkdir()
    documents = [{"id": id, "event": event} for id, event in events.items()]
    (folder / "gold.json").write_text(json.dumps({"documents": documents}))


def test_every_couple_of_documents_is_a_case(dossier: Path) -> None:
    sample = story.couples(dossier, None)
    assert sample is not None
    rows, right = sample
    assert right.tolist() == [True, False, False, False, False, True]
    alike, shared = rows[:, 0], rows[:, 1]
    assert alike.tolist() == shared.tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize("events", [dict.fromkeys("ab", "flood"), {"a": "flood", "b": ""}])
def test_gold_that_tells_no_events_apart_is_left_out(tmp_path: Path, events) -> None:
    write(tmp_path / "news", events)
    assert story.couples(tmp_path / "news", None) is None


def test_the_table_scores_each_dossier_by_the_others() -> None:
    sample = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]), np.array([True, False])
    lines = [line.split() for line in story.table({"one": sample, "two": sample}).splitlines()]
    assert lines[1:3] == [[name, "1/2", "100.0", "100.0"] for name in ("one", "two")]
    assert lines[3] == ["all", "100.0", "100.0"]


def test_the_table_that_ships_is_written_back_byte_for_byte() -> None:
    text = story.TABLE.read_text(encoding="utf-8")
    now = resources.load("match")["story"]
    assert story.written(text, {name: now[name] for name in (*story.PRIOR, "bias")}) == text


def test_without_events_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert story.main([str(tmp_path)]) == 2
    assert "no gold.json names the events" in capsys.readouterr().err
