"""Text to word pieces with their places, as the uncased BERT encoders read it, values masked.

The splitting is the published one (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): white
space parts words, punctuation marks are words, capitals and accents are dropped, and each word is
cut into the longest pieces that the vocabulary knows. One thing is ours: a figure in digits or
words, a month and a weekday become one mask, so that nothing behind this file knows a value.
"""

from __future__ import annotations

import functools
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sourcecheck import resources

#: Words repeat; the pieces of so many are kept.
_REMEMBERED = 65_536
#: Longer words are no words (the published bound).
_MOST_LETTERS = 100
#: How a word is written, as the encoder is told: what an uncased vocabulary leaves out.
DIGITS, FIGURE, LOWER, TITLE, UPPER, LETTER, MIXED, MARK = range(1, 9)
#: How many numbers of shapes there are; 0 stands for pieces that are no words.
SHAPES = 9
_MONTHS_AND_DAYS = frozenset(
    word
    for kind in ("MONTH", "WEEKDAY")
    for word in resources.load("dates")["value"][kind]
    if len(word) > 3 or word == "may"
)
#: Of those, the ones that are other words too: masked beside digits only.
_UNSURE = frozenset({"may", "march", "sept", "thur", "tues", "febr"})
_SCALES = frozenset({*resources.load("numbers")["scale"], "hundred", "hundreds", "bn", "mln"})
_GROUPS = frozenset({"dozen", "dozens", "half", "halves", "twice", "quarter", "quarters"})
_FIGURES = _SCALES | _GROUPS | frozenset(
    word for part in ("cardinal", "tens", "ordinal") for word in resources.load("numbers")[part]
)  # fmt: skip
_TENS_WORDS = frozenset(resources.load("numbers")["tens"])
#: "one" and "second" are more often no figure than one; "first" says which, like any other word.
_NO_FIGURE = frozenset({"one", "first", "second"})


class Word(NamedTuple):
    """A word, mark or masked value: its characters, its pieces, how it is written (a shape)."""

    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int
    masked: bool


class WordPieces:
    """The word pieces of a vocabulary: one piece a line, the line number its number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Raises KeyError for a vocabulary without BERT's special pieces."""
        self._number: Mapping[str, int] = {piece: n for n, piece in enumerate(vocabulary)}
        names = ("[CLS]", "[SEP]", "[MASK]", "[UNK]")
        self.begin, self.end, self.mask, self._unknown = (self._number[name] for name in names)
        self._known = functools.lru_cache(maxsize=_REMEMBERED)(self._word)

    def words(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Word]:
        """The words of `text[start:end]` in order, a figure as one; linear in its length."""
        last: re.Match[str] | None = None  # of a figure that may go on
        first = 0
        for found in _WORD.finditer(text, start, min(end, len(text))):
            kind = _masked(text, found)
            if last is not None:
                if kind and _goes_on(text, last, found):
                    last = found
                    continue
                yield self._value(text, first, last.end())
                last = None
            if kind:
                first, last = found.start(), found
            else:
                pieces, shape = self._known(found.group())
                if pieces:
                    yield Word(found.start(), found.end(), pieces, shape, False)
        if last is not None:
            yield self._value(text, first, last.end())

    def _value(self, text: str, start: int, end: int) -> Word:
        shape = DIGITS if text[start].isdigit() else FIGURE
        return Word(start, end, (self.mask,), shape, True)

    def _word(self, word: str) -> tuple[tuple[int, ...], int]:
        """The pieces of a word, none if nothing of it is to be seen, and its shape."""
        bare = "".join(
            letter
            for letter in unicodedata.normalize("NFD", word.lower())
            if unicodedata.category(letter)[0] != "C" and unicodedata.category(letter) != "Mn"
        )
        return self._cut(bare), _shape(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, the longest first; the unknown piece if it cannot be cut."""
        if len(word) > _MOST_LETTERS:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while (piece := self._number.get(("##" if start else "") + word[start:end])) is None:
                end -= 1
                if end == start:
                    return (self._unknown,)
            found.append(piece)
            start = end
        return tuple(found)


def _shape(word: str) -> int:
    if not word[0].isalpha():
        return MARK
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else LETTER
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


def _masked(text: str, found: re.Match[str]) -> bool:
    """Is this word a figure, or a part of a date?"""
    word = found.group()
    if word[0].isdigit():
        return True
    lower = word.lower()
    if lower in _FIGURES or lower.partition("-")[0] in _TENS_WORDS:
        return lower not in _NO_FIGURE
    if lower not in _MONTHS_AND_DAYS or not word[0].isupper():
        return False
    return lower not in _UNSURE or _beside_digits(text, found.start(), found.end())


def _beside_digits(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" .")
    behind = text[end : end + 3].lstrip(" .,")
    return before[-1:].isdigit() or before[-2:] in ("st", "nd", "rd", "th") or behind[:1].isdigit()


def _goes_on(text: str, last: re.Match[str], found: re.Match[str]) -> bool:
    """Is it one figure: "twenty-three", "2.3 million", "four hundred"? Not "2019 three"."""
    between = text[last.end() : found.start()]
    if between not in ("", " ", "-", "\u2010", "\u2011"):
        return False
    one, other = last.group(), found.group().lower()
    return other in _SCALES or (not one[0].isdigit() and other in _FIGURES)


def _classes() -> str:
    """Every mark that is a word of its own, for a class of a regular expression."""
    marks = (chr(n) for n in range(_MARKS_END) if n != 0x5F)
    found = (c for c in marks if unicodedata.category(c)[0] == "P" or (c.isascii() and _sign(c)))
    return "".join(re.escape(c) for c in found)


def _sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "S"


#: No mark has a higher number (Unicode keeps the planes behind for ideographs, tags and private
#: use): a million characters need not be looked at whenever a process begins.
_MARKS_END = 0x20000
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = _classes()
_TENS, _UNITS = (
    "|".join(sorted(word for word in resources.load("numbers")[part] if word.isalpha()))
    for part in ("tens", "cardinal")
)
#: A number with its commas and points; "twenty-one"; a character of Chinese; a mark; a run of
#: anything else.
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*|(?i:\b(?:{_TENS})[-\u2010\u2011](?:{_UNITS}|first|second|third)\b)"
    rf"|[{_CJK}_{_MARKS}]|[^\s\d{_CJK}_{_MARKS}]+"
)
