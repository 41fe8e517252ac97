"""When a claim holds, who says it and how firmly."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.binding import Binding
from sourcecheck.claim.firmness import reached_from
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.phrase import first_verb, phrase
from sourcecheck.model.mention import Mention, Modality, Statement

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
    return min(seen.values(), key=lambda item: item[0])[1] if seen else None


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
    covering = [m for m in layers.statements if m.span.start <= start and end <= m.span.end]
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
