"""References to several at once: "the two countries", "both sides", "the five nations", "their"."""

from __future__ import annotations

import functools
import itertools
import re

from sourcecheck import resources
from sourcecheck.annotate.coreference.discourse import Discourse, coordinated, countries, is_subject
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.view import View
from sourcecheck.model.name import NameKind
from sourcecheck.normalise import name as names

#: The second most salient country must outweigh the third by this factor, else it stays open.
CLEAR = 1.3
#: Countries not named for this many sentences are out of mind.
WINDOW = 6
#: … and as the sides of a matter, which may be others than countries, for so many.
WINDOW_SIDES = 2
#: A list right behind the noun: "three countries -- Peru, …".
_EXPANSION = re.compile(r"\s*(?:--|—|–|:|\()\s*[A-Z]")


@functools.cache
def pattern() -> re.Pattern[str]:
    """Matches a counted or paired noun: groups `pair` or `number`, and `noun`."""
    rules = resources.load("references")
    numbers = "|".join(rules["numbers"])
    plural = [
        *rules["country_nouns"],
        *rules["party_nouns"],
        *rules["person_nouns"],
        *rules["organisation_nouns"],
    ]
    nouns = "|".join(sorted({*plural, *rules["singular"]}, key=lambda noun: (-len(noun), noun)))
    modifiers = "|".join(rules["group_modifiers"])
    return re.compile(
        rf"\b(?:(?P<pair>both|neither|either|each)(?:\s+of)?(?:\s+the)?|(?:the|these|those|all)\s+(?P<number>{numbers}))"
        rf"\s+(?:(?:{modifiers})\s+)?(?P<noun>{nouns})\b(?!-)",
        re.IGNORECASE,
    )


def resolve(match: re.Match[str], discourse: Discourse) -> Found | None:
    """The countries, persons or organisations that a match of `pattern` stands for, if clear."""
    rules = resources.load("references")
    noun = match["noun"].casefold()
    if noun in rules["singular"]:
        if not match["pair"]:
            return None
        noun = rules["singular"][noun]
    number = rules["numbers"][match["number"].casefold()] if match["number"] else 2
    if match["pair"] and match["pair"].casefold() in ("each", "either"):
        return None
    if noun in rules["person_nouns"]:
        return _named(match, discourse, "PERSON", number)
    if noun in rules["organisation_nouns"]:
        return _named(match, discourse, "ORG", number)
    return _countries(match, discourse, number)


def _found(match: re.Match[str], kind: NameKind, entities: tuple[str, ...]) -> Found:
    return Found(match.start(), match.end(), kind, match.group(), entities, "description")


def _countries(match: re.Match[str], discourse: Discourse, number: int) -> Found | None:
    if _EXPANSION.match(discourse.view.text, match.end()):
        return None  # the names follow at once and speak for themselves
    if number == 2:
        if _provinces(match, discourse.view) or _other_sides(match, discourse):
            return None
        return _two(match, discourse)
    seen: list[str] = []
    for items in discourse.before(match.start(), 3):
        for item in items:
            seen += [country for country in countries(item) if country not in seen]
        if len(seen) >= number:
            break
    return _found(match, "LOC", tuple(sorted(seen))) if len(seen) == number else None


def _provinces(match: re.Match[str], view: View) -> bool:
    """Has the text just named a smaller thing by the noun's singular: "Lund state … the states"?"""
    noun = match["noun"].casefold()
    singular: dict[str, str] = resources.load("references")["singular"]
    one = next((s for s, plural in singular.items() if plural == noun), "")
    first = view.sentence_span(max(0, view.sentence(match.start()) - 1))[0]
    before = view.text[first : match.start()]
    return bool(one) and re.search(rf"\b[A-Z][\w-]*[ ]{one}\b", before) is not None


def _other_sides(match: re.Match[str], discourse: Discourse) -> bool:
    """Are "both sides" others than countries: peoples or organisations named as a pair just before?

    Also where fewer than two countries were named lately: the sides may be any.
    """
    rules = resources.load("references")
    if match["noun"].casefold() not in (*rules["party_nouns"], *rules["singular"]):
        return False
    if match["noun"].casefold() in rules["country_nouns"]:
        return False
    near = [item for items in discourse.before(match.start(), 1) for item in items]
    near.sort()
    for first, second in itertools.pairwise(near):
        others = not countries(first) and not countries(second)
        if others and first.kind == second.kind and coordinated(discourse.view, first, second):
            return True
    sentence = discourse.view.sentence(match.start())
    return len(discourse.salient(sentence, WINDOW_SIDES)) < 2


