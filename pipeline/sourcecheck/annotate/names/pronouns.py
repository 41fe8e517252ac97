"""Pronouns of the singular: "he", "her", and "its" of a country or an organisation."""

from __future__ import annotations

import functools
import re
from collections import Counter

from sourcecheck import resources
from sourcecheck.annotate.names.discourse import Discourse, is_subject
from sourcecheck.annotate.names.found import Found, Title
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.annotate.names.titles import heads
from sourcecheck.normalise import name as names

#: How many sentences back the person may have been named.
BACK = 2
#: How many steps up the parse tree "its" looks for the subject of its clause.
_CLIMB = 8
_POSSESSIVE = re.compile(r"['’]s?\s+(?:[a-z]+\s+)?([a-z]+)")


@functools.cache
def pattern() -> re.Pattern[str]:
    """Matches any pronoun of `resources/references.toml`, whole words in any case."""
    rules = resources.load("references")["pronouns"]
    words = sorted({word for group in rules.values() for word in group})
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def group(word: str) -> str:
    """The group of a pronoun: "male", "female", "plural" or "neuter"."""
    rules = resources.load("references")["pronouns"]
    return next(str(name) for name, words in rules.items() if word.casefold() in words)


class Genders:
    """What the document tells of each person's gender: honorifics, titles, given names."""

    def __init__(self, layout: Layout, persons: list[Found], titles: list[Title]) -> None:
        votes: dict[str, Counter[str]] = {}
        by_start = {item.start: item for item in persons}
        rules = resources.load("titles")
        for title in titles:
            last = title.head.split()[-1:] or [""]
            for gender in ("male", "female"):
                if title.head in rules["gender"][gender] or last[0] in rules["gender"][gender]:
                    owner = by_start.get(title.person)
                    if owner:
                        votes.setdefault(owner.entities[0], Counter())[gender] += 3
        for item in persons:
            before = layout.text[max(0, item.start - 12) : item.start].split()
            for gender in ("male", "female"):
                if before and before[-1].casefold() in rules["honorifics"][gender]:
                    votes.setdefault(item.entities[0], Counter())[gender] += 3
        given = resources.load("references")["given"]
        for person in {item.entities[0] for item in persons}:
            parts = names.words(person)
            if len(parts) > 1 and parts[0].casefold() in given["male"]:
                votes.setdefault(person, Counter())["male"] += 1
            if len(parts) > 1 and parts[0].casefold() in given["female"]:
                votes.setdefault(person, Counter())["female"] += 1
        self._gender = {p: max(sorted(v), key=lambda g: v[g]) for p, v in votes.items()}

    def fits(self, person: str, gender: str) -> bool:
        """May `person` be of `gender`? True where nothing is known."""
        return self._gender.get(person, gender) == gender

    def learn(self, person: str, gender: str) -> None:
        """Keep what a resolved pronoun told."""
        self._gender.setdefault(person, gender)


def resolve(match: re.Match[str], discourse: Discourse, genders: Genders) -> Found | None:
    """The person that "he" or "she" stands for: the only one in mind, or else the last subject."""
    layout = discourse.layout
    gender = group(match.group())
    sentence = layout.sentence(match.start())
    for distance, items in enumerate(discourse.before(match.start(), BACK)):
        persons = [
            item
            for item in items
            if item.kind == "PERSON"
            and len(item.entities) == 1
            and genders.fits(item.entities[0], gender)
        ]
        number = sentence - distance
        if not persons:
            if _unnamed_person(layout, number, match.start(), items):
                return None
            continue
        chosen = _choose(layout, persons)
        if chosen is not None and _POSSESSIVE.match(layout.text, chosen.end):
            people = _POSSESSIVE.match(layout.text, chosen.end)
            if people and people.group(1) in resources.load("references")["people"]:
                return None  # "Smith's father … he": the father
        if chosen is None or _unnamed_person(layout, number, match.start(), items, chosen.end):
            return None
        genders.learn(chosen.entities[0], gender)
        return Found(
            match.start(), match.end(), "PERSON", match.group(), chosen.entities, "pronoun"
        )
    return None


def _choose(layout: Layout, persons: list[Found]) -> Found | None:
    distinct = {item.entities[0] for item in persons}
    if len(distinct) == 1:
        return persons[-1]
    subjects = [item for item in persons if is_subject(layout, item)]
    if len({item.entities[0] for item in subjects}) == 1:
        return subjects[-1]
    return None


def _unnamed_person(
    layout: Layout, number: int, offset: int, items: list[Found], after: int = 0
) -> bool:
    """Does a noun for an unnamed person ("a witness") stand in the sentence, before the pronoun?

    Titles beside a name and resolved descriptions are not unnamed.
    """
    start, end = layout.sentence_span(number)
    people = resources.load("references")["people"]
    named = [(item.start - 40, item.end + 2) for item in items if item.kind == "PERSON"]
    for token in layout.tokens(max(start, after), min(end, offset)):
        if token.idx < after or token.idx >= offset or token.text[:1].isupper():
            continue
        word = token.lower_
        if (word in people or word in heads()) and token.tag_ in ("", "NN"):
            if layout.parsed and token.dep_ in ("compound", "appos", "nmod:desc", "amod"):
                continue
            if not any(s <= token.idx < e for s, e in named):
                return True
    return False


def its(match: re.Match[str], layout: Layout, named_at: dict[int, Found]) -> Found | None:
    """The country or organisation that is the subject of the clause in which "its" stands.

    Needs a parse. `named_at` gives a name by the index of a token in it.
    """
    if not layout.parsed:
        return None
    token = layout.doc[layout.token(match.start())]
    for _ in range(_CLIMB):
        parent = token.head
        if parent is token:
            return None
        for child in parent.lefts:
            if child.dep_.startswith("nsubj") and child.idx < match.start() and child.i != token.i:
                owner = named_at.get(child.i)
                if owner is None or owner.kind not in ("LOC", "ORG") or len(owner.entities) != 1:
                    return None
                return Found(
                    match.start(), match.end(), owner.kind, match.group(), owner.entities, "pronoun"
                )
        token = parent
    return None
