"""Pronouns of the singular: "he", "her" and "its", and whom they stand for."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.attributes.extraction import Extracted
from sourcecheck.annotate.coreference.discourse import OBJECTS, Discourse, is_subject
from sourcecheck.annotate.names.found import Found, Named
from sourcecheck.annotate.view import View
from sourcecheck.lexicon import classes
from sourcecheck.normalise import name as names

#: How many sentences back the person may have been named.
BACK = 2
#: How many steps up the parse tree the subject of a verb is looked for.
_CLIMB = 8
#: How many steps up the parse tree from a name to the title it stands beside.
_BESIDE = 3
#: Longest opening phrase of a sentence, in characters, before and after a pronoun in it.
_OPENING = 60
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

    def __init__(self, view: View, persons: list[Found], held: list[Extracted]) -> None:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for gender in ("male", "female"):
            told = [*_by_title(held, gender), *_by_honorific(view, persons, gender)]
            for person in told:
                votes[person][gender] += 3
            for person in _by_given_name(persons, gender):
                votes[person][gender] += 1
        self._gender = {p: max(sorted(v), key=lambda g: v[g]) for p, v in votes.items()}

    def fits(self, person: str, gender: str) -> bool:
        """May `person` be of `gender`? True where nothing is known."""
        return self._gender.get(person, gender) == gender

    def known(self, person: str) -> bool:
        """Does the document, or the given name, tell the person's gender?"""
        return person in self._gender

    def learn(self, person: str, gender: str) -> None:
        """Keep what a resolved pronoun told."""
        self._gender.setdefault(person, gender)


def _by_title(held: list[Extracted], gender: str) -> Iterator[str]:
    known = resources.load("titles")["gender"][gender]
    for title in held:
        if title.head in known or title.head.split()[-1] in known:
            yield title.of[0]


def _by_honorific(view: View, persons: list[Found], gender: str) -> Iterator[str]:
    known = resources.load("titles")["honorifics"][gender]
    for item in persons:
        before = view.text[max(0, item.start - 12) : item.start].split()
        if before and before[-1].casefold() in known:
            yield item.entities[0]


def _by_given_name(persons: list[Found], gender: str) -> Iterator[str]:
    known = resources.load("references")["given"][gender]
    for person in {item.entities[0] for item in persons}:
        parts = names.words(person)
        if len(parts) > 1 and parts[0].casefold() in known:
            yield person


def singular(match: re.Match[str], discourse: Discourse, genders: Genders) -> Found | None:
    """The person that "he" or "she" stands for: the only one in mind, or else the last subject."""
    view = discourse.view
    gender = group(match.group())
    ahead = _announced(match, discourse)
    if ahead is not None and genders.fits(ahead.entities[0], gender):
        return _for(match, ahead)
    acting = _acting(match, discourse)
    near = [
        (items, [item for item in items if _fits(item, match, genders, gender, acting)])
        for items in discourse.before(match.start(), BACK)
    ]
    in_mind = {person.entities for _, persons in near for person in persons}
    if _is_object(match, view) and len(in_mind) != 1:
        return None
    sentence = view.sentence(match.start())
    for distance, (items, persons) in enumerate(near):
        number = sentence - distance
        if not persons:
            if _unnamed_person(view, number, match.start(), items):
                return None
            continue
        chosen = _choose(view, persons)
        if chosen is None or _doubtful(match, view, number, items, gender, chosen):
            return None
        if not acting and not genders.known(chosen.entities[0]) and _in_passing(view, chosen):
            return None  # as often as not of the other gender
        genders.learn(chosen.entities[0], gender)
        return _for(match, chosen)
    return None


def _for(match: re.Match[str], item: Found) -> Found:
    """The pronoun, standing for what the name stands for."""
    return Found(match.start(), match.end(), item.kind, match.group(), item.entities, "pronoun")


