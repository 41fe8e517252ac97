"""What the encoder reads at once: text as word pieces, and passages of whole sentences.

Text becomes word pieces with their places, as the uncased BERT encoders read it, values masked. The
splitting is the published one (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): white space
parts words, punctuation marks are words, capitals and accents are dropped, and each word is cut
into the longest pieces that the vocabulary knows. One thing is ours: a figure in digits or words, a
month and a weekday become one mask, so that nothing behind this file knows a value.

A passage is a stretch of whole sentences behind the title of its text. Of a row of a table it reads
the caption, the head of the row, and each cell behind the head of its column: what a reader sees at
a figure there.
"""

from __future__ import annotations

import functools
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sourcecheck import resources
from sourcecheck.annotate.layout import Stretch
from sourcecheck.annotate.layout.cells import Row, grid
from sourcecheck.normalise.lexer import GAP

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
    # a plain loop over built-in functions: this is done whenever a process begins
    marks = [c for c in map(chr, range(_MARKS_END)) if _category(c) in _PUNCTUATION]
    signs = [c for c in map(chr, range(0x80)) if _category(c) in _SIGNS]
    return "".join(re.escape(c) for c in sorted((*marks, *signs)) if c != "_")


_category = unicodedata.category
_PUNCTUATION = frozenset(("Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps"))
_SIGNS = frozenset(("Sc", "Sk", "Sm", "So"))
#: No mark has a higher number (the planes of Unicode behind are ideographs, tags, private use):
#: a million characters need not be looked at whenever a process begins.
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


#: Word pieces of the title that stands before each passage, and of a passage, at most.
MOST_OF_TITLE, MOST_OF_BODY = 14, 112
#: Characters in which so many pieces of a title surely end.
_TITLE_LETTERS = 160
#: Passages are read in portions of so many pieces.
AT_ONCE = 2400


class Beside(NamedTuple):
    """A word of a head or caption that is read beside a cell; it has been read where it stands."""

    pieces: tuple[int, ...]
    shape: int


#: What is read in order; None stands for the end of a line or cell.
Unit = list[Word | Beside | None]


@dataclass(frozen=True, slots=True)
class Passage:
    """Numbers of word pieces and their shapes; `front` of them belong to the title.

    `words` are the words behind it, each with the place of its first piece.
    """

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    front: int
    words: tuple[tuple[Word, int], ...]


def passages(text: str, pieces: WordPieces) -> Iterator[Passage]:
    """The passages of a text, in order, without gap; linear in its length."""
    title = next((line for line in text.split("\n") if line.strip()), "")
    titled = text.find(title) + len(title)
    head = list(pieces.words(title[:_TITLE_LETTERS]))
    ids = [n for word in head for n in word.pieces][:MOST_OF_TITLE]
    shapes = [word.shape for word in head for _ in word.pieces][:MOST_OF_TITLE]
    for unit in _packed(_sentences(text, pieces)):
        # the title itself is not read twice
        first = next((word for word in unit if isinstance(word, Word)), None)
        behind = first is not None and first.start >= titled
        yield _passage(unit, ids if behind else [], shapes if behind else [], pieces)


def _passage(unit: Unit, head: list[int], shaped: list[int], pieces: WordPieces) -> Passage:
    ids, shapes = [pieces.begin, *head, pieces.end], [0, *shaped, 0]
    front = len(ids)
    words: list[tuple[Word, int]] = []
    for word in unit:
        if word is None:
            ids.append(pieces.end)
            shapes.append(0)
        else:
            if isinstance(word, Word):
                words.append((word, len(ids)))
            ids += word.pieces
            shapes += [word.shape] * len(word.pieces)
    return Passage((*ids, pieces.end), (*shapes, 0), front, tuple(words))


def _sentences(text: str, pieces: WordPieces) -> Iterator[Unit]:
    """Stretches that are kept together, roughly sentences; a row of a table is one."""
    tables = grid(text)
    unit: Unit = []
    row: Row | None = None
    last = 0
    ended = False
    for word in pieces.words(text):
        gap = text[last : word.start]
        broken = "\n" in gap
        if unit and (broken or (ended and row is None and word.start > last)):
            yield [*unit, None] if broken else unit
            unit = []
        if not unit:
            row = tables.row(word.start)
            unit += _over(text, pieces, row)
        elif GAP.search(gap):
            unit += [None, *_head(text, pieces, row, word.start)]
        mark = text[word.start : word.end]
        ended = mark in ".!?" or (ended and mark in "\"”’')")
        unit.append(word)
        last = word.end
    if unit:
        yield unit


def _over(text: str, pieces: WordPieces, row: Row | None) -> Unit:
    """What stands over a row: the caption, the head of its section."""
    if row is None or not row.cells:
        return []
    cell = row.cells[0]
    over = (*((cell.caption,) if cell.caption else ()), *reversed(cell.over))
    return [word for stretch in over for word in _beside(text, pieces, stretch)]


def _head(text: str, pieces: WordPieces, row: Row | None, start: int) -> Unit:
    """The head of the column of the cell that begins at `start`."""
    column = row.column(start) if row is not None else None
    return _beside(text, pieces, column)[:-1] if column is not None else []


def _beside(text: str, pieces: WordPieces, stretch: Stretch) -> Unit:
    return [*(Beside(word.pieces, word.shape) for word in pieces.words(text, *stretch)), None]


def _size(word: Word | Beside | None) -> int:
    return 1 if word is None else len(word.pieces)


def _packed(units: Iterable[Unit]) -> Iterator[Unit]:
    """Sentences put together to passages of at most `MOST_OF_BODY` pieces; a longer one is cut."""
    held: Unit = []
    size = 0
    for unit in units:
        own = sum(map(_size, unit))
        if held and size + own > MOST_OF_BODY:
            yield held
            held, size = [], 0
        if own > MOST_OF_BODY:
            *whole, unit = _cut(unit)
            yield from whole
            own = sum(map(_size, unit))
        held += unit
        size += own
    if held:
        yield held


def _cut(unit: Unit) -> list[Unit]:
    parts: list[Unit] = [[]]
    size = 0
    for word in unit:
        if size + _size(word) > MOST_OF_BODY and parts[-1]:
            parts.append([])
            size = 0
        parts[-1].append(word)
        size += _size(word)
    return parts


def batches(read: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The passages in portions of about equal length, each of at most `AT_ONCE` pieces."""
    part: list[Passage] = []
    for passage in sorted(read, key=lambda p: len(p.pieces)):
        if part and (len(part) + 1) * len(passage.pieces) > AT_ONCE:
            yield part
            part = []
        part.append(passage)
    if part:
        yield part


@functools.cache
def _words_of_time() -> frozenset[str]:
    value = resources.load("dates")["value"]
    return frozenset(
        word for kind in ("UNIT", "NAMEDDAY", "DAYTIME", "SEASON", "WEEKDAYS", "DECADEWORD")
        for word in value[kind]
    )  # fmt: skip


def states_value(word: Word, text: str) -> bool:
    """Can a figure or date stand here? Such words get claim vectors."""
    return word.masked or text[word.start : word.end].lower() in _words_of_time()
