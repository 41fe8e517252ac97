"""When a claim holds, who says it and how firmly."""

from __future__ import annotations

from spacy.tokens import Span as Tokens

from sourcecheck.claim.layers import Layers
from sourcecheck.claim.phrase import first_verb
from sourcecheck.model.date import Date
from sourcecheck.model.mention import Statement


def when(layers: Layers, value: Tokens) -> Date | None:
    """The date that the value's own clause gives, the nearest if there are several."""
    sentence = layers.sentence(value)
    seen: dict[int, tuple[int, Date]] = {}
    verb = first_verb(value.root) if layers.parsed else None
    for token in sentence:
        mention = layers.dates.get(token.i)
        if mention is None or mention.date is None or mention.kind == "date_ref":
            continue
        if value.start <= token.i < value.end:
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
            seen[mention.span.start] = (distance, mention.date)
    return min(seen.values(), key=lambda item: item[0])[1] if seen else None


def statement(layers: Layers, start: int, end: int) -> Statement:
    """Speaker and modality at `[start, end)`: those of the smallest statements that cover it."""
    speaker, modality, cue = "", "asserted", ""
    covering = [m for m in layers.statements if m.span.start <= start and end <= m.span.end]
    for mention in sorted(covering, key=lambda m: m.span.end - m.span.start, reverse=True):
        if mention.statement is None:
            continue
        speaker = mention.statement.speaker or speaker
        if mention.statement.modality != "asserted":
            modality, cue = mention.statement.modality, mention.statement.cue
    return Statement(speaker=speaker, modality=modality, cue=cue)  # type: ignore[arg-type]
