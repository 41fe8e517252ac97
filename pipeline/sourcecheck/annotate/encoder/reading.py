"""The encoder at work: the names of a text and what each of its values is asked, in one reading.

A small transformer reads each passage once: the title of its text, then some sentences, every
figure, month and weekday masked. Of its states two heads make

- names: a tag for each word (B, I or O, of five kinds);
- claim vectors: what is asked at a value, 192 numbers, near for values of other documents that
  answer the same question and far for others, whatever the value, which is never seen.

It was trained for both at once (`training/encoder.py`, `resources/encoder/`). Start here:
`Encoder.read`; `Reader` is the component. What it gives depends on the text alone.
"""

from __future__ import annotations

import functools
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from sourcecheck import resources
from sourcecheck.annotate.encoder.passage import (
    Passage,
    WordPieces,
    batches,
    passages,
    states_value,
)
from sourcecheck.errors import BadUse

Vectors = NDArray[np.float32]

#: Kinds of name, and the tags of words: outside, begin, inside.
LABELS = ("PERSON", "ORG", "LOC", "NORP", "EVENT")
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BI"))
#: A claim vector is made of the states at a value and of the mean of so many on either side.
NEAR = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of a text: `names` (start, end, label) in order, and for each word at
    which a value can stand its place and what is asked there."""

    names: tuple[tuple[int, int, str], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    asked: NDArray[np.float16]

    def vector(self, start: int, end: int) -> Vectors | None:
        """The claim vector of the value at `text[start:end]`; None where none can stand.

        A unit vector of 192 numbers, rounded to four decimals.
        """
        first = bisect_left(self.ends, start + 1)
        last = bisect_left(self.starts, end)
        if first >= last:
            return None
        made = self.asked[first:last].astype(np.float32).mean(0)
        unit: Vectors = np.round(made / (np.linalg.norm(made) or 1.0), 4)
        return unit


class Encoder:
    """An encoder of `resources/encoder` or of a folder with the same files.

    `encoder.onnx` gives 384 numbers for each piece, `heads.npz` holds the heads,
    `vocabulary.txt` are its word pieces, `encoder.json` says its name and version.
    """

    def __init__(self, folder: Path) -> None:
        """Raises BadUse when a file is missing or cannot be read."""
        import onnxruntime  # here: a run without an encoder does not load it

        try:
            self.about: dict[str, str] = json.loads((folder / "encoder.json").read_text("utf-8"))
            vocabulary = (folder / "vocabulary.txt").read_text("utf-8").rstrip("\n").split("\n")
            self.pieces = WordPieces(vocabulary)
            heads = np.load(folder / "heads.npz")
            self._heads = {name: heads[name].astype(np.float32) for name in heads.files}
            self._session = onnxruntime.InferenceSession(
                (folder / "encoder.onnx").read_bytes(), _one_thread(), ["CPUExecutionProvider"]
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise BadUse(f"{folder}: no encoder of names and claims: {error}") from error

    def read(self, text: str) -> Reading:
        """The names and claim vectors of a text; time and memory linear in its length."""
        names: list[tuple[int, int, str]] = []
        values: list[tuple[int, int, NDArray[np.float16]]] = []
        for part in batches(passages(text, self.pieces)):
            for passage, states in zip(part, self._states(part), strict=True):
                names += self._names(passage, states, text)
                values += self._values(passage, states, text)
        values.sort(key=lambda value: value[:2])
        asked = [vector for _, _, vector in values]
        return Reading(
            tuple(sorted(names)),
            tuple(start for start, _, _ in values),
            tuple(end for _, end, _ in values),
            np.stack(asked) if asked else np.zeros((0, 1), np.float16),
        )

    def _states(self, part: Sequence[Passage]) -> NDArray[np.float32]:
        width = max(len(passage.pieces) for passage in part)
        ids, shapes, kind, mask = (np.zeros((len(part), width), dtype=np.int64) for _ in range(4))
        for row, passage in enumerate(part):
            length = len(passage.pieces)
            ids[row, :length], shapes[row, :length] = passage.pieces, passage.shapes
            kind[row, passage.front : length] = 1
            mask[row, :length] = 1
        given = {"ids": ids, "shapes": shapes, "kind": kind, "mask": mask}
        states: NDArray[np.float32] = self._session.run(None, given)[0]
        return states

    def _names(
        self, passage: Passage, states: NDArray[np.float32], text: str
    ) -> Iterator[tuple[int, int, str]]:
        heads = self._heads
        at = np.array([place for _, place in passage.words], dtype=np.int64)
        shapes = heads["shape"][[word.shape for word, _ in passage.words]]
        hidden = np.concatenate([states[at], shapes], axis=1) @ heads["hidden"].T
        hidden = np.maximum(hidden + heads["hidden_bias"], 0)
        tags = likeliest(hidden @ heads["tags"].T + heads["tags_bias"])
        places = [(word.start, word.end) for word, _ in passage.words]
        return spans(text, places, [TAGS[n] for n in tags])

    def _values(
        self, passage: Passage, states: NDArray[np.float32], text: str
    ) -> Iterator[tuple[int, int, NDArray[np.float16]]]:
        heads = self._heads
        held = [(word, at) for word, at in passage.words if states_value(word, text)]
        if not held:
            return
        size = len(passage.pieces)
        summed = np.concatenate([np.zeros((1, states.shape[1])), states[:size].cumsum(0)])
        at = np.array([place for _, place in held])
        last = at + np.array([len(word.pieces) for word, _ in held])
        first, end = np.maximum(at - NEAR, 0), np.minimum(last + NEAR, size)
        here = (summed[last] - summed[at]) / (last - at)[:, None]
        around = (summed[end] - summed[first]) / (end - first)[:, None]
        made = np.concatenate([here, around], axis=1) @ heads["asked"].T + heads["asked_bias"]
        for (word, _), vector in zip(held, made.astype(np.float16), strict=True):
            yield word.start, word.end, vector


#: Which tag may follow which: an I only a B or I of its kind.
_FOLLOWS = np.array([[after[0] != "I" or before[2:] == after[2:] for after in TAGS]
                     for before in TAGS])  # fmt: skip


def likeliest(scores: NDArray[np.float32]) -> list[int]:
    """The numbers of the tags of some words that go together and are the likeliest (Viterbi 1967);
    `scores` has a row a word, logarithms of the odds of each tag."""
    made = scores.astype(np.float64)
    made -= np.logaddexp.reduce(made, axis=1, keepdims=True)
    barred = np.where(_FOLLOWS, 0.0, -np.inf)
    total, before = made[0] + barred[0], []  # what begins a passage follows no name
    for row in made[1:]:
        ways = total[:, None] + barred
        before.append(ways.argmax(0))
        total = ways.max(0) + row
    path = [int(total.argmax())]
    for way in reversed(before):
        path.append(int(way[path[-1]]))
    return path[::-1]


def spans(
    text: str, places: Sequence[tuple[int, int]], tags: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The names that tags of words spell: start, end, label. An I that follows no name begins
    one; a name has the label of its first word. Two of one kind with nothing but a space between
    them are one: "Lake" and "Orva"."""
    start, end, label = 0, 0, ""
    for place, tag in zip(places, tags, strict=True):
        again = tag[2:] == label and text[end : place[0]] == " "
        if label and (tag[0] == "I" or again):
            end = place[1]
            continue
        if label:
            yield start, end, label
        label = tag[2:]
        start, end = place
    if label:
        yield start, end, label


