"""What could make a conflict innocent."""

from __future__ import annotations

import itertools
from typing import Any, Literal

import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile.explain import RULES, Stated, explain
from tests.reconcile.values_made import figure, when

_ids = itertools.count()


def stated(value, source="a", *, published="", **more):
    """A claim of `source` with a figure or date, and the date of the source."""
    made = figure(value) if isinstance(value, str) else value
    kind: Literal["quantity", "date"] = "quantity" if isinstance(made, Quantity) else "date"
    held: dict[str, Any] = {kind: made, **more}
    claim = Claim(f"c{next(_ids)}", source, Span(0, 1, "x"), kind, "coast_length", **held)
    return Stated(claim, when(published) if published else None)


def rules(a, b, others=(), **facts):
    """The ids of the explanations, which must not depend on the order of the two."""
    there = [step.rule for step in explain(a, b, others, **facts)]
    assert there == [step.rule for step in explain(b, a, others, **facts)]
    return there


FIGURES = [
    # one, other, what may explain it
    ("3,644 kilometer", "3,651 kilometer", "coarser-rounding"),
    ("1,244", "1,252", "coarser-rounding"),
    ("104 mile", "64.6 kilometer", "conversion-slip"),  # divided instead of multiplied
    ("104 mile", "193 kilometer", "conversion-slip"),  # as if nautical
    ("1,240 mile", "1,240 kilometer", "exchanged-units"),
    ("1,240 kilometer", "1,996 kilometer", "exchanged-units"),  # 1,240 miles
    ("4,179 meter", "4,719 meter", "transposed-digits"),
    ("41.79 meter", "47.19 meter", "transposed-digits"),
    ("13", "31", "transposed-digits"),
    ("3.25 meter", "325 meter", "power-of-ten"),
    ("3,200,000 USD", "3,200,000,000 USD", "power-of-ten"),
    ("24", "31", "not-explained"),
    ("124", "125", "not-explained"),  # two digits would be left
    ("3 kilometer", "30 kilometer", "not-explained"),  # one digit is no evidence
    ("1,200 mile", "1,500 kilometer", "not-explained"),
    ("5 kilogram", "7 USD", "not-explained"),
    ("at least 70", "31 to 40", "not-explained"),
    ("0", "3", "not-explained"),
]


@pytest.mark.parametrize(("one", "other", "rule"), FIGURES)
def test_slips_and_rounding(one, other, rule):
    assert rules(stated(one), stated(other, "b")) == [rule]


def test_rounding_is_named_among_what_does_not_explain():
    (step,) = explain(stated("1,200 mile"), stated("1,500 kilometer", "b"), additive=True)
    assert step.text == (
        "Rounding, a sum of parts, a slip of conversion, another unit, two digits that changed "
        "places and a power of ten do not explain it; whether another time, another place or a "
        "later revision does cannot be told from the texts"
    )


def test_another_time():
    a = stated("24", when=when("1995"))
    assert rules(a, stated("31", "b", when=when("2008"))) == ["other-time"]
    assert rules(a, stated("31", "b", when=when("1995-07"))) == ["not-explained"]
    assert rules(a, stated("31", "b", when=when(""))) == ["not-explained"]


def test_two_periods_of_which_neither_lies_in_the_other_are_two_times():
    a = stated("24", when=when("2022"))
    assert rules(a, stated("31", "b", when=when("2022-04/2023-02"))) == ["other-time"]
    assert rules(a, stated("31", "b", when=when("2022-04/2022-12"))) == ["not-explained"]


def test_a_growing_figure_without_a_time_of_its_own_is_of_the_date_of_its_source():
    a, b = stated("24", when=when("1995")), stated("31", "b", published="2008")
    assert rules(a, b, grows=True) == ["other-time"]
    assert rules(a, b) == ["not-explained"]


def test_another_place():
    a = stated("24", where=("Eastport",))
    assert rules(a, stated("31", "b", where=("Westport",))) == ["other-scope"]
    assert rules(a, stated("31", "b", where=("Eastport", "Norland"))) == ["not-explained"]
    assert rules(a, stated("31", "b")) == ["not-explained"]


