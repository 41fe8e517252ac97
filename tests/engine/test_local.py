"""Documents over processes: order, failures, crashes, Ctrl-C. Real processes throughout."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sourcecheck.engine.local import DIED, Failure, map_documents
from sourcecheck.errors import BadUse, SourcecheckError
from tests.machine import PATIENCE

_started: list[int] = []


# what the workers do: at the top of the module, so that it can be pickled


def begin() -> None:
    _started.append(os.getpid())


def double(item: int) -> int:
    return item * 2


def fussy(item: int) -> int:
    if item == 3:
        raise ValueError("three is\n  not wanted")
    return item * 2


def leaving(item: int) -> int:
    if item == 3:
        sys.exit(1)
    return item


def crashing(item: int) -> int:
    if item in (7, 23):
        os._exit(9)
    return item * 2


def started(item: int) -> tuple[int, int]:
    return os.getpid(), len(_started)


def threads(item: int) -> str:
    return os.environ["OMP_NUM_THREADS"] + os.environ["BLIS_NUM_THREADS"]


def refuse_to_begin(message: str) -> None:
    raise BadUse(message)


def fail_to_begin() -> None:
    raise OSError("model is missing")


def die_at_the_beginning() -> None:
    os._exit(1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_keep_the_order_of_items(jobs: int) -> None:
    assert map_documents(double, range(70), jobs=jobs) == [item * 2 for item in range(70)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do(jobs: int) -> None:
    assert map_documents(double, [], jobs=jobs, start=fail_to_begin) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_raises_is_a_failure_and_the_others_are_done(
    jobs: int, capfd: pytest.CaptureFixture[str]
) -> None:
    results = map_documents(fussy, range(12), jobs=jobs)
    assert results[3] == Failure(3, "ValueError: three is not wanted")
    assert [row for row in results if not isinstance(row, Failure)] == [
        item * 2 for item in range(12) if item != 3
    ]
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_exits_does_not_end_the_program(jobs: int) -> None:
    assert map_documents(leaving, range(5), jobs=jobs)[3] == Failure(3, "SystemExit: 1")


def test_start_is_called_once_in_process() -> None:
    _started.clear()
    assert map_documents(started, range(5), jobs=1, start=begin) == [(os.getpid(), 1)] * 5


def test_start_is_called_once_in_each_worker() -> None:
    results = map_documents(started, range(40), jobs=2, start=begin)
    told = [result for result in results if not isinstance(result, Failure)]
    assert len(told) == 40
    assert {count for _, count in told} == {1}
    assert os.getpid() not in {process for process, _ in told}


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_counts_documents(jobs: int) -> None:
    counts: list[int] = []
    map_documents(double, range(50), jobs=jobs, on_done=counts.append)
    assert counts == sorted(set(counts))
    assert counts[-1] == 50


def test_workers_use_one_thread_and_the_parent_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    monkeypatch.delenv("BLIS_NUM_THREADS", raising=False)
    assert set(map_documents(threads, range(4), jobs=2)) == {"11"}
    assert os.environ["OMP_NUM_THREADS"] == "5"
    assert "BLIS_NUM_THREADS" not in os.environ


def test_documents_that_kill_their_worker_are_named_and_the_others_are_done(
    capfd: pytest.CaptureFixture[str],
) -> None:
    counts: list[int] = []
    results = map_documents(crashing, range(40), jobs=2, on_done=counts.append)
    assert {row.index: row.reason for row in results if isinstance(row, Failure)} == {
        7: DIED,
        23: DIED,
    }
    assert all(results[item] == item * 2 for item in range(40) if item not in (7, 23))
    assert counts[-1] == 40
    assert "Traceback" not in capfd.readouterr().err


def test_an_error_for_people_at_the_start_keeps_its_message(
    capfd: pytest.CaptureFixture[str],
) -> None:
    start = functools.partial(refuse_to_begin, "no such pipeline: en_none")
    with pytest.raises(BadUse, match=r"^no such pipeline: en_none$"):
        map_documents(double, range(9), jobs=2, start=start)
    assert "Traceback" not in capfd.readouterr().err


def test_any_other_error_at_the_start_is_told_in_words() -> None:
    with pytest.raises(SourcecheckError, match="could not start: OSError: model is missing"):
        map_documents(double, range(9), jobs=2, start=fail_to_begin)


def test_no_document_is_blamed_when_workers_cannot_begin() -> None:
    with pytest.raises(SourcecheckError, match="--jobs 1"):
        map_documents(double, range(9), jobs=2, start=die_at_the_beginning)


def test_no_process_at_all_is_bad_use() -> None:
    with pytest.raises(BadUse, match="--jobs 0"):
        map_documents(double, [1], jobs=0)


SCRIPT = """
import sys, time
from pathlib import Path
from sourcecheck.engine.local import map_documents

def sleep(item):
    Path(sys.argv[1], f"{item}.working").touch()
    time.sleep(3600)

if __name__ == "__main__":
    try:
        map_documents(sleep, range(8), jobs=2)
    except KeyboardInterrupt:
        sys.exit("stopped")
"""


def run_until_working(folder: Path) -> subprocess.Popen[str]:
    """A program that maps over processes, in a process group of its own, both workers at work."""
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, script, folder],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + PATIENCE
    while len(list(folder.glob("*.working"))) < 2:
        assert process.poll() is None, "it ended before its workers began"
        assert time.monotonic() < deadline, "the workers never began"
        time.sleep(0.05)
    return process


def wait_until_gone(group: int) -> bool:
    """Has every process of the group ended?"""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="process groups and signals of POSIX")
def test_ctrl_c_ends_the_workers_at_once_without_a_traceback(tmp_path: Path) -> None:
    process = run_until_working(tmp_path)
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to the whole group
    _, errors = process.communicate(timeout=PATIENCE)
    assert errors == "stopped\n"
    assert wait_until_gone(process.pid)


@pytest.mark.skipif(sys.platform == "win32", reason="process groups and signals of POSIX")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    process = run_until_working(tmp_path)
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert wait_until_gone(process.pid)
