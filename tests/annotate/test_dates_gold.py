"""Dates in the form of the extraction benchmark: what one mention of ours is written as."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.annotate import (
    factories,  # noqa: F401  (registers the factory)
    mentions,
)
from sourcecheck.annotate import gold as lines_of
from sourcecheck.annotate.dates.value import gold, marked

NLP = spacy.blank("en")
NLP.add_pipe("sourcecheck_dates")


def rows(text: str, published: str = "") -> list[tuple[str, str, str]]:
    """(text, kind, TIMEX3 value) of each line."""
    doc = NLP.make_doc(text)
    doc._.reference_date = published
    doc = NLP.get_pipe("sourcecheck_dates")(doc)
    return [(r["text"], r["kind"], r["value"]["timex"]) for r in lines_of.lines(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He taught there from 1893 to 1925.", [("1893", "1893"), ("1925", "1925")]),
        ("He was rector (1909 – 12).", [("1909", "1909"), ("12", "1912")]),
        ("It won in 1962 and 1963.", [("1962", "1962"), ("1963", "1963")]),
        ("He ruled from 1066 to 1087.", [("1066", "1066"), ("1087", "1087")]),
    ],
)
def test_a_stretch_of_years_is_its_two_years(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(quote, timex) for quote, kind, timex in rows(text) if kind == "date"]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It was open from March to August 2011.", "2011-03/2011-08"),
        ("It was open from 5 to 8 May 1990.", "1990-05-05/1990-05-08"),
        ("It lost money in 1994/95.", "1994/1995"),
    ],
)
def test_other_stretches_stay_one(text: str, timex: str) -> None:
    ((_, kind, found),) = rows(text)
    assert (kind, found) == ("date_range", timex)


def test_either_end_of_a_stretch_shows_which_is_the_day() -> None:
    text = "Moorings were let from 03/04/2021 to 30/09/2021, and again on 05/10/2021."
    assert [timex for _, _, timex in rows(text)] == ["2021-04-03/2021-09-30", "2021-10-05"]


@given(st.integers(1000, 2050), st.integers(1, 90))
def test_the_ends_stand_where_they_are_written(first: int, length: int) -> None:
    text = f"She kept the inn from {first} to {first + length}."
    doc = NLP.get_pipe("sourcecheck_dates")(NLP.make_doc(text))
    (mention,) = mentions.read(doc, "dates")
    ends = marked(mention)
    assert [text[m.span.start : m.span.end] for m in ends] == [str(first), str(first + length)]
    assert [gold(m)["value"]["start"] for m in ends] == [
        f"{first}-01-01",
        f"{first + length}-01-01",
    ]


def test_a_length_up_to_now_keeps_its_days_and_its_length() -> None:
    doc = NLP.make_doc("Prices doubled over the past three years.")
    doc._.reference_date = "1996-04-10"
    (line,) = lines_of.lines(NLP.get_pipe("sourcecheck_dates")(doc))
    assert line["value"] == {
        "start": "1993-04-10",
        "end": "1996-04-10",
        "timex": "P3Y",
        "duration": "P3Y",
    }
    ((_, kind, timex),) = rows("Prices doubled over the past few years.", "1996-04-10")
    assert (kind, timex) == ("date_ref", "PXY")
