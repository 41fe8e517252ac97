"""Records of wins and losses, scores of matches and outcomes of votes, with whose they are.

"20-1" alone is nothing: a bracket or comma behind a name, or words such as "improved to", "beat"
and "voted" must say what it is (`resources/records.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from sourcecheck.annotate.names.dashed import (
    NEAR,
    Place,
    begins_with,
    ends_with,
    follows,
    listed,
    made,
)
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.annotate.names.said import Named, Said, entities, subject_of, verb_of
from sourcecheck.annotate.names.scores import score, vote
from sourcecheck.normalise import record as form

_HOLDERS = ("PERSON", "ORG", "LOC", "NORP")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_MOST, _FEW_LOSSES = 199, 19
_BEHIND_RECORD = re.compile(r"\s*[,;)]|\s+with\b|\s*$")
_OWNER = re.compile(r"['’]")


def find(layout: Layout, found: Iterable[Found]) -> Iterator[Said]:
    """The records, scores and votes of a text, in order; `found` are names and references.

    What is of nobody who is named is left out.
    """
    named, sports = Named(layout, found), _speaks_of_sports(layout.text)
    for match in form.FORM.finditer(layout.text):
        if _zero_first(match.group()):
            continue
        sentence = layout.sentence_span(layout.sentence(match.start()))
        place = Place(named, *match.span(), sentence)
        told = (sports and _beside_a_name(place)) or _record(place) or vote(place) or score(place)
        if told:
            yield told


def _zero_first(text: str) -> bool:
    """ "05-06" is a date or a code."""
    return any(len(part) > 1 and part[0] == "0" for part in re.findall(r"\d+", text))


def _speaks_of_sports(text: str) -> bool:
    return not set(listed("record", "sports")).isdisjoint(_WORD.findall(text.lower()))


# --- records --------------------------------------------------------------------------------------


def _beside_a_name(place: Place) -> Said | None:
    """ "Dolan (20-1, 14 KOs)", "Dolan, 20-1, stopped …"."""
    before = place.before.rstrip()
    if not before.endswith(("(", ",")) or not _BEHIND_RECORD.match(place.behind):
        return None
    name_end = place.start - len(place.before) + len(before[:-1].rstrip())
    name = place.named.ending(name_end)
    if name is None or name.kind not in _HOLDERS:
        return None
    if before.endswith(",") and _is_beaten(place, name):
        return None
    if _is_no_record(place.quote, name):
        return None
    rule = "in brackets" if before.endswith("(") else "apposition"
    return made(place, "win_loss_record", form.record(place.quote), entities(name), rule)


def _is_no_record(quote: str, name: Found) -> bool:
    """Pages or years: "Jones (112-118)", "(936-73)". More games than a season has are no record;
    neither are a person's many losses and fewer wins."""
    first, *others = form.figures(quote)[0]
    losing = name.kind == "PERSON" and len(others) == 1 and others[0] > max(first, _FEW_LOSSES)
    return losing or max(first, *others) > _MOST


def _is_beaten(place: Place, name: Found) -> bool:
    """Is the name the object of a verb of a match: "beat the Rovers, 3-1,"?"""
    verb = verb_of(place.named.layout, name.start, place.sentence[0])
    near = verb is not None and name.start - verb.idx < NEAR // 2
    return near and verb is not None and verb.lemma_ in listed("score", "verbs")


def _record(place: Place) -> Said | None:
    """ "improved to 20-1", "a record of 20-1", "his 20-1 record"."""
    cued = ends_with("record", "before").search(place.before) or _is_brought(place)
    named = follows(place, "record", "behind")
    if (not cued and not named) or begins_with("record", "some_only").match(place.behind):
        return None
    whose = holder(place)
    rule = "behind its words" if cued else "before its noun"
    return made(place, "win_loss_record", form.record(place.quote), entities(whose), rule)


def _is_brought(place: Place) -> bool:
    """ "improved the young fighter to 20-1": a verb, whom, and "to"."""
    verb = place.verb
    brought = verb is not None and verb.lemma_ in listed("record", "raised")
    return brought and place.before.endswith("to ") and verb is not None and _has_object(verb)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "obj" for child in verb.children)


def holder(place: Place) -> Found | None:
    """Whose record it is: the possessor of "record", who is brought to it, the subject of the verb,
    or the first person or team that the sentence names."""
    layout, verb = place.named.layout, place.verb
    near = layout.tokens(max(place.sentence[0], place.start - NEAR), place.start)
    near += layout.tokens(place.end, min(place.sentence[1], place.end + NEAR // 2))
    for noun in near:
        if noun.lower_ in ("record", "mark") and (whose := place.named.possessor(noun)):
            return whose
    if verb is not None and layout.parsed:
        brought = verb.lemma_ in listed("record", "raised")
        who = (brought and place.named.object(verb)) or place.named.subject(verb)
        if who is None and brought and (own := subject_of(verb)) is not None:
            who = place.named.possessor(own)  # "Dolan's third defence improved the champion to …"
        if who:
            return who if who.kind in _HOLDERS else None
    before = place.named.between(place.sentence[0], place.start)
    return next((item for item in before if _can_hold(layout.text, item)), None)


def _can_hold(text: str, item: Found) -> bool:
    """A person or team that is not only named as an owner ("the taller Dolan's reach")."""
    return item.kind in ("PERSON", "ORG") and not _OWNER.match(text, item.end)
