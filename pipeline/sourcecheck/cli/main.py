"""The command line: one file per command; this file only names them and turns errors into words.

Heavy modules are imported inside the commands, so that `sourcecheck --help` answers at once.
"""

from __future__ import annotations

import sys

import typer

from sourcecheck import __version__
from sourcecheck.cli import add, annotate, decide, review, run, sources
from sourcecheck.errors import SourcecheckError

app = typer.Typer(
    name="sourcecheck",
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
    """Entry point: exit code 2 and one line for bad use, 130 after Ctrl-C."""
    try:
        app()
    except SourcecheckError as error:
        print(f"sourcecheck: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("sourcecheck: stopped; what was written before is whole", file=sys.stderr)
        sys.exit(130)
