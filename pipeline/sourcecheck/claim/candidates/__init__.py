"""A word that a value may be about, and how the value stands to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from sourcecheck.claim.tree import cases, dependants, is_of, lemma, relation, subject_role
from sourcecheck.claim.vocabulary import Part

#: Relations of what keeps company with a verb: "take hostage", "lay off", "shot dead".
_COMPANY = ("nsubj", "obj", "obl", "xcomp", "compound", "advmod", "conj", "ccomp", "advcl")


@dataclass(frozen=True, slots=True)
class Candidate:
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
            if relation(child) in ("amod", "compound", "flat") or is_of(child)
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


def controlled(verb: Token) -> Iterator[Candidate]:
    """What is said of a verb's argument by its complement: "are feared to have drowned", "were
    reported missing", "were forced to flee"."""
    for child in dependants(verb):
        if relation(child) == "xcomp" and child.pos_ == "ADJ":
            yield Candidate("adjective", child)
        elif relation(child) == "xcomp" and child.pos_ == "VERB":
            perfect = any(c.lemma_ == "have" for c in dependants(child))
            passive = child.tag_ == "VBN" and not perfect
            yield Candidate("verb", child, "obj" if passive else subject_role(child))
