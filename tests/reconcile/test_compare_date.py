"""How two dates relate, in days and in times of day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values_made import when

from sourcecheck.model.date import BEGUN, Date
from sourcecheck.normalise.calendar import from_ordinal, to_ordinal
from sourcecheck.reconcile.compare.date import compare


def left_open(timex: str) -> Date:
    """A date of which the text says no more than this TIMEX3 value."""
    return replace(when(""), timex=timex)


def begun(edtf: str) -> Date:
    """ "Since" a time, of what has lasted from then on."""
    return replace(when(edtf, "since"), rule=f"year{BEGUN}")


CASES = [  # 4 March 1887 was a Friday
    (when("1887"), when("1887"), "agree", "same-date"),
    (when("1887-03-04"), when("1887-03-04"), "agree", "same-date"),
    (when("1887"), when("1887-03"), "compatible", "contained-date"),
    (when("1848/1849"), when("1849"), "compatible", "contained-date"),
    (when("1887-03-04"), when("1887-03-04", clock="07:37"), "compatible", "contained-date"),
    (when("1848/1850"), when("1850/1852"), "compatible", "overlapping-dates"),
    (when("1887", "approx"), when("1888-05"), "compatible", "hedge"),
    (when("1887"), when("1886", "after"), "compatible", "hedge"),
    (when("1887", "since"), when("1887"), "compatible", "hedge"),
    (when("1887"), when("1889"), "conflict", "dates-apart"),
    (when("1887"), when("1887", "before"), "conflict", "dates-apart"),
    (when("1887-03-04"), when("1887-03-05"), "conflict", "dates-apart"),
    (when("1887", "since"), when("1889"), "compatible", "hedge"),
    (begun("1887"), begun("1887-03"), "compatible", "hedge"),
    (begun("1887"), begun("1889"), "conflict", "dates-apart"),
    (begun("1887"), when("1889"), "compatible", "hedge"),
    (when("1887", "since"), when("1889", "since"), "compatible", "hedge"),  # "as of", "from"
    (when("1887", "before"), when("1889", "before"), "compatible", "hedge"),
    (when("1887"), when(""), "unknown", "unresolved-date"),
    (when(""), when(""), "unknown", "unresolved-date"),
    (left_open("XXXX-WXX-5"), left_open("XXXX-WXX-5"), "compatible", "said-alike"),
    (left_open("XXXX-09"), left_open("XXXX-09"), "compatible", "said-alike"),
    (left_open("XXXX-WXX-5"), left_open("XXXX-WXX-1"), "unknown", "unresolved-date"),
    (left_open("P1W"), left_open("P1W"), "unknown", "unresolved-date"),
    (left_open("XXXX-WXX-5"), when("1887-03-04"), "compatible", "weekday-fits"),
    (left_open("XXXX-WXX-1"), when("1887-03-04"), "unknown", "unresolved-date"),
    (left_open("XXXX-WXX-5"), when("1887-03"), "unknown", "unresolved-date"),
]


@pytest.mark.parametrize(("one", "other", "relation", "rule"), CASES)
def test_relation_and_rule(one, other, relation, rule):
    for a, b in ((one, other), (other, one)):
        compared = compare(a, b)
        assert (compared.relation, compared.steps[-1].rule) == (relation, rule)


def test_two_beginnings_are_told():
    compared = compare(begun("1887"), begun("1889"))
    assert compared.steps[0].rule == "two-beginnings"
    assert "each tell when it began" in compared.steps[0].text


def test_words():
    texts = {
        compare(when("1887-03"), when("1887")): "March 1887 lies within 1887",
        compare(when("1887"), when("1889-03")): "1887 and March 1889 are 14 months apart",
        compare(when("1848/1850"), when("1850/1852")): "1848 to 1850 and 1850 to 1852 share 1850",
        compare(when("1887"), when("")): "one date is left open: the text has no date of its own",
    }
    for compared, text in texts.items():
        assert compared.steps[-1].text == text


def test_a_week_somewhere_in_a_month_is_compatible_with_the_month():
    week = replace(when("1887-03"), precision="week", relative=True)
    compared = compare(week, when("1887-03"))
    assert compared.relation == "compatible"
    assert compared.steps[0].text == "both lie in March 1887, stated to the month and the week"


def test_the_gap_is_the_share_of_ten_years():
    assert compare(when("1887-03-04"), when("1887-03-14")).gap == pytest.approx(10 / 3653)
    assert compare(when("1887"), when("1987")).gap == 1
    assert compare(when("1887"), when("1887-03")).gap == 0


def test_an_ambiguous_order_of_day_and_month_is_read_both_ways():
    either = replace(when("1953-05-04"), readings=(when("1953-04-05"),))
    compared = compare(either, when("1953-04-05"))
    assert (compared.relation, compared.steps[-1].rule) == ("compatible", "other-reading")
    assert compare(either, when("1953-04-06")).relation == "conflict"


TIMES = [
    # clock, zone in hours, other clock, zone, relation
    ("1887-03-04", "07:37", 0, "1887-03-04", "14:37", 7, "agree"),
    ("1887-03-04", "22:48", 0, "1887-03-05", "07:48", 9, "agree"),
    ("1887-03-04", "07:37", 0, "1887-03-04", "07:48", 0, "conflict"),
    ("1887-03-04", "07:37", None, "1887-03-04", "07:37", None, "agree"),
    ("1887-03-04", "22:48", 0, "1887-03-05", "07:48", None, "compatible"),
    ("1887-03-04", "07:37", 0, "1887-03-04", "07:48", None, "conflict"),
    ("1887-03-04", "07:37", None, "1887-03-04", "07:48", None, "conflict"),
    ("1887-03-04", "07:30", None, "1887-03-04", "09:30", None, "unknown"),
    ("1887-03-04", "07:30", None, "1887-03-09", "07:30", None, "conflict"),
]


@pytest.mark.parametrize(("day", "clock", "zone", "other", "time", "offset", "relation"), TIMES)
def test_times_of_day_with_and_without_zones(day, clock, zone, other, time, offset, relation):
    a = when(day, clock=clock, zone=None if zone is None else zone * 60)
    b = when(other, clock=time, zone=None if offset is None else offset * 60)
    assert compare(a, b).relation == compare(b, a).relation == relation


def test_about_an_hour_is_within_a_quarter():
    about = when("1887-03-04", "approx", clock="07:30", zone=0)
    assert compare(about, when("1887-03-04", clock="07:45", zone=0)).relation == "compatible"
    assert compare(about, when("1887-03-04", clock="07:46", zone=0)).relation == "conflict"


def test_a_zoned_time_may_be_on_another_day_elsewhere():
    zoned = when("1887-03-04", clock="22:48", zone=0)
    compared = compare(zoned, when("1887-03-05"))
    assert (compared.relation, compared.steps[0].rule) == ("unknown", "unknown-zone")
    assert compare(zoned, when("1887-03-07")).relation == "conflict"


# --- invariants -----------------------------------------------------------------------------------

HEDGES = ("", "approx", "before", "after", "since", "until", "early", "mid", "late")


@st.composite
def dates(draw):
    first = draw(st.integers(1, 3000))
    last = first + draw(st.integers(0, 400))
    made = Date(
        from_ordinal(first),
        from_ordinal(last),
        draw(st.sampled_from(("day", "month", "year"))),
        draw(st.sampled_from(HEDGES)),
    )
    if draw(st.integers(0, 3)) == 0:
        moved = replace(made, earliest=from_ordinal(first + 500), latest=from_ordinal(last + 500))
        made = replace(made, readings=(moved,))
    return made


@given(dates(), dates())
def test_comparison_is_symmetric(a, b):
    there, back = compare(a, b), compare(b, a)
    assert (there.relation, there.gap) == (back.relation, back.gap)


@given(dates())
def test_a_date_agrees_with_itself(a):
    assert compare(a, a).relation == "agree"


@given(dates(), dates(), st.integers(0, 300))
def test_a_wider_date_never_makes_a_conflict(a, b, days):
    plain = replace(a, hedge="", readings=())
    wider = replace(plain, latest=from_ordinal(to_ordinal(plain.latest) + days))
    if compare(plain, b).relation in ("agree", "compatible"):
        assert compare(wider, b).relation in ("agree", "compatible")
