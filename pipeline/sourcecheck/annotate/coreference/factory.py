"""Registers the component: `nlp.add_pipe("sourcecheck_coreference")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sourcecheck.annotate.coreference.component import Coreference


@Language.factory("sourcecheck_coreference", assigns=["doc.spans", "doc.user_data"])
def make(nlp: Language, name: str) -> Coreference:
    """A component that adds references to `doc.spans["names"]`; needs no settings."""
    # imported here: spaCy loads this module for every pipeline of anyone who has us installed
    from sourcecheck.annotate.coreference.component import Coreference

    return Coreference()
