"""Whose a value is where its clause names nobody: title, heading, paragraph, pronoun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.source import Source
from tests.shipped import shipped

Claims = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def stated() -> Claims:
    """The figures and dates that a text states, read by the pipeline that ships."""
    nlp = shipped()

    def claims(text: str) -> list[Claim]:
        ((doc, _),) = annotating.annotate_many(nlp, [(text, "", None)])
        source = Source(id="text", path="text.txt", sha256="0" * 64, text=text)
        return [c for c in build.claims(doc, source) if c.kind not in ("attribute", "name")]

    return claims


FIRM = """Alder Glass Works sells its kilns

Alder Glass Works has sold two kilns to a rival. The works employs 300 people. Alder Glass Works
was profitable in spring.

Net revenue rose to $12 million. Gross margin was 41 percent.
"""
DICTIONARY = """VOSS, Ida (1871-1940), painter, was born in Ostby. She moved in 1890.

Some 300 canvases are known.
"""
SECTIONS = """Ferries of the sound

The sound has two ferries, the Merle Castle and the Tern Castle, and both carry cars.

Merle Castle
Launched in spring. Length 90 metres.

Tern Castle
Launched in autumn. Length 70 metres.
"""
TOLL = """Alder Glass Works burns

Alder Glass Works burned on Sunday. Alder Glass Works was empty. Three people were killed.
"""
NO_NAME = """Minutes

Rain fell. The pump cost $300. It has two valves.
"""


@pytest.mark.parametrize(
    ("text", "value", "subjects", "rule"),
    [
        (FIRM, "$12 million", ("Alder Glass Works",), "subject:document"),
        (FIRM, "41 percent", ("Alder Glass Works",), "subject:document"),
        (DICTIONARY, "Some 300", ("Ida Voss",), "subject:document"),
        (SECTIONS, "90 metres", ("Merle Castle",), "subject:heading"),
        (SECTIONS, "70 metres", ("Tern Castle",), "subject:heading"),
        (TOLL, "Three", (), "subject:none"),  # of an event, not of whoever is named
        (NO_NAME, "$300", (), "subject:none"),
    ],
)
def test_a_lower_ranked_candidate_is_the_subject(
    stated: Claims, text: str, value: str, subjects: tuple[str, ...], rule: str
) -> None:
    (claim,) = [c for c in stated(text) if c.span.quote == value]
    assert (claim.subjects, claim.rules[1]) == (subjects, rule)
    assert claim.topics[:1] == subjects


def test_what_grammar_names_goes_before(stated: Claims) -> None:
    (claim,) = [c for c in stated(FIRM + "\nTern Mills has 80 looms.") if c.span.quote == "80"]
    assert claim.subjects == ("Tern Mills",)
    assert claim.topics == ()
