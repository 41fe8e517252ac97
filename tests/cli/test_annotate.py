"""`sourcecheck annotate`: a table for people, JSON lines for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from sourcecheck.cli import annotate
from sourcecheck.errors import BadUse, SourcecheckError

app = typer.Typer()
app.command(annotate.NAME)(annotate.command)
BLANK = ("--pipeline", "blank:en")


def run(*arguments: str, given: str | bytes = "") -> str:
    result = CliRunner().invoke(app, [*BLANK, *arguments], input=given)
    if isinstance(result.exception, SourcecheckError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_text_from_standard_input() -> None:
    shown = run(given="Peru has a road of 5 km.").splitlines()
    assert shown[0].split() == ["offsets", "kind", "text", "value"]
    assert shown[1].split() == ["0-4", "name", "Peru", "LOC", "Peru", "(country)"]
    assert shown[2].split() == ["19-23", "quantity", "5", "km", "5", "kilometer"]


def test_files_are_read_in_their_order(folder: Path) -> None:
    for name, text in (("b.txt", "Peru"), ("a.txt", "Chile")):
        (folder / name).write_text(text, encoding="utf-8")
    shown = run("b.txt", "a.txt")
    assert shown.index("== b.txt") < shown.index("Peru") < shown.index("== a.txt")


def test_only_some_kinds() -> None:
    shown = run("--kind", "name", given="Peru has a road of 5 km.")
    assert "Peru" in shown
    assert "quantity" not in shown


def test_what_was_not_analysed_is_said() -> None:
    assert "characters 0 to 2000 have no spaces" in run(given="x" * 2000)


def test_nothing_in_a_text_acts_on_the_terminal() -> None:
    assert "\x1b" not in run(given="According to Pe\x1b[31mru, ships left.")


def test_nothing_in_json_lines_acts_on_the_terminal() -> None:
    text = "It is 5\u200e km long, by Größe."
    (line,) = run("--jsonl", given=lines({"id": "\x9b\u202eé", "text": text})).splitlines()
    assert line.startswith('{"id": "\\u009b\\u202eé"')
    assert json.loads(line)["id"] == "\x9b\u202eé"


def test_json_lines_in_the_order_of_the_input() -> None:
    records = [{"id": f"t{i}", "text": f"It is {i} km long."} for i in range(40)]
    answers = [json.loads(line) for line in run("--jsonl", given=lines(*records)).splitlines()]
    assert [answer["id"] for answer in answers] == [record["id"] for record in records]
    assert answers[5]["mentions"] == [
        {
            "start": 6,
            "end": 10,
            "text": "5 km",
            "kind": "quantity",
            "value": {"number": 5.0, "unit": "kilometer"},
        }
    ]


def test_each_line_has_its_own_reference_date() -> None:
    given = lines(
        {"id": 1, "text": "It rained yesterday.", "reference_date": "2001-02-03"},
        {"id": 2, "text": "It rained yesterday."},
    )
    first, second = (
        json.loads(line)["mentions"][0]["value"]
        for line in run("--jsonl", "--reference-date", "1996-04-02", given=given).splitlines()
    )
    assert first["start"] == "2001-02-02"
    assert second["start"] == "1996-04-01"


def test_only_kinds_of_the_gold_format_and_hedges_only_where_there_are_any() -> None:
    given = lines({"id": "a", "text": "Peru has about 5 km and 6 km."})
    found = json.loads(run("--jsonl", given=given))["mentions"]
    assert [m["text"] for m in found] == ["about 5 km", "6 km"]
    assert [m.get("hedge") for m in found] == ["approx", None]
    assert "hedge" not in found[1]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "not valid JSON"),
        ("[]", "not an object"),
        ('{"id": "a"}', '"text" is missing'),
        ('{"text": "a"}', '"id" is missing'),
        ('{"id": "a", "text": "b", "reference_date": 7}', '"reference_date" is no string'),
        ('{"id": "a", "text": "\\ud800"}', "half a character"),
    ],
)
def test_a_bad_line_is_named(bad: str, reason: str) -> None:
    with pytest.raises(BadUse, match=r"line 3: .*" + reason[:9]):
        run("--jsonl", given=lines({"id": "a", "text": "b"}) + "\n" + bad + "\n")


def test_bytes_that_are_no_text_are_a_bad_line() -> None:
    with pytest.raises(BadUse, match="line 1: not valid UTF-8"):
        run("--jsonl", given=b'{"id": "a", "text": "\xff"}\n')


def test_what_came_before_a_bad_line_is_answered() -> None:
    good = lines({"id": "a", "text": "b"})
    result = CliRunner().invoke(app, [*BLANK, "--jsonl"], input=good + "{\n")
    assert json.loads(result.stdout) == {"id": "a", "mentions": []}
    assert isinstance(result.exception, BadUse)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--kind", "colour"), "no such kind"),
        (("--jsonl", "--kind", "name"), "no such kind"),
        (("--jsonl", "a.txt"), "leave the files out"),
        (("--reference-date", "soon"), "not a date in EDTF"),
        (("nowhere.txt",), "no such file"),
        (("--pipeline", "en_not_installed"), "cannot be loaded"),
    ],
)
def test_bad_use(arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(BadUse, match=reason):
        run(*arguments, given="Peru")
