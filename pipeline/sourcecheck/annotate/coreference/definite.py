"""Definite noun phrases: "the Russian president", "the company", "the agency", "the country"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.attributes.extraction import Extracted
from sourcecheck.annotate.coreference import kinds
from sourcecheck.annotate.coreference.discourse import (
    OBJECTS,
    Discourse,
    countries,
    is_attribute,
    is_subject,
)
from sourcecheck.annotate.coreference.groups import WINDOW
from sourcecheck.annotate.coreference.kinds import Kinds
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.view import View
from sourcecheck.lexicon import classes
from sourcecheck.lexicon.classes import no_names
from sourcecheck.model.name import NameKind
from sourcecheck.normalise import name as names

#: "the" or "this" and up to five words, which are looked at and not used up: the next "the" may be
#: among them. Read word by word, so that it takes time in proportion.
PATTERN = re.compile(r"\b(?:[Tt]he|[Tt]his)\s+(?=(?P<words>[\w.’'-]+(?:[ ][\w.’'-]+){0,4}))")
#: How many sentences back the holder of a title may have been spoken of. Further on, "the
#: president" is as often the office itself.
_BACK = 8
#: What makes a description one of somebody else: a name after a comma, a post of its own.
_NAME_AHEAD = re.compile(r",\s+(?=[A-Z])")
_NAME_ENDS = re.compile(r"\s*[,.;:)\n—–]|$")
_OWN_POST = re.compile(r"\s+(?:to|for|at|in|from)\s+(?:(?:the|this)\s+)?[A-Z]")
#: How many sentences back the organisation may have been named: a company that is not named by
#: its noun, an organisation whose name holds the noun.
_BACK_COMPANY = 2
_BACK_NAMED = 4
#: Steps from a name up to the subject that it belongs to.
_CLIMB = 4


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with a title of the document: its head word, its words and its countries."""

    person: str
    head: str
    words: str
    countries: tuple[str, ...]

    def holds(self, title: str, words: str, lands: tuple[str, ...]) -> bool:
        """Is it the title, or one told by these words, of one of the countries if any are said?"""
        called = self.head == title if words == title else words in self.words
        return called and not (lands and self.countries and set(lands).isdisjoint(self.countries))


def holders(held: list[Extracted]) -> list[Holder]:
    """Who holds which title anywhere in the document."""
    result = []
    for title in held:
        if title.property == "title":
            forms = [form for _, form in places.find(title.text) if form is not None]
            lands = tuple(t.name for form in forms for t in form.territories)
            result.append(Holder(title.of[0], title.head, title.text.casefold(), lands))
    return list(dict.fromkeys(result))


def resolve(
    match: re.Match[str],
    discourse: Discourse,
    known: list[Holder],
    called: Kinds,
) -> Found | None:
    """The person, organisation or place that a match of `PATTERN` describes, if clear."""
    phrase = _phrase(match, discourse.view)
    if phrase is None:
        return kinds.at(match, discourse, called)
    end, words = phrase
    noun = words[-1].casefold()
    rules = resources.load("references")
    title = classes.title_at_end([word.casefold() for word in words])
    if title:
        if words[-1][0].isupper() and title not in classes.listed_titles("offices"):
            return None  # "The Poet": a name of its own
        person = _beside(discourse, end)
        if person is None:
            person = _by_title(words, title, discourse, known, match.start())
        return _made(match, end, "PERSON", person)
    if len(words) > 1:
        return None
    if noun in rules["company_nouns"] or noun in rules["organisation_named_nouns"]:
        if kinds.narrowed(match.string, end):
            return None
        return _made(match, end, "ORG", _organisation(noun, discourse, match.start()))
    if noun in rules["country_singular"]:
        only = _only_country(discourse, match.start())
        if only:
            return _made(match, end, "LOC", only)
        return kinds.at(match, discourse, called)
    return None


def _beside(discourse: Discourse, end: int) -> str | None:
    """The person whose name follows ("the foreign minister, Jane Roe,"); None if no name does.

    "" where something in capitals follows that is no known person, or a post that is its own
    ("the ambassador to Peru").
    """
    text = discourse.view.text
    if _OWN_POST.match(text, end):
        return ""
    ahead = _NAME_AHEAD.match(text, end)
    if not ahead:
        return None
    named = discourse.named.between(ahead.end(), ahead.end() + 1)
    if not named or named[0].start != ahead.end() or named[0].kind != "PERSON":
        return ""
    return named[0].entities[0] if _NAME_ENDS.match(text, named[0].end) else ""


