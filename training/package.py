"""Write the trained part as a pipeline folder whose names come from the encoder."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training.attribution import licence_text, read_sources
from training.slim import slim
from training.tokenizer import customise

VERSION = "2.0.0"
MAX_MEGABYTES = 20.0
# Sections of a configuration that only matter while training; they name readers of ours.
TRAINING_ONLY = ("paths", "corpora", "training", "pretraining", "initialize")


def assembled(syntax: Path) -> Language:
    """Return the trained pipeline with the encoder behind it and the tokenizer rules as they are
    now."""
    importlib.import_module("sourcecheck.annotate.factories")
    nlp = customise(spacy.load(syntax))
    nlp.add_pipe("sourcecheck_encoder")
    return nlp


def performance(scores: dict[str, Any]) -> dict[str, Any]:
    """Return the scores as spaCy writes them in ``meta.json``: shares between 0 and 1."""
    pud, names = scores["syntax"]["PUD"], scores["ner"]["UNER-PUD"]
    keys = {"token_f": "token", "tag_acc": "tag", "pos_acc": "pos", "morph_acc": "morph"}
    keys |= {"lemma_acc": "lemma", "dep_uas": "uas", "dep_las": "las"}
    found = {key: round(pud[short] / 100, 4) for key, short in keys.items()}
    found |= {f"ents_{k}": round(names[k] / 100, 4) for k in "prf"}
    return {**found, "measured_on": "UD_English-PUD and UNER_English-PUD", "all": scores}


def describe(nlp: Language, scores: dict[str, Any] | None) -> None:
    """Fill in the meta data and drop what only training needs."""
    known = read_sources()
    used = [s for s in known["source"] if s["use"] != "test only"]
    nlp.meta["name"] = "sourcecheck"
    nlp.meta["version"] = VERSION
    nlp.meta["author"] = "sourcecheck"
    nlp.meta["license"] = f"{known['weights']['name']} (see ATTRIBUTION.md)"
    nlp.meta["description"] = (
        "English pipeline for reports and news: Universal Dependencies tags, lemmas and trees, "
        "names (PERSON ORG LOC NORP EVENT); trained only on freely licensed data."
    )
    nlp.meta["sources"] = [
        {"name": s["name"], "url": s["url"], "license": s["licence"], "author": s["attribution"]}
        for s in used
    ]
    nlp.meta["performance"] = performance(scores) if scores else {}
    nlp.config = nlp.config.copy()
    for section in TRAINING_ONLY:
        nlp.config[section] = {}


def megabytes(folder: Path) -> float:
    """Return the size of a folder in MB (1,000,000 bytes)."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def write_package(
    syntax: Path, data: Path, out: Path, scores: dict[str, Any] | None = None
) -> float:
    """Write the pipeline to ``out``, replacing what is there; return its size in MB."""
    nlp = assembled(syntax)
    describe(nlp, scores)
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(fresh)
    slim(fresh)
    (fresh / "ATTRIBUTION.md").write_text(licence_text(data), encoding="utf-8")
    size = megabytes(fresh)
    if size > MAX_MEGABYTES:
        raise ValueError(f"{fresh} has {size:.1f} MB, more than {MAX_MEGABYTES:.0f} MB")
    spacy.load(fresh)
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    return size
