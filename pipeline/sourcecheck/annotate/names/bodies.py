"""Organisations by description: "the company", "the agency", "the bank"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.names.discourse import Discourse, is_subject
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.annotate.names.repair import title_words
from sourcecheck.normalise import name as names

#: How many sentences back the organisation may have been named: a company that is not named by
#: its noun, an organisation whose name holds the noun.
BACK_COMPANY = 2
BACK_NAMED = 4
#: Steps from a name up to the subject that it belongs to.
_CLIMB = 4


def organisation(noun: str, discourse: Discourse, offset: int) -> str:
    """The organisation that "the" and `noun` at `offset` stands for; "" where there is doubt.

    A noun that stands in an organisation's name means the nearest such organisation. "The company"
    and the like mean the only organisation of the nearest sentence that names any, if it is a
    subject there or has a company's suffix, and no unknown name is a subject in between.
    """
    layout = discourse.layout
    company = noun in resources.load("references")["company_nouns"]
    sentence = layout.sentence(offset)
    back = BACK_COMPANY if company else BACK_NAMED
    for distance, items in enumerate(discourse.before(offset, back)):
        bodies = [item for item in items if item.kind == "ORG" and len(item.entities) == 1]
        fitting = _companies(layout, bodies) if company else _named(layout, noun, bodies)
        start, end = layout.sentence_span(sentence - distance)
        if company and _unknown(discourse, start, min(end, offset), subjects=True):
            return ""
        if fitting:
            found = {item.entities[0] for item in fitting}
            if len(found) != 1 or (company and distance == 0 and _suffers(layout, offset)):
                return ""
            last = fitting[-1]
            aside = company and not is_subject(layout, last)
            if aside and _unknown(discourse, last.end, min(end, offset), subjects=False):
                return ""
            return "" if _other(noun, layout.text[last.end : offset]) else found.pop()
        if bodies and company:
            return ""
    return ""


def _named(layout: Layout, noun: str, bodies: list[Found]) -> list[Found]:
    """Those whose name has the noun as its head: "Lund Agency", "Agency for Roads".

    "The organisation" may be any body: it means a subject where others are named beside it.
    """
    fitting = [item for item in bodies if _heads(noun, item.entities[0])]
    if noun in resources.load("references")["any_organisation"] and len(bodies) > 1:
        return [item for item in fitting if is_subject(layout, item)]
    return fitting


def _heads(noun: str, name: str) -> bool:
    words = [word.casefold() for word in names.words(name)]
    after = resources.load("references")["after_head"]
    return any(
        word == noun and (index + 1 == len(words) or words[index + 1] in after)
        for index, word in enumerate(words)
    )


def _companies(layout: Layout, bodies: list[Found]) -> list[Found]:
    """Those that "the company" may mean; among several organisations only subjects may."""
    several = len({item.entities[0] for item in bodies}) > 1
    subjects = {item.entities[0] for item in bodies if is_subject(layout, item)}
    if several:
        companies = [item for item in bodies if _is_company(item.entities[0])]
        if len({item.entities[0] for item in companies}) > 1 and not layout.parsed:
            return companies  # more than one: open
        return [item for item in bodies if item.entities[0] in subjects]
    return [
        item
        for item in bodies
        if item.entities[0] in subjects
        or _is_company(item.entities[0])
        or _in_subject(layout, item)
    ]


def _in_subject(layout: Layout, item: Found) -> bool:
    """Does the name say whose the subject is: "Alder's head Ida Roe said the company …"?"""
    if not layout.parsed:
        return False
    token = layout.tokens(item.start, item.end)[-1]
    for _ in range(_CLIMB):
        if token.dep_.startswith("nsubj"):
            return True
        if token.dep_ not in ("nmod:poss", "compound", "appos", "flat", "nmod:desc", "nmod"):
            return False
        token = token.head
    return False


def _is_company(name: str) -> bool:
    parts = names.words(name)
    return len(parts) > 1 and parts[-1].casefold() in resources.load("names")["company_heads"]


def _unknown(discourse: Discourse, start: int, end: int, *, subjects: bool) -> bool:
    """Is a capitalised word in `[start, end)`, or a subject, part of no name that is known?"""
    layout = discourse.layout
    if not layout.parsed or start >= end:
        return False
    numbers = range(layout.sentence(start), layout.sentence(end - 1) + 1)
    known = [item for number in numbers for item in discourse.by_sentence.get(number, ())]
    ordinary = resources.load("names")["no_names"]
    return any(
        token.tag_.startswith("NNP")
        and start <= token.idx < end
        and (_is_actor(token) or not subjects)
        and token.lower_ not in ordinary
        and token.lower_ not in title_words()
        and not any(item.start <= token.idx < item.end for item in known)
        for token in layout.tokens(start, end)
    )


def _is_actor(token: Token) -> bool:
    """Is the word a subject, or joined to one by "and"?"""
    joined = token.head if token.dep_ == "conj" else token
    return joined.dep_.startswith("nsubj")


def _suffers(layout: Layout, offset: int) -> bool:
    """Is the description an object: what the organisation of this sentence acts upon?"""
    if not layout.parsed:
        return False
    here = layout.token(offset)
    nouns = [layout.doc[i] for i in range(here + 1, min(here + 3, len(layout.doc)))]
    return any(token.dep_ in ("obj", "iobj", "dobj") for token in nouns if token.tag_[:2] == "NN")


def _other(noun: str, between: str) -> bool:
    """Does the text speak of another one in between ("a local bank")? "The bank" is the same."""
    for match in re.finditer(rf"\b{re.escape(noun)}\b", between):
        before = between[max(0, match.start() - 12) : match.start()].split()
        if not before or before[-1].casefold() not in ("the", "its", "this", "that"):
            return True
    return False
