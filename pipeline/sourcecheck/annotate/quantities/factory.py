"""`nlp.add_pipe("sourcecheck_quantities")`: numbers, quantities, money, percentages, counts."""

from __future__ import annotations

from spacy.language import Language

from sourcecheck.annotate.quantities.component import Quantities


@Language.factory(
    "sourcecheck_quantities",
    assigns=["doc.spans"],
    default_config={},
)
def make(nlp: Language, name: str) -> Quantities:
    """The component; it needs nothing of the pipeline, and uses tags, parse and entities if any."""
    return Quantities()
