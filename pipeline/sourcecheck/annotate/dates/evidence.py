"""Is it a date at all? What the words around an ambiguous word or figure say.

With a trained pipeline the tags of the tokens decide ("he may march in March"); without one, on
`spacy.blank("en")`, case and the neighbouring words do. Every question is about one node and looks
at a bounded stretch of text, so that time stays linear.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Token

from sourcecheck import resources
from sourcecheck.annotate.dates.adjacent import (
    begins_sentence,
    beside_figure,
    glued_to_letters,
    is_acronym,
    joined,
)
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.surroundings import Surroundings
from sourcecheck.annotate.dates.unit_behind import is_measured
from sourcecheck.annotate.grid import grid

#: "+44 2016", "one in 2000": figures go before, or a rate does.
_NUMBERED = re.compile(r"(?:[0-9][^\S\n]|\b(?:one|1)\s+(?:in|of)\s+)\Z", re.IGNORECASE)
_YEAR_AND = re.compile(r"\b[12][0-9]{3}s?,?\s+(?:and|to|until|till)\s+\Z")
_OF_NAME = re.compile(r"\s+of\s+[A-Z]")
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_OF_YEAR = re.compile(
    r"\s+of\s+(?:['’][0-9]{2}\b|[12][0-9]{3}\b|(?:that|this|last|next|his|her|their|my|our|the\s+\w+)\s+(?:\w+\s+)?year\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\bthe\s+\Z", re.IGNORECASE)
_STAMP = 120  # characters of a line before its date in which it says that it is about the copy
_CURRENCY = frozenset("$€£¥₹₽¢#№")
_TIME_CLASSES = ("MONTH", "WEEKDAY", "SEASON")


class Scene(Surroundings):
    """A document, with the questions that patterns ask of the words around a place."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.is_early = False  # is the text about years before 1000?

    def note(self, nodes: Sequence[Node]) -> None:
        """Take down what the whole document tells: whether it names years before 1000."""
        self.is_early = any(
            "YEAR3" in node.values
            and (
                {"ERA", "CIRCA", "MONTH"} & (set(nodes[at - 1].values) | set(nodes[at + 1].values))
            )
            for at, node in enumerate(nodes[1:-1], 1)
        )

    def prune(self, node: Node) -> Node:
        """The node without the months, weekdays and seasons that it cannot be."""
        values = node.values
        if not any(name in values for name in _TIME_CLASSES) or self._is_time(node):
            return node
        kept = {name: value for name, value in values.items() if name not in _TIME_CLASSES}
        return Node(node.start, node.end, kept or {"x": None})

    def _is_time(self, node: Node) -> bool:
        written = self.text[node.start : node.end]
        lower = written.lower()
        after = self.word_after(node.end)
        if after in _vocabulary()["name_follows"]:
            return False
        if glued_to_letters(self.text, node) or is_acronym(self.text, node):
            return False
        token = self.token(node.start)
        before = self.word_before(node.start)
        if self.text[node.start - 1 : node.start] in ("$", "€", "£") and node.start:
            return False
        if "WEEKDAY" in node.values and before in _vocabulary()["name_before"]:
            return False
        if "MONTH" in node.values and self._is_name(node, before):
            return beside_figure(self.text, node)
        if "WEEKDAY" in node.values and before in ("a", "one"):
            return False  # "on a Monday": any Monday
        if lower in _vocabulary()["short"] and not beside_figure(self.text, node):
            return before in _vocabulary()["before_lower" if written == lower else "before_short"]
        if token is not None and written[0].isupper() and _is_person(token, node):
            return beside_figure(self.text, node)
        if "SEASON" in node.values and self._modifies(node, before, after):
            return False
        if lower in _vocabulary()["lower"] and "SEASON" in node.values and self._is_of(node.end):
            return False
        if lower not in _vocabulary()["lower"] or beside_figure(self.text, node):
            return True
        return self._is_time_word(written, lower, token, after, node)

    def _is_time_word(
        self, written: str, lower: str, token: Token | None, after: str, node: Node
    ) -> bool:
        """ "may", "march", "fall", "Sun" …, not beside a figure."""
        before = self.word_before(node.start)
        if before in ("in", "since", "last", "next", "until"):
            return True
        if before == "this" and written in ("may", "march"):
            return False  # "this may be so"
        if self.tagged and token is not None and (token.tag_ == "MD" or token.pos_ == "VERB"):
            return written == "May" and self._is_subject(node.end)
        if "SEASON" in node.values:
            if before == "the":  # "in the fall", not "after the fall"
                before = self._word_before_article(node.start)
                return before in _vocabulary()["before_season"]
            return before in _vocabulary()["support"] and before not in ("to", "and", "or")
        if written[0].islower():
            return before in _vocabulary()["support"] and not (
                before in ("to", "the", "and", "or", "on") and lower in ("may", "march")
            )
        if not self.tagged and lower == "may":
            return not begins_sentence(self.text, node.start) or after in (",", ".", "of")
        return True

    def _is_name(self, node: Node, before: str) -> bool:
        """ "Gen. March", "April Jones" (not "in April Jones fell"), "the March of Dimes"."""
        if not self.text[node.start].isupper():
            return False
        if before in _vocabulary()["title_before"] or _OF_NAME.match(self.text, node.end):
            return True
        first = self.text[node.start : node.end].lower() in _vocabulary()["first_names"]
        if (
            not first
            or before not in ("", ".", '"', "“")
            or self.text[node.end : node.end + 1] != " "
        ):
            return False
        following = self.next_token(node.end)
        if following is None or following.tag_ not in ("NNP", "NNPS"):
            return False
        behind = following.nbor() if following.i + 1 < len(self.doc) else None
        return behind is not None and (behind.text in (",", "'s", "’s") or behind.tag_[:1] == "V")

    def _word_before_article(self, offset: int) -> str:
        found = _ARTICLE.search(self.text, max(0, offset - 12), offset)
        return self.word_before(found.start()) if found else ""

    def _is_subject(self, offset: int) -> bool:
        """Does a noun follow, and no bare verb: "May sales fell", not "May I", "May peace come"?"""
        noun = self.next_token(offset)
        if noun is None or noun.tag_ not in ("NN", "NNS") or noun.i + 1 >= len(self.doc):
            return False
        return noun.nbor().tag_ != "VB"

    def _is_of(self, offset: int) -> bool:
        """ "the fall of a city", "a spring of clear water"; not "the fall of 1962"."""
        return _OF.match(self.text, offset) is not None and not _OF_YEAR.match(self.text, offset)

    def _modifies(self, node: Node, before: str, after: str) -> bool:
        """ "winter wheat", "Summer Olympics": a season that only says which kind."""
        if before in ("last", "this", "next") or not after.isalpha():
            return False
        if not self.tagged:
            return after not in _vocabulary()["support"]
        following = self.next_token(node.end)
        return following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ")

    def is_year(self, start: int, end: int) -> bool:
        """May the four figures from `start` to `end`, standing alone, be a year?"""
        text, words = self.text, _vocabulary()
        if joined(text, start, end):
            return False
        if start in grid(text).years:
            return True
        before, after = self.word_before(start), self.word_after(end)
        if _NUMBERED.search(text, max(0, start - 12), start):
            return False
        if before in _CURRENCY or before in words["after"] or after in words["before"]:
            return False
        if after in ("%", "°", "€", "£") or before in ("+", "=", "±", "<", ">", "×", "*"):
            return False
        if before not in words["never_amount"] and is_measured(text, start, end):
            return False
        if before in words["bound"] and self.ends(end):
            return False  # "above 1000 and below 1500"; but "below 1990 levels"
        if before in words["date_before_noun"] and not self._coordinates_counts(start, before):
            return True
        following = self.next_token(end)
        if before == "at" and following is not None and following.text[:1].isupper():
            return False  # "at 1600 Elm Street"; but "at 1990 prices"
        if following is None or not text[end : end + 1].isspace():
            return True
        if self.tagged:
            return not (following.tag_ == "NNS" and before not in (",", "(", "."))
        return not (after.endswith("s") and len(after) > 4 and before not in ("", ",", "(", "."))

    def _coordinates_counts(self, start: int, before: str) -> bool:
        """Does an "and" stand before a figure with no year on its other side?"""
        return before in ("and", "to") and not self.is_after_year(start)

    def is_after_year(self, start: int) -> bool:
        """Does a figure stand behind a year and "to", "and" …: "from 1066 to 1087"?"""
        return bool(_YEAR_AND.search(self.text, max(0, start - 16), start))

    def is_verse_or_score(self, offset: int) -> bool:
        """Does what figures with a colon are of stand before them: "Psalm 19:30", "a ratio of"?"""
        return self.word_before(offset) in _vocabulary()["not_clock"]

    def is_stamp(self, offset: int) -> bool:
        """Does the line say when the copy was made or changed, and not when things happened?"""
        near = self.text[max(0, offset - _STAMP) : offset]
        lower = near[near.rfind("\n") + 1 :].lower()
        return any(cue in lower for cue in _vocabulary()["cues"])


