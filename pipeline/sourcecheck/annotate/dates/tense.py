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
Tense = Literal["past", "present", "future", "open", ""]
_REACH = 40
_VERBS = ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG", "MD")


def at(doc: Doc, place: int, first: int, last: int) -> Tense:
    """The tense of what is told at token `place` of a sentence from token `first` to `last`."""
    before = doc[max(first, place - _REACH) : place]
    found = _nearest(reversed(list(before)))
    return found or _nearest(iter(doc[place : min(last, place + _REACH)]))


def _nearest(tokens: Iterable[Token]) -> Tense:
    """The tense that the first telling verb among the tokens shows."""
    for token in tokens:
        if token.tag_ in _VERBS and token.tag_ != "MD":
            tense = _of(token)
            if tense:
                return tense
        elif token.tag_ == "MD":
            return _of_modal(token)
    return ""


def _of(verb: Token) -> Tense:
    words = _vocabulary()
    helpers = _helpers(verb)
    if verb.tag_ in ("VBN", "VBD") and verb.lower_ in words["arranged"]:
        return "future"  # "talks scheduled for Friday"
    if verb.tag_ == "VBD" or verb.lower_ in words["said"]:
        return "past"
    for helper in helpers:
        if helper.tag_ == "MD" or helper.lower_ in ("'ll", "’ll"):
            return _of_modal(helper)
        if helper.lower_ in ("has", "have", "had", "'ve", "’ve", "did", "was", "were"):
            return "past"
        if helper.lower_ == "to":
            return _of_infinitive(helper, passive=any(h.lower_ == "be" for h in helpers))
    if verb.tag_ in ("VBZ", "VBP"):
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