def _one_thread() -> Any:
    """How the encoder is run: on one thread, so that sums are made in one order."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


@functools.lru_cache(maxsize=2)
def load(name: str) -> Encoder:
    """The encoder of this name, loaded once a process: "default" the one that ships with the
    program, else a folder. Raises BadUse if it cannot be loaded."""
    return Encoder(resources.FOLDER / "encoder" if name == "default" else Path(name))


def about(name: str) -> dict[str, str]:
    """What the report says of the encoder of this name: its name and version; "" of none."""
    return dict(load(name).about) if name else {"name": "", "version": ""}


_STORE = "sourcecheck.encoder"


class Reader:
    """Reads a Doc once with the encoder; loads it when the first Doc comes."""

    def __init__(self, encoder: str, names: bool, vectors: bool) -> None:
        self.encoder, self.names, self.vectors = encoder, names, vectors

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc.ents` (if `names`) and keep the claim vectors (if `vectors`)."""
        if self.names or self.vectors:
            read = load(self.encoder).read(doc.text)
            if self.names:
                doc.ents = filter_spans(_entities(doc, read))
            if self.vectors:
                # plain values: a Doc with its user_data can be written to disk
                kept = {"starts": list(read.starts), "ends": list(read.ends), "asked": read.asked}
                doc.user_data[_STORE] = kept
        return doc


def _entities(doc: Doc, read: Reading) -> Iterable[Span]:
    for start, end, label in read.names:
        span = doc.char_span(start, end, label, alignment_mode="expand")
        if span is not None:
            yield span


def asked(doc: Doc) -> Reading | None:
    """What is asked at the values of a Doc; None if no encoder has read it for claim vectors."""
    kept = doc.user_data.get(_STORE)
    if kept is None:
        return None
    return Reading((), tuple(kept["starts"]), tuple(kept["ends"]), np.asarray(kept["asked"]))
