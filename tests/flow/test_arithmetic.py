"""Figures of one text alone, all the way: report, page, tables, review, decision."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import sourcecheck
from sourcecheck.report import export
from sourcecheck.report.html.page import render
from sourcecheck.review import queue, store, vocabulary

FERRY = Path(__file__).parent.parent / "dossiers" / "arithmetic" / "sources"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FERRY, tmp_path / "sources"))


def of(report: sourcecheck.Report, property: str) -> dict[str, Any]:
    """The one finding of arithmetic on a property."""
    [made] = [f for f in report.findings if f["property"] == property and f["kind"] == "arithmetic"]
    return dict(made)


def test_the_page_and_the_table_show_the_calculation_with_one_source(sources):
    report = sourcecheck.check(sources)
    page = render(report.data, report.texts)
    assert "20 + 26 = 46; stated: 45" in page
    assert '<span class="kind">arithmetic</span>' in page
    assert "<svg" not in page, "a sum and its parts on one line show nothing"
    rows = export.conflicts(report.data).splitlines()
    assert sum(row.endswith(",arithmetic,,") for row in rows) == 4


def test_its_figures_do_not_count_as_compared(sources):
    coverage = sourcecheck.check(sources).data["limits"]["coverage"]
    assert [coverage[kind]["compared"] for kind in ("figures", "dates")] == [0, 0]


def test_it_is_reviewed_and_a_decision_holds_until_a_figure_changes(sources):
    report = sourcecheck.check(sources)
    toll = of(report, "people_aboard")
    item = next(i for i in queue.items(report.data) if i.id == toll["id"])
    assert item.objection(vocabulary.right(0)) == ""
    assert item.positions[0].passages[0].quote == "45"
    store.append(sources / store.FILE_NAME, item.decided("misread"))
    assert of(sourcecheck.check(sources), "people_aboard")["state"] == "decided"
    text = sources / "ferry.txt"
    text.write_text(text.read_text("utf-8").replace("26 women", "27 women"), "utf-8")
    changed = of(sourcecheck.check(sources), "people_aboard")
    assert (changed["id"], changed["state"]) == (toll["id"], "reopened")
