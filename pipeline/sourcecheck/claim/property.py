"""What a value is about: the property it states and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, closed_class, lemma
from sourcecheck.claim.phrase import Station, stations
from sourcecheck.claim.vocabulary import OPEN, Part, Property, find
from sourcecheck.model.claim import ClaimKind


@dataclass(frozen=True, slots=True)
class About:
    """The property, the words that narrow it (for an open one after its head) and its token."""

    property: str
    measured: tuple[str, ...]
    anchor: Token | None
    rule: str


_PLAIN_PARTS: tuple[Part, ...] = ("noun", "verb")
#: A number of people or things takes part in what the verb says only as one of its arguments.
_COUNTED_ROLES = ("nsubj", "obj", "iobj", "conj", "csubj")
NOTHING = About("", (), None, "property:none")


def about(
    layers: Layers, value: Tokens, kind: ClaimKind, dimension: str, counted: str = ""
) -> About:
    """What the value of this kind and dimension is about; NOTHING where neither grammar nor
    vocabulary tells.

    The nearest station that the vocabulary knows wins, a generic property ("length") only when no
    other is stated. Else, for dimensions such as length, the one word of the sentence that the
    vocabulary knows for them. Else the nearest noun that names a thing (not a measure such as
    "total") is an open property under its own lemma, and for dates the verb is: "fought … in 1969"
    is "open:fight".
    """
    if not layers.parsed:
        return _nearest_word(layers, value, kind, dimension)
    way = list(stations(layers, value))
    stated = [
        (station, known) for station in way if (known := _known(station, way, kind, dimension))
    ]
    for station, known in sorted(stated, key=lambda item: item[1].generic):
        if known.generic and (only := _only_candidate(layers, value, kind, dimension)):
            return only
        words = _narrowing(layers, value, station, counted)
        return About(known.id, words, station.token, f"property:{station.part}")
    if only := _only_candidate(layers, value, kind, dimension):
        return only
    for station in way:
        if _names_a_thing(station, kind):
            head = counted or lemma(station.token)
            words = (lemma(station.token), *_narrowing(layers, value, station, counted))
            return About(OPEN + head, words, station.token, f"property:open-{station.part}")
    if counted:
        return About(OPEN + counted, (counted,), value.root, "property:open-counted")
    return NOTHING


def _known(
    station: Station, way: list[Station], kind: ClaimKind, dimension: str
) -> Property | None:
    """The property of the vocabulary that a station states, if any."""
    if kind == "count" and station.part == "verb" and station.role not in _COUNTED_ROLES:
        return None  # "died aged 95" counts nobody
    near = (lemma(other.token) for other in way)
    modifiers = (*station.modifiers, *near)
    word = lemma(station.token)
    found = find(station.part, word, modifiers, kind, dimension)
    if found is None and station.part == "noun":  # taggers take "tall" for a noun now and then
        found = find("adjective", word, modifiers, kind, dimension)
    return found


def _only_candidate(layers: Layers, value: Tokens, kind: ClaimKind, dimension: str) -> About | None:
    """The property of the one noun in the sentence that the vocabulary knows for the dimension.

    Only for dimensions that properties name (a length, not a count), and only if no other figure
    of the sentence could be meant. It catches what a parse misses.
    """
    sentence = layers.sentence(value)
    rivals = {
        mention.span.start
        for token in sentence
        if (mention := layers.figures.get(token.i)) is not None
        and mention.quantity is not None
        and mention.quantity.dimension == dimension
    }
    nouns = [
        (token, known)
        for token in sentence
        if token.pos_ == "NOUN"
        and (known := find("noun", lemma(token), (), kind, dimension)) is not None
        and known.dimension
        and not known.generic
    ]
    if len(rivals) != 1 or len({known.id for _, known in nouns}) != 1:
        return None
    token, known = nouns[0]
    return About(known.id, (), token, "property:only-candidate")


def _names_a_thing(station: Station, kind: ClaimKind) -> bool:
    """Can the station's word stand as an open property of its own?"""
    word = lemma(station.token)
    if word in closed_class("light_verbs") or word in closed_class("measure_nouns"):
        return False
    return station.part == "noun" or (station.part == "verb" and kind == "date")


def _narrowing(layers: Layers, value: Tokens, station: Station, counted: str) -> tuple[str, ...]:
    """The words that narrow what is measured ("net" of profit), and what is counted.

    The head itself adds nothing to a known property ("frontier" or "border"). Names, dates and the
    value's own unit are kept elsewhere in the claim.
    """
    narrowing = [
        lemma(token)
        for token in station.narrowing
        if token.i not in layers.names
        and token.i not in layers.dates
        and not value.start <= token.i < value.end
    ]
    words = [*narrowing, *([counted] if counted else [])]
    return tuple(dict.fromkeys(word for word in words if word.isalpha()))


def _nearest_word(layers: Layers, value: Tokens, kind: ClaimKind, dimension: str) -> About:
    """Without a parse: the nearest word of the sentence that the vocabulary knows."""
    sentence = layers.sentence(value)
    near = sorted(sentence, key=lambda t: min(abs(t.i - value.start), abs(t.i - value.end + 1)))
    for token in near:
        for part in _PLAIN_PARTS:
            known = find(part, lemma(token), (), kind, dimension)
            if known is not None:
                return About(known.id, (lemma(token),), token, "property:nearest-word")
    return NOTHING
