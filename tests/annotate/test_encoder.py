"""The encoder: names, and what is asked at a value, whatever the value is."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin

from sourcecheck.annotate import build as annotate
from sourcecheck.annotate.encoder import reading
from sourcecheck.annotate.encoder.passage import MOST_OF_BODY, MOST_OF_TITLE, passages, states_value
from sourcecheck.annotate.encoder.reading import asked
from sourcecheck.errors import BadUse
from sourcecheck.settings import Settings

ENCODER = reading.load("default")
BY_NUMBER = {n: piece for piece, n in ENCODER.pieces._number.items()}


def read(text: str) -> list[str]:
    """The passages of a text as words."""
    found = passages(text, ENCODER.pieces)
    return [" ".join(BY_NUMBER[n] for n in passage.pieces) for passage in found]


def vector(text: str, quote: str):
    """The claim vector at the words `quote`."""
    start = text.index(quote)
    return ENCODER.read(text).vector(start, start + len(quote))


def test_a_passage_holds_whole_sentences_and_a_line_ends_with_a_mark():
    assert read("Line buys ships\n\nIt ordered four ferries for 90 crowns.") == [
        "[CLS] [SEP] line buys ships [SEP] it ordered [MASK] ferries for [MASK] crowns . [SEP]"
    ]


def test_the_title_stands_before_every_passage_but_its_own():
    text = "Line buys ships\n\n" + "The board of the harbour met in the old hall again. " * 30
    first, *others = read(text)
    assert first.startswith("[CLS] [SEP] line buys")
    assert others
    assert all(passage.startswith("[CLS] line buys ships [SEP] ") for passage in others)


@given(st.text(alphabet=st.sampled_from('ab 3.\n"’Z-'), max_size=900))
def test_every_word_is_read_once_and_no_passage_is_too_long(text: str):
    found = list(passages(text, ENCODER.pieces))
    words = [word for passage in found for word, _ in passage.words]
    assert words == list(ENCODER.pieces.words(text))
    longest = max((len(word.pieces) for word in words), default=0)
    assert all(len(p.pieces) <= MOST_OF_TITLE + MOST_OF_BODY + longest + 4 for p in found)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It happened yesterday.", "yesterday"),
        ("It happened last week.", "last week"),
        ("They met on Sunday.", "on Sunday"),
    ],
)
def test_days_without_figures_have_vectors_too(text: str, quote: str):
    assert any(states_value(w, text) for w in ENCODER.pieces.words(text))
    assert vector(text, quote) is not None


def test_where_no_value_stands_there_is_no_vector():
    assert vector("The ferry sank near the harbour.", "harbour") is None


def test_what_is_asked_brings_vectors_together_whatever_the_value():
    one = vector("The harbour board ordered four ferries from the yard in May.", "four")
    other = vector("Nine vessels were ordered from the shipyard by the harbour board.", "Nine")
    third = vector("Some 310 guests ate in the garden of the embassy.", "310")
    assert all(abs(float(np.linalg.norm(v)) - 1) < 1e-3 for v in (one, other, third))
    assert float(one @ other) > float(one @ third)


def test_the_value_is_never_seen():
    one = vector("The bridge is 90 metres long.", "90 metres")
    other = vector("The bridge is 410 metres long.", "410 metres")
    assert np.array_equal(one, other)


def test_a_document_is_read_the_same_whatever_else_is_read():
    text = "The dam is 90 m high. It was built in 1931 by 300 workers of Ana Silva."
    first = ENCODER.read(text)
    ENCODER.read("Forty men and 12 horses.")
    again = ENCODER.read(text)
    assert first.names == again.names
    assert np.array_equal(first.asked, again.asked)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Maria Lindqvist of Northwind Ferries spoke in Oslo.",
            [("Maria Lindqvist", "PERSON"), ("Northwind Ferries", "ORG"), ("Oslo", "LOC")],
        ),
        ("The French minister flew to Japan on Friday.", [("French", "NORP"), ("Japan", "LOC")]),
        ("nothing here has a name", []),
    ],
)
def test_names(text: str, names: list[tuple[str, str]]):
    assert [(text[a:b], label) for a, b, label in ENCODER.read(text).names] == names


def test_tags_spell_names():
    text, places = "ab cd,ef gh", [(0, 2), (3, 5), (6, 8), (9, 11)]
    tags = ["B-LOC", "I-LOC", "B-LOC", "O"]
    assert list(reading.spans(text, places, tags)) == [(0, 5, "LOC"), (6, 8, "LOC")]
    assert list(reading.spans(text, places, ["O", "I-ORG", "I-LOC", "O"])) == [(3, 8, "ORG")]
    # only a space between them: one name
    assert list(reading.spans(text, places, ["B-LOC", "B-LOC", "B-LOC", "B-ORG"])) == [
        (0, 5, "LOC"), (6, 8, "LOC"), (9, 11, "ORG"),
    ]  # fmt: skip


def test_of_tags_the_likeliest_that_go_together_are_taken():
    names = {name: n for n, name in enumerate(reading.TAGS)}
    scores = np.full((2, len(reading.TAGS)), -9.0, dtype=np.float32)
    scores[0, names["O"]], scores[0, names["B-ORG"]] = 0.0, -0.5
    scores[1, names["I-ORG"]], scores[1, names["O"]] = 0.0, -3.0
    assert [reading.TAGS[n] for n in reading.likeliest(scores)] == ["B-ORG", "I-ORG"]


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str):
    found = ENCODER.read(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found.names)
    assert list(found.starts) == sorted(found.starts)


def test_the_component_serves_any_pipeline_and_its_docs_can_be_kept():
    annotate.load(Settings())
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_encoder")
    doc = nlp("Ana Silva bought 12 boats in Oslo.")
    assert [e.text for e in doc.ents] == ["Ana Silva", "Oslo"]
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    one, other = asked(doc), asked(again)
    assert one is not None
    assert other is not None
    here, there = one.vector(17, 19), other.vector(17, 19)
    assert here is not None
    assert there is not None
    assert np.array_equal(here, there)


@pytest.mark.slow
def test_without_vectors_our_pipeline_still_has_names_and_others_keep_their_own():
    doc = annotate.annotate_text(annotate.load(Settings(matching_encoder="")), "Ana saw Oslo.")
    assert doc.ents
    assert asked(doc) is None
    blank = annotate.load(Settings(pipeline_name="blank:en"))
    doc = annotate.annotate_text(blank, "Ana Silva bought 12 boats in Oslo.")
    assert not doc.ents
    assert asked(doc) is not None


def test_without_an_encoder_that_is_said_and_a_wrong_folder_too(tmp_path):
    assert reading.about("") == {"name": "", "version": ""}
    with pytest.raises(BadUse, match="no encoder of names and claims"):
        annotate.load(Settings(matching_encoder=str(tmp_path)))
