"""What a value is about: the property it states and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.candidates import Candidate
from sourcecheck.claim.candidates.grammar import candidates, left_out
from sourcecheck.claim.candidates.holder import holder, holder_of_age
from sourcecheck.claim.candidates.word_order import elided_turn, kind_of_part
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import dependants, is_attributive, lemma, nominal, relation, root
from sourcecheck.claim.vocabulary import OPEN, Part, Property, find, of_dimension, properties
from sourcecheck.lexicon.classes import closed_class, past_of, settled
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


def resolve(
    layers: Layers, value: Tokens, kind: ClaimKind, dimension: str, counted: str = ""
) -> About:
    """What the value of this kind and dimension is about; NOTHING where neither grammar nor
    vocabulary tells. The first of the rules that finds something is right."""
    if counted and len(value) == 1 and "." in value.text:
        counted = ""  # "a 7.2 quake": no fraction counts things
    asked = Value(kind, dimension, counted, _number(layers, value))
    found = _ranked(layers, value, asked) if layers.parsed else _plain(layers, value, asked)
    return next((what for what in found if what is not None), NOTHING)


def _ranked(layers: Layers, value: Tokens, asked: Value) -> Iterator[About | None]:
    """What each rule says that the value is about, the surest first.

    What the vocabulary knows comes before what it does not know: else, for dimensions such as
    length, the one word of the sentence that it knows for them, and the nearest noun that names a
    thing (not a measure such as "total") is an open property under its own lemma, or the verb:
    "fought … in 1969" is "open:fight", for dates before and for figures after the nouns.
    """
    yield _age(layers, value, asked)
    yield _listed(layers, value, asked)
    yield _ordinal(layers, value, asked)
    bare = asked.kind == "count" and not asked.counted
    elided = list(left_out(layers, value)) if bare else []
    if elided:
        asked = replace(asked, counted=lemma(elided[0].token))
    way = [*elided, *candidates(layers, value)]
    yield _stated(layers, value, way, asked)
    yield _only_candidate(layers, value, asked)
    yield _lasted(layers, value, asked)
    left = _to_the_left(layers, value, asked)
    yield left if left is not None and _leads_to(left, value, asked) else None
    yield _open(layers, value, way, asked)
    yield left


def _age(layers: Layers, value: Tokens, asked: Value) -> About | None:
    """The age of the person that a bare number stands beside: "Ida Adler, 47, said"."""
    number = asked.number if asked.kind == "count" else None
    whose = holder_of_age(layers, value, number) if number is not None else None
    age = find("adjective", "aged", (), asked.kind, asked.dimension) if whose is not None else None
    return About(age.id, (), whose, "property:age") if age is not None else None


def _listed(layers: Layers, value: Tokens, asked: Value) -> About | None:
    """What the label of a list says of each of its names: "Losses: Norland 53; Sudland 65"."""
    label = layers.list_label(value)
    for token in reversed(label if label is not None else ()):
        if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
            continue
        words = tuple(lemma(other) for other in label or () if other.i < token.i and other.is_alpha)
        parts: tuple[Part, ...] = ("noun", "adjective", "done to")
        found = (find(part, lemma(token), words, asked.kind, asked.dimension) for part in parts)
        known = next((one for one in found if one is not None), None)
        if known is None and token.pos_ in ("VERB", "ADJ"):
            continue
        identity = known.id if known is not None else OPEN + lemma(token)
        measured = words if known is not None else (lemma(token), *words)
        return About(identity, measured, token, "property:listed", (token,))
    return None


def _ordinal(layers: Layers, value: Tokens, asked: Value) -> About | None:
    """The noun that an ordinal leaves out: "the second round … in the sixth"."""
    noun = elided_turn(layers, value) if asked.kind == "ordinal" else None
    if noun is None:
        return None
    word = lemma(noun)
    return About(OPEN + word, (word,), value.root, "property:elided-turn", (noun,))


def _stated(layers: Layers, value: Tokens, way: list[Candidate], asked: Value) -> About | None:
    """The property of the nearest candidate that the vocabulary knows: one that says what happened
    before one that only says who is counted ("30 residents were killed"), a generic one ("length")
    only when no other is stated."""
    stated = [(candidate, known) for candidate in way if (known := states(candidate, way, asked))]
    if not stated:
        return None
    counted = asked.counted
    candidate, known = min(stated, key=lambda item: _rank(item[0], item[1], counted))
    if known.generic and (only := _only_candidate(layers, value, asked)):
        return only
    words = _narrowing(layers, value, candidate, counted)
    words = tuple(word for word in words if word not in known.alike)
    if known.zero_means and asked.number == 0 and not _unconfirmed(candidate.token):
        told = _about(layers, value, candidate, known.zero_means, words)
        return replace(told, rule=f"property:none-of-{known.id}")
    return _about(layers, value, candidate, known.id, words, known.generic)


def _rank(candidate: Candidate, known: Property, counted: str) -> tuple[bool, int]:
    """First comes what is counted where it says what happened ("12 deaths"), last what is generic
    and what only says who is counted: "12 injured residents", "six people wounded in the raid have
    died"."""
    what = candidate.part == "noun" and lemma(candidate.token) == counted
    described = is_attributive(candidate.token) or relation(candidate.token) == "acl"
    if what and counted in closed_class("happenings"):
        return known.generic, 0
    return known.generic, 2 if counted and (what or described) else 1


