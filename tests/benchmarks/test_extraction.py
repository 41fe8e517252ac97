"""The benchmark on two texts and a scorer of a few lines, with our figures on a blank pipeline."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import extraction
from sourcecheck.annotate import (
    build,
    factories,  # noqa: F401  (registers the factories)
    gold,
)
from sourcecheck.settings import Settings

#: What the benchmark asks of the real scorer: new_counts, score_doc, summary.
SCORER = """
from collections import Counter

def new_counts():
    return Counter()

def score_doc(gold, pred, counts, kinds, errors):
    counts["docs"] += 1
    assert gold["id"] == pred["id"]
    for mention in gold["mentions"]:
        counts["gold"] += 1
        kinds[mention["kind"]]["gold"] += 1
        same = [p for p in pred["mentions"] if p["start"] == mention["start"]]
        right = bool(same) and same[0]["value"] == mention["value"]
        counts["right"] += right
        if "hedge" in mention:
            counts["hedge_gold"] += 1
            counts["hedge_ok"] += bool(same) and same[0].get("hedge") == mention["hedge"]
        if not right:
            errors.append({"id": gold["id"], "error": "value", "gold": mention})

def summary(counts):
    share = counts["right"] / counts["gold"]
    hedges = counts["hedge_ok"] / counts["hedge_gold"] if counts["hedge_gold"] else None
    return {"relaxed_f1": share, "value_f1": share, "hedge_acc": hedges}
"""

ROPES = [
    {
        "id": "r1", "text": "The rope is about 5 km long.", "reference_date": None, "scope": [],
        "mentions": [{"start": 12, "end": 22, "kind": "quantity", "hedge": "approx",
                      "value": {"number": 5.0, "unit": "kilometer"}}],
    },
]  # fmt: skip
SHIPS = [
    {
        "id": "s1", "text": "They saw 12 ships.", "reference_date": "2001-05-04T00:00:00",
        "mentions": [{"start": 9, "end": 11, "kind": "count",
                      "value": {"number": 13.0, "unit": "dimensionless"}}],
    },
]  # fmt: skip
PEERS = """
peers = ["Oldest"]
hedges = { floor = 70, aim = 90 }
[suite.ropes]
Oldest = 81.25
in_sample = ["Oldest"]
floor = 90
aim = 95
[suite.ships]
floor = 50
aim = 95
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two suites, of which we get the first right and the second wrong."""
    (tmp_path / "dev").mkdir()
    (tmp_path / "score_extraction.py").write_text(SCORER)
    for name, records in (("ropes", ROPES), ("ships", SHIPS)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / "dev" / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "peers.toml").write_text(PEERS)
    monkeypatch.setattr(extraction, "PEERS", tmp_path / "peers.toml")
    monkeypatch.setattr(build, "load", _pipeline)
    return tmp_path


def _pipeline(settings: Settings) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_dates")
    nlp.add_pipe("sourcecheck_quantities")
    return nlp


def test_one_table_with_peers_and_what_is_below_its_floor(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert extraction.main([str(data)]) == 0
    head, ropes, ships, hedges = capsys.readouterr().out.splitlines()
    assert head.split() == ["suite", "texts", "relaxed", "F1", "value", "F1", "hedges",
                            "Oldest", "floor", "aim"]  # fmt: skip
    assert ropes.split() == ["ropes", "1", "100.0", "100.0", "100.0", "[81.2]", "90", "95"]
    assert ships.split() == ["ships", "1", "0.0", "0.0", "-", "-", "50", "95", "below", "floor"]
    assert hedges.split() == ["all", "hedges", "2", "-", "-", "100.0", "-", "70", "90"]


def test_a_text_that_fails_counts_as_missed_and_is_named(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lines(doc: Doc) -> list[dict[str, Any]]:
        raise KeyError("minute")

    monkeypatch.setattr(gold, "lines", lines)
    assert extraction.main([str(data), "--suite", "ropes"]) == 0
    said = capsys.readouterr()
    assert "r1: not annotated: KeyError('minute')" in said.err
    assert said.out.splitlines()[1].split()[:4] == ["ropes", "1", "0.0", "0.0"]


def test_misses_are_written_with_their_text(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "errors.jsonl"
    extraction.main([str(data), "--suite", "ships", "--errors", str(file)])
    (miss,) = map(json.loads, file.read_text().splitlines())
    assert (miss["error"], miss["in"]) == ("value", "They saw 12 ships.")


def test_summaries_as_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extraction.main([str(data), "--suite", "ropes", "--json"])
    assert json.loads(capsys.readouterr().out) == {
        "ropes": {"relaxed_f1": 1.0, "value_f1": 1.0, "hedge_acc": 1.0}
    }


def test_nothing_to_run_over_is_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extraction.main([str(data), "--suite", "boats"]) == 2
    assert "boats not found; suites there: ropes, ships" in capsys.readouterr().err
    assert extraction.main([str(data / "dev")]) == 2
    assert "dev/*.jsonl.gz not found; suites there: none" in capsys.readouterr().err


def test_every_floor_has_an_aim_and_every_peer_a_column() -> None:
    import tomllib

    peers = tomllib.loads((Path(extraction.__file__).parent / "peers.toml").read_text())
    for name, known in peers["suite"].items():
        assert known["floor"] <= known["aim"], name
        assert set(known) - {"floor", "aim", "in_sample"} <= set(peers["peers"]), name


def test_counts_by_kind_begin_empty() -> None:
    assert extraction._Kinds()["count"] == Counter()
