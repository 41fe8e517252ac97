"""A dateline is a sentence of its own, and nouns that open a sentence are no names."""

from __future__ import annotations

import pytest

from sourcecheck.annotate import build, mentions
from sourcecheck.annotate.layout.stamps import dateline
from sourcecheck.annotate.names import component
from sourcecheck.annotate.view import View
from sourcecheck.settings import Settings
from tests.annotate.made_docs import entities
from tests.shipped import shipped


@pytest.mark.parametrize(
    ("head", "news"),
    [
        ("OSTBY (Agency) - ", "Two miners died."),
        ("OSTBY, Norland, May 4 (Agency) -- ", "Two miners died."),
        ("PORT ALDER, Nov. 12 – ", "Two miners died."),
        ("OSTBY, Jan. 5 /Newswire/ -- ", "Alder Mills said sales rose."),
        ("Two dead in mine\n\nOSTBY — ", "“We heard a bang,” a miner said."),
        ("", "OSTBY is a town of 900 people - no more."),
        ("", "The mine - one of nine - was closed."),
        ("", "Ostby-born singer dies"),
    ],
)
def test_the_news_begins_behind_the_dateline(head: str, news: str):
    assert dateline(head + news) == len(head)


def test_the_place_of_a_dateline_is_nobody_in_the_news():
    nlp = shipped()
    text = "OSTBY (Agency) - Alder Mills agreed to buy Birch Foods for $2 million."
    alone = build.annotate_text(nlp, text)
    (batched, _), *_ = build.annotate_many(nlp, [(text, "", 0)])
    for doc in (alone, batched):
        starts = [doc[token.i :].text.split()[0] for token in doc if token.is_sent_start]
        assert starts == ["OSTBY", "Alder"]


def test_without_a_parser_no_sentence_is_set():
    nlp = build.load(Settings(pipeline_name="blank:en"))
    doc = build.annotate_text(nlp, "OSTBY (Agency) - Two miners died. One was hurt.")
    assert not doc.has_annotation("SENT_START")


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("<PERSON>Turnout</PERSON> was 60 percent.", []),
        ("The turbine broke. <ORG>Turbine</ORG> repairs take weeks.", []),
        ("<PERSON>Turnout</PERSON> Jones ran. Then Turnout won.", ["Turnout"]),
        ("<PERSON>Bill</PERSON> was there.", ["Bill"]),
        ("<PERSON>Olm</PERSON> was there.", ["Olm"]),
        ("Then <PERSON>Turnout</PERSON> was there.", ["Turnout"]),
    ],
)
def test_a_noun_that_opens_a_sentence_is_no_name(marked: str, found: list[str]):
    names = component.named(View(entities(marked)))
    assert [name.text for name in names] == found


def test_an_age_announces_a_person_behind_any_trade():
    nlp = shipped()
    doc = build.annotate_text(nlp, "Skipper Olav Brekman, 58, was questioned on the quay.")
    assert [m.span.quote for m in mentions.read(doc, "names")] == ["Olav Brekman"]
