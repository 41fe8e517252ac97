"""Walking a UD parse from a value up to what it measures or when it happens.

spaCy's English noun chunks expect ClearNLP labels and ours are UD, so phrases are walked here. The
walk gives *stations*, nearest first: for "900-mile frontier" the noun "frontier" and then its verb;
for "goods valued at $5 billion" the verb "value", then "goods". Which station states the property
is decided in `claim.property`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, cases, closed_class, lemma, relation
from sourcecheck.claim.vocabulary import Part

_MAX_STEPS = 12  # a guard against odd parses; real chains have two to five steps


@dataclass(frozen=True, slots=True)
class Station:
    """A noun, verb or adjective that the value may be about."""

    part: Part
    token: Token
    role: str = ""  # for a verb: the relation through which the value hangs on it

    @property
    def narrowing(self) -> tuple[Token, ...]:
        """What narrows a noun: its adjectives, compounds and of-complements."""
        return tuple(
            child
            for child in self.token.children
            if relation(child) in ("amod", "compound", "flat")
            or (relation(child) == "nmod" and "of" in cases(child))
        )

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The lemmas of what narrows it."""
        return tuple(lemma(child) for child in self.narrowing)


def stations(layers: Layers, value: Tokens) -> Iterator[Station]:
    """What the value may be about, nearest first, up to and including the clause's verb.

    Names and figures on the way are passed over: in "visit to Sudland in May" the date hangs on
    the name, but speaks of the visit.
    """
    inside = range(value.start, value.end)
    token = value.root
    yield from _ellipsis(value)
    yield from _complements(layers, token, inside)
    for _ in range(_MAX_STEPS):
        if relation(token) == "root" or token.head.i == token.i:
            yield from _predicate(layers, token, inside)
            return
        climbed, token = token, _governor(token)
        if token.i in inside or token.i in layers.dates or token.i in layers.figures:
            continue
        if token.pos_ in ("VERB", "AUX"):
            yield from _predicate(layers, token, inside, relation(climbed))
            return
        if layers.is_name(token) and relation(climbed) in ("nmod", "nummod", "appos", "obl"):
            continue
        if token.pos_ in ("ADJ", "ADV"):
            yield from _predicate(layers, token, inside)
        elif token.pos_ in ("NOUN", "PROPN", "PRON"):
            yield Station("noun", token)
            yield from _complements(layers, token, inside)


def _governor(token: Token) -> Token:
    """The head, with two common slips of a parser mended by word order."""
    head: Token = token.head
    if head.i > token.i:
        left = _touched_on_the_left(token, head)
        if left is not None:
            return left
        if _opens_clause(head):
            return head.head
    return head


def _opens_clause(head: Token) -> bool:
    """Is the head a bare participle that opens a free adjunct?

    In "visits the city this month wanting to …" what stands before the participle belongs to the
    verb above.
    """
    return (
        head.tag_ == "VBG"
        and relation(head) in ("advcl", "acl")
        and not any(relation(c) in ("nsubj", "mark", "aux", "case") for c in head.children)
    )


def _touched_on_the_left(token: Token, head: Token) -> Token | None:
    """The word that the token's phrase follows directly, when a comma cuts it off from its head.

    In "During her visit to the city in May, both sides were calm" the month belongs to the visit,
    not to the calm.
    """
    doc = token.doc
    first = token.left_edge.i
    if first == 0 or doc[first].is_sent_start or relation(token) != "obl":
        return None
    touched = doc[first - 1]
    cut_off = any(doc[i].text == "," for i in range(token.i + 1, head.i))
    return touched if cut_off and touched.pos_ in ("NOUN", "PROPN") else None


def _complements(layers: Layers, token: Token, inside: range) -> Iterator[Station]:
    """The of-complement of a unit or a measure noun: "1,450 km of common frontier"."""
    if token.i not in inside and lemma(token) not in closed_class("measure_nouns"):
        return
    for child in token.children:
        complement = relation(child) == "nmod" and bool(cases(child) & {"of", "in"})
        a_thing = child.pos_ in ("NOUN", "PROPN") and not layers.is_name(child)
        if complement and a_thing and child.i not in inside:
            yield Station("noun", child)


def _ellipsis(value: Tokens) -> Iterator[Station]:
    """The participle right behind a bare figure: "… killed and 18 injured", "30 dead"."""
    if value.end >= len(value.doc):
        return
    after = value.doc[value.end]
    if after.tag_ == "VBN" and relation(after) not in ("amod", "compound"):
        yield Station("verb", after, "nsubj")
    elif after.pos_ == "ADJ" and after.dep_ not in ("amod", "compound"):
        yield Station("noun", after)
        yield Station("adjective", after)


def _predicate(
    layers: Layers, verb: Token, inside: range, role: str = "nsubj"
) -> Iterator[Station]:
    """The clause: its verb or predicate, then its subject, then its object.

    Of an adjective the subject comes first: in "the frontier is 900 miles long" the frontier says
    more of what is measured than "long" does.
    """
    if verb.pos_ == "VERB":
        yield Station("verb", verb, role)
        if _goal(layers, verb):
            yield Station("goal verb", verb)
    elif verb.pos_ in ("NOUN", "PROPN") and verb.i not in inside:
        yield Station("noun", verb)
    yield from _roles(layers, verb, "nsubj", inside)
    if verb.pos_ == "VERB":
        yield from _roles(layers, verb, "obj", inside)
    elif verb.pos_ in ("ADJ", "ADV") and verb.i not in inside:
        yield Station("adjective", verb)
    if relation(verb) == "acl" and verb.head.pos_ == "NOUN":
        yield Station("noun", verb.head)


def _roles(layers: Layers, verb: Token, role: str, inside: range) -> Iterator[Station]:
    """The nouns in one role of the clause, without names."""
    for child in verb.children:
        a_thing = child.pos_ in ("NOUN", "PROPN") and not layers.is_name(child)
        if relation(child) == role and a_thing and child.i not in inside:
            yield Station("noun", child)
            yield from _complements(layers, child, inside)


def _goal(layers: Layers, verb: Token) -> bool:
    """Has the verb a named place as its goal ("went to China")?"""
    for child in verb.children:
        mention = layers.names.get(child.i)
        name = mention.name if mention is not None else None
        if relation(child) == "obl" and "to" in cases(child) and name is not None:
            return name.kind in ("LOC", "ORG")
    return False


def first_verb(token: Token) -> Token | None:
    """The nearest verb at or above a token, within its sentence."""
    for _ in range(_MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") and relation(token) not in ("aux", "cop"):
            return token
        if token.head.i == token.i:
            return None
        token = _governor(token)
    return None


def phrase(head: Token) -> list[Token]:
    """The tokens of a noun's own phrase: its subtree without clauses and coordinated figures."""
    found: list[Token] = [head]
    for child in head.children:
        if relation(child) in ("acl", "advcl", "ccomp", "parataxis", "punct", "nsubj", "cop"):
            continue
        if relation(child) == "conj" and any(
            relation(c) in ("nsubj", "cop") for c in child.children
        ):
            continue
        found.extend(phrase(child))
    return found
