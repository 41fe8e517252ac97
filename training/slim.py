"""Leave out of a pipeline's folder what training needed and annotating never asks for.

A lemmatizer keeps an edit tree for each word form that it was ever shown, though it can only choose
those of its labels; a vocabulary keeps every word of the training texts. To read both took longer
than to read a page. What is chosen, and so every annotation, stays the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import srsly
from spacy.strings import hash_string  # type: ignore[attr-defined]

LEMMATIZER = "trainable_lemmatizer"
#: What a tree says where it has no subtree on one side.
_NO_TREE = 2**32 - 1
_SIDES = ("prefix_tree", "suffix_tree")


def slim(folder: Path) -> None:
    """Keep the edit trees that labels reach, and the strings that the folder's own data name.

    Everything else that a text holds is added to the vocabulary when it is read.
    """
    trees = _slim_trees(folder / LEMMATIZER) if (folder / LEMMATIZER).is_dir() else []
    path = folder / "vocab" / "strings.json"
    named = set(_hashes(trees)) | {hash_string(text) for text in _texts(folder)}
    kept = [text for text in json.loads(path.read_text("utf-8")) if hash_string(text) in named]
    srsly.write_json(path, kept)


def _slim_trees(folder: Path) -> list[dict[str, int]]:
    """The trees that are left, under new numbers; written with the labels that name them."""
    stored = srsly.msgpack_loads((folder / "trees").read_bytes())
    settings = srsly.read_json(folder / "cfg")
    trees = stored["trees"]
    number = {old: new for new, old in enumerate(sorted(_reached(trees, settings["labels"])))}
    number[_NO_TREE] = _NO_TREE
    kept = [
        {key: number[n] if key in _SIDES else n for key, n in trees[old].items()}
        for old in number
        if old != _NO_TREE
    ]
    settings["labels"] = [number[label] for label in settings["labels"]]
    (folder / "trees").write_bytes(srsly.msgpack_dumps({**stored, "trees": kept}))
    srsly.write_json(folder / "cfg", settings)
    return kept


def _reached(trees: list[dict[str, int]], labels: Iterable[int]) -> set[int]:
    found: set[int] = set()
    waiting = list(labels)
    while waiting:
        number = waiting.pop()
        if number not in found and number != _NO_TREE:
            found.add(number)
            waiting += (trees[number][side] for side in _SIDES if side in trees[number])
    return found


def _hashes(trees: Iterable[dict[str, int]]) -> Iterator[int]:
    for tree in trees:
        yield from (tree[key] for key in ("orig", "subst") if key in tree)


def _texts(folder: Path) -> Iterator[str]:
    """Every string in the settings, the moves of the parser and the rules of the tokenizer."""
    for path in sorted((*folder.glob("*/cfg"), folder / "meta.json")):
        yield from _strings(srsly.read_json(path))
    for path in (*sorted(folder.glob("*/moves")), folder / "tokenizer"):
        if path.is_file():
            yield from _strings(srsly.msgpack_loads(path.read_bytes()))


def _strings(data: Any) -> Iterator[str]:
    """The strings of nested data; those that are JSON or feature lists, also in their parts."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(key)
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _strings(item)
    elif isinstance(data, str):
        yield data
        if data[:1] in "[{" and data[-1:] in "]}":
            try:
                yield from _strings(json.loads(data))
            except ValueError:
                return  # a word that looks like JSON
        for feature in data.split("|"):
            yield feature
            yield from feature.split("=")
