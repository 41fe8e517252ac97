"""Records and directions of two reports, all the way to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sourcecheck

REPORTS = {
    "first.txt": """Quake shakes Varn

A strong earthquake shook Lima in Peru on Tuesday and damaged houses, police said.
The earthquake struck 40 km (25 miles) south of Lima at a depth of 10 km.
""",
    "second.txt": """Houses damaged in quake

A strong earthquake damaged houses near Lima in Peru on Tuesday, police said.
The earthquake struck 25 miles west of the city of Lima at a depth of 10 km.
""",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> sourcecheck.Report:
    folder: Path = tmp_path_factory.mktemp("sources")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sourcecheck.check(folder)


def found(report: sourcecheck.Report, property: str) -> dict[str, Any]:
    (finding,) = [f for f in report.data["findings"] if f["property"] == property]
    return finding


def test_the_directions_are_in_conflict_and_the_report_says_why(report):
    finding = found(report, "direction")
    assert finding["relation"] == "conflict"
    assert finding["question"] == "In which direction does it lie (Lima)?"
    assert sorted(position["value"] for position in finding["positions"]) == ["south", "west"]
    assert finding["explanation"][0]["text"] == "south and west are 90 degrees apart"


def test_the_distances_agree(report):
    assert found(report, "distance")["relation"] in ("agree", "compatible")


def test_the_claim_quotes_the_word_alone(report):
    quotes = [c["quote"] for c in report.data["claims"] if c["property"] == "direction"]
    assert sorted(quotes) == ["south", "west"]
