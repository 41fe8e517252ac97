"""Whose a property is where no name says it: "The siege lasted three days", "Ida Adler, 47,".

A common noun is no subject of a claim (those are names, which other documents share), but it
narrows a general property and is part of what a claim can point at.
"""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import dependants, first_verb, lemma, nominal, relation, root
from sourcecheck.lexicon.classes import closed_class, word_class


def holder(
    layers: Layers, value: Tokens, anchor: Token, stated_by: tuple[Token, ...]
) -> tuple[Token, ...]:
    """The nouns, no names, whose property is stated: "cell" of "the size of each cell was 5 mm".

    In order: a complement of the property's noun; the subject of its clause; the noun that its
    phrase belongs to; () where the sentence gives none. `stated_by` are the property's own words.
    """
    taken = {token.i for token in stated_by} | set(range(value.start, value.end))
    complements = [child for child in dependants(anchor) if relation(child) == "nmod"]
    verb = anchor if anchor.pos_ in ("VERB", "AUX") else first_verb(anchor)
    predicates = [head for head in (verb, anchor, root(value)) if head is not None]
    subjects = [c for head in predicates for c in dependants(head) if relation(c) == "nsubj"]
    above = [anchor.head] if relation(anchor) in ("nmod", "compound", "acl", "appos") else []
    for noun in (*complements, *subjects, *above):
        a_thing = noun.pos_ in ("NOUN", "PROPN") and noun.i not in taken
        if a_thing and layers.is_free(noun):
            return tuple(token for token in nominal(noun) if token.i not in taken)
    return ()


# --- ages -----------------------------------------------------------------------------------------

_OLDEST = 120
_OF_EACH = ("both", "each", "all")
_MOST = 40  # so many dependants of a word are looked at
_STEPS = 6  # from a relative clause's verb up to its noun
#: Behind "is 47" these still leave it an age.
_GOES_ON = ("PUNCT", "CCONJ", "SCONJ", "SPACE")
_PERSONAL = ("he", "she", "i")
_NO_MORE = ("only", "just", "barely", "still", "now", "then")
_AGED, _JOINING = ("aged", "ages"), (",", "and", "or")
_LISTED = 12  # tokens of a list of ages


def holder_of_age(layers: Layers, value: Tokens, number: float) -> Token | None:
    """The word of the person whose age a bare whole number up to `_OLDEST` is; None where it is no
    age."""
    if not 0 < number <= _OLDEST or number % 1 or any(t.is_alpha and not t.like_num for t in value):
        return None
    found = _between_commas(layers, value) or _said_of(layers, value)
    return found or _of_so_many(layers, value) or _aged(value) or _at_age(layers, value)


def _aged(value: Tokens) -> Token | None:
    """ "Two men, aged 30 and 41, were held": the noun before "aged", or that word."""
    doc, at = value.doc, value.start - 1
    while at > max(0, value.start - _LISTED) and (doc[at].like_num or doc[at].lower_ in _JOINING):
        at -= 1
    if at < 0 or doc[at].lower_ not in _AGED:
        return None
    nouns = (t for t in reversed(doc[max(0, at - _STEPS) : at]) if t.pos_ in ("NOUN", "PROPN"))
    return next(nouns, doc[at])


def _of_so_many(layers: Layers, value: Tokens) -> Token | None:
    """ "A woman of 63 had ironed it": the noun for one person, where nothing is counted behind; a
    date is not ("a woman of 63 last year")."""
    doc, start, end = value.doc, value.start, value.end
    if start < 2 or doc[start - 1].lower_ != "of" or doc[start - 2].tag_ != "NN":
        return None
    noun, counted = doc[start - 2], end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN", "ADJ")
    counted = counted and end not in layers.dates
    one = lemma(noun) in word_class("references", "people") and not counted
    return noun if one else None


def _at_age(layers: Layers, value: Tokens) -> Token | None:
    """ "At eighty-seven she still sings": who follows at once."""
    doc, start, end = value.doc, value.start, value.end
    if not start or doc[start - 1].lower_ != "at" or end >= len(doc):
        return None
    who = doc[end + 1] if doc[end].text == "," and end + 1 < len(doc) else doc[end]
    return who if who.lower_ in _PERSONAL or layers.kind(who) == "PERSON" else None


