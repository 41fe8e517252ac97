"""One moment told on two clocks, and days that a text tells elsewhere than beside a time."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from sourcecheck.annotate import (
    build,
    factories,  # noqa: F401  (registers the factory)
    mentions,
)
from sourcecheck.annotate.dates.ellipsis import with_zones
from sourcecheck.model.date import Clock, Date
from sourcecheck.model.mention import Mention, Span
from tests.shipped import shipped

BLANK = spacy.blank("en")
BLANK.add_pipe("sourcecheck_dates")


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Our trained pipeline with our components."""
    return shipped()


def dated(nlp: Language, text: str, published: str = "") -> list[Date]:
    """The dates of a text in order."""
    doc = nlp.make_doc(text)
    if nlp is not BLANK:
        with nlp.select_pipes(disable=list(build.COMPONENTS)):
            doc = nlp(text)
    doc._.reference_date = published
    found = mentions.read(nlp.get_pipe("sourcecheck_dates")(doc), "dates")
    return [mention.date for mention in found if mention.date is not None]


def offset(date: Date) -> int | None:
    """The zone of its time, in minutes east of Greenwich."""
    assert date.time is not None
    return date.time.utc_offset


ZONES = [
    ("It struck at 10:00 am (0800 GMT).", 120, 0),
    ("It struck at 7:30 am local time (2230 GMT).", 540, 0),
    ("It struck at 1353 (1023 GMT).", 210, 0),
    ("It struck at 22:30 UTC, or 7:30 a.m. local time.", 0, 540),
    ("It struck at 3:53 am EDT (0753 GMT).", -240, 0),
    ("It begins at 10 p.m. (1000 GMT).", None, 0),  # UTC+12:00 or UTC-12:00
    ("It begins at 10:07 am (0800 GMT).", None, 0),  # in no zone
    ("It begins at 10 am, and at 0800 GMT the gates open.", None, 0),
]


@pytest.mark.parametrize(("text", "first", "second"), ZONES)
def test_a_time_takes_its_zone_from_the_same_moment_on_another_clock(
    text: str, first: int | None, second: int | None
) -> None:
    one, other = dated(BLANK, text)
    assert (offset(one), offset(other)) == (first, second)


def test_the_other_local_times_of_a_text_are_in_its_zone() -> None:
    text = "It struck at 10 am (0800 GMT). A shock came at 11:30 am local time, one at 12:30 pm."
    *_, local, bare = dated(BLANK, text)
    assert (offset(local), local.rule) == (120, "digital+zone-of-text")
    assert offset(bare) is None


def test_a_text_with_two_local_zones_lends_none() -> None:
    text = (
        "At 10 am (0800 GMT) in one, at 4 am (0800 GMT) in the other. At 5 am local time it rang."
    )
    assert offset(dated(BLANK, text)[-1]) is None


def test_the_day_of_the_one_clock_tells_that_of_the_other() -> None:
    local, there = dated(BLANK, "It struck on 5 March 2010 at 7:30 am local time (2230 GMT).")
    assert local.earliest is not None
    assert there.earliest is not None
    assert (local.earliest.iso(), there.earliest.iso()) == ("2010-03-05", "2010-03-04")
    assert there.rule.endswith("+zone-beside")


def test_a_stated_day_is_kept() -> None:
    local, there = dated(BLANK, "It struck on 5 March 2010 at 7:30 am (2230 GMT on 4 March 2010).")
    assert [date.earliest and date.earliest.iso() for date in (local, there)] == [
        "2010-03-05",
        "2010-03-04",
    ]


def test_times_apart_are_left_alone() -> None:
    text = "at 10 am and 0800 GMT"
    made = [
        Mention(Span(3, 8, "10 am"), "time", date=Date(None, None, time=Clock(600, 600))),
        Mention(Span(13, 21, "0800 GMT"), "time", date=Date(None, None, time=Clock(480, 480, 0))),
    ]
    assert with_zones(text, made) == made


def test_a_time_is_on_the_day_that_the_story_has_come_to(nlp: Language) -> None:
    told = "A boiler exploded at a bank on Thursday. It went off at 5:30 p.m., police said."
    _, time = dated(nlp, told, "2010-03-05")
    assert time.earliest is not None
    assert (time.earliest.iso(), time.rule) == ("2010-03-04", "digital+day-of-story")
    _, open_ = dated(nlp, told)
    assert (open_.earliest, open_.timex) == (None, "XXXX-WXX-4T17:30")


def test_what_is_so_every_day_is_on_none(nlp: Language) -> None:
    _, time = dated(nlp, "It closed on Thursday. The office opens at 9:15 a.m.", "2010-03-05")
    assert time.earliest is None


def test_a_weekday_of_an_undated_text_is_the_one_it_dates_in_full() -> None:
    before, full, other = dated(BLANK, "On Tuesday it shook. Tuesday, July 2, 2013. On Wednesday.")
    assert before.earliest == full.earliest
    assert before.rule == "weekday+weekday-of-text"
    assert other.earliest is None


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday it shook. Tuesday, July 2, 2013, and Tuesday, July 9, 2013.",
        "On Tuesday it shook. The treaty of July 2, 2013.",
        "Last Tuesday it shook, as on Tuesday, July 2, 2013.",
        "On Tuesday it shook. Wednesday, July 2, 2013.",  # a day that it was not
        "On Tuesday it shook.\nLast updated: Tuesday, July 2, 2013.",
    ],
)
def test_a_weekday_is_left_open_where_more_could_be_meant(text: str) -> None:
    assert dated(BLANK, text)[0].earliest is None


BOUNDS = [
    ("It was out by about 09:30 GMT.", "before"),
    ("It was shut until around 9.30 am.", "until"),
    ("It was over by about 1960.", "before"),
    ("It was over about 1960.", "approx"),
]


@pytest.mark.parametrize(("text", "hedge"), BOUNDS)
def test_a_bound_says_more_than_about(text: str, hedge: str) -> None:
    assert [date.hedge for date in dated(BLANK, text)] == [hedge]


def test_within_the_year_is_before_its_end() -> None:
    (date,) = dated(BLANK, "It will be sold within the year.", "2010-03-05")
    assert date.latest is not None
    assert (date.latest.iso(), date.hedge) == ("2010-12-31", "until")
    assert dated(BLANK, "Within the year that followed it was sold.", "2010-03-05") == []


def test_a_zone_may_be_written_out() -> None:
    (date,) = dated(BLANK, "It was cut between 07:28 and 08:06 Coordinated Universal Time.")
    assert date.time == Clock(7 * 60 + 28, 8 * 60 + 6, 0)
