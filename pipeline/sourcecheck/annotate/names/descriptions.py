"""References by description: "the Russian president", "the company", "the country"."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from sourcecheck import resources
from sourcecheck.annotate.names import bodies, described, places
from sourcecheck.annotate.names.discourse import Discourse, countries
from sourcecheck.annotate.names.found import Found, Title
from sourcecheck.annotate.names.groups import WINDOW
from sourcecheck.annotate.names.kinds import Kinds
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.annotate.names.titles import head

#: "the" or "this" and up to five words, which are looked at and not used up: the next "the" may be
#: among them. Read word by word, so that it takes time in proportion.
PATTERN = re.compile(r"\b(?:[Tt]he|[Tt]his)\s+(?=(?P<words>[\w.’'-]+(?:[ ][\w.’'-]+){0,4}))")


@functools.cache
def _offices() -> frozenset[str]:
    return frozenset(resources.load("titles")["offices"])


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with a title of the document: its head word, its words and its countries."""

    person: str
    head: str
    words: str
    countries: tuple[str, ...]


def holders(titles: list[Title], person_at: dict[int, Found]) -> list[Holder]:
    """Who holds which title anywhere in the document."""
    result = []
    for title in titles:
        if title.property == "title" and title.person in person_at:
            forms = [form for _, form in places.find(title.text) if form is not None]
            lands = tuple(t.name for form in forms for t in form.territories)
            person = person_at[title.person].entities[0]
            result.append(Holder(person, title.head, title.text.casefold(), lands))
    return list(dict.fromkeys(result))


def resolve(
    match: re.Match[str],
    discourse: Discourse,
    known: list[Holder],
    kinds: Kinds,
    following: Callable[[int, int], list[Found]],
) -> Found | None:
    """The person, organisation or place that a match of `PATTERN` describes, if clear.

    `following` gives the names in a stretch of text that lies ahead.
    """
    phrase = _phrase(match, discourse.layout)
    if phrase is None:
        return described.at(match, discourse, kinds)
    end, words, noun = phrase
    rules = resources.load("references")
    title = head([word.casefold() for word in words])
    if title:
        if words[-1][0].isupper() and title not in _offices():
            return None  # "The Poet": a name of its own
        person = _beside(discourse.layout.text, end, following)
        if person is None:
            person = _by_title(words, title, discourse, known, match.start())
        return _made(match, end, "PERSON", person)
    if len(words) > 1:
        return None
    if noun in rules["company_nouns"] or noun in rules["organisation_named_nouns"]:
        if described.narrowed(match.string, end):
            return None
        return _made(match, end, "ORG", bodies.organisation(noun, discourse, match.start()))
    if noun in rules["country_singular"]:
        only = _only_country(discourse, match.start())
        if only:
            return _made(match, end, "LOC", only)
        return described.at(match, discourse, kinds)
    return None


#: How many sentences back the holder of a title may have been spoken of. Further on, "the
#: president" is as often the office itself.
_BACK = 8
#: What makes a description one of somebody else: a name after a comma, a post of its own.
_NAME_AHEAD = re.compile(r",\s+(?=[A-Z])")
_NAME_ENDS = re.compile(r"\s*[,.;:)\n—–]|$")
_OWN_POST = re.compile(r"\s+(?:to|for|at|in|from)\s+(?:(?:the|this)\s+)?[A-Z]")


def _beside(text: str, end: int, following: Callable[[int, int], list[Found]]) -> str | None:
    """The person whose name follows ("the foreign minister, Jane Roe,"); None if no name does.

    "" where something in capitals follows that is no known person, or a post that is its own
    ("the ambassador to Peru").
    """
    if _OWN_POST.match(text, end):
        return ""
    ahead = _NAME_AHEAD.match(text, end)
    if not ahead:
        return None
    named = following(ahead.end(), ahead.end() + 1)
    if not named or named[0].start != ahead.end() or named[0].kind != "PERSON":
        return ""
    return named[0].entities[0] if _NAME_ENDS.match(text, named[0].end) else ""


def _made(match: re.Match[str], end: int, kind: str, entity: str) -> Found | None:
    if not entity:
        return None
    text = match.string[match.start() : end]
    return Found(match.start(), end, kind, text, (entity,), "description")  # type: ignore[arg-type]