def _is_person(token: Token, node: Node) -> bool:
    """Is the word a person's name? A weekday is one only beside another name: "Joe Friday"."""
    if token.ent_type_ != "PERSON":
        return False
    goes_on = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    return "WEEKDAY" not in node.values or token.ent_iob_ == "I" or goes_on


@functools.cache
def _vocabulary() -> dict[str, Any]:
    """The sets of `resources/dates.toml` that decide."""
    data = resources.load("dates")
    return {
        "short": frozenset(data["ambiguous"]["short"]),
        "before_short": frozenset(data["ambiguous"]["before_short"]),
        "first_names": frozenset(data["ambiguous"]["first_names"]),
        "before_lower": frozenset(data["ambiguous"]["before_lower"]),
        "lower": frozenset(data["ambiguous"]["lower"]),
        "support": frozenset(data["ambiguous"]["support"]),
        "after": frozenset(data["not_year"]["after"]),
        "before": frozenset(data["not_year"]["before"]),
        "bound": frozenset(data["not_year"]["bound"]),
        "never_amount": frozenset(data["not_year"]["never_amount"]),
        "date_before_noun": frozenset(data["not_year"]["date_before_noun"]),
        "name_before": frozenset(data["name_before"]["words"]),
        "before_season": frozenset(data["ambiguous"]["before_season"]),
        "not_clock": frozenset(data["not_clock"]["after"]),
        "title_before": frozenset(data["title_before"]["words"]),
        "name_follows": frozenset(data["name_follows"]["words"]),
        "cues": tuple(data["stamp"]["cues"]),
    }
