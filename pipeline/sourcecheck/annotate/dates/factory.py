"""`nlp.add_pipe("sourcecheck_dates")`: dates, times, durations and sets as `doc.spans["dates"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sourcecheck.annotate.dates.component import Dates


@Language.factory("sourcecheck_dates", assigns=["doc.spans"])
def make(nlp: Language, name: str) -> Dates:
    """The component; works on any pipeline, better where tags and entities are set before it.

    Reads `doc._.reference_date` (EDTF, "" when unknown), writes `doc._.mentions`.
    """
    # imported here: spaCy loads this module for every pipeline of anyone who has us installed
    from sourcecheck.annotate.dates.component import Dates

    return Dates()
