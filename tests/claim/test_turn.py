"""Turns and figures whose noun or unit is left to be understood."""

from __future__ import annotations

import pytest
from claim_stated import stated_by_pipeline

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.source import Source
from sourcecheck.settings import Settings

TURNS = {
    "Brun was floored in the second round and counted out in the [[sixth]].": "open:round",
    "They led after the first set. Roe levelled in the [[third]], and rain came.": "open:set",
    "Brun won the second round by a wide margin. His [[sixth]] title came later.": "open:title",
}


def test_a_turn_alone_is_of_what_was_counted_before():
    found = stated_by_pipeline(TURNS)
    assert {text: property for text, (property, _, _) in found.items()} == TURNS


@pytest.mark.parametrize(
    "text", ["A quake of magnitude 5.9 shook Aldora.", "A 5.9 quake shook Aldora on Monday."]
)
def test_a_bare_magnitude_is_one(text):
    ((_, doc),) = ((None, annotating.annotate_text(annotating.load(Settings()), text)),)
    source = Source(id="text", path="text.txt", sha256="0" * 64, text=text)
    (figure,) = (c for c in build.claims(doc, source) if c.quantity is not None)
    assert (figure.property, figure.quantity.unit) == ("magnitude", "magnitude")
