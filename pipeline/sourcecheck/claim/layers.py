"""The annotations of one Doc, looked up by token."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sourcecheck.annotate import mentions
from sourcecheck.annotate.layout.lists import label_of_list
from sourcecheck.annotate.view import View, view_of
from sourcecheck.model.mention import Mention
from sourcecheck.model.name import Name

#: Rules of `sourcecheck_names` by which words other than a name refer to one: there the whole
#: counts ("the Norlandic president" is a person), not a demonym inside.
_DESCRIBED = frozenset({"pronoun", "description"})


@dataclass(frozen=True, slots=True)
class Layers:
    """Names and dates by token index, over the view of the document."""

    view: View
    doc: Doc  # of the view, as its text
    text: str
    parsed: bool  # is there grammar to walk?
    mentions: tuple[Mention, ...]  # all, in order
    named: tuple[Mention, ...]  # those of names
    names: dict[int, Mention]
    titles: frozenset[int]  # tokens of titles: the demonym in "French President X" is no subject
    dates: dict[int, Mention]
    figures: dict[int, Mention]
    statements: tuple[Mention, ...]
    starts: list[int]  # of statements
    reach: list[int]  # the last character that a statement or one before it covers
    heads: list[int]  # token: the token that it hangs on, itself for a root
    passing: dict[tuple[int, int], Any] = field(default_factory=dict)  # kept by `claim.binding`

    @classmethod
    def of(cls, doc: Doc) -> Layers:
        """The layers of an annotated Doc."""
        view = view_of(doc)
        found: dict[str, list[Mention]] = {group: [] for group in mentions.GROUPS.values()}
        for mention in (every := doc._.mentions):
            found[mentions.GROUPS[mention.kind]].append(mention)
        named, statements = tuple(found["names"]), tuple(found["statements"])
        described = [m for m in named if m.name is not None and m.name.how in _DESCRIBED]
        return cls(
            view=view,
            doc=doc,
            text=view.text,
            parsed=view.parsed,
            mentions=every,
            named=named,
            names={**_by_token(view, named), **_by_token(view, described)},
            titles=frozenset(_by_token(view, found["attributes"])),
            dates=_by_token(view, found["dates"]),
            figures=_by_token(view, found["quantities"]),
            statements=statements,
            starts=[m.span.start for m in statements],
            reach=list(accumulate((m.span.end for m in statements), max)),
            heads=[token.head.i for token in doc],
        )

    def tokens(self, mention: Mention) -> Tokens | None:
        """The tokens a mention touches; None for an empty stretch."""
        return self.view.span(mention.span.start, mention.span.end)

    def statements_over(self, start: int, end: int) -> list[Mention]:
        """The statements that cover the characters `[start, end)`, in order."""
        over: list[Mention] = []
        at = bisect_right(self.starts, start) - 1
        while at >= 0 and self.reach[at] >= end:
            if self.statements[at].span.end >= end:
                over.append(self.statements[at])
            at -= 1
        return over[::-1]

    def sentence(self, tokens: Tokens) -> Tokens:
        """The sentence of the parse around the tokens."""
        return self.view.parsed_sentence(tokens)

    def list_label(self, figure: Tokens) -> Tokens | None:
        """The label of a list in which a figure stands behind a name: "Losses" of "Losses: Norland
        53; Sudland 65". None for other figures, and for dates."""
        name = self.names.get(figure.start - 1)
        if name is None or figure.start not in self.figures:
            return None
        if self.text[name.span.end : figure.start_char].strip():
            return None
        label = label_of_list(self.text, name.span.start, figure.end_char)
        return self.view.span(*label, inside=True) if label is not None else None

    def name(self, token: Token) -> Name | None:
        """The name that covers the token."""
        mention = self.names.get(token.i)
        return mention.name if mention is not None else None

    def is_name(self, token: Token) -> bool:
        """Does a proper name (not a pronoun or description) cover the token?"""
        return token.pos_ == "PROPN" and self.name(token) is not None

    def is_free(self, token: Token) -> bool:
        """Is the token part of no name, date or figure?"""
        return not any(token.i in layer for layer in (self.names, self.dates, self.figures))

    def kind(self, token: Token) -> str:
        """The kind of the name that covers the token; "" for none."""
        name = self.name(token)
        return name.kind if name is not None else ""

    def in_reference(self, tokens: Tokens) -> bool:
        """Are the tokens part of words that stand for a name, as "two" in "the two countries"?"""
        name = self.name(tokens[0])
        return name is not None and name.how in _DESCRIBED

    def entities(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The document's entities that these tokens name or refer to, sorted, no repeats."""
        found: set[str] = set()
        for token in tokens:
            name = self.name(token)
            if name is not None and token.i not in self.titles:
                found.update(name.entities)
        return tuple(sorted(found))


def _by_token(view: View, found: Iterable[Mention]) -> dict[int, Mention]:
    """Token index to the shortest of these mentions that covers the token."""
    table: dict[int, Mention] = {}
    for mention in sorted(found, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        tokens = view.span(mention.span.start, mention.span.end)
        if tokens is not None:
            table.update(dict.fromkeys(range(tokens.start, tokens.end), mention))
    return table
