"""Walking a UD parse from a value up to what it measures or when it happens.

spaCy's English noun chunks expect ClearNLP labels and ours are UD, so phrases are walked here. The
walk gives *stations*, nearest first: for "900-mile frontier" the noun "frontier" and then its verb;
for "goods valued at $5 billion" the verb "value", then "goods". Which station states the property
is decided in `claim.property`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim import elliptic
from sourcecheck.claim.layers import Layers, cases, dependants, lemma, relation
from sourcecheck.claim.nearby import beside, noun_before
from sourcecheck.claim.station import (
    Station,
    controlled,
    is_attributive,
    relative_role,
    root,
    subject_role,
)
from sourcecheck.lexicon.classes import closed_class

#: Roles in which what a verb's complement says is said of the value ("30 were reported missing").
_ARGUMENTS = ("nsubj", "obj", "sole")
#: Prepositions that leave a value its part in the clause: "50 to 60", "six, including two nurses".
_WITHIN = {"to", "including"}
_OF_VALUE = ("NUM", "NOUN", "PROPN", "DET")  # "no children were hurt": "no" is a value, too
_MOST_WORDS = 100  # the longest phrase that is looked at
_MAX_STEPS = 12  # a guard against odd parses; real chains have two to five steps


def stations(layers: Layers, value: Tokens) -> Iterator[Station]:
    """What the value may be about, nearest first, up to and including the clause's verb.

    Names and figures on the way are passed over: in "visit to Sudland in May" the date hangs on
    the name, but speaks of the visit.
    """
    if not elliptic.is_base(value):
        yield from elliptic.stations(layers, value)
    yield from beside(layers, value)
    yield from _upwards(layers, value)
    yield from elliptic.in_list(layers, value)
    yield from noun_before(layers, value)


def _upwards(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The stations on the way from the value up to the clause's verb."""
    inside = range(value.start, value.end)
    token = root(value)
    yield from _complements(layers, token, inside)
    # is the value, or what it counts, itself what the verb is about?
    direct = not elliptic.is_base(value)
    for _ in range(_MAX_STEPS):
        if token.head.i == token.i or _has_subject(token):
            yield from _predicate(layers, token, inside)
            return
        climbed, token = token, _governor(token)
        if relation(token) == "aux" and token.head.pos_ == "VERB":
            token = token.head
        if token.i in inside or token.i in layers.dates or token.i in layers.figures:
            direct = direct and cases(climbed) <= _WITHIN  # "six of the 20", "half in 12 villages"
            continue
        if token.pos_ in ("VERB", "AUX"):
            role = _role(climbed, token) if direct else ""
            yield from _predicate(layers, token, inside, role)
            return
        if layers.is_name(token) and relation(climbed) in ("nmod", "nummod", "appos", "obl"):
            # "Ida Adler, 47, was arrested"
            direct &= relation(climbed) == "nummod" or "including" in cases(climbed)
            if direct and climbed.i < token.i:  # "nine Kenyans killed in the raid"
                yield from _participles(token)
            continue
        if token.pos_ in ("ADJ", "ADV"):
            yield from _predicate(layers, token, inside)
        elif token.pos_ in ("NOUN", "PROPN", "PRON"):
            if relation(climbed) == "conj" and _has_figure(layers, token):
                continue  # "a boy and two men": the other part of a sum says nothing of this one
            if relation(climbed) in ("nmod", "obl"):
                yield Station("of", token, words=tuple(sorted(cases(climbed))))
            yield Station("noun", token, _role(climbed, token) if direct else "")
            yield from _participles(token)
            yield from _complements(layers, token, inside)
            measure = lemma(token) in closed_class("measure_nouns")
            counted = relation(climbed) in ("nummod", "conj", "flat")
            counted |= "including" in cases(climbed)  # what befell all befell them
            counted |= elliptic.is_part(value)
            counted |= climbed.i in inside and climbed.pos_ in _OF_VALUE
            direct = direct and (measure or counted)


def _has_subject(token: Token) -> bool:
    """Is the token the predicate of a clause of its own ("where the depth is 30 m")?"""
    return any(relation(child) == "nsubj" for child in dependants(token))


def _has_figure(layers: Layers, noun: Token) -> bool:
    return any(child.i in layers.figures for child in noun.children)


def _participles(noun: Token) -> Iterator[Station]:
    """What was done to those that a noun names, and their state: "the number of people killed in
    the fire", "12 injured people"."""
    for child in dependants(noun):
        if relation(child) == "acl" and child.tag_ == "VB":  # "a plan to buy the mill"
            yield Station("verb", child, "acl")
        elif child.dep_ == "acl:relcl" and child.pos_ == "VERB" and (role := relative_role(child)):
            yield Station("verb", child, role)
        done = relation(child) == "acl" and child.tag_ in ("VBN", "VBD")
        if done or (is_attributive(child) and child.tag_ in ("VBN", "VBD")):
            yield Station("verb", child, "obj")
        if is_attributive(child) and child.pos_ in ("ADJ", "VERB"):
            yield Station("adjective", child)


