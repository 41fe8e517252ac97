"""Names in a phrase: which of them is its head, and which only describe."""

from __future__ import annotations

import functools

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.layers import Layers, dependants, lemma, relation
from sourcecheck.claim.phrase import phrase
from sourcecheck.lexicon import titles


def kind_of(layers: Layers, token: Token) -> str:
    """The kind of the name that covers the token; "" for none."""
    mention = layers.names.get(token.i)
    return mention.name.kind if mention is not None and mention.name is not None else ""


def core(layers: Layers, head: Token) -> list[Token]:
    """The tokens of a phrase that say whom it is about: for a name the name itself and those
    joined to it by "and", without what describes it; else the whole phrase."""
    if not layers.is_name(head):
        return phrase(head)
    found = [head]
    for child in dependants(head):
        if relation(child) == "conj":
            found.extend(core(layers, child))
    return found


def describing(layers: Layers, token: Token) -> bool:
    """Is the token in a name that only describes: "an Ambrian-born fighter", "the Ambrian
    champion"? Such a name is nobody whose record or age is stated."""
    mention = layers.names.get(token.i)
    if mention is None or mention.name is None or mention.name.kind not in ("NORP", "LOC"):
        return False
    after = token.i + 1
    if after + 1 < len(layers.doc) and layers.doc[after].text == "-":
        return lemma(layers.doc[after + 1]) in words("describing_participles")
    if mention.name.kind == "NORP" and _one_of_them(token):
        return True
    if mention.name.kind != "NORP" or relation(token) not in ("amod", "compound", "nmod"):
        return False
    return token.head.i > token.i and token.head.tag_ == "NN" and _person(token.head)


def _one_of_them(token: Token) -> bool:
    """Is it one person of a country, who is not the country: "the Ambrian won", "a Norlandman"?"""
    alone = relation(token) in ("nsubj", "obj", "iobj", "obl") and token.tag_ in ("NN", "NNP")
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return alone and before in ("the", "a", "an") and token.lower_.endswith(_ends_of_one())


@functools.cache
def _ends_of_one() -> tuple[str, ...]:
    return tuple(sorted(words("ends_of_one")))


def _person(noun: Token) -> bool:
    return lemma(noun) in titles.heads() or lemma(noun) in _people()


@functools.cache
def words(name: str) -> frozenset[str]:
    """A list of `resources/bearers.toml`."""
    return frozenset(resources.load("bearers")[name])


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(resources.load("references")["people"])