def _unconfirmed(noun: Token) -> bool:
    """ "no casualties have been confirmed" does not say that there were none."""
    near = (noun.head, *dependants(noun))
    return any(lemma(token) in closed_class("left_open") for token in near)


def _number(layers: Layers, value: Tokens) -> float | None:
    """The number of one figure in its base unit; None of a range, a bound, and what is none."""
    mention = layers.figures.get(value.start)
    quantity = mention.quantity if mention is not None else None
    if quantity is None or quantity.low is None or quantity.low != quantity.high:
        return None
    return float(quantity.low)


def _open(layers: Layers, value: Tokens, way: list[Candidate], asked: Value) -> About | None:
    """The open property of what the vocabulary does not know; None without a fitting word."""
    counted = "" if asked.counted in closed_class("pronouns") else asked.counted
    things = [candidate for candidate in way if _names_a_thing(candidate, asked.kind)]
    timed = asked.kind in ("date", "duration")
    for candidate in sorted(things, key=lambda s: s.part == "verb" and not timed):
        words = (lemma(candidate.token), *_narrowing(layers, value, candidate, counted))
        return _about(layers, value, candidate, OPEN + (counted or lemma(candidate.token)), words)
    for candidate in way if asked.kind != "count" else ():
        narrow = tuple(lemma(token) for token in nominal(candidate.token)[:-1] if token.is_alpha)
        if candidate.part == "noun" and narrow:  # "mean rate": the measure is all there is
            head = lemma(candidate.token)
            return _about(
                layers, value, candidate, OPEN + " ".join((*narrow, head)), (head, *narrow)
            )
    if counted:
        return About(OPEN + counted, (counted,), root(value), "property:open-counted", tuple(value))
    return None


def _about(
    layers: Layers,
    value: Tokens,
    candidate: Candidate,
    id: str,
    measured: tuple[str, ...],
    generic: bool = False,
) -> About:
    """What the candidate says, with its words and whose it is; a general property is narrowed by
    that ("length" of a river or of a bridge)."""
    words = _words(value, candidate)
    whose = holder(layers, value, candidate.token, words)
    if generic:
        measured = tuple(dict.fromkeys((*measured, *(lemma(token) for token in whose))))
    rule = f"property:{'open-' if id.startswith(OPEN) else ''}{candidate.part}"
    return About(id, measured, candidate.token, rule, words, whose)