def _role(climbed: Token, verb: Token) -> str:
    """How a value hangs on a verb; "obj" for the subject of a passive, "nsubj" for its agent, and
    "sole" for the subject of a verb without object: "three killed as bus overturns"."""
    role = relation(climbed)
    if role == "nummod" and relation(verb) == "ROOT":
        return "sole"  # a verb that a tagger took for a noun: "Six die in flood"
    if role == "obl" and "by" in cases(climbed):
        return "nsubj"
    # "homes were damaged, as well as nine bridges", "Kenyans, including two nurses, were killed"
    if role == "obl" and ("including" in cases(climbed) or _is_added(climbed)):
        return "obj" if subject_role(verb) == "obj" else "conj"
    if role == "advmod" and not _has_subject(verb):  # "more than 200 were killed"
        return subject_role(verb)
    if role != "nsubj":
        return role
    return "obj" if climbed.dep_ == "nsubj:pass" else subject_role(verb)


def _is_added(noun: Token) -> bool:
    """Does "and" or "as well as" join it to what stands before it?"""
    return any(relation(child) == "cc" for child in dependants(noun))


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
    """What a unit or measure noun is a measure of: "1,450 km of frontier", "the crime rate"."""
    measure = lemma(token) in closed_class("measure_nouns")
    if token.i not in inside and not measure:
        return
    if measure:
        yield from _participles(token)
    for child in dependants(token):
        # "in" with money alone: "$3 million in damage", but "3 % in the north"
        linking = {"of", "in"} if token.tag_ == "$" or token.pos_ == "NOUN" else {"of"}
        linking |= {"for"} if measure else set()
        complement = relation(child) == "nmod" and bool(cases(child) & linking)
        complement |= measure and relation(child) == "compound"
        if complement and _a_thing(layers, child) and child.i not in inside:
            yield Station("of", child, words=tuple(sorted(cases(child))))
            yield Station("noun", child)
        if complement and child.i not in inside:  # also "the number of Kenyans who were killed"
            yield from _participles(child)


def _a_thing(layers: Layers, token: Token) -> bool:
    """Is it a noun and no name, or a word for people in a state ("the number of dead")?"""
    if token.pos_ == "ADJ" or token.tag_ == "VBN":
        return relation(token) in ("nmod", "nsubj", "obj", "obl")
    return token.pos_ in ("NOUN", "PROPN") and not layers.is_name(token)


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
        if role in _ARGUMENTS:
            yield from controlled(verb)
    elif verb.pos_ in ("NOUN", "PROPN") and verb.i not in inside:
        yield Station("noun", verb)
    # "puts the toll at 44": behind a preposition, the figure is one of the object
    order = ("obj", "nsubj") if role == "obl" else ("nsubj", "obj")
    if role in _ARGUMENTS:
        yield from _partitive(layers, verb)
    for each in order if verb.pos_ == "VERB" else ("nsubj",):
        yield from _roles(layers, verb, each, inside)
    if verb.pos_ in ("ADJ", "ADV") and verb.i not in inside:
        yield Station("adjective", verb)
    if relation(verb) == "acl" and verb.head.pos_ == "NOUN":
        yield Station("noun", verb.head)


def _roles(layers: Layers, verb: Token, role: str, inside: range) -> Iterator[Station]:
    """The nouns in one role of the clause, without names."""
    for child in dependants(verb):
        if relation(child) != role:
            continue
        if child.tag_ in ("WDT", "WP"):  # "the peak, which is at 60 m"
            yield from _antecedent(layers, child)
        elif _a_thing(layers, child) and child.i not in inside:
            yield Station("noun", child)
            yield from _complements(layers, child, inside)


def _antecedent(layers: Layers, pronoun: Token) -> Iterator[Station]:
    """The noun right before a relative pronoun, or before its comma and preposition."""
    before = pronoun.i - 1
    while before > 0 and pronoun.doc[before].pos_ in ("PUNCT", "ADP"):
        before -= 1
    noun = pronoun.doc[max(before, 0)]
    if noun.pos_ == "NOUN" and not layers.is_name(noun):
        yield Station("noun", noun)


def _partitive(layers: Layers, verb: Token) -> Iterator[Station]:
    """What a bare number of a clause is a part of: "Of the 54 lamps, 26 were lit"."""
    for child in dependants(verb):
        fronted = relation(child) == "obl" and cases(child) & {"of", "among"}
        if fronted and child.i < verb.i and _a_thing(layers, child):
            yield Station("noun", child)


def _goal(layers: Layers, verb: Token) -> bool:
    """Has the verb a named place as its goal ("went to China")?"""
    for child in dependants(verb):
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
    """The tokens of a noun's own phrase: its subtree without clauses and coordinated figures, at
    most `_MOST_WORDS` of them."""
    found: list[Token] = []
    waiting = [head]
    while waiting and len(found) < _MOST_WORDS:
        token = waiting.pop()
        found.append(token)
        children = islice(token.children, _MOST_WORDS)
        waiting.extend(reversed([child for child in children if _in_phrase(child)]))
    return found


def _in_phrase(child: Token) -> bool:
    """Does a dependant belong to its noun's phrase, and not to a clause or another statement?"""
    if relation(child) == "conj":
        return not any(relation(c) in ("nsubj", "cop") for c in dependants(child))
    outside = ("acl", "advcl", "ccomp", "parataxis", "punct", "nsubj", "cop")
    return relation(child) not in outside
