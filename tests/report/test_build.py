"""The report as data: order, counts, limits, states."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any, get_args

import pytest

from sourcecheck.model.decision import Decision, State
from sourcecheck.model.finding import Finding, Step
from sourcecheck.read.dossier import Dossier
from sourcecheck.report import export as json_text
from sourcecheck.report.build import STATES, build, finding_order
from sourcecheck.review.store import Status


def test_strongest_findings_come_first(report: dict[str, Any]) -> None:
    assert [f["relation"] for f in report["findings"]] == [
        "conflict", "unknown", "different", "compatible",
    ]  # fmt: skip


def test_order_within_a_relation_is_severity_gap_question_id() -> None:
    def found(id: str, severity: str, gap: float, question: str) -> Finding:
        return Finding(
            id, question, "quantity", "", (), "conflict", severity, (), (), (), "x", gap  # type: ignore[arg-type]
        )  # fmt: skip

    expected = [
        found("d", "high", 0.9, "Q"),
        found("c", "high", 0.1, "A"),
        found("a", "high", 0.1, "B"),
        found("b", "high", 0.1, "B"),
        found("e", "low", 1.0, "A"),
    ]
    shuffled = random.Random(7).sample(expected, len(expected))
    assert sorted(shuffled, key=finding_order) == expected


@pytest.mark.parametrize("seed", range(5))
def test_order_of_documents_claims_and_findings_does_not_show(
    parts: dict[str, Any], seed: int
) -> None:
    chance = random.Random(seed)
    shuffled = dict(parts)
    dossier = parts["dossier"]
    shuffled["dossier"] = Dossier(
        tuple(chance.sample(dossier.sources, len(dossier.sources))), dossier.refusals, dossier.notes
    )
    shuffled["claims"] = parts["claims"].sample(frac=1, random_state=seed)
    shuffled["findings"] = chance.sample(parts["findings"], len(parts["findings"]))
    assert json_text.as_json(build(**shuffled)) == json_text.as_json(build(**parts))


def test_coverage_counts_found_attached_compared(report: dict[str, Any]) -> None:
    limits = report["limits"]
    assert limits["coverage"]["dates"] == {
        "found": 4, "attached": 4, "compared": 2, "attached_share": 1.0, "compared_share": 0.5,
    }  # fmt: skip
    assert limits["coverage"]["figures"]["found"] == 7
    assert limits["not_attached"] == {"claims": 1}
    assert limits["not_compared"]["claims"] == 3
    assert limits["not_compared"]["reasons"][0]["claims"] == 3
    assert limits["caps"][0]["left_out"] == 2


def test_shares_of_nothing_are_null(parts: dict[str, Any]) -> None:
    empty = build(**{**parts, "claims": parts["claims"].iloc[:0], "findings": ()})
    for row in empty["limits"]["coverage"].values():
        assert row["found"] == 0
        assert row["attached_share"] is None
        assert row["compared_share"] is None


def test_refused_and_failed_documents_are_listed_with_reasons(report: dict[str, Any]) -> None:
    assert report["limits"]["not_read"] == [
        {"path": "broken.txt", "stage": "process", "reason": "its worker was killed"},
        {"path": "empty.txt", "stage": "read", "reason": "the file is empty"},
    ]


def test_metadata_is_null_when_unknown_and_keeps_its_origin(report: dict[str, Any]) -> None:
    ferry, handbook, letters = report["sources"]
    assert (ferry["published"], ferry["origins"]["published"]) == (None, "absent")
    assert (handbook["published"], handbook["origins"]["published"]) == ("2019-11", "declared")
    assert handbook["more"] == {"author": {"value": "B. Wright", "origin": "declared"}}
    assert letters["title"] is None


def test_offsets_lead_back_to_the_quote(report: dict[str, Any], texts: dict[str, str]) -> None:
    for claim in report["claims"]:
        assert texts[claim["source"]][claim["start"] : claim["end"]] == claim["quote"]


def test_figures_are_in_base_units_and_as_stated(report: dict[str, Any]) -> None:
    mile = next(c for c in report["claims"] if c["quote"] == "270-mile")["value"]
    assert (mile["low"], mile["unit"]) == (434522.88, "meter")
    assert (mile["stated_low"], mile["stated_unit"]) == (270, "mile")
    assert mile["unit_as_written"] == "mile"
    (printed,) = mile["allowed"]
    assert (printed["low"], printed["high"]) == (426476.16, 442569.6)  # 265 and 275 miles


def test_every_state_is_counted() -> None:
    assert sorted(STATES) == sorted(get_args(State))


def test_decisions_states_and_history(parts: dict[str, Any]) -> None:
    decision = Decision("f-length", "later", "old", "2024-01-01T00:00:00Z", note="ask")
    gone = Decision("f-gone", "conflict", "x", "2024-01-02T00:00:00Z")
    status = Status("reopened", decision, (decision,), "the evidence changed since 2024-01-01")
    report = build(**{**parts, "statuses": {"f-length": status}, "orphaned": [gone]})
    length = report["findings"][0]
    assert (length["state"], length["state_reason"]) == ("reopened", status.reason)
    assert length["decision"]["note"] == "ask"
    assert report["summary"]["states"] == {"open": 3, "reopened": 1, "later": 0, "decided": 0}
    assert report["limits"]["decisions_without_finding"][0]["finding"] == "f-gone"


def test_no_absolute_path_gets_in(parts: dict[str, Any]) -> None:
    generator = {
        "version": "1",
        "pipeline": {"name": "/home/somebody/models/en_own", "version": "2"},
        "encoder": {"name": "/home/somebody/models/own_vectors", "version": "3"},
        "settings": {"pipeline.name": "/home/somebody/models/en_own"},
    }
    report = build(**{**parts, "generator": generator})
    assert "somebody" not in json_text.as_json(report)
    assert report["generator"]["pipeline"]["name"] == "en_own"
    assert report["generator"]["encoder"] == {"name": "own_vectors", "version": "3"}


def test_inputs_of_rules_become_json(parts: dict[str, Any]) -> None:
    far = float("inf")
    inputs = (("ratio", Fraction(1, 4)), ("ids", ("a", "b")), ("far", far), ("n", {"b": 1}))
    findings = [replace(f, explanation=(Step("r", "t", inputs),)) for f in parts["findings"]]
    report = build(**{**parts, "findings": findings})
    assert report["findings"][0]["explanation"][0]["inputs"] == {
        "ratio": 0.25, "ids": ["a", "b"], "far": None, "n": {"b": 1},
    }  # fmt: skip


def test_json_has_one_item_a_line(report: dict[str, Any]) -> None:
    text = json_text.as_json(report)
    lines = text.splitlines()
    assert text.endswith("}\n")
    assert sum('"start"' in line and '"quote"' in line for line in lines) == len(report["claims"])
    assert '"not_read": [' in text
