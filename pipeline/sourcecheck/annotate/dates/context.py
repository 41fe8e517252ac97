"""The words around a place in a document: what stands beside it, and what its sentence says.

Every question looks at a bounded stretch of text, so that time stays linear.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from sourcecheck import resources
from sourcecheck.annotate.dates import tense
from sourcecheck.annotate.dates.lexer import Node

_WINDOW = 48  # characters looked at on either side
_STAMP = 120  # characters of a line before its date in which it says that it is about the copy
_SENTENCE = 200  # characters on either side in which the verbs of a sentence are looked for
_WORD_BEFORE = re.compile(r"([^\W\d_]+|[^\w\s])\.?[\s]*\Z")
_WORD_AFTER = re.compile(r"[\s]*([^\W\d_]+|[^\w\s])")
_COUNTED = re.compile(
    r"\b(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten)th|times?|most|best|worst|twice|\w{3,}est)\b",
    re.IGNORECASE,
)
_FIGURE_NEXT = re.compile(r"\s{0,3}[0-9]")
_FIGURE_ENDS = re.compile(r"[0-9%)]\s{0,3}\Z")
_GOES_ON = frozenset("%°-–/$€£")
_OWNED = re.compile(
    r"(?:\s+(?!(?:of|in|at|on|for|with|and|or|to|by|from|is|was|will)\b)[\w-][\w.-]*){1,4}",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"([^\W\d_]+)\s+(?:(?:on|late|early|last|this)\s+){0,2}\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")


class Context:
    """A document, with the questions that patterns ask of the words around a place."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        self._starts = [token.idx for token in doc]
        self.tagged = doc.has_annotation("TAG")
        self.is_early = False  # is the text about years before 1000? Told by `note`
        self._cues: dict[str, list[int]] = {}  # table of cues → where in the text they stand

    def note(self, nodes: Sequence[Node]) -> None:
        """Take down what the whole document tells: whether it names years before 1000."""
        self.is_early = any(
            "YEAR3" in node.values
            and (
                {"ERA", "CIRCA", "MONTH"} & (set(nodes[at - 1].values) | set(nodes[at + 1].values))
            )
            for at, node in enumerate(nodes[1:-1], 1)
        )

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
        return self.word_before(offset) in words("owner")

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
        word = self.word_before(offset)
        return word in words("compared") or word in resources.load("dates")["value"]["MONTH"]

    def is_verse_or_score(self, offset: int) -> bool:
        """Does what figures with a colon are of stand before them: "Psalm 19:30", "a ratio of"?"""
        return self.word_before(offset) in words("not_clock")

    def is_stamp(self, offset: int) -> bool:
        """Does the line say when the copy was made or changed, and not when things happened?"""
        near = self.text[max(0, offset - _STAMP) : offset]
        lower = near[near.rfind("\n") + 1 :].lower()
        return any(cue in lower for cue in resources.load("dates")["stamp"]["cues"])

    def is_made(self, offset: int) -> bool:
        """Does a word for a text, a picture or a measurement stand before an offset?"""
        return self.word_before(offset).removesuffix("s") in words("made")

    def owns(self, offset: int) -> bool:
        """Does "'s" stand at an offset: "Saturday's match"?"""
        return self.text[offset : offset + 2] in ("'s", "’s")

    def is_of_mishap(self, offset: int) -> bool:
        """Is what ends at an offset the day of a mishap: "Saturday's strong quake"?"""
        if not self.owns(offset):
            return False
        found = _OWNED.match(self.text, offset + 2)
        return found is not None and not words("mishap").isdisjoint(
            word.lower().rstrip(".") for word in found.group().split()
        )

    def is_behind_mishap(self, offset: int) -> bool:
        """Does a mishap stand right before a day: "after a fire on Sunday"?"""
        found = _BEFORE_DAY.search(self.text[max(0, offset - _WINDOW) : offset])
        return found is not None and found[1].lower() in words("mishap")

    def is_counted(self, offset: int) -> bool:
        """Is something counted or compared before an offset: "the third time", "the most"?"""
        return bool(_COUNTED.search(self.text, max(0, offset - _WINDOW), offset))

    def is_game(self, offset: int) -> bool:
        """Is the sentence about a match, whose quarters and halves are no parts of a year?"""
        first, last = self._sentence(offset)
        return self._has("game", first, last)

    def is_weather(self, offset: int) -> bool:
        """Is the sentence about degrees of warmth?"""
        return self._has("weather", *self._sentence(offset))

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

    def ends(self, offset: int, others: Collection[str] = ()) -> bool:
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
        return not word[:1].isalnum() or word in others

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


@functools.cache
def _any_of(table: str) -> re.Pattern[str]:
    """What finds one of the `cues` of a table as whole words; one that begins with a sign as is."""
    cues = resources.load("dates")[table]["cues"]
    written = [
        (r"(?<!\w)" if cue[0].isalnum() else "") + re.escape(cue).replace(r"\ ", r"\s+")
        for cue in cues
    ]
    return re.compile(rf"(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


@functools.cache
def words(table: str, name: str = "words") -> frozenset[str]:
    """The words of a table of resources/dates.toml, or of one of its lists."""
    return frozenset(resources.load("dates")[table][name])
