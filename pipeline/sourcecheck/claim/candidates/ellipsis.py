"""The noun that a count leaves out because an earlier count of its sentence has it: "the north sold
40 boats, the south 30", "40 homes were burnt and 112 damaged", "40 boats, against 30 before".

Where the verb is left out with it (gapping), what is said of the earlier count is said of this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.candidates import Candidate
from sourcecheck.claim.candidates.word_order import counted_noun
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import relation, root, subject_role

#: So far back, in tokens, the earlier count is looked for.
_FAR = 30
#: What may follow a count that leaves its noun out.
_CLOSING = ("PUNCT", "CCONJ", "ADP", "SCONJ", "SPACE")
#: Prepositions by which a count is held against another of the same things.
_AGAINST = ("to", "from", "with", "against", "than", "versus")
_ARGUMENTS = ("obj", "nsubj", "conj", "xcomp")


def left_out(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The noun that a bare count leaves out, then the verb where that is left out, too."""
    before = value.doc[value.start - 1] if value.start else None
    if before is None or not _is_bare(value):
        return
    number = root(value)
    gapped = before.pos_ in ("NOUN", "PROPN") and before.i not in layers.figures
    argument = relation(number) in _ARGUMENTS and before.pos_ in ("VERB", "AUX", "CCONJ")
    if before.lemma_ == "be" or before.lower_ == "aged" or number.head.i in layers.figures:
        return  # "… and is 41", "aged 30 and 41"
    if not (gapped or argument or before.lower_ in _AGAINST):
        return
    noun = _counted_before(layers, value)
    if noun is None:
        return
    if gapped and any(t.pos_ in ("VERB", "AUX") for t in value.doc[noun.i + 1 : value.start]):
        return  # "… 40 boats, and Oslo 30 was late": a name with its number
    yield Candidate("noun", noun)
    verb = noun.head
    if gapped and verb.pos_ == "VERB" and relation(noun) in ("obj", "nsubj"):
        passive = noun.dep_ == "nsubj:pass" or relation(noun) == "obj"
        yield Candidate("verb", verb, "obj" if passive else subject_role(verb))


def _is_bare(value: Tokens) -> bool:
    """Does no noun follow that the number could count?"""
    doc = value.doc
    after = doc[value.end] if value.end < len(doc) else None
    if after is None:
        return True
    if after.pos_ in ("VERB", "AUX") and relation(root(value)) == "nsubj":
        return True
    return after.pos_ in _CLOSING and after.lower_ != "of" and after.text not in "-–%°'’/:("


def _counted_before(layers: Layers, value: Tokens) -> Token | None:
    """What the nearest count before it in the sentence counts; None if that counts nothing."""
    first = max(layers.sentence(value).start, value.start - _FAR)
    for at in range(value.start - 1, first - 1, -1):
        mention = layers.figures.get(at)
        if mention is None or mention.kind != "count":
            continue
        tokens = layers.tokens(mention)
        noun = counted_noun(tokens) if tokens is not None else None
        if noun is not None:
            return noun if noun.tag_ == "NNS" and noun.i < value.start else None
    return None
