"""Write the DocBins of the syntax part: whole documents to train on, paragraphs to choose by."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.tokens import DocBin

from training.conllu import Sentence, read_file
from training.docs import by_document, by_paragraph, treebank_doc

TREEBANKS = ("ewt", "gum")
# The formal genres of GUM, nearest to reports and news, are read twice per epoch.
TWICE = ("GUM_news", "GUM_bio", "GUM_academic", "GUM_textbook", "GUM_voyage", "GUM_speech")


def _sentences(data: Path, split: str) -> list[Sentence]:
    files = [data / "syntax" / f"{name}-{split}.conllu.gz" for name in TREEBANKS]
    return [sentence for file in files for sentence in read_file(file)]


def prepare_syntax(data: Path, out: Path) -> None:
    """Write ``syntax-train.spacy`` and ``syntax-dev.spacy`` into ``out``."""
    vocab = spacy.blank("en").vocab
    documents = list(by_document(_sentences(data, "train")))
    documents += [d for d in documents if d[0].document.startswith(TWICE)]
    train = DocBin(docs=[treebank_doc(vocab, group) for group in documents])
    paragraphs = by_paragraph(_sentences(data, "dev"))
    dev = DocBin(docs=[treebank_doc(vocab, group) for group in paragraphs])
    out.mkdir(parents=True, exist_ok=True)
    train.to_disk(out / "syntax-train.spacy")
    dev.to_disk(out / "syntax-dev.spacy")
