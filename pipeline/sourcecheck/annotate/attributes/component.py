"""`sourcecheck_attributes`: writes the span group "attributes"."""

from __future__ import annotations

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.attributes import directions, results, titles
from sourcecheck.annotate.names.found import Named, read
from sourcecheck.annotate.names.layout import layout_of

#: What is said of names in words that have a form of its own; of these and of references to them.
_FORMS = (results, directions)


class Attributes:
    """Reads what is said of names: titles, ages, records, scores, votes and directions.

    It goes by the names of `sourcecheck_names`, and by the references of
    `sourcecheck_coreference` if it ran before; without names it finds nothing. Directions and
    records in words need the figures of `sourcecheck_quantities`.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but the group "attributes" is changed."""
        layout, every = layout_of(doc), read(doc)
        extracted = titles.find(layout, (item for item in every if not item.refers))
        named = Named(layout, every)
        for form in _FORMS:
            extracted += form.find(named)
        mentions.write(doc, "attributes", (item.mention() for item in extracted))
        return doc
