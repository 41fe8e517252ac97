"""Registers the component: `nlp.add_pipe("sourcecheck_names")`."""

from __future__ import annotations

from spacy.language import Language

from sourcecheck.annotate.names.component import Names


@Language.factory("sourcecheck_names", assigns=["doc.spans", "doc.user_data"])
def make(nlp: Language, name: str) -> Names:
    """A component that writes `doc.spans["names"]` and `["attributes"]`; needs no settings."""
    return Names()
