"""Training on from saved weights, and averaging runs."""

from __future__ import annotations

from typing import Any

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from training.average import average
from training.card import pair, score_table
from training.train import _restore_labels


def lemmatizer(seed: int) -> Language:
    """Return an untrained pipeline that knows the edit trees of a few words."""
    fix_random_seed(seed)
    nlp = spacy.blank("en")
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})
    words, lemmas = ["dogs", "ran", "home"], ["dog", "run", "home"]
    gold = Doc(nlp.vocab, words=words, lemmas=lemmas)
    nlp.initialize(lambda: [Example(nlp.make_doc("dogs ran home"), gold)])
    return nlp


def lemmas_of(nlp: Language) -> Any:
    """The component, of which spaCy says only that it can be called."""
    return nlp.get_pipe("trainable_lemmatizer")


def test_a_loaded_lemmatizer_knows_its_labels_again() -> None:
    trained = lemmatizer(1)
    before = lemmas_of(trained).tree2label
    loaded = spacy.blank("en")
    pipe: Any = loaded.add_pipe("trainable_lemmatizer")
    pipe.from_bytes(lemmas_of(trained).to_bytes())
    _restore_labels(pipe)
    assert before
    assert pipe.tree2label == before


def weights(nlp: Language) -> list[numpy.ndarray]:
    model = lemmas_of(nlp).model
    return [n.get_param(p).copy() for n in model.walk() for p in n.param_names if n.has_param(p)]


def test_average_is_the_mean_of_all_weights() -> None:
    first, second = lemmatizer(1), lemmatizer(2)
    expected = [(a + b) / 2 for a, b in zip(weights(first), weights(second), strict=True)]
    found = weights(average(first, [second]))
    assert all(numpy.allclose(a, b) for a, b in zip(found, expected, strict=True))


def test_card_cells() -> None:
    assert (pair(80.04, 79.96), pair(None, 1.0), pair(80.0, None)) == ("80.0 (80.0)", "-", "80.0")
    table = score_table(["p"], {"A": {"p": 1.0}}, {"A": {"p": 2.0}})
    assert table.splitlines()[-1] == "| A | 1.0 (2.0) |"
