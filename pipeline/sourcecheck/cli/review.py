"""`sourcecheck review`: decide the open findings of the last report, one key each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

NAME = "review"
EXAMPLES = (
    '"sourcecheck review" goes through the open findings, strongest first; "sourcecheck review '
    '--all" also through those whose values fit together; "sourcecheck review --min-confidence '
    '0.8" leaves out what is less than 80 % sure. Keys can be piped in: on one line a key '
    "or the id of a verdict, on the next its note."
)


def command(
    sources: Annotated[Path, typer.Option(help="Folder of the documents.")] = Path("sources"),
    out: Annotated[Path, typer.Option(help="Folder of the report.")] = Path("outputs"),
    everything: Annotated[
        bool, typer.Option("--all", help="Also findings whose values fit together.")
    ] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(metavar="P", help="Only findings at least so sure, 0 to 1 (0.8: 80 %)."),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who decides; else your login name.")] = None,
) -> None:
    """Decide the open findings, one key each, saved at once."""
    import io
    import sys

    from sourcecheck import settings as settings_module
    from sourcecheck.cli import terminal as screen
    from sourcecheck.cli.decide import login
    from sourcecheck.model.decision import Decision
    from sourcecheck.read import dossier
    from sourcecheck.review import display, queue, store, terminal
    from sourcecheck.review.display import one_line
    from sourcecheck.review.vocabulary import Choice

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a note with a stray byte is still a note
    console = screen.console()
    report = queue.load_report(out)
    settings = settings_module.load(sources.resolve().parent / settings_module.FILE_NAME)
    documents = dossier.scan(sources, settings).sources
    least = settings.report_min_confidence
    if min_confidence is not None:
        least = settings_module.probability(min_confidence, "--min-confidence")
    queue.check_folder(report, documents, sources)
    if changed := queue.outdated(report, documents):
        console.print(
            "Note: the sources have changed since this report was written "
            f"({one_line(', '.join(changed[:5]))}{' …' if len(changed) > 5 else ''}); "
            "bring it up to date with: sourcecheck run"
        )
    file = sources / store.FILE_NAME
    saved = store.contents(file)
    for warning in saved.warnings:
        console.print(one_line(f"Note: {warning}."), soft_wrap=True)
    found = queue.items(report, documents)
    statuses = store.status(found, saved.decisions)
    person = login() if by is None else by

    def save(item: queue.Item, choice: Choice, note: str) -> Decision:
        decision = item.decided(choice.id, choice.place, note=note, by=person)
        store.append(file, decision)
        return decision

    waiting = queue.waiting(found, statuses, everything=everything, least=least)
    if left_out := len(queue.waiting(found, statuses, everything=everything)) - len(waiting):
        what = "1 finding is" if left_out == 1 else f"{left_out} findings are"
        console.print(f"{what} left out: less than {display.bound(least)} sure.")
    session = terminal.Session(
        items=waiting,
        statuses=statuses,
        console=console,
        keys=terminal.keys(sys.stdin, console),
        save=save,
    )
    stopped = False
    try:
        session.run()
    except KeyboardInterrupt:
        stopped = True
    decided = sum(decision.verdict != "later" for decision in session.decided.values())
    after = store.status(found, (*saved.decisions, *session.decided.values()))
    left = len(queue.waiting(found, after, everything=everything, least=least))
    console.print(f"\n{decided} decided now, {left} open.")
    if session.decided:
        said = f"Saved in {file}; the report shows it after the next: sourcecheck run"
        console.print(one_line(said))
    if stopped:
        raise typer.Exit(130)
