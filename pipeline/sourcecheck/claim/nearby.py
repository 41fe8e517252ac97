"""What stands right beside a value: states, directions, brackets and signs.

"30 dead", "55 km (35 miles) south of …", "15,000 homes without power", "n = 40", "the slope
(12 m)": here the order of words says more than a parse does, and holds in headlines, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, lemma, relation
from sourcecheck.claim.station import Station, controlled, is_attributive, is_free, root
from sourcecheck.lexicon.classes import closed_class

#: Longest bracket behind a value that is passed over, in tokens: "(35 miles)", "(about 35 mi.)".
_MAX_BRACKET = 10
#: How far a counted noun may stand behind its number ("30 young coal miners"), in tokens.
_MAX_COUNTED = 4
#: How many words behind a preposition may complete its wording ("without electric power").
_COMPANY = 4
#: Signs that compare what stands before them with the figure behind; not those of "about".
_COMPARING = ("=", "<", ">", "≤", "≥", "⩽", "⩾")


def beside(layers: Layers, value: Tokens) -> Iterator[Station]:
    """What the words right behind, then right before the value say of it."""
    yield from _behind(value)
    yield from _for_each(value)
    yield from _noun_before_of(layers, value)
    yield from _noun_behind(layers, value)
    yield from _verb_before(value)
    yield from _before_sign(value)
    yield from _bracketed(layers, value)


def noun_before(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The noun right before a value, for want of a better one: "at temperatures up to 900 K"."""
    before = value.doc[value.start - 1] if value.start else None
    if before is not None and before.pos_ == "NOUN" and is_free(layers, before):
        yield Station("noun", before)


def counted_noun(value: Tokens) -> Token | None:
    """The noun that a number counts, where it stands close behind it."""
    number, doc = root(value), value.doc
    if "." in number.text:  # "a 7.2 quake": no fraction counts things
        return None
    noun = number.head
    if relation(number) != "nummod" or not value.end <= noun.i < value.end + _MAX_COUNTED:
        return None
    # "two dead, dozens injured": what stands behind the figure has to belong to the noun
    cut_off = any(doc[i].text == "," for i in range(value.end, noun.i))
    return None if cut_off and doc[value.end].head.i != noun.i else noun


def _behind(value: Tokens) -> Iterator[Station]:
    """The participle, adjective or preposition behind the value and what it counts."""
    noun = counted_noun(value)
    after = _skip(value, value.end if noun is None else noun.i + 1)
    if after is None:
        return
    stands_alone = not is_attributive(after)
    over_be = after.nbor(-1).lemma_ == "be"  # the walk finds the passive, and whose it is
    if over_be and after.pos_ == "VERB":
        return
    if after.pos_ == "VERB" and (after.tag_ == "VBN" or relation(after) in ("amod", "acl")):
        if stands_alone:
            yield Station("verb", after, "sole")
            yield from controlled(after)
    elif after.pos_ == "ADJ" and stands_alone:
        yield Station("noun", after)
        yield Station("adjective", after)
    elif after.pos_ == "ADV":  # as taggers take "640 km long" now and then
        yield Station("adjective", after)
        if after.head.i > after.i and lemma(after) in closed_class("gravity"):
            return  # "12 critically endangered birds"
    if after.lower_ in ("of", "in") and after.head.i > after.i:
        yield Station("of", after.head, words=(after.lower_,))
    if after.pos_ in ("ADP", "ADV", "ADJ", "SCONJ", "NOUN", "PROPN") and not _of_extent(
        value, after
    ):
        yield Station("behind", after, words=_company(after))


def _for_each(value: Tokens) -> Iterator[Station]:
    """The noun of which each has the value: "$12 a share", "$12 for each share"."""
    doc, at = value.doc, value.end
    if at < len(doc) and doc[at].lower_ == "for":
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in closed_class("each"):
        return
    noun = doc[at + 1]
    if noun.pos_ == "NOUN" and noun.tag_ != "NNS":
        yield Station("behind", noun, words=("each",))


