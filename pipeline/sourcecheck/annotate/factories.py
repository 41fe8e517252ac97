"""Registers our components with spaCy: `nlp.add_pipe("sourcecheck_dates")` and the others.

What a component does is imported by the function that makes it: spaCy loads this module for every
pipeline of anyone who has us installed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.util import registry

if TYPE_CHECKING:
    from sourcecheck.annotate.attributes.component import Attributes
    from sourcecheck.annotate.attribution.component import Attribution
    from sourcecheck.annotate.coreference.component import Coreference
    from sourcecheck.annotate.dates.component import Dates
    from sourcecheck.annotate.encoder.reading import Reader
    from sourcecheck.annotate.names.component import Names
    from sourcecheck.annotate.quantities.component import Quantities


@registry.tokenizers("sourcecheck.stored_tokenizer.v1")  # type: ignore[untyped-decorator]
def make_stored_tokenizer() -> Callable[[Language], Any]:
    """An empty tokenizer, for a pipeline that is loaded with the rules of its own."""
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    return lambda nlp: Tokenizer(nlp.vocab)


@Language.factory(
    "sourcecheck_encoder",
    assigns=["doc.ents", "doc.user_data"],
    default_config={"encoder": "default", "names": True, "vectors": True},
)
def make_encoder(nlp: Language, name: str, encoder: str, names: bool, vectors: bool) -> Reader:
    """A component that reads each Doc once with the small encoder.

    `encoder`: "default" for the one that ships with the program, or a folder; `names`: set
    `doc.ents`; `vectors`: keep what is asked at each value for `claim.vector`.
    """
    from sourcecheck.annotate.encoder.reading import Reader

    return Reader(encoder, names, vectors)


@Language.factory("sourcecheck_dates", assigns=["doc.spans"])
def make_dates(nlp: Language, name: str) -> Dates:
    """The component; works on any pipeline, better where tags and entities are set before it.

    Reads `doc._.reference_date` (EDTF, "" when unknown), writes `doc._.mentions`.
    """
    from sourcecheck.annotate.dates.component import Dates

    return Dates()


@Language.factory("sourcecheck_quantities", assigns=["doc.spans"], default_config={})
def make_quantities(nlp: Language, name: str) -> Quantities:
    """The component; it needs nothing of the pipeline, and uses tags, parse and entities if any."""
    from sourcecheck.annotate.quantities.component import Quantities

    return Quantities()


@Language.factory("sourcecheck_names", assigns=["doc.spans", "doc.user_data"])
def make_names(nlp: Language, name: str) -> Names:
    """A component that writes `doc.spans["names"]`; needs no settings."""
    from sourcecheck.annotate.names.component import Names

    return Names()


@Language.factory("sourcecheck_coreference", assigns=["doc.spans", "doc.user_data"])
def make_coreference(nlp: Language, name: str) -> Coreference:
    """A component that adds references to `doc.spans["names"]`; needs no settings."""
    from sourcecheck.annotate.coreference.component import Coreference

    return Coreference()


@Language.factory("sourcecheck_attributes", assigns=["doc.spans", "doc.user_data"])
def make_attributes(nlp: Language, name: str) -> Attributes:
    """A component that writes `doc.spans["attributes"]`; needs no settings."""
    from sourcecheck.annotate.attributes.component import Attributes

    return Attributes()


@Language.factory("sourcecheck_attribution", assigns=["doc.spans", "doc.user_data"])
def make_attribution(nlp: Language, name: str) -> Attribution:
    """A component that writes `doc.spans["statements"]`; needs no settings."""
    from sourcecheck.annotate.attribution.component import Attribution

    return Attribution()
