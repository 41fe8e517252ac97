"""Registers the component: `nlp.add_pipe("sourcecheck_attribution")`."""

from __future__ import annotations

from spacy.language import Language

from sourcecheck.annotate.attribution.component import Attribution


@Language.factory("sourcecheck_attribution", assigns=["doc.spans", "doc.user_data"])
def make(nlp: Language, name: str) -> Attribution:
    """A component that writes `doc.spans["statements"]`; needs no settings."""
    return Attribution()
