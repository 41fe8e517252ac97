"""Is it a date at all? What the words around an ambiguous word or figure say.

With a trained pipeline the tags of the tokens decide ("he may march in March"); without one, on
`spacy.blank("en")`, case and the neighbouring words do. Every question is about one node and looks
at a bounded stretch of text, so that time stays linear.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Token

from sourcecheck import resources
from sourcecheck.annotate.dates import tense
from sourcecheck.annotate.dates.adjacent import (
    begins_sentence,
    beside_figure,
    glued_to_letters,
    is_acronym,
    joined,
)
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.unit_behind import is_measured

_WINDOW = 48  # characters looked at on either side
_SENTENCE = 200  # characters on either side in which the verbs of a sentence are looked for
#: "+44 2016", "one in 2000": figures go before, or a rate does.
_NUMBERED = re.compile(r"(?:[0-9][^\S\n]|\b(?:one|1)\s+(?:in|of)\s+)\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_]+|[^\w\s])\.?[\s]*\Z")
_WORD_AFTER = re.compile(r"[\s]*([^\W\d_]+|[^\w\s])")
_CURRENCY = frozenset("$€£¥₹₽¢#№")
_COUNTED = re.compile(
    r"\b(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten)th|times?|most|best|worst|twice)\b",
    re.IGNORECASE,
)
_FIGURE_NEXT = re.compile(r"\s{0,3}[0-9]")
_FIGURE_ENDS = re.compile(r"[0-9%)]\s{0,3}\Z")
_GOES_ON = frozenset("%°-–/$€£")
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")
_TIME_CLASSES = ("MONTH", "WEEKDAY", "SEASON")


class Scene:
    """A document, with the questions that patterns ask of the words around a place."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        self._starts = [token.idx for token in doc]
        self.tagged = doc.has_annotation("TAG")
        self._cues: dict[str, list[int]] = {}  # table of cues → where in the text they stand
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

    # -------------------------------------------------------------- looking around

    def token(self, offset: int) -> Token | None:
        """The token at a character offset."""
        at = bisect.bisect_right(self._starts, offset) - 1
        return self.doc[at] if at >= 0 else None

    def word_before(self, offset: int) -> str:
        """The word or sign before an offset, in lower case; "" at the beginning."""
        found = _WORD_BEFORE.search(self.text[max(0, offset - _WINDOW) : offset])
        return found[1].lower() if found else ""

    def word_after(self, offset: int) -> str:
        """The word or sign behind an offset, in lower case; "" where no word follows."""
        found = _WORD_AFTER.match(self.text[offset : offset + _WINDOW])
        return found[1].lower() if found else ""

    def is_owned(self, offset: int) -> bool:
        """Does "my", "her", "its", "the king's" … stand before an offset?"""
        return self.word_before(offset) in _vocabulary()["owner"]

    def next_token(self, offset: int) -> Token | None:
        """The first token that begins at or behind an offset and is no white space."""
        at = bisect.bisect_left(self._starts, offset)
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        return self.doc[at] if at < len(self.doc) else None

    def tense_at(self, offset: int) -> tense.Tense:
        """Is what is told at an offset past, still to come, or neither? "" where unknown."""
        first, last = self._sentence(offset)
        told: tense.Tense = ""
        if self.tagged:
            begin = bisect.bisect_left(self._starts, first)
            end = bisect.bisect_left(self._starts, last)
            told = tense.at(self.doc, bisect.bisect_left(self._starts, offset), begin, end)
        return told or ("future" if self._announces(first, last) else "")

    def is_announced(self, offset: int) -> bool:
        """Does the sentence say in so many words that something is to come?"""
        return self._announces(*self._sentence(offset))

    def is_title(self, start: int, end: int) -> bool:
        """Does a word with a capital letter go on into a name with capital letters?"""
        following = self.next_token(end)
        return (
            self.tagged
            and self.text[start].isupper()
            and following is not None
            and following.tag_ in ("NNP", "NNPS")
        )

    def is_compared(self, offset: int) -> bool:
        """Does a figure, a date or a word of change stand before an offset ("up from")?"""
        if _FIGURE_ENDS.search(self.text, max(0, offset - 8), offset):
            return True
        return self.word_before(offset) in _vocabulary()["compared"]

    def is_counted(self, offset: int) -> bool:
        """Is something counted or compared before an offset: "the third time", "the most"?"""
        return bool(_COUNTED.search(self.text, max(0, offset - _WINDOW), offset))

    def is_game(self, offset: int) -> bool:
        """Is the sentence about a match, whose quarters and halves are no parts of a year?"""
        first, last = self._sentence(offset)
        return self._has("game", first, last)

    def is_every_year(self, offset: int) -> bool:
        """Does the sentence tell, in the present, what is so every year: a climate, a feast?"""
        first, last = self._sentence(offset)
        if not self._has("every_year", first, last):
            return False
        return self.tense_at(offset) in ("present", "")

    def in_brackets(self, offset: int) -> bool:
        """Is a bracket open at an offset?"""
        before = self.text[max(0, offset - _SENTENCE) : offset]
        return before.count("(") > before.count(")")

    def ends(self, offset: int, words: Sequence[str] = ()) -> bool:
        """Does a sign, the end of the text, or one of some words follow an offset?"""
        after = self.text[offset : offset + 2]
        if (
            _FIGURE_NEXT.match(self.text, offset)
            or after[:1].isalnum()
            or after[:1] in _GOES_ON
            or (after[:1] in tuple(".,:") and after[1:].isdigit())
        ):
            return False
        word = self.word_after(offset)
        return not word[:1].isalnum() or word in words

    def _announces(self, first: int, last: int) -> bool:
        return self._has("announced", first, last)

    def _sentence(self, offset: int) -> tuple[int, int]:
        """First and last offset of the sentence around an offset, cut at `_SENTENCE` each side."""
        at = bisect.bisect_right(self._stops, offset)
        first = self._stops[at - 1] if at else 0
        last = self._stops[at] if at < len(self._stops) else len(self.text)
        return max(first, offset - _SENTENCE), min(last, offset + _SENTENCE)

    @functools.cached_property
    def _stops(self) -> list[int]:
        """Where the sentences begin, and the last one ends."""
        return [found.end() for found in _SENTENCE_END.finditer(self.text)]

    def _has(self, table: str, first: int, last: int) -> bool:
        """Does one of the cues of a table begin between two offsets?"""
        if table not in self._cues:
            pattern = _any_of(table)
            self._cues[table] = [found.start() for found in pattern.finditer(self.text)]
        places = self._cues[table]
        at = bisect.bisect_left(places, first)
        return at < len(places) and places[at] < last

    # -------------------------------------------------------------- questions

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
        if "WEEKDAY" in node.values and before in ("a", "one"):
            return False  # "on a Monday": any Monday
        if lower in _vocabulary()["short"] and not beside_figure(self.text, node):
            return before in _vocabulary()["before_short"]
        if self.tagged and token is not None and token.ent_type_ == "PERSON":
            return beside_figure(self.text, node)
        if "SEASON" in node.values and self._modifies(node, before, after):
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
            return False
        if "SEASON" in node.values:
            return before in _vocabulary()["support"] and before not in ("to", "and", "or")
        if written[0].islower():
            return before in _vocabulary()["support"] and not (
                before in ("to", "the", "and", "or", "on") and lower in ("may", "march")
            )
        if not self.tagged and lower == "may":
            return not begins_sentence(self.text, node.start) or after in (",", ".", "of")
        return True

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
        if before in words["date_before_noun"]:
            return True
        following = self.next_token(end)
        if following is None or not text[end : end + 1].isspace():
            return True
        if self.tagged:
            return not (following.tag_ == "NNS" and before not in (",", "(", "."))
        return not (after.endswith("s") and len(after) > 4 and before not in ("", ",", "(", "."))

    def is_stamp(self, offset: int) -> bool:
        """Does the line say when the copy was made or changed, and not when things happened?"""
        line = self.text[self.text.rfind("\n", max(0, offset - 120), offset) + 1 : offset]
        lower = line[-120:].lower()
        return any(cue in lower for cue in _vocabulary()["cues"])


