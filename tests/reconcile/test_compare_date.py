"""How two dates relate, in days and in times of day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.date import BY, Clock, Date, Hedge
from sourcecheck.normalise.calendar import from_ordinal, to_ordinal
from sourcecheck.reconcile.compare.date import compare
from sourcecheck.reconcile.compare.date_fields import DATE_FIELDS, date_fields
from sourcecheck.reconcile.compare.fields import held
from tests.reconcile.values_made import when


def left_open(timex: str, hedge: Hedge = "") -> Date:
    """A date of which the text says no more than this TIMEX3 value."""
    return replace(when(""), timex=timex, hedge=hedge)


def at(clock: str, hedge: Hedge = "", *, zone=None, halves=False, rounded=0) -> Date:
    """A time of day whose day the text does not say."""
    hour, minute = map(int, clock.split(":"))
    start = hour * 60 + minute
    time = Clock(start, start, zone, halves=halves, rounded=rounded)
    return replace(left_open(f"T{clock}", hedge), time=time)


def inferred(edtf: str, stated: str, clock: str = "") -> Date:
    """A date whose words say only this TIMEX3 value, completed from the date of its text."""
    return replace(when(edtf, clock=clock), relative=True, stated=stated)


def stretch(edtf: str) -> Date:
    """ "From 1848 to 1850", of which the text states both ends."""
    return replace(when(edtf), timex=edtf)


def by(edtf: str) -> Date:
    """ "By Friday", which Friday itself still is."""
    return replace(when(edtf, "before"), rule=f"weekday{BY}")


def begun(edtf: str) -> Date:
    """ "Since" a time, of what has lasted from then on."""
    return when(edtf, "since")


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
    (when("1887", "since"), when("1889", "since"), "conflict", "dates-apart"),  # "from"
    (when("1887", "until"), when("1889", "until"), "conflict", "dates-apart"),
    (when("1887", "until"), when("1887-03", "until"), "compatible", "hedge"),
    (by("1887-03-04"), when("1887-03-04"), "compatible", "hedge"),
    (by("1887-03-04"), by("1887-03-14"), "conflict", "dates-apart"),
    (stretch("1848/1850"), stretch("1848/1851"), "conflict", "other-ends"),
    (stretch("1848/1850"), stretch("1848/1850"), "agree", "same-date"),
    (stretch("1848/1850"), stretch("1848-05/1850-06"), "compatible", "contained-date"),
    (stretch("1848/1850"), when("1849"), "compatible", "contained-date"),
    (when("1887", "before"), when("1889", "before"), "compatible", "hedge"),
    (when("1887"), when(""), "unknown", "unresolved-date"),
    (when(""), when(""), "unknown", "unresolved-date"),
    (left_open("XXXX-WXX-5"), left_open("XXXX-WXX-5"), "compatible", "fields-fit"),
    (left_open("XXXX-09"), left_open("XXXX-09"), "compatible", "fields-fit"),
    (left_open("XXXX-WXX-5"), left_open("XXXX-WXX-1"), "conflict", "fields-apart"),
    (left_open("XXXX-WXX-WE"), left_open("XXXX-WXX-6"), "compatible", "fields-fit"),
    (left_open("XXXX-WXX-5TNI"), left_open("XXXX-WXX-6"), "conflict", "fields-apart"),
    (left_open("XXXX-WXX-5TNI"), left_open("XXXX-WXX-6", "early"), "compatible", "fields-fit"),
    (left_open("XXXX-WXX-5TNI"), left_open("XXXX-WXX-6TMO"), "compatible", "fields-fit"),
    (left_open("XXXX-WXX-5"), left_open("XXXX-WXX-1", "before"), "unknown", "unresolved-date"),
    (left_open("XXXX-WXX-5"), left_open("XXXX-03"), "unknown", "unresolved-date"),
    (left_open("XXXX-07"), left_open("XXXX-04"), "conflict", "fields-apart"),
    (left_open("XXXX-07"), left_open("XXXX-07-09"), "compatible", "fields-fit"),
    (left_open("XXXX-07", "late"), left_open("XXXX-07-09"), "conflict", "fields-apart"),
    (left_open("XXXX-07-09"), left_open("XXXX-07-10"), "conflict", "fields-apart"),
    (left_open("XXXX-07-10", "since"), left_open("XXXX-07-09"), "conflict", "fields-apart"),
    (left_open("XXXX-07-10", "since"), left_open("XXXX-09"), "compatible", "fields-fit"),
    (left_open("XXXX-11", "since"), left_open("XXXX-01"), "compatible", "fields-fit"),
    (left_open("XXXX-07-10", "until"), left_open("XXXX-07-09"), "compatible", "fields-fit"),
    (left_open("XXXX-07-02/XXXX-07-11"), left_open("XXXX-07-09"), "compatible", "fields-fit"),
    (left_open("XXXX-SU"), left_open("XXXX-07"), "compatible", "fields-fit"),
    (left_open("XXXX-XX-22"), when("1887-03-22"), "compatible", "fields-fit"),
    (left_open("XXXX-XX-22"), when("1887-03-20"), "conflict", "fields-apart"),
    (left_open("XXXX-03-04"), when("1887-03-04"), "compatible", "fields-fit"),
    (left_open("XXXX-03-05"), when("1887-03-04"), "conflict", "fields-apart"),
    (left_open("XXXX-03-05"), when("1887"), "unknown", "unresolved-date"),
    (at("04:15"), at("05:15"), "conflict", "fields-apart"),
    (at("04:15"), at("04:15"), "compatible", "fields-fit"),
    (at("04:15"), when("1887-03-04"), "unknown", "unresolved-date"),
    (at("04:15"), when("1887-03-04", clock="05:15"), "conflict", "fields-apart"),
    (at("04:15", zone=0), at("05:15"), "compatible", "fields-fit"),  # in some zone
    (at("04:15", zone=0), at("05:20"), "conflict", "fields-apart"),
    (at("23:50", hedge="approx"), at("00:02"), "compatible", "fields-fit"),
    (at("04:30", halves=True), at("16:30"), "compatible", "fields-fit"),
    (at("04:30"), at("16:30"), "conflict", "fields-apart"),
    (at("04:30", rounded=15), at("04:27"), "compatible", "fields-fit"),
    (at("04:20", rounded=5), at("04:27"), "conflict", "fields-apart"),
    (at("20:00", hedge="until"), at("18:00"), "compatible", "fields-fit"),
    # what was completed from the date of its text
    (inferred("1887-03-04", "XXXX-03-04"), when("1886-03-04"), "compatible", "fields-fit"),
    (inferred("1887-03-04", "XXXX-03-04"), when("1886-03-05"), "conflict", "dates-apart"),
    (inferred("1887-03-04", "XXXX-03-04"), when("1887"), "compatible", "contained-date"),
    (inferred("1887-03-04", "XXXX-WXX-5"), when("1887-02-25"), "compatible", "fields-fit"),
    (inferred("1887-03-04", "XXXX-WXX-5"), when("1887-02-18"), "conflict", "dates-apart"),
    (inferred("1887-03-04", "XXXX-WXX-5"), left_open("XXXX-03-11"), "compatible", "fields-fit"),
    (inferred("1887-03-04", "T04:15", "04:15"), when("1887-03-09"), "unknown", None),
    (inferred("1887-03-04", "T04:15", "04:15"), at("04:15"), "compatible", "fields-fit"),
    (inferred("1887-03-04", "T04:15", "04:15"), at("04:25"), "conflict", "fields-apart"),
    (left_open("P1W"), left_open("P1W"), "unknown", "unresolved-date"),
    (left_open("XXXX-WXX-5"), when("1887-03-04"), "compatible", "fields-fit"),
    (left_open("XXXX-WXX-1"), when("1887-03-04"), "conflict", "fields-apart"),
    (left_open("XXXX-WXX-5"), when("1887-03"), "unknown", "unresolved-date"),
]


@pytest.mark.parametrize(("one", "other", "relation", "rule"), CASES)
def test_relation_and_rule(one, other, relation, rule):
    for a, b in ((one, other), (other, one)):
        compared = compare(a, b)
        assert compared.relation == relation
        assert rule is None or compared.steps[-1].rule == rule


@pytest.mark.parametrize("case", CASES)
def test_the_columns_of_many_pairs_say_what_the_comparison_says(case):
    one, other, *_ = case
    assert excluded(one, other) == (compare(one, other).relation == "conflict")


def excluded(one, other):
    """Do the columns of two dates keep them apart?"""
    sides = [
        {name: np.array([date_fields(date)[name]], dtype=DATE_FIELDS[name]) for name in DATE_FIELDS}
        for date in (one, other)
    ]
    return bool(held(*sides).conflict[0])


def test_the_year_of_a_day_is_told_to_come_from_its_text():
    compared = compare(inferred("1887-03-04", "XXXX-03-04"), when("1886-03-04"))
    assert [step.rule for step in compared.steps] == ["inferred-date", "fields-fit"]
    assert compared.steps[0].text == "the year of 4 March 1887 is read from the date of its text"


def test_which_field_excludes_is_told():
    compared = compare(left_open("XXXX-WXX-5"), left_open("XXXX-WXX-1"))
    assert compared.steps[-1].text == (
        "a Friday and a Monday: no day fits both, as the day of the week is another"
    )


def test_which_end_differs_is_told():
    compared = compare(stretch("1848/1850"), stretch("1848/1851"))
    assert compared.steps[-1].text == "1848 to 1850 and 1848 to 1851 end at different times"


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
    ("1887-03-04", "07:30", None, "1887-03-04", "09:30", None, "conflict"),
    ("1887-03-04", "07:30", None, "1887-03-09", "07:30", None, "conflict"),
]


@pytest.mark.parametrize(("day", "clock", "zone", "other", "time", "offset", "relation"), TIMES)
def test_times_of_day_with_and_without_zones(day, clock, zone, other, time, offset, relation):
    a = when(day, clock=clock, zone=None if zone is None else zone * 60)
    b = when(other, clock=time, zone=None if offset is None else offset * 60)
    assert compare(a, b).relation == compare(b, a).relation == relation


def test_two_times_without_zones_tell_that_two_zones_could_explain_whole_hours():
    half_past = when("1887-03-04", clock="07:30")
    explained = compare(half_past, when("1887-03-04", clock="09:30")).steps[0].text
    assert explained == (
        "neither time states its zone; two zones 2 hours apart could explain the difference"
    )
    assert compare(half_past, when("1887-03-04", clock="07:50")).steps[0].text == (
        "neither time states its zone"
    )


def test_a_time_in_words_is_read_in_both_halves_of_the_day_and_is_rounded():
    day = when("1887-03-04", clock="03:30")
    worded = replace(day, time=Clock(210, 210, halves=True, rounded=15))
    cases = {"15:28": "compatible", "03:33": "compatible", "15:45": "conflict"}
    for clock, relation in cases.items():
        other = when("1887-03-04", clock=clock)
        assert compare(worded, other).relation == compare(other, worded).relation == relation


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


@given(dates(), dates())
def test_columns_and_comparison_exclude_alike(a, b):
    a, b = (replace(date, readings=()) for date in (a, b))  # of readings the columns hold the hull
    assert excluded(a, b) == excluded(b, a) == (compare(a, b).relation == "conflict")


@given(dates())
def test_a_date_agrees_with_itself(a):
    assert compare(a, a).relation == "agree"


@given(dates(), dates(), st.integers(0, 300))
def test_a_wider_date_never_makes_a_conflict(a, b, days):
    """Of days that are allowed; a stretch of which both ends are stated is narrower by its words
    ("other-ends")."""
    plain = replace(a, hedge="", readings=())
    wider = replace(plain, latest=from_ordinal(to_ordinal(plain.latest) + days))
    if compare(plain, b).relation in ("agree", "compatible"):
        assert compare(wider, b).relation in ("agree", "compatible")
