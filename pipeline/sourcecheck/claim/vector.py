"""Claim vectors: which question a figure or date answers, as a unit vector.

A small encoder reads each passage once: the title, what stands before, and a sentence in which
every value is replaced by its question word between two masks ("… will buy [MASK] how many [MASK]
ferries …"). The vector at a value is made of what the encoder says at its masks and of the whole
passage. It was trained to be near for values of other documents that answer the same question and
far for others (`training/encoder.py`, `resources/encoder/MODEL_CARD.md`); the value itself is never
seen.

Start here: `Encoder.vectors`. What a vector is depends on its document alone.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.claim.wordpiece import WordPieces
from sourcecheck.errors import BadUse
from sourcecheck.model.claim import Claim

Vectors = NDArray[np.float32]

#: Kinds of claim that answer by a value which can be masked.
KINDS = ("quantity", "money", "percent", "count", "ordinal", "duration", "date")
#: What is asked at a masked value; of other quantities "what" and their dimension.
_ASKED = {
    "count": "how many", "money": "how much money", "percent": "what percentage",
    "date": "when", "duration": "how long", "ordinal": "which in order",
}  # fmt: skip
#: Word pieces of the title, of what stands before a sentence and of the sentence, at most; a longer
#: sentence is read in steps.
_TITLE, _BEFORE, _BODY, _STEP = 14, 20, 80, 48
#: Characters in which so many word pieces surely end.
_TITLE_LETTERS, _BEFORE_LETTERS = 120, 160
#: Word pieces that the encoder reads at once.
_AT_ONCE = 3600


@dataclass(frozen=True, slots=True)
class Passage:
    """What the encoder reads at once.

    `pieces` are numbers of word pieces, `part` is 0 for what stands before the sentence and 1 for
    it, `masked` says for each value its number and its first and last mask.
    """

    pieces: tuple[int, ...]
    part: tuple[int, ...]
    masked: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value to be masked: where it stands, what it asks, and where its sentence stands."""

    start: int
    end: int
    asked: str
    sentence: tuple[int, int]


def value(claim: Claim) -> Value:
    """The value of a claim of one of `KINDS`."""
    span, whole = claim.span, claim.sentence or claim.span
    dimension = claim.quantity.dimension if claim.quantity is not None else ""
    asked = _ASKED.get(claim.kind) or f"what {dimension or 'amount'}".replace("_", " ")
    return Value(
        span.start, span.end, asked, (min(whole.start, span.start), max(whole.end, span.end))
    )


def passages(text: str, values: Sequence[Value], pieces: WordPieces) -> Iterator[Passage]:
    """The passages of a document in which `values` stand, in order; each value in one at most.

    A value inside another one shares its masks. Linear in the length of the sentences.
    """
    title = next((line for line in text.split("\n") if line.strip()), "")
    titled = text.find(title) + len(title)
    head = pieces.numbers(title[:_TITLE_LETTERS])[:_TITLE]
    of_sentence: dict[tuple[int, int], list[int]] = {}
    for number, found in enumerate(values):
        of_sentence.setdefault(found.sentence, []).append(number)
    for (start, end), held in sorted(of_sentence.items()):
        before = pieces.numbers(text[max(0, start - _BEFORE_LETTERS) : start])[-_BEFORE:]
        # the title itself is not read twice: it would tell the value that is masked in it
        front = (pieces.begin, *(head if start >= titled else ()), pieces.end, *before)
        body, masks = _masked(text, start, end, held, values, pieces)
        for first, here in _windows(len(body), masks):
            inside = tuple(body[first : first + _BODY])
            yield Passage(
                (*front, *inside, pieces.end),
                (0,) * len(front) + (1,) * (len(inside) + 1),
                tuple((n, len(front) + a - first, len(front) + b - first) for n, (a, b) in here),
            )


def _masked(
    text: str,
    start: int,
    end: int,
    held: Sequence[int],
    values: Sequence[Value],
    pieces: WordPieces,
) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """The pieces of a sentence with its values masked, and where the masks of each value stand."""
    body: list[int] = []
    masks: dict[int, tuple[int, int]] = {}
    place, outer = start, -1
    for number in sorted(held, key=lambda n: (values[n].start, -values[n].end, n)):
        found = values[number]
        if outer >= 0 and found.start < values[outer].end:
            masks[number] = masks[outer]
            continue
        body += pieces.numbers(text[place : found.start])
        question = pieces.numbers(found.asked)
        masks[number] = (len(body), len(body) + len(question) + 1)
        body += [pieces.mask, *question, pieces.mask]
        place, outer = found.end, number
    body += pieces.numbers(text[place:end])
    return body, masks


