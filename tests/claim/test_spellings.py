"""Which names of a document are claims on how it writes them."""

from __future__ import annotations

import pytest

from sourcecheck.claim.page import page_of
from sourcecheck.claim.subject import spellings
from tests.claim.claim_parsed import mark, parse, source

SKIPPERS = """
Ada ada PROPN NNP compound 2
Lund lund PROPN NNP nsubj 3
met meet VERB VBD ROOT 3
Karl karl PROPN NNP compound 5
Brandt brandt PROPN NNP obj 3
. . PUNCT . punct 3
"""


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        ("Karl Brandt", "PERSON", True),
        ("Brandt", "PERSON", True),
        ("Karl Brandt", "OTHER", True),  # of no known kind: a person's, as far as one can see
        ("Brandt", "OTHER", False),
        ("Karl Brandt", "EVENT", False),
    ],
)
def test_names_that_may_be_spelled_in_two_ways(words: str, kind: str, told: bool):
    doc = mark(parse(SKIPPERS), [(words, kind, (words,))])
    claims = [claim.text for claim in spellings(page_of(doc, source(doc)))]
    assert claims == [words] * told
