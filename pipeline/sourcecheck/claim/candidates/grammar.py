"""Candidates that grammar gives: the walk from a value up to what it measures or when it happens.

They come nearest first: for "900-mile frontier" the noun "frontier" and then its verb; for "goods
valued at $5 billion" the verb "value", then "goods". Which of them states the property is decided
in `claim.property`.

A count may leave its noun out because an earlier count of its sentence has it (`left_out`): "the
north sold 40 boats, the south 30", "40 homes were burnt and 112 damaged", "40 boats, against 30
before". Where the verb is left out with it (gapping), what is said of the earlier count is said of
this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.candidates import Candidate, controlled
from sourcecheck.claim.candidates.word_order import (
    beside,
    counted_noun,
    elided,
    in_list,
    is_base,
    is_part,
    noun_before,
)
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import (
    cases,
    child_of,
    dependants,
    governor,
    is_attributive,
    lemma,
    relation,
    relative_role,
    root,
    subject_role,
    word_before,
)
from sourcecheck.lexicon.classes import closed_class

_MAX_STEPS = 12  # a guard against odd parses; real chains have two to five steps
#: Roles in which what a verb's complement says is said of the value ("30 were reported missing").
_ARGUMENTS = ("nsubj", "obj", "sole")
#: Prepositions that leave a value its part in the clause: "50 to 60", "six, including two nurses".
_WITHIN = {"to", "including"}
_OF_VALUE = ("NUM", "NOUN", "PROPN", "DET")  # "no children were hurt": "no" is a value, too


def candidates(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """What the value may be about, nearest first, up to and including the clause's verb.

    Names and figures on the way are passed over: in "visit to Sudland in May" the date hangs on
    the name, but speaks of the visit.
    """
    if not is_base(value):
        yield from elided(layers, value)
    yield from beside(layers, value)
    yield from _upwards(layers, value)
    yield from in_list(layers, value)
    yield from noun_before(layers, value)


def _upwards(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The candidates on the way from the value up to the clause's verb."""
    inside = range(value.start, value.end)
    token = root(value)
    yield from _complements(layers, token, inside)
    # is the value, or what it counts, itself what the verb is about?
    direct = not is_base(value)
    for _ in range(_MAX_STEPS):
        if token.head.i == token.i or child_of(token, "nsubj"):
            yield from _predicate(layers, token, inside)
            return
        climbed, token = token, _verb_of(governor(token))
        if token.i in inside or token.i in layers.dates or token.i in layers.figures:
            direct = direct and cases(climbed) <= _WITHIN  # "six of the 20", "half in 12 villages"
        elif token.pos_ in ("VERB", "AUX"):
            role = _role(climbed, token) if direct else ""
            yield from _predicate(layers, token, inside, role)
            return
        elif layers.is_name(token) and relation(climbed) in ("nmod", "nummod", "appos", "obl"):
            # "Ida Adler, 47, was arrested"
            direct &= relation(climbed) == "nummod" or "including" in cases(climbed)
            if direct and climbed.i < token.i:  # "nine Kenyans killed in the raid"
                yield from _participles(token)
        elif token.pos_ in ("ADJ", "ADV"):
            yield from _predicate(layers, token, inside)
        elif token.pos_ in ("NOUN", "PROPN", "PRON") and not _sums_up(layers, climbed, token):
            yield from _at_noun(layers, climbed, token, inside, direct)
            direct = direct and _stands_for(climbed, token, value)


def _verb_of(token: Token) -> Token:
    """The verb of an auxiliary; another word as it is."""
    return token.head if relation(token) == "aux" and token.head.pos_ == "VERB" else token


def _sums_up(layers: Layers, climbed: Token, noun: Token) -> bool:
    """ "a boy and two men": the other part of a sum says nothing of this one."""
    return relation(climbed) == "conj" and any(c.i in layers.figures for c in noun.children)


def _at_noun(
    layers: Layers, climbed: Token, noun: Token, inside: range, direct: bool
) -> Iterator[Candidate]:
    """The candidates at a noun on the way up, reached from the word below it."""
    if relation(climbed) in ("nmod", "obl"):
        yield Candidate("of", noun, words=tuple(sorted(cases(climbed))))
    yield Candidate("noun", noun, _role(climbed, noun) if direct else "")
    yield from _participles(noun)
    yield from _complements(layers, noun, inside)


