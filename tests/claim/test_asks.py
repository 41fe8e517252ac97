"""The question that the clause of a value answers is asked in the words of the clause.

A value stands in [[double brackets]]. The sentences go through the pipeline that ships.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sourcecheck.claim.rephrasing import base
from tests.claim.claim_stated import claimed_by_pipeline

ASKED = {
    "The harbour board ordered [[twelve]] new ferries in March.":
        "How many new ferries did the harbour board order",
    "The harbour board ordered twelve new ferries in [[March]].":
        "When did the harbour board order twelve new ferries",
    "Some [[40]] workers were sent home.": "How many workers were sent home",
    "[[Two]] of the ships sank off Cape Dorn.": "How many of the ships sank off Cape Dorn",
    "There were [[seven]] judges.": "How many judges were there",
    "On [[3 May 1968]] a storm wrecked the wooden Pier Theatre.":
        "When did a storm wreck the wooden Pier Theatre",
    "The oldest mill, built in [[1780]], has four floors.": "When was the oldest mill built",
    "The bridge has been repaired [[since 2004]].": "Since when was the bridge repaired",
    "The shaft is [[nine metres]] deep.": "How deep is the shaft",
    "The climb took him [[three hours]].": "How long did the climb take him",
    "Prices fell by [[4 per cent]] in June.": "By what percentage did prices fall",
    "The ferry was sold for [[$3 million]].": "For how much was the ferry sold",
    "The mill had a loss of [[€12 million]].": "How large was the loss",
    # no plain question: what is denied, a verb cut short
    "The board did not meet in [[March]].": "",
    "The firm hopes to sell the mill in [[May]].": "",
}  # fmt: skip


def test_a_clause_asks_for_its_value() -> None:
    found = claimed_by_pipeline(ASKED)
    assert {each: claim.asks if claim else "" for each, claim in found.items()} == ASKED


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("sold", "sell", "sell"),
        ("repeated", "repeat", "repeat"),
        ("renovated", "renovat", ""),
        ("settled", "settl", ""),
        ("produced", "produc", ""),
        ("nailed", "naile", ""),
        ("dyed", "dyed", ""),
    ],
)
def test_no_stem_is_taken_for_a_verb(word: str, lemma: str, form: str) -> None:
    token = SimpleNamespace(lemma_=lemma, text=word, lower_=word)
    assert base(token) == form  # type: ignore[arg-type]
