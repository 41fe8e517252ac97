"""`sourcecheck run` as a person or a script uses it: the command as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sourcecheck.cli import main, run
from sourcecheck.model.finding import Report
from tests.machine import PATIENCE

NORWAY = "The border between Norway and Sweden is 1,630 kilometers long.\n"
#: A conflict that follows from one text alone.
ARITHMETIC = "It weighs 1,500 kg (2,300 lb).\n"
SWEDEN = "Norway and Sweden share a border of 1,100 miles.\n"


def sourcecheck(
    *arguments: str, cwd: Path, timeout: int = PATIENCE, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "sourcecheck", *arguments],
        cwd=cwd,
        text=True,
        capture_output=True,
        timeout=timeout,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"} | environment,
    )


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A folder with two texts that disagree."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "norway.txt").write_text(NORWAY)
    (tmp_path / "sources" / "sweden.txt").write_text(SWEDEN)
    return tmp_path


def test_it_writes_the_report_and_shows_the_findings(dossier):
    done = sourcecheck("run", cwd=dossier)
    assert done.returncode == 0, done.stderr
    assert "conflict" in done.stdout
    assert "How long is the border of Norway and Sweden?" in done.stdout
    written = sorted(path.name for path in (dossier / "outputs").iterdir())
    assert written == ["claims.csv", "conflicts.csv", "report.html", "report.json"]


def test_a_script_can_stop_on_an_open_conflict(dossier):
    assert sourcecheck("run", "--fail-on", "conflict", cwd=dossier).returncode == 1
    report = json.loads((dossier / "outputs" / "report.json").read_text())
    [finding] = [f for f in report["findings"] if f["relation"] == "conflict"]
    done = sourcecheck("decide", finding["id"], "rounding", "--note", "checked", cwd=dossier)
    assert done.returncode == 0, done.stderr
    assert sourcecheck("run", "--fail-on", "conflict", cwd=dossier).returncode == 0


def confidences(dossier: Path) -> dict[str, float | None]:
    """How sure the findings of the last report are, by id."""
    report = json.loads((dossier / "outputs" / "report.json").read_text())
    return {f["id"]: f["confidence"] for f in report["findings"]}


def test_only_what_is_sure_enough_is_listed_and_the_rest_stays_in_the_data(dossier):
    (dossier / "sources" / "norway.txt").write_text(NORWAY + ARITHMETIC)
    first = sourcecheck("run", cwd=dossier)
    assert re.search(r"^relation +severity +sure +finding ", first.stdout)
    every = confidences(dossier)
    judged = {id: sure for id, sure in every.items() if sure is not None}
    ruled = set(every) - set(judged)
    assert judged
    assert ruled
    assert sourcecheck("run", "--min-confidence=1", cwd=dossier).returncode == 0
    done = sourcecheck("run", "--min-confidence=1", "--out", "other", cwd=dossier)
    assert confidences(dossier) == every
    assert all(id in done.stdout for id in ruled)
    assert not any(id in done.stdout for id in judged)
    assert "less than 100 % sure, in report.json only" in done.stdout
    page = (dossier / "other" / "report.html").read_text()
    assert all(f'id="{id}"' in page for id in ruled)
    assert not any(f'id="{id}"' in page for id in judged)
    assert "less than 100 % sure" in page
    table = (dossier / "other" / "conflicts.csv").read_text()
    assert all(id in table for id in every)


def test_a_bound_of_the_settings_holds_unless_another_is_given(dossier):
    (dossier / "sourcecheck.toml").write_text("[report]\nmin_confidence = 1\n")
    done = sourcecheck("run", "--fail-on", "conflict", cwd=dossier)
    assert (done.returncode, "less than 100 % sure" in done.stdout) == (0, True)
    done = sourcecheck("run", "--fail-on", "conflict", "--min-confidence", "0", cwd=dossier)
    assert (done.returncode, "less than" in done.stdout) == (1, False)


@pytest.mark.parametrize("bound", ["1.5", "-0.1", "nan", "high"])
def test_a_confidence_that_is_none_is_bad_use(dossier, bound):
    done = sourcecheck("run", f"--min-confidence={bound}", cwd=dossier)
    assert done.returncode == 2
    assert "--min-confidence" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (dossier / "outputs").exists()


@pytest.mark.parametrize("setting", ["80", "-1.0", "nan", '"high"'])
def test_a_setting_of_confidence_that_is_none_is_bad_use(dossier, setting):
    (dossier / "sourcecheck.toml").write_text(f"[report]\nmin_confidence = {setting}\n")
    done = sourcecheck("run", cwd=dossier)
    assert done.returncode == 2
    assert "report.min_confidence" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_decision_lasts_until_the_figure_changes(dossier):
    sourcecheck("run", cwd=dossier)
    first = json.loads((dossier / "outputs" / "report.json").read_text())["findings"][0]
    (dossier / "third.txt").write_text("The border of Norway and Sweden runs for 2,150 km.\n")
    assert sourcecheck("add", "third.txt", cwd=dossier).returncode == 0
    sourcecheck("run", cwd=dossier)
    report = json.loads((dossier / "outputs" / "report.json").read_text())
    [finding] = [f for f in report["findings"] if f["property"] == "border_length"]
    assert finding["id"] == first["id"]
    assert len(finding["positions"]) == 3
    sourcecheck("decide", finding["id"], "conflict", cwd=dossier)
    sourcecheck("run", cwd=dossier)
    assert state(dossier) == "decided"
    third = dossier / "sources" / "third.txt"
    third.write_text(third.read_text().replace("2,150", "2,190"))
    sourcecheck("run", cwd=dossier)
    assert state(dossier) == "reopened"


def state(dossier: Path) -> str:
    """Where the finding on the border stands in the last report."""
    report = json.loads((dossier / "outputs" / "report.json").read_text())
    return next(f["state"] for f in report["findings"] if f["property"] == "border_length")


def test_bad_files_are_listed_and_the_good_ones_processed(dossier):
    sources = dossier / "sources"
    (sources / "empty.txt").write_bytes(b"")
    (sources / "nul.txt").write_bytes(b"\x00\x01\x02" * 500)
    (sources / "latin.txt").write_bytes("Die Größe des Hafens: 12 km².\n".encode("latin-1"))
    (sources / "utf16.txt").write_bytes("The port was built in 1904.\n".encode("utf-16"))
    (sources / "dangling.txt").symlink_to(dossier / "nowhere.txt")
    done = sourcecheck("run", cwd=dossier)
    assert done.returncode == 0, done.stderr
    report = json.loads((dossier / "outputs" / "report.json").read_text())
    refused = {item["path"]: item["reason"] for item in report["limits"]["not_read"]}
    assert sorted(refused) == ["dangling.txt", "empty.txt", "nul.txt"]
    assert all(refused.values())
    assert {s["path"] for s in report["sources"]} >= {"latin.txt", "utf16.txt", "norway.txt"}


@pytest.mark.parametrize("make", ["empty", "missing"])
def test_a_folder_without_text_is_bad_use(tmp_path, make):
    if make == "empty":
        (tmp_path / "sources").mkdir()
    done = sourcecheck("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "sources" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--fail-on", "rain"],
        ["run", "--jobs", "0"],
        ["run", "--pipeline", "no_such_pipeline"],
        ["fly"],
    ],
)
def test_bad_use_is_one_line_and_exit_code_two(dossier, arguments):
    done = sourcecheck(*arguments, cwd=dossier)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("out", ["sources", "sources/report", "./sources/../sources"])
def test_a_report_among_the_sources_is_refused_before_the_work(dossier, out):
    before = sorted(dossier.rglob("*"))
    done = sourcecheck("run", "--out", out, cwd=dossier)
    assert done.returncode == 2
    assert "lies in the sources folder" in done.stderr
    assert sorted(dossier.rglob("*")) == before


def test_what_the_report_leaves_out_is_said(dossier):
    (dossier / "sources" / "empty.txt").write_bytes(b"")
    (dossier / "sources" / "decisions.jsonl").write_text('{"finding": "a')
    done = sourcecheck("run", cwd=dossier)
    limits = json.loads((dossier / "outputs" / "report.json").read_text())["limits"]
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("limits: ")]
    assert line.startswith("limits: 1 file not read, ")
    assert f" {limits['not_attached']['claims']} claims not attached" in line
    assert f" {limits['not_compared']['claims']} claims not compared" in line
    assert "not read: empty.txt: is empty" in done.stdout
    assert "note: decisions.jsonl, line 1, breaks off" in done.stdout


def test_nothing_in_a_source_acts_on_the_terminal(capsys):
    nasty = "\x1b[2J\u202e[red]x\ny"
    finding = {
        "relation": "conflict", "severity": "low", "id": "f1", "question": nasty, "state": "open",
        "positions": [{"value": nasty}], "confidence": 0.5,
    }  # fmt: skip
    limits = {
        "not_read": [{"path": nasty, "reason": nasty}], "notes": [nasty], "caps": [],
        "not_attached": {"claims": 2}, "not_compared": {"claims": 1},
    }  # fmt: skip
    rest = {"sources": [], "claims": [], "generator": {"settings": {}}}
    run._show(Report({**rest, "findings": [finding], "limits": limits}, {}))
    said = capsys.readouterr().out
    assert not {"\x1b", "\u202e"} & set(said)
    assert said.count("␛[2J<U+202E>[red]x") == 5
    assert "not read: ␛[2J<U+202E>[red]x y: ␛" in said


# ------------------------------------------------------------------ outputs that are not there


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux")
@pytest.mark.parametrize("arguments", [["run"], ["--help"], ["run", "--help"], ["sources"]])
def test_an_output_that_is_full_is_said_in_one_line(dossier, arguments):
    with Path("/dev/full").open("w") as full:
        done = started(*arguments, cwd=dossier, stdout=full)
    _, said = done.communicate(timeout=PATIENCE)
    assert done.returncode == 2
    assert said == "sourcecheck: the output: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
@pytest.mark.parametrize("arguments", [["run"], ["--help"], ["run", "--help"], ["sources"]])
def test_a_reader_that_has_gone_ends_it_silently(dossier, arguments):
    reads, writes = os.pipe()
    os.close(reads)
    done = started(*arguments, cwd=dossier, stdout=writes)
    os.close(writes)
    _, said = done.communicate(timeout=PATIENCE)
    assert (done.returncode, said) == (141, "")


def test_ctrl_c_is_answered_in_one_line(dossier, monkeypatch, capsys):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(dossier)
    monkeypatch.setattr(sys, "argv", ["sourcecheck", "sources"])
    monkeypatch.setattr("sourcecheck.read.dossier.scan", stopped)
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 130
    said = capsys.readouterr()
    assert said.err == "sourcecheck: stopped; what was written before is whole\n"
    assert said.out == ""


@pytest.mark.parametrize("columns", ["abc", "0"])
def test_a_width_that_is_none_is_passed_over(dossier, columns):
    done = started("run", cwd=dossier, COLUMNS=columns)
    out, _ = done.communicate(timeout=PATIENCE)
    assert done.returncode == 0
    assert "How long is the border of Norway and Sweden?" in out


def started(
    *arguments: str, cwd: Path, stdout=subprocess.PIPE, **environment: str
) -> subprocess.Popen[str]:
    """The command line at work in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "sourcecheck", *arguments],
        cwd=cwd,
        text=True,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_COLOR": "1"} | environment,
    )


def test_an_unknown_setting_is_refused(dossier):
    (dossier / "sourcecheck.toml").write_text("[limits]\nfile_byte = 5\n")
    done = sourcecheck("run", cwd=dossier)
    assert done.returncode == 2
    assert "file_byte" in done.stderr


@pytest.mark.parametrize("command", ["run", "annotate", "add", "sources", "review", "decide"])
def test_every_command_explains_itself_with_an_example(tmp_path, command):
    done = sourcecheck(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"sourcecheck {command}" in done.stdout


def test_the_list_of_commands_is_not_cut(tmp_path):
    done = sourcecheck("--help", cwd=tmp_path, COLUMNS="80")
    assert done.stdout.count("\n  ") > 6
    assert "..." not in done.stdout.partition("Commands:")[2]


def test_help_answers_without_loading_a_language_pipeline(tmp_path):
    code = (
        "import sys; from sourcecheck.cli import main\n"
        "assert 'spacy' not in sys.modules and 'pandas' not in sys.modules, 'slow --help'"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
