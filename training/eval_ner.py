"""Score names by exact span and type on raw text, with spaCy's scorer.

As in the data pack's README: a leading "the" is ignored, and only the labels that a source
annotates are scored in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

from training.ner_data import LABELS, UNKNOWN, Name, Record, read_records, set_names

# Test sets by the beginning of the source names they hold.
TESTS = {
    "UNER-PUD": "uner-pud",
    "CrossNER": "crossner",
    "grobid-ner": "grobid-ner",
    "wikigold": "wikigold",
    "GUM": "gum",
    "UNER-EWT": "uner-ewt",
    "BTC-G": "btc-g",
    "WNUT17": "wnut17",
    "SEC": "sec-filings",
    "re3d": "re3d",
}


def _kept(doc: Doc, labels: frozenset[str]) -> list[Span]:
    """Return the predicted names with one of ``labels``, a leading "the" cut off."""
    spans = []
    for ent in doc.ents:
        if ent.label_ in labels:
            start = ent.start + (len(ent) > 1 and ent[0].lower_ == "the")
            spans.append(Span(doc, start, ent.end, label=ent.label_))
    return spans


def _scored(record: Record) -> list[Name]:
    """Return the gold names that count: not the unknown ones, as in the README's scores."""
    return [n for n in record.names if n.label in record.annotated and n.label != UNKNOWN]


def pieces(start: int, text: str, bounds: set[int]) -> list[str]:
    """Return a token cut where a gold name begins or ends inside it."""
    inner = sorted(b - start for b in bounds if start < b < start + len(text))
    edges = [0, *inner, len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


def example(predicted: Doc, record: Record) -> Example:
    """Return prediction and gold of one record, both reduced to what is comparable."""
    names = _scored(record)
    bounds = {n.start for n in names} | {n.end for n in names}
    words: list[str] = []
    spaces: list[bool] = []
    for token in predicted:
        cut = pieces(token.idx, token.text, bounds)
        words += cut
        spaces += [False] * (len(cut) - 1) + [bool(token.whitespace_)]
    gold = set_names(Doc(predicted.vocab, words=words, spaces=spaces), names)
    predicted.set_ents(_kept(predicted, record.annotated))
    return Example(predicted, gold)


def score_records(nlp: Language, records: list[Record]) -> dict[str, Any]:
    """Return precision, recall and F overall and F by label, in per cent."""
    docs: Iterable[Doc] = nlp.pipe([r.text for r in records])
    examples = [example(doc, record) for doc, record in zip(docs, records, strict=True)]
    scores: dict[str, Any] = get_ner_prf(examples)
    result: dict[str, Any] = {k: round(100 * (scores[f"ents_{k}"] or 0.0), 2) for k in "prf"}
    per_type: dict[str, dict[str, float]] = scores["ents_per_type"] or {}
    annotated = frozenset().union(*(r.annotated for r in records))
    for label in LABELS:
        if label in annotated and label in per_type:
            result[label] = round(100 * per_type[label]["f"], 2)
    return result


def score_names(nlp: Language, tagger: str, data: Path) -> dict[str, Any]:
    """Return the scores of the component ``tagger`` on every NER test set, by its name."""
    folder = data / "ner"
    records = read_records(folder / "test.jsonl.gz") + read_records(folder / "ood.jsonl.gz")
    only = [p for p in nlp.pipe_names if p != tagger]
    with nlp.select_pipes(disable=only):
        return {
            name: score_records(nlp, [r for r in records if r.source.startswith(prefix)])
            for name, prefix in TESTS.items()
        }
