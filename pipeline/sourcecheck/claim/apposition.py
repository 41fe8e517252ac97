"""Appositions: what stands in commas, dashes or brackets behind a name is said of that name.

"Aldmouth, a city of 160,000 people, …", "Birch Ltd, founded in 1896 by Ida Adler, …", "Aldmouth
(population 12,000)": the order of words tells whose it is, where a parse hangs the words on the
verb or on another name of the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import cases, dependants, lemma, relation
from sourcecheck.lexicon.classes import closed_class, word_class

#: How far back an apposition may begin before its value, in tokens.
_REACH = 30
_STEPS = 3  # steps from a value up to the name that it describes
_DASHES = ("-", "--", "–", "—")
_OPENS = (",", "(", *_DASHES)


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch that is said of what stands before it."""

    host: Token  # the last token of what it stands beside: a name, a description or a noun
    first: int  # where it begins
    relative: bool  # a relative clause, with arguments of its own


def aside(layers: Layers, value: Tokens, *, known: bool) -> Aside | None:
    """The apposition in which the value stands; None where it stands in none.

    `known`: does the value state a property of the vocabulary? What stands beside a name for an
    unknown one is taken to be the name's only where a word says what the name is.
    """
    if (fronted := _fronted(layers, value)) is not None:
        return fronted
    at = _opening(layers, value)
    if at is None or _of_a_name_within(layers, value, at):
        return None
    before = layers.doc[at - 1]
    named = before.i in layers.names
    if layers.doc[at].text == "(":
        return Aside(before, at + 1, relative=False) if named else None
    first = layers.doc[at + 1]
    if first.lower_ == "where":
        return Aside(before, at + 1, relative=True) if named and known else None
    if first.tag_ in ("WDT", "WP", "WP$"):
        noun = named or before.pos_ in ("NOUN", "PROPN")
        return Aside(before, at + 1, relative=True) if noun else None
    if not named and before.pos_ == "PROPN" and first.tag_ == "VBN" and _participle(first):
        # a name that was not recognised as one: who made it is not the holder
        return Aside(before, at + 1, relative=False) if _by_agent(first) else None
    if not named or _predicates(layers, first, value):
        return None
    said = _describes(layers, first, before, value, known=known)
    return Aside(before, at + 1, relative=False) if said else None


def _fronted(layers: Layers, value: Tokens) -> Aside | None:
    """The participle that opens a sentence, said of its subject: "Founded in 1896, Alder …"."""
    sentence = layers.sentence(value)
    first = sentence[0]
    if first.tag_ != "VBN" or first.i >= value.start:
        return None
    if relation(first) not in ("advcl", "acl", "ROOT"):
        return None
    if any(token.text == "," for token in layers.doc[first.i : value.start]):
        return None
    verbs = [first.head, *(c for c in dependants(first) if relation(c) == "parataxis")]
    for child in (child for verb in verbs for child in dependants(verb)):
        if relation(child) == "nsubj" and child.i > value.end and child.i in layers.names:
            return Aside(child, first.i, relative=False)
    return None


def _of_a_name_within(layers: Layers, value: Tokens, at: int) -> bool:
    """Is the value an attribute of a name in the apposition: "Aldmouth, led by 40-year-old Ida"?"""
    if any(token.i in layers.names for token in value):  # "the 2030 Games"
        return True
    token = value.root
    for _ in range(_STEPS):
        if relation(token) not in ("amod", "nummod", "compound", "nmod:desc"):
            return False
        token = token.head
        if token.i > at and token.i > value.start and layers.is_name(token):
            return True
    return False


def _predicates(layers: Layers, first: Token, value: Tokens) -> bool:
    """Has a finite verb come before the value, so that the stretch is no mere description?"""
    for token in layers.doc[first.i : value.start]:
        if token.tag_ in ("WDT", "WP", "WP$", "WRB"):
            return any(relation(c) == "nsubj" and c.i > token.i for c in dependants(token.head))
        if token.tag_ in ("VBZ", "VBP", "MD") or (token.tag_ == "VBD" and token.i > first.i):
            return True
    return False


def _opening(layers: Layers, value: Tokens) -> int | None:
    """The comma, dash or bracket that opens the stretch in which the value stands."""
    doc, first = layers.doc, layers.sentence(value).start
    bracket = _open_bracket(layers, value, first)
    if bracket is not None:
        return bracket
    at = value.start - 1
    while at > max(first, value.start - _REACH):
        token = doc[at]
        if token.text == ")":
            at = _matching(layers, at, first)
        elif token.text == "(":
            pass  # a conversion: "1,150 kilometres (700 miles) south of"
        elif token.text in (";", ":"):
            return None
        elif token.text in _OPENS and _parts(token):
            if doc[at + 1].pos_ == "ADJ" and doc[at - 1].pos_ == "ADJ":  # "a small, rocky island"
                at -= 1
                continue
            return at
        at -= 1
    return None


