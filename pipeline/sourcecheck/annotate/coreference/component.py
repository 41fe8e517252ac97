"""`sourcecheck_coreference`: adds to the span group "names" what refers to names."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.attributes import titles
from sourcecheck.annotate.coreference import definite, groups, pronouns
from sourcecheck.annotate.coreference.discourse import Discourse
from sourcecheck.annotate.coreference.kinds import Kinds
from sourcecheck.annotate.names.found import Found, Named, read
from sourcecheck.annotate.view import View, view_of

#: The speaker before what is said, at the beginning of a paragraph of a transcript.
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]*[ ]){0,4}([A-Z][\w.’'-]*):(?=\s)")


class Coreference:
    """Adds pronouns and definite noun phrases with the names that they stand for.

    It goes by the names of `sourcecheck_names`; without them it finds nothing. Precision before
    recall: a reference that leaves doubt gets no mention. Without a parser it leaves out what
    needs grammar.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but the group "names" is changed."""
        found = [item for item in read(doc) if not item.refers]
        resolved = References(view_of(doc), found).resolve()
        mentions.write(doc, "names", (item.mention() for item in (*found, *resolved)))
        return doc


class References:
    """Walks through a document once, in order, and resolves what refers to its names `found`."""

    def __init__(self, view: View, found: list[Found]) -> None:
        self.view = view
        self.found = sorted(found)
        self._named = Named(view, found)
        held = titles.find(view, found)
        self._holders = definite.holders(held)
        self._kinds = Kinds(view, self.found)
        persons = [item for item in found if item.kind == "PERSON"]
        self._genders = pronouns.Genders(view, persons, held)

    def resolve(self) -> list[Found]:
        """The references that are clear, in order of the text."""
        discourse = Discourse(self.view, self._named)
        resolved: list[Found] = []
        index = 0
        end = 0
        for match, kind in self._candidates():
            while index < len(self.found) and self.found[index].start < match.start():
                discourse.add(self.found[index])
                end = max(end, self.found[index].end)
                index += 1
            if match.start() < end:
                continue
            item = self._one(match, kind, discourse)
            if item is not None and not self._names_in(item):
                resolved.append(item)
                discourse.add(item)
                end = item.end
        return resolved

    def _candidates(self) -> list[tuple[re.Match[str], str]]:
        text = self.view.text
        found = [(m, "group") for m in groups.pattern().finditer(text)]
        found += [(m, "description") for m in definite.PATTERN.finditer(text)]
        found += [(m, "pronoun") for m in pronouns.pattern().finditer(text)]
        return sorted(found, key=lambda pair: (pair[0].start(), pair[1] != "group"))

    def _one(self, match: re.Match[str], kind: str, discourse: Discourse) -> Found | None:
        if kind == "group":
            return groups.resolve(match, discourse)
        if kind == "description":
            return definite.resolve(match, discourse, self._holders, self._kinds)
        if self.view.block("quotation", match.start()) or self._spoken(match.start()):
            return None  # who speaks, and of whom, is another matter
        number = pronouns.group(match.group())
        if number == "plural":
            return groups.plural_pronoun(match, discourse)
        if number == "neuter":
            return pronouns.possessor(match, self._named)
        return pronouns.singular(match, discourse, self._genders)

    def _spoken(self, offset: int) -> bool:
        """Does the paragraph begin with its speaker ("Q:", "Mr. ROE:", a person's name)?"""
        start = self.view.paragraphs[self.view.paragraph(offset)]
        label = _LABEL.match(self.view.text, start)
        if not label:
            return False
        within = self._named.between(start, label.end())
        return any(item.kind == "PERSON" for item in within) or label.group(1).isupper()

    def _names_in(self, reference: Found) -> bool:
        """Would the reference swallow a name that is not its own nationality?"""
        within = self._named.between(reference.start, reference.end)
        return any(item.kind != "NORP" for item in within)
