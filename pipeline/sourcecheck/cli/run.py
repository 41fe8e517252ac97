"""`sourcecheck run`: the main job."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcecheck.errors import BadUse

if TYPE_CHECKING:
    from sourcecheck.model.report import Report

NAME = "run"
EXAMPLES = """Examples:

  sourcecheck run

  sourcecheck run --sources dossier/ --out report/ --jobs 2

  sourcecheck run --fail-on conflict     (exit code 1 when a conflict is open; for scripts)
"""
#: Findings shown in the table at the end of a run; the page and the JSON have all of them.
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
    """Read the documents, find where they agree and where they differ, and write the report.

    Writes report.json (see schemas/), report.html, conflicts.csv and claims.csv. Exit codes: 0 the
    report was written, 1 with --fail-on when something is open, 2 bad use.
    """
    if fail_on not in ("", "conflict"):
        raise BadUse(f"--fail-on {fail_on}: the only condition is 'conflict'")
    report = _check(sources, jobs, pipeline)
    from sourcecheck.report.write import write

    written = write(report.data, report.texts, out)
    _show(report)
    print(f"Report: {next((p for p in written if p.suffix == '.html'), out)}")
    if fail_on == "conflict" and report.open_conflicts:
        raise typer.Exit(1)


def _check(sources: Path, jobs: int, pipeline: str) -> Report:
    """Run with a progress line on a terminal; silent when standard error is a file."""
    import dataclasses

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from sourcecheck import settings as settings_module
    from sourcecheck.run import check

    settings = settings_module.load(sources.resolve().parent / settings_module.FILE_NAME)
    if pipeline:
        settings = dataclasses.replace(settings, pipeline_name=pipeline)
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )  # fmt: skip
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Reading documents", total=None)
        return check(
            sources,
            settings=settings,
            jobs=jobs,
            on_progress=lambda done, total: progress.update(task, completed=done, total=total),
        )


def _show(report: Report) -> None:
    """A short table of findings, strongest first, and what was not read."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "120"))
    console = Console(width=width)
    summary = Table(box=None, pad_edge=False)
    for heading in ("relation", "severity", "finding", "question", "positions"):
        summary.add_column(heading, overflow="fold")
    for item in report.findings[:_SHOWN]:
        positions = "  |  ".join(position["value"] for position in item["positions"])
        state = "" if item["state"] == "open" else f" ({item['state']})"
        relation = item["relation"] + state
        cells = (relation, item["severity"], item["id"], item["question"], positions)
        summary.add_row(*(escape(cell) for cell in cells))
    if report.findings:
        console.print(summary)
    left = len(report.findings) - _SHOWN
    if left > 0:
        console.print(f"… and {left} more in the report", markup=False)
    limits = report.data["limits"]
    counts = Counter(item["relation"] for item in report.findings)
    words = ", ".join(f"{count} {relation}" for relation, count in counts.items())
    console.print(
        f"{len(report.data['sources'])} sources, {len(report.data['claims'])} claims, "
        f"{len(report.findings)} findings: {words}",
        markup=False,
        highlight=False,
    )
    for item in limits["not_read"]:
        console.print(f"not read: {item['path']}: {item['reason']}", markup=False, highlight=False)