def _stands_for(climbed: Token, noun: Token, value: Tokens) -> bool:
    """Is what befell those of the noun what befell those of the value: a measure of them, what it
    counts, a part of them?"""
    if lemma(noun) in closed_class("measure_nouns"):
        return True
    if relation(climbed) in ("nummod", "conj", "flat") or "including" in cases(climbed):
        return True
    within = value.start <= climbed.i < value.end and climbed.pos_ in _OF_VALUE
    return within or is_part(value)


def _participles(noun: Token) -> Iterator[Candidate]:
    """What was done to those that a noun names, and their state: "the number of people killed in
    the fire", "12 injured people"."""
    for child in dependants(noun):
        if relation(child) == "acl" and child.tag_ == "VB":  # "a plan to buy the mill"
            yield Candidate("verb", child, "acl")
        elif child.dep_ == "acl:relcl" and child.pos_ == "VERB" and (role := relative_role(child)):
            yield Candidate("verb", child, role)
        done = relation(child) == "acl" and child.tag_ in ("VBN", "VBD")
        if done or (is_attributive(child) and child.tag_ in ("VBN", "VBD")):
            yield Candidate("verb", child, "obj")
        if is_attributive(child) and child.pos_ in ("ADJ", "VERB"):
            yield Candidate("adjective", child)


def _role(climbed: Token, verb: Token) -> str:
    """How a value hangs on a verb; "obj" for the subject of a passive, "nsubj" for its agent, and
    "sole" for the subject of a verb without object: "three killed as bus overturns"."""
    role = relation(climbed)
    if role == "nummod" and relation(verb) == "ROOT":
        return "sole"  # a verb that a tagger took for a noun: "Six die in flood"
    if role == "obl" and "by" in cases(climbed):
        return "nsubj"
    # "homes were damaged, as well as nine bridges", "Kenyans, including two nurses, were killed"
    if role == "obl" and ("including" in cases(climbed) or child_of(climbed, "cc")):
        return "obj" if subject_role(verb) == "obj" else "conj"
    if role == "advmod" and not child_of(verb, "nsubj"):  # "more than 200 were killed"
        return subject_role(verb)
    if role != "nsubj":
        return role
    return "obj" if climbed.dep_ == "nsubj:pass" else subject_role(verb)


def _complements(layers: Layers, token: Token, inside: range) -> Iterator[Candidate]:
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
            yield Candidate("of", child, words=tuple(sorted(cases(child))))
            yield Candidate("noun", child)
        if complement and child.i not in inside:  # also "the number of Kenyans who were killed"
            yield from _participles(child)


def _a_thing(layers: Layers, token: Token) -> bool:
    """Is it a noun and no name, or a word for people in a state ("the number of dead")?"""
    if token.pos_ == "ADJ" or token.tag_ == "VBN":
        return relation(token) in ("nmod", "nsubj", "obj", "obl")
    return token.pos_ in ("NOUN", "PROPN") and not layers.is_name(token)


def _predicate(
    layers: Layers, verb: Token, inside: range, role: str = "nsubj"
) -> Iterator[Candidate]:
    """The clause: its verb or predicate, then its subject, then its object.

    Of an adjective the subject comes first: in "the frontier is 900 miles long" the frontier says
    more of what is measured than "long" does.
    """
    if verb.pos_ == "VERB":
        yield Candidate("verb", verb, role)
        if _goal(layers, verb):
            yield Candidate("goal verb", verb)
        if role in _ARGUMENTS:
            yield from controlled(verb)
    elif verb.pos_ in ("NOUN", "PROPN") and verb.i not in inside:
        yield Candidate("noun", verb)
    # "puts the toll at 44": behind a preposition, the figure is one of the object
    order = ("obj", "nsubj") if role == "obl" else ("nsubj", "obj")
    if role in _ARGUMENTS:
        yield from _partitive(layers, verb)
    for each in order if verb.pos_ == "VERB" else ("nsubj",):
        yield from _roles(layers, verb, each, inside)
    if verb.pos_ in ("ADJ", "ADV") and verb.i not in inside:
        yield Candidate("adjective", verb)
    if relation(verb) == "acl" and verb.head.pos_ == "NOUN":
        yield Candidate("noun", verb.head)


