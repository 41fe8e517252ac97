"""Who says it: verbs that report, and the clause that reports a value.

"The ministry said the bridge is 300 m long": the bridge's. Only where what is reported points back
at the speaker ("the firm said it would cut 300 jobs", "the firm said profit rose to …") is it the
speaker's own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import child_of, dependants, first_verb, lemma, phrase, relation
from sourcecheck.lexicon.classes import word_class

# --- verbs of speech ------------------------------------------------------------------------------

_BACK = 40  # so far back, in tokens, stands the conjunction of a clause


def reports(verb: Token) -> bool:
    """Is it a verb of saying or of passing on what was said?"""
    return verb.pos_ == "VERB" and lemma(verb) in _reporting()


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
    return reports(verb) and child_of(verb, "ccomp") is not None


def sentence_of_its_own(verb: Token) -> bool:
    """Is it a clause with a subject of its own?"""
    return verb.pos_ in ("VERB", "AUX") and child_of(verb, "nsubj") is not None


# --- the clause that reports a value --------------------------------------------------------------

#: Steps from a value up to the verb of speech over its clause.
_CLIMB = 14
_NESTED = 4  # so many reports within reports are looked at
#: Longest reporting clause behind what is reported (", the head of the agency said"), in tokens.
_LONGEST = 25
#: What a clause of speech governs; the rest of its dependants belong to the act of speaking.
_CONTENT = ("ccomp", "parataxis")


def speech_verb(layers: Layers, value: Tokens) -> Token | None:
    """The nearest verb of speech whose content holds the value; None if the text itself says it."""
    token = value.root
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return None
        below, token = token, token.head
        if relation(below) in _CONTENT and reports(token):
            return token
    return None


def reporting(layers: Layers, value: Tokens) -> frozenset[int]:
    """Indexes of the tokens of the sentence that say who reports the value."""
    found: set[int] = set()
    verb = speech_verb(layers, value)
    for _ in range(_NESTED):
        if verb is None:
            break
        for child in dependants(verb):
            if relation(child) in ("nsubj", "obj", "iobj", "obl") and value.root.i != child.i:
                found.update(token.i for token in phrase(child))
        if relation(verb) == "acl":  # "Adler, who said that …"
            found.update(token.i for token in phrase(verb.head))
        verb = speech_verb(layers, verb.doc[verb.i : verb.i + 1])
    found.update(_behind(layers, value))
    found.update(_according(layers, value))
    return frozenset(found.difference(range(value.start, value.end)))


def _behind(layers: Layers, value: Tokens) -> Iterator[int]:
    """The clause between a comma behind the value and a verb of speech that ends the sentence's
    part: "…, the ministry said."; here the order of words says more than a parse does."""
    sentence = layers.sentence(value)
    comma = -1
    for token in layers.doc[value.end : sentence.end]:
        if token.text == ",":
            comma = token.i
        elif comma >= 0 and token.i - comma <= _LONGEST and _ends_in_speech(token, sentence.end):
            yield from range(comma + 1, token.i)


def _ends_in_speech(token: Token, end: int) -> bool:
    """Is it a finite verb of speech, and what follows no content of its own?"""
    if token.tag_ not in ("VBD", "VBZ", "VBP") or not reports(token):
        return False
    return token.i + 1 >= end or token.nbor(1).is_punct or token.nbor(1).pos_ in ("PROPN", "ADP")


def _according(layers: Layers, value: Tokens) -> Iterator[int]:
    """ "according to X", up to the next comma, and what X is said to be behind it."""
    sentence = layers.sentence(value)
    inside = False
    for token in sentence:
        if token.is_punct and token.text != "." and token.text != "-":
            inside = False
        opens = token.lower_ == "according" and token.i + 1 < sentence.end
        inside = inside or (opens and token.nbor(1).lower_ == "to")
        if inside and not value.start <= token.i < value.end:
            yield token.i
            for child in dependants(token):
                if relation(child) == "appos" and child.i > token.i:
                    yield from (other.i for other in phrase(child))


def own(layers: Layers, value: Tokens, anchor: Token) -> list[Token]:
    """The tokens of the speaker's name, where what is reported is the speaker's own; else none.

    That is where the reported clause has a pronoun for its subject or the property's bare noun:
    "the firm said it would cut 300 jobs", "the firm said revenue rose to …".
    """
    speaking = speech_verb(layers, value)
    if speaking is None:
        return []
    speakers = [c for c in dependants(speaking) if relation(c) == "nsubj"]
    kind = layers.kind(speakers[0]) if len(speakers) == 1 else ""
    if not kind:
        return []
    said = child_of(speaking, *_CONTENT)
    verb = first_verb(value.root) or said
    heads = (head for head in (verb, said) if head is not None)
    subject = next((s for head in heads if (s := child_of(head, "nsubj"))), None)
    if subject is None or not _points_back(kind, subject, anchor):
        return []
    return [speakers[0]]


def _points_back(kind: str, subject: Token, anchor: Token) -> bool:
    """May the subject of what is reported mean the speaker, or what is the speaker's?"""
    person = kind == "PERSON"
    if subject.pos_ == "PRON":
        return subject.lower_ in word_class(
            "bearers", "person_pronouns" if person else "body_pronouns"
        )
    near = list(dependants(subject))
    its = word_class("bearers", "person_possessives" if person else "body_possessives")
    if any(c.dep_ == "nmod:poss" and c.lower_ in its for c in near):
        return True
    owned = any(relation(c) in ("nmod", "det") for c in near)
    return not person and subject.i == anchor.i and not owned
