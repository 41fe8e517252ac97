"""How two titles of one person relate as words: never a conflict."""

from __future__ import annotations

import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span
from sourcecheck.reconcile.compare import compare_claims
from sourcecheck.reconcile.compare.attribute import compare_texts, words
from tests.reconcile.values_made import figure, when

CASES = [
    ("Prime Minister", "prime  minister", "agree"),
    ("president of the Senate", "Senate President", "agree"),
    ("Président", "president", "agree"),
    ("minister", "Peruvian minister", "compatible"),
    ("the king", "King of Norland", "compatible"),
    ("president", "vice-president", "different"),
    ("minister", "former minister", "different"),
    ("minister", "prime minister", "different"),
    ("owner", "coach", "different"),
    ("CEO", "Chief Executive Officer", "agree"),
    ("chairwoman", "chair", "agree"),
    ("spokeswoman", "spokesperson", "agree"),
    ("—", "minister", "different"),
    ("Labour Secretary of Norland", "Norland labor secretary", "agree"),
    ("Lt. Gen.", "Lieutenant General", "agree"),
    ("Gen.", "Lieutenant General", "different"),
    ("PM", "deputy prime minister", "different"),
]


@pytest.mark.parametrize(("one", "other", "relation"), CASES)
def test_relation(one, other, relation):
    assert compare_texts(one, other).relation == compare_texts(other, one).relation == relation


def test_both_titles_are_shown():
    (step,) = compare_texts("owner", "coach").steps
    assert "“owner”" in step.text
    assert "“coach”" in step.text


def test_words_are_folded():
    assert words("The Président-elect of Norland") == ("president", "elect", "norland")
    assert words("The") == ("the",)


def claim(kind, **value):
    return Claim("c", "a", Span(0, 1, "x"), kind, **value)


def test_claims_are_compared_by_the_kind_of_their_value():
    one, other = claim("count", quantity=figure("24")), claim("count", quantity=figure("31"))
    assert compare_claims(one, other).relation == "conflict"
    one, other = claim("date", date=when("1887")), claim("date", date=when("1887-03"))
    assert compare_claims(one, other).relation == "compatible"
    one, other = claim("attribute", text="king"), claim("attribute", text="emperor")
    assert compare_claims(one, other).relation == "different"


def test_values_of_two_kinds_are_not_compared():
    rank, amount = claim("ordinal", quantity=figure("5")), claim("count", quantity=figure("5"))
    for a, b in ((rank, amount), (amount, claim("attribute", text="five"))):
        compared = compare_claims(a, b)
        assert (compared.relation, compared.steps[0].rule) == ("unknown", "different-kinds")
