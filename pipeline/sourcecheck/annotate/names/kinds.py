"""What a text calls its names: that Alder is an island and Birch a town.

A name says it itself ("Alder Island", "the River Alder"), or the words around it do: "the town of
Birch", "Birch, a town of …", "Birch is a town", "Birch city". Only nouns of
`resources/references.toml` [called] are looked for.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.normalise import name as names

#: Longest phrase behind a name in which it is called something, in tokens.
_REACH = 8
_KINDS = ("LOC", "ORG", "OTHER", "EVENT")
_BEFORE_OF = re.compile(r"\b([a-z]+)\s+of\s+(?:the\s+)?$")
_BEFORE = re.compile(r"\b([a-z]+)\s+$")
#: Tags of what may stand before the noun of a phrase.
_MODIFIERS = (
    "DT",
    "JJ",
    "JJR",
    "JJS",
    "NN",
    "NNP",
    "NNPS",
    "CD",
    "POS",
    "HYPH",
    "VBN",
    "VBG",
    "RBS",
)


@functools.cache
def nouns() -> frozenset[str]:
    """The nouns that may describe a place, a building or a body."""
    return frozenset(resources.load("references")["called"])


@functools.cache
def accepted(noun: str) -> frozenset[str]:
    """What a thing must be called so that "the" and `noun` may mean it."""
    return frozenset(resources.load("references")["called"][noun])


class Kinds:
    """What each entity of a document is called, and where it is named."""

    def __init__(self, layout: Layout, found: list[Found]) -> None:
        self._called: dict[str, set[str]] = defaultdict(set)
        for item in found:
            if item.kind in _KINDS and len(item.entities) == 1:
                self._called[item.entities[0]].update(_said(layout, item))
        merged: dict[str, set[str]] = defaultdict(set)
        for entity, said in self._called.items():
            merged[bare(entity)].update(said)
        self._merged = merged

    def fits(self, entity: str, noun: str) -> bool:
        """Is the entity called what "the" and `noun` may mean?"""
        return bool(self._merged.get(bare(entity), set()) & accepted(noun))

    def settlement(self, entity: str) -> bool:
        """May it be a town: no country, not called anything, and no street, sea or the like?"""
        last = names.words(entity)[-1:] or ("",)
        known = resources.load("references")["no_settlements"]
        return self.unknown(entity) and last[0].casefold() not in known

    def unknown(self, entity: str) -> bool:
        """Does the text leave open what the entity is?"""
        return not self._merged.get(bare(entity)) and not names.is_country(entity)


@functools.lru_cache(maxsize=4096)
def bare(entity: str) -> str:
    """A name without the words that say what it is: "Alder" for "Alder Island", "Isle of Alder"."""
    words = names.words(entity)
    folded = [word.casefold() for word in words]
    for index, (word, after) in enumerate(pairwise(folded)):
        if after == "of" and word in nouns() and index + 2 < len(words):
            return bare(" ".join(words[index + 2 :]))
    kept = [word for word in words if word.casefold() not in _generic()]
    return names.key(" ".join(kept) or entity)


@functools.cache
def _generic() -> frozenset[str]:
    return nouns() | {"of", "the", "refugee"}


def _said(layout: Layout, item: Found) -> Iterator[str]:
    """The nouns that a mention, or the words around it, call the name."""
    if item.how in ("demonym", "compound", "people"):
        return
    entity = item.entities[0]
    if names.governed_from(entity):
        yield from ("capital", "city")
    if names.is_country(entity):
        yield from ("country", "nation")
        return
    words = [word.casefold() for word in names.words(item.text)]
    own = [*words[:1], *words[-1:], *(w for w, after in pairwise(words) if after == "of")]
    yield from (word for word in own if word in nouns() and len(words) > 1)
    yield from _around(layout, item)
    if layout.tagged:
        yield from _described(layout, item)


def _around(layout: Layout, item: Found) -> Iterator[str]:
    """ "the town of Birch", "the provincial capital Birch", "Birch city", "Birch refugee camp"."""
    before = layout.text[max(0, item.start - 40) : item.start]
    of, right_before = _BEFORE_OF.search(before), _BEFORE.search(before)
    if of and of.group(1) in resources.load("references")["places_of"]:
        yield of.group(1)
    if right_before and right_before.group(1) in nouns():
        yield right_before.group(1)
    if item.kind == "LOC" and layout.tagged:
        yield from _behind(layout, item)


def _behind(layout: Layout, item: Found) -> Iterator[str]:
    """The noun of "Birch city", "Birch refugee camp"; not of "a Birch city bus"."""
    places = resources.load("references")["places_called"]
    at = layout.token(item.end - 1) + 1
    near = layout.doc[at : at + 3]
    words = [token.lower_ if token.tag_ == "NN" else "" for token in near]
    if words[:1] and words[0] in places and not "".join(words[1:2]):
        yield words[0]
    elif words[1:2] and words[1] in places and not "".join(words[2:]):
        yield from words[1:2] if words[0] in nouns() | {"refugee"} else ()


def _described(layout: Layout, item: Found) -> Iterator[str]:
    """ "Birch, a town …", "Birch is a town", "Alder is the north's largest island"."""
    at = layout.token(item.end - 1) + 1
    doc = layout.doc
    if at + 1 >= len(doc):
        return
    opens = doc[at].text in (",", "-", "–", "—", "(") or doc[at].lower_ in ("is", "was")
    if not opens or doc[at].is_sent_start:
        return
    if doc[at].lower_ in ("is", "was") and layout.parsed and not _is_subject(doc[at - 1]):
        return
    noun, article = None, False
    for token in doc[at + 1 : at + 1 + _REACH]:
        if token.tag_ not in _MODIFIERS or token.is_sent_start:
            break
        article = article or token.tag_ in ("DT", "POS")
        noun = token
    if noun is not None and article and noun.tag_ == "NN" and noun.lower_ in nouns():
        yield noun.lower_


def _is_subject(token: Token) -> bool:
    head = token.head if token.dep_.startswith(("flat", "compound")) else token
    return head.dep_.startswith("nsubj")
