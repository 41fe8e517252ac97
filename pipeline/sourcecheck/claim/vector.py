"""Claim vectors: which question a figure or date answers, as a unit vector.

The encoder has read the text when it was annotated (`annotate/encoder/`); a claim's vector is what
it says at the claim's words. The value itself it has never seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from sourcecheck.annotate.encoder.component import asked
from sourcecheck.annotate.encoder.reading import Vectors
from sourcecheck.model.claim import Claim

#: Kinds of claim that answer by a value which can be masked.
KINDS = ("quantity", "money", "percent", "count", "ordinal", "duration", "date")


def vectors(doc: Doc, claims: Sequence[Claim]) -> list[Vectors | None]:
    """The vector of each claim of a document, None where it has none or no encoder has read it.

    Unit vectors of 192 numbers, rounded to four decimals.
    """
    read = asked(doc)
    if read is None:
        return [None] * len(claims)
    return [
        read.vector(claim.span.start, claim.span.end) if claim.kind in KINDS else None
        for claim in claims
    ]
