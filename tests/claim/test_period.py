"""The period of a report dates the figures that have no time of their own."""

from __future__ import annotations

import pytest

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.source import Source
from tests.shipped import shipped


@pytest.fixture(scope="module")
def year():
    """The years for which a text states its figures, by value."""
    nlp = shipped()

    def years(text: str) -> dict[str, int | None]:
        ((doc, _),) = annotating.annotate_many(nlp, [(text, "", None)])
        source = Source(id="text", path="text.txt", sha256="0" * 64, text=text)
        return {
            c.span.quote: c.when.earliest.year if c.when and c.when.earliest else None
            for c in build.claims(doc, source)
            if c.kind == "count"
        }

    return years


def test_a_report_states_for_its_period(year) -> None:
    assert (
        year("Annual report of the Ostby mill for 2021\n\nThe mill sold 410 looms.")["410"] == 2021
    )
    text = "Report of the mill\nPeriod: from 1 January 2020 to 30 June 2020\n\nIt sold 41 looms."
    assert year(text)["41"] == 2020


def test_an_estimate_is_of_its_year(year) -> None:
    text = "About 8,270 people live in Orsk, according to the 2013 estimate."
    assert year(text)["About 8,270"] == 2013


def test_what_is_counted_up_to_a_day_is_of_that_day(year) -> None:
    text = "A total of 8,997 cases were reported in Orsk up to 12 October 2014."
    assert year(text)["8,997"] == 2014


def test_a_time_of_its_own_goes_before(year) -> None:
    text = "Annual report of the Ostby mill for 2021\n\nIn 1990 the mill sold 410 looms."
    assert year(text)["410"] == 1990


def test_a_story_with_a_year_in_its_title_is_no_report(year) -> None:
    assert year("The flood of 2021\n\nThe mill sold 410 looms.")["410"] is None
