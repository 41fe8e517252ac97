"""Is what a sentence tells at some place still to come, or true of every year?

The verb nearest before the place decides, as readers take it: "was remanded to appear on Friday",
"said the talks will end on Friday", "will say what he did on Friday". Where no verb goes before,
the first one behind does. Without tags only "will" and its like are known. Words are looked at in
one sentence and at most `_REACH` tokens away, so that time stays linear.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Literal

from spacy.tokens import Doc, Token

from sourcecheck import resources

#: "open": told in the past, of an end that may be still to come ("was put off until May").
#: "foretold": to come, seen from the past ("said the talks would resume"; "she would die in May").
Tense = Literal["past", "present", "future", "foretold", "open", ""]
_REACH = 40
_TOWARDS = ("to", "until", "till", "through")
_VERBS = ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG", "MD")


def at(doc: Doc, place: int, first: int, last: int) -> Tense:
    """The tense of what is told at token `place` of a sentence from token `first` to `last`."""
    before = range(place - 1, max(first, place - _REACH) - 1, -1)  # the nearest first
    preposition = doc[place].lower_ if place < len(doc) else ""  # part of "until June"
    if preposition not in _TOWARDS and place > first:
        preposition = doc[place - 1].lower_
    behind = range(place, min(last, place + _REACH))
    found = _nearest((doc[i] for i in before), preposition) or _nearest(doc[i] for i in behind)
    begins = found == "" and any(_may_begin(doc[i]) for i in (*before, *behind))
    return "future" if begins else found


def _may_begin(token: Token) -> bool:
    """Is it "opens", "airs" …, which the tagger takes for a noun where there is no other verb?"""
    return token.lower_.endswith("s") and token.lower_ in _vocabulary()["begins"]


def _nearest(tokens: Iterable[Token], preposition: str = "") -> Tense:
    """The tense that the first telling verb among the tokens shows, before such a preposition."""
    for token in tokens:
        if _is_arranged(token, preposition):
            return "future" if _is_present(token) else "foretold"
        if token.tag_ in _VERBS and token.tag_ != "MD":
            tense = _of(token)
            if tense:
                return tense
        elif token.tag_ == "MD":
            return _of_modal(token)
    return ""


def _is_arranged(token: Token, preposition: str) -> bool:
    """ "talks scheduled for Friday", "is due in May", "the vote set for Sunday", "moved to May" """
    words = _vocabulary()
    if token.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    if token.lower_ in words["arranged_for"]:
        return token.i + 1 < len(token.doc) and token.nbor().lower_ == "for"
    if token.lower_ in words["moved"]:
        return preposition in _TOWARDS
    return token.lower_ in words["arranged"]


def _is_present(participle: Token) -> bool:
    """Is what is arranged so at present: "is due in May", not "was postponed until 5 June"?"""
    return any(helper.lower_ in ("is", "are", "am", "'s", "’s") for helper in _helpers(participle))


def _of(verb: Token) -> Tense:
    words = _vocabulary()
    helpers = _helpers(verb)
    if verb.tag_ == "VBD" or verb.lower_ in words["said"]:
        return "past"
    for helper in helpers:
        if helper.tag_ == "MD" or helper.lower_ in ("'ll", "’ll"):
            return _of_modal(helper)
        if helper.lower_ in ("has", "have", "had", "'ve", "’ve", "did", "was", "were"):
            return "past"
        if helper.lower_ == "to":
            return _of_infinitive(helper, passive=any(h.lower_ == "be" for h in helpers))
    if verb.tag_ == "VBG" and verb.i and verb.nbor(-1).lower_ in words["before_deed"]:
        return "past"  # "is accused of robbing a bank on Sunday"
    if verb.tag_ in ("VBZ", "VBP"):
        if verb.lower_ in words["begins"]:
            return "future"
        return "past" if verb.lower_ in words["same_past"] and verb.tag_ == "VBP" else "present"
    if verb.tag_ == "VB":
        return ""
    if any(h.lower_ in ("is", "are", "am") for h in helpers):
        return "present"
    return "past" if verb.tag_ == "VBN" else ""  # "a man convicted on Friday"


def _helpers(verb: Token) -> list[Token]:
    """The auxiliaries and "to" directly before a verb, adverbs between them passed over."""
    doc, at_token = verb.doc, verb.i - 1
    found: list[Token] = []
    while at_token >= 0 and len(found) < 4 and verb.i - at_token < 7:
        token = doc[at_token]
        if token.tag_ in ("MD", "TO") or token.lower_ in _vocabulary()["helper"]:
            found.append(token)
            if token.tag_ == "TO":
                break
        elif token.tag_ not in ("RB", "RBR"):
            break
        at_token -= 1
    return found


def _of_modal(modal: Token) -> Tense:
    if modal.lower_ in ("would", "’d", "'d"):
        return "foretold"
    return "future" if modal.lower_ in _vocabulary()["coming"] else ""


def _of_infinitive(to: Token, *, passive: bool) -> Tense:
    """ "is due to leave", "was remanded to appear": what governs the infinitive decides."""
    if to.i == 0:
        return ""
    governor = to.doc[to.i - 1]
    if governor.lower_ in _vocabulary()["governs_coming"]:
        return "future"
    return "future" if passive and governor.tag_.startswith("NN") else ""  # "bills to be voted on"


@functools.cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """The word lists of [tense] in resources/dates.toml."""
    return {name: frozenset(words) for name, words in resources.load("dates")["tense"].items()}
