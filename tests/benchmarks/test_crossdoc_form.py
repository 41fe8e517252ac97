from __future__ import annotations

from typing import Any

import pytest

from benchmarks import crossdoc_form as form

Plain = dict[str, Any]


def km(figure: float, **other: Any) -> Plain:
    return {"low": figure * 1000, "high": figure * 1000, "unit": "meter", "dimension": "length",
            "operator": "=", "approximate": False, "change": "",
            "stated_low": figure, "stated_high": figure} | other  # fmt: skip


def day(earliest: str | None, latest: str | None = None, **other: Any) -> Plain:
    return {"earliest": earliest, "latest": latest or earliest, "hedge": "", "time": None,
            "unresolved": "", "timex": "", "allowed": []} | other  # fmt: skip


OPEN = day(None, unresolved="no year is stated")


def report(relation: str, positions: list[list[str]], **values: Plain) -> Plain:
    """A report with one finding; "a1" is a claim of source "a"."""
    return {
        "claims": [
            {"id": id, "source": id[0], "start": 0, "end": 4, "value": value}
            for id, value in values.items()
        ],
        "findings": [
            {"relation": relation, "positions": [{"value": "", "claims": p} for p in positions]}
        ],
    }


def pairs(given: Plain) -> dict[str, str]:
    return {f"{p['a']} {p['b']}": p["relation"] for p in form.predictions(given)["pairs"]}


def test_every_claim_is_a_mention_also_outside_of_findings() -> None:
    mentions = form.predictions(report("agree", [["a1"]], a1=km(5), b1=km(5)))["mentions"]
    assert mentions[1] == {
        "id": "b1", "doc": "b", "start": 0, "end": 4,
        "value": {"low": 5, "high": 5, "approx": False},
    }  # fmt: skip


def test_claims_of_one_position_agree_when_their_values_are_equal() -> None:
    together = [["a1", "b1", "c1"]]
    found = pairs(report("compatible", together, a1=km(5), b1=km(5), c1=km(5.2)))
    assert found == {"a1 b1": "agree", "a1 c1": "compatible", "b1 c1": "compatible"}


@pytest.mark.parametrize(
    ("relation", "scored"), [("conflict", "conflict"), ("different", "different_time")]
)
def test_claims_without_a_common_position_relate_as_the_finding(relation: str, scored: str) -> None:
    apart = [["a1", "b1"], ["b1", "c1"]]  # b1 fits both
    found = pairs(report(relation, apart, a1=km(5), b1=km(5.5), c1=km(6)))
    assert found == {"a1 b1": "compatible", "a1 c1": scored, "b1 c1": "compatible"}


def test_claims_of_one_document_are_no_pair() -> None:
    assert pairs(report("conflict", [["a1"], ["a2"]], a1=km(5), a2=km(9))) == {}


def test_what_the_report_leaves_open_is_left_out() -> None:
    assert pairs(report("unknown", [["a1"], ["b1"]], a1=km(5), b1=km(9))) == {}
    assert pairs(report("unknown", [["a1", "b1"]], a1=km(5), b1=km(9))) == {}
    dates = {"a1": OPEN, "b1": day("1992-12-01"), "c1": day("1992-12-01")}
    assert pairs(report("unknown", [["a1", "b1", "c1"]], **dates)) == {"b1 c1": "agree"}
    assert pairs(report("conflict", [["a1", "b1"], ["a1", "c1"]], **dates)) == {"b1 c1": "conflict"}


def test_open_dates_that_name_one_day_of_the_week_are_compatible() -> None:
    friday = day(None, unresolved="no date is declared", timex="XXXX-WXX-5")
    monday = day(None, unresolved="no date is declared", timex="XXXX-WXX-1")
    dates = {"a1": friday, "b1": friday, "c1": day("1992-12-04"), "d1": monday}
    found = pairs(report("compatible", [["a1", "b1", "c1", "d1"]], **dates))
    assert found == {"a1 b1": "compatible", "a1 c1": "compatible", "b1 c1": "compatible"}


def test_a_pair_of_two_findings_counts_once_with_its_gravest_relation() -> None:
    one = report("conflict", [["a1"], ["b1"]], a1=km(5), b1=km(9))
    one["findings"] += report("compatible", [["a1", "b1"]])["findings"]
    assert form.predictions(one)["pairs"] == [{"a": "a1", "b": "b1", "relation": "conflict"}]


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        (km(5), km(5), True),
        (km(5), km(5.0000000001), True),
        (km(5), km(5.1), False),
        (km(5), km(5, operator=">="), False),
        (km(5), km(5, approximate=True), False),
        (km(5), km(5, change="up"), False),
        (km(5, low=None), km(5, low=None), True),
        (km(5), day("1992-12-01"), False),
        (day("1992-12-01", "1992-12-31"), day("1992-12-01", "1992-12-31"), True),
        (day("1992-12-01"), day("1992-12-01", hedge="before"), False),
        ({"text": "Mayor"}, {"text": "mayor"}, True),
        ({"text": "mayor"}, {"text": "the mayor"}, False),
    ],
)
def test_equal_values_have_equal_hedges(a: Plain, b: Plain, equal: bool) -> None:
    assert form.same(a, b) is equal
    assert form.same(b, a) is equal


@pytest.mark.parametrize(
    ("ours", "gold"),
    [
        (km(5, operator=">="), {"low": 5, "high": None, "approx": False}),
        (km(5, operator="<"), {"low": None, "high": 5, "approx": False}),
        (km(5, approximate=True), {"low": 5, "high": 5, "approx": True}),
        (day("1992-12-01"), {"earliest": "1992-12-01", "latest": "1992-12-01"}),
        (day("1992-01-01", "1992-12-31", hedge="before",
             allowed=[{"earliest": None, "latest": "1991-12-31"}]),
         {"earliest": None, "latest": "1991-12-31"}),
        (OPEN, None),
        ({"text": "mayor"}, "mayor"),
    ],
)  # fmt: skip
def test_values_get_the_shape_of_the_gold(ours: Plain, gold: Any) -> None:
    assert form.value(ours) == gold