def _doubtful(
    match: re.Match[str],
    view: View,
    number: int,
    items: list[Found],
    gender: str,
    chosen: Found,
) -> bool:
    """May the pronoun mean somebody of sentence `number` who is not named?"""
    owned = _POSSESSIVE.match(view.text, chosen.end)
    if owned and owned.group(1) in resources.load("references")["people"]:
        return True  # "Smith's father … he": the father
    return _unnamed_person(view, number, match.start(), items, chosen.end) or _open_pronoun(
        view, number, match.start(), items, gender, chosen
    )


def _in_passing(view: View, person: Found) -> bool:
    """Is the person named neither as a subject nor beside one ("police chief Roe said")?"""
    if person.how == "pronoun" or is_subject(view, person):
        return False
    if not view.parsed:
        return True
    for token in view.tokens(person.start, person.end):
        for _ in range(_BESIDE):
            if not token.dep_.startswith(("flat", "appos", "compound", "nmod:desc")):
                break
            token = token.head
        if token.dep_.startswith("nsubj"):
            return False
    return True


def _announced(match: re.Match[str], discourse: Discourse) -> Found | None:
    """The subject behind an opening phrase that holds the pronoun: "In his speech, Roe said"."""
    view = discourse.view
    first, last = view.sentence_around(match.start())
    if not view.parsed or match.start() - first > _OPENING:
        return None
    token = view.token_at(match.start())
    if token.tag_ != "PRP$" or "," in view.text[first : match.start()]:
        return None
    if any(item.kind == "PERSON" for item in next(discourse.before(match.start(), 0))):
        return None
    comma = view.text.find(",", match.end(), min(last, match.end() + _OPENING))
    if comma < 0:
        return None
    ahead = discourse.named.between(match.end(), min(last, comma + 40))
    if not ahead or ahead[0].kind != "PERSON" or ahead[0].start < comma:
        return None
    between = view.text[comma + 1 : ahead[0].start].split()
    titled = all(word.casefold() in classes.title_words() for word in between)
    return ahead[0] if titled and is_subject(view, ahead[0]) else None


def _fits(
    item: Found, match: re.Match[str], genders: Genders, gender: str, acting: set[str]
) -> bool:
    """May the pronoun mean this name? Not in "Roe, his brother": there it is somebody else."""
    if item.kind != "PERSON" or len(item.entities) != 1 or item.entities[0] in acting:
        return False
    beside = match.string[item.end : match.start()].strip() == ","
    return not beside and genders.fits(item.entities[0], gender)


def _is_object(match: re.Match[str], view: View) -> bool:
    """Is it "him" or the "her" that is no possessive? These mean the subject less often."""
    if match.group().casefold() not in resources.load("references")["object_pronouns"]:
        return False
    return view.token_at(match.start()).tag_ == "PRP"


def _acting(match: re.Match[str], discourse: Discourse) -> set[str]:
    """Who does what "him" suffers: "Roe met Poe and urged him" means Poe. Needs a parse."""
    view = discourse.view
    if not view.parsed:
        return set()
    token = view.token_at(match.start())
    if token.tag_ != "PRP" or token.lower_.endswith("self") or not _suffers(token):
        return set()
    verb = token.head
    for _ in range(_CLIMB):
        subjects = [child for child in verb.lefts if child.dep_.startswith("nsubj")]
        if subjects or verb.dep_ != "conj":
            break
        verb = verb.head
    here = discourse.by_sentence.get(view.sentence(match.start()), ())
    return {
        entity
        for item in here
        if any(
            subject.left_edge.idx <= item.start < subject.right_edge.idx + len(subject.right_edge)
            for subject in subjects
        )
        for entity in item.entities
    }


def _suffers(pronoun: Token) -> bool:
    """Is the pronoun an object, or behind a preposition that makes it one ("called on him")?"""
    if pronoun.dep_ in OBJECTS:
        return True
    ahead = resources.load("references")["other_than_subject"]
    return pronoun.dep_ == "obl" and any(child.lower_ in ahead for child in pronoun.lefts)


def _choose(view: View, persons: list[Found]) -> Found | None:
    distinct = {item.entities[0] for item in persons}
    if len(distinct) == 1:
        return persons[-1]
    subjects = [item for item in persons if is_subject(view, item)]
    if len({item.entities[0] for item in subjects}) == 1:
        return subjects[-1]
    return None


