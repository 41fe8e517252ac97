"""What headlines and lists leave out: words that a parse takes wrongly or does not reach.

"Floods Kill 14; 60 Hurt", "15 of them critically", "seven of them children", "12 bridges, 3 roads
and 900 houses": a tagger knows no title case and a parser no sentence without a verb, so that here
the order of words decides. Only counts are read so.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, lemma, relation
from sourcecheck.claim.nearby import counted_noun
from sourcecheck.claim.station import Station, is_attributive, root, subject_role
from sourcecheck.claim.vocabulary import find
from sourcecheck.lexicon.classes import closed_class

_LIST = 8  # so many items of a list are gone through
_ITEM = 6  # longest item of a list, in tokens
_FAR_BACK = 20  # so far back stands the verb of "put the march, …, at 8,000"
_COMPANY = 3  # so many words behind the figure may belong to its verb ("forces 90 to flee")
_BACK = 14  # so far back, in tokens, stands what "five of them" are a part of
#: Behind a state these show that no noun follows which it describes.
_CLOSING = ("PUNCT", "ADP", "SCONJ", "CCONJ", "ADV", "SPACE", "AUX", "PART")
_FINITE = ("VBZ", "VBD", "VBP", "MD")


def stations(layers: Layers, value: Tokens) -> Iterator[Station]:
    """What the order of words says of a count, before its parse is asked."""
    if _is_count(layers, value):
        yield from _of_them(layers, value)
        yield from _state(layers, value)
        yield from _verb_of_headline(layers, value)
        yield from _put_at(layers, value)


def in_list(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The verb of a list for one of its later items, where the parse has lost it."""
    noun = counted_noun(value)
    start, items = value.start, 0
    if noun is None or relation(noun) == "nsubj" or not _is_count(layers, value):
        return
    while items < _LIST:
        item = _item_before(layers, start)
        if item is None:
            return
        before, start = item
        verb = before.head
        bare = relation(before) in ("obj", "nsubj") or before.dep_ == "obl:unmarked"
        if verb.pos_ == "VERB" and bare:
            subject = before.dep_ == "nsubj"
            yield Station("verb", verb, subject_role(verb) if subject else "obj")
            return
        items += 1


def is_part(value: Tokens) -> bool:
    """Does "of them" or "of whom" follow the figure?"""
    doc, at = value.doc, value.end
    if at + 1 >= len(doc) or doc[at].lower_ != "of":
        return False
    return doc[at + 1].lower_ in closed_class("parts_of")


def is_base(value: Tokens) -> bool:
    """Is the figure what others are a part of: "few of the 300", "not all of the 40"? What befell
    those befell no such number."""
    doc, of = value.doc, value.start - 2
    if of < 1 or doc[of].lower_ != "of" or doc[of + 1].lower_ not in closed_class("definite"):
        return False
    share = doc[of - 1].lower_
    if share in closed_class("shares"):
        return True
    denied = of > 1 and doc[of - 2].lower_ in closed_class("less_than")
    return denied and share in closed_class("wholes")


def kind_of_part(value: Tokens) -> Token | None:
    """What a part is said to be: "children" of "seven of them children"."""
    if not is_part(value):
        return None
    doc, at = value.doc, value.end + 2
    while at < len(doc) and doc[at].pos_ == "ADJ":
        at += 1
    noun = doc[at] if at < len(doc) else None
    return noun if noun is not None and noun.pos_ == "NOUN" and not noun.is_sent_start else None


def _is_count(layers: Layers, value: Tokens) -> bool:
    mention = layers.figures.get(value.start)
    return mention is not None and mention.kind == "count"


def _of_them(layers: Layers, value: Tokens) -> Iterator[Station]:
    """ "15 critically", "five of them critically", and what befell those whom "five of them,
    children," are a part of."""
    doc = value.doc
    at = value.end + 2 if is_part(value) else value.end
    if at >= len(doc):
        return
    word = doc[at]
    if word.pos_ == "ADV" and word.head.i <= word.i and counted_noun(value) is None:
        yield Station("behind", word)
    said_of_itself = relation(root(value)) == "nsubj" or word.pos_ in ("VERB", "AUX")
    if not is_part(value) or said_of_itself:
        return
    first = max(layers.sentence(value).start, value.start - _BACK)
    for token in reversed(doc[first : value.start]):
        if token.pos_ == "VERB":
            yield Station("verb", token, "sole")
        elif token.pos_ == "ADJ" and not is_attributive(token):
            yield Station("adjective", token)


