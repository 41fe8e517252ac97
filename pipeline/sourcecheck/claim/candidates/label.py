"""What a figure of a reference page is about: its label, narrowed by the item of its list.

Yearbooks and almanacs print facts without verbs: "Label: item figure, item figure" lines under a
page title. There the label says what is measured, the item of its list of which part or neighbour
(`annotate.layout.fields`), and the page's title says whose it is.
"""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.annotate.layout.fields import Field
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.property import NOTHING, About
from sourcecheck.claim.tree import lemma
from sourcecheck.claim.vocabulary import OPEN, Property, find
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import ClaimKind

_NAME = About("", (), None, "property:name-of-an-item", role="item-name")


def in_field(
    layers: Layers, field: Field, topic: tuple[str, ...], kind: ClaimKind, dimension: str
) -> tuple[About, tuple[str, ...], str]:
    """What the figure is about, whose it is and the rule; `topic` is whose page it stands on."""
    label = layers.view.span(*field.label)
    if label is None:
        return NOTHING, topic, "subject:topic"
    if field.names_an_item:
        return _NAME, topic, "subject:field"
    words = words_of(label)
    over = layers.view.span(*field.heading) if field.heading else None
    heading = words_of(over) if over is not None else ()
    known = _known((label, over), kind, dimension)
    words = tuple(dict.fromkeys((*heading, *words)))
    narrowing = [word for word in words if known is not None and word not in known.nouns]
    parties: tuple[str, ...] = ()
    if known is not None and known.relational:
        # between two parties an item names the other one; elsewhere it only narrows
        own = layers.view.span(*field.parts.own, inside=True)
        parties = layers.entities(own) if own is not None else ()
        items = item_words(layers, own) if own is not None else ()
    else:
        items = _items(layers, field)
    identity = known.id if known else OPEN + " ".join(words)
    measured = tuple(dict.fromkeys((*narrowing, *items)))
    what = About(identity, measured, label[0], "property:field", role="field")
    return what, tuple(sorted({*topic, *parties})), "subject:field"


def words_of(label: Tokens) -> tuple[str, ...]:
    """The lemmas of a label, in order."""
    return tuple(lemma(token) for token in label if token.is_alpha)


def _known(labels: tuple[Tokens | None, ...], kind: ClaimKind, dimension: str) -> Property | None:
    """The property that the head of a label states, else that of its heading.

    The head alone: a "death rate" is no number of deaths; "total:" leaves it to the heading. A
    label may be one verb.
    """
    for label in labels:
        if label is not None and (own := words_of(label)):
            head = head_of(label, own)
            found = find("noun", head, own, kind, dimension)
            if found is None and len(own) == 1:  # "Founded: 1902"
                found = find("verb", head, own, kind, dimension)
            if found is not None:
                return found
    return None


def head_of(label: Tokens, words: tuple[str, ...]) -> str:
    """The last word before a preposition: "life expectancy at birth" is no birth. A measure leaves
    it to what is measured ("date of birth")."""
    alpha: list[Token] = [token for token in label if token.is_alpha]
    for number, token in enumerate(alpha):
        if number and token.pos_ == "ADP":
            before = words[number - 1]
            return words[-1] if before in closed_class("measure_nouns") else before
    return words[-1]


def _items(layers: Layers, field: Field) -> tuple[str, ...]:
    """The words and names of the item, the innermost first."""
    found: list[str] = []
    named: list[str] = []
    for stretch in (field.parts.own, *reversed(field.parts.outer)):
        tokens = layers.view.span(*stretch, inside=True)
        if tokens is not None:
            words = item_words(layers, tokens)
            if stretch != field.parts.own:  # a part of what is outside the bracket is no total
                words = tuple(w for w in words if w not in closed_class("whole_heads"))
            found += words
            named += (name.lower() for name in layers.entities(tokens))
            if stretch in field.parts.labels:
                found += (token.lower_ for token in tokens if any(c.isdigit() for c in token.text))
    return tuple(dict.fromkeys((*found, *named)))


def item_words(layers: Layers, item: Tokens) -> tuple[str, ...]:
    """The words of an item that narrow the label: no names, dates, figures or function words.

    "Other 11%" is an item of its own, though "other" is a function word elsewhere.
    """
    plain = [token for token in item if token.is_alpha and layers.is_free(token)]
    telling = tuple(lemma(token) for token in plain if not token.is_stop)
    return telling or tuple(lemma(t) for t in plain if lemma(t) in closed_class("remainder"))
