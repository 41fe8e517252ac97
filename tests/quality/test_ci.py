"""Continuous integration does what the README tells a newcomer to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / ".ci" / "run"


def commands() -> list[str]:
    """The commands of the README that begin with a fresh environment."""
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    return [block.strip() for block in blocks if "-m venv" in block]


def test_ci_runs_the_second_command_of_the_readme() -> None:
    _, second = commands()
    assert "-m pytest" in second
    assert second in (line.strip() for line in RUN.read_text("utf-8").splitlines())


def test_ci_can_be_run() -> None:
    assert os.access(RUN, os.X_OK)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("fails", ["python3", ".venv/bin/pip", ".venv/bin/python", ""])
def test_ci_fails_when_a_part_fails(tmp_path: Path, fails: str) -> None:
    for name in (".ci/run", "python3", ".venv/bin/pip", ".venv/bin/python"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # python3 --version must pass, as it would
        asked = '[ "$1" = --version ] || ' if name == "python3" else ""
        path.write_text(f"#!/bin/sh\n{asked}exit {int(name == fails)}\n")
        path.chmod(0o755)
    shutil.copy(RUN, tmp_path / ".ci" / "run")
    places = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", tmp_path / ".ci" / "run"], env=os.environ | {"PATH": places},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == int(bool(fails))
    assert "Set up and tested in" in done.stderr