def _noun_before_of(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The noun of "a frequency of 40 Hz", "the bodies of 30 miners", "home to 30,000 people"."""
    doc, of = value.doc, value.start - 1
    if of >= 1 and doc[of - 1].lower_ == "home" and doc[of].lower_ in ("to", "by"):
        yield Station("of", doc[of - 1], words=(doc[of].lower_,))
        return
    if of < 1 or doc[of].lower_ != "of" or doc[of - 1].pos_ != "NOUN":
        return
    if not is_free(layers, doc[of - 1]):
        return
    yield Station("of", doc[of - 1], words=("of",))
    if counted_noun(value) is None:
        yield Station("noun", doc[of - 1])


def _noun_behind(layers: Layers, value: Tokens) -> Iterator[Station]:
    """The noun that a measure stands before: "a 30-tonne lorry", "5 % salt solution"."""
    mention = layers.figures.get(root(value).i)
    if mention is not None and mention.kind == "count":  # the noun is what is counted
        return
    first = _skip(value, value.end)
    at, last = (value.end if first is None else first.i), None
    while at < len(value.doc) and value.doc[at].pos_ in ("ADJ", "NOUN", "PROPN", "PUNCT"):
        token = value.doc[at]
        if token.text not in ("-", "") and (token.pos_ == "PUNCT" or not is_free(layers, token)):
            break
        last, at = token if token.pos_ == "NOUN" else last, at + 1
    if last is not None and relation(last) != "nsubj":
        yield Station("noun", last)


def _verb_before(value: Tokens) -> Iterator[Station]:
    """The verb right before the value, whose object it is: "… and wounded 75 others"."""
    if value.start and value.doc[value.start - 1].pos_ == "VERB":
        yield Station("verb", value.doc[value.start - 1], "obj")


def _skip(value: Tokens, at: int) -> Token | None:
    """The word at or behind `at`, past a bracket with a figure, hyphens and forms of "be"."""
    doc = value.doc
    if at < len(doc) and doc[at].text == "(":
        inside = range(at + 1, min(len(doc), at + _MAX_BRACKET))
        close = next((i for i in inside if doc[i].text == ")"), at)
        at = close + 1 if any(doc[i].like_num for i in range(at, close)) else at
    elif at < len(doc) and doc[at].text == ")":  # the value is itself a conversion in brackets
        at += 1
    while at < len(doc) and (doc[at].text == "-" or doc[at].lemma_ == "be"):
        at += 1
    return doc[at] if at < len(doc) and not doc[at].is_sent_start else None


def _of_extent(value: Tokens, after: Token) -> bool:
    """Does "from" open an extent ("runs 55 km from A to B") and no distance?"""
    return after.lower_ == "from" and lemma(root(value).head) in closed_class("extent_verbs")


def _company(token: Token) -> tuple[str, ...]:
    """The lemmas of the next words of the sentence."""
    doc = token.doc
    return tuple(lemma(t) for t in doc[token.i + 1 : token.i + 1 + _COMPANY])


def _before_sign(value: Tokens) -> Iterator[Station]:
    """The word or symbol before a sign of comparison: "n = 40", "a score ≥ 16"."""
    doc, at = value.doc, value.start
    if value[0].text[0] not in _COMPARING:
        if at == 0 or doc[at - 1].text not in _COMPARING:
            return
        at -= 1
    if (
        at
        and doc[at - 1].pos_ != "ADV"
        and doc[at - 1].text[0].isalpha()
        and not doc[at - 1].is_stop
    ):
        yield Station("noun", doc[at - 1])


def _bracketed(layers: Layers, value: Tokens) -> Iterator[Station]:
    """For a value in a bracket: the noun before it there, or the one before the bracket."""
    doc = value.doc
    before = value.start - 1
    while before > 0 and doc[before].pos_ == "ADV":
        before -= 1
    if before < 1:
        return
    if doc[before].text == "(":
        before -= 1
    elif not any(doc[i].text == "(" for i in range(max(0, before - _MAX_BRACKET), before)):
        return
    token = doc[before]
    a_thing = token.pos_ in ("NOUN", "ADJ") and token.i not in layers.dates
    if a_thing and token.i not in layers.figures and counted_noun(value) is None:
        yield Station("noun", token)
