"""`sourcecheck decide`: record one decision on a finding, for scripts and those who know its id."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcecheck.errors import BadUse
from sourcecheck.review import vocabulary

if TYPE_CHECKING:
    from sourcecheck.review.queue import Item

NAME = "decide"
# "\b" keeps the lines of the table as they are
EXAMPLES = (
    f"\b\nVerdicts:\n{vocabulary.table()}\n\n"
    'Examples: sourcecheck decide 3f2a other-time --note "the second counts from May"; '
    "sourcecheck decide 3f2a c-right"
)
#: How many candidates a message names.
SHOWN = 5


def command(
    finding: Annotated[
        str, typer.Argument(help="Id of a finding of the report, or how it begins.")
    ],
    verdict: Annotated[str, typer.Argument(help="One of the verdicts below, or a letter.")],
    note: Annotated[str, typer.Option(help="The reason, in your words.")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides; else your login name.")] = None,
    sources: Annotated[Path, typer.Option(help="Folder of the documents.")] = Path("sources"),
    out: Annotated[Path, typer.Option(help="Folder of the report.")] = Path("outputs"),
) -> None:
    """Record one decision on a finding of the last report.

    The texts it rests on must lie in the sources folder as they were read for the report.
    """
    from sourcecheck import settings as settings_module
    from sourcecheck.read import dossier
    from sourcecheck.review import queue, store
    from sourcecheck.review.display import letter, one_line

    chosen = _verdict(verdict)
    report = queue.load_report(out)
    item = _item(finding, queue.items(report))
    if objection := item.objection(chosen):
        raise BadUse(f"{verdict} cannot be said of {item.id}: {objection}")
    settings = settings_module.load(sources.resolve().parent / settings_module.FILE_NAME)
    queue.check_evidence(report, item.id, dossier.scan(sources, settings).sources, sources)
    file = sources / store.FILE_NAME
    person = login() if by is None else by
    decision = item.decided(chosen.id, chosen.place, note=note, by=person)
    store.append(file, decision)
    name = "" if chosen.place is None else letter(chosen.place)
    label = vocabulary.label(decision.verdict, decision.value, name)
    typer.echo(one_line(f"Saved in {file}: {label}"))
    typer.echo(one_line(f"  {item.question} ({item.id})"))
    for index, value in enumerate(decision.positions):
        typer.echo(one_line(f"  {letter(index)}: {value}"))
    typer.echo("The report shows it after the next: sourcecheck run")
    typer.echo(
        "To change it, decide again: the last decision holds, the earlier ones stay on record. "
        f"To open it again: sourcecheck decide {one_line(item.id)} later"
    )


def login() -> str:
    """The login name; "" where the system gives none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such user id, as in some containers
        return ""


def _verdict(text: str) -> vocabulary.Choice:
    found = vocabulary.choice(text)
    if found is None:
        others = [choice.id for choice in vocabulary.choices() if choice.id != "right"]
        known = ["a-right", "b-right", "c-right", *others]
        raise BadUse(
            f"unknown verdict {text!r}{_near(text.lower(), known)}; verdicts are a-right, b-right "
            f"and so on by the letter of a position, {', '.join(others)}"
        )
    return found


def _item(text: str, items: Sequence[Item]) -> Item:
    """The item with this id, or the only one whose id begins so. Raises BadUse."""
    fitting = [i for i in items if i.id == text] or [i for i in items if i.id.startswith(text)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        more = " …" if len(fitting) > SHOWN else ""
        ids = ", ".join(i.id for i in fitting[:SHOWN])
        raise BadUse(f"{text!r} begins {len(fitting)} findings: {ids}{more}; give more of the id")
    near = _near(text, [i.id for i in items])
    raise BadUse(
        f"no finding {text!r} in the report{near}; its findings are listed by: sourcecheck run"
    )


def _near(text: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(text, known, n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