def _two(match: re.Match[str], discourse: Discourse) -> Found | None:
    sentence = discourse.view.sentence(match.start())
    salient = discourse.salient(sentence, WINDOW)
    if len(salient) < 2:
        return None
    if len(salient) > 2 and salient[1][0] < CLEAR * salient[2][0]:
        pair = _last_pair(match.start(), discourse)
        return _found(match, "LOC", pair) if pair else None
    return _found(match, "LOC", tuple(sorted(country for _, country in salient[:2])))


def _last_pair(offset: int, discourse: Discourse) -> tuple[str, ...]:
    """The two countries, and no third, of the nearest sentences that name any, at most two back."""
    for items in discourse.before(offset, 2):
        here = list(dict.fromkeys(c for item in items for c in countries(item)))
        if len(here) == 2:
            return tuple(sorted(here))
        if here:
            return ()
    return ()


def _named(match: re.Match[str], discourse: Discourse, kind: NameKind, number: int) -> Found | None:
    seen: list[str] = []
    for items in discourse.before(match.start(), 2):
        for item in items:
            if item.kind == kind:
                seen += [entity for entity in item.entities if entity not in seen]
        if seen:
            break
    return _found(match, kind, tuple(sorted(seen))) if len(seen) == number else None


def plural_pronoun(match: re.Match[str], discourse: Discourse) -> Found | None:
    """Whom "they" or "their" stands for, if an expansion or a plural subject makes it clear."""
    entities = _expanded(match, discourse) or _antecedent(match, discourse)
    if len(entities) < 2:  # none, or two forms of one name
        return None
    kind: NameKind = "LOC" if countries(_found(match, "LOC", entities)) else "OTHER"
    return Found(match.start(), match.end(), kind, match.group(), entities, "pronoun")


def _expanded(match: re.Match[str], discourse: Discourse) -> tuple[str, ...]:
    """The names that a relative clause supplies: "Their road, where X and Y met"."""
    view = discourse.view
    end = min(view.sentence_around(match.start())[1], match.end() + 200)
    ahead = discourse.named.between(match.end(), end)
    for first, second in itertools.islice(itertools.pairwise(ahead), 1):
        lead = view.text[match.end() : first.start]
        if re.search(
            r",\s+(?:where|which|over which|along which)\s+(?:the\s+)?$", lead
        ) and coordinated(view, first, second):
            return tuple(sorted({*first.entities, *second.entities}))
    return ()


def _antecedent(match: re.Match[str], discourse: Discourse) -> tuple[str, ...]:
    view = discourse.view
    for distance, items in enumerate(discourse.before(match.start(), 1)):
        plural = _plural_subject(view, items)
        if plural is None:
            if items and distance == 0 and any(is_subject(view, item) for item in items):
                return ()
            continue
        if distance and not view.opens_sentence(match.start()):
            return ()
        rival = _rival(view, plural[1], match.start(), same=distance == 0)
        return () if rival else plural[0]
    return ()


def _plural_subject(view: View, items: list[Found]) -> tuple[tuple[str, ...], int] | None:
    """Entities and end of the last group ("both sides") or coordinated subject among `items`."""
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if len(item.entities) > 1 and item.how in ("description", "pronoun"):
            return item.entities, item.end
        before = items[index - 1] if index else None
        if (
            before is not None
            and _clear_pair(before, item)
            and coordinated(view, before, item)
            and is_subject(view, before)
        ):
            return tuple(sorted({*before.entities, *item.entities})), item.end
    return None


def _clear_pair(first: Found, second: Found) -> bool:
    """Two places, or two persons by their full names: of short names and firms "they" often means
    something else, or the names themselves are in doubt."""
    if first.kind == second.kind == "PERSON":
        return all(len(names.words(item.text)) > 1 for item in (first, second))
    return first.kind == second.kind == "LOC"


def _rival(view: View, start: int, end: int, *, same: bool) -> bool:
    """Is another plural subject, a plural or two joined by "and", nearer than the antecedent?

    In the same sentence any noun that is a subject will do: a clause of its own stands between.
    """
    tokens = [token for token in view.tokens(start, end) if start <= token.idx < end]
    if not view.parsed:
        return any(token.tag_ in ("NNS", "NNPS") for token in tokens)
    subjects = [token for token in tokens if token.dep_.startswith("nsubj")]
    return any(
        token.tag_ in ("NNS", "NNPS")
        or (same and token.tag_.startswith("NN"))
        or any(child.dep_ == "conj" for child in token.rights)
        for token in subjects
    )
