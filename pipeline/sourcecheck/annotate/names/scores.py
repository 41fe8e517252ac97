"""Scores of finished matches and outcomes of votes, with whose they are.

A score at half-time, of a part or over several matches is none of these.
"""

from __future__ import annotations

import re

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
from sourcecheck.annotate.names.said import Said, entities
from sourcecheck.normalise import record as form

_SIDES = ("PERSON", "ORG", "LOC")
_BODIES = ("ORG", "LOC")
#: Characters behind the figures in which a word narrows them.
_CLOSE = 25
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OWNER = re.compile(r"['’]s?\s+$")
_NOTHING_MORE = re.compile(r"\s*(?:[,;.)]|$)")


def score(place: Place) -> Said | None:
    """ "beat the Rovers 3-1", "a 3-1 win over the Rovers"."""
    if place.before.rstrip().endswith("("):  # a record, of a side that is not named
        return None
    noun, verb = follows(place, "score", "nouns"), place.verb
    told = verb is not None and verb.lemma_ in listed("score", "verbs")
    if (not noun and not (told and _alone(place))) or _of_a_part(place):
        return None
    one = _winner(place) if noun else None
    given = noun and verb is not None and verb.lemma_ in listed("score", "gives")
    if one is None and verb is not None:
        one = place.named.object(verb) if given else place.named.subject(verb)
    other = place.named.object(verb) if told and verb is not None else None
    if other is None:
        other = _opponent(place, noun)
    sides = [item for item in (one, other) if item is not None and _is_side(place, item)]
    rule = "before its noun" if noun else "behind its verb"
    value = form.score(place.quote)
    won = _victor(place, noun.split()[-1].lower() if noun else "", one, other)
    if won is not None and won in sides and len(won.entities) == 1:
        value = form.won_by(value, won.entities[0])
    return made(place, "score", value, entities(*sides), rule)


def _victor(place: Place, noun: str, one: Found | None, other: Found | None) -> Found | None:
    """Which side won, where the noun or, without one, the verb tells it: `one` is the owner, the
    subject, or who was given it."""
    verb = place.verb
    if verb is not None and any(child.dep_ == "nsubj:pass" for child in verb.children):
        return None
    lost = verb is not None and verb.lemma_ in listed("score", "loses")
    if noun in listed("score", "lost") or (not noun and lost):
        return other
    beaten = verb is not None and verb.lemma_ in listed("score", "beats")
    told = noun in listed("score", "won") if noun else beaten
    return one if told and not lost else None


def _is_side(place: Place, item: Found) -> bool:
    """A side is not named by the figures themselves, which a tagger may take for a part of it."""
    apart = item.end <= place.start or item.start >= place.end
    return apart and item.kind in _SIDES


def _winner(place: Place) -> Found | None:
    """Who is named as possessor right before: "the Falcons' 3-1 win"."""
    owner = _OWNER.search(place.before)
    if owner is None:
        return None
    end = place.start - len(owner.group())
    return place.named.ending(end) or place.named.ending(end + 1)  # "Falcons’" may be the name


def _opponent(place: Place, noun: str) -> Found | None:
    """The name behind "over" or "against" that follows the score and its noun."""
    text, at = place.named.layout.text, place.end + len(noun)
    against = begins_with("score", "against").match(text, at, place.sentence[1])
    if against is None:
        before = place.named.ending(place.start - 1)  # "losing to Norham 3-1"
        led = before and text[max(place.sentence[0], before.start - NEAR) : before.start]
        return before if led and ends_with("score", "against").search(led) else None
    name = place.named.after(against.end())
    between = "" if name is None else text[against.end() : name.start]
    return name if name is not None and between.strip() in ("", "the") else None


def vote(place: Place) -> Said | None:
    """ "passed the bill 51-49", "a 51-49 vote"."""
    noun, verb = follows(place, "vote", "nouns"), place.verb
    cued = bool(ends_with("vote", "before").search(place.before))
    told = verb is not None and verb.lemma_ in listed("vote", "verbs") and _alone(place)
    if verb is None or not (noun or cued or told):
        return None
    body = place.named.subject(verb)
    if body is None or body.kind not in _BODIES:
        within = place.named.between(*place.sentence)
        body = next((item for item in within if item.kind == "ORG"), None)
    rule = "before its noun" if noun else "behind its verb"
    value, on = form.score(place.quote), _voted_on(place, verb)
    return made(place, "vote", value, entities(body), rule, on)


def _voted_on(place: Place, verb: Token) -> tuple[str, ...]:
    """The lemmas that say what was decided: "pass" and "bill", "advance" in "voted to advance"."""
    words = {child.lemma_.lower() for child in verb.children if child.dep_ in ("obj", "xcomp")}
    return tuple(sorted({verb.lemma_.lower(), *words} - {"vote", "rule"}))


def _of_a_part(place: Place) -> bool:
    """Do words near say that the match was not over, or that matches are counted?"""
    verb, text = place.verb, place.named.layout.text
    since = place.start - len(place.before) if verb is None else verb.idx
    before = text[max(since, place.start - NEAR) : place.start]
    return any(
        not set(_WORD.findall(words.lower())).isdisjoint(listed("score", parts))
        for words, parts in ((before, "parts_before"), (place.behind[:_CLOSE], "parts_behind"))
    )


def _alone(place: Place) -> bool:
    """Do the figures count nothing: no noun behind them ("won 2-3 games")?"""
    if _NOTHING_MORE.match(place.behind):
        return True
    following = place.named.layout.tokens(place.end, place.end + 2)[-1:]
    return bool(following) and following[0].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")
