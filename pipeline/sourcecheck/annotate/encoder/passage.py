"""What the encoder reads at once: a stretch of whole sentences behind the title of its text.

Of a row of a table it reads the caption, the head of the row, and each cell behind the head of its
column: what a reader sees at a figure there.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sourcecheck import resources
from sourcecheck.annotate.encoder.wordpiece import Word, WordPieces
from sourcecheck.annotate.grid import Row, Stretch, grid
from sourcecheck.normalise.lexer import GAP

#: Word pieces of the title that stands before each passage, and of a passage, at most.
TITLE, BODY = 14, 112
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
    ids = [n for word in head for n in word.pieces][:TITLE]
    shapes = [word.shape for word in head for _ in word.pieces][:TITLE]
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
    """Sentences put together to passages of at most `BODY` pieces; a longer one is cut."""
    held: Unit = []
    size = 0
    for unit in units:
        own = sum(map(_size, unit))
        if held and size + own > BODY:
            yield held
            held, size = [], 0
        if own > BODY:
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
        if size + _size(word) > BODY and parts[-1]:
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
