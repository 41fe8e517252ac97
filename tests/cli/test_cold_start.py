"""What a fresh process loads: nothing that its command throws away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "The bridge over the Orva is 120 metres long, the town said on 4 May 2021.\n"
#: Loaded by no run: spaCy's command line and what it brings, pint, the slow validator, what draws
#: a progress line, what writes TOML, and a server.
NOT_IN_A_RUN = (
    "spacy.cli", "weasel", "requests", "pint", "jsonschema", "rich.progress", "tomlkit",
    "starlette",
)  # fmt: skip
#: Loaded by no help text.
NOT_IN_HELP = (*NOT_IN_A_RUN, "spacy", "pandas", "numpy", "onnxruntime", "jsonschema_rs", "jinja2")


def _loaded(names: tuple[str, ...], *arguments: str) -> str:
    """Which of these modules the command has loaded when it ends."""
    code = (
        "import sys\n"
        "from sourcecheck.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        f"print('loaded:', *(name for name in {names!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.splitlines()[-1]


def test_a_run_loads_only_what_it_needs(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, length in (("one", "120"), ("two", "140")):
        (folder / f"{name}.txt").write_text(TEXT.replace("120", length), encoding="utf-8")
    arguments = ("run", "--sources", str(folder), "--out", str(tmp_path / "out"))
    assert _loaded(NOT_IN_A_RUN, *arguments) == "loaded:"
    assert (tmp_path / "out" / "report.json").is_file()


@pytest.mark.parametrize("arguments", [("--help",), ("run", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert _loaded(NOT_IN_HELP, *arguments) == "loaded:"


@pytest.mark.parametrize(
    "code",
    [
        "print(spacy.cli.__name__, spacy.cli.info.__module__)",
        "import spacy.cli\nprint(spacy.cli.__name__, spacy.cli.info.__module__)",
        "spacy.info(silent=True)\nprint(spacy.cli.__name__, spacy.cli.info.__module__)",
    ],
)
def test_the_command_line_of_spacy_is_there_for_who_asks(code: str) -> None:
    code = f"import sourcecheck.annotate, spacy\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    # `spacy.cli.info` is the function where the whole command line is there
    assert done.stdout == "spacy.cli spacy.cli.info\n"
