"""A packaged pipeline annotates as the one that was trained, with less to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc

from training.slim import slim

SEEN = {"ran": "run", "mice": "mouse", "sang": "sing", "boxes": "box"}


def _trained(folder: Path) -> Language:
    """A pipeline whose lemmatizer has met more words than it may choose from."""
    nlp = spacy.blank("en")
    lemmatizer: Any = nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 2, "top_k": 5})
    examples = []
    for times, (word, lemma) in enumerate(SEEN.items()):
        gold = Doc(nlp.vocab, words=[word], lemmas=[lemma])
        examples += [spacy.training.Example(nlp.make_doc(word), gold)] * (1 + times % 2)
    nlp.initialize(lambda: examples)
    assert len(lemmatizer.cfg["labels"]) == 2
    nlp.vocab.strings.add("of the training text")
    nlp.to_disk(folder)
    return nlp


def test_the_lemmatizer_chooses_as_before(tmp_path: Path):
    nlp = _trained(tmp_path)
    stored = (tmp_path / "trainable_lemmatizer" / "trees").stat().st_size
    slim(tmp_path)
    assert (tmp_path / "trainable_lemmatizer" / "trees").stat().st_size < stored
    again = spacy.load(tmp_path)
    text = " ".join(SEEN) + " and never seen"
    assert [token.lemma_ for token in again(text)] == [token.lemma_ for token in nlp(text)]


def test_of_the_strings_those_are_kept_that_the_data_name(tmp_path: Path):
    _trained(tmp_path)
    slim(tmp_path)
    kept = json.loads((tmp_path / "vocab" / "strings.json").read_text("utf-8"))
    assert "of the training text" not in kept
    trees = srsly.msgpack_loads((tmp_path / "trainable_lemmatizer" / "trees").read_bytes())["trees"]
    named = {tree[key] for tree in trees for key in ("orig", "subst") if key in tree}
    assert named - {0} <= {hash_string(text) for text in kept}  # 0 is the empty string


def test_twice_is_once(tmp_path: Path):
    _trained(tmp_path)
    slim(tmp_path)
    files = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    once = [path.read_bytes() for path in files]
    slim(tmp_path)
    assert [path.read_bytes() for path in files] == once


def test_the_one_that_ships_is_slim():
    from sourcecheck import resources

    folder = resources.FOLDER / "en_sourcecheck"
    trees = srsly.msgpack_loads((folder / "trainable_lemmatizer" / "trees").read_bytes())["trees"]
    labels = srsly.read_json(folder / "trainable_lemmatizer" / "cfg")["labels"]
    assert len(trees) < 2 * len(labels)
