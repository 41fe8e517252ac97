"""The words around a place in a document: what stands beside it, and what its sentence says.

Every question looks at a bounded stretch of text, so that time stays linear.

Is what a sentence tells at some place still to come, or true of every year? The verb nearest before
the place decides, as readers take it: "was remanded to appear on Friday", "said the talks will end
on Friday", "will say what he did on Friday". Where no verb goes before, the first one behind does.
Without tags only "will" and its like are known. Words are looked at in one sentence and at most
`_REACH` tokens away.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from spacy.tokens import Doc, Token

from sourcecheck import resources
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.layout import Stretch
from sourcecheck.annotate.view import View

_WINDOW = 48  # characters looked at on either side
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
_OF_CLOCKS = frozenset(("CLOCK", "MERIDIEM", "oclock"))
_OWNED = re.compile(
    r"(?:\s+(?!(?:of|in|at|on|for|with|and|or|to|by|from|is|was|will)\b)[\w-][\w.-]*){1,4}",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"([^\W\d_]+)\s+(?:(?:on|late|early|last|this)\s+){0,2}\Z", re.IGNORECASE)


class Context:
    """A document, with the questions that patterns ask of the words around a place."""

    def __init__(self, view: View) -> None:
        self.view, self.doc, self.text = view, view.doc, view.text
        self.is_early = False  # is the text about years before 1000? Told by `note`
        self.tells_time = False  # does it give times of day that can be nothing else? By `note`
        self._cues: dict[str, list[int]] = {}  # table of cues → where in the text they stand

    def note(self, nodes: Sequence[Node]) -> None:
        """Take down what the whole document tells: does it name years before 1000, and times of
        day with a colon, a.m. or o'clock?"""
        self.tells_time = any(not _OF_CLOCKS.isdisjoint(node.values) for node in nodes)
        self.is_early = any(
            "YEAR3" in node.values
            and (
                {"ERA", "CIRCA", "MONTH"} & (set(nodes[at - 1].values) | set(nodes[at + 1].values))
            )
            for at, node in enumerate(nodes[1:-1], 1)
        )

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

    def tense_at(self, offset: int) -> Tense:
        """Is what is told at an offset past, still to come, or neither? "" where unknown."""
        first, last = self._around(offset)
        told: Tense = ""
        if self.view.tagged:
            place, begin, end = map(self.view.token_from, (offset, first, last))
            told = tense_at(self.doc, place, begin, end)
        return told or ("future" if self._has("announced", first, last) else "")

    def is_announced(self, offset: int) -> bool:
        """Does the sentence say in so many words that something is to come?"""
        return self._has("announced", *self._around(offset))

    def is_title(self, start: int, end: int) -> bool:
        """Does a word with a capital letter go on into a name with capital letters?"""
        following = self.view.next_token(end)
        return (
            self.view.tagged
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
        return self._has("game", *self._around(offset))

    def is_weather(self, offset: int) -> bool:
        """Is the sentence about degrees of warmth?"""
        return self._has("weather", *self._around(offset))

    def is_every_year(self, offset: int) -> bool:
        """Does the sentence tell, in the present, what is so every year: a climate, a feast?"""
        if not self._has("every_year", *self._around(offset)):
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

    def _around(self, offset: int) -> Stretch:
        return self.view.between_stops(offset, _SENTENCE)

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


#: "open": told in the past, of an end that may be still to come ("was put off until May").
#: "foretold": to come, seen from the past ("said the talks would resume"; "she would die in May").
Tense = Literal["past", "present", "future", "foretold", "open", ""]
_REACH = 40
_TOWARDS = ("to", "until", "till", "through")
_VERBS = ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG", "MD")


def tense_at(doc: Doc, place: int, first: int, last: int) -> Tense:
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
