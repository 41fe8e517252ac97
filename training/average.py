"""Average the weights of several runs of one training: steadier than any one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language


def _models(nlp: Language) -> Iterator[Any]:
    for _, pipe in nlp.pipeline:
        found: Any = getattr(pipe, "model", None)
        if found is not None:
            yield found


def average(nlp: Language, others: Sequence[Language]) -> Language:
    """Set all weights of ``nlp`` to their mean over it and ``others``, and return it.

    All must have been trained on from the same weights, so that they have the same layers and
    labels and lie near each other.
    """
    for target, *models in zip(_models(nlp), *map(_models, others), strict=True):
        layers = [list(model.walk()) for model in models]
        for i, node in enumerate(target.walk()):
            for name in node.param_names:
                if node.has_param(name):
                    weights = [node.get_param(name), *(each[i].get_param(name) for each in layers)]
                    node.set_param(name, sum(weights) / len(weights))
    return nlp
