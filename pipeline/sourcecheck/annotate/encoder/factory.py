"""Registers the component: `nlp.add_pipe("sourcecheck_encoder")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sourcecheck.annotate.encoder.component import Encoder


@Language.factory(
    "sourcecheck_encoder",
    assigns=["doc.ents", "doc.user_data"],
    default_config={"encoder": "default", "names": True, "vectors": True},
)
def make(nlp: Language, name: str, encoder: str, names: bool, vectors: bool) -> Encoder:
    """A component that reads each Doc once with the small encoder.

    `encoder`: "default" for the one that ships with the program, or a folder; `names`: set
    `doc.ents`; `vectors`: keep what is asked at each value for `claim.vector`.
    """
    # imported here: spaCy loads this module for every pipeline of anyone who has us installed
    from sourcecheck.annotate.encoder.component import Encoder

    return Encoder(encoder, names, vectors)
