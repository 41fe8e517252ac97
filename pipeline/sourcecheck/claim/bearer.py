"""Whose a property is where no name says it, and where the text says what is measured and whose.

"The siege lasted three days": the duration is the siege's. A noun is no subject of a claim (those
are names, which other documents share), but it narrows a general property and is part of what a
claim can point at.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, dependants, relation
from sourcecheck.claim.phrase import first_verb
from sourcecheck.claim.station import is_free, nominal, root
from sourcecheck.model.span import Span


def bearer(
    layers: Layers, value: Tokens, anchor: Token, stated_by: tuple[Token, ...]
) -> tuple[Token, ...]:
    """The nouns, no names, whose property is stated: "cell" of "the size of each cell was 5 mm".

    In order: a complement of the property's noun; the subject of its clause; the noun that its
    phrase belongs to; () where the sentence gives none. `stated_by` are the property's own words.
    """
    taken = {token.i for token in stated_by} | set(range(value.start, value.end))
    complements = [child for child in dependants(anchor) if relation(child) == "nmod"]
    verb = anchor if anchor.pos_ in ("VERB", "AUX") else first_verb(anchor)
    predicates = [head for head in (verb, anchor, root(value)) if head is not None]
    subjects = [c for head in predicates for c in dependants(head) if relation(c) == "nsubj"]
    above = [anchor.head] if relation(anchor) in ("nmod", "compound", "acl", "appos") else []
    for noun in (*complements, *subjects, *above):
        a_thing = noun.pos_ in ("NOUN", "PROPN") and noun.i not in taken
        if a_thing and is_free(layers, noun):
            return tuple(token for token in nominal(noun) if token.i not in taken)
    return ()


def spans(
    layers: Layers, value: Tokens, words: Iterable[Token], subjects: tuple[str, ...]
) -> tuple[Span, ...]:
    """Where the sentence says what a value is about: its `words` and the names of its `subjects`.

    In order of offsets; neighbouring words are one span.
    """
    found = {token.i for token in words}
    for token in layers.sentence(value):
        mention = layers.names.get(token.i)
        name = mention.name if mention is not None else None
        if name is not None and set(subjects) & set(name.entities):
            found.add(token.i)
    runs: list[tuple[int, int]] = []
    for i in sorted(found):
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    stretches = (layers.doc[start:end] for start, end in runs)
    return tuple(Span(s.start_char, s.end_char, s.text) for s in stretches)
