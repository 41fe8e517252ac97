"""The command line: one file per command; this file only names them and turns errors into words.

Heavy modules are imported inside the commands, so that `sourcecheck --help` answers at once.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from sourcecheck import __version__
from sourcecheck.cli import add, annotate, decide, review, run, sources
from sourcecheck.errors import SourcecheckError
from sourcecheck.review.display import one_line


class _Stopped(Exception):
    """Ctrl-C, on its way past typer, which would exit on it without a word."""


class _ReaderGone(Exception):
    """A closed pipe, on its way past typer, which would exit with 1, the code of `--fail-on`."""


@contextlib.contextmanager
def _past_typer() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as stop:
        raise _Stopped from stop
    except BrokenPipeError as gone:
        raise _ReaderGone from gone


class _Commands(TyperGroup):
    """The commands; Ctrl-C and closed pipes are left to `main`."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _past_typer():
            return super().make_context(*args, **kwargs)

    def invoke(self, *args: Any, **kwargs: Any) -> Any:
        with _past_typer():
            return super().invoke(*args, **kwargs)


app = typer.Typer(
    name="sourcecheck",
    cls=_Commands,
    help="Shows where several documents about one matter agree, where they differ, and why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (run, annotate, add, sources, review, decide):
    app.command(module.NAME, epilog=module.EXAMPLES)(module.command)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"sourcecheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Options of the whole program."""


def main() -> None:
    """Entry point: runs a command and exits.

    Exit codes: that of the command; 2 and one line for bad use, or when the output cannot be
    written; 130 and one line after Ctrl-C; 141, silently, when the reader of the output has gone
    (128 + SIGPIPE, as a shell reports it).
    """
    _open_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except SourcecheckError as error:
        _end(2, one_line(str(error)))
    except (KeyboardInterrupt, _Stopped):
        _end(130, "stopped; what was written before is whole")
    except (BrokenPipeError, _ReaderGone):
        _end(141)
    except OSError as error:
        _end(2, one_line(f"{error.filename or 'the output'}: {error.strerror or error}"))


def _open_streams() -> None:
    """Make sure that whatever is printed can be: "é" is shown as \\xe9 where there is no é."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            sink = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
            setattr(sys, name, sink)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _end(code: int, message: str = "") -> NoReturn:
    """Exit with `code`, and say why."""
    with contextlib.suppress(OSError):
        if message:
            print(f"sourcecheck: {message}", file=sys.stderr, flush=True)
    try:
        sys.stdout.flush()
    except OSError:  # what is left can go nowhere; Python would complain of it at the very end
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
    sys.exit(code)
