"""Files on disk: each one whole, the same bytes twice, nothing left over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sourcecheck.errors import BadUse
from sourcecheck.report.export import FILES, write


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_writes_four_files_and_nothing_else(
    report: dict[str, Any], texts: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "made" / "outputs"
    written = write(report, texts, out)
    assert [path.name for path in written] == list(FILES)
    assert sorted(contents(out)) == sorted(FILES)
    assert json.loads((out / "report.json").read_bytes()) == report


def test_same_bytes_twice(report: dict[str, Any], texts: dict[str, str], tmp_path: Path) -> None:
    write(report, texts, tmp_path)
    first = contents(tmp_path)
    write(report, texts, tmp_path)
    assert contents(tmp_path) == first


def test_other_files_of_the_folder_are_left_alone(
    report: dict[str, Any], texts: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / ".gitkeep").write_bytes(b"")
    write(report, texts, tmp_path)
    assert (tmp_path / ".gitkeep").exists()


@pytest.mark.parametrize("broken", FILES)
def test_a_run_that_breaks_off_leaves_the_former_report_whole(
    report: dict[str, Any],
    texts: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    write(report, texts, tmp_path)
    former = contents(tmp_path)["report.json"]
    replace = os.replace

    def dies(source: Path, target: Path) -> None:
        if target.name == broken:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", dies)
    report["findings"] = []
    with pytest.raises(KeyboardInterrupt):
        write(report, texts, tmp_path)
    assert contents(tmp_path)["report.json"] == former
    assert sorted(contents(tmp_path)) == sorted(FILES)


def test_a_kill_between_renames_leaves_whole_files_the_json_being_the_former(
    report: dict[str, Any], texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(report, texts, tmp_path / "former")
    write(report, texts, tmp_path / "out")
    report["findings"], report["claims"] = [], []
    write(report, texts, tmp_path / "new")
    replace = os.replace

    def dies(source: Path, target: Path) -> None:
        if target.name == "report.html":
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", dies)
        with pytest.raises(KeyboardInterrupt):
            write(report, texts, tmp_path / "out")
    left, former, new = (contents(tmp_path / name) for name in ("out", "former", "new"))
    assert {name: left[name] for name in FILES[:2]} == {name: new[name] for name in FILES[:2]}
    assert {name: left[name] for name in FILES[2:]} == {name: former[name] for name in FILES[2:]}
    write(report, texts, tmp_path / "out")
    assert contents(tmp_path / "out") == new


def test_a_page_that_cannot_be_made_changes_nothing(
    report: dict[str, Any], texts: dict[str, str], tmp_path: Path
) -> None:
    write(report, texts, tmp_path)
    former = contents(tmp_path)
    del report["findings"][0]["question"]
    with pytest.raises(KeyError):
        write(report, texts, tmp_path)
    assert contents(tmp_path) == former


def test_what_killed_runs_left_is_cleared_away(
    report: dict[str, Any], texts: dict[str, str], tmp_path: Path
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f".unfinished-{ended.pid}"
    own = tmp_path / f".unfinished-{os.getpid()}"
    busy = tmp_path / f".unfinished-{os.getppid()}"
    for folder in (left, own, busy):
        folder.mkdir()
        (folder / "report.json").write_text("half", encoding="utf-8")
    write(report, texts, tmp_path)
    assert not left.exists()
    assert not own.exists()
    assert busy.exists() == (sys.platform != "win32"), "a run at work keeps its folder"


def test_a_folder_that_cannot_be_written_to_is_named(
    report: dict[str, Any], texts: dict[str, str], tmp_path: Path
) -> None:
    taken = tmp_path / "outputs"
    taken.write_text("a file", encoding="utf-8")
    with pytest.raises(BadUse, match="outputs: the report cannot be written there"):
        write(report, texts, taken)


def test_file_names_that_are_not_text_survive(
    report: dict[str, Any], texts: dict[str, str], tmp_path: Path
) -> None:
    report["sources"][2]["path"] = "caf\udce9.txt"
    write(report, texts, tmp_path)
    assert json.loads((tmp_path / "report.json").read_bytes()) == report