def _made(match: re.Match[str], end: int, kind: NameKind, entity: str) -> Found | None:
    if not entity:
        return None
    text = match.string[match.start() : end]
    return Found(match.start(), end, kind, text, (entity,), "description")


@functools.cache
def _nouns() -> frozenset[str]:
    rules = resources.load("references")
    keys = ("company_nouns", "organisation_named_nouns", "country_singular")
    return frozenset(noun for name in keys for noun in rules[name])


def _phrase(match: re.Match[str], view: View) -> tuple[int, list[str]] | None:
    """End and words of the longest description that is a whole noun phrase."""
    words = match["words"].split(" ")
    position = match.start("words")
    taken: list[str] = []
    best: tuple[int, list[str]] | None = None
    for word in words:
        bare = re.sub(r"['’]s?$|[.]$", "", word)
        taken.append(bare)
        end = position + len(bare)
        position += len(word) + 1
        if classes.title_at_end([part.casefold() for part in taken]) or (
            len(taken) == 1 and bare.casefold() in _nouns()
        ):
            best = (end, list(taken))
        if bare != word:
            break
    if best is None or not _ends_phrase(view, best[0]):
        return None
    return best


def _ends_phrase(view: View, end: int) -> bool:
    """Does no further noun, name or "of" follow?"""
    rest = view.text[end : end + 30]
    if re.match(r"\s+of\b|-", rest) or re.match(r"[ ][A-Z]", rest):
        return False
    if re.match(r"['’]s?\b|\s*[,.;:)?!\"”]", rest):
        return True
    if not view.tagged:
        return False
    after = view.tokens(end + 1, end + 2)
    return not (after and after[0].tag_.startswith(("NN", "JJ", "VBG", "HYPH")))


def _by_title(
    words: list[str], title: str, discourse: Discourse, known: list[Holder], offset: int
) -> str:
    """Who holds this title in the document; for a nationality, also the one person just named."""
    form = places.form(words[0])
    lands = tuple(t.name for t in form.territories) if form and form.form == "demonym" else ()
    rest = " ".join(words[1:] if lands else words).casefold()
    people = list(dict.fromkeys(h.person for h in known if h.holds(title, rest, lands)))
    if len(people) > 1:
        recent = _persons_before(discourse, offset, 3)
        near = [person for person in people if person in recent]
        return near[0] if len(near) == 1 else ""
    if people:
        return people[0] if people[0] in _persons_before(discourse, offset, _BACK) or lands else ""
    if not lands or rest not in classes.listed_titles("offices") or rest != title:
        return ""
    return _just_named(discourse, offset, known)


def _persons_before(discourse: Discourse, offset: int, back: int) -> list[str]:
    found = [
        e
        for items in discourse.before(offset, back)
        for i in items
        if i.kind == "PERSON" and i.how != "description"
        for e in i.entities
    ]
    return list(dict.fromkeys(found))


def _just_named(discourse: Discourse, offset: int, known: list[Holder]) -> str:
    """The only person of this and the last sentence: "Enter Jane Roe. The French president …".

    Not one whom the text gives another title or another country.
    """
    persons = _persons_before(discourse, offset, 1)
    if len(persons) != 1:
        return ""
    titled = any(holder.person == persons[0] for holder in known)
    return "" if titled else persons[0]


def _only_country(discourse: Discourse, offset: int) -> str:
    """The only country of this sentence and the last, if it is named there and most in mind.

    "US troops" or "Soviet aid" alone do not name it: "the country" is then often another.
    """
    near = [item for items in discourse.before(offset, 1) for item in items if countries(item)]
    seen = {country for item in near for country in countries(item)}
    view = discourse.view
    named = (item.kind == "LOC" and not is_attribute(view, item) for item in near)
    if len(seen) != 1 or not any(named):
        return ""
    country = seen.pop()
    salient = discourse.salient(view.sentence(offset), WINDOW)
    return country if salient and salient[0][1] == country else ""


# --- organisations --------------------------------------------------------------------------------