@functools.cache
def _nouns() -> frozenset[str]:
    rules = resources.load("references")
    keys = ("company_nouns", "organisation_named_nouns", "country_singular")
    return frozenset(noun for name in keys for noun in rules[name])


def _phrase(match: re.Match[str], layout: Layout) -> tuple[int, list[str], str] | None:
    """End, words and noun of the shortest description that is a whole noun phrase."""
    words = match["words"].split(" ")
    position = match.start("words")
    taken: list[str] = []
    best: tuple[int, list[str], str] | None = None
    for word in words:
        bare = re.sub(r"['’]s?$|[.]$", "", word)
        taken.append(bare)
        end = position + len(bare)
        position += len(word) + 1
        if head([part.casefold() for part in taken]) or (
            len(taken) == 1 and bare.casefold() in _nouns()
        ):
            best = (end, list(taken), bare.casefold())
        if bare != word:
            break
    if best is None or not _ends_phrase(layout, best[0]):
        return None
    return best


def _ends_phrase(layout: Layout, end: int) -> bool:
    """Does no further noun, name or "of" follow?"""
    rest = layout.text[end : end + 30]
    if re.match(r"\s+of\b|-", rest) or re.match(r"[ ][A-Z]", rest):
        return False
    if re.match(r"['’]s?\b|\s*[,.;:)?!\"”]", rest):
        return True
    if not layout.tagged:
        return False
    after = layout.tokens(end + 1, end + 2)
    return not (after and after[0].tag_.startswith(("NN", "JJ", "VBG", "HYPH")))


def _by_title(
    words: list[str], title: str, discourse: Discourse, known: list[Holder], offset: int
) -> str:
    """Who holds this title in the document; for a nationality, also the one person just named."""
    form = places.form(words[0])
    lands = tuple(t.name for t in form.territories) if form and form.form == "demonym" else ()
    rest = " ".join(words[1:] if lands else words).casefold()
    fitting = [
        holder
        for holder in known
        if (holder.head == title if rest == title else rest in holder.words)
        and (not lands or not holder.countries or set(lands) & set(holder.countries))
    ]
    people = list(dict.fromkeys(holder.person for holder in fitting))
    recent = _persons_before(discourse, offset, 3)
    if len(people) > 1:
        near = [person for person in people if person in recent]
        return near[0] if len(near) == 1 else ""
    if people:
        return people[0] if people[0] in _persons_before(discourse, offset, _BACK) or lands else ""
    if not lands or rest not in _offices() or rest != title:
        return ""
    return _just_named(discourse, offset, known, lands)


def _persons_before(discourse: Discourse, offset: int, back: int) -> list[str]:
    found = [
        e
        for items in discourse.before(offset, back)
        for i in items
        if i.kind == "PERSON" and i.how != "description"
        for e in i.entities
    ]
    return list(dict.fromkeys(found))


def _just_named(
    discourse: Discourse, offset: int, known: list[Holder], lands: tuple[str, ...]
) -> str:
    """The only person of this and the last sentence: "Enter Jane Roe. The French president …".

    Not one whom the text gives another title or another country.
    """
    persons = _persons_before(discourse, offset, 1)
    if len(persons) != 1:
        return ""
    titled = [holder for holder in known if holder.person == persons[0]]
    return "" if titled else persons[0]


def _only_country(discourse: Discourse, offset: int) -> str:
    """The only country of this sentence and the last, if it is named there and most in mind.

    "US troops" or "Soviet aid" alone do not name it: "the country" is then often another.
    """
    near = [item for items in discourse.before(offset, 1) for item in items if countries(item)]
    seen = {country for item in near for country in countries(item)}
    if len(seen) != 1 or not any(_names_itself(discourse, item) for item in near):
        return ""
    country = seen.pop()
    salient = discourse.salient(discourse.layout.sentence(offset), WINDOW)
    return country if salient and salient[0][1] == country else ""


def _names_itself(discourse: Discourse, item: Found) -> bool:
    """Is it a country's name, or a reference to it, that is no attribute of a noun?"""
    if item.kind != "LOC":
        return False
    attributes = ("compound", "amod", "nmod:desc")
    tokens = discourse.layout.tokens(item.start, item.end)
    return not any(token.dep_ in attributes and token.head.idx >= item.end for token in tokens)
