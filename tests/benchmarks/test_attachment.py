"""The benchmark of what figures are about, on three marked figures and one parsed sentence."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from benchmarks import attachment
from sourcecheck.annotate import build, mentions
from sourcecheck.model.mention import Mention, Span
from sourcecheck.model.quantity import Quantity

TEXT = "The rope of the bell is 5 m long."
PARSE = [
    ("The", "the", "DET", "det", 1), ("rope", "rope", "NOUN", "nsubj", 6),
    ("of", "of", "ADP", "case", 4), ("the", "the", "DET", "det", 4),
    ("bell", "bell", "NOUN", "nmod", 1), ("is", "be", "AUX", "cop", 6),
    ("5 m", "5 m", "NOUN", "ROOT", 6), ("long", "long", "ADJ", "amod", 6),
    (".", ".", "PUNCT", "punct", 6),
]  # fmt: skip


@pytest.fixture
def doc() -> Doc:
    """The sentence with its parse and its one figure."""
    words, lemmas, pos, deps, heads = zip(*PARSE, strict=True)
    spaces = [word != "long" for word in words]
    doc = Doc(
        spacy.blank("en").vocab,
        words=list(words),
        spaces=spaces,
        lemmas=list(lemmas),
        pos=list(pos),
        deps=list(deps),
        heads=list(heads),
    )
    for group in ("names", "dates", "attributes"):
        mentions.write(doc, group, [])
    value = Quantity(Fraction(5), Fraction(5), "meter", "length")
    mentions.write(doc, "quantities", [Mention(Span(24, 27, "5 m"), "quantity", quantity=value)])
    return doc


def record(*marks: dict[str, Any]) -> dict[str, Any]:
    return {"id": "r", "text": TEXT, "mentions": list(marks)}


def marked(words: str, about: str, **more: Any) -> dict[str, Any]:
    """A gold figure with the entity it measures."""
    return {**span(words), "measured_entity": span(about), **more}


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def test_words_of_ours_that_overlap_the_marked_ones_count(doc: Doc):
    result = attachment.Result(Counter(), [])
    attachment.score(doc, record(marked("5 m", "rope of the bell")), result)
    assert result.counts["marked"] == result.counts["attached"] == result.counts["overlap"] == 1
    assert result.misses == []


def test_a_miss_says_what_is_ours_and_what_is_marked(doc: Doc):
    result = attachment.Result(Counter(), [])
    attachment.score(doc, record(marked("5 m", "The"), marked("long", "rope")), result)
    assert (result.counts["found"], result.counts["overlap"]) == (1, 0)
    first, second = result.misses
    assert (first.marked, first.text) == ("The", "The rope of the bell is [[5 m]] long.")
    assert "rope" in first.ours
    assert (second.rule, second.ours) == ("", ""), "no figure of ours is there"


def test_optional_marks_and_those_without_entity_and_property_do_not_count(doc: Doc):
    result = attachment.Result(Counter(), [])
    attachment.score(doc, record(marked("5 m", "rope", optional=True), span("5 m")), result)
    assert not result.counts["marked"]


def test_misses_to_read_are_spread_over_the_texts():
    misses = [attachment.Miss(str(n), "", "", "", "") for n in range(10)]
    assert [miss.id for miss in attachment.spread(misses, 3)] == ["0", "3", "6"]
    assert attachment.spread(misses, 0) == []
    assert len(attachment.spread(misses, 50)) == 10


def test_the_table_names_floor_and_aim():
    counts = Counter(marked=200, found=190, attached=160, overlap=100, words=320)
    shown = attachment.table(attachment.Result(counts, []))
    assert "50.0  floor 55, aim 75  below floor" in shown
    assert "62.5" in shown, "of those with a property"
    assert "2.0" in shown, "words each"


def test_main_prints_counts_and_misses(tmp_path: Path, doc: Doc, monkeypatch, capsys):
    (tmp_path / "dev").mkdir()
    with gzip.open(tmp_path / attachment.FILE, "wt", encoding="utf-8") as file:
        file.write(json.dumps(record(marked("5 m", "The"))) + "\n")
    monkeypatch.setattr(build, "load", lambda settings: None)
    monkeypatch.setattr(
        build, "annotate_many", lambda nlp, asked: ((doc, key) for *_, key in asked)
    )
    assert attachment.main([str(tmp_path), "--list", "5"]) == 0
    assert "[[5 m]]" in capsys.readouterr().out
    assert attachment.main([str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["marked"] == 1


def test_without_data_it_says_so(tmp_path: Path, capsys):
    assert attachment.main([str(tmp_path)]) == 2
    assert "measeval.jsonl.gz not found" in capsys.readouterr().err
