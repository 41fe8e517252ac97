"""Where a value stands in its text, and what its clause says happens there."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from sourcecheck import settings
from sourcecheck.annotate import build as annotate
from sourcecheck.annotate.view import view_of
from sourcecheck.claim import build
from sourcecheck.claim.page import lead_end
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


def test_the_lead_is_the_headline_and_three_sentences():
    nlp = spacy.blank("en")
    doc: Doc = nlp("Ferry sinks. " + "It was late in the evening. " * 5)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    assert doc.text[: lead_end(view_of(doc))].count("evening") == 3


def test_a_text_without_sentences_has_no_lead():
    assert lead_end(view_of(spacy.blank("en")("Ferry sinks. It was late."))) == 0


def test_a_value_keeps_the_verb_and_nouns_of_its_clause(claims):
    found = claims("About 400 pilgrims were sheltering in a school near the harbour.")["About 400"]
    assert {"shelter", "school"} <= set(found.predicate)
    assert "person" not in found.predicate


def test_a_value_keeps_the_places_of_its_sentence(claims):
    found = claims("The storm killed 12 people in Portugal and Spain.")["12"]
    assert found.around == ("Portugal", "Spain")


def test_a_sentence_that_points_back_is_set_where_the_one_before_it_is(claims):
    found = claims("A storm reached Portugal on Monday. It killed 12 people.")["12"]
    assert found.around == ("Portugal",)


def test_the_date_of_a_toll_is_the_date_of_its_event(claims):
    found = claims("The storm killed 12 people on 3 May 1887.")
    assert found["12"].when == found["3 May 1887"].date
    assert found["3 May 1887"].property


def test_the_year_of_a_level_is_no_event(claims):
    found = claims("The population of Portugal was 10,300,000 in 2011.")
    assert found["2011"].property == ""
