"""Names that two texts spell in two ways, all the way: report, page, tables, review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sourcecheck
from sourcecheck.report import export
from sourcecheck.report.html.page import render
from sourcecheck.review import queue

SOURCES = Path(__file__).parent.parent / "dossiers" / "spelling" / "sources"


@pytest.fixture(scope="module")
def report() -> sourcecheck.Report:
    return sourcecheck.check(SOURCES)


def names(report: sourcecheck.Report) -> list[dict[str, Any]]:
    return [claim for claim in report.data["claims"] if claim["kind"] == "name"]


def test_only_names_spelled_in_several_ways_are_claims_of_the_report(report):
    assert {claim["value"]["text"] for claim in names(report)} == {
        "Youssef Kharoubi",
        "Kharoubi",
        "Yusuf Karoubi",
        "Karoubi",
        "Margaret Oakes",
        "Peggy Oakes",
    }


def test_names_count_as_no_figures_dates_or_attributes(report):
    kinds = [claim["kind"] for claim in report.data["claims"]]
    coverage = report.data["limits"]["coverage"]
    assert sum(part["found"] for part in coverage.values()) == len(kinds) - kinds.count("name")


def test_page_table_and_queue_show_the_question(report):
    assert "How is Margaret Oakes spelled?" in render(report.data, report.texts)
    [row] = [r for r in export.conflicts(report.data).splitlines() if "Margaret" in r]
    assert row.endswith(",name,,")
    assert "“Margaret” and “Peggy” are forms of one given name" in row
    ids = {finding["id"] for finding in report.findings if finding["kind"] == "name"}
    assert ids <= {item.id for item in queue.items(report.data)}
