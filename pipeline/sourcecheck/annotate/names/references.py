"""Walks through a document once, in order, and resolves what refers to names in it.

Precision before recall: a reference that leaves doubt gets no mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sourcecheck.annotate.names import descriptions, groups, possessors, pronouns
from sourcecheck.annotate.names.discourse import Discourse
from sourcecheck.annotate.names.found import Found, Title
from sourcecheck.annotate.names.kinds import Kinds
from sourcecheck.annotate.names.layout import Layout

#: The speaker before what is said, at the beginning of a paragraph of a transcript.
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]*[ ]){0,4}([A-Z][\w.’'-]*):(?=\s)")


class References:
    """Resolves the references of one document."""

    def __init__(self, layout: Layout, found: list[Found], titles: list[Title]) -> None:
        self.layout = layout
        self.found = sorted(found)
        self._starts = [item.start for item in self.found]
        persons = [item for item in found if item.kind == "PERSON"]
        self._holders = descriptions.holders(titles, {item.start: item for item in persons})
        self._kinds = Kinds(layout, self.found)
        self._genders = pronouns.Genders(layout, persons, titles)
        self._named_at = {
            token.i: item for item in self.found for token in layout.tokens(item.start, item.end)
        }

    def resolve(self) -> list[Found]:
        """The references that are clear, in order of the text."""
        discourse = Discourse(self.layout)
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
            if item is not None and not self._names_in(item.start, item.end, item.how):
                resolved.append(item)
                discourse.add(item)
                end = item.end
        return resolved

    def _candidates(self) -> list[tuple[re.Match[str], str]]:
        text = self.layout.text
        found = [(m, "group") for m in groups.pattern().finditer(text)]
        found += [(m, "description") for m in descriptions.PATTERN.finditer(text)]
        found += [(m, "pronoun") for m in pronouns.pattern().finditer(text)]
        return sorted(found, key=lambda pair: (pair[0].start(), pair[1] != "group"))

    def _one(self, match: re.Match[str], kind: str, discourse: Discourse) -> Found | None:
        if kind == "group":
            return groups.resolve(match, discourse)
        if kind == "description":
            return descriptions.resolve(match, discourse, self._holders, self._kinds, self._between)
        if self.layout.quoted(match.start()) or self._spoken(match.start()):
            return None  # who speaks, and of whom, is another matter
        number = pronouns.group(match.group())
        if number == "plural":
            return groups.plural_pronoun(match, discourse, self._between)
        if number == "neuter":
            return possessors.resolve(match, self.layout, self._named_at)
        return pronouns.resolve(match, discourse, self._genders, self._between)

    def _spoken(self, offset: int) -> bool:
        """Does the paragraph begin with its speaker ("Q:", "Mr. ROE:", a person's name)?"""
        start = self.layout.paragraphs[self.layout.paragraph(offset)]
        label = _LABEL.match(self.layout.text, start)
        if not label:
            return False
        person = any(item.kind == "PERSON" for item in self._between(start, label.end()))
        return person or label.group(1).isupper()

    def _between(self, start: int, end: int) -> list[Found]:
        return self.found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _names_in(self, start: int, end: int, how: str) -> bool:
        """Would the reference swallow a name that is not its own nationality?"""
        return any(item.kind != "NORP" for item in self._between(start, end))
