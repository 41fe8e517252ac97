"""What the order of words says a value is about, where a parse says less or goes wrong.

Right beside a value stand states, directions, brackets and signs: "30 dead", "55 km (35 miles)
south of …", "n = 40". Headlines and lists leave words out: "Floods Kill 14; 60 Hurt", "15 of them
critically", "12 bridges, 3 roads and 900 houses", "the second round … in the sixth": a tagger knows
no title case and a parser no sentence without a verb. Only counts are read as in a headline.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.candidates import Candidate, controlled
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import is_attributive, lemma, relation, root, subject_role
from sourcecheck.claim.vocabulary import find
from sourcecheck.lexicon.classes import closed_class, past_of

#: Longest bracket behind a value that is passed over, in tokens: "(35 miles)", "(about 35 mi.)".
_MAX_BRACKET = 10
#: How far a counted noun may stand behind its number ("30 young coal miners"), in tokens.
_MAX_COUNTED = 4
#: How many words behind a preposition may complete its wording ("without electric power").
_COMPANY = 4
#: Signs that compare what stands before them with the figure behind; not those of "about".
_COMPARING = ("=", "<", ">", "≤", "≥", "⩽", "⩾")


def beside(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """What the words right behind, then right before the value say of it."""
    yield from _behind(value)
    yield from _for_each(value)
    yield from _noun_before_of(layers, value)
    yield from _noun_behind(layers, value)
    yield from _verb_before(value)
    yield from _before_sign(value)
    yield from _bracketed(layers, value)


def noun_before(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The noun right before a value, for want of a better one: "at temperatures up to 900 K"."""
    before = value.doc[value.start - 1] if value.start else None
    if before is not None and before.pos_ == "NOUN" and layers.is_free(before):
        yield Candidate("noun", before)


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


def _behind(value: Tokens) -> Iterator[Candidate]:
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
            yield Candidate("verb", after, "sole")
            yield from controlled(after)
    elif after.pos_ == "ADJ" and stands_alone:
        yield Candidate("noun", after)
        yield Candidate("adjective", after)
    elif after.pos_ == "ADV":  # as taggers take "640 km long" now and then
        yield Candidate("adjective", after)
        if after.head.i > after.i and lemma(after) in closed_class("gravity"):
            return  # "12 critically endangered birds"
    if after.lower_ in ("of", "in") and after.head.i > after.i:
        yield Candidate("of", after.head, words=(after.lower_,))
    if after.pos_ in ("ADP", "ADV", "ADJ", "SCONJ", "NOUN", "PROPN") and not _of_extent(
        value, after
    ):
        yield Candidate("behind", after, words=_company(after))


def _for_each(value: Tokens) -> Iterator[Candidate]:
    """The noun of which each has the value: "$12 a share", "$12 for each share"."""
    doc, at = value.doc, value.end
    if at < len(doc) and doc[at].lower_ == "for":
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in closed_class("each"):
        return
    noun = doc[at + 1]
    if noun.pos_ == "NOUN" and noun.tag_ != "NNS":
        yield Candidate("behind", noun, words=("each",))