def _parts(token: Token) -> bool:
    """Does the mark part phrases, and not the words of a compound or the digits of a number?"""
    if token.text not in _DASHES:
        return True
    return bool(token.whitespace_) and bool(token.nbor(-1).whitespace_)


def _open_bracket(layers: Layers, value: Tokens, first: int) -> int | None:
    """The bracket that is open at the value, unless it holds a conversion of a figure."""
    for at in range(value.start - 1, max(first, value.start - _REACH), -1):
        if layers.doc[at].text == ")":
            return None
        if layers.doc[at].text == "(":
            return None if at - 1 in layers.figures else at
    return None


def _matching(layers: Layers, at: int, first: int) -> int:
    """The opening bracket of the closing one at `at`."""
    for i in range(at - 1, max(first, at - _REACH), -1):
        if layers.doc[i].text == "(":
            return i
    return at


def _describes(layers: Layers, first: Token, before: Token, value: Tokens, *, known: bool) -> bool:
    """Does the stretch that `first` opens say something of the name before it?

    A participle does ("founded in", "located"), "home to" and "population", a noun with an article
    if it is a word for places or bodies or if the parse takes it for an apposition; a figure only
    where the name before it is the subject of what comes behind.
    """
    if first.tag_ in ("VBN", "VBD") and first.pos_ == "VERB":
        return _participle(first) and _hangs_on(layers, first, before)
    if lemma(first) in word_class("bearers", "opening_apposition"):
        return True
    if first.lower_ in closed_class("opening_determiners") or first.dep_ == "nmod:poss":
        noun = _head_noun(first, value)
        if noun is None:
            return False
        same = layers.names.get(before.i)
        beside = noun.head.i == before.i or layers.names.get(noun.head.i) is same
        apposed = relation(noun) == "appos" and beside and (known or _nominal(value, noun))
        return apposed or lemma(noun) in word_class("bearers", "bearers")
    if value.start <= first.i < value.end:
        return _is_subject(layers, before) and before.head.i > value.end
    return False


def _participle(first: Token) -> bool:
    """Does it open a clause without a subject: "founded in", "located 30 km from"? Taggers take a
    participle for a past tense, and the other way round; the verb of the sentence is none."""
    if any(
        relation(c) in ("nsubj", "ccomp") or (c.i > first.i and relation(c) == "obj")
        for c in dependants(first)
    ):
        return False
    loose = relation(first) in ("acl", "amod", "advcl", "appos", "csubj")
    return loose or (first.tag_ == "VBN" and relation(first) not in ("ROOT", "ccomp", "parataxis"))


def _hangs_on(layers: Layers, participle: Token, host: Token) -> bool:
    """Does the parse not hang the participle on another noun that the name is no part of?"""
    if relation(participle) != "acl":
        return True
    token, mention = host, layers.names.get(host.i)
    for _ in range(_STEPS):
        if token.i == participle.head.i or layers.names.get(participle.head.i) is mention:
            return True
        if relation(token) not in ("nmod", "compound", "flat", "appos", "conj"):
            return False
        token = token.head
    return False


def _by_agent(participle: Token) -> bool:
    return any(relation(c) == "obl" and "by" in cases(c) for c in dependants(participle))


def _nominal(value: Tokens, noun: Token) -> bool:
    """Does the value hang on the noun without a verb in between: "a kingdom of ten villages"?"""
    token = value.root
    for _ in range(_STEPS):
        if token.i == noun.i:
            return True
        if relation(token) not in ("nummod", "amod", "compound", "nmod"):
            return False
        token = token.head
    return token.i == noun.i


def _head_noun(first: Token, value: Tokens) -> Token | None:
    """The head of the phrase that an article opens, at or before the value or what it counts."""
    head: Token = first.head
    return head if head.pos_ in ("NOUN", "PROPN") and first.i < head.i < value.end + 3 else None


def _is_subject(layers: Layers, token: Token) -> bool:
    """Is the name that the token ends the subject of a verb?"""
    mention = layers.names.get(token.i)
    at = token.i
    while at >= 0 and layers.names.get(at) is mention:
        if relation(layers.doc[at]) == "nsubj":
            return True
        at -= 1
    return False
