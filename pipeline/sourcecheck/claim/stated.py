"""Which property of the vocabulary a word of the sentence states for a value."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sourcecheck.claim.layers import lemma
from sourcecheck.claim.station import Station
from sourcecheck.claim.vocabulary import Part, Property, find, of_dimension
from sourcecheck.lexicon.classes import closed_class, past_of, settled
from sourcecheck.model.claim import ClaimKind

#: Roles in which something is done to or by those counted; "died aged 95" counts nobody.
_DONE_TO = ("obj", "iobj", "conj", "sole")
_DONE_BY = ("nsubj", "conj", "sole")
_SHORT = 4  # a past form has more letters ("owed" has its lemma from the tagger)


@dataclass(frozen=True, slots=True)
class Value:
    """What the vocabulary asks of a value: its kind, its dimension and what it counts."""

    kind: ClaimKind
    dimension: str
    counted: str
    nought: bool = False


def states(station: Station, way: list[Station], value: Value) -> Property | None:
    """The property of the vocabulary that a station states, if any."""
    if of_dimension(value.dimension) is not None and value.kind == "quantity":
        return of_dimension(value.dimension)
    if _only_counts(station, way, value):
        return None
    near = tuple(lemma(other.token) for other in way)
    # of a nought each half is a claim of its own: "no one was killed or injured"
    joined = () if value.nought else _joined(station.token)
    modifiers = (*station.modifiers, *near, *joined)
    for word in forms(station.token):
        for part in _parts(station, value.kind):
            found = find(part, word, modifiers, value.kind, value.dimension, value.counted)
            if found is not None:
                return found
    return None


def _only_counts(station: Station, way: list[Station], value: Value) -> bool:
    """Is the station what is counted, in a clause that says something of it? The "60 residents" who
    "were moved" are no population and no workforce, those that a town "has" are."""
    if station.part != "noun" or not value.counted or lemma(station.token) != value.counted:
        return False
    if any(child.dep_ == "nmod:poss" for child in station.token.children):  # "its 900 residents"
        return False
    found = find("noun", value.counted, station.modifiers, value.kind, "", value.counted)
    said = (s for s in way if s.part == "verb" and s.role in (*_DONE_TO, *_DONE_BY))
    told = any(lemma(s.token) not in closed_class("light_verbs") for s in said)
    toll = found is not None and found.event and found.grows  # "12 injuries" say it themselves
    return told and found is not None and found.people and not toll


def forms(token: Token) -> tuple[str, ...]:
    """The lemma; for a past form also the others that it may have ("fined" is of "fine"), and the
    word itself, for what a tagger took for a verb ("the injured")."""
    word = token.lower_
    if token.pos_ == "ADV":
        return (lemma(token), word)
    if token.pos_ not in ("VERB", "NOUN", "PROPN"):
        return (lemma(token),)
    titled = token.pos_ == "PROPN" or token.tag_ in ("NNP", "NNPS")
    past = token.tag_ in ("VBD", "VBN") or titled
    if past and (irregular := past_of(word)):
        return (irregular,)
    found = [lemma(token), settled(word)]
    if titled and word.endswith("s"):  # "Blast Kills 14"
        found += [word[:-1], word[:-2]]
    if past and word.endswith("ed") and len(word) > _SHORT:
        found += [word[:-1], word[:-2]]
        found += [word[:-3]] if word[-3] == word[-4] else []
    return tuple(dict.fromkeys(found))


def _joined(token: Token) -> tuple[str, ...]:
    """The second of two states in a row and what joins them: "or+injure" of "killed or injured"."""
    doc, at = token.doc, token.i + 1
    if at + 1 >= len(doc) or doc[at].lower_ not in closed_class("state_links"):
        return ()
    link = "and" if doc[at].lower_ == "and" else "or"
    return tuple(f"{link}+{form}" for form in (*forms(doc[at + 1]), doc[at + 1].lower_))


def _parts(station: Station, kind: ClaimKind) -> tuple[Part, ...]:
    """As what the station's word is looked up in the vocabulary."""
    if station.token.tag_ in ("JJR", "RBR"):  # "four years older" is no age
        return ()
    if station.part not in ("noun", "verb"):
        return (station.part,)
    # taggers take "tall" for a noun, "missing" for a verb and the verb of a headline for a noun
    verbal = station.token.dep_ == "ROOT" or station.part == "verb"
    if kind == "count" and station.part == "verb" and not station.role:
        return ()  # "half of the homes in the 12 villages were destroyed"
    parts: list[Part] = ["noun", "adjective"] if station.part == "noun" else ["adjective"]
    if verbal and (kind != "count" or station.role):
        parts.append("verb")
    if verbal and station.role in _DONE_TO:
        parts.append("done to")
    if verbal and kind == "count" and station.role in _DONE_BY:
        parts.append("done by")
    return tuple(reversed(parts))
