"""What the encoder reads at once: a stretch of whole sentences behind the title of its text."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourcecheck import resources
from sourcecheck.annotate.encoder.wordpiece import Word, WordPieces

#: Word pieces of the title that stands before each passage, and of a passage, at most.
TITLE, BODY = 14, 112
#: Characters in which so many pieces of a title surely end.
_TITLE_LETTERS = 160
#: Passages are read in portions of so many pieces.
AT_ONCE = 2400


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
        behind = unit[0] is not None and unit[0].start >= titled
        yield _passage(unit, ids if behind else [], shapes if behind else [], pieces)


def _passage(
    unit: list[Word | None], head: list[int], shaped: list[int], pieces: WordPieces
) -> Passage:
    ids, shapes = [pieces.begin, *head, pieces.end], [0, *shaped, 0]
    front = len(ids)
    words: list[tuple[Word, int]] = []
    for word in unit:
        if word is None:
            ids.append(pieces.end)
            shapes.append(0)
        else:
            words.append((word, len(ids)))
            ids += word.pieces
            shapes += [word.shape] * len(word.pieces)
    return Passage((*ids, pieces.end), (*shapes, 0), front, tuple(words))


def _sentences(text: str, pieces: WordPieces) -> Iterator[list[Word | None]]:
    """Stretches that are kept together, roughly sentences; None stands for the end of a line."""
    unit: list[Word | None] = []
    last = 0
    ended = False
    for word in pieces.words(text):
        broken = "\n" in text[last : word.start]
        if unit and (broken or (ended and word.start > last)):
            yield [*unit, None] if broken else unit
            unit = []
        mark = text[word.start : word.end]
        ended = mark in ".!?" or (ended and mark in "\"”’')")
        unit.append(word)
        last = word.end
    if unit:
        yield unit


def _size(word: Word | None) -> int:
    return 1 if word is None else len(word.pieces)


def _packed(units: Iterable[list[Word | None]]) -> Iterator[list[Word | None]]:
    """Sentences put together to passages of at most `BODY` pieces; a longer one is cut."""
    held: list[Word | None] = []
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


def _cut(unit: list[Word | None]) -> list[list[Word | None]]:
    parts: list[list[Word | None]] = [[]]
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
