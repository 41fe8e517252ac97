"""`sourcecheck run`: the main job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcecheck.cli.terminal import console
from sourcecheck.errors import BadUse
from sourcecheck.review.display import one_line

if TYPE_CHECKING:
    from sourcecheck.model.report import Report

NAME = "run"
EXAMPLES = """Examples:

  sourcecheck run

  sourcecheck run --sources dossier/ --out report/ --jobs 2

  sourcecheck run --fail-on conflict     (exit code 1 when a conflict is open; for scripts)
"""
#: Findings, files and notes shown at the end of a run; the page and the JSON have all of them.
_SHOWN = 12


def command(
    sources: Annotated[Path, typer.Option(help="Folder with the documents.")] = Path("sources"),
    out: Annotated[Path, typer.Option(help="Folder for the report.")] = Path("outputs"),
    jobs: Annotated[int, typer.Option(min=1, help="Processes; the result is the same.")] = 1,
    fail_on: Annotated[
        str, typer.Option(metavar="conflict", help="Exit with 1 when a conflict is open.")
    ] = "",
    pipeline: Annotated[
        str, typer.Option(help="Another installed spaCy pipeline, instead of ours.")
    ] = "",
) -> None:
    """Compare the documents and write the report.

    Reads them, finds where they agree and where they differ, and writes report.json (see schemas/),
    report.html, conflicts.csv and claims.csv. Exit codes: 0 the report was written, 1 with
    --fail-on when something is open, 2 bad use.
    """
    if fail_on not in ("", "conflict"):
        raise BadUse(f"--fail-on {fail_on}: the only condition is 'conflict'")
    if out.resolve().is_relative_to(sources.resolve()):
        raise BadUse(
            f"--out {out} lies in the sources folder {sources}: the report would be read as a "
            "source by the next run; give another folder"
        )
    report = _check(sources, jobs, pipeline)
    from sourcecheck.report.write import write

    written = write(report.data, report.texts, out)
    _show(report)
    page = next((path for path in written if path.suffix == ".html"), out)
    typer.echo(one_line(f"Report: {page}"))
    if fail_on == "conflict" and report.open_conflicts:
        raise typer.Exit(1)


def _check(sources: Path, jobs: int, pipeline: str) -> Report:
    """Run with a progress line on a terminal; silent when standard error is a file."""
    import dataclasses

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from sourcecheck import settings as settings_module
    from sourcecheck.run import check

    settings = settings_module.load(sources.resolve().parent / settings_module.FILE_NAME)
    if pipeline:
        settings = dataclasses.replace(settings, pipeline_name=pipeline)
    screen = console(stderr=True)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )  # fmt: skip
    with Progress(*columns, console=screen, disable=not screen.is_terminal) as progress:
        task = progress.add_task("Reading documents", total=None)
        return check(
            sources,
            settings=settings,
            jobs=jobs,
            on_progress=lambda done, total: progress.update(task, completed=done, total=total),
        )


def _show(report: Report) -> None:
    """A short table of findings, strongest first, and what the report leaves out."""
    from rich.table import Table
    from rich.text import Text

    screen = console()
    summary = Table(box=None, pad_edge=False)
    for heading in ("relation", "severity", "finding", "question", "positions"):
        summary.add_column(heading, overflow="fold")
    for item in report.findings[:_SHOWN]:
        positions = "  |  ".join(position["value"] for position in item["positions"])
        state = "" if item["state"] == "open" else f" ({item['state']})"
        relation = item["relation"] + state
        cells = (relation, item["severity"], item["id"], item["question"], positions)
        summary.add_row(*(Text(one_line(cell)) for cell in cells))
    if report.findings:
        screen.print(summary)
    if (left := len(report.findings) - _SHOWN) > 0:
        screen.print(f"… and {left} more in the report")
    for line in _in_words(report):
        screen.print(Text(one_line(line)), soft_wrap=True)  # a line stays one for grep


def _in_words(report: Report) -> Iterator[str]:
    """Lines on the whole report: its counts, its limits, each file not read, each note."""
    data, limits = report.data, report.data["limits"]
    counts = Counter(item["relation"] for item in report.findings)
    words = ", ".join(f"{count} {relation}" for relation, count in counts.items())
    yield (
        f"{_count(len(data['sources']), 'source')}, {_count(len(data['claims']), 'claim')}, "
        f"{_count(len(report.findings), 'finding')}{': ' * bool(words)}{words}"
    )
    bounds = f", {_count(len(limits['caps']), 'bound')} reached" if limits["caps"] else ""
    yield (
        f"limits: {_count(len(limits['not_read']), 'file')} not read, "
        f"{_count(limits['not_attached']['claims'], 'claim')} not attached to a question, "
        f"{_count(limits['not_compared']['claims'], 'claim')} not compared{bounds}"
    )
    yield from _some([f"not read: {item['path']}: {item['reason']}" for item in limits["not_read"]])
    yield from _some([f"note: {note}" for note in limits["notes"]])


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if (left := len(lines) - _SHOWN) > 0:
        yield f"… and {left} more in the report"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
