"""Verbs that report what somebody says."""

from __future__ import annotations

import functools

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.layers import dependants, lemma, relation

_BACK = 40  # so far back, in tokens, stands the conjunction of a clause


def reports(verb: Token) -> bool:
    """Is it a verb of saying or of passing on what was said?"""
    return verb.pos_ == "VERB" and lemma(verb) in _reporting()


def has_content(verb: Token) -> bool:
    """Does a clause hang on it as what is said?"""
    return any(relation(child) == "ccomp" for child in dependants(verb))


@functools.cache
def _reporting() -> frozenset[str]:
    speech = resources.load("attribution")["speech"]
    lists = (speech[name] for name in ("asserted", "estimated", "denied", "hypothetical"))
    return frozenset().union(*lists, resources.load("scene")["quoting"])


def clause_begin(verb: Token) -> int:
    """The conjunction at which the clause of a verb of saying begins, whose speaker hangs elsewhere
    ("…, but the survey in Elmsford said"); for others where the verb stands."""
    doc, begin = verb.doc, verb.i
    if says_something(verb) and not sentence_of_its_own(verb):
        near = range(verb.i - 1, max(verb.i - _BACK, 0), -1)
        pairs = (i for i in near if doc[i].pos_ == "CCONJ" and doc[i - 1].text == ",")
        begin = next(pairs, begin)
    return begin


def says_something(verb: Token) -> bool:
    """Is it a verb of saying with what is said?"""
    return reports(verb) and has_content(verb)


def sentence_of_its_own(verb: Token) -> bool:
    """Is it a clause with a subject of its own?"""
    return verb.pos_ in ("VERB", "AUX") and any(relation(c) == "nsubj" for c in dependants(verb))
