"""What a value is about: the property it states and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.age import bearer_of_age
from sourcecheck.claim.bearer import bearer
from sourcecheck.claim.elliptic import kind_of_part
from sourcecheck.claim.layers import Layers, dependants, lemma, relation
from sourcecheck.claim.phrase import stations
from sourcecheck.claim.stated import Value, forms, states
from sourcecheck.claim.station import Station, is_attributive, nominal, root
from sourcecheck.claim.turn import turned
from sourcecheck.claim.vocabulary import OPEN, Part, Property, find, properties
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import ClaimKind, Role


@dataclass(frozen=True, slots=True)
class About:
    """The property, the words that narrow it (for an open one after its head) and its token."""

    property: str
    measured: tuple[str, ...]
    anchor: Token | None
    rule: str
    words: tuple[Token, ...] = ()  # the words of the text that say what is measured, in order
    whose: tuple[Token, ...] = ()  # the common nouns whose property it is, for want of a name
    role: Role = "statement"


_PLAIN_PARTS: tuple[Part, ...] = ("noun", "verb")
_OF_STATE = ("advmod", "obj", "obl", "xcomp")  # where a verb's words say how badly
_NEAR_LEFT = 7  # so far before its figure, in tokens, stands "toll" of "toll in X rises to 61"
NOTHING = About("", (), None, "property:none")


def about(
    layers: Layers, value: Tokens, kind: ClaimKind, dimension: str, counted: str = ""
) -> About:
    """What the value of this kind and dimension is about; NOTHING where neither grammar nor
    vocabulary tells.

    The nearest station that the vocabulary knows wins: one that says what happened before one that
    only says who is counted ("30 residents were killed"), a generic one ("length") only when no
    other is stated. Else, for dimensions such as length, the one word of the sentence that the
    vocabulary knows for them. Else the nearest noun that names a thing (not a measure such as
    "total") is an open property under its own lemma, or the verb: "fought … in 1969" is
    "open:fight", for dates before and for figures after the nouns.
    """
    if not layers.parsed:
        return _nearest_word(layers, value, kind, dimension)
    if counted and len(value) == 1 and "." in value.text:
        counted = ""  # "a 7.2 quake": no fraction counts things
    asked = Value(kind, dimension, counted, _is_nought(layers, value))
    if kind == "count" and (whose := bearer_of_age(layers, value)) is not None:
        age = find("adjective", "aged", (), kind, dimension)
        if age is not None:
            return About(age.id, (), whose, "property:age")
    if kind == "ordinal" and (noun := turned(layers, value)) is not None:
        word = lemma(noun)
        return About(OPEN + word, (word,), value.root, "property:elided-turn", (noun,))
    way = list(stations(layers, value))
    stated = [(station, known) for station in way if (known := states(station, way, asked))]
    for station, known in sorted(stated, key=lambda item: _rank(item[0], item[1], counted)):
        if known.generic and (only := _only_candidate(layers, value, kind, dimension)):
            return only
        words = _narrowing(layers, value, station, counted)
        words = tuple(word for word in words if word not in known.alike)
        if known.zero_means and asked.nought and not _unconfirmed(station.token):
            told = _about(layers, value, station, known.zero_means, words)
            return replace(told, rule=f"property:none-of-{known.id}")
        return _about(layers, value, station, known.id, words, known.generic)
    if only := _only_candidate(layers, value, kind, dimension):
        return only
    if lasted := _lasted(layers, value, asked):
        return lasted
    left = _to_the_left(layers, value, asked)
    if left.property and asked.kind == "count" and not counted and _leads_to(left, value):
        return left
    found = _open(layers, value, way, asked)
    return found if found.property else left


def _rank(station: Station, known: Property, counted: str) -> tuple[bool, bool]:
    """Later comes what is generic, and what only says who is counted: "12 injured residents",
    "six people wounded in the raid have died"."""
    who = station.part == "noun" and lemma(station.token) == counted
    described = is_attributive(station.token) or relation(station.token) == "acl"
    return known.generic, bool(counted) and (who or described)


def _unconfirmed(noun: Token) -> bool:
    """ "no casualties have been confirmed" does not say that there were none."""
    near = (noun.head, *dependants(noun))
    return any(lemma(token) in closed_class("left_open") for token in near)


def _is_nought(layers: Layers, value: Tokens) -> bool:
    mention = layers.figures.get(value.start)
    quantity = mention.quantity if mention is not None else None
    return quantity is not None and quantity.low == quantity.high == 0


def _open(layers: Layers, value: Tokens, way: list[Station], asked: Value) -> About:
    """The open property of what the vocabulary does not know; NOTHING without a fitting word."""
    counted = "" if asked.counted in closed_class("pronouns") else asked.counted
    things = [station for station in way if _names_a_thing(station, asked.kind)]
    timed = asked.kind in ("date", "duration")
    for station in sorted(things, key=lambda s: s.part == "verb" and not timed):
        words = (lemma(station.token), *_narrowing(layers, value, station, counted))
        return _about(layers, value, station, OPEN + (counted or lemma(station.token)), words)
    for station in way if asked.kind != "count" else ():
        narrow = tuple(lemma(token) for token in nominal(station.token)[:-1] if token.is_alpha)
        if station.part == "noun" and narrow:  # "mean rate": the measure is all there is
            head = lemma(station.token)
            return _about(layers, value, station, OPEN + " ".join((*narrow, head)), (head, *narrow))
    if counted:
        return About(OPEN + counted, (counted,), root(value), "property:open-counted", tuple(value))
    return NOTHING


def _about(
    layers: Layers,
    value: Tokens,
    station: Station,
    id: str,
    measured: tuple[str, ...],
    generic: bool = False,
) -> About:
    """What the station says, with its words and whose it is; a general property is narrowed by
    that ("length" of a river or of a bridge)."""
    words = _words(value, station)
    whose = bearer(layers, value, station.token, words)
    if generic:
        measured = tuple(dict.fromkeys((*measured, *(lemma(token) for token in whose))))
    rule = f"property:{'open-' if id.startswith(OPEN) else ''}{station.part}"
    return About(id, measured, station.token, rule, words, whose)


def _only_candidate(layers: Layers, value: Tokens, kind: ClaimKind, dimension: str) -> About | None:
    """The property of the one noun in the sentence that the vocabulary knows for the dimension.

    Only for dimensions that properties name (a length, not a count), and only if no other figure
    of the sentence could be meant. It catches what a parse misses.
    """
    if kind != "quantity":
        return None
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
        and relation(token) != "compound"  # a "height advantage" is no height
        and (known := find("noun", lemma(token), (), kind, dimension)) is not None
        and known.dimension
        and not known.generic
    ]
    if len(rivals) != 1 or len({known.id for _, known in nouns}) != 1:
        return None
    token, known = nouns[0]
    return About(known.id, (), token, "property:only-candidate", nominal(token))


def _to_the_left(layers: Layers, value: Tokens, asked: Value) -> About:
    """The nearest noun before the value that the vocabulary knows for it, where the parse leads to
    no noun at all, as in headlines: "Storm death toll reaches 88"."""
    sentence = layers.sentence(value)
    for token in reversed(layers.doc[sentence.start : value.start]):
        if token.is_punct or token.i in layers.figures:
            return NOTHING
        if token.pos_ in ("NOUN", "PROPN") and token.i not in layers.dates:
            compound = tuple(lemma(t) for t in layers.doc[max(0, token.i - 1) : token.i])
            word = lemma(token)
            known = find("noun", word, compound, asked.kind, asked.dimension, asked.counted)
            if known is not None:
                return About(known.id, (), token, "property:left", nominal(token))
    return NOTHING


def _lasted(layers: Layers, value: Tokens, asked: Value) -> About | None:
    """The verb of "shook houses for 20 seconds", where a tagger takes it for a noun."""
    doc, at = value.doc, value.start - 1
    if asked.dimension != "time" or at < 0 or doc[at].lower_ != "for":
        return None
    for token in reversed(doc[max(layers.sentence(value).start, at - _NEAR_LEFT) : at]):
        if token.is_punct:
            return None
        if token.pos_ not in ("NOUN", "ADJ", "PROPN"):
            continue
        for form in forms(token):
            known = find("verb", form, (), asked.kind, asked.dimension)
            if known is not None:
                return About(known.id, (), token, "property:left", (token,))
    return None


def _leads_to(left: About, value: Tokens) -> bool:
    """Does a toll lead right up to its figure, as in "death toll in the north has risen to 61"?"""
    if left.anchor is None or value.start - left.anchor.i > _NEAR_LEFT:
        return False
    between = value.doc[left.anchor.i + 1 : value.start]
    return properties()[left.property].event and all(
        token.pos_ != "VERB" or lemma(token) in closed_class("light_verbs") for token in between
    )


def _names_a_thing(station: Station, kind: ClaimKind) -> bool:
    """Can the station's word stand as an open property of its own?"""
    word = lemma(station.token)
    if word in closed_class("light_verbs") or word in closed_class("measure_nouns"):
        return False
    if word in closed_class("pronouns"):
        return False
    return station.part == "noun" or (station.part == "verb" and kind != "count")


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
    narrowing += _gravity(station.token)
    narrowing += _counted_in(value)
    part = kind_of_part(value)
    narrowing += [lemma(part)] if part is not None else []
    words = [*narrowing, *([counted] if counted else [])]
    return tuple(dict.fromkeys(word for word in words if word.isalpha()))


