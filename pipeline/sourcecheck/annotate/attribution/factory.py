"""Registers the component: `nlp.add_pipe("sourcecheck_attribution")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sourcecheck.annotate.attribution.component import Attribution


@Language.factory("sourcecheck_attribution", assigns=["doc.spans", "doc.user_data"])
def make(nlp: Language, name: str) -> Attribution:
    """A component that writes `doc.spans["statements"]`; needs no settings."""
    # imported here: spaCy loads this module for every pipeline of anyone who has us installed
    from sourcecheck.annotate.attribution.component import Attribution

    return Attribution()
