"""Counts that no number word states, on sentences parsed by hand."""

# ruff: noqa: E501  (tables of forms stay readable on one line)
from __future__ import annotations

import pytest
from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.quantities.component import Quantities
from tests.marked import figures_alone

NLP = figures_alone()


def _killed(first: list[str], second: list[str], joined: bool) -> Doc:
    """ "It killed a guard (and a nurse)." with its parse."""
    words = ["It", "killed", *first, *((["and", *second]) if joined else []), "."]
    noun = 1 + len(first)
    heads, deps = (
        [1, 1, *[noun] * (len(first) - 1), 1],
        ["nsubj", "ROOT", *["det"] * (len(first) - 1), "obj"],
    )
    tags = ["PRP", "VBD", *["DT"] * (len(first) - 1), "NN"]
    if joined:
        other = noun + 1 + len(second)
        heads += [other, *[other] * (len(second) - 1), noun]
        deps += ["cc", *["det"] * (len(second) - 1), "conj"]
        tags += ["CC", *["DT"] * (len(second) - 1), "NN"]
    lemmas = ["kill" if word == "killed" else word for word in words]
    return Doc(NLP.vocab, words=words, spaces=[True] * (len(words) - 2) + [False, False],
               heads=[*heads, 1], deps=[*deps, "punct"], tags=[*tags, "."], lemmas=lemmas)  # fmt: skip


def test_an_article_counts_people_whom_something_befell() -> None:
    (one,) = mentions.read(Quantities()(_killed(["a", "guard"], [], False)), "quantities")
    assert one.quantity is not None
    assert (one.span.quote, one.quantity.low, one.quantity.counted) == ("a guard", 1, "guard")
    assert one.quantity.operator == ">=", "others may have been killed too"
    (two,) = mentions.read(
        Quantities()(_killed(["a", "guard"], ["a", "nurse"], True)), "quantities"
    )
    assert two.quantity is not None
    assert (two.span.quote, two.quantity.low) == ("a guard and a nurse", 2)
    assert two.quantity.operator == "="
    assert two.quantity.counted == "person"
    for known in (["the", "guard"], ["a", "bear"]):
        assert mentions.read(Quantities()(_killed(known, [], False)), "quantities") == ()


def test_what_may_be_or_happens_every_day_counts_nobody() -> None:
    doc = _killed(["a", "guard"], [], False)
    words = [t.text for t in doc]
    general = Doc(doc.vocab, words=["It", "kills", *words[2:]], heads=[t.head.i for t in doc],
                  deps=[t.dep_ for t in doc], tags=["PRP", "VBZ", *[t.tag_ for t in doc][2:]],
                  lemmas=[t.lemma_ for t in doc])  # fmt: skip
    assert mentions.read(Quantities()(general), "quantities") == ()


@pytest.mark.parametrize(
    ("text", "noughts"),
    [
        ("None of the 40 passengers was injured.", ["None"]),
        ("Not one of the 40 passengers was hurt.", ["Not one"]),
        ("Neither of the two pilots was hurt.", ["Neither"]),
        ("Not one of them was hurt.", ["Not one"]),
        ("He was neither killed nor injured.", []),
        ("Not all of the 40 miners were killed.", []),
        ("Hardly any of the 300 residents were injured.", []),
        ("None of the 40 passengers was asked.", []),
    ],
)
def test_none_of_a_number_is_a_nought(text: str, noughts: list[str]) -> None:
    found = mentions.read(Quantities()(NLP(text)), "quantities")
    read = [m.span.quote for m in found if m.quantity is not None and m.quantity.low == 0]
    assert read == noughts


def test_persons_who_explain_a_count_are_not_counted_again() -> None:
    words = ["Two", "guards", ",", "a", "man", "and", "a", "boy", ",", "were", "killed", "."]
    doc = Doc(
        NLP.vocab,
        words=words,
        tags=["CD", "NNS", ",", "DT", "NN", "CC", "DT", "NN", ",", "VBD", "VBN", "."],
        heads=[1, 10, 4, 4, 1, 7, 7, 4, 1, 10, 10, 10],
        deps=["nummod", "nsubj:pass", "punct", "det", "appos", "cc", "det", "conj", "punct",
              "aux:pass", "ROOT", "punct"],
        lemmas=["two", "guard", ",", "a", "man", "and", "a", "boy", ",", "be", "kill", "."],
        pos=["NUM", "NOUN", "PUNCT", "DET", "NOUN", "CCONJ", "DET", "NOUN", "PUNCT", "AUX",
             "VERB", "PUNCT"],
    )  # fmt: skip
    found = mentions.read(Quantities()(doc), "quantities")
    assert [m.span.quote for m in found] == ["Two"]