def _unnamed_person(
    view: View, number: int, offset: int, items: list[Found], after: int = 0
) -> bool:
    """Does a noun for an unnamed person ("a witness") stand in the sentence, before the pronoun?

    Titles beside a name and resolved descriptions are not unnamed.
    """
    nouns = [token for token in _person_nouns(view, number) if after <= token.idx < offset]
    named = [(item.start - 40, item.end + 2) for item in items if nouns and item.kind == "PERSON"]
    return any(
        not any(s <= token.idx < e for s, e in named) and not _said_of(token, items)
        for token in nouns
    )


@functools.lru_cache(maxsize=64)
def _person_nouns(view: View, number: int) -> tuple[Token, ...]:
    """The nouns for a person in one sentence. Kept for the sentences last asked for: the pronouns
    of a text that is one endless sentence would else read all of it each."""
    people = resources.load("references")["people"]
    return tuple(
        token
        for token in view.tokens(*view.sentence_span(number))
        if not token.text[:1].isupper()
        and (token.lower_ in people or token.lower_ in classes.titles())
        and token.tag_ in ("", "NN")
        and not (view.parsed and token.dep_ in ("compound", "appos", "nmod:desc", "amod"))
    )


def _said_of(noun: Token, items: list[Found]) -> bool:
    """Is the noun said of somebody who is named ("Roe is an actor", "worked as an actor")?"""
    if any(child.dep_ == "case" and child.lower_ == "as" for child in noun.lefts):
        return True
    if not any(child.dep_ == "cop" for child in noun.children):
        return False
    subjects = [child.idx for child in noun.children if child.dep_.startswith("nsubj")]
    return any(
        item.kind == "PERSON" and item.start <= subject < item.end
        for item in items
        for subject in subjects
    )


def _owns_subject(view: View, person: Found) -> bool:
    """Is it the owner of what is the subject ("Roe's fame faded")?"""
    return any(
        token.dep_ == "nmod:poss" and token.head.dep_.startswith("nsubj")
        for token in view.tokens(person.start, person.end)
    )


def _open_pronoun(
    view: View, number: int, offset: int, items: list[Found], gender: str, chosen: Found
) -> bool:
    """Is the subject of that sentence a "he" left open, and the name chosen no subject?"""
    if not view.parsed or is_subject(view, chosen) or _owns_subject(view, chosen):
        return False
    start, end = view.sentence_span(number)
    resolved = {item.start for item in items}
    pronouns = resources.load("references")["pronouns"][gender]
    return any(
        token.dep_.startswith("nsubj")
        and token.lower_ in pronouns
        and token.idx not in resolved
        and start <= token.idx < offset
        for token in view.tokens(start, min(end, offset))
    )


def possessor(match: re.Match[str], named: Named) -> Found | None:
    """The country or organisation that is the subject of the clause in which "its" stands.

    Needs a parse.
    """
    view = named.view
    if not view.parsed:
        return None
    token = view.token_at(match.start())
    for _ in range(_CLIMB):
        parent = token.head
        if parent is token:
            return None
        for child in parent.lefts:
            if child.dep_.startswith("nsubj") and child.idx < match.start() and child.i != token.i:
                owner = named.at(child)
                if owner is None or owner.kind not in ("LOC", "ORG") or len(owner.entities) != 1:
                    return None
                if _other_owner(named, owner, match.start()):
                    return None
                return _for(match, owner)
        token = parent
    return None


def _other_owner(named: Named, owner: Found, offset: int) -> bool:
    """Is another country or body an actor or object before "its" ("Peru helps Chile in its …")?"""
    for token in named.view.tokens(owner.end, offset):
        item = named.at(token)
        if item is None or token.idx < owner.end or item.entities == owner.entities:
            continue
        noun = token.head if token.dep_ in ("amod", "compound", "flat", "nmod:desc") else token
        takes_part = noun.dep_ in OBJECTS or noun.dep_.startswith("nsubj")
        if takes_part and item.kind in ("LOC", "ORG", "NORP"):
            return True
    return False
