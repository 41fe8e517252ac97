"""A word that a value may be about, and how the value stands to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, cases, dependants, lemma, relation
from sourcecheck.claim.vocabulary import Part

#: Relations of what keeps company with a verb: "take hostage", "lay off", "shot dead".
_COMPANY = ("nsubj", "obj", "obl", "xcomp", "compound", "advmod", "conj", "ccomp", "advcl")

#: Parts of speech of numbers and units.
_MEASURING = ("NUM", "SYM", "NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Station:
    """A noun, verb, adjective or preposition that the value may be about."""

    part: Part
    token: Token
    role: str = ""  # how the value hangs on a verb: nsubj, obj, sole (subject without object), …
    words: tuple[str, ...] = ()  # lemmas that complete a wording of it

    @property
    def narrowing(self) -> tuple[Token, ...]:
        """What narrows a noun: its adjectives, compounds and of-complements."""
        return tuple(
            child
            for child in dependants(self.token)
            if relation(child) in ("amod", "compound", "flat")
            or (relation(child) == "nmod" and "of" in cases(child))
        )

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The lemmas of what narrows a noun or keeps company with a verb, and `words`."""
        if self.token.pos_ not in ("VERB", "AUX"):
            # a verb that a tagger takes for a noun keeps its particle: "flood washes away a bridge"
            beside = (c for c in dependants(self.token) if relation(c) == "advmod")
            return (*self.words, *(lemma(child) for child in (*self.narrowing, *beside)))
        children = dependants(self.token)
        company = [child for child in children if relation(child) in _COMPANY]
        further = [
            c for near in company for c in near.children if relation(c) in ("compound", "nmod")
        ]
        prepositions = [case for one in company for case in sorted(cases(one))]
        above = [self.token.head] if relation(self.token) in ("acl", "conj") else []
        return (*self.words, *prepositions, *(lemma(t) for t in (*company, *further, *above)))


def nominal(head: Token) -> tuple[Token, ...]:
    """A noun with the adjectives and nouns that stand before it, in order."""
    near = dependants(head)
    before = (c for c in near if relation(c) in ("amod", "compound", "flat", "nmod"))
    return (*(c for c in before if c.i < head.i and c.pos_ != "PUNCT"), head)


def root(value: Tokens) -> Token:
    """The number or unit through which a value hangs in its sentence; in "some 60 people" and in
    "up to 3 %" the words before the number hang there, too."""
    if value.root.pos_ in _MEASURING:
        return value.root
    inside = range(value.start, value.end)
    return next((t for t in value if t.pos_ in _MEASURING and t.head.i not in inside), value.root)


def subject_role(verb: Token) -> str:
    """What part the subject of a verb plays: "obj" of a passive, "nsubj", or "sole" where there is
    no object: "three killed as bus overturns"."""
    children = list(dependants(verb))
    if any(child.dep_ == "aux:pass" for child in children):
        return "obj"
    has_object = any(relation(child) in ("obj", "ccomp") for child in children)
    return "nsubj" if has_object or verb.tag_ == "VBG" else "sole"


def relative_role(verb: Token) -> str:
    """What part a noun plays in its relative clause: the subject's, the object's where the clause
    has a subject of its own, none of "two bridges where one collapsed"."""
    children = list(dependants(verb))
    if not any(relation(c) == "nsubj" and c.tag_ not in ("WDT", "WP") for c in children):
        return subject_role(verb)
    taken = any(c.tag_ == "WRB" or (relation(c) == "obj" and c.tag_ != "WDT") for c in children)
    return "" if taken else "obj"


def controlled(verb: Token) -> Iterator[Station]:
    """What is said of a verb's argument by its complement: "are feared to have drowned", "were
    reported missing", "were forced to flee"."""
    for child in dependants(verb):
        if relation(child) == "xcomp" and child.pos_ == "ADJ":
            yield Station("adjective", child)
        elif relation(child) == "xcomp" and child.pos_ == "VERB":
            perfect = any(c.lemma_ == "have" for c in dependants(child))
            passive = child.tag_ == "VBN" and not perfect
            yield Station("verb", child, "obj" if passive else subject_role(child))


def is_free(layers: Layers, token: Token) -> bool:
    """Is the token part of no name, date or figure?"""
    return not any(token.i in layer for layer in (layers.names, layers.dates, layers.figures))


def is_attributive(token: Token) -> bool:
    """Does the word stand before the noun it describes: "12 injured people"?"""
    if relation(token) not in ("amod", "compound") or token.head.i <= token.i:
        return False
    after = token.nbor(1)  # "eight die, 15 hurt": no compound is cut by a comma
    return relation(token) == "amod" or not after.is_punct or after.text == "-"
