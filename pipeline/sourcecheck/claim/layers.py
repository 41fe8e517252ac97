"""The annotations of one Doc, looked up by token."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.model.mention import Mention

#: Longest stretch of a sentence that is looked at on either side of a value, in tokens; of the
#: sentences of UD_English-EWT and GUM fewer than one in a thousand is longer than 100 tokens.
_REACH = 100
#: So many dependants of a word are looked at.
_MOST = 40

#: Rules of `sourcecheck_names` by which words other than a name refer to one: there the whole
#: counts ("the Norlandic president" is a person), not a demonym inside.
_DESCRIBED = frozenset({"pronoun", "description"})


@functools.cache
def closed_class(name: str) -> frozenset[str]:
    """A list of `resources/grammar.toml` as a set of lemmas."""
    return frozenset(resources.load("grammar")["classes"][name])


@dataclass(frozen=True, slots=True)
class Layers:
    """Names and dates by token index; `parsed` says whether there is grammar to walk."""

    doc: Doc
    names: dict[int, Mention]
    titles: frozenset[int]  # tokens of titles: the demonym in "French President X" is no subject
    dates: dict[int, Mention]
    figures: dict[int, Mention]
    statements: tuple[Mention, ...]
    parsed: bool

    @classmethod
    def of(cls, doc: Doc) -> Layers:
        """The layers of an annotated Doc."""
        return cls(
            doc=doc,
            names={**_by_token(doc, "names"), **_by_token(doc, "names", how=_DESCRIBED)},
            titles=frozenset(_by_token(doc, "attributes")),
            dates=_by_token(doc, "dates"),
            figures=_by_token(doc, "quantities"),
            statements=mentions.read(doc, "statements"),
            parsed=doc.has_annotation("DEP"),
        )

    def tokens(self, mention: Mention) -> Tokens | None:
        """The tokens a mention touches; None for an empty stretch."""
        return self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")

    def sentence(self, tokens: Tokens) -> Tokens:
        """The sentence around the tokens, cut to `_REACH` tokens either side of them.

        The cut keeps the work per value constant in a text that is one endless sentence.
        """
        start, end = tokens.start, tokens.end
        first, last = max(0, start - _REACH), min(len(self.doc), end + _REACH)
        while start > first and not self.doc[start].is_sent_start:
            start -= 1
        while end < last and not self.doc[end].is_sent_start:
            end += 1
        return self.doc[start:end]

    def is_name(self, token: Token) -> bool:
        """Does a proper name (not a pronoun or description) cover the token?"""
        mention = self.names.get(token.i)
        return mention is not None and mention.name is not None and token.pos_ == "PROPN"

    def in_reference(self, tokens: Tokens) -> bool:
        """Are the tokens part of words that stand for a name, as "two" in "the two countries"?"""
        mention = self.names.get(tokens[0].i)
        return mention is not None and mention.name is not None and mention.name.how in _DESCRIBED

    def entities(self, tokens: list[Token]) -> tuple[str, ...]:
        """The document's entities that these tokens name or refer to, sorted, no repeats."""
        found: set[str] = set()
        for token in tokens:
            if token.i in self.titles:
                continue
            mention = self.names.get(token.i)
            if mention is not None and mention.name is not None:
                found.update(mention.name.entities)
        return tuple(sorted(found))


def _by_token(doc: Doc, group: str, how: frozenset[str] | None = None) -> dict[int, Mention]:
    """Token index to the shortest mention of `group` that covers the token.

    With `how`, only names found by one of these rules.
    """
    table: dict[int, Mention] = {}
    for mention in sorted(
        mentions.read(doc, group), key=lambda m: (m.span.start - m.span.end, m.span.start)
    ):
        if how is not None and (mention.name is None or mention.name.how not in how):
            continue
        tokens = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if tokens is not None:
            table.update({token.i: mention for token in tokens})
    return table


def lemma(token: Token) -> str:
    """The lemma in lower case; the lower-cased word where the pipeline has none."""
    return settled((token.lemma_ or token.text).lower())


def settled(word: str) -> str:
    """A lemma as it is spelled here, whichever way a lemmatiser took it ("people": "person")."""
    lemmas: dict[str, str] = resources.load("grammar")["lemmas"]
    return lemmas.get(word, word)


def dependants(token: Token) -> Iterator[Token]:
    """The first words that hang on a word: a parse gone wrong may hang thousands on one."""
    return islice(token.children, _MOST)


def past_of(word: str) -> str:
    """The verb of a past form spelled like another verb ("found" is of "find"); else ""."""
    forms: dict[str, str] = resources.load("grammar")["past_forms"]
    return forms.get(word, "")


def relation(token: Token) -> str:
    """The dependency label without its UD subtype: "nsubj" for "nsubj:pass"."""
    return token.dep_.partition(":")[0]


def cases(token: Token) -> set[str]:
    """The prepositions and possessive markers of a nominal, lower case."""
    return {child.lower_ for child in token.children if relation(child) == "case"}
