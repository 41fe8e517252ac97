"""What the commands print on: a rich console for people, UTF-8 lines of JSON for programs."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

#: Columns of a table that goes into a file or a pipe.
FILE_WIDTH = 120


def console(*, stderr: bool = False) -> Console:
    """A console that takes text as it is, without mark-up.

    As wide as the terminal or the environment variable COLUMNS says; FILE_WIDTH where neither
    does. A closed pipe raises BrokenPipeError, as it does for every other output (rich would exit
    with 1, which `--fail-on` means).
    """
    from rich.console import Console

    class _Console(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    stream = sys.stderr if stderr else sys.stdout
    width = height = None  # of the terminal, also when its window changes
    if "COLUMNS" in os.environ or not stream.isatty():
        # unlike rich, this passes over a COLUMNS that is no number or 0
        width, height = shutil.get_terminal_size((FILE_WIDTH, 25))
    return _Console(
        stderr=stderr, width=width, height=height, highlight=False, markup=False, emoji=False
    )


def print_json(value: Any, *, indent: int | None = None) -> None:
    """Print `value` as JSON, in UTF-8 whatever the terminal's encoding is (RFC 8259, 8.1).

    Characters that a terminal would obey stand as escapes, which mean the same in JSON.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not text.isprintable():
        text = "".join(c if c == "\n" or c.isprintable() else _escaped(c) for c in text)
    typer.echo(text.encode("utf-8"))


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]
