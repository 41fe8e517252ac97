"""`sourcecheck decide` as a script calls it, on the hand-made report of tests/review/dossier."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DOSSIER = Path(__file__).parents[1] / "review" / "dossier"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DOSSIER / "sources", tmp_path / "sources")
    shutil.copytree(DOSSIER / "report", tmp_path / "outputs")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "note.txt").write_text("Another matter, 5 km long.")
    return tmp_path


def decide(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sourcecheck", "decide", *arguments],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1767225600", "COLUMNS": "100"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def saved(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "sources" / "decisions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_decision_is_saved_with_what_it_rests_on(folder: Path) -> None:
    done = decide(folder, "5eed01", "b-right", "--note", "surveyed in 1990", "--by", "Ada")
    assert (done.returncode, done.stderr) == (0, "")
    assert saved(folder) == [
        {
            "finding": "5eed01",
            "verdict": "right",
            "fingerprint": "fp-length-1",
            "at": "2026-01-01T00:00:00Z",
            "by": "Ada",
            "note": "surveyed in 1990",
            "question": "How long is the Kelda Tunnel?",
            "positions": ["14.2 kilometres", "7 miles"],
            "value": "7 miles",
            "passages": [{"source": "valley-notes.txt", "quote": "7 miles"}],
            "others": [{"source": "tunnel-guide.txt", "quote": "14.2 kilometres"}],
        }
    ]


def test_it_says_what_was_saved_and_how_to_change_it(folder: Path) -> None:
    said = decide(folder, "5eed01", "revision").stdout
    assert "both right: revision" in said
    assert "How long is the Kelda Tunnel? (5eed01)" in said
    assert "A: 14.2 kilometres" in said
    assert "after the next: sourcecheck run" in said
    assert "sourcecheck decide 5eed01 later" in said


def test_the_beginning_of_an_id_is_enough(folder: Path) -> None:
    assert decide(folder, "5e", "later").returncode == 0
    assert saved(folder)[0]["finding"] == "5eed01"


def test_deciding_again_adds_a_line(folder: Path) -> None:
    decide(folder, "5eed01", "a-right", "--by", "Ada")
    decide(folder, "5eed01", "B", "--by", "Bo")
    assert [(d["value"], d["by"]) for d in saved(folder)] == [
        ("14.2 kilometres", "Ada"),
        ("7 miles", "Bo"),
    ]


def test_any_position_can_hold(folder: Path) -> None:
    path = folder / "outputs" / "report.json"
    report = json.loads(path.read_text("utf-8"))
    finding = next(f for f in report["findings"] if f["id"] == "5eed01")
    first = finding["positions"][0]["claims"]
    finding["positions"] += [{"value": f"{n} km", "claims": first} for n in (15, 16)]
    path.write_text(json.dumps(report), "utf-8")
    assert "D right: 16 km" in decide(folder, "5eed01", "d-right").stdout
    assert "C right: 15 km" in decide(folder, "5eed01", "c").stdout
    assert "there is no position E; they are A to D" in decide(folder, "5eed01", "e-right").stderr
    assert [d["value"] for d in saved(folder)] == ["16 km", "15 km"]


def test_without_a_name_it_is_the_login_name(folder: Path) -> None:
    decide(folder, "5eed01", "later", LOGNAME="ada", USER="ada", USERNAME="ada")
    assert saved(folder)[0]["by"] == "ada"


def test_other_folders_can_be_named(folder: Path) -> None:
    (folder / "outputs").rename(folder / "elsewhere")
    (folder / "sources").rename(folder / "texts")
    done = decide(folder, "5eed01", "later", "--out", "elsewhere", "--sources", "texts")
    assert done.returncode == 0
    assert (folder / "texts" / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ffffff", "conflict"], "no finding 'ffffff' in the report"),
        (["7a10ab", "conflict"], "did you mean 7a10aa"),
        (["7a", "conflict"], "'7a' begins 2 findings: 7a10aa, 7a20bb; give more of the id"),
        (["5eed01", "conflcit"], "unknown verdict 'conflcit'; did you mean conflict?"),
        (["5eed01", "wrong"], "by the letter of a position, conflict, other-time"),
        (["c0ffee", "b-right"], "one position only"),
        (["5eed01", "later", "--out", "gone"], "there is no report yet; write one with"),
        (["5eed01", "later", "--sources", "gone"], "there is no such folder"),
        (["5eed01", "later", "--sources", "other"], "other: not the texts of the report (tunnel"),
    ],
)  # fmt: skip
def test_bad_use_is_said_in_one_line(folder: Path, arguments: list[str], says: str) -> None:
    done = decide(folder, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(folder.glob("*/decisions.jsonl"))


def test_a_text_that_changed_since_the_report_stops_decisions_on_it(folder: Path) -> None:
    (folder / "sources" / "valley-notes.txt").write_text("The Kelda Tunnel, 8 miles long.\n")
    done = decide(folder, "5eed01", "conflict")
    assert done.returncode == 2
    assert "valley-notes.txt: changed or not there" in done.stderr
    assert "sourcecheck run" in done.stderr


def test_a_new_text_stops_no_decision_on_the_others(folder: Path) -> None:
    (folder / "sources" / "new.txt").write_text("The Kelda Tunnel, 8 miles long.\n")
    assert decide(folder, "5eed01", "conflict").returncode == 0


def test_nothing_in_a_report_acts_on_the_terminal(folder: Path) -> None:
    path = folder / "outputs" / "report.json"
    report = json.loads(path.read_text("utf-8"))
    finding = next(f for f in report["findings"] if f["id"] == "5eed01")
    finding["question"] = finding["positions"][0]["value"] = "\x1b[2J\u202enasty"
    path.write_text(json.dumps(report), "utf-8")
    done = decide(folder, "5eed01", "conflict")
    assert done.returncode == 0
    assert "A: ␛[2J<U+202E>nasty" in done.stdout
    assert not {"\x1b", "\u202e"} & set(done.stdout)


def test_help_lists_every_verdict_with_its_meaning(folder: Path) -> None:
    from sourcecheck.review import vocabulary

    said = decide(folder, "--help").stdout
    for choice in vocabulary.choices():
        assert choice.id in said
        assert choice.help in said


def test_the_report_is_left_as_it_is(folder: Path) -> None:
    before = (folder / "outputs" / "report.json").read_bytes()
    decide(folder, "5eed01", "conflict")
    assert (folder / "outputs" / "report.json").read_bytes() == before
