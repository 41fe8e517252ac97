"""Claims of attributes that a story tells: a record, a score, where something lies.

A title is found together with its person, and that is all there is to know of it. What holds at a
time or in a story ("20-1", "south") needs the same evidence as a figure before it is held against
another: the words, places and date of its sentence.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim import clause
from sourcecheck.claim.binding import binding
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.page import Page, claim_id, sentence_of
from sourcecheck.claim.tree import lemma, root
from sourcecheck.claim.vocabulary import find, properties
from sourcecheck.errors import present
from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Mention
from sourcecheck.normalise.attribute import opposite

DIRECTION = "direction"  # as found, its first subject is the place it is seen from
_MOST_STEPS = 8  # words back, or up the tree, to what lies somewhere


def attribute(page: Page, mention: Mention) -> Claim:
    """A title, record or direction: its property and whose it is were found together."""
    said_of = present(mention.attribute, "attribute of a title, record or direction")
    tokens = page.layers.tokens(mention)
    said = clause.statement(
        page.layers, None, mention.span.start, mention.span.end, presupposed=True
    )
    made = Claim(
        id=claim_id(page, mention, said_of.property),
        source=page.source.id,
        span=mention.span,
        kind="attribute",
        property=said_of.property,
        subjects=(said_of.of, *said_of.others),
        text=said_of.text,
        speaker=said.speaker,
        modality=said.modality,
        sentence=sentence_of(page, tokens),
        measured=said_of.measured,
        rules=(f"attribute:{said_of.rule}",),
    )
    if not tokens or not _is_situated(made):
        return made
    made = _of_page(made, page.topic)
    return _told(made, page.layers, tokens, clause.context(page.layers, tokens, ()), page.lead)


def _is_situated(claim: Claim) -> bool:
    """Is the claim of a property that a story tells?"""
    known = properties().get(claim.property)
    return known is not None and known.situated


def _of_page(claim: Claim, topic: tuple[str, ...]) -> Claim:
    """The claim on a reference page on `topic`, () for prose: "Location: the Sea, north of Norland"
    says where the topic lies."""
    if not topic or claim.property != DIRECTION:
        return claim
    return replace(claim, subjects=(claim.subjects[0], *topic))


def _told(
    claim: Claim, layers: Layers, tokens: Tokens, context: tuple[str, ...], lead: int
) -> Claim:
    """The claim with the time, places and predicate of its sentence, as figures have them.

    `context` are the content words of the sentence; `lead` is where the lead of the text ends. A
    direction is as seen from the first of its two names in order; one from a single name is
    narrowed by the noun that lies there, since two things may lie on two sides of it.
    """
    if claim.property == DIRECTION:
        claim = _directed(claim, tokens)
    bound = binding(layers, layers.sentence(tokens), root(tokens))
    when = clause.when(layers, tokens, bound)
    return replace(
        claim,
        subjects=tuple(sorted(set(claim.subjects))),
        when=clause.stated_for(when),
        context=context,
        predicate=clause.predicate(layers, tokens),
        around=clause.places_around(layers, tokens, bound),
        lead=claim.span.start < lead,
        beside=clause.times_beside(layers, tokens, bound),
    )


def _directed(claim: Claim, tokens: Tokens) -> Claim:
    """The direction with the point turned to the first of two names in order, or with what lies
    there: "Cork is southwest of Dublin" and "Dublin is northeast of Cork" are one statement."""
    named = tuple(dict.fromkeys(claim.subjects))
    if len(named) == 1:
        return replace(claim, measured=_lying(tokens))
    if len(named) == 2 and named != tuple(sorted(named)):
        rules = (*claim.rules, "direction:turned")
        return replace(claim, text=opposite(claim.text), rules=rules)
    return claim


def _lying(tokens: Tokens) -> tuple[str, ...]:
    """The lemma of the noun that lies there, right before the point or its distance, else the one
    the grammar ties to it; () for none, and for what is an event ("quake", "epicentre"): its story
    tells it from others."""
    noun = _noun_before(tokens) or _noun_over(tokens.root)
    if noun is None:
        return ()
    word = lemma(noun)
    return () if word in resources.load("compass")["words"]["quake"] else (word,)


def _noun_before(tokens: Tokens) -> Token | None:
    """The noun right before the point, a distance in between or none."""
    doc, since = tokens.doc, tokens.sent.start
    for index in range(tokens.start - 1, max(since, tokens.start - 1 - _MOST_STEPS) - 1, -1):
        token = doc[index]
        if token.pos_ == "NOUN" and not _is_unit(token):
            return token
        if token.pos_ not in ("NUM", "NOUN", "SYM", "PUNCT") or token.text == ",":
            return None
    return None


def _noun_over(token: Token) -> Token | None:
    """The noun over the point, or the subject of what is."""
    for _ in range(_MOST_STEPS):
        own = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
        if own is not None:
            return own if own.pos_ == "NOUN" else None
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ == "NOUN" and not _is_measure(token) and not _is_unit(token):
            return token
    return None


def _is_measure(token: Token) -> bool:
    """Is it no thing but a measure of one: "at a depth of 10 km, 55 km south of Ostby"?"""
    return find("noun", lemma(token), (), "quantity", "length") is not None


def _is_unit(token: Token) -> bool:
    """Is it counted: "40 km", "40-km"?"""
    before = token.doc[max(token.i - 2, 0) : token.i]
    return any(word.like_num for word in before) or any(
        child.dep_ == "nummod" for child in token.children
    )
