"""Turns and figures whose noun or unit is left to be understood."""

from __future__ import annotations

import pytest

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.source import Source
from tests.claim.claim_stated import stated_by_pipeline
from tests.shipped import shipped

TURNS = {
    "Brun was floored in the second round and counted out in the [[sixth]].": "open:round",
    "They led after the first set. Roe levelled in the [[third]], and rain came.": "open:set",
    "Brun won the second round by a wide margin. His [[sixth]] title came later.": "open:title",
}


def test_a_turn_alone_is_of_what_was_counted_before():
    found = stated_by_pipeline(TURNS)
    assert {text: property for text, (property, _, _) in found.items()} == TURNS


LEFT_OUT = {
    "The Orange list won 11,506 votes, the Plum list [[10,603]] and the Lime list 931.": "votes",
    "The Orange list won 11,506 votes, the Plum list 10,603 and the Lime list [[931]].": "votes",
    "Orsk had 8.6 million inhabitants in 2015; Tarna had [[852,000]] in 2014.": "population",
    "The yard built 40 boats, against [[30]] a year before.": "open:boat",
    "Brun scored 18 goals and Roe scored [[11]].": "open:goal",
    "About 40 homes were burnt and [[112]] were damaged.": "buildings_damaged",
    "The team played 12 games and lost [[3]].": "open:game",
}


def test_a_count_is_of_what_an_earlier_one_of_its_sentence_counts():
    found = stated_by_pipeline(LEFT_OUT)
    assert {text: property for text, (property, _, _) in found.items()} == LEFT_OUT


def test_by_how_much_is_no_count_of_what_was_counted_before():
    text = "The crew of 12 men won by [[30]]."
    assert stated_by_pipeline([text])[text][0] != "open:man"


@pytest.mark.parametrize(
    "text", ["A quake of magnitude 5.9 shook Aldora.", "A 5.9 quake shook Aldora on Monday."]
)
def test_a_bare_magnitude_is_one(text):
    doc = annotating.annotate_text(shipped(), text)
    source = Source(id="text", path="text.txt", sha256="0" * 64, text=text)
    (figure,) = (c for c in build.claims(doc, source) if c.quantity is not None)
    assert figure.quantity is not None
    assert (figure.property, figure.quantity.unit) == ("magnitude", "magnitude")
