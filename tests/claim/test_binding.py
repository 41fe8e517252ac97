"""Which places and times of a sentence bind a value in it."""

from __future__ import annotations

import pytest

from sourcecheck import settings
from sourcecheck.annotate import build as annotate
from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.source import Source


@pytest.fixture(scope="module")
def claims():
    nlp = annotate.load(settings.Settings())

    def read(text: str) -> dict[str, Claim]:
        source = Source("a", "a.txt", "0" * 64, text)
        return {
            claim.span.quote: claim
            for claim in build.claims(annotate.annotate(nlp, source), source)
        }

    return read


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('"There were no casualties in the port," he told a crowd in Lisbon.', "no"),
        ("Officials in Lisbon said 12 people were killed.", "12"),
        ("Twelve people were killed, according to the health ministry in Lisbon.", "Twelve"),
        ("The centre quoted police in Lisbon as saying 12 sailors were killed.", "12"),
        ("The storm killed 12 people, police in Lisbon said.", "12"),
    ],
)
def test_where_somebody_says_it_is_not_where_it_happened(claims, text, quote):
    found = claims(text)[quote]
    assert "Lisbon" not in (*found.around, *found.where)


def test_what_frames_the_whole_sentence_binds_what_is_reported(claims):
    assert claims("In Lisbon, police said 12 people were killed.")["12"].around == ("Lisbon",)


def test_a_place_in_what_is_reported_binds_it(claims):
    assert claims("Police said 12 people were killed in Lisbon.")["12"].where == ("Lisbon",)


def test_each_of_two_clauses_has_its_own_place(claims):
    found = claims("A bomb killed five people in Madrid and injured 12 in Lisbon.")
    assert found["five"].around == ("Madrid",)
    assert found["12"].around == ("Lisbon",)


def test_a_figure_without_its_noun_has_its_own_place(claims):
    found = claims("Storms killed 10 people in Madrid and 12 in Lisbon.")
    assert found["10"].where == ("Madrid",)
    assert found["12"].where == ("Lisbon",)


def test_what_stands_before_two_clauses_binds_both(claims):
    found = claims("In Madrid a bomb killed five people and injured 12.")
    assert found["five"].around == found["12"].around == ("Madrid",)


def test_a_place_of_the_first_clause_binds_a_second_without_one(claims):
    found = claims("A bomb killed five people in Madrid and injured 12.")
    assert found["12"].around == ("Madrid",)


def beside(found: dict[str, Claim], quote: str) -> set[str]:
    """The dates of the text that do not date the value."""
    return {
        other.span.quote
        for other in found.values()
        if other.date is not None and other.span.start in found[quote].beside
    }


def test_the_day_on_which_it_was_said_does_not_date_it(claims):
    found = claims("Police said on 5 May 1887 that 12 people were killed on 3 May 1887.")
    assert found["12"].when == found["3 May 1887"].date
    assert beside(found, "12") == {"5 May 1887"}


def test_a_clause_on_another_noun_does_not_date_a_value(claims):
    found = claims("The storm killed five people in a valley ruined by the flood of 1874.")
    assert beside(found, "five") == {"1874"}


def test_a_clause_on_the_event_dates_what_it_did(claims):
    found = claims("Five guests died in the storm, which began on 3 May 1887.")
    assert beside(found, "Five") == set()


def test_the_worst_since_a_year_is_not_of_that_year(claims):
    found = claims("The fire killed five people, the worst toll since 1871.")
    assert found["five"].when is None
    assert beside(found, "five") == {"since 1871"}


def test_a_figure_that_counts_since_a_year_is_dated_by_it(claims):
    found = claims("Twelve people were killed since 1871.")
    assert beside(found, "Twelve") == set()


def test_the_figure_it_is_compared_with_keeps_its_own_date(claims):
    found = claims("Unemployment rose to 12 %, from 10 % in May 1971.")
    assert found["12 %"].when is None
    assert found["10 %"].when == found["May 1971"].date


def test_the_same_sentence_twice_gives_the_same_claims(claims):
    text = "Officials in Lisbon said 12 people were killed in Porto, the most since 1871."
    assert claims(text) == claims(text)
