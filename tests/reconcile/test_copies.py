"""Sources that state something in the same sentence are one source for it."""

from __future__ import annotations

import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span
from sourcecheck.reconcile.build import reconcile
from sourcecheck.reconcile.finding import copied_sentence
from sourcecheck.settings import Settings
from tests.reconcile.claims_made import claim, length, names, table

WORDS = "The border of the two countries is 1,450 km long."


def said(source: str, words: str, start: int = 0) -> Claim:
    return claim(source, start, sentence=Span(start, start + len(words), words))


@pytest.mark.parametrize(
    ("words", "independent"),
    [
        ((WORDS, WORDS), 1),
        ((WORDS, WORDS.upper()), 1),
        ((WORDS, WORDS.replace(" ", "\n  ")), 1),
        ((WORDS, WORDS, "It runs for some 1,450 km to the sea."), 2),
        ((WORDS, "It runs for some 1,450 km to the sea."), None),
        (("Border: 1,450 km", "Border: 1,450 km"), None),
    ],
)
def test_sources_with_one_sentence_are_counted_once(words, independent):
    steps = list(copied_sentence([said(s, w) for s, w in zip("abc", words, strict=False)]))
    found = [dict(step.inputs)["independent"] for step in steps]
    assert found == ([] if independent is None else [independent])


def test_a_sentence_that_one_text_repeats_is_no_copy():
    assert list(copied_sentence([said("a", WORDS), said("a", WORDS, 90)])) == []


def test_chains_of_shared_sentences_are_one_source():
    other = "Survey teams put the whole border at 1,450 km."
    held = [said("a", WORDS), said("b", WORDS), said("b", other, 90), said("c", other)]
    [step] = copied_sentence(held)
    assert step.text == "the same sentence in a, b and c; counted once: 1 independent source"
    assert list(copied_sentence(held[::-1])) == [step]


def test_the_step_stands_in_the_finding_whatever_its_relation():
    def rules(*claims: Claim) -> list[str]:
        dates = dict.fromkeys("abc")
        made = reconcile(table(claims), names(), dates, Settings())
        [finding] = made.findings
        return [step.rule for step in finding.explanation]

    assert rules(said("a", WORDS), said("b", WORDS)) == ["equal-values", "copied-sentence"]
    other = claim("c", value=length(1700))
    against = rules(said("a", WORDS), said("b", WORDS), other)
    assert against[-1] == "copied-sentence"
    assert "printed-precision" in against
    assert "copied-sentence" not in rules(said("a", WORDS), other)
