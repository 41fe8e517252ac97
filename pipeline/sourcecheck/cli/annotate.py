"""`sourcecheck annotate`: print the mentions of texts, for people or line by line for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcecheck.cli.terminal import print_json
from sourcecheck.errors import BadUse
from sourcecheck.review.display import one_line

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from sourcecheck.model.mention import Mention
    from sourcecheck.settings import Settings

NAME = "annotate"
EXAMPLES = """Examples:

  sourcecheck annotate report.txt --kind quantity --kind date

  echo "It is 5 km long." | sourcecheck annotate

  sourcecheck annotate --jsonl < texts.jsonl > mentions.jsonl
"""
_TEXT_WIDTH = 48


def command(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Texts to read; standard input when none is given.")
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read lines {"id", "text", "reference_date"}, write lines.'),
    ] = False,
    reference_date: Annotated[
        str, typer.Option(metavar="EDTF", help='What "yesterday" refers to, e.g. 1996-04.')
    ] = "",
    pipeline: Annotated[
        str, typer.Option(metavar="NAME", help="Another installed spaCy pipeline, or a folder.")
    ] = "",
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only this kind; may be repeated.")
    ] = None,
) -> None:
    """Print the figures, dates, names and statements of texts.

    With --jsonl, figures and dates only, as JSON lines in the order of the input (UTF-8).
    """
    _check(files, jsonl, reference_date, kind)
    from sourcecheck.annotate import build

    settings = _settings(pipeline)
    nlp = build.load(settings)
    if jsonl:
        for answer in _answers(nlp, sys.stdin.buffer, reference_date, kind):
            print_json(answer)
        return
    for name, text in _texts(files or [], settings):
        if len(files or []) > 1:
            typer.echo(one_line(f"== {name}"))
        doc = build.annotate_text(nlp, text, reference_date=reference_date)
        _print(doc, kind)


def _check(
    files: list[Path] | None, jsonl: bool, reference_date: str, kind: list[str] | None
) -> None:
    """Raises BadUse for options that do not go together or mean nothing."""
    from sourcecheck.annotate import gold
    from sourcecheck.annotate.mentions import GROUPS
    from sourcecheck.normalise import edtf

    if jsonl and files:
        raise BadUse("--jsonl reads standard input: leave the files out (sourcecheck … < FILE)")
    known = [k for k, group in GROUPS.items() if not jsonl or group in gold.GROUPS]
    for asked in kind or ():
        if asked not in known:
            raise BadUse(f"--kind {asked}: there is no such kind; known are {', '.join(known)}")
    if reference_date:
        try:
            edtf.bounds(reference_date)
        except ValueError as error:
            raise BadUse(f"--reference-date: {error}") from error


def _settings(pipeline: str) -> Settings:
    import dataclasses

    from sourcecheck import settings as settings_module

    settings = settings_module.load(Path(settings_module.FILE_NAME))
    return dataclasses.replace(settings, pipeline_name=pipeline) if pipeline else settings


def _texts(files: list[Path], settings: Settings) -> Iterator[tuple[str, str]]:
    """Name and text of each file, or of standard input."""
    from sourcecheck.read import files as reading
    from sourcecheck.read import plain
    from sourcecheck.read.content import Unreadable

    if not files:
        try:
            yield "standard input", plain.read(sys.stdin.buffer.read()).text
        except Unreadable as error:
            raise BadUse(f"standard input {error}") from error
    for file in files:
        if not file.is_file():
            raise BadUse(f"{file}: there is no such file")
        try:
            yield str(file), reading.open_file(file, settings.limits_file_bytes)[1].text
        except Unreadable as error:
            raise BadUse(f"{file} {error}") from error


# --- JSON lines ---------------------------------------------------------------------------------


def _answers(
    nlp: Language, lines: Iterable[bytes], reference_date: str, kinds: list[str] | None
) -> Iterator[dict[str, Any]]:
    """What one line of JSON says, for each line that holds a text, in the same order."""
    from sourcecheck.annotate import build, gold

    asked = (item for item in _asked(lines, reference_date))
    for doc, name in build.annotate_many(nlp, asked):
        found = [line for line in gold.lines(doc) if not kinds or line["kind"] in kinds]
        yield {"id": name, "mentions": found}


def _asked(lines: Iterable[bytes], reference_date: str) -> Iterator[tuple[str, str, Any]]:
    """Text, reference date and id of each line; raises BadUse with the number of a bad line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            if not isinstance(data, dict):
                raise ValueError("not an object {…}")
            yield _fields(data, reference_date)
        except (ValueError, RecursionError) as error:
            raise BadUse(f"standard input, line {number}: {_in_words(error)}") from error


def _fields(data: dict[str, Any], reference_date: str) -> tuple[str, str, Any]:
    text, date, name = data.get("text"), data.get("reference_date"), data.get("id")
    if not isinstance(text, str):
        raise ValueError('"text" is missing or no string')
    if not isinstance(name, str | int):
        raise ValueError('"id" is missing or neither string nor number')
    if date is not None and not isinstance(date, str):
        raise ValueError('"reference_date" is no string')
    text.encode("utf-8")  # lone surrogates are no text
    return text, date or reference_date, name


def _in_words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON: {error.msg} (column {error.colno})"
    if isinstance(error, UnicodeDecodeError):
        return "not valid UTF-8"
    if isinstance(error, UnicodeEncodeError):
        return '"text" holds half a character (a lone surrogate)'
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


# --- for people ---------------------------------------------------------------------------------


def _print(doc: Doc, kinds: list[str] | None) -> None:
    from sourcecheck.annotate import build

    rows = [
        (f"{m.span.start}-{m.span.end}", m.kind, _short(m.span.quote), one_line(_in_short(m)))
        for m in doc._.mentions
        if not kinds or m.kind in kinds
    ]
    heading = ("offsets", "kind", "text", "value")
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    for row in (heading, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
    for start, end in build.skipped(doc):
        typer.echo(f"note: characters {start} to {end} have no spaces and were not analysed")


def _short(text: str) -> str:
    folded = one_line(" ".join(text.split()))
    return folded if len(folded) <= _TEXT_WIDTH else folded[: _TEXT_WIDTH - 1] + "…"


def _in_short(mention: Mention) -> str:
    """The value in a few words."""
    if mention.name:
        return f"{mention.name.kind} {', '.join(mention.name.entities)} ({mention.name.how})"
    if mention.attribute:
        return f"{mention.attribute.property} of {mention.attribute.of}"
    if mention.statement:
        speaker = f"by {mention.statement.speaker}" if mention.statement.speaker else ""
        return " ".join(filter(None, (mention.statement.modality, speaker)))
    from sourcecheck.annotate import gold

    value = gold.value(mention)
    parts = [value.get("hedge") or "", *_facts(value.get("value") or {})]
    return " ".join(filter(None, parts))


def _facts(value: dict[str, Any]) -> Iterator[str]:
    """A gold value in words: "5 to 7 kilometer", "1996-04-01 to 1996-04-30"."""
    if "number" in value:
        yield f"{value['number']:g}" if value["number"] is not None else ""
    for first, last in (("low", "high"), ("start", "end")):
        ends = [value.get(first), value.get(last)]
        if any(end is not None for end in ends):
            texts = [f"{e:g}" if isinstance(e, float) else str(e or "…") for e in ends]
            yield texts[0] if texts[0] == texts[1] else f"{texts[0]} to {texts[1]}"
    yield from (str(value[key]) for key in ("unit", "duration", "set", "time") if value.get(key))
    if "start" not in value and "set" not in value and value.get("timex"):
        yield str(value["timex"])
