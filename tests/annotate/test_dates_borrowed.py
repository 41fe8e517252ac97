"""What a date takes from those around it: its year, its month, the side of the present it lies on."""

# ruff: noqa: E501 - a marked sentence is easier to read on one line

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from sourcecheck.annotate import (
    factories,  # noqa: F401  (registers the factory)
    mentions,
)
from tests import marked

NLP = spacy.blank("en")
NLP.add_pipe("sourcecheck_dates")


def check(sentence: str, published: str = "") -> None:
    """Exactly the marked mentions are found, with the marked values."""
    text, expected = marked.read(sentence)
    doc = NLP.make_doc(text)
    doc._.reference_date = published
    found = mentions.read(NLP.get_pipe("sourcecheck_dates")(doc), "dates")
    assert marked.differences(expected, found) == []


@pytest.mark.parametrize(
    "sentence",
    [
        # the year goes on in January
        "The siege began on <date earliest=1746-12-28>28 December 1746</date>. On <date earliest=1747-01-03>January 3</date> it was over; on <date earliest=1747-01-05>5 January</date> they left.",
        "They camped on <date earliest=1746-12-31>December 31, 1746</date>. <date earliest=1747-01-01>New Year's Day</date> was cold, and on <date earliest=1747-01-04>4 January</date> it froze.",
        # but not from May, nor for a whole month
        "The siege began on <date earliest=1746-05-28>28 May 1746</date>. On <date earliest=1746-01-03>January 3</date> it was planned.",
        "It began in <date timex=1746-12>December 1746</date>. In <date timex=1746-01>January</date> it was planned.",
        # a day of the month of the story
        "On <date earliest=1746-05-09>9 May 1746</date> they marched. On <date earliest=1746-05-11>the 11th</date> they fought.",
        "On <date earliest=1746-05-29>29 May 1746</date> they marched. On <date earliest=1746-06-02>the 2nd</date> they fought.",
        "They fought on <date timex=XXXX-XX-11 earliest=>the 11th</date>.",
        # a list takes the month of its last, a stretch the year of its end
        "Open on <date earliest=1998-05-04>Monday 4</date>, <date earliest=1998-05-05>Tuesday 5</date> and <date earliest=1998-05-06>Wednesday 6 May 1998</date>.",
        "Shut on <date timex=XXXX-XX-05 earliest=>Monday 5</date> and <date earliest=1998-05-06>Wednesday 6 May 1998</date>.",
        "It blew <datetime earliest=1998-12-31 hedge="">from 22:00 on 31 December</datetime> to <datetime earliest=1999-01-01>02:00 on 1 January 1999</datetime>.",
        # what lasts to the present lends no year
        "It has stood <date timex=1746 hedge=since>since 1746</date>. In <date timex=XXXX-03>March</date> it burned.",
        "It stood <date timex=1746-12 hedge=since>since December 1746</date>. In <date timex=1746-03>March</date> it burned.",
        # nights of two days, hours of one evening, a zone of two times
        "In the night of <date_range earliest=1944-08-03 latest=1944-08-04>3/4 August 1944</date_range> and on <date earliest=1944-08-06>6 August 1944</date>.",
        "It rang <time_range timex=T19>between 7 and 8 in the evening</time_range>.",
        "It sailed at <datetime timex=XXXX-WXX-5T18:30>6.30 pm ET Friday</datetime>.",
    ],
)  # fmt: skip
def test_without_a_date_of_publication(sentence: str) -> None:
    check(sentence)


# 10 June 1998 was a Wednesday.
@pytest.mark.parametrize(
    "sentence",
    [
        ("<date earliest=1998-06-06>Saturday</date>'s strong quake is felt still"),
        ("<date earliest=1998-06-06>Saturday</date>'s vote was close"),
        ("Help will reach those hurt in <date earliest=1998-06-07>Sunday</date>'s ferry fire"),
        ("The dead from <date earliest=1998-06-07 hedge=>Sunday</date>'s crash"),
        ("It will be seen in <date earliest=1998-06-14>Sunday</date>'s game of fire"),
    ],
)
def test_what_nobody_announces_is_past(sentence: str) -> None:
    check(sentence, "1998-06-10")


def tensed(words: str, tags: str) -> list[str]:
    """The first day of each date of a tagged sentence published on 10 June 1998."""
    doc = Doc(NLP.vocab, words=words.split(), tags=tags.split())
    doc._.reference_date = "1998-06-10"
    found = mentions.read(NLP.get_pipe("sourcecheck_dates")(doc), "dates")
    return [m.date.edtf for m in found if m.date is not None]


@pytest.mark.parametrize(
    ("words", "tags", "expected"),
    [
        ("He is sought after a fire on Sunday .", "PRP VBZ VBN IN DT NN IN NNP .", "1998-06-07"),
        ("He is there for a fair on Sunday .", "PRP VBZ RB IN DT NN IN NNP .", "1998-06-14"),
        ("They mend it after Sunday 's storm .", "PRP VBP PRP IN NNP POS NN .", "1998-06-14"),
    ],
)
def test_the_present_tense_beside_a_mishap(words: str, tags: str, expected: str) -> None:
    assert tensed(words, tags) == [expected]
