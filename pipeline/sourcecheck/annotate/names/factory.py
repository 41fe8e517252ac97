"""Registers the component: `nlp.add_pipe("sourcecheck_names")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sourcecheck.annotate.names.component import Names


@Language.factory("sourcecheck_names", assigns=["doc.spans", "doc.user_data"])
def make(nlp: Language, name: str) -> Names:
    """A component that writes `doc.spans["names"]`; needs no settings."""
    # imported here: spaCy loads this module for every pipeline of anyone who has us installed
    from sourcecheck.annotate.names.component import Names

    return Names()
