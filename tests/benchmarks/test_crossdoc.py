"""The benchmark on a dossier and a scorer of a few lines, with a check that needs no pipeline."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import sourcecheck
from benchmarks import crossdoc
from sourcecheck.errors import NothingToRead
from sourcecheck.model.finding import Report

#: What the benchmark asks of the real scorer: Gold, score, metrics.
SCORER = """
from collections import Counter

class Gold:
    def __init__(self, data, name):
        self.pairs = {(p["a"], p["b"]): p["relation"] for p in data["pairs"]}

def score(gold, predicted):
    made = [p for p in predicted["pairs"] if p["relation"] == "conflict"]
    right = [p for p in made if gold.pairs.get((p["a"], p["b"])) == "conflict"]
    in_gold = list(gold.pairs.values()).count("conflict")
    return Counter(
        conf_pred=len(made), conf_tp=len(right), conf_gold=in_gold,
        **{"false_conflict:different_fact": len(made) - len(right)},
    ), {}

def metrics(c):
    found = dict.fromkeys((
        "mention_recall", "conflict_precision", "conflict_recall", "conflict_group_precision",
        "conflict_group_recall", "corroboration_precision", "corroboration_recall"))
    if c["conf_pred"]:
        found["conflict_precision"] = c["conf_tp"] / c["conf_pred"]
    return found
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three dossiers of two documents each; a true conflict in the first, none in the others."""
    (tmp_path / "score_crossdoc.py").write_text(SCORER)
    for name, relation in (("fire1", "conflict"), ("fire2", "agree"), ("quake", "agree")):
        folder = tmp_path / "data" / name
        (folder / "docs").mkdir(parents=True)
        documents = []
        for id, published in (("x", "2001-05-04"), ("y", None)):
            (folder / "docs" / f"{id}.txt").write_text(f"{name} {id}: 12 people.\n")
            documents.append(
                {
                    "id": id,
                    "file": f"docs/{id}.txt",
                    "published": published,
                    "as_of": "2001-05-09",
                    "title": "hidden",
                    "event": "hidden",
                }
            )
        gold = {
            "documents": documents,
            "mentions": [
                {"id": f"{doc}1", "doc": doc, "start": 0, "end": 1, "group": "g"} for doc in "xy"
            ],
            "pairs": [{"a": "x1", "b": "y1", "relation": relation}],
        }
        (folder / "gold.json").write_text(json.dumps(gold))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Stands in for the check: two claims in conflict; gives back the folders it was shown."""
    folders: list[dict[str, str]] = []

    def check(folder: Path, *, settings: object) -> Report:
        folders.append({path.name: path.read_text() for path in sorted(folder.iterdir())})
        return Report(_report(), {})

    monkeypatch.setattr(sourcecheck, "check", check, raising=False)
    return folders


def _report() -> Mapping[str, Any]:
    value = {"text": "twelve"}
    claims = [{"id": f"{s}1", "source": s, "start": 0, "end": 1, "value": value} for s in "xy"]
    positions = [{"value": "", "claims": [claim["id"]]} for claim in claims]
    return {
        "claims": claims,
        "findings": [{"relation": "conflict", "kind": "count", "positions": positions}],
        "limits": {"not_read": [{"path": "z.txt", "reason": "the file is empty"}]},
    }


def test_the_program_sees_the_documents_and_what_they_say_of_themselves(
    data: Path, seen: list[dict[str, str]]
) -> None:
    assert crossdoc.main([str(data), "--only", "fire1"]) == 0
    assert sorted(seen[0]) == ["manifest.toml", "x.txt", "y.txt"]
    assert seen[0]["x.txt"] == "fire1 x: 12 people.\n"
    assert tomllib.loads(seen[0]["manifest.toml"])["source"] == [
        {"file": "x.txt", "id": "x", "published": "2001-05-04"},
        {"file": "y.txt", "id": "y"},
    ]


def test_one_table_with_sums_by_kind_and_over_all(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crossdoc.main([str(data)])
    by_pair, by_finding = capsys.readouterr().out.split("\n\n")[:2]
    head, *lines = by_pair.splitlines()
    assert head.startswith("dossier")
    assert "conflict findings right 33.3 (1/3)" in by_finding.splitlines()[-1]
    assert [line.split()[0] for line in lines] == ["fire1", "fire2", "quake", "fire*", "all"]
    right_made_gold = [next(c for c in line.split() if c.count("/") == 2) for line in lines]
    assert right_made_gold == ["1/1/1", "0/1/0", "0/1/0", "1/2/1", "1/3/1"]
    assert "33.3" in lines[-1]  # conflict precision over all: pairs are added up, not averaged
    assert "2/0/0/0" in lines[-1]  # two false conflicts, both of other facts


def test_all_numbers_as_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crossdoc.main([str(data), "--json", "--only", "fire1", "fire2"])
    rows = json.loads(capsys.readouterr().out)
    assert list(rows) == ["fire1", "fire2", "fire*"]
    assert rows["fire*"]["counts"]["conf_pred"] == 2
    assert rows["fire*"]["metrics"]["conflict_precision"] == 0.5
    assert rows["fire1"]["seconds"] >= 0


def test_reports_and_predictions_can_be_kept(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    crossdoc.main([str(data), "--only", "quake", "--keep", str(kept)])
    predicted = json.loads((kept / "quake.json").read_text())
    assert predicted["pairs"] == [{"a": "x1", "b": "y1", "relation": "conflict"}]
    assert json.loads((kept / "quake" / "report.json").read_text()) == _report()
    assert (kept / "quake" / "sources" / "manifest.toml").exists()


def test_documents_that_were_not_read_are_said(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crossdoc.main([str(data), "--only", "quake"])
    assert "quake: 0 s\n  not read: z.txt: the file is empty" in capsys.readouterr().err


def test_a_dossier_that_fails_is_named_and_counts_as_missed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(folder: Path, *, settings: object) -> Report:
        raise NothingToRead("no text")

    monkeypatch.setattr(sourcecheck, "check", check)
    assert crossdoc.main([str(data), "--only", "fire1"]) == 0
    said = capsys.readouterr()
    assert "not read: all of it: no text" in said.err
    assert "0/0/1" in said.out


def test_gold_stays_as_it_is(data: Path) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.*")}
    crossdoc.main([str(data)])
    assert {path: path.read_bytes() for path in data.rglob("*.*")} == before


def test_nothing_to_run_over_is_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert crossdoc.main([str(data), "--only", "flood"]) == 2
    assert "flood not found; dossiers there: fire1, fire2, quake" in capsys.readouterr().err
    assert crossdoc.main([str(data.parent)]) == 2
    assert "*/gold.json not found; dossiers there: none" in capsys.readouterr().err
    (data.parent / crossdoc.SCORER).unlink()
    assert crossdoc.main([str(data)]) == 2
    assert f"{crossdoc.SCORER} not found" in capsys.readouterr().err


def test_sums_add_counts_and_seconds() -> None:
    rows = [crossdoc.Row(f"fire{n}", Counter(conf_tp=n), 1.5) for n in (1, 2)]
    assert crossdoc.summed(rows)[-1] == crossdoc.Row("fire*", Counter(conf_tp=3), 3.0)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("fire12", "fire*"), ("atlas-1995-2008", "atlas*"), ("planted-atlas", "planted*")],
)
def test_kinds_of_dossiers(name: str, kind: str) -> None:
    assert crossdoc.kind(name) == kind
