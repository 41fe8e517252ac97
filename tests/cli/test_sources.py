"""`sourcecheck sources`: the list, as a table, as plain columns, as JSON."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sourcecheck.cli import sources
from sourcecheck.errors import BadManifest, BadUse, SourcecheckError

A, B = "The canal is 82 km long.", "The canal is 80 km."

app = typer.Typer()
app.command(sources.NAME)(sources.command)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    if isinstance(result.exception, SourcecheckError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two sources, one of them declared, and a refused file."""
    monkeypatch.chdir(tmp_path)
    here = tmp_path / "sources"
    here.mkdir()
    entry = "[[source]]\nfile = 'a.txt'\ntitle = 'Canal [red]'\npublished = '1996-04'\n"
    for name, text in (("a.txt", A), ("b.txt", B), ("e.txt", ""), ("manifest.toml", entry)):
        (here / name).write_text(text, encoding="utf-8")
    return here


def write_report(folder: Path, of_a: str = A) -> None:
    """The parts of a report that count: three claims of a.txt, none of b.txt."""
    hashes = {"a.txt": of_a, "b.txt": B}
    report = {
        "sources": [
            {"id": name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
            for name, text in hashes.items()
        ],
        "claims": [{"source": "a.txt"}] * 3,
    }
    folder.mkdir()
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")


def test_before_the_first_run() -> None:
    assert run().splitlines() == [
        "id     title        published           words  claims",
        "a.txt  Canal [red]  1996-04 (declared)  6      -",
        "b.txt  -            absent              5      -",
        "",
        "not read  reason",
        "e.txt     is empty (0 bytes)",
    ]


def test_after_a_run_the_claims_are_counted(tmp_path: Path) -> None:
    write_report(tmp_path / "outputs")
    lines = run().splitlines()
    assert lines[1].endswith(" 3")
    assert lines[2].endswith(" 0")


def test_a_text_that_has_changed_since_the_run_says_so(tmp_path: Path) -> None:
    write_report(tmp_path / "elsewhere", of_a="Before.")
    assert run("--out", "elsewhere").splitlines()[1].endswith("3 (text has changed since)")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"claims": 3, "sources": []}', "\0"])
def test_a_report_that_cannot_be_read_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "report.json").write_text(content, encoding="utf-8")
    said = run()
    assert "note: outputs/report.json cannot be read" in said
    assert said.splitlines()[1].endswith(" -")


def test_json(tmp_path: Path) -> None:
    write_report(tmp_path / "outputs", of_a="Before.")
    data = json.loads(run("--json"))
    first, second = data["sources"]
    assert (first["id"], first["title"], first["words"]) == ("a.txt", "Canal [red]", 6)
    assert (first["published"], first["published_origin"]) == ("1996-04", "declared")
    assert (first["claims"], first["changed_since_run"]) == (3, True)
    assert (second["published"], second["published_origin"]) == (None, "absent")
    assert (second["claims"], second["changed_since_run"]) == (0, False)
    assert data["not_read"] == [{"path": "e.txt", "reason": "is empty (0 bytes)"}]


def test_a_table_on_a_terminal_shows_titles_as_they_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    sources.command(Path("sources"), Path("outputs"), as_json=False)
    said = capsys.readouterr().out
    for cell in ("a.txt", "Canal [red]", "1996-04 (declared)", "e.txt", "is empty (0 bytes)"):
        assert cell in said


def test_warnings_and_notes_are_shown(folder: Path) -> None:
    (folder / "l.txt").write_bytes("Länge: 82 km".encode("latin-1"))
    assert "note: l.txt: encoding guessed: Windows-1252" in run()


def test_nothing_in_a_title_reaches_the_terminal(folder: Path) -> None:
    entry = "[[source]]\nfile = 'a.txt'\ntitle = 'left \u202eright'\n"
    (folder / "manifest.toml").write_text(entry, encoding="utf-8")
    assert "\u202e" not in run()
    assert "\u202e" not in run("--json")
    assert json.loads(run("--json"))["sources"][0]["title"] == "left \u202eright"


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("--sources", "empty") == (
        "empty: no readable text yet; add one: sourcecheck add FILE\n"
    )


def test_bad_use(folder: Path) -> None:
    with pytest.raises(BadUse, match="there is no such folder"):
        run("--sources", "none")
    (folder / "manifest.toml").write_text("colour = 'red'", encoding="utf-8")
    with pytest.raises(BadManifest, match="unknown key"):
        run()