@functools.cache
def _vocabulary() -> dict[str, Any]:
    """The sets of `resources/dates.toml` that decide."""
    data = resources.load("dates")
    return {
        "short": frozenset(data["ambiguous"]["short"]),
        "before_short": frozenset(data["ambiguous"]["before_short"]),
        "lower": frozenset(data["ambiguous"]["lower"]),
        "support": frozenset(data["ambiguous"]["support"]),
        "after": frozenset(data["not_year"]["after"]),
        "before": frozenset(data["not_year"]["before"]),
        "bound": frozenset(data["not_year"]["bound"]),
        "never_amount": frozenset(data["not_year"]["never_amount"]),
        "date_before_noun": frozenset(data["not_year"]["date_before_noun"]),
        "compared": frozenset(data["compared"]["words"]),
        "name_before": frozenset(data["name_before"]["words"]),
        "owner": frozenset(data["owner"]["words"]),
        "name_follows": frozenset(data["name_follows"]["words"]),
        "cues": tuple(data["stamp"]["cues"]),
    }


@functools.cache
def _any_of(table: str) -> re.Pattern[str]:
    """What finds one of the `cues` of a table as whole words; one that begins with a sign as is."""
    cues = resources.load("dates")[table]["cues"]
    words = [
        (r"(?<!\w)" if cue[0].isalnum() else "") + re.escape(cue).replace(r"\ ", r"\s+")
        for cue in cues
    ]
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
