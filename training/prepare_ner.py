"""Write the DocBins of the NER part."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from training.ner_data import Record, complete, demonyms, read_gazetteer, read_records, set_names
from training.tokenizer import customise

# WNUT17 is a third of the dev records but tweets are not what this pipeline is for.
DEV_TWEETS = 150


def _docs(records: Iterable[Record], gazetteer: Path) -> Iterable[Doc]:
    nlp = customise(spacy.blank("en"))
    norp = demonyms(read_gazetteer(gazetteer))
    for record in records:
        doc = set_names(nlp.make_doc(record.text), complete(record, norp))
        doc.user_data["source"] = record.source
        yield doc


def dev_records(records: Iterable[Record]) -> list[Record]:
    """Return the records to choose a model by, with only some of the tweets."""
    tweets = 0
    kept = []
    for record in records:
        tweets += record.source == "wnut17"
        if record.source != "wnut17" or tweets <= DEV_TWEETS:
            kept.append(record)
    return kept


def prepare_ner(data: Path, out: Path) -> None:
    """Write ``ner-train.spacy`` and ``ner-dev.spacy`` into ``out``."""
    gazetteer = data / "gazetteer" / "names.jsonl.gz"
    folder = data / "ner"
    train = read_records(folder / "train.jsonl.gz") + read_records(
        folder / "silver-ewt-train.jsonl.gz"
    )
    dev = dev_records(read_records(folder / "dev.jsonl.gz"))
    out.mkdir(parents=True, exist_ok=True)
    for name, records in (("train", train), ("dev", dev)):
        bin_ = DocBin(docs=_docs(records, gazetteer), store_user_data=True)
        bin_.to_disk(out / f"ner-{name}.spacy")
