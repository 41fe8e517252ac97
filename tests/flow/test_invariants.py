"""What a run promises as a whole, on dossiers of our own."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sourcecheck
from sourcecheck.annotate import build as annotate
from sourcecheck.model.source import Source
from sourcecheck.report import export as report_json
from sourcecheck.settings import Settings

DOSSIERS = Path(__file__).parent.parent / "dossiers"


def told(report: sourcecheck.Report) -> list[Any]:
    """The findings without what names a file: question, relation and quotes of each position."""
    quotes = {claim["id"]: claim["quote"] for claim in report.data["claims"]}
    return sorted(
        [
            finding["id"],
            finding["question"],
            finding["relation"],
            sorted(sorted(quotes[c] for c in p["claims"]) for p in finding["positions"]),
        ]
        for finding in report.findings
    )


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The texts of two dossiers in one folder."""
    for name in ("border", "toll"):
        for path in (DOSSIERS / name / "sources").iterdir():
            shutil.copy(path, tmp_path / path.name)
    return tmp_path


def test_every_quote_is_the_text_at_its_offsets(dossier):
    report = sourcecheck.check(dossier)
    for claim in report.data["claims"]:
        text = report.texts[claim["source"]]
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_the_same_bytes_twice_and_with_two_processes(dossier):
    once = report_json.as_json(sourcecheck.check(dossier).data)
    again = report_json.as_json(sourcecheck.check(dossier).data)
    parallel = report_json.as_json(sourcecheck.check(dossier, jobs=2).data)
    assert once == again
    assert once == parallel


def test_the_order_of_the_files_does_not_matter(dossier, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    for path in sorted(dossier.iterdir(), reverse=True):
        shutil.copy(path, other / path.name)
        os.utime(other / path.name, (1, 1))
    assert report_json.as_json(sourcecheck.check(dossier).data) == report_json.as_json(
        sourcecheck.check(other).data
    )


def test_renaming_files_changes_no_finding(dossier, tmp_path_factory):
    other = tmp_path_factory.mktemp("renamed")
    for number, path in enumerate(sorted(dossier.iterdir())):
        shutil.copy(path, other / f"text-{9 - number}.txt")
    assert told(sourcecheck.check(dossier)) == told(sourcecheck.check(other))


def test_an_unrelated_document_changes_no_finding(dossier):
    before = told(sourcecheck.check(dossier))
    (dossier / "unrelated.txt").write_text(
        "The library of Lisbon holds 40,000 books. It was founded in 1796 by Queen Maria.\n"
    )
    assert told(sourcecheck.check(dossier)) == before


def test_nothing_in_a_source_can_act(dossier):
    (dossier / "hostile.txt").write_text(
        "The border of Norway and Sweden is 999 km long. <script>alert(1)</script>\n"
        '=HYPERLINK("x") {{ 7*7 }} ${HOME} %s ../../etc/passwd [bold red]\n'
    )
    report = sourcecheck.check(dossier)
    assert any("999 km" in p["value"] for f in report.conflicts for p in f["positions"])
    assert json.loads(report_json.as_json(report.data)) == json.loads(json.dumps(report.data))


@pytest.fixture(scope="module")
def nlp():
    return annotate.load(Settings())


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("0123456789.,-–—%$€£ \n'’\"()AaBbMmaykms\u00a0\u202f\u0301½²"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(TEXTS)
def test_any_text_is_annotated_with_exact_offsets(nlp, text):
    source = Source("s", "s.txt", "0" * 64, text)
    doc = annotate.annotate(nlp, source)
    assert doc.text == text
    for mention in doc._.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.span.quote.strip() == mention.span.quote != ""
