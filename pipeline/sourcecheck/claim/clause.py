"""What the clause of a value says of it: how firmly, when, and among which places and events.

What a denial, a plan or a guess does not reach is stated all the same: "The 38-year-old Swede never
recovered" denies no age, "the mayor (elected in 1990) will not run" no election; and "the line will
not reopen until 3 May" says when it does. What the clause tells besides (its verb, its places) says
nothing of what the value is about; it is evidence for whether two values are about the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import cast

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.binding import Binding, binding, focus_of
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.property import About
from sourcecheck.claim.subject import is_place, role_tokens
from sourcecheck.claim.tree import first_verb, lemma, phrase, relation
from sourcecheck.claim.vocabulary import properties
from sourcecheck.lexicon.classes import closed_class, word_class
from sourcecheck.model.date import Date, Hedge
from sourcecheck.model.mention import Mention, Modality, Statement

# --- when, who says it and how firmly -------------------------------------------------------------

#: How many tokens behind a figure of a field its date is looked for.
_REACH_IN_FIELD = 60


def when(layers: Layers, value: Tokens, bound: Binding) -> Mention | None:
    """The mention of the date that the value's own clause gives, the nearest of several."""
    sentence = layers.sentence(value)
    seen: dict[int, tuple[int, Mention]] = {}
    verb = first_verb(value.root) if layers.parsed else None
    for token in sentence:
        mention = layers.dates.get(token.i)
        if mention is None or mention.date is None or mention.kind == "date_ref":
            continue
        if value.start <= token.i < value.end or token.i not in bound.dates:
            continue
        same_clause = (
            first_verb(token) == verb
            or token.is_ancestor(value.root)
            or value.root.is_ancestor(token)
        )
        if layers.parsed and not same_clause:
            continue
        distance = min(abs(token.i - value.start), abs(token.i - value.end))
        if mention.span.start not in seen or distance < seen[mention.span.start][0]:
            seen[mention.span.start] = (distance, mention)
    if not seen:
        return _of_survey(layers, sentence)
    return min(seen.values(), key=lambda item: item[0])[1]


def _of_survey(layers: Layers, sentence: Tokens) -> Mention | None:
    """The date of the count that a sentence goes by, whoever is said to have made it: "according to
    the 2013 estimate"."""
    surveys = word_class("bearers", "surveys")
    for token in sentence:
        mention = layers.dates.get(token.i)
        behind = token.i + 1
        if mention is None or behind >= sentence.end or layers.dates.get(behind) is mention:
            continue
        if sentence.doc[behind].lower_ in surveys:
            return mention
    return None


def stated_for(when: Mention | None) -> Date | None:
    """The date of a value's *when*: what is counted "as of" or "by" a day is of that day."""
    date = when.date if when is not None else None
    if date is None or not (date.is_status or date.is_deadline):
        return date
    return replace(date, hedge="")


def when_in_field(layers: Layers, value: Tokens, end: int) -> Mention | None:
    """The mention of the date that a reference page gives for a figure: the first one behind it in
    its field, which ends at character `end`; "58 % male, 61 % female (1994)" dates both."""
    for token in value.doc[value.end : value.end + _REACH_IN_FIELD]:
        if token.idx >= end:
            return None
        mention = layers.dates.get(token.i)
        if mention is not None and mention.date is not None:
            return mention
    return None


def where(layers: Layers, value: Tokens, what: About, bound: Binding) -> tuple[str, ...]:
    """Where it is stated to hold: names behind a preposition of place in the clause or phrase, of
    those that bind the value.

    What belongs to an event holds where the event is, so there the whole sentence is looked at.
    """
    if not layers.parsed:
        return ()
    known = properties().get(what.property)
    anchor = what.anchor if what.anchor is not None else value.root
    for head in (anchor, first_verb(value.root)):
        if head is None:
            continue
        tokens = [t for t in phrase(head) if is_place(layers, t)]
        if known is not None and known.motion:
            tokens += [t for t in role_tokens(layers, head, ("obj",)) if layers.kind(t) == "LOC"]
        if found := layers.entities([t for t in tokens if t.i in bound.places]):
            return found
    if known is not None and known.event:
        here = [t for t in layers.sentence(value) if t.i in bound.places]
        return layers.entities([t for t in here if is_place(layers, t)])
    return ()


