"""`sourcecheck review` as a person or a script uses it, on the report of tests/review/dossier."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.machine import PATIENCE

DOSSIER = Path(__file__).parents[1] / "review" / "dossier"
COMMAND = [sys.executable, "-m", "sourcecheck", "review", "--by", "Ada"]
ENVIRONMENT = os.environ | {"COLUMNS": "100", "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DOSSIER / "sources", tmp_path / "sources")
    shutil.copytree(DOSSIER / "report", tmp_path / "outputs")
    return tmp_path


def review(folder: Path, *lines: str, options: tuple[str, ...] = (), **environment: Any) -> str:
    done = subprocess.run(
        [*COMMAND, *options],
        cwd=folder,
        env=ENVIRONMENT | environment,
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def saved(folder: Path) -> list[tuple[str, str, str]]:
    file = folder / "sources" / "decisions.jsonl"
    decisions = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [(d["finding"], d.get("value", d["verdict"]), d.get("note", "")) for d in decisions]


def test_piped_keys_decide_and_the_rest_stays_open(folder: Path) -> None:
    said = review(folder, "a", "surveyed", "later", "")
    assert saved(folder) == [
        ("5eed01", "14.2 kilometres", "surveyed"),
        ("7a10aa", "later", ""),
    ]
    assert "1 decided now, 2 open." in said


def test_what_is_decided_does_not_come_again_and_later_comes_last(folder: Path) -> None:
    review(folder, "a", "", "9", "")
    said = review(folder, ".")
    assert "How long is the Kelda Tunnel?" not in said
    assert said.index("1 of 2") < said.index("What is the Kelda Tunnel called?")
    assert "0 decided now, 2 open." in said


def test_what_fits_together_comes_only_with_all(folder: Path) -> None:
    assert "How wide" not in review(folder, "", "", "")
    assert "How wide is the Kelda Tunnel?" in review(folder, "", "", "", "", options=("--all",))


def test_what_is_less_sure_than_asked_for_is_left_out_and_counted(folder: Path) -> None:
    said = review(folder, options=("--min-confidence", "0.8"))
    assert "1 finding is left out: less than 80 % sure." in said
    assert "0 decided now, 2 open." in said
    (folder / "sourcecheck.toml").write_text("[report]\nmin_confidence = 0.9\n")
    assert "2 findings are left out: less than 90 % sure." in review(folder)
    assert "left out" not in review(folder, options=("--min-confidence", "0"))


@pytest.mark.parametrize("bound", ["1.5", "-0.1", "nan", "high"])
def test_a_confidence_that_is_none_is_bad_use(folder: Path, bound: str) -> None:
    done = subprocess.run(
        [*COMMAND, f"--min-confidence={bound}"],
        cwd=folder, env=ENVIRONMENT, input="", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--min-confidence" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_decision_reopens_with_its_reason_when_the_evidence_changes(folder: Path) -> None:
    review(folder, "1", "two firm figures")
    path = folder / "outputs" / "report.json"
    report = json.loads(path.read_text("utf-8"))
    report["findings"][0]["fingerprint"] = "fp-length-2"
    path.write_text(json.dumps(report), "utf-8")
    said = " ".join(review(folder, ".").split())
    assert "Decided before: conflict confirmed" in said
    assert "two firm figures" in said
    assert "Open again: the evidence changed since" in said


def test_a_report_older_than_its_sources_is_said(folder: Path) -> None:
    assert "sources have changed" not in review(folder, ".")
    (folder / "sources" / "valley-notes.txt").write_text("The Kelda Tunnel, 8 miles long.\n")
    said = " ".join(review(folder, ".").split())
    assert "sources have changed since this report was written (valley-notes.txt)" in said
    assert "sourcecheck run" in said
    assert ">>7 miles<<" in said  # what the report rests on is still shown


def test_a_line_cut_off_by_a_crash_is_reported(folder: Path) -> None:
    review(folder, "a", "")
    file = folder / "sources" / "decisions.jsonl"
    file.write_bytes(file.read_bytes() + b'{"finding": "7a10aa", "ver')
    assert "line 2, breaks off" in " ".join(review(folder, ".").split())


def test_without_colours_nothing_but_text_is_printed(folder: Path) -> None:
    environments: list[dict[str, Any]] = [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}]
    for environment in environments:
        said = review(folder, "a", "", ".", **environment)
        (folder / "sources" / "decisions.jsonl").unlink()
        assert "\x1b" not in said
        assert ">>14.2 kilometres<<" in said


def test_when_nothing_is_open_it_says_so(folder: Path) -> None:
    review(folder, *(["1", ""] * 3))
    assert "0 decided now, 0 open." in review(folder)


@pytest.mark.parametrize(
    ("gone", "says"),
    [("outputs", "there is no report yet"), ("sources", "there is no such folder")],
)
def test_missing_folders_are_said_in_one_line(folder: Path, gone: str, says: str) -> None:
    shutil.rmtree(folder / gone)
    done = subprocess.run(
        COMMAND, cwd=folder, env=ENVIRONMENT, input="", capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_report_of_another_dossier_is_refused(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "note.txt").write_text("Another matter, 5 km long.")
    done = subprocess.run(
        [*COMMAND, "--sources", "other"],
        cwd=folder, env=ENVIRONMENT, input="a\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "other: not the texts of the report" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(folder.glob("*/decisions.jsonl"))


def test_a_terminal_that_knows_only_ascii_is_enough(folder: Path) -> None:
    plain: dict[str, Any] = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert "How long is the Kelda Tunnel?" in review(folder, ".", **plain)


@pytest.mark.parametrize("columns", ["abc", "0", "-3", "", "²"])
def test_a_width_that_is_none_is_passed_over(folder: Path, columns: str) -> None:
    assert "How long is the Kelda Tunnel?" in review(folder, ".", COLUMNS=columns)


def test_a_damaged_decisions_file_is_said_in_one_line(folder: Path) -> None:
    (folder / "sources" / "decisions.jsonl").write_text("c5eed01: conflict\n")
    done = subprocess.run(
        COMMAND, cwd=folder, env=ENVIRONMENT, input="", capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "decisions.jsonl, line 1: not JSON" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_note_with_a_stray_byte_is_still_a_note(folder: Path) -> None:
    done = subprocess.run(
        COMMAND,
        cwd=folder,
        env=ENVIRONMENT,
        input=b"a\ncaf\xe9\n.\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert saved(folder)[0][2].startswith("caf")


# ------------------------------------------------------------------ at a terminal


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
def test_single_keys_at_a_terminal_and_ctrl_c(folder: Path) -> None:
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(
        COMMAND, cwd=folder, env=ENVIRONMENT | {"TERM": "xterm"},
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    try:
        screen = _until(master, "[.] quit")
        _press(master, b"a")  # no Enter
        screen += _until(master, "Note")
        process.send_signal(signal.SIGINT)
        screen += _until(master, "Nothing was saved.")
        _press(master, b"b")
        screen += _until(master, "Note")
        os.write(master, b"measured\n")
        screen += _until(master, "[.] quit")
        process.send_signal(signal.SIGINT)
        screen += _until(master, "open.")
        assert process.wait(timeout=PATIENCE) == 130
    finally:
        process.kill()
        os.close(master)
    assert saved(folder) == [("5eed01", "7 miles", "measured")]
    assert "1 decided now, 2 open." in screen


def _until(terminal: int, words: str) -> str:
    """What the program prints until `words` stand on the screen."""
    import select

    seen, limit = "", time.monotonic() + PATIENCE
    while words not in seen:
        assert time.monotonic() < limit, f"{words!r} did not come; the screen shows:\n{seen}"
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096).decode("utf-8", "replace")
    return seen


def _press(terminal: int, keys: bytes) -> None:
    """Press keys as soon as the program reads single ones: what comes earlier is thrown away."""
    import termios

    limit = time.monotonic() + PATIENCE
    while termios.tcgetattr(terminal)[3] & termios.ICANON:
        assert time.monotonic() < limit, "the program does not read keys"
        time.sleep(0.01)
    os.write(terminal, keys)
