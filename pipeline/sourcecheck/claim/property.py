"""What a value is about: the property it states and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, closed_class, lemma
from sourcecheck.claim.phrase import Station, stations
from sourcecheck.claim.vocabulary import OPEN, Part, find
from sourcecheck.model.claim import ClaimKind


@dataclass(frozen=True, slots=True)
class About:
    """The property, the words that narrow it (for an open one after its head) and its token."""

    property: str
    measured: tuple[str, ...]
    anchor: Token | None
    rule: str


_PLAIN_PARTS: tuple[Part, ...] = ("noun", "verb")
NOTHING = About("", (), None, "property:none")


def about(
    layers: Layers, value: Tokens, kind: ClaimKind, dimension: str, counted: str = ""
) -> About:
    """What the value of this kind and dimension is about; NOTHING where neither grammar nor
    vocabulary tells.

    The nearest station that the vocabulary knows wins. Else the nearest noun that names a thing
    (not a measure such as "total") is an open property under its own lemma, and for dates the
    verb is: "fought … in 1969" is "open:fight".
    """
    if not layers.parsed:
        return _nearest_word(layers, value, kind, dimension)
    way = list(stations(layers, value))
    near = tuple(lemma(station.token) for station in way)
    for station in way:
        modifiers = (*station.modifiers, *near)
        known = find(station.part, lemma(station.token), modifiers, kind, dimension)
        if known is not None:
            words = _narrowing(layers, value, station, counted)
            return About(known.id, words, station.token, f"property:{station.part}")
    for station in way:
        if _names_a_thing(station, kind):
            head = counted or lemma(station.token)
            words = (lemma(station.token), *_narrowing(layers, value, station, counted))
            return About(OPEN + head, words, station.token, f"property:open-{station.part}")
    if counted:
        return About(OPEN + counted, (counted,), value.root, "property:open-counted")
    return NOTHING


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
