"""`sourcecheck_attribution`: writes the span group "statements"."""

from __future__ import annotations

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.attribution import modality, retracted, speakers
from sourcecheck.annotate.attribution.spans import inherit
from sourcecheck.annotate.names.layout import layout_of


class Attribution:
    """Marks who says what, and how firmly, wherever it is not the source's own assertion.

    Spans nest; each carries all that is known of it, so the smallest one around a mention is the
    one to read. Without a parser only speakers named right beside the verb, quotations and cues
    before the end of a clause are marked. Speakers go by the names of `sourcecheck_names`, if it
    ran before.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but the group "statements" is changed."""
        layout = layout_of(doc)
        named = speakers.Names(mentions.read(doc, "names"))
        said = (*speakers.find(layout, named), *speakers.find_placed(layout, named))
        values = (*mentions.read(doc, "quantities"), *mentions.read(doc, "dates"))
        taken_back = retracted.find(layout, values)
        found = inherit([*said, *modality.find(layout), *taken_back])
        mentions.write(doc, "statements", (item.mention(layout.text) for item in found))
        return doc
