"""`sourcecheck_encoder`: names as `doc.ents`, and what is asked at each value."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from sourcecheck.annotate.encoder import reading
from sourcecheck.annotate.encoder.reading import Reading

_STORE = "sourcecheck.encoder"


class Encoder:
    """Reads a Doc once with the encoder; loads it when the first Doc comes."""

    def __init__(self, encoder: str, names: bool, vectors: bool) -> None:
        self.encoder, self.names, self.vectors = encoder, names, vectors

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc.ents` (if `names`) and keep the claim vectors (if `vectors`)."""
        if self.names or self.vectors:
            read = reading.load(self.encoder).read(doc.text)
            if self.names:
                doc.ents = filter_spans(_entities(doc, read))
            if self.vectors:
                # plain values: a Doc with its user_data can be written to disk
                kept = {"starts": list(read.starts), "ends": list(read.ends), "asked": read.asked}
                doc.user_data[_STORE] = kept
        return doc


def _entities(doc: Doc, read: Reading) -> Iterable[Span]:
    for start, end, label in read.names:
        span = doc.char_span(start, end, label, alignment_mode="expand")
        if span is not None:
            yield span


def asked(doc: Doc) -> Reading | None:
    """What is asked at the values of a Doc; None if no encoder has read it for claim vectors."""
    kept = doc.user_data.get(_STORE)
    if kept is None:
        return None
    return Reading((), tuple(kept["starts"]), tuple(kept["ends"]), np.asarray(kept["asked"]))
