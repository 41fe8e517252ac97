"""Is a word a month, a weekday or a season at all? What the words around it say.

With a trained pipeline the tags of the tokens decide ("he may march in March"); without one, on
`spacy.blank("en")`, case and the neighbouring words do. Every question is about one node and looks
at a bounded stretch of text, so that time stays linear.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.dates.context import Context, words
from sourcecheck.annotate.dates.lexer import Node

_CLASSES = ("MONTH", "WEEKDAY", "SEASON")
_OF_NAME = re.compile(r"\s+of\s+[A-Z]")
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_OF_YEAR = re.compile(
    r"\s+of\s+(?:['’][0-9]{2}\b|[12][0-9]{3}\b|(?:that|this|last|next|his|her|their|my|our|the\s+\w+)\s+(?:\w+\s+)?year\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\bthe\s+\Z", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIGURE_BEFORE = re.compile(r"[0-9](?:st|nd|rd|th)?(?:\s+of)?[\s,./-]*\Z")
_FIGURE_AFTER = re.compile(r"\.?[\s,./'’-]*(?:the\s+|of\s+)?[0-9]")
_NUMBERED = re.compile(r"[0-9]/[0-9]")  # "Oct3/4"
_SHORT_FIGURE = re.compile(r"[0-9](?![0-9]{3}\b)")


def pruned(context: Context, node: Node) -> Node:
    """The node without the months, weekdays and seasons that it cannot be."""
    values = node.values
    if not any(name in values for name in _CLASSES) or _is_time(_word(context, node)):
        return node
    kept = {name: value for name, value in values.items() if name not in _CLASSES}
    return Node(node.start, node.end, kept or {"x": None})


def without(classes: Iterable[str]) -> frozenset[str]:
    """The classes without those of months, weekdays and seasons; "x" where no other is left."""
    return frozenset(classes).difference(_CLASSES) or frozenset(["x"])


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that may name a month, weekday or season, and what stands beside it."""

    context: Context
    node: Node
    written: str
    lower: str
    before: str  # the word or sign before it, in lower case
    after: str
    token: Token
    beside_figure: bool  # as in "5 May" or "May 1996"


def _word(context: Context, node: Node) -> _Word:
    start, end = node.start, node.end
    written, near = context.text[start:end], context.text[max(0, start - 10) : start]
    figure = _FIGURE_BEFORE.search(near) or _FIGURE_AFTER.match(context.text, end, end + 12)
    return _Word(
        context, node, written, written.lower(), context.word_before(start),
        context.word_after(end), context.view.token_at(start), bool(figure),
    )  # fmt: skip


def _is_time(word: _Word) -> bool:
    """Does the word name a time?"""
    classes, lower, figure = word.node.values, word.lower, word.beside_figure
    if _is_part_of_a_name(word):
        return False
    if "MONTH" in classes and _is_name(word):
        return figure
    if lower in words("ambiguous", "short") and not figure:
        cased = "before_lower" if word.written == lower else "before_short"
        return word.before in words("ambiguous", cased)
    if word.written[0].isupper() and _is_person(word.token, word.node):
        return figure
    ambiguous = lower in words("ambiguous", "lower")
    if "SEASON" in classes and (_modifies(word) or (ambiguous and _is_of(word))):
        return False
    return not ambiguous or figure or _is_supported(word)


def _is_part_of_a_name(word: _Word) -> bool:
    """ "Sunday Times", "Sun-Times", "OCT4", "$May", "Black Monday", and any one "on a Monday"."""
    text, node = word.context.text, word.node
    if word.after in words("name_follows") or _glued_to_letters(text, node) or _is_acronym(word):
        return True
    if node.start and text[node.start - 1] in "$€£":
        return True
    named = word.before in words("name_before") or word.before in ("a", "one")
    return named and "WEEKDAY" in node.values


def _is_supported(word: _Word) -> bool:
    """Do the words around "may", "march", "Sun" …, not beside a figure, make a time of it?"""
    context, node, before = word.context, word.node, word.before
    support = words("ambiguous", "support")
    if before in ("in", "since", "last", "next", "until"):
        return True
    if before == "this" and word.written in ("may", "march"):
        return False  # "this may be so"
    token = word.token
    if context.view.tagged and (token.tag_ == "MD" or token.pos_ == "VERB"):
        return word.written == "May" and _is_subject(word)
    if "SEASON" in node.values:
        if before == "the":  # "in the fall", not "after the fall"
            return _before_article(word) in words("ambiguous", "before_season")
        return before in support and before not in ("to", "and", "or")
    if word.written[0].islower():
        joined = before in ("to", "the", "and", "or", "on") and word.lower in ("may", "march")
        return before in support and not joined
    if not context.view.tagged and word.lower == "may":
        return not _begins_sentence(context.text, node.start) or word.after in (",", ".", "of")
    return True


