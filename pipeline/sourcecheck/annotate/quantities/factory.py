"""`nlp.add_pipe("sourcecheck_quantities")`: numbers, quantities, money, percentages, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sourcecheck.annotate.quantities.component import Quantities


@Language.factory("sourcecheck_quantities", assigns=["doc.spans"], default_config={})
def make(nlp: Language, name: str) -> Quantities:
    """The component; it needs nothing of the pipeline, and uses tags, parse and entities if any."""
    # imported here: spaCy loads this module for every pipeline of anyone who has us installed
    from sourcecheck.annotate.quantities.component import Quantities

    return Quantities()
