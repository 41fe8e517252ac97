"""The dossier that ships in sources/: what its report must and must not say."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import sourcecheck

SOURCES = Path(__file__).parents[2] / "sources"


@pytest.fixture(scope="module")
def report() -> sourcecheck.Report:
    return sourcecheck.check(SOURCES)


def of(report: sourcecheck.Report, property: str) -> list[dict[str, Any]]:
    """The findings on one property, each with the values of its claims by quote."""
    return [dict(f) for f in report.findings if f["property"] == property]


def quotes(report: sourcecheck.Report, finding: dict[str, Any]) -> set[str]:
    stated = {claim["id"]: claim["quote"] for claim in report.data["claims"]}
    return {stated[c] for position in finding["positions"] for c in position["claims"]}


def test_the_border_is_the_one_conflict(report):
    [conflict] = report.conflicts
    assert conflict["property"] == "border_length"
    assert conflict["subjects"] == ["China", "Russia"]
    values = {c["quote"]: c["value"] for c in report.data["claims"]}
    miles, kilometers = sorted(quotes(report, conflict))
    assert values[miles]["low"] == pytest.approx(4_345_228.8)
    assert values[kilometers]["low"] == 3_645_000
    words = " ".join(step["text"] for step in conflict["explanation"])
    for part in ("1.609344", "2,650 to 2,750 miles", "700 km", "19 %", "ounding"):
        assert part in words, f"{part!r} is not in the explanation: {words}"
    assert "sum-of-parts" not in {step["rule"] for step in conflict["explanation"]}


def test_both_visits_are_compatible(report):
    found = {frozenset(quotes(report, f)): f["relation"] for f in of(report, "visit")}
    assert found == {
        frozenset({"1992", "December 1992"}): "compatible",
        frozenset({"this week", "April 1996"}): "compatible",
    }


def test_the_split_is_compatible(report):
    [split] = of(report, "split")
    assert split["relation"] == "compatible"
    assert quotes(report, split) == {"1960", "1959 and 1960"}


def test_titles_are_shown_and_not_called_a_conflict(report):
    [titles] = of(report, "title")
    assert (titles["relation"], titles["subjects"]) == ("different", ["Jiang Zemin"])
    assert len(titles["positions"]) == 2


def test_nothing_else_is_in_conflict(report):
    others = [f for f in report.findings if f["relation"] in ("agree", "compatible")]
    assert len(report.findings) - len(others) == 2, "the border and the titles"


def test_hardly_anything_only_seems_to_say_the_same(report):
    others = [f for f in report.findings if f["relation"] in ("agree", "compatible")]
    assert len(others) <= 7, "two visits, the split, and four pairs that only seem to say the same"


def test_without_a_declared_date_the_week_is_unknown(tmp_path):
    shutil.copytree(SOURCES, tmp_path / "sources")
    manifest = tmp_path / "sources" / "manifest.toml"
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text("".join(ln for ln in lines if not ln.startswith("published")), "utf-8")
    undated = sourcecheck.check(tmp_path / "sources")
    [visit] = [f for f in of(undated, "visit") if "this week" in quotes(undated, f)]
    assert visit["relation"] == "unknown"
    assert any("declared" in step["text"] for step in visit["explanation"])
    assert len(undated.conflicts) == 1, "2016 is the date of the web page, not of the story"
