"""The scene of a value: what its clause says happens, the places around it, and whether it stands
in the lead of its text.

None of it says what the value is about; it is evidence for whether two values are about the same.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sourcecheck.claim.binding import Binding, binding, focus_of
from sourcecheck.claim.layers import Layers, lemma, relation
from sourcecheck.claim.phrase import first_verb
from sourcecheck.lexicon.classes import closed_class

#: A news text says what it is about in its headline and first sentences (the inverted pyramid).
LEAD_SENTENCES = 3
#: Sentences shorter than this are headlines, bylines and datelines; they count as lead for free.
_SHORT = 5
#: Longest lead, in characters: a text without full stops is no lead as a whole.
_MAX_LEAD = 1200
#: Roles of a noun that say what happens to whom or by what ("sheltering in a school").
_ROLES = ("nsubj", "obj", "iobj", "obl", "xcomp", "ccomp")


def lead_end(doc: Doc) -> int:
    """The character at which the lead of a text ends; 0 where no sentences are known."""
    if not doc.has_annotation("SENT_START"):
        return 0
    seen = 0
    for sentence in doc.sents:
        if sentence.end_char > _MAX_LEAD:
            return min(_MAX_LEAD, sentence.start_char or _MAX_LEAD)
        seen += len(sentence) >= _SHORT
        if seen == LEAD_SENTENCES:
            return int(sentence.end_char)
    return len(doc.text)


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
    plain = not any(token.i in layer for layer in (layers.names, layers.dates, layers.figures))
    return plain and token.is_alpha and token.pos_ in ("VERB", "NOUN", "ADJ")


def places(layers: Layers, value: Tokens, bound: Binding) -> tuple[str, ...]:
    """The places that bind a value in its sentence, sorted; demonyms are none.

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
    """The places of the sentence before, if this one opens by pointing back at it."""
    first = next((token for token in sentence if not token.is_space and not token.is_punct), None)
    if first is None or first.lower_ not in closed_class("pointing_back") or not sentence.start:
        return ()
    before = layers.sentence(layers.doc[sentence.start - 1 : sentence.start])
    return _named(layers, before, binding(layers, before, focus_of(before)))


def _named(layers: Layers, sentence: Tokens, bound: Binding) -> tuple[str, ...]:
    found: set[str] = set()
    for token in sentence:
        mention = layers.names.get(token.i)
        if mention is None or mention.name is None or token.i in layers.titles:
            continue
        if token.i not in bound.places:
            continue
        if mention.name.kind == "LOC" and token.pos_ == "PROPN":
            found.update(mention.name.entities)
    return tuple(sorted(found))
