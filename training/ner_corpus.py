"""The corpus reader of the NER part: other names, quotes and case in every epoch."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

from training.augment import Pools, curly_quotes, dateline, make_pools, recase, replace_names
from training.ner_data import Name, names_of, read_gazetteer, set_names

Annotated = tuple[str, list[Name]]


def repeats(weight: float, rng: random.Random) -> int:
    """Return how often to read a record in this epoch: 1.5 gives once or twice."""
    whole = int(weight)
    return whole + (rng.random() < weight - whole)


def weight_of(source: str, weights: dict[str, float]) -> float:
    """Return the weight of the longest key that ``source`` begins with, else 1."""
    keys = [key for key in weights if source.startswith(key)]
    return weights[max(keys, key=len)] if keys else 1.0


def example(nlp: Language, text: str, names: list[Name]) -> Example:
    """Return the training example of an annotated text."""
    predicted = nlp.make_doc(text)
    return Example(predicted, set_names(predicted.copy(), names))


def _changed(
    text: str, names: list[Name], share: float, level: float, pools: Pools, rng: random.Random
) -> Annotated:
    if rng.random() < share:
        text, names = replace_names(text, names, level, pools, rng)
    draw = rng.random()
    if draw < 0.04:
        text, names = dateline(text, names, pools, rng)
    elif draw < 0.07:
        text = recase(text, upper=False)
    elif draw < 0.09:
        text = recase(text, upper=True)
    if rng.random() < 0.15:
        text = curly_quotes(text)
    return text, names


def ner_corpus(
    path: Path, gazetteer: Path, share: float, level: float, weights: dict[str, float], seed: int
) -> Callable[[Language], Iterator[Example]]:
    """Return a reader over the records of a DocBin.

    ``share``: part of the records in which names are replaced, each with probability ``level``;
    ``weights``: how often the records of a source (by the beginning of its name) are read per
    epoch.
    """
    rng = random.Random(seed)
    listed = read_gazetteer(gazetteer)
    cache: list[tuple[str, list[Name], float]] = []
    pools = Pools()

    def read(nlp: Language) -> Iterator[Example]:
        nonlocal pools
        if not cache:
            for doc in DocBin(store_user_data=True).from_disk(path).get_docs(nlp.vocab):
                weight = weight_of(doc.user_data["source"], weights)
                cache.append((doc.text, names_of(doc), weight))
            seen = [(text[n.start : n.end], n.label) for text, names, _ in cache for n in names]
            pools = make_pools(seen + listed)
        epoch = [row for row in cache for _ in range(repeats(row[2], rng))]
        rng.shuffle(epoch)
        for text, names, _ in epoch:
            yield example(nlp, *_changed(text, names, share, level, pools, rng))

    return read