def test_a_later_source_revises_a_growing_figure():
    early, late = stated("24", published="1995-03-04"), stated("31", "b", published="1995-03-05")
    assert rules(early, late, grows=True) == ["revision"]
    assert rules(early, late) == ["not-explained"]
    (step,) = explain(late, early, grows=True)
    assert step.text == (
        "24 in the earlier source (4 March 1995), 31 in the later (5 March 1995): "
        "as a growing figure would be"
    )
    corrected = stated("19", "b", published="1995-03-05")
    (step,) = explain(early, corrected, grows=True)
    assert step.text.endswith("as a figure put right would be")
    assert rules(early, stated("31", "b", published="1995-03"), grows=True) == ["not-explained"]


def test_a_sum_of_parts_of_another_source():
    whole, part = stated("1,310 kilometer"), stated("1,250 kilometer", "b")
    others = (stated("60 kilometer", "b"), stated("7 kilometer", "b"))
    assert rules(whole, part, others, additive=True) == ["sum-of-parts"]
    (step,) = explain(whole, part, others, additive=True)
    assert step.text == (
        "1,250 kilometers + 60 kilometers = 1,310 kilometers: "
        "parts that another source states one by one"
    )
    renamed = tuple(stated(text, "other name") for text in ("60 kilometer", "1,250 kilometer"))
    (again,) = explain(whole, renamed[1], renamed[:1], additive=True)
    assert again.text.endswith("parts that another source states one by one"), "no name of a file"
    assert rules(whole, part, others) == ["not-explained"]


def test_a_sum_of_three_parts_in_two_units():
    whole, other = stated("1,310 meter"), stated("1,500 meter", "b")
    parts = [stated(text, "c") for text in ("1.2 kilometer", "100 meter", "10 meter")]
    assert rules(whole, other, parts, additive=True) == ["sum-of-parts"]


NO_PARTS: list[list[tuple[str, str, dict[str, Any]]]] = [
    [("1,250 kilometer", "b", {}), ("60 kilometer", "c", {})],  # two sources
    [("1,250 kilometer", "b", {}), ("about 60 kilometer", "b", {})],  # not outright
    [("1,310 kilometer", "b", {})],  # the whole itself
]


@pytest.mark.parametrize("parts", NO_PARTS)
def test_what_is_no_sum_of_parts(parts):
    others = [stated(text, source, **more) for text, source, more in parts]
    whole, other = stated("1,310 kilometer"), stated("1,700 kilometer", "b")
    assert rules(whole, other, others, additive=True) == ["not-explained"]


def test_at_most_thirty_figures_of_a_source_are_tried():
    many = [stated(f"{1000 + n * n} meter", "b") for n in range(40)]
    late = stated("7 meter", "c")
    whole = stated("1,043 kilometer")
    assert rules(whole, late, many, additive=True) == ["not-explained"]


def test_dates():
    assert rules(stated(when("1979")), stated(when("1997"), "b")) == ["transposed-digits"]
    assert rules(stated(when("1979-05-12")), stated(when("1979-05-21"), "b")) == [
        "transposed-digits"
    ]
    assert rules(stated(when("1979-05-12")), stated(when("1979-06-21"), "b")) == ["not-explained"]
    assert rules(stated(when("1979")), stated(when("1985"), "b")) == ["not-explained"]
    (step,) = explain(stated(when("1979")), stated(when("1985"), "b"))
    assert step.text.startswith("Two digits that changed places does not explain it")


def test_several_explanations_stand_in_the_order_of_the_rules():
    early = stated("13", published="1995", where=("Eastport",))
    late = stated("31", "b", published="1996", where=("Westport",))
    found = rules(early, late, grows=True)
    assert found == ["other-scope", "revision", "transposed-digits"]
    order = [rule.id for rule in RULES]
    assert found == sorted(found, key=order.index)


def test_rounded_one_place_coarser_reaches_half_of_that_place():
    one, near = stated("1,246 kilometer"), stated("1,255 kilometer", "b")
    assert "coarser-rounding" in rules(one, near)
    assert "coarser-rounding" not in rules(one, stated("1,257 kilometer", "b"))