def _between_commas(layers: Layers, value: Tokens) -> Token | None:
    """ "Ida Adler, 47, said", "Ida Adler and Max Voss, both 47", "a woman, only 33"."""
    doc, start, end = value.doc, value.start, value.end
    if start >= 2 and doc[start - 1].lower_ in (*_OF_EACH, *_NO_MORE):
        start -= 1
    behind = doc[end] if end < len(doc) else None
    ends = behind is None or behind.is_punct or behind.pos_ == "CCONJ"
    if start < 2 or doc[start - 1].text != "," or not (ends or _at_the_time(behind)):
        return None
    before = doc[start - 2]
    if layers.kind(before) != "PERSON":
        return _described_person(value)
    several = start < value.start
    while several and relation(before) in ("flat", "conj") and before.head.i < before.i:
        before = before.head  # the first of those who are both so old
    return before


def _at_the_time(behind: Token | None) -> bool:
    """Does "when" or "then" follow: "Adler, forty-four when he left"?"""
    return behind is not None and behind.lower_ in closed_class("behind_age")


def _described_person(value: Tokens) -> Token | None:
    """The noun for one person to which a number is added: "the woman from Orsk, 33,"."""
    number = root(value)
    if relation(number) != "appos" or number.head.i > number.i:
        return None
    people = word_class("references", "people")
    above = (number.head, number.head.head)  # a parser may hang it on "Orsk"
    return next((noun for noun in above if noun.tag_ == "NN" and lemma(noun) in people), None)


def _said_of(layers: Layers, value: Tokens) -> Token | None:
    """ "Adler is 47", "Adler, who turned 47 in May": the subject of a number that is said of it."""
    doc, number = value.doc, root(value)
    behind = doc[value.end] if value.end < len(doc) else None
    if not layers.parsed:
        return None
    turns = lemma(number.head) == "turn" and number.head.i < number.i
    verb = number.head if turns else number
    if not turns:
        be = any(lemma(c) == "be" and c.i < number.i for c in islice(number.lefts, _MOST))
        if not be or not (behind is None or _goes_on(behind)) or _has_noun(number):
            return None
    for child in islice(verb.lefts, _MOST):
        if relation(child) != "nsubj":
            continue
        if child.lower_ == "who":
            return _described(verb) or child
        person = layers.kind(child) == "PERSON" or child.lower_ in _PERSONAL
        return child if person else None
    return None


def _goes_on(behind: Token) -> bool:
    """Does the sentence go on behind an age: "is 47, …", "was eleven when …", "was 58 then"?"""
    return behind.pos_ in _GOES_ON or behind.lower_ in closed_class("behind_age")


def _has_noun(number: Token) -> bool:
    """Is the number one of something ("is 47 of them")?"""
    own = (child for child in islice(number.rights, _MOST) if relation(child) in ("nmod", "dep"))
    return any(child.pos_ in ("NOUN", "PROPN") for child in own)


def _described(verb: Token) -> Token | None:
    """The noun that a relative clause describes."""
    for _ in range(_STEPS):
        if verb.dep_.startswith("acl"):
            return verb.head
        if verb.head.i == verb.i or verb.dep_ != "conj":
            return None
        verb = verb.head
    return None


def of_another(value: Tokens) -> bool:
    """Is it the age of somebody's relative: "Lopez's 9-year-old daughter", and no name behind?"""
    if not value.doc.has_annotation("DEP"):
        return False
    noun: Token = value.root
    for _ in range(_STEPS):
        if noun.pos_ in ("NOUN", "PROPN") and noun.i >= value.end:
            break
        if noun.head.i == noun.i:
            return False
        noun = noun.head
    if noun.i < value.end or any(c.dep_ == "appos" for c in islice(noun.rights, _MOST)):
        return False
    return any(c.dep_ == "nmod:poss" and c.i < value.start for c in islice(noun.lefts, _MOST))
