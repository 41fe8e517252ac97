"""What a turn is a turn of, where its noun is left out: "the second round … in the sixth"."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, relation

#: So far back, in tokens, a reader still has the noun in mind.
_BACK = 400
_BEFORE = ("in", "at", "during", "through", "until", "after", "before", "by")


def turned(layers: Layers, value: Tokens) -> Token | None:
    """The noun that the nearest earlier ordinal counts, for one that stands alone in its phrase
    ("in the sixth"); None for others."""
    if not _alone(value):
        return None
    first = max(0, value.start - _BACK)
    for place in range(value.start - 1, first - 1, -1):
        mention = layers.figures.get(place)
        if mention is None or mention.kind != "ordinal":
            continue
        token = layers.doc[place]
        if relation(token) == "amod" and token.head.pos_ == "NOUN" and token.head.i > place:
            return token.head
    return None


def _alone(value: Tokens) -> bool:
    """Does it stand behind a preposition and an article, and before no noun?"""
    doc, first, end = value.doc, value.start, value.end
    if first < 2 or doc[first - 1].lower_ != "the" or doc[first - 2].lower_ not in _BEFORE:
        return False
    return end >= len(doc) or doc[end].pos_ in ("PUNCT", "CCONJ", "SCONJ", "ADP", "ADV", "SPACE")