def presupposed(value: Tokens, anchor: Token | None) -> bool:
    """Is the value part of a definite noun phrase, taken for granted by what is said about it?

    "Their 900-mile frontier will be closed" plans the closing, not the 900 miles; "the frontier is
    not 900 miles long" denies the 900 miles.
    """
    if anchor is None or anchor.pos_ not in ("NOUN", "PROPN"):
        return False
    inside = value.root in phrase(anchor) or (
        anchor.dep_ == "nmod" and anchor.head == value.root and value.root.dep_ != "ROOT"
    )
    definite = any(
        child.dep_ == "nmod:poss" or child.lower_ in ("the", "this", "that", "these", "those")
        for child in (*anchor.children, *value.root.children)
    )
    return inside and definite


def _denied(value: Tokens) -> bool:
    """Does "not" or "never" stand right before the value ("is not 900 miles")?"""
    adverbs = resources.load("attribution")["adverbs"]
    before = [token.lower_ for token in value.doc[max(0, value.start - 2) : value.start]]
    if not before or before[-1] not in adverbs["denied"] or before[0] in ("if", "or", "than"):
        return False
    return value[0].lower_ not in adverbs["not_denied"]


def statement(
    layers: Layers, value: Tokens | None, start: int, end: int, *, presupposed: bool
) -> Statement:
    """Speaker and modality at `[start, end)`: those of the smallest statements that cover it.

    What is presupposed is asserted whatever the modality of the clause, and so is what stands where
    no modality reaches (`firmness`).
    """
    speaker, modality, cue = "", "asserted", ""
    reach = reached_from(value) if value is not None else 0
    covering = layers.statements_over(start, end)
    for mention in sorted(covering, key=lambda m: m.span.end - m.span.start, reverse=True):
        if mention.statement is None:
            continue
        speaker = mention.statement.speaker or speaker
        alone = (mention.span.start, mention.span.end) == (start, end)  # of the value itself
        if alone or (mention.span.start >= reach and not presupposed):
            # the smallest takes what is around it
            modality, cue = mention.statement.modality, mention.statement.cue
    if value is not None and not presupposed and _denied(value):
        modality, cue = "denied", "not"
    return Statement(speaker=speaker, modality=cast(Modality, modality), cue=cue)


# --- what a denial, plan or guess does not reach --------------------------------------------------

#: How far before a value its bracket may open, in tokens.
_MOST_IN_BRACKET = 20
#: Steps from a value up to the noun that a clause describes.
_REACH = 12
#: So many words of a noun or verb are looked at.
_MOST_WORDS = 40
_UNTIL = ("until", "till")
_BEFORE = "before"
_DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her")


def reached_from(value: Tokens) -> int:
    """The offset before which no word rules the modality of a value; 0 where all of its sentence
    does.

    An aside in brackets, and a clause that describes a definite noun ("the school that was hit on
    Monday"), are stated whatever is said around them.
    """
    return max(_bracket(value), _described(value))


def _bracket(value: Tokens) -> int:
    """The offset behind the bracket that opens before a value in its sentence and is not closed."""
    for token in reversed(value.doc[max(0, value.start - _MOST_IN_BRACKET) : value.start]):
        if token.text in (")", "]") or token.is_sent_end:
            return 0
        if token.text in ("(", "["):
            return int(token.idx)
    return 0


def _described(value: Tokens) -> int:
    """The beginning of the nearest clause over the value that describes a definite noun, or the
    subject of what follows ("members who voted in 1990 had not been told")."""
    if not value.doc.has_annotation("DEP"):
        return 0
    token: Token = value.root
    for _ in range(_REACH):
        head = token.head
        if head.i == token.i:
            return 0
        if token.dep_.startswith("acl") and head.i < value.start:
            subject = head.dep_.startswith("nsubj") and head.head.i >= value.end
            if subject or _is_definite(head):
                return int(token.left_edge.idx)
        token = head
    return 0


def _is_definite(noun: Token) -> bool:
    named = bool(noun.tag_.startswith("NNP"))
    return named or any(t.lower_ in _DEFINITE for t in islice(noun.lefts, _MOST_WORDS))


