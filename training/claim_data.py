"""Dossiers with gold as the encoder learns claim vectors from them: passages, values, groups."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sourcecheck.annotate.encoder.passage import Passage, Word, WordPieces, passages, states_value

KINDS = ("count", "quantity", "money", "percent", "date", "duration")
#: A dossier of no more passages than these shares its step with others.
SMALL = 6


@dataclass
class Value:
    """A value of gold: its document, is it a date, its group, its passage and its pieces there."""

    document: str
    is_date: bool
    group: str
    passage: int
    first: int
    last: int


@dataclass
class Dossier:
    """The passages of a dossier, the values in them, and the groups of several documents."""

    name: str
    passages: list[Passage]
    values: list[Value]
    shared: list[list[int]]


def dossier(folder: Path, pieces: WordPieces) -> Dossier:
    """The values of a folder with what gold says of each."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    made = Dossier(folder.name, [], [], [])
    for document in gold["documents"]:
        text = (folder / document["file"]).read_text(encoding="utf-8")
        held = [m for m in gold["mentions"] if m["doc"] == document["id"] and m["kind"] in KINDS]
        for passage in passages(text, pieces):
            made.passages.append(passage)
            for mention in held:
                place = _at(mention, passage, text)
                if place is not None:
                    group = str(mention.get("group") or mention["id"])
                    is_date = mention["kind"] == "date"
                    own = (str(document["id"]), is_date, group, len(made.passages) - 1)
                    made.values.append(Value(*own, *place))
    of: dict[str, list[int]] = {}
    for number, value in enumerate(made.values):
        of.setdefault(value.group, []).append(number)
    several = (found for _, found in sorted(of.items()))
    made.shared = [f for f in several if len({made.values[n].document for n in f}) > 1]
    return made


def together(found: Sequence[Dossier], most: int) -> list[Dossier]:
    """The dossiers, those of a few passages joined until they have `most`: what two sentences say
    is told apart from what all the others say."""
    whole, joined = [d for d in found if len(d.passages) > SMALL], None
    for d in (d for d in found if len(d.passages) <= SMALL):
        if joined is None or len(joined.passages) + len(d.passages) > most:
            joined = Dossier(d.name, [], [], [])
            whole.append(joined)
        passages_before, values_before = len(joined.passages), len(joined.values)
        joined.passages += d.passages
        joined.values += [
            replace(v, document=f"{d.name} {v.document}", group=f"{d.name} {v.group}",
                    passage=v.passage + passages_before)
            for v in d.values
        ]  # fmt: skip
        joined.shared += [[n + values_before for n in group] for group in d.shared]
    return whole


def _at(mention: Mapping[str, Any], passage: Passage, text: str) -> tuple[int, int] | None:
    """The pieces of a mention's value in a passage, None if it has none there."""

    def inside(word: Word) -> bool:
        return word.end > mention["start"] and word.start < mention["end"]

    held = [(w, at) for w, at in passage.words if inside(w) and states_value(w, text)]
    return (held[0][1], held[-1][1] + len(held[-1][0].pieces)) if held else None