def _windows(
    length: int, masks: dict[int, tuple[int, int]]
) -> list[tuple[int, list[tuple[int, tuple[int, int]]]]]:
    """The windows of a sentence of so many pieces: where each begins and the values read there,
    each value in the window that has it nearest to the middle."""
    starts = [0] if length <= _BODY else list(range(0, length - (_BODY - _STEP), _STEP))
    chosen: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for number, (first, last) in sorted(masks.items()):
        least = max(0, (last - _BODY) // _STEP)
        near = [s for s in starts[least : first // _STEP + 1] if s <= first and last < s + _BODY]
        if near:
            best = min(near, key=lambda s: (abs(2 * s + _BODY - 2 * first), s))
            chosen.setdefault(best, []).append((number, (first, last)))
    return sorted(chosen.items())


class Encoder:
    """An encoder of `resources/encoder` or of a folder with the same files.

    `encoder.onnx` gives 384 numbers for each piece, `head.npz` turns them into claim vectors,
    `vocabulary.txt` are its word pieces, `encoder.json` says its name and version.
    """

    def __init__(self, folder: Path) -> None:
        """Raises BadUse when a file is missing or cannot be read."""
        import onnxruntime  # here: a run without an encoder does not load it

        try:
            self.about: dict[str, str] = json.loads((folder / "encoder.json").read_text("utf-8"))
            vocabulary = (folder / "vocabulary.txt").read_text("utf-8").rstrip("\n").split("\n")
            self.pieces = WordPieces(vocabulary)
            head = np.load(folder / "head.npz")
            self._weight, self._bias = head["weight"].astype(np.float32), head["bias"]
            self._session = onnxruntime.InferenceSession(
                (folder / "encoder.onnx").read_bytes(), _one_thread(), ["CPUExecutionProvider"]
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise BadUse(f"{folder}: no encoder of claim vectors: {error}") from error

    @property
    def width(self) -> int:
        """How many numbers a claim vector has."""
        return int(self._weight.shape[0])

    def vectors(self, text: str, claims: Sequence[Claim]) -> list[Vectors | None]:
        """The vector of each claim of a document, None where it has none.

        Unit vectors of `width` numbers, rounded to four decimals, so that they do not depend on
        what else is read at the same time.
        """
        asking = [n for n, claim in enumerate(claims) if claim.kind in KINDS]
        values = [value(claims[n]) for n in asking]
        found: list[Vectors | None] = [None] * len(claims)
        for part in batches(list(passages(text, values, self.pieces))):
            for number, vector in self._read(part):
                found[asking[number]] = vector
        return found

    def _read(self, part: Sequence[Passage]) -> Iterator[tuple[int, Vectors]]:
        """The vectors of the values of some passages, each with the number of its value."""
        width = max(len(passage.pieces) for passage in part)
        pieces, parts, mask = (np.zeros((len(part), width), dtype=np.int64) for _ in range(3))
        for row, passage in enumerate(part):
            length = len(passage.pieces)
            pieces[row, :length], parts[row, :length] = passage.pieces, passage.part
            mask[row, :length] = 1
        (states,) = self._session.run(None, {"ids": pieces, "kind": parts, "mask": mask})
        whole = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        for row, passage in enumerate(part):
            for number, first, last in passage.masked:
                here = states[row, first : last + 1].mean(0)
                made = self._weight @ np.concatenate([here, whole[row]]) + self._bias
                yield number, np.round(made / np.linalg.norm(made), 4).astype(np.float32)


def _one_thread() -> Any:
    """How the encoder is run: on one thread, so that sums are made in one order."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def batches(read: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The passages in portions of about equal length, each of at most `_AT_ONCE` pieces."""
    part: list[Passage] = []
    for passage in sorted(read, key=lambda p: len(p.pieces)):
        if part and (len(part) + 1) * len(passage.pieces) > _AT_ONCE:
            yield part
            part = []
        part.append(passage)
    if part:
        yield part


@functools.lru_cache(maxsize=2)
def load(name: str) -> Encoder | None:
    """The encoder of this name, loaded once a process: "" none, "default" the one that ships with
    the program, else a folder. Raises BadUse if it cannot be loaded."""
    if not name:
        return None
    return Encoder(resources.FOLDER / "encoder" if name == "default" else Path(name))


def about(name: str) -> dict[str, str]:
    """What the report says of the encoder of this name: its name and version; "" of none."""
    encoder = load(name)
    return dict(encoder.about) if encoder is not None else {"name": "", "version": ""}
