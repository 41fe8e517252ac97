"""What a count counts ("expert" in "4,500 experts"), and counts that no number word states.

"no casualties", "no one was hurt", "killed a guard": implied counts are read of people that
something befell only (resources/victims.toml): there the article counts, and "no" is a nought that
another text may contradict. "A man saw it" counts nobody. A nought's span is "no" or "no one"; a
person's holds the noun, which is what the text states.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from fractions import Fraction

from spacy.tokens import Span, Token

from sourcecheck import resources
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.modifiers import Hedge, vocabulary
from sourcecheck.annotate.quantities.site import LexedDoc
from sourcecheck.lexicon.classes import mended
from sourcecheck.normalise.digits import Amount, Number
from sourcecheck.normalise.lexer import Piece

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_MODIFIERS = ("JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", *_NOUNS)
_REACH = 6  # tokens from figure to noun without a parse
_LINKS = ("of", "more", "other", "others", "the", "-")
_DATA = resources.load("victims")
_PERSONS = frozenset(_DATA["person"]["nouns"])
_ARTICLES = frozenset(_DATA["person"]["articles"])
_OWNERS = frozenset(_DATA["person"]["owners"])
_BEFALLEN = frozenset(_DATA["befall"]["participles"])
_BETWEEN = frozenset(_DATA["befall"]["between"])
_REACH = 8  # pieces from "no one" to "injured"
_MOST = 8  # persons that are counted together
_STEPS = 6  # from a noun up to its verb
#: What two persons or more are counted as.
_PERSON = "person"


def noun(figure: Span, *, parsed: bool, tagged: bool) -> str:
    """The lemma of the noun that `figure` (the tokens of a number) counts, "" if there is none.

    By the parse where there is one: the noun that the number modifies, or that hangs on it with
    "of" ("dozens of villagers"); else the last noun of the run of adjectives and nouns behind it;
    without tags the next word. `parsed` and `tagged` say what the pipeline has done.
    """
    token = _by_parse(figure) if parsed else None
    # an empty slice at the end of a Doc makes spaCy join the whole text
    if token is None and figure.end < len(figure.doc):
        token = _by_tags(figure) if tagged else _next_word(figure)
    return lemma(token) if token is not None else ""


def lemma(token: Token) -> str:
    """The token's lemma in lower case; without a lemmatizer the word less its plural "s"."""
    if token.lemma_:
        return mended(token.lemma_.lower(), token.lower_)
    word = token.lower_
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _by_parse(figure: Span) -> Token | None:
    root = figure.root
    for child in root.rights:
        if (
            child.dep_ in ("nmod", "obl")
            and child.i >= figure.end
            and any(c.lower_ == "of" and c.dep_ == "case" for c in child.children)
        ):
            return child
    head = root.head
    behind = figure.doc[figure.end] if figure.end < len(figure.doc) else None
    between = figure.doc[figure.end : head.i]
    if behind is not None and behind.head.i != head.i and any(t.text == "," for t in between):
        return None  # "two dead, dozens injured": no dozens are counted
    noun_like = head.tag_ in _NOUNS or head.pos_ in ("NOUN", "PROPN")
    if head.i >= figure.end and noun_like and root.dep_ in ("nummod", "compound", "amod", "nmod"):
        return head
    return None


def _by_tags(figure: Span) -> Token | None:
    doc, found = figure.doc, None
    for token in doc[figure.end : figure.end + _REACH]:
        if token.lower_ == "the" and doc[token.i - 1].lower_ != "of":
            break  # "raising to 10 the number of arrests"
        if token.lower_ in _LINKS and found is None:
            continue
        if token.tag_ in _NOUNS:
            found = token
        elif found is not None or token.tag_ not in _MODIFIERS:
            break
    return found


def _next_word(figure: Span) -> Token | None:
    for token in figure.doc[figure.end : figure.end + _REACH]:
        if token.lower_ in _LINKS:
            continue
        return token if token.is_alpha and not token.is_stop else None
    return None


def implied(around: LexedDoc) -> dict[int, Figure]:
    """The implied counts by the position of their first piece."""
    found = {}
    for at, piece in enumerate(around.items):
        if piece.lower in _DATA["none"]["openers"]:
            none = _none(around, at)
            if none is not None:
                found[at] = none
                second = _second(around, none.end)
                if second is not None:
                    found[second.start] = second
    if around.view.parsed and around.view.tagged:
        for figure in _ones(around):
            found.setdefault(figure.start, figure)
    return found


