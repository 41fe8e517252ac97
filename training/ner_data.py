"""Read the NER records and turn them into gold documents, unknown names left open.

A record annotates only some labels (``annotated_labels``). What it does not annotate is filled from
a list (demonyms) or marked as missing, so that the model is not taught that it is no name.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span

LABELS = ("PERSON", "ORG", "LOC", "NORP", "EVENT")
UNKNOWN = "MISC"

# Names of events that a source without EVENT leaves unmarked: masked, not guessed.
EVENT_NAME = re.compile(
    r"\bWorld War (?:II|I|One|Two|1|2)\b|\bBattle of [A-Z]\w+\b"
    r"|\b(?:[A-Z][\w'’.-]+ ){1,4}"
    r"(?:Wars?|Olympics|Olympic Games|Games|Revolution|Rebellion|Uprising|Cup|Festival"
    r"|Championships?|Conference|Congress|Summit|Crisis|Election|Elections|Massacre|Siege|Treaty|Accords?)\b"
    r"|\b(?:Christmas|Easter|Ramadan|Thanksgiving|Hanukkah|Halloween|Holocaust|Super Bowl)\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: character offsets, end exclusive, and its label."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Record:
    """One annotated text and the labels its source annotates."""

    text: str
    names: list[Name]
    source: str
    document: str
    annotated: frozenset[str]


def read_records(path: Path) -> list[Record]:
    """Return the records of a gzipped JSON Lines file, names in order of place."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_record(json.loads(line)) for line in lines]


def _record(row: dict[str, object]) -> Record:
    spans: list[dict[str, object]] = row["spans"]  # type: ignore[assignment]
    names = [Name(int(str(s["start"])), int(str(s["end"])), str(s["label"])) for s in spans]
    labels: list[str] = row["annotated_labels"]  # type: ignore[assignment]
    ordered = sorted(names, key=lambda n: (n.start, -n.end))
    return Record(
        str(row["text"]), ordered, str(row["source"]), str(row.get("doc", "")), frozenset(labels)
    )


def demonyms(names: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Return a pattern that finds the NORP names among (name, label) pairs as whole words."""
    found = {name for name, label in names if label == "NORP" and name[:1].isupper()}
    longest = sorted(found, key=lambda n: (-len(n), n))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


def read_gazetteer(path: Path) -> list[tuple[str, str]]:
    """Return (name, label) pairs."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["name"], row["label"]) for row in rows]


def _free(start: int, end: int, taken: list[Name]) -> bool:
    return all(end <= n.start or start >= n.end for n in taken)


def complete(record: Record, norp: re.Pattern[str]) -> list[Name]:
    """Return the names of ``record`` with NORP filled and unannotated events as ``UNKNOWN``."""
    names = list(record.names)
    if "NORP" not in record.annotated:
        for match in norp.finditer(record.text):
            if _free(match.start(), match.end(), names):
                names.append(Name(match.start(), match.end(), "NORP"))
    if "EVENT" not in record.annotated:
        for match in EVENT_NAME.finditer(record.text):
            if _free(match.start(), match.end(), names):
                names.append(Name(match.start(), match.end(), UNKNOWN))
    return sorted(names, key=lambda n: n.start)


def _without_the(doc: Doc, span: Span) -> Span:
    if len(span) > 1 and span[0].lower_ == "the":
        return doc[span.start + 1 : span.end]
    return span


def _spans(doc: Doc, names: Iterable[Name]) -> Iterator[tuple[Span, str]]:
    """Yield the token span of each name; names that cut a token are given as ``UNKNOWN``."""
    end = 0
    for name in names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None or span.start < end:
            continue
        exact = span.start_char == name.start and span.end_char == name.end
        trimmed = _without_the(doc, span)
        yield trimmed, name.label if exact else UNKNOWN
        end = span.end


def set_names(doc: Doc, names: Iterable[Name]) -> Doc:
    """Set the names on ``doc`` (``UNKNOWN`` ones as missing) and return it."""
    found = list(_spans(doc, names))
    entities = [Span(doc, s.start, s.end, label=label) for s, label in found if label in LABELS]
    missing = [span for span, label in found if label not in LABELS]
    doc.set_ents(entities, missing=missing, default="outside")
    return doc