def _roles(layers: Layers, verb: Token, role: str, inside: range) -> Iterator[Candidate]:
    """The nouns in one role of the clause, without names."""
    for child in dependants(verb):
        if relation(child) != role:
            continue
        if child.tag_ in ("WDT", "WP"):  # "the peak, which is at 60 m"
            yield from _antecedent(layers, child)
        elif _a_thing(layers, child) and child.i not in inside:
            yield Candidate("noun", child)
            yield from _complements(layers, child, inside)


def _antecedent(layers: Layers, pronoun: Token) -> Iterator[Candidate]:
    """The noun right before a relative pronoun, or before its comma and preposition."""
    noun = word_before(pronoun)
    if noun.pos_ == "NOUN" and not layers.is_name(noun):
        yield Candidate("noun", noun)


def _partitive(layers: Layers, verb: Token) -> Iterator[Candidate]:
    """What a bare number of a clause is a part of: "Of the 54 lamps, 26 were lit"."""
    for child in dependants(verb):
        fronted = relation(child) == "obl" and cases(child) & {"of", "among"}
        if fronted and child.i < verb.i and _a_thing(layers, child):
            yield Candidate("noun", child)


def _goal(layers: Layers, verb: Token) -> bool:
    """Has the verb a named place as its goal ("went to China")?"""
    for child in dependants(verb):
        kind = layers.kind(child)
        if relation(child) == "obl" and "to" in cases(child) and kind:
            return kind in ("LOC", "ORG")
    return False


#: So far back, in tokens, the earlier count is looked for.
_EARLIER = 30
#: What may follow a count that leaves its noun out.
_NO_NOUN = ("PUNCT", "CCONJ", "ADP", "SCONJ", "SPACE")
#: Prepositions by which a count is held against another of the same things.
_AGAINST = ("to", "from", "with", "against", "than", "versus")
_COUNTING = ("obj", "nsubj", "conj", "xcomp")


def left_out(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The noun that a bare count leaves out, then the verb where that is left out, too."""
    before = value.doc[value.start - 1] if value.start else None
    if before is None or not _is_bare(value):
        return
    number = root(value)
    gapped = before.pos_ in ("NOUN", "PROPN") and before.i not in layers.figures
    argument = relation(number) in _COUNTING and before.pos_ in ("VERB", "AUX", "CCONJ")
    if before.lemma_ == "be" or before.lower_ == "aged" or number.head.i in layers.figures:
        return  # "… and is 41", "aged 30 and 41"
    if not (gapped or argument or before.lower_ in _AGAINST):
        return
    noun = _counted_before(layers, value)
    if noun is None:
        return
    if gapped and any(t.pos_ in ("VERB", "AUX") for t in value.doc[noun.i + 1 : value.start]):
        return  # "… 40 boats, and Oslo 30 was late": a name with its number
    yield Candidate("noun", noun)
    verb = noun.head
    if gapped and verb.pos_ == "VERB" and relation(noun) in ("obj", "nsubj"):
        passive = noun.dep_ == "nsubj:pass" or relation(noun) == "obj"
        yield Candidate("verb", verb, "obj" if passive else subject_role(verb))


def _is_bare(value: Tokens) -> bool:
    """Does no noun follow that the number could count?"""
    doc = value.doc
    after = doc[value.end] if value.end < len(doc) else None
    if after is None:
        return True
    if after.pos_ in ("VERB", "AUX") and relation(root(value)) == "nsubj":
        return True
    return after.pos_ in _NO_NOUN and after.lower_ != "of" and after.text not in "-–%°'’/:("


def _counted_before(layers: Layers, value: Tokens) -> Token | None:
    """What the nearest count before it in the sentence counts; None if that counts nothing."""
    first = max(layers.sentence(value).start, value.start - _EARLIER)
    for at in range(value.start - 1, first - 1, -1):
        mention = layers.figures.get(at)
        if mention is None or mention.kind != "count":
            continue
        tokens = layers.tokens(mention)
        noun = counted_noun(tokens) if tokens is not None else None
        if noun is not None:
            return noun if noun.tag_ == "NNS" and noun.i < value.start else None
    return None