def _counted_in(value: Tokens) -> list[str]:
    """What a figure is said to hold or to leave out right behind it: "debt" of "$3
    billion including debt". Behind a comma a part of it follows."""
    doc, at = value.doc, value.end
    if at + 1 >= len(doc) or doc[at].lower_ not in closed_class("counting_in"):
        return []
    noun = doc[at + 1]
    return [doc[at].lower_, lemma(noun)] if noun.pos_ == "NOUN" else []


def _gravity(said: Token) -> list[str]:
    """How badly those of a toll were hurt: "serious" of "seriously injured", "left with serious
    injuries"."""
    near = [child for child in dependants(said) if relation(child) in _OF_STATE]
    under = [c for one in near if one.pos_ == "NOUN" for c in dependants(one)]
    return [lemma(t) for t in (said, *near, *under) if lemma(t) in closed_class("gravity")]


def _words(value: Tokens, station: Station) -> tuple[Token, ...]:
    """The words of the text that state the property: the station's phrase without the value."""
    found = {token.i: token for head in station.narrowing for token in nominal(head)}
    found |= {token.i: token for token in nominal(station.token)}
    return tuple(found[i] for i in sorted(found) if not value.start <= i < value.end)


def _nearest_word(layers: Layers, value: Tokens, kind: ClaimKind, dimension: str) -> About:
    """Without a parse: the nearest word of the sentence that the vocabulary knows."""
    sentence = layers.sentence(value)
    near = sorted(sentence, key=lambda t: min(abs(t.i - value.start), abs(t.i - value.end + 1)))
    for token in near:
        for part in _PLAIN_PARTS:
            known = find(part, lemma(token), (), kind, dimension)
            if known is not None:
                found = (lemma(token),)
                return About(known.id, found, token, "property:nearest-word", (token,))
    return NOTHING