def _state(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The state right behind a figure or what it counts, whatever a tagger takes it for:
    "two dead, dozens hurt", "5 Villages Damaged", "31 now feared drowned"."""
    doc, noun = value.doc, counted_noun(value)
    if value[0].lower_ in closed_class("second_denied"):
        yield Station("verb", value[-1], "sole")
        yield Station("noun", value[-1])
    passed = closed_class("before_state")
    behind = value.end + 2 if is_part(value) else value.end
    for at in dict.fromkeys((behind, noun.i + 1 if noun is not None else behind)):
        while at < len(doc) and doc[at].lower_ in passed:
            at += 1
        if at < len(doc) and _is_state(layers, value, doc[at]):
            yield Station("verb", doc[at], "sole")


def _is_state(layers: Layers, value: Tokens, word: Token) -> bool:
    """Can the word be a participle, adjective or verb that is said of what stands before it?"""
    doc = word.doc
    if word.tag_ in ("NNS", "NNPS") or not word.is_alpha:
        return False
    if word.tag_ == "VBG" and find("adjective", word.lower_, (), "count", "count") is None:
        return False  # "missing" is said of its noun, "sheltering" may be of a verb's object
    quantity = layers.figures[value.start].quantity
    single = quantity is not None and quantity.low == quantity.high == 1
    if word.tag_ in ("NN", "NNP") and single and not word.lower_.endswith("ed"):
        return False
    after = doc[word.i + 1] if word.i + 1 < len(doc) else None
    if is_attributive(word) and after is not None and not after.is_punct:
        return False
    return after is None or bool(after.is_sent_start) or after.pos_ in _CLOSING


def _verb_of_headline(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The verb before a figure that a tagger takes for a noun: "Blast in Norland Kills 14",
    "bomb kills nine, wounds 30"."""
    doc, at = value.doc, value.start - 1
    # a parser may begin a sentence at the figure of a headline
    first = layers.sentence(doc[at : at + 1]).start if at > 0 else 0
    if at <= first or doc[at].pos_ not in ("NOUN", "PROPN") or not doc[at].lower_.endswith("s"):
        return
    before = doc[at - 1]
    verbs = any(token.tag_ in _FINITE for token in doc[first:at])
    opens = doc[first].pos_ in ("ADP", "SCONJ", "ADV")
    follows_subject = before.pos_ in ("NOUN", "PROPN") and not verbs and not opens
    if follows_subject or (verbs and before.text in (",", "and")):
        behind = doc[value.end : value.end + _COMPANY]
        yield Station("verb", doc[at], "obj", words=tuple(lemma(token) for token in behind))


def _put_at(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The verb of "put the march, which unions had called for, at 8,000 people"."""
    doc, at = value.doc, value.start - 1
    first = max(layers.sentence(value).start, at - _FAR_BACK)
    if at <= first or doc[at].lower_ != "at":
        return
    for token in reversed(doc[first:at]):
        if token.pos_ == "VERB" and lemma(token) in closed_class("putting_at"):
            yield Station("verb", token, "obl")
            return


def _item_before(layers: Layers, start: int) -> tuple[Token, int] | None:
    """The counted noun of the item before the comma or "and" that stands before `start`, and where
    that item begins."""
    doc = layers.doc
    end = start - 1
    while end > 0 and doc[end].lower_ in closed_class("item_links"):
        end -= 1
    if end == start - 1:
        return None
    noun = doc[end]
    for i in range(end - 1, max(-1, end - _ITEM), -1):
        if doc[i].pos_ in ("VERB", "AUX", "PUNCT"):
            return None
        figure = layers.tokens(layers.figures[i]) if i in layers.figures else None
        if figure is not None:
            return (noun, figure.start) if noun.pos_ in ("NOUN", "PROPN") else None
    return None