def _figure(
    start: int, end: int, value: int, rule: str, counted: str = "", hedge: Hedge | None = None
) -> Figure:
    known = Number(Fraction(value), start, end, rule=rule)
    amount = Amount(known, start, end)
    return Figure(start, end, start, amount, hedge=hedge, rule=rule, counted=counted)


# ------------------------------------------------------------------ nobody


def _none(around: LexedDoc, at: int) -> Figure | None:
    """ "no casualties", "no one was hurt", "nobody seems to have died", "no staff died"."""
    items = around.items
    end = at + 1
    if items[at].lower == "without":
        listed = around.at(end).lower in _DATA["none"]["without"]
        return _figure(at, end, 0, "implied none") if listed else None
    if items[at].lower == "no":
        if end < len(items) and items[end].kind == "dash" and items[end].glued:
            end += 1
        following = around.at(end)
        if following.kind != "word":
            return None
        if [piece.lower for piece in items[end : end + 3]] == ["loss", "of", "life"]:
            return _figure(at, end, 0, "implied none")
        if following.lower in _DATA["none"]["nouns"]:
            return None if _noun_follows(around, end + 1) else _figure(at, end, 0, "implied none")
        if following.lower == "one":
            end += 1
        else:
            people = _people(items, end)
            behind = people > end and _befallen(items, people)
            return _figure(at, at + 1, 0, "implied none") if behind else None
    whole = _behind_whole(items, at)
    if whole > at:
        end = _opener_end(items, at)
        return _figure(at, end, 0, "implied none") if _befallen(items, whole) else None
    if items[at].lower in _DATA["none"]["of_whole"]:  # "neither killed nor injured" counts nobody
        return None
    return _figure(at, end, 0, "implied none") if _befallen(items, end) else None


def _opener_end(items: list[Piece], at: int) -> int:
    """The end of "none", "neither", "not one"; `at` where none of them stands."""
    word = items[at].lower
    if word == "not":
        return at + 2 if at + 1 < len(items) and items[at + 1].lower == "one" else at
    return at + 1 if word in _DATA["none"]["shares"] else at


def _behind_whole(items: list[Piece], at: int) -> int:
    """The end of "none of the 40 passengers", "not one of them"; `at` for anything else."""
    of = _opener_end(items, at)
    if of == at or of + 1 >= len(items) or items[of].lower != "of":
        return at
    first = items[of + 1].lower
    if first in _DATA["none"]["them"]:
        return of + 2
    if first not in _DATA["none"]["definite"]:
        return at
    for people in (of + 2, of + 3):  # the figure between is one piece, if there is one
        end = _people(items, people)
        if end > people:
            return end
    return at


def _second(around: LexedDoc, at: int) -> Figure | None:
    """The other half of what is denied behind `at`: "or arrested" of "nobody was hurt or arrested",
    "or hurt" of "no dead or hurt"."""
    items, data = around.items, _DATA["none"]
    for link in range(at, min(len(items) - 1, at + _REACH)):
        if items[link].lower in data["links"]:
            before, after = items[link - 1].lower, items[link + 1].lower
            of_people = before in (*_BEFALLEN, *data["nouns"]) and after in (
                *_BEFALLEN,
                *data["nouns"],
            )
            apart = of_people and not _noun_follows(around, link + 2)
            if around.at(link + 2).lower in data["unsettled"]:
                return None
            return _figure(link, link + 2, 0, "implied none") if apart else None
        known = items[link].lower in (*_BEFALLEN, *_BETWEEN, *data["nouns"])
        if items[link].kind != "word" or not (known or items[link].lower in ("one", "people")):
            return None
    return None


def _people(items: list[Piece], at: int) -> int:
    """The end of "passengers", "children or staff"; `at` where no people stand."""
    end = at
    while end < min(len(items), at + _REACH):
        word = items[end].lower
        several = word.endswith("s") and word[:-1] in _PERSONS
        if not several and word not in _PERSONS and word not in _DATA["person"]["plurals"]:
            return at
        end += 1
        if end >= len(items) or items[end].lower not in ("or", "and"):
            return end
        end += 1
    return at


def _befallen(items: list[Piece], at: int) -> bool:
    """Do auxiliaries lead from here to a participle such as "injured"?"""
    for piece in items[at : at + _REACH]:
        if piece.lower in _BEFALLEN:
            return True
        if piece.kind != "word" or piece.lower not in _BETWEEN:
            return False
    return False