def _organisation(noun: str, discourse: Discourse, offset: int) -> str:
    """The organisation that "the" and `noun` at `offset` stands for; "" where there is doubt.

    A noun that stands in an organisation's name means the nearest such organisation. "The company"
    and the like mean the only organisation of the nearest sentence that names any, if it is a
    subject there or has a company's suffix, and no unknown name is a subject in between.
    """
    view = discourse.view
    company = noun in resources.load("references")["company_nouns"]
    sentence = view.sentence(offset)
    back = _BACK_COMPANY if company else _BACK_NAMED
    for distance, items in enumerate(discourse.before(offset, back)):
        bodies = _bodies(items)
        fitting = _companies(view, bodies) if company else _named(view, noun, bodies)
        start, end = view.sentence_span(sentence - distance)
        if company and _unknown(discourse, start, min(end, offset), subjects=True):
            return ""
        if fitting:
            suffers = company and distance == 0 and _suffers(view, offset)
            if suffers or len({item.entities[0] for item in fitting}) != 1:
                return ""
            last = fitting[-1]
            aside = company and not is_subject(view, last)
            if aside and _unknown(discourse, last.end, min(end, offset), subjects=False):
                return ""
            return "" if _other(noun, view.text[last.end : offset]) else last.entities[0]
        if bodies and company:
            return ""
    return ""


def _bodies(items: list[Found]) -> list[Found]:
    return [item for item in items if item.kind == "ORG" and len(item.entities) == 1]


def _named(view: View, noun: str, bodies: list[Found]) -> list[Found]:
    """Those whose name has the noun as its head: "Lund Agency", "Agency for Roads".

    "The organisation" may be any body: it means a subject where others are named beside it.
    """
    fitting = [item for item in bodies if _heads(noun, item.entities[0])]
    if noun in resources.load("references")["any_organisation"] and len(bodies) > 1:
        return [item for item in fitting if is_subject(view, item)]
    return fitting


def _heads(noun: str, name: str) -> bool:
    words = [word.casefold() for word in names.words(name)]
    after = resources.load("references")["after_head"]
    return any(
        word == noun and (index + 1 == len(words) or words[index + 1] in after)
        for index, word in enumerate(words)
    )


def _companies(view: View, bodies: list[Found]) -> list[Found]:
    """Those that "the company" may mean; among several organisations only subjects may."""
    several = len({item.entities[0] for item in bodies}) > 1
    subjects = {item.entities[0] for item in bodies if is_subject(view, item)}
    if several:
        companies = [item for item in bodies if _is_company(item.entities[0])]
        if len({item.entities[0] for item in companies}) > 1 and not view.parsed:
            return companies  # more than one: open
        return [item for item in bodies if item.entities[0] in subjects]
    return [
        item
        for item in bodies
        if item.entities[0] in subjects or _is_company(item.entities[0]) or _in_subject(view, item)
    ]


def _in_subject(view: View, item: Found) -> bool:
    """Does the name say whose the subject is: "Alder's head Ida Roe said the company …"?"""
    if not view.parsed:
        return False
    token = view.tokens(item.start, item.end)[-1]
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
    view = discourse.view
    if not view.parsed or start >= end:
        return False
    numbers = range(view.sentence(start), view.sentence(end - 1) + 1)
    known = [item for number in numbers for item in discourse.by_sentence.get(number, ())]
    return any(
        token.tag_.startswith("NNP")
        and start <= token.idx < end
        and (_is_actor(token) or not subjects)
        and token.lower_ not in no_names()
        and token.lower_ not in classes.title_words()
        and not any(item.start <= token.idx < item.end for item in known)
        for token in view.tokens(start, end)
    )


def _is_actor(token: Token) -> bool:
    """Is the word a subject, or joined to one by "and"?"""
    joined = token.head if token.dep_ == "conj" else token
    return joined.dep_.startswith("nsubj")


def _suffers(view: View, offset: int) -> bool:
    """Is the description an object: what the organisation of this sentence acts upon?"""
    if not view.parsed:
        return False
    here = view.token(offset)
    nouns = [view.doc[i] for i in range(here + 1, min(here + 3, len(view.doc)))]
    return any(token.dep_ in OBJECTS for token in nouns if token.tag_[:2] == "NN")


def _other(noun: str, between: str) -> bool:
    """Does the text speak of another one in between ("a local bank")? "The bank" is the same."""
    for match in re.finditer(rf"\b{re.escape(noun)}\b", between):
        before = between[max(0, match.start() - 12) : match.start()].split()
        if not before or before[-1].casefold() not in ("the", "its", "this", "that"):
            return True
    return False
