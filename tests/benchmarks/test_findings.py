"""How reports are counted by finding, by group and by pair."""

from __future__ import annotations

from typing import Any

from benchmarks import findings

GOLD = {
    "mentions": [
        {"id": f"{doc}{n}", "doc": doc, "start": 10 * n, "end": 10 * n + 5, "group": group}
        for doc in "xy"
        for n, group in enumerate(("length", "age", None))
    ],
    "pairs": [
        {"a": "x0", "b": "y0", "relation": "conflict"},
        {"a": "x1", "b": "y1", "relation": "agree"},
        {"a": "x2", "b": "y2", "relation": "not_comparable"},
    ],
}
CLAIMS = [
    {"id": f"c-{doc}{n}", "source": doc, "start": 10 * n + 1, "end": 10 * n + 5}
    for doc in "xy"
    for n in range(3)
]


def finding(relation: str, *positions: list[str], confidence: float | None = 0.7) -> dict[str, Any]:
    """A finding with these claims in its positions."""
    made = [{"claims": [f"c-{name}" for name in held]} for held in positions]
    return {"kind": "count", "relation": relation, "positions": made, "confidence": confidence}


def counted(*found: dict[str, Any]) -> findings.Counted:
    return findings.Counted(GOLD, {"claims": CLAIMS, "findings": list(found)})


def test_a_conflict_is_right_by_one_of_its_pairs():
    made = counted(finding("conflict", ["x0"], ["y0"]), finding("conflict", ["x2"], ["y2"]))
    held = made.counts
    assert (held["findings"], held["right"], held["wrong"]) == (2, 1, 1)
    assert (held["group_found"], held["group_gold"]) == (1, 1)
    assert held["hard_conflict"] == 1
    assert made.said == [("conflict", 0.7, True), ("conflict", 0.7, False)]


def test_an_agreement_stands_in_one_position():
    held = counted(finding("agree", ["x1", "y1"])).counts
    assert (held["agree_right"], held["agree_made"], held["agree_gold"]) == (1, 1, 1)


def test_what_gold_leaves_open_is_not_counted():
    held = counted(finding("conflict", ["x0"], ["x1"]), finding("conflict", ["x0"], ["y1"])).counts
    assert held["wrong"] == 1  # of two groups: never one question
    assert held["findings"] == 2


def test_reliability_is_the_distance_of_said_and_true():
    table = findings.reliability([("conflict", 0.75, True), ("conflict", 0.75, False)])
    assert "said 0.75  true 0.50" in table
    assert "calibration error 0.250" in table
