"""Places and times that set a claim apart from what its text opens with."""

from __future__ import annotations

from typing import Any

import pytest

from sourcecheck.checks.cues import cues
from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span
from sourcecheck.reconcile.context import EventContext, event_contexts, time_marks
from tests.reconcile.claims_made import claim, date, names

OPENING = names(("a", "Aldora", "LOC"))
OPENING["lead"] = True


def context(*claims) -> EventContext:
    """The event context of the last of these claims of text "a", which opens with Aldora."""
    speech = {claim.id for claim in claims if cues(claim).of_speech}
    return event_contexts(claims, OPENING, speech)[-1]


@pytest.mark.parametrize(
    ("edtf", "marks"),
    [
        ("1887-05-03", {"y1887", "m05", "d2"}),  # a Tuesday
        ("1887-05", {"y1887", "m05"}),
        ("1887", {"y1887"}),
        ("188X", set()),
        ("", set()),
    ],
)
def test_a_date_names_its_year_month_and_day_of_the_week(edtf, marks):
    assert time_marks(date(edtf)) == marks


def test_what_the_opening_names_is_no_aside():
    assert context(claim("a", around=("Aldora",))).aside == ()


def test_a_part_of_the_place_is_an_aside():
    assert context(claim("a", around=("Central Aldora",))).aside == ("central-aldora",)


def test_a_common_word_of_places_does_not_tell_them_apart():
    assert context(claim("a", around=("city of Aldora",))).aside == ()


def test_another_month_than_that_of_the_opening_is_an_aside():
    opening = claim("a", 0, value=date("1887-05-03"), lead=True)
    earlier = claim("a", 100, value=date("1885-02"))
    toll = claim("a", 110, sentence=earlier.sentence)
    assert context(opening, earlier, toll).aside == ("m02", "y1885")


def test_a_sentence_without_a_date_goes_on_in_that_of_the_one_before():
    before = claim("a", 100, value=date("1885-02"), sentence=Span(100, 149, "text"))
    assert context(before, claim("a", 150)).aside == ("m02", "y1885")


def test_the_opening_is_of_the_latest_time_that_it_names():
    lead: dict[str, Any] = {"lead": True, "sentence": Span(0, 50, "text")}
    past = claim("a", 0, value=date("1871"), **lead)
    now = claim("a", 10, value=date("1887-05-03"), **lead)
    told = claim("a", 300, value=date("1871"), sentence=Span(300, 350, "text"))
    toll = claim("a", 310, sentence=told.sentence)
    assert context(past, now, told, toll).aside == ("y1871",)


def test_a_date_that_does_not_bind_the_claim_sets_nothing_apart():
    opening = claim("a", 0, value=date("1887-05-03"), lead=True)
    earlier = claim("a", 100, value=date("1874"))
    toll = claim("a", 110, sentence=earlier.sentence, beside=(earlier.span.start,))
    assert context(opening, earlier, toll).aside == ()


TUESDAY, WEDNESDAY = date("1887-05-03"), date("1887-05-04")


def on_day(told: Claim, *opening: Claim) -> str:
    return context(*opening, told).on_day


def test_the_day_of_the_opening_is_the_day_of_what_it_tells():
    struck = claim(
        "a", 0, value=TUESDAY, lead=True, property="open:strike", predicate=("quake",), measured=()
    )
    assert context(struck).on_day == "d2"
    again = claim("a", 300, value=TUESDAY, property="open:hit", predicate=("quake",))
    assert on_day(again, struck) == "d2"


def test_another_event_of_that_day_is_none_of_the_story():
    struck = claim(
        "a", 0, value=TUESDAY, lead=True, property="open:strike", predicate=("quake",), measured=()
    )
    landed = claim(
        "a", 300, value=TUESDAY, property="open:land", predicate=("aircraft",), measured=()
    )
    assert on_day(landed, struck) == ""
    assert context(struck, landed).of_news


def test_when_something_was_said_is_not_when_it_happened():
    said = claim("a", 0, value=TUESDAY, lead=True, property="open:say", predicate=("quake",))
    found = context(said)
    assert (found.on_day, found.of_speech) == ("", True)


def test_an_opening_that_names_two_days_has_no_day_of_its_own():
    struck = claim(
        "a", 0, value=TUESDAY, lead=True, property="open:strike", predicate=("quake",), measured=()
    )
    again = claim("a", 20, value=WEDNESDAY, lead=True, property="open:rock", predicate=("quake",))
    assert on_day(again, struck) == ""
