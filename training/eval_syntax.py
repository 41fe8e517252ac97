"""Score tags, lemmas, trees and sentences on raw text, with spaCy's scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from training.conllu import Sentence, read_file
from training.docs import by_paragraph, treebank_doc, treebank_lemma, written_lemma

# EWT and GUM are read paragraph by paragraph; PUD is a list of single sentences.
TESTS = {"EWT": "ewt-test", "GUM": "gum-test", "PUD": "pud-test"}
SINGLE_SENTENCES = frozenset({"PUD"})
# Relations the product needs most: subject, number, object and their neighbours.
RELATIONS = ("nsubj", "nsubj:pass", "nummod", "obj", "acl", "appos", "flat", "compound", "obl")
MEASURES = {
    "token": "token_f",
    "tag": "tag_acc",
    "pos": "pos_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "sentence": "sents_f",
}


def _texts(name: str, sentences: list[Sentence]) -> Iterable[list[Sentence]]:
    if name in SINGLE_SENTENCES:
        return ([s] for s in sentences)
    return by_paragraph(sentences)


def _relations(scores: dict[str, Any]) -> Iterator[tuple[str, float]]:
    per_type = scores["dep_las_per_type"]
    for name in RELATIONS:
        if name in per_type:
            yield name, round(100 * per_type[name]["f"], 2)


def _scores(nlp: Language, examples: list[Example]) -> dict[str, Any]:
    parser: Any = nlp.get_pipe("parser")
    found: dict[str, Any] = dict(Scorer.score_tokenization(examples))
    for attr in ("tag", "pos", "lemma"):
        found.update(Scorer.score_token_attr(examples, attr))
    morphologizer: Any = nlp.get_pipe("morphologizer")
    found.update(morphologizer.score(examples))
    found.update(parser.score(examples))
    return found


def _figures_kept(predicted: list[Doc], groups: list[list[Sentence]]) -> float:
    """Return the lemma score when figures have to stay as they are written."""
    golds = [
        treebank_doc(p.vocab, g, written_lemma) for p, g in zip(predicted, groups, strict=True)
    ]
    examples = [Example(p, g) for p, g in zip(predicted, golds, strict=True)]
    return float(Scorer.score_token_attr(examples, "lemma")["lemma_acc"])


def score_treebank(nlp: Language, name: str, file: Path) -> dict[str, Any]:
    """Return the scores of ``nlp`` on one test file, in per cent."""
    groups = list(_texts(name, read_file(file)))
    golds = [treebank_doc(nlp.vocab, group, treebank_lemma) for group in groups]
    with nlp.select_pipes(disable=[p for p in ("ner",) if p in nlp.pipe_names]):
        predicted = list(nlp.pipe([gold.text for gold in golds]))
    examples = [Example(p, g) for p, g in zip(predicted, golds, strict=True)]
    scores = _scores(nlp, examples)
    result: dict[str, Any] = {k: round(100 * scores[v], 2) for k, v in MEASURES.items()}
    result["lemma_figures_as_written"] = round(100 * _figures_kept(predicted, groups), 2)
    result["relations"] = dict(_relations(scores))
    if name in SINGLE_SENTENCES:
        del result["sentence"]
    return result


def score_syntax(nlp: Language, data: Path) -> dict[str, Any]:
    """Return the scores on every treebank test set, by its name."""
    folder = data / "syntax"
    return {n: score_treebank(nlp, n, folder / f"{f}.conllu.gz") for n, f in TESTS.items()}
