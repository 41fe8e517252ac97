"""`sourcecheck run`: the main job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcecheck.cli.terminal import console
from sourcecheck.errors import BadUse
from sourcecheck.review.display import one_line
from sourcecheck.wording.number import counted

if TYPE_CHECKING:
    from sourcecheck.model.finding import Report

NAME = "run"
EXAMPLES = """Examples:

  sourcecheck run

  sourcecheck run --sources dossier/ --out report/ --jobs 2

  sourcecheck run --fail-on conflict     (exit code 1 when a conflict is open; for scripts)

  sourcecheck run --min-confidence 0.8   (list only what is at least 80 % sure)
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
    min_confidence: Annotated[
        float | None,
        typer.Option(
            metavar="P", help="List only findings at least so sure, 0 to 1; report.json has all."
        ),
    ] = None,
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
    report = _check(sources, jobs, pipeline, min_confidence)
    from sourcecheck.report.export import write
    from sourcecheck.review.display import least, reaches

    written = write(report.data, report.texts, out)
    _show(report)
    page = next((path for path in written if path.suffix == ".html"), out)
    typer.echo(one_line(f"Report: {page}"))
    asked = least(report.data)
    if fail_on and any(reaches(item["confidence"], asked) for item in report.open_conflicts):
        raise typer.Exit(1)


def _check(sources: Path, jobs: int, pipeline: str, min_confidence: float | None) -> Report:
    """Run with a progress line on a terminal; silent when standard error is a file."""
    import dataclasses

    from sourcecheck import settings as settings_module
    from sourcecheck.run import check

    settings = settings_module.load(sources.resolve().parent / settings_module.FILE_NAME)
    if pipeline:
        settings = dataclasses.replace(settings, pipeline_name=pipeline)
    if min_confidence is not None:
        asked = settings_module.probability(min_confidence, "--min-confidence")
        settings = dataclasses.replace(settings, report_min_confidence=asked)
    with _progress() as shown:
        return check(sources, settings=settings, jobs=jobs, on_progress=shown)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """What shows how many documents are done; None, and nothing loaded, where nobody looks."""
    if not (screen := console(stderr=True)).is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )  # fmt: skip
    with Progress(*columns, console=screen) as progress:
        task = progress.add_task("Reading documents", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _show(report: Report) -> None:
    """A short table of findings, strongest first, and what the report leaves out."""
    from rich.table import Table
    from rich.text import Text

    from sourcecheck.review import display

    asked = display.least(report.data)
    listed = [item for item in report.findings if display.reaches(item["confidence"], asked)]
    screen = console()
    summary = Table(box=None, pad_edge=False)
    for heading in ("relation", "severity", "sure", "finding", "question", "positions"):
        summary.add_column(heading, overflow="fold")
    for item in listed[:_SHOWN]:
        positions = "  |  ".join(position["value"] for position in item["positions"])
        state = "" if item["state"] == "open" else f" ({item['state']})"
        relation = item["relation"] + state
        sure = "–" if item["confidence"] is None else display.percent(item["confidence"])
        cells = (relation, item["severity"], sure, item["id"], item["question"], positions)
        summary.add_row(*(Text(one_line(cell)) for cell in cells))
    if listed:
        screen.print(summary)
    if (left := len(listed) - _SHOWN) > 0:
        screen.print(f"… and {left} more in the report")
    if left_out := len(report.findings) - len(listed):
        bound = display.bound(asked)
        screen.print(f"{counted(left_out, 'finding')} less than {bound} sure, in report.json only")
    for line in _in_words(report, listed):
        screen.print(Text(one_line(line)), soft_wrap=True)  # a line stays one for grep


def _in_words(report: Report, listed: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Lines on the whole report: its counts, its limits, each file not read, each note."""
    data, limits = report.data, report.data["limits"]
    words = ", ".join(_relations(listed))
    yield (
        f"{counted(len(data['sources']), 'source')}, {counted(len(data['claims']), 'claim')}, "
        f"{counted(len(listed), 'finding')}{': ' * bool(words)}{words}"
    )
    bounds = f", {counted(len(limits['caps']), 'bound')} reached" if limits["caps"] else ""
    yield (
        f"limits: {counted(len(limits['not_read']), 'file')} not read, "
        f"{counted(limits['not_attached']['claims'], 'claim')} not attached to a question, "
        f"{counted(limits['not_compared']['claims'], 'claim')} not compared{bounds}"
    )
    yield from _some([f"not read: {item['path']}: {item['reason']}" for item in limits["not_read"]])
    yield from _some([f"note: {note}" for note in limits["notes"]])


def _relations(listed: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """How many findings of each relation, the sure apart: "3 conflict and 5 possible"."""
    from sourcecheck.review.display import sure

    every = Counter(item["relation"] for item in listed)
    firm = Counter(item["relation"] for item in listed if sure(item["confidence"]))
    for relation, count in every.items():
        possible = count - firm[relation]
        if not firm[relation]:
            yield f"{possible} possible {relation}"
        else:
            yield f"{firm[relation]} {relation}" + f" and {possible} possible" * bool(possible)


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if (left := len(lines) - _SHOWN) > 0:
        yield f"… and {left} more in the report"
