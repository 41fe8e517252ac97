"""`sourcecheck_attribution`: writes the span group "statements"."""

from __future__ import annotations

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.attribution import modality, retracted, speakers
from sourcecheck.annotate.attribution.modality import inherit
from sourcecheck.annotate.view import view_of


class Attribution:
    """Marks who says what, and how firmly, wherever it is not the source's own assertion.

    Spans nest; each carries all that is known of it, so the smallest one around a mention is the
    one to read. Without a parser only speakers named right beside the verb, quotations and cues
    before the end of a clause are marked. Speakers go by the names of `sourcecheck_names`, if it
    ran before.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but the group "statements" is changed."""
        view = view_of(doc)
        named = speakers.Names(mentions.read(doc, "names"))
        said = (*speakers.find(view, named), *speakers.find_placed(view, named))
        values = (*mentions.read(doc, "quantities"), *mentions.read(doc, "dates"))
        taken_back = retracted.find(view, values)
        found = inherit([*said, *modality.find(view), *taken_back])
        mentions.write(doc, "statements", (item.mention(view.text) for item in found))
        return doc
