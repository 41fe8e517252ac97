"""`sourcecheck sources`: list what the folder holds, and what of it is not read."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcecheck.cli.terminal import console, print_json
from sourcecheck.review.display import one_line

if TYPE_CHECKING:
    from sourcecheck.model.source import Source
    from sourcecheck.read.dossier import Dossier

NAME = "sources"
EXAMPLES = """Examples:

  sourcecheck sources

  sourcecheck sources --sources dossier/ --out report/ --json
"""
HEADINGS = ("id", "title", "published", "words", "claims")
REFUSAL_HEADINGS = ("not read", "reason")


def command(
    sources: Annotated[Path, typer.Option(help="Folder of the documents.")] = Path("sources"),
    out: Annotated[Path, typer.Option(help="Folder of the report.")] = Path("outputs"),
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for scripts.")] = False,
) -> None:
    """List the sources, and the files that are not read.

    Of each source its title, date and where it comes from, words, and claims of the last run; of
    each other file the reason. Reads the texts anew; changes nothing.
    """
    from sourcecheck import settings as settings_module
    from sourcecheck.read.dossier import scan

    settings = settings_module.load(sources.resolve().parent / settings_module.FILE_NAME)
    dossier = scan(sources, settings)
    last_run = _LastRun.of(out / "report.json")
    if as_json:
        print_json(_data(dossier, last_run), indent=2)
        return
    if not dossier.sources:
        typer.echo(one_line(f"{sources}: no readable text yet; add one: sourcecheck add FILE"))
    else:
        _print_table(HEADINGS, [_row(source, last_run) for source in dossier.sources])
    if dossier.refusals:
        typer.echo()
        _print_table(REFUSAL_HEADINGS, [(r.path, r.reason) for r in dossier.refusals])
    for note in (*_warnings(dossier), *dossier.notes, *last_run.notes):
        typer.echo(one_line(f"note: {note}"))


@dataclass(frozen=True, slots=True)
class _LastRun:
    """What the report of the last run says of each source."""

    claims: dict[str, int]  # by id, also those with none
    sha256: dict[str, str]  # by id, of the bytes that were read then
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, path: Path) -> _LastRun:
        """As the report `path` says; nothing where there is none, or none that can be read."""
        try:
            report = json.loads(path.read_bytes())
            counts = Counter(claim["source"] for claim in report["claims"])
            hashes = {source["id"]: source["sha256"] for source in report["sources"]}
        except FileNotFoundError:
            return cls({}, {})
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return cls({}, {}, (f"{path} cannot be read; run sourcecheck run to make it anew",))
        return cls({name: counts[name] for name in hashes}, hashes)

    def changed(self, source: Source) -> bool:
        """Has the file changed since?"""
        return source.id in self.sha256 and self.sha256[source.id] != source.sha256


def _row(source: Source, last_run: _LastRun) -> tuple[str, ...]:
    published = source.published
    date = f"{published.value} ({published.origin})" if published.value else published.origin
    claims = str(last_run.claims.get(source.id, "-"))
    return (
        source.id,
        source.title.value or "-",
        date,
        f"{_words(source):,}",
        f"{claims} (text has changed since)" if last_run.changed(source) else claims,
    )


def _words(source: Source) -> int:
    """Stretches between white space, as in the report."""
    return len(source.text.split())


def _warnings(dossier: Dossier) -> list[str]:
    return [f"{s.id}: {warning}" for s in dossier.sources for warning in s.warnings]


def _data(dossier: Dossier, last_run: _LastRun) -> dict[str, Any]:
    from sourcecheck.model.codec import to_plain

    return {
        "sources": [
            {
                "id": source.id,
                "path": source.path,
                "sha256": source.sha256,
                "title": source.title.value or None,
                "published": source.published.value or None,
                "published_origin": source.published.origin,
                "words": _words(source),
                "claims": last_run.claims.get(source.id),
                "changed_since_run": last_run.changed(source),
                "encoding": source.encoding,
                "warnings": list(source.warnings),
            }
            for source in dossier.sources
        ],
        "not_read": [to_plain(refusal) for refusal in dossier.refusals],
        "notes": [*dossier.notes, *last_run.notes],
    }


def _print_table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table on a terminal; columns with two spaces between them elsewhere."""
    rows = [tuple(map(one_line, row)) for row in rows]
    if sys.stdout.isatty():
        _print_rich(headings, rows)
        return
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _print_rich(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        figures = heading in ("words", "claims")
        table.add_column(heading, overflow="fold", justify="right" if figures else "left")
    for row in rows:
        table.add_row(*map(Text, row))  # Text: square brackets in a title are no mark-up
    console().print(table)
