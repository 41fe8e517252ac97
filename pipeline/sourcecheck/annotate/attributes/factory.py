"""Registers the component: `nlp.add_pipe("sourcecheck_attributes")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sourcecheck.annotate.attributes.component import Attributes


@Language.factory("sourcecheck_attributes", assigns=["doc.spans", "doc.user_data"])
def make(nlp: Language, name: str) -> Attributes:
    """A component that writes `doc.spans["attributes"]`; needs no settings."""
    # imported here: spaCy loads this module for every pipeline of anyone who has us installed
    from sourcecheck.annotate.attributes.component import Attributes

    return Attributes()
