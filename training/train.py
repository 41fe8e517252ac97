"""Train one part of the pipeline from its configuration file, with spaCy's own training loop."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.schemas import ConfigSchemaTraining
from spacy.training.loop import train as spacy_train
from spacy.util import load_config, load_model_from_config, registry, resolve_dot_names
from thinc.api import fix_random_seed

from training.syntax_corpus import syntax_corpus
from training.tokenizer import customise

CONFIGS = Path(__file__).with_name("configs")

registry.readers.register("sourcecheck.syntax_corpus.v1", func=syntax_corpus)


def configured(name: str, settings: dict[str, Any]) -> Language:
    """Return a fresh pipeline from ``configs/NAME.cfg``, its labels read from a whole epoch.

    ``settings`` overrides values by their dotted names ("paths.train"). The corpus is streamed
    while training, and spaCy alone would then take the labels from the first hundred examples.
    """
    config = load_config(CONFIGS / f"{name}.cfg", overrides=settings, interpolate=False)
    nlp = customise(load_model_from_config(config, auto_fill=True))
    plain = nlp.config.interpolate()
    fix_random_seed(plain["training"]["seed"])
    training = registry.resolve(plain["training"], schema=ConfigSchemaTraining)
    (corpus,) = resolve_dot_names(plain, [training["train_corpus"]])
    examples = list(corpus(nlp))
    nlp.initialize(lambda: examples, sgd=training["optimizer"])
    return nlp


def continued(name: str, start: Path, settings: dict[str, Any]) -> Language:
    """Return the pipeline saved at ``start``, to be trained on as ``configs/NAME.cfg`` says."""
    config = load_config(CONFIGS / f"{name}.cfg", overrides=settings, interpolate=False)
    nlp = customise(spacy.load(start))
    merged = nlp.config.copy()
    for section in ("paths", "system", "corpora", "training"):
        merged[section] = {**merged[section], **config[section]}
    nlp.config = merged
    if "trainable_lemmatizer" in nlp.pipe_names:
        _restore_labels(nlp.get_pipe("trainable_lemmatizer"))
    return nlp


def _restore_labels(lemmatizer: Any) -> None:
    """Give a loaded lemmatizer its table from edit trees to labels back.

    spaCy 3.8 does not save it: trained on without it, every lemma counts as the first label.
    """
    labels = lemmatizer.cfg["labels"]
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(labels)}


def fit(nlp: Language, out: Path) -> None:
    """Train ``nlp``; ``out/model-best`` is the best on dev so far, also while this runs."""
    out.mkdir(parents=True, exist_ok=True)
    fix_random_seed(nlp.config.interpolate()["training"]["seed"])
    spacy_train(nlp, out, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
