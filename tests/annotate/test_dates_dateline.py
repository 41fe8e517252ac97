"""The day of writing that a text's own head tells, where none is declared."""

from __future__ import annotations

import pytest
import spacy

from sourcecheck.annotate import (
    factories,  # noqa: F401  (registers the factory)
    mentions,
)
from sourcecheck.model.date import Date

NLP = spacy.blank("en")
NLP.add_pipe("sourcecheck_dates")

TOLD = [
    # (text, the last date's days, its rule)
    ("LIMA, March 3, 1987 (Agency) — The mayor resigned on Monday.",
     "1987-03-02", "weekday+dateline"),
    ("LIMA, Peru (Agency) 3 March 1987\n\nThe mayor resigned yesterday.",
     "1987-03-02", "named-day+dateline"),
    ("ST. ALBAN'S, 14/05/1987 - The mayor resigned on Tuesday.",
     "1987-05-12", "weekday+dateline"),
    ("LIMA, March 3, 1987\n\nThe mayor resigned on 27 February.",
     "1987-02-27", "day-and-month+dateline"),
    ("A mayor goes\n\nPublished: 2 May 1990\nUpdated: 4 May 1990\n\nHe resigned on Friday.",
     "1990-04-27", "weekday+published-line"),
    ("A mayor goes\n\nPosted on Wednesday, 2 May 1990, 10:15\n\nHe resigned last week.",
     "1990-04-23", "leaning-unit+published-line"),
    ("A mayor goes\n2 May 1990\n\nHe resigned on Friday.",
     "1990-04-27", "weekday+line-of-date"),
    ("LIMA, March 3, 1987 (Agency) — He was born in 1920. A year later his father died.",
     "1921-01-01", "later"),
    ("LIMA, March 3, 1987 (Agency) — The mayor resigned on 5 May 1986.",
     "1986-05-05", "day-and-month"),
]  # fmt: skip

NOT_TOLD = [
    "LIMA, March 3 (Agency) — The mayor resigned on Monday.",  # of which year?
    "LIMA (Agency) — The mayor resigned on Monday.",
    "A mayor goes\n\nLast updated: 4 May 1990\n\nHe resigned on Friday.",
    "A mayor goes\n\nUpdated 4 May 1990\n\nHe resigned on Friday.",
    "(c) Gazette 4 May 1990\n\nHe resigned on Friday.",
    "A mayor goes\n\nRetrieved 4 May 1990\n\nHe resigned on Friday.",
    "MOSCOW, 04/05/1987 - The mayor resigned on Tuesday.",  # April or May?
    "A diary\n3 June 1911\n\nA storm.\n5 June 1911\n\nHe came on Friday.",
    "SIEGE, 1 July 1816 – 18 August 1816\n\nThey met on Friday.",
    "The pact of 3 May 1990 - It was signed on Tuesday.",
    "He came in the spring.\n\n" + "It rained. " * 200 + "\n\n2 May 1990\n\nHe left on Friday.",
]


def last(text: str, declared: str = "") -> Date:
    """The last date of a text."""
    doc = NLP.make_doc(text)
    doc._.reference_date = declared
    *_, mention = mentions.read(NLP.get_pipe("sourcecheck_dates")(doc), "dates")
    assert mention.date is not None
    return mention.date


@pytest.mark.parametrize(("text", "first", "rule"), TOLD)
def test_the_head_of_a_text_tells_when_it_was_written(text: str, first: str, rule: str) -> None:
    date = last(text)
    assert date.earliest is not None
    assert (date.earliest.iso(), date.rule) == (first, rule)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_full_date_of_writing_leaves_it_open(text: str) -> None:
    date = last(text)
    assert (date.earliest, date.latest) == (None, None)
    assert date.unresolved == "the text's date of publication is not declared"


def test_a_declared_date_goes_before_the_dateline() -> None:
    date = last("LIMA, March 3, 1987 (Agency) — The mayor resigned on Monday.", "1987-03-10")
    assert date.earliest == (1987, 3, 9)
    assert date.rule == "weekday"


def test_a_declared_year_goes_before_the_dateline_too() -> None:
    date = last("LIMA, March 3, 1987 (Agency) — The mayor resigned last year.", "1990")
    assert date.earliest == (1989, 1, 1)