def _noun_before_of(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The noun of "a frequency of 40 Hz", "the bodies of 30 miners", "home to 30,000 people"."""
    doc, of = value.doc, value.start - 1
    if of >= 1 and doc[of - 1].lower_ == "home" and doc[of].lower_ in ("to", "by"):
        yield Candidate("of", doc[of - 1], words=(doc[of].lower_,))
        return
    if of < 1 or doc[of].lower_ != "of" or doc[of - 1].pos_ != "NOUN":
        return
    if not layers.is_free(doc[of - 1]):
        return
    yield Candidate("of", doc[of - 1], words=("of",))
    if counted_noun(value) is None:
        yield Candidate("noun", doc[of - 1])


def _noun_behind(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The noun that a measure stands before: "a 30-tonne lorry", "5 % salt solution"."""
    mention = layers.figures.get(root(value).i)
    if mention is not None and mention.kind == "count":  # the noun is what is counted
        return
    first = _skip(value, value.end)
    at, last = (value.end if first is None else first.i), None
    while at < len(value.doc) and value.doc[at].pos_ in ("ADJ", "NOUN", "PROPN", "PUNCT"):
        token = value.doc[at]
        if token.text not in ("-", "") and (token.pos_ == "PUNCT" or not layers.is_free(token)):
            break
        last, at = token if token.pos_ == "NOUN" else last, at + 1
    if last is not None and relation(last) != "nsubj":
        yield Candidate("noun", last)


def _verb_before(value: Tokens) -> Iterator[Candidate]:
    """The verb right before the value, whose object it is: "… and wounded 75 others"."""
    before = value.doc[value.start - 1] if value.start else None
    if before is not None and (before.pos_ == "VERB" or past_of(before.lower_)):
        yield Candidate("verb", before, "obj")


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


def _before_sign(value: Tokens) -> Iterator[Candidate]:
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
        yield Candidate("noun", doc[at - 1])


def _bracketed(layers: Layers, value: Tokens) -> Iterator[Candidate]:
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
        yield Candidate("noun", token)


# --- headlines and lists --------------------------------------------------------------------------

_LIST = 8  # so many items of a list are gone through
_ITEM = 6  # longest item of a list, in tokens
_FAR_BACK = 20  # so far back stands the verb of "put the march, …, at 8,000"
_HEADLINE_COMPANY = (
    3  # so many words behind the figure may belong to its verb ("forces 90 to flee")
)
_BACK = 14  # so far back, in tokens, stands what "five of them" are a part of
#: Behind a state these show that no noun follows which it describes.
_CLOSING = ("PUNCT", "ADP", "SCONJ", "CCONJ", "ADV", "SPACE", "AUX", "PART")
_FINITE = ("VBZ", "VBD", "VBP", "MD")


def elided(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """What the order of words says of a count, before its parse is asked."""
    if _is_count(layers, value):
        yield from _of_them(layers, value)
        yield from _state(layers, value)
        yield from _verb_of_headline(layers, value)
        yield from _put_at(layers, value)


def in_list(layers: Layers, value: Tokens) -> Iterator[Candidate]:
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
            yield Candidate("verb", verb, subject_role(verb) if subject else "obj")
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


def _of_them(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """ "15 critically", "five of them critically", and what befell those whom "five of them,
    children," are a part of."""
    doc = value.doc
    at = value.end + 2 if is_part(value) else value.end
    if at >= len(doc):
        return
    word = doc[at]
    if word.pos_ == "ADV" and word.head.i <= word.i and counted_noun(value) is None:
        yield Candidate("behind", word)
    said_of_itself = relation(root(value)) == "nsubj" or word.pos_ in ("VERB", "AUX")
    if not is_part(value) or said_of_itself:
        return
    first = max(layers.sentence(value).start, value.start - _BACK)
    for token in reversed(doc[first : value.start]):
        if token.pos_ == "VERB":
            yield Candidate("verb", token, "sole")
        elif token.pos_ == "ADJ" and not is_attributive(token):
            yield Candidate("adjective", token)


def _state(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The state right behind a figure or what it counts, whatever a tagger takes it for:
    "two dead, dozens hurt", "5 Villages Damaged", "31 now feared drowned"."""
    doc, noun = value.doc, counted_noun(value)
    if value[0].lower_ in closed_class("second_denied"):
        yield Candidate("verb", value[-1], "sole")
        yield Candidate("noun", value[-1])
    passed = closed_class("before_state")
    behind = value.end + 2 if is_part(value) else value.end
    for at in dict.fromkeys((behind, noun.i + 1 if noun is not None else behind)):
        while at < len(doc) and doc[at].lower_ in passed:
            at += 1
        if at < len(doc) and _is_state(layers, value, doc[at]):
            yield Candidate("verb", doc[at], "sole")


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


def _verb_of_headline(layers: Layers, value: Tokens) -> Iterator[Candidate]:
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
        behind = doc[value.end : value.end + _HEADLINE_COMPANY]
        yield Candidate("verb", doc[at], "obj", words=tuple(lemma(token) for token in behind))


def _put_at(layers: Layers, value: Tokens) -> Iterator[Candidate]:
    """The verb of "put the march, which unions had called for, at 8,000 people"."""
    doc, at = value.doc, value.start - 1
    first = max(layers.sentence(value).start, at - _FAR_BACK)
    if at <= first or doc[at].lower_ != "at":
        return
    for token in reversed(doc[first:at]):
        if token.pos_ == "VERB" and lemma(token) in closed_class("putting_at"):
            yield Candidate("verb", token, "obl")
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


# --- ordinals without a noun ----------------------------------------------------------------------

#: So far back, in tokens, a reader still has the noun in mind.
_TURN_BACK = 400
_BEFORE = ("in", "at", "during", "through", "until", "after", "before", "by")


def elided_turn(layers: Layers, value: Tokens) -> Token | None:
    """The noun that the nearest earlier ordinal counts, for one that stands alone in its phrase
    ("in the sixth"); None for others."""
    if not _without_noun(value):
        return None
    first = max(0, value.start - _TURN_BACK)
    for place in range(value.start - 1, first - 1, -1):
        mention = layers.figures.get(place)
        if mention is None or mention.kind != "ordinal":
            continue
        token = layers.doc[place]
        if relation(token) == "amod" and token.head.pos_ == "NOUN" and token.head.i > place:
            return token.head
    return None


def _without_noun(value: Tokens) -> bool:
    """Does it stand behind a preposition and an article, and before no noun?"""
    doc, first, end = value.doc, value.start, value.end
    if first < 2 or doc[first - 1].lower_ != "the" or doc[first - 2].lower_ not in _BEFORE:
        return False
    return end >= len(doc) or doc[end].pos_ in ("PUNCT", "CCONJ", "SCONJ", "ADP", "ADV", "SPACE")
