"""How records, scores and directions relate, alone and as answers to one question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck import resources
from sourcecheck.checks.cues import cues
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Finding
from sourcecheck.model.mention import Span
from sourcecheck.reconcile.build import reconcile
from sourcecheck.reconcile.compare import attribute, compare_claims, span
from sourcecheck.reconcile.finding import finding
from sourcecheck.reconcile.positions import Member
from sourcecheck.settings import Settings
from tests.reconcile.claims_made import claim, date, names, table

POINTS = st.sampled_from(sorted(resources.load("compass")["points"]))
RECORDS = st.builds("{}-{}".format, st.integers(0, 99), st.integers(0, 99))


@pytest.mark.parametrize(
    ("one", "other", "relation", "rules"),
    [
        ("20-1", "20-1", "agree", ["same-record"]),
        ("20-1", "21-1", "conflict", ["records-differ", "record-grew"]),
        ("20-1", "19-2", "conflict", ["records-differ"]),
        ("20-1", "20-1-1", "conflict", ["records-differ", "record-grew"]),
        ("20-1", "26-2", "different", ["records-differ", "record-grew"]),
        ("20-1", "6-4", "conflict", ["records-differ"]),
    ],
)
def test_records(one, other, relation, rules):
    for found in (attribute.compare_records(one, other), attribute.compare_records(other, one)):
        assert found.relation == relation
        assert [step.rule for step in found.steps] == rules


def test_the_steps_of_a_record_count_the_contests():
    steps = attribute.compare_records("20-1", "22-2").steps
    assert "2 wins and 1 loss more" in steps[1].text


@pytest.mark.parametrize(
    ("first", "second", "grew"),
    [
        (["2012-03-01"], ["2012-06-01"], True),
        (["2012-03-01", "2012-03-02"], ["2012-06-01"], True),
        (["2012-03-01"], ["2012-03-03"], False),  # the same weekend
        (["2012-06-01"], ["2012-03-01"], False),  # the shorter one is the later
        (["2012-03-01", "2012-09-01"], ["2012-06-01"], False),
        (["2012-03-01"], [""], False),
    ],
)
def test_a_record_that_later_texts_state_with_more_contests(first, second, grew):
    published = ([date(day) for day in first], [date(day) for day in second])
    found = attribute.grown("20-1", "21-1", published)
    assert (found is not None) == grew
    assert (attribute.grown("21-1", "20-1", published[::-1]) is not None) == grew


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("3-1", "3-1", "agree"),
        ("3-1", "2-1", "conflict"),
        ("6-4 7-5", "6-4 7-6", "conflict"),
        ("4-0 (Elm)", "4-0 (Oak)", "conflict"),
        ("4-0 (Elm)", "4-0", "agree"),
        ("6-4 (Ada Brun)", "6-4 (Brun)", "agree"),
    ],
)
def test_scores(one, other, relation):
    assert attribute.compare_scores(one, other).relation == relation


@pytest.mark.parametrize(
    ("one", "other", "relation", "shown"),
    [
        ("south", "south", "agree", "south"),
        ("south", "southeast", "compatible", "45 degrees"),
        ("south", "south-southwest", "compatible", "22.5 degrees"),
        ("north", "northwest", "compatible", "45 degrees"),
        ("south", "west", "conflict", "90 degrees"),
        ("north", "south", "conflict", "180 degrees"),
        ("east", "south-southeast", "conflict", "67.5 degrees"),
    ],
)
def test_directions(one, other, relation, shown):
    found = attribute.compare_directions(one, other)
    assert found.relation == relation
    assert shown in found.steps[0].text
    assert attribute.compare_directions(other, one) == found


@given(POINTS, POINTS)
def test_directions_whose_spans_overlap_are_not_in_conflict(one, other):
    (low, high), (start, end) = attribute.span_of_direction(one), attribute.span_of_direction(other)
    if low <= end and start <= high:
        assert attribute.compare_directions(one, other).relation != "conflict"


@given(RECORDS, RECORDS)
def test_spans_of_records_overlap_when_they_are_equal(one, other):
    assert (attribute.span_of_record(one) == attribute.span_of_record(other)) == (one == other)


def of(property: str, text: str) -> Claim:
    return claim("a", property=property, value=text)


def test_only_texts_of_one_property_are_held_against_each_other():
    a, b = of("score", "3-1"), of("win_loss_record", "2-1")
    assert compare_claims(a, b).relation == "different"
    assert compare_claims(a, of("score", "2-1")).relation == "conflict"
    assert span(of("title", "king")) is None


STORY: dict[str, Any] = {
    "context": ("bout", "police"),
    "around": ("Lima",),
    "lead": True,
    "measured": (),
}
CAST = [(s, n, k) for s in "abc" for n, k in (("Lima", "LOC"), ("Ada Brun", "PERSON"))]


def findings(*claims: Claim, published: tuple[str, str] = ("", "")) -> list[Finding]:
    """The findings on claims of the sources a and b."""
    dates = {s: date(day) if day else None for s, day in zip("ab", published, strict=True)}
    made = reconcile(table(claims), names(*CAST), dates, Settings())
    return list(made.findings)


def told(source: str, property: str, text: str, of: str) -> Claim:
    return claim(source, property=property, value=text, subjects=(of,), **STORY)


def test_two_directions_of_one_event_are_a_conflict():
    made = [told("a", "direction", "south", "Lima"), told("b", "direction", "west", "Lima")]
    (found,) = findings(*made)
    assert (found.relation, found.severity) == ("conflict", "high")
    assert found.explanation[0].rule == "directions-differ"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [("market", "checkpoint", "different"), ("earthquake", "earthquake", "conflict")],
)
def test_where_other_things_lie_is_no_conflict(one, other, relation):
    a = told("a", "direction", "north", "Lima")
    b = told("b", "direction", "south", "Lima")
    assert _apart(replace(a, measured=(one,)), replace(b, measured=(other,))) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Ada Brun won 3-1 in the final.", "Ada Brun won in the final.", "conflict"),
        ("Ada Brun won 3-1 in Game 1.", "Ada Brun won in Game 3.", "different"),
        ("Ada Brun won the semifinal.", "Ada Brun won the final.", "different"),
    ],
)
def test_scores_of_other_rounds_are_no_conflict(one, other, relation):
    a, b = told("a", "score", "3-1", "Ada Brun"), told("b", "score", "2-1", "Ada Brun")
    a = replace(a, sentence=Span(0, len(one), one))
    b = replace(b, sentence=Span(0, len(other), other))
    assert _apart(a, b) == relation


def test_scores_of_one_day_are_a_conflict_and_those_of_two_places_are_not():
    a, b = told("a", "score", "3-1", "Ada Brun"), told("b", "score", "2-1", "Ada Brun")
    elsewhere = replace(b, around=("Quito",))
    assert _apart(a, elsewhere) == "different"
    day = date("2012-03-01")
    assert _apart(replace(a, when=day), replace(elsewhere, when=day)) == "conflict"
    assert _apart(replace(a, when=date("2012-06")), replace(b, when=date("2012-09"))) == "different"


def _apart(a: Claim, b: Claim) -> str:
    """How the two relate as the values of one question."""
    members = [Member(c, ("Ada Brun",), (), None, cues(c).rounds) for c in (replace(a, id="c1"), b)]
    return finding(members, (), {}, 10)[0].relation


def test_neighbouring_directions_are_compatible_across_north_too():
    made = [told("a", "direction", "north", "Lima"), told("b", "direction", "northwest", "Lima")]
    (found,) = findings(*made)
    assert found.relation == "compatible"


def test_two_records_are_a_conflict_unless_the_later_texts_state_the_longer_one():
    made = [
        told("a", "win_loss_record", "20-1", "Ada Brun"),
        told("b", "win_loss_record", "21-1", "Ada Brun"),
    ]
    same_day = findings(*made, published=("2012-03-01", "2012-03-01"))
    assert [f.relation for f in same_day] == ["conflict"]
    assert [f.relation for f in findings(*made)] == ["different"]
    later = findings(*made, published=("2012-03-01", "2012-06-01"))
    assert [f.relation for f in later] == ["different"]
    assert "later-record" in [step.rule for step in later[0].explanation]


def test_records_of_two_people_answer_two_questions():
    made = [
        told("a", "win_loss_record", "20-1", "Ada Brun"),
        told("b", "win_loss_record", "21-1", "Karl Lund"),
    ]
    assert findings(*made) == []
