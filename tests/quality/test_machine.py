"""No test passes or fails by how fast the machine is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parents[1]
#: What reads how much time has passed, or gives up after a number of seconds.
CLOCK = re.compile(r"\b(?:process_time|perf_counter|monotonic)\b|\btimeout=\d|\bdeadline=")
#: Where a clock only ends a wait for other processes, after `machine.PATIENCE`.
WAITING = {"engine/test_local.py", "cli/test_review.py"}


def test_no_example_of_hypothesis_has_a_deadline() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check


@pytest.mark.parametrize("said", ["time.perf_counter()", "wait(timeout=20)", "deadline=200"])
def test_a_clock_would_be_found(said: str) -> None:
    assert CLOCK.search(said)


def test_no_test_reads_a_clock() -> None:
    own = {"conftest.py", "quality/test_machine.py"}
    found = {
        f"{name}: {match.group()}"
        for path in sorted(TESTS.rglob("*.py"))
        if (name := path.relative_to(TESTS).as_posix()) not in own
        for match in CLOCK.finditer(path.read_text("utf-8"))
        if not (name in WAITING and match.group() == "monotonic")
    }
    assert sorted(found) == []