def _only_candidate(layers: Layers, value: Tokens, asked: Value) -> About | None:
    """The property of the one noun in the sentence that the vocabulary knows for the dimension.

    Only for dimensions that properties name (a length, not a count), and only if no other figure
    of the sentence could be meant. It catches what a parse misses.
    """
    if asked.kind != "quantity":
        return None
    sentence = layers.sentence(value)
    rivals = {
        mention.span.start
        for token in sentence
        if (mention := layers.figures.get(token.i)) is not None
        and mention.quantity is not None
        and mention.quantity.dimension == asked.dimension
    }
    nouns = [
        (token, known)
        for token in sentence
        if token.pos_ == "NOUN"
        and relation(token) != "compound"  # a "height advantage" is no height
        and (known := find("noun", lemma(token), (), asked.kind, asked.dimension)) is not None
        and known.dimension
        and not known.generic
    ]
    if len(rivals) != 1 or len({known.id for _, known in nouns}) != 1:
        return None
    token, known = nouns[0]
    return About(known.id, (), token, "property:only-candidate", nominal(token))


def _to_the_left(layers: Layers, value: Tokens, asked: Value) -> About | None:
    """The nearest noun before the value that the vocabulary knows for it, where the parse leads to
    no noun at all, as in headlines: "Storm death toll reaches 88"."""
    sentence = layers.sentence(value)
    for token in reversed(layers.doc[sentence.start : value.start]):
        if token.is_punct or token.i in layers.figures:
            return None
        if token.pos_ in ("NOUN", "PROPN") and token.i not in layers.dates:
            compound = tuple(lemma(t) for t in layers.doc[max(0, token.i - 1) : token.i])
            word = lemma(token)
            known = find("noun", word, compound, asked.kind, asked.dimension, asked.counted)
            if known is not None:
                return About(known.id, (), token, "property:left", nominal(token))
    return None


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


def _leads_to(left: About, value: Tokens, asked: Value) -> bool:
    """Does a toll lead right up to its figure, as in "death toll in the north has risen to 61"?"""
    if asked.kind != "count" or asked.counted:
        return False
    if left.anchor is None or value.start - left.anchor.i > _NEAR_LEFT:
        return False
    between = value.doc[left.anchor.i + 1 : value.start]
    return properties()[left.property].event and all(
        token.pos_ != "VERB" or lemma(token) in closed_class("light_verbs") for token in between
    )


def _names_a_thing(candidate: Candidate, kind: ClaimKind) -> bool:
    """Can the candidate's word stand as an open property of its own?"""
    word = lemma(candidate.token)
    if word in closed_class("light_verbs") or word in closed_class("measure_nouns"):
        return False
    if word in closed_class("pronouns"):
        return False
    return candidate.part == "noun" or (candidate.part == "verb" and kind != "count")


def _narrowing(
    layers: Layers, value: Tokens, candidate: Candidate, counted: str
) -> tuple[str, ...]:
    """The words that narrow what is measured ("net" of profit), and what is counted.

    The head itself adds nothing to a known property ("frontier" or "border"). Names, dates and the
    value's own unit are kept elsewhere in the claim.
    """
    narrowing = [
        lemma(token)
        for token in candidate.narrowing
        if token.i not in layers.names
        and token.i not in layers.dates
        and not value.start <= token.i < value.end
    ]
    narrowing += _gravity(candidate.token)
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


def _words(value: Tokens, candidate: Candidate) -> tuple[Token, ...]:
    """The words of the text that state the property: the candidate's phrase without the value."""
    found = {token.i: token for head in candidate.narrowing for token in nominal(head)}
    found |= {token.i: token for token in nominal(candidate.token)}
    return tuple(found[i] for i in sorted(found) if not value.start <= i < value.end)