def _noun_follows(around: LexedDoc, at: int) -> bool:
    """ "no death penalty", "no injury time": the noun is part of a longer one."""
    piece = around.at(at)
    if piece.kind != "word":
        return False
    if not around.view.tagged:
        return piece.lower not in _BETWEEN and piece.lower not in _DATA["none"]["behind"]
    return around.tag(piece) in ("NN", "NNS")


# ------------------------------------------------------------------ one and another


def _ones(around: LexedDoc) -> Iterator[Figure]:
    """A figure for each person, or group of single persons, whom something befell."""
    seen: set[int] = set()
    for token in around.view.doc:
        if token.i in seen or not _single(token) or not _befell(_first(token)):
            continue
        group = _group(token)
        seen |= {member.i for member in group}
        counted = [member for member in group if _single(member) or _owned(member)]
        if len(counted) == len(group) > 1:
            opening = _article(group[0]) or group[0].left_edge
            start, end = _at(around, opening.idx), _at(around, group[-1].idx)
            yield _figure(start, end + 1, len(group), "implied several", _PERSON)
            continue
        for member in group:
            article = _article(member)
            if article is not None:
                start, noun = _at(around, article.idx), _at(around, member.idx)
                if any(piece.kind == "number" for piece in around.items[start:noun]):
                    start = noun  # "a 12-year-old pianist": her age is a figure of its own
                hedge = vocabulary()["singled_out"]  # there may have been others
                yield _figure(start, noun + 1, 1, "implied one", lemma(member), hedge)


def _single(token: Token) -> bool:
    """Is this "a child", "another soldier", "bomb technician", and not "the child", "children"?"""
    if token.tag_ != "NN" or token.lower_ not in _PERSONS:
        return False
    return _article(token) is not None or (
        token.dep_ == "conj" and not any(child.dep_ in _DETERMINED for child in token.children)
    )


_DETERMINED = ("det", "nummod", "nmod:poss", "poss")


def _owned(token: Token) -> bool:
    """ "his wife": one person beside another who is counted."""
    return token.tag_ == "NN" and any(child.lower_ in _OWNERS for child in token.children)


def _article(token: Token) -> Token | None:
    for child in token.children:
        if child.lower_ in _ARTICLES and child.dep_ == "det" and child.i < token.i:
            return child
    return None


def _first(token: Token) -> Token:
    """The first of the conjuncts that `token` belongs to."""
    for _ in range(_STEPS):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _group(token: Token) -> list[Token]:
    first = _first(token)
    group = [first]
    for member in group:
        if len(group) < _MOST:
            group += [child for child in member.children if child.dep_ == "conj"]
    return sorted(group, key=lambda member: member.i)


def _befell(token: Token) -> bool:
    """Does a verb say that `token` was killed, hurt or the like, as something that happened?"""
    if token.dep_ == "appos":
        if token.head.tag_ in ("NNS", "NNPS"):
            return False  # "three guards, a man and a boy, were hurt" counts them once
        token = _first(token.head)
    head, role = token.head, token.dep_.partition(":")
    verb = _DATA["befall"]
    lemma = head.lemma_.lower()
    if role[0] in ("nsubj", "nsubjpass") and (role[2] == "pass" or role[0] == "nsubjpass"):
        happened = lemma in verb["done_to"]
    elif role[0] == "nsubj":
        happened = lemma in verb["suffered"] or head.lower_ in verb["states"]
        happened = happened or (lemma in verb["done_to"] and _has_passive(head))
    elif role[0] in ("obj", "dobj"):
        happened = lemma in verb["done_to"]
    else:
        return False
    return happened and _is_past(head)


def _has_passive(verb: Token) -> bool:
    return any(child.dep_ in ("aux:pass", "auxpass") for child in verb.children)


def _is_past(verb: Token) -> bool:
    """Has it happened? No modal, no condition, no present tense of things in general."""
    words = {child.lower_ for child in verb.children if child.i < verb.i}
    if words & set(_DATA["befall"]["unreal"]):
        return False
    if verb.lower_ in _DATA["befall"]["states"]:
        return bool(words & set(_DATA["befall"]["past"]))
    if verb.tag_ == "VBN" and words & {"is", "are", "gets", "get"}:
        return False
    return verb.tag_ in ("VBD", "VBN", "VBG")


def _at(around: LexedDoc, offset: int) -> int:
    """The position of the piece that holds the character at `offset`."""
    return bisect.bisect_right(around.starts, offset) - 1
