"""Days and periods, against `datetime` and the `edtf` library as oracles."""

from __future__ import annotations

import calendar as standard
import datetime

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.date import Day
from sourcecheck.normalise import calendar, edtf
from sourcecheck.normalise.calendar import Period

YEARS = st.integers(1, 9998)
ANY_YEAR = st.integers(-9000, 9998)
ORDINALS = st.integers(-4_000_000, 4_000_000)
DAYS = ORDINALS.map(calendar.from_ordinal)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period that a text can name."""
    year, day = draw(ANY_YEAR), draw(DAYS.filter(lambda d: -9000 < d.year < 9998))
    bc = draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                calendar.day_period(day),
                calendar.of_month(day.year, day.month),
                calendar.of_year(year),
                calendar.of_decade(draw(st.integers(1, 990)) * 10),
                calendar.of_decade(1 - draw(st.integers(1, 800)) * 10 - 9),
                calendar.of_century(draw(st.integers(1, 90)), bc=bc),
                calendar.of_millennium(draw(st.integers(1, 9)), bc=bc),
                calendar.of_season(year, draw(st.sampled_from(list(calendar.SEASONS)))),
                calendar.of_quarter(year, draw(st.integers(1, 4))),
                calendar.of_half(year, draw(st.integers(1, 2))),
                calendar.week_of(day),
                calendar.weekend_of(day),
            ]
        )
    )


@given(st.dates())
def test_ordinals_are_those_of_the_standard_library(date: datetime.date) -> None:
    day = Day(date.year, date.month, date.day)
    assert calendar.to_ordinal(day) == date.toordinal()
    assert calendar.weekday(day) == date.isoweekday()
    assert calendar.is_leap(date.year) == standard.isleap(date.year)


@given(ORDINALS)
def test_a_day_and_its_ordinal_name_each_other(number: int) -> None:
    assert calendar.to_ordinal(calendar.from_ordinal(number)) == number
    assert calendar.add_days(calendar.from_ordinal(number), 1) == calendar.from_ordinal(number + 1)


@given(st.dates(min_value=datetime.date(1583, 1, 1)))
def test_weeks_are_iso_weeks(date: datetime.date) -> None:
    year, number, _ = date.isocalendar()
    week = calendar.week_of(Day(date.year, date.month, date.day))
    assert week.timex == f"{year:04d}-W{number:02d}"
    assert calendar.of_week(year, number) == week


@given(periods())
def test_edtf_means_the_same_days_to_the_edtf_library(period: Period) -> None:
    parsed = oracle.parse_edtf(period.edtf)
    assert tuple(parsed.lower_strict())[:3] == period.first
    assert tuple(parsed.upper_strict())[:3] == period.last


@given(periods())
def test_names_are_read_back_as_the_same_days(period: Period) -> None:
    for read in (edtf.from_edtf(period.edtf), edtf.from_timex(period.timex)):
        assert read is not None
        assert (read.first, read.last) == (period.first, period.last)


@given(periods(), st.sampled_from(["early", "mid", "late"]))
def test_a_part_lies_within_its_whole(period: Period, which: calendar.Part) -> None:
    whole = calendar.to_ordinal(period.last) - calendar.to_ordinal(period.first)
    if whole < 2:
        return  # a day or a weekend has no thirds
    part = calendar.third(period, which)
    assert period.contains(part)
    assert part.timex == period.timex
    read = edtf.from_edtf(part.edtf)
    assert read is not None
    assert (read.first, read.last) == (part.first, part.last)


@given(periods())
def test_the_three_parts_cover_the_whole_once(period: Period) -> None:
    if calendar.to_ordinal(period.last) - calendar.to_ordinal(period.first) < 2:
        return
    early, mid, late = (calendar.third(period, which) for which in ("early", "mid", "late"))
    assert (early.first, late.last) == (period.first, period.last)
    assert calendar.add_days(early.last, 1) == mid.first
    assert calendar.add_days(mid.last, 1) == late.first


@pytest.mark.parametrize(
    ("period", "which", "edtf_name"),
    [
        (calendar.of_year(1996), "early", "1996-01/1996-04"),
        (calendar.of_year(1996), "late", "1996-09/1996-12"),
        (calendar.of_decade(1950), "mid", "1953/1956"),
        (calendar.of_decade(1990), "early", "1990/1992"),
        (calendar.of_century(19), "late", "1867/1899"),
        (calendar.of_month(1996, 2), "early", "1996-02-01/1996-02-10"),
    ],
)
def test_parts_are_thirds_cut_at_whole_units(
    period: Period, which: calendar.Part, edtf_name: str
) -> None:
    assert calendar.third(period, which).edtf == edtf_name


def test_before_christ() -> None:
    assert calendar.of_year(-43).timex == "BC0044"
    assert calendar.of_century(7, bc=True).first == Day(-699, 1, 1)
    assert calendar.of_century(7, bc=True).last == Day(-600, 12, 31)
    assert calendar.of_century(1).first == Day(1, 1, 1)


def test_winter_ends_in_the_next_year() -> None:
    winter = calendar.of_season(1995, "winter")
    assert (winter.first, winter.last) == (Day(1995, 12, 1), Day(1996, 2, 29))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    # dates of Easter as printed in the Book of Common Prayer's tables and in the Nautical Almanac
    [(1818, 3, 22), (1943, 4, 25), (1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2019, 4, 21)],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert calendar.easter(year) == Day(year, month, day)


@given(YEARS)
def test_easter_is_a_sunday_between_its_limits(year: int) -> None:
    easter = calendar.easter(year)
    assert calendar.weekday(easter) == 7
    assert Day(year, 3, 22) <= easter <= Day(year, 4, 25)


@pytest.mark.parametrize(
    "text", ["", "1996-13", "1996-02-30", "soon", "1960/1959", "../1996", "PRESENT_REF", "P3D"]
)
def test_what_names_no_days_is_refused(text: str) -> None:
    assert edtf.from_edtf(text) is None
    assert edtf.from_timex(text) is None


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("1996-04-20T12:00:00", "1996-04-20"),
        ("1996~", "1996"),
        ("1996-04?", "1996-04"),
        ("1996-21", "1996-SP"),
        ("1996-34", "1996-Q2"),
        ("199X", "199"),
    ],
)
def test_reading_edtf(text: str, timex: str) -> None:
    read = edtf.from_edtf(text)
    assert read is not None
    assert read.timex == timex


def test_a_span_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="is after"):
        calendar.span(Day(1996, 4, 2), Day(1996, 4, 1))
    with pytest.raises(ValueError, match="no such day"):
        calendar.of_day(1996, 2, 30)
