"""Tables for spreadsheets: one row a position, one row a claim, nothing that runs."""

from __future__ import annotations

import csv as reader
import io
from typing import Any

import pytest

from sourcecheck.report import export


def rows(text: str) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(text, newline="")))


def test_conflicts_has_a_row_for_each_position(report: dict[str, Any]) -> None:
    table = rows(export.conflicts(report))
    assert [(r["finding"], r["position"], r["value"]) for r in table[:3]] == [
        ("f-length", "A", "270 miles"),
        ("f-length", "B", "365 km"),
        ("f-length", "C", "440 km"),
    ]
    assert table[-1]["quotes"] == "About 1,200 people | Some 1,250 people"
    assert table[-1]["sources"] == "ferry.txt | handbook.txt"
    title = next(row for row in table if row["finding"] == "f-title")
    assert (title["state"], title["decision"]) == ("decided", "other-scope")


def test_claims_has_a_row_for_each_claim(report: dict[str, Any]) -> None:
    table = rows(export.claims(report))
    assert [row["id"] for row in table] == [claim["id"] for claim in report["claims"]]
    pier = next(row for row in table if row["quote"] == "$7.5 million")
    assert (pier["low"], pier["unit"], pier["significant_digits"]) == ("7500000", "USD", "2")
    may = next(row for row in table if row["quote"] == "May 2019")
    assert (may["earliest"], may["latest"], may["edtf"]) == ("2019-05-01", "2019-05-31", "2019-05")
    assert (may["low"], may["operator"]) == ("", "")


def test_lines_end_as_rfc_4180_says(report: dict[str, Any]) -> None:
    text = export.claims(report)
    assert text.count("\r\n") == len(report["claims"]) + 1


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=LINK("x")'])
def test_no_cell_is_a_formula(report: dict[str, Any], start: str) -> None:
    report["claims"][0]["quote"] = start
    report["findings"][0]["question"] = start
    report["findings"][0]["positions"][0]["value"] = start
    report["findings"][0]["explanation"][0]["text"] = start
    for text in (export.claims(report), export.conflicts(report)):
        cells = [cell for row in reader.reader(io.StringIO(text, newline="")) for cell in row]
        assert f"'{start}" in cells
        assert [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_negative_numbers_stay_numbers(report: dict[str, Any]) -> None:
    figure = next(c for c in report["claims"] if c["quote"] == "440 km")
    figure["value"]["low"] = -5
    row = next(r for r in rows(export.claims(report)) if r["quote"] == "440 km")
    assert row["low"] == "-5"


def test_no_cell_acts_on_a_terminal(report: dict[str, Any]) -> None:
    nasty = "a\x1b[2J\x9b1m\x07\r\x7f\u202eb\tc\nd"
    report["claims"][0]["quote"] = nasty
    report["claims"][0]["subjects"] = [nasty]
    report["findings"][0]["question"] = nasty
    report["findings"][0]["positions"][0]["value"] = nasty
    report["findings"][0]["explanation"][0]["text"] = nasty
    shown = "a⟨U+001B⟩[2J⟨U+009B⟩1m⟨U+0007⟩⟨U+000D⟩⟨U+007F⟩⟨U+202E⟩b\tc\nd"
    for text in (export.claims(report), export.conflicts(report)):
        assert shown in text
        assert not set("\x1b\x9b\x07\x7f\u202e") & set(text)
        assert text.replace("\r\n", "").count("\r") == 0


def test_every_step_of_a_long_explanation_is_in_its_cell(report: dict[str, Any]) -> None:
    steps = [{"rule": "rounding", "text": f"step {n}", "inputs": {}} for n in range(40)]
    report["findings"][0]["explanation"] = steps
    cell = rows(export.conflicts(report))[0]["explanation"]
    assert cell.split(export.SEPARATOR) == [step["text"] for step in steps]


def test_empty_report_has_headers_only(report: dict[str, Any]) -> None:
    report["claims"], report["findings"] = [], []
    assert export.claims(report) == ",".join(export.CLAIMS) + "\r\n"
    assert export.conflicts(report) == ",".join(export.CONFLICTS) + "\r\n"
