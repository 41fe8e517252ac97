"""Annotated texts keep their names in place through completion, augmentation and scoring."""

from __future__ import annotations

import random

import pytest
import spacy

from training.augment import (
    acronym,
    blend,
    curly_quotes,
    dateline,
    make_pools,
    recase,
    repeats,
    replace_names,
    weight_of,
)
from training.eval_ner import example as scored_example
from training.eval_ner import pieces
from training.ner_data import Name, Record, complete, demonyms

TEXT = "Boris Yeltsin met Chinese leaders in Moscow; Yeltsin joined the National Liberation Front."
NAMES = [
    Name(0, 13, "PERSON"),
    Name(18, 25, "NORP"),
    Name(37, 43, "LOC"),
    Name(45, 52, "PERSON"),
    Name(64, 89, "ORG"),
]
POOLS = make_pools(
    [
        ("Ana Silva", "PERSON"), ("John Okello", "PERSON"), ("Madagascar", "LOC"), ("Fiji", "LOC"),
        ("Danish", "NORP"), ("Danes", "NORP"), ("Popular Unity Party", "ORG"), ("Nokia", "ORG"),
    ]
)  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_replaced_names_stay_in_place(seed: int) -> None:
    text, names = replace_names(TEXT, NAMES, 0.7, POOLS, random.Random(seed))
    assert [n.label for n in names] == [n.label for n in NAMES]
    rest, before, at, last = [], [], 0, 0
    for new, old in zip(names, NAMES, strict=True):
        rest.append(text[at : new.start])
        before.append(TEXT[last : old.start])
        at, last = new.end, old.end
    assert [*rest, text[at:]] == [*before, TEXT[last:]]


def test_level_zero_changes_nothing() -> None:
    assert replace_names(TEXT, NAMES, 0.0, POOLS, random.Random(1)) == (TEXT, NAMES)


def test_dateline_moves_names() -> None:
    text, names = dateline(TEXT, NAMES, POOLS, random.Random(1))
    assert text.endswith(TEXT)
    assert text[names[0].start : names[0].end] in {"MADAGASCAR", "FIJI"}
    assert [text[n.start : n.end] for n in names[-5:]] == [TEXT[n.start : n.end] for n in NAMES]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("National Liberation Front", "NLF"),
        ("Bank of England", "BE"),
        ("Nokia", None),
        ("United nations body", None),
    ],
)
def test_acronym(name: str, short: str | None) -> None:
    assert acronym(name) == short


def test_surface_changes_keep_the_length() -> None:
    assert curly_quotes('He said "it\'s"') == "He said “it’s”"
    assert recase("Straße", upper=True) == "Straße"
    assert recase("Moscow", upper=False) == "moscow"
    assert blend("Yeltsin", "Okello").startswith("Yel")


def test_unannotated_labels_are_filled_or_masked() -> None:
    record = Record(
        "Danish troops in World War II", [], "x", "d", frozenset({"PERSON", "ORG", "LOC"})
    )
    names = complete(record, demonyms([("Danish", "NORP")]))
    assert names == [Name(0, 6, "NORP"), Name(17, 29, "MISC")]


def test_weights() -> None:
    weights = {"gum": 2.0, "gum-vlog": 0.5}
    assert weight_of("gum-news", weights) == 2.0
    assert weight_of("gum-vlog", weights) == 0.5
    assert weight_of("wikigold", weights) == 1.0
    assert {repeats(1.5, random.Random(i)) for i in range(20)} == {1, 2}


def test_a_gold_name_inside_a_token_is_not_matched() -> None:
    assert pieces(10, "Apple2", {15}) == ["Apple", "2"]
    record = Record("Apple2 fell", [Name(0, 5, "ORG")], "x", "d", frozenset({"ORG"}))
    predicted = spacy.blank("en").make_doc(record.text)
    assert [e.text for e in scored_example(predicted, record).reference.ents] == ["Apple"]
