"""Claim vectors: what the encoder is given to read, and what it says of it."""

from __future__ import annotations

import numpy as np
import pytest

from sourcecheck.annotate import build as annotate
from sourcecheck.claim import build as claim
from sourcecheck.claim import vector
from sourcecheck.errors import BadUse
from sourcecheck.model.source import Source
from sourcecheck.settings import Settings

ENCODER = vector.load("default")
assert ENCODER is not None
BY_NUMBER = {n: piece for piece, n in ENCODER.pieces._number.items()}


@pytest.fixture(scope="module")
def nlp():
    return annotate.load(Settings())


def made(nlp, text: str):
    """The claims of a text."""
    source = Source("s", "s.txt", "0" * 64, text)
    return claim.claims(annotate.annotate(nlp, source), source)


def read(text: str, values: list[vector.Value]) -> list[str]:
    """The passages of a text as words."""
    found = vector.passages(text, values, ENCODER.pieces)
    return [" ".join(BY_NUMBER[n] for n in passage.pieces) for passage in found]


def value(text: str, quote: str, asked: str, sentence: str) -> vector.Value:
    start, begin = text.index(quote), text.index(sentence)
    return vector.Value(start, start + len(quote), asked, (begin, begin + len(sentence)))


def test_every_value_of_a_sentence_is_masked_and_the_title_stands_before_it():
    text = "Line buys ships\n\nIt ordered four ferries for 90 crowns."
    said = "It ordered four ferries for 90 crowns."
    values = [
        value(text, "four", "how many", said),
        value(text, "90 crowns", "how much money", said),
    ]
    (passage,) = read(text, values)
    assert passage == (
        "[CLS] line buys ships [SEP] line buys ships it ordered [MASK] how many [MASK] ferries for "
        "[MASK] how much money [MASK] . [SEP]"
    )


def test_a_value_inside_another_shares_its_masks():
    text = "From 3 to 5 May."
    outer = value(text, "3 to 5 May", "when", text)
    (passage,) = vector.passages(text, [outer, value(text, "5 May", "when", text)], ENCODER.pieces)
    assert passage.masked[0][1:] == passage.masked[1][1:]


def test_of_a_sentence_without_end_each_value_is_read_once():
    text = "tons " + " ".join(f"and {n} ships" for n in range(300))
    values = [value(text, f"and {n} ships", "how many", text) for n in range(300)]
    read_ = list(vector.passages(text, values, ENCODER.pieces))
    assert sorted(n for passage in read_ for n, _, _ in passage.masked) == list(range(300))
    assert max(len(passage.pieces) for passage in read_) <= 120


def test_what_is_asked_brings_vectors_together_whatever_the_value(nlp):
    texts = (
        "The harbour board ordered four ferries from the yard in May.",
        "Nine vessels were ordered from the shipyard by the board of the harbour.",
        "Some 310 guests ate in the garden of the embassy.",
    )
    vectors = [ENCODER.vectors(t, made(nlp, t))[0] for t in texts]
    assert all(v is not None and abs(float(np.linalg.norm(v)) - 1) < 1e-3 for v in vectors)
    assert float(vectors[0] @ vectors[1]) > float(vectors[0] @ vectors[2])


def test_the_value_is_never_seen(nlp):
    one, other = ("The bridge is 90 metres long.", "The bridge is 410 metres long.")
    a, b = (ENCODER.vectors(t, made(nlp, t))[0] for t in (one, other))
    assert np.array_equal(a, b)


def test_a_document_has_the_same_vectors_whatever_else_is_read(nlp):
    text = "The dam is 90 m high. It was built in 1931 by 300 workers."
    claims = made(nlp, text)
    first = ENCODER.vectors(text, claims)
    ENCODER.vectors("Forty men and 12 horses.", made(nlp, "Forty men and 12 horses."))
    again = ENCODER.vectors(text, claims)
    assert all(np.array_equal(x, y) for x, y in zip(first, again, strict=True))


def test_without_an_encoder_there_are_none_and_a_wrong_folder_is_said(tmp_path):
    assert vector.load("") is None
    assert vector.about("") == {"name": "", "version": ""}
    with pytest.raises(BadUse, match="no encoder of claim vectors"):
        vector.Encoder(tmp_path)