def not_until(value: Tokens, date: Date) -> tuple[Date, Modality] | None:
    """The date, and how firmly it is stated, of what a denial says to happen no earlier: "not until
    3 May" is 3 May, "will not … before 3 May" that day or later. None for other words."""
    verb = first_verb(value.root) if value.doc.has_annotation("DEP") else None
    preposition = _preposition(value)
    if verb is None or verb.i >= value.start or not preposition:
        return None
    words = {child.lower_ for child in islice(verb.lefts, _MOST_WORDS)}
    told = resources.load("attribution")
    if not words & set(told["adverbs"]["denied"]):
        return None
    planned = words & {*told["auxiliaries"]["planned"], *told["auxiliaries"]["hypothetical"]}
    if preposition == _BEFORE and not planned:
        return None  # "they had not met before 3 May" does not say that they met then
    hedge: Hedge = "since" if preposition == _BEFORE else date.hedge
    made = replace(date, hedge="" if hedge == "until" else hedge, rule=f"{date.rule}+not-until")
    return made, "planned" if planned else "asserted"


def _preposition(value: Tokens) -> str:
    """The "until" or "before" that a date begins with, or that stands right before it; else ""."""
    first = value[0].lower_
    if first in (*_UNTIL, _BEFORE):
        return str(first)
    before = value.doc[value.start - 1].lower_ if value.start else ""
    return str(before) if before in _UNTIL else ""


# --- the event that the clause is part of ---------------------------------------------------------

#: Roles of a noun that say what happens to whom or by what ("sheltering in a school").
_ROLES = ("nsubj", "obj", "iobj", "obl", "xcomp", "ccomp")


def predicate(layers: Layers, value: Tokens) -> tuple[str, ...]:
    """Lemmas of the verb over the value and of the nouns in its clause, sorted: no names, dates,
    figures, and nothing of the value's own noun."""
    if not layers.parsed:
        return ()
    own = {value.root.i, value.root.head.i} if relation(value.root) == "nummod" else {value.root.i}
    verb = first_verb(value.root.head if value.root.head.i in own else value.root)
    if verb is None:
        return ()
    heads = [verb, *(child for child in verb.children if relation(child) in _ROLES)]
    heads += [child for head in heads[1:] for child in head.children if relation(child) == "nmod"]
    found = {lemma(token) for token in heads if token.i not in own and _says(layers, token)}
    return tuple(sorted(found - closed_class("light_verbs") - closed_class("stop")))


def _says(layers: Layers, token: Token) -> bool:
    return layers.is_free(token) and token.is_alpha and token.pos_ in ("VERB", "NOUN", "ADJ")


def places_around(layers: Layers, value: Tokens, bound: Binding) -> tuple[str, ...]:
    """The places_around that bind a value in its sentence, sorted; demonyms are none.

    A sentence that opens with a pronoun or "the same" goes on where the one before it was.
    """
    sentence = layers.sentence(value)
    return _named(layers, sentence, bound) or _carried(layers, sentence)


def times_beside(layers: Layers, value: Tokens, bound: Binding) -> tuple[int, ...]:
    """Where the dates of the sentence begin that do not bind the value, in order."""
    found = {
        layers.dates[token.i].span.start
        for token in layers.sentence(value)
        if token.i in layers.dates and token.i not in bound.dates
    }
    return tuple(sorted(found))


def _carried(layers: Layers, sentence: Tokens) -> tuple[str, ...]:
    """The places_around of the sentence before, if this one opens by pointing back at it."""
    first = next((token for token in sentence if not token.is_space and not token.is_punct), None)
    if first is None or first.lower_ not in closed_class("pointing_back") or not sentence.start:
        return ()
    before = layers.sentence(layers.doc[sentence.start - 1 : sentence.start])
    return _named(layers, before, binding(layers, before, focus_of(before)))


def _named(layers: Layers, sentence: Tokens, bound: Binding) -> tuple[str, ...]:
    found: set[str] = set()
    for token in sentence:
        name = layers.name(token)
        if name is None or token.i in layers.titles or token.i not in bound.places:
            continue
        if name.kind == "LOC" and token.pos_ == "PROPN":
            found.update(name.entities)
    return tuple(sorted(found))


def context(layers: Layers, tokens: Tokens, measured: Sequence[str]) -> tuple[str, ...]:
    """Content lemmas of the sentence besides the value and the measured words, sorted."""
    found = {
        lemma(token)
        for token in layers.sentence(tokens)
        if token.is_alpha
        and not token.is_stop
        and not tokens.start <= token.i < tokens.end
        and token.i not in layers.dates
    }
    return tuple(sorted(found - set(measured) - closed_class("stop")))
