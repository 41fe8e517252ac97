"""The tools that read the code: style, types, and the layers of the tree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent  # of the environment that runs the tests

COMMANDS = {
    "ruff check": [sys.executable, "-m", "ruff", "check", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "mypy of the benchmarks": [sys.executable, "-m", "mypy", "--package", "benchmarks"],
    "import-linter": [str(SCRIPTS / "lint-imports")],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_to_complain_about(name: str) -> None:
    done = subprocess.run(
        COMMANDS[name], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{name}:\n{done.stdout[-6000:]}{done.stderr[-2000:]}"