def _is_name(word: _Word) -> bool:
    """ "Gen. March", "April Jones" (not "in April Jones fell"), "the March of Dimes"."""
    context, end = word.context, word.node.end
    if not word.written[0].isupper():
        return False
    if word.before in words("title_before") or _OF_NAME.match(context.text, end):
        return True
    first = word.lower in words("ambiguous", "first_names")
    if not first or word.before not in ("", ".", '"', "“") or context.text[end : end + 1] != " ":
        return False
    following = context.view.next_token(end)
    if following is None or following.tag_ not in ("NNP", "NNPS"):
        return False
    behind = following.nbor() if following.i + 1 < len(context.doc) else None
    return behind is not None and (behind.text in (",", "'s", "’s") or behind.tag_[:1] == "V")


def _is_person(token: Token, node: Node) -> bool:
    """Is the word a person's name? A weekday is one only beside another name: "Joe Friday"."""
    if token.ent_type_ != "PERSON":
        return False
    goes_on = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    return "WEEKDAY" not in node.values or token.ent_iob_ == "I" or goes_on


def _before_article(word: _Word) -> str:
    """The word before the "the" before the word; "" where none is."""
    start = word.node.start
    found = _ARTICLE.search(word.context.text, max(0, start - 12), start)
    return word.context.word_before(found.start()) if found else ""


def _is_subject(word: _Word) -> bool:
    """Does a noun follow, and no bare verb: "May sales fell", not "May I", "May peace come"?"""
    noun = word.context.view.next_token(word.node.end)
    if noun is None or noun.tag_ not in ("NN", "NNS") or noun.i + 1 >= len(noun.doc):
        return False
    return noun.nbor().tag_ != "VB"


def _is_of(word: _Word) -> bool:
    """ "the fall of a city", "a spring of clear water"; not "the fall of 1962"."""
    text, end = word.context.text, word.node.end
    return _OF.match(text, end) is not None and not _OF_YEAR.match(text, end)


def _modifies(word: _Word) -> bool:
    """ "winter wheat", "Summer Olympics": a season that only says which kind."""
    if word.before in ("last", "this", "next") or not word.after.isalpha():
        return False
    if not word.context.view.tagged:
        return word.after not in words("ambiguous", "support")
    following = word.context.view.next_token(word.node.end)
    return following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ")


def _glued_to_letters(text: str, node: Node) -> bool:
    """ "Mar-a-Lago", "Sun-Times", "may_be", "x.may": a part of another word."""
    before, after = text[max(0, node.start - 2) : node.start], text[node.end : node.end + 2]
    if before[-1:] in tuple("_@#./\\") and not before[:1].isspace():
        return not before[:1].isdigit()
    if before[-1:] in tuple("-–") and before[:1].isalpha():
        return not _is_calendar_word(
            _LAST_WORD.search(text, max(0, node.start - 12), node.start - 1)
        )
    if after[:1] in tuple("-–") and after[1:].isalpha():
        return not _is_calendar_word(_FIRST_WORD.match(text, node.end + 1))
    return after[:1] in tuple("_@\\")


def _is_calendar_word(found: re.Match[str] | None) -> bool:
    """Is what was found a month, a weekday, a season, or a part of one: "mid-May", "Mon-Fri"?"""
    return found is not None and found[0].lower() in _calendar_words()


@functools.cache
def _calendar_words() -> frozenset[str]:
    named = resources.load("dates")["value"]
    return frozenset(word for name in (*_CLASSES, "PART") for word in named[name])


def _is_acronym(word: _Word) -> bool:
    """ "OCT4", "OCT images", "FeB": capitals that stand for something else, with no date beside."""
    text, node, written = word.context.text, word.node, word.written
    if len(written) > 3 or written[1:].islower():
        return len(written) <= 3 and _NUMBERED.match(text, node.end) is not None
    if not written[1:].isupper():
        return written != word.lower
    if _SHORT_FIGURE.match(text, node.end):
        return True
    near = text[max(0, node.start - 20) : node.start] + text[node.end : node.end + 20]
    return not word.beside_figure and any(letter.islower() for letter in near)


def _begins_sentence(text: str, offset: int) -> bool:
    """Does a sentence or a line begin at an offset?"""
    before = text[max(0, offset - 8) : offset].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?\n:;" or "\n" in text[max(0, offset - 2) : offset]