def _plain(layers: Layers, value: Tokens, asked: Value) -> Iterator[About | None]:
    """Without a parse: the words of the sentence that the vocabulary knows, the nearest first."""
    sentence = layers.sentence(value)
    near = sorted(sentence, key=lambda t: min(abs(t.i - value.start), abs(t.i - value.end + 1)))
    for token in near:
        for part in _PLAIN_PARTS:
            known = find(part, lemma(token), (), asked.kind, asked.dimension)
            if known is not None:
                found = (lemma(token),)
                yield About(known.id, found, token, "property:nearest-word", (token,))


# --- words of the vocabulary ----------------------------------------------------------------------

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
    number: float | None = None  # of one figure, in its base unit


def states(candidate: Candidate, way: list[Candidate], value: Value) -> Property | None:
    """The property of the vocabulary that a candidate states, if any."""
    if of_dimension(value.dimension) is not None and value.kind == "quantity":
        return of_dimension(value.dimension)
    if _only_counts(candidate, way, value):
        return None
    near = tuple(lemma(other.token) for other in way)
    # of a nought each half is a claim of its own: "no one was killed or injured"
    joined = () if value.number == 0 else _joined(candidate.token)
    modifiers = (*candidate.modifiers, *near, *joined)
    for word in forms(candidate.token):
        for part in _parts(candidate, value.kind):
            found = find(part, word, modifiers, value.kind, value.dimension, value.counted)
            if found is not None:
                return found
    return None


def _only_counts(candidate: Candidate, way: list[Candidate], value: Value) -> bool:
    """Is the candidate what is counted, in a clause that says something of it? The "60 residents"
    who "were moved" are no population and no workforce, those that a town "has" are."""
    if candidate.part != "noun" or not value.counted or lemma(candidate.token) != value.counted:
        return False
    if any(child.dep_ == "nmod:poss" for child in candidate.token.children):  # "its 900 residents"
        return False
    found = find("noun", value.counted, candidate.modifiers, value.kind, "", value.counted)
    said = (s for s in way if s.part == "verb" and s.role in (*_DONE_TO, *_DONE_BY))
    others = (s.token for s in said if s.token.i != candidate.token.i)  # "staff" of "1,200 staff"
    told = any(lemma(token) not in closed_class("light_verbs") for token in others)
    toll = found is not None and found.event and found.grows  # "12 injuries" say it themselves
    return told and found is not None and found.people and not toll


def forms(token: Token) -> tuple[str, ...]:
    """The lemma; for a past form also the others that it may have ("fined" is of "fine"), and the
    word itself, for what a tagger took for a verb ("the injured")."""
    word = token.lower_
    if token.pos_ == "ADV":
        return (lemma(token), word)
    irregular = past_of(word)
    if irregular and token.pos_ != "VERB":
        return (irregular,)
    if token.pos_ not in ("VERB", "NOUN", "PROPN"):
        return (lemma(token),)
    titled = token.pos_ == "PROPN" or token.tag_ in ("NNP", "NNPS")
    past = token.tag_ in ("VBD", "VBN") or titled
    if past and irregular:
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


def _parts(candidate: Candidate, kind: ClaimKind) -> tuple[Part, ...]:
    """As what the candidate's word is looked up in the vocabulary."""
    if candidate.token.tag_ in ("JJR", "RBR"):  # "four years older" is no age
        return ()
    if candidate.part not in ("noun", "verb"):
        return (candidate.part,)
    # taggers take "tall" for a noun, "missing" for a verb and the verb of a headline for a noun
    verbal = candidate.token.dep_ == "ROOT" or candidate.part == "verb"
    if kind == "count" and candidate.part == "verb" and not candidate.role:
        return ()  # "half of the homes in the 12 villages were destroyed"
    parts: list[Part] = ["noun", "adjective"] if candidate.part == "noun" else ["adjective"]
    if verbal and (kind != "count" or candidate.role):
        parts.append("verb")
    if verbal and candidate.role in _DONE_TO:
        parts.append("done to")
    if verbal and kind == "count" and candidate.role in _DONE_BY:
        parts.append("done by")
    return tuple(reversed(parts))
