"""Text to nodes: the words, figures and signs that dates are written with.

Everything between two nodes is white space, so that a pattern over nodes is a pattern over text.
A node stands in one or more classes (`MONTH`, `DAYNUM`, `the` …), each with a value; runs of words
that no date uses become one node of the class `x`, and an empty line becomes `BREAK`. Vocabulary
comes from `resources/dates.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sourcecheck import resources

Values = Mapping[str, Any]

_RAW = re.compile(
    r"""
      (?P<BREAK>\n[^\S\n]*\n\s*)
    | (?P<GROUPED>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))
    | (?P<TENYEARS>[0-9]{1,3}0['’]?s\b)
    | (?P<CLOCK>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    | (?P<ORDNUM>[0-9]{1,3}(?:st|nd|rd|th)\b)
    | (?P<digits>[0-9]+)
    | (?P<word>o['’]clock\b|[A-Za-z]\.[A-Za-z]\b(?:\.(?:[A-Za-z]\.)*)?|[^\W\d_]+)
    | (?P<POSS>['’]s\b)
    | (?P<LINE>[-‐‑‒–—−_=*.~/]{3,})
    | (?P<DASH>--|[-‐‑‒–—−])
    | (?P<SLASH>/) | (?P<COMMA>,) | (?P<DOT>\.) | (?P<COLON>:)
    | (?P<OPEN>\() | (?P<CLOSE>\)) | (?P<TILDE>~) | (?P<AT>@) | (?P<QUOTE>['’])
    | (?P<sign>[&½¼¾⅓⅔])
    | (?P<x>\S)
    """,
    re.VERBOSE,
)
_MAX_DIGITS = 9  # longer runs of digits are identifiers


@dataclass(slots=True)
class Node:
    """A piece of text from `start` to `end` with what it can stand for: class → value."""

    start: int
    end: int
    values: Values
    code: str = ""  # of its combination of classes, filled in by `grammar`


def nodes(text: str) -> list[Node]:
    """The nodes of `text`, in order; time linear in its length."""
    found: list[Node] = []
    raw = list(_RAW.finditer(text))
    position = 0
    while position < len(raw):
        match = raw[position]
        kind = match.lastgroup or "x"
        length, values = _word(raw, position)
        if "x" in values and kind not in ("word", "sign"):
            values = _figure(kind, match[0])
        end = raw[position + length - 1].end()
        if "x" in values and found and "x" in found[-1].values:
            found[-1].end = end  # one node for a run of other words
        else:
            found.append(Node(match.start(), end, values))
        position += length
    return found


def _word(raw: list[re.Match[str]], position: int) -> tuple[int, Values]:
    """How many pieces the longest known word or phrase here takes, and its values."""
    for phrase, values in _phrases().get(raw[position][0].lower(), ()):
        last = position + len(phrase)
        if last <= len(raw) and all(
            raw[position + n][0].lower() == phrase[n] for n in range(1, len(phrase))
        ):
            return len(phrase), values
    return 1, {"x": None}


@functools.cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], Values], ...]]:
    """First piece → phrases that begin with it, the longest first."""
    merged: dict[tuple[str, ...], dict[str, Any]] = {}
    for name, text, value in (*_dates(), *_numbers(), *_hedges()):
        pieces = tuple(match[0] for match in _RAW.finditer(text))
        merged.setdefault(pieces, {})[name] = value
    by_first: dict[str, list[tuple[tuple[str, ...], Values]]] = {}
    for pieces, values in merged.items():
        by_first.setdefault(pieces[0], []).append((pieces, values))
    return {
        first: tuple(sorted(group, key=lambda row: -len(row[0])))
        for first, group in by_first.items()
    }


def combinations() -> set[frozenset[str]]:
    """The classes that one node of a text can stand in together."""
    found = {frozenset(values) for group in _phrases().values() for _, values in group}
    figures = (
        *map(str, range(60)),
        "00",
        "01",
        "09",
        "100",
        "0100",
        "0960",
        "1000",
        "1060",
        "2460",
    )
    found |= {frozenset(_digits(figure)) for figure in figures}
    return found | {frozenset([name]) for name in (*_RAW.groupindex, "x")}


def _dates() -> Iterator[tuple[str, str, Any]]:
    """(class, words, value) of resources/dates.toml."""
    vocabulary = resources.load("dates")
    for name, row in vocabulary["value"].items():
        for text, value in row.items():
            yield name, text, value
    for name, texts in vocabulary["word"].items():
        for text in texts:
            yield name, text, text


def _numbers() -> Iterator[tuple[str, str, Any]]:
    """Number words of resources/numbers.toml, as far as dates and durations use them."""
    vocabulary = resources.load("numbers")
    for name, value in vocabulary["cardinal"].items():
        yield "CARDINAL", name, value
        if 1 <= value <= 9:
            yield "DIGITWORD", name, value
    for name, value in vocabulary["tens"].items():
        yield "TENS", name, value
    yield "SCALE", "hundred", 100
    for name, power in vocabulary["scale"].items():
        if not name.endswith("s"):
            yield "SCALE", name, 10**power
    for name, value in vocabulary["ordinal"].items():
        if value < 100:
            yield "ORDINAL", name, value


def _hedges() -> Iterator[tuple[str, str, Any]]:
    """Hedges before a duration, from resources/hedges.toml: the value is the hedge's id."""
    for name, hedge in resources.load("hedges")["hedge"].items():
        if "anchor" not in hedge:
            for words in hedge["words"]:
                yield "AMOUNT", words, name


def _figure(kind: str, text: str) -> Values:
    """The classes of a sign or a figure."""
    if kind == "digits":
        return _digits(text) if len(text) <= _MAX_DIGITS else {"x": None}
    if kind == "GROUPED":
        plain = text.replace(",", "")
        return {"GROUPED": Fraction(plain)} if len(plain) <= _MAX_DIGITS else {"x": None}
    if kind == "ORDNUM":
        return {"ORDNUM": int(text[:-2])}
    if kind == "TENYEARS":
        return {"TENYEARS": text.rstrip("s").rstrip("'’")}
    return {kind: text} if kind != "LINE" else {"x": None}


def _digits(text: str) -> Values:
    number, length = int(text), len(text)
    values: dict[str, Any] = {"NUM": text}
    if length <= 2:
        if 1 <= number <= 31:
            values["DAYNUM"] = number
        if 1 <= number <= 12:
            values["MONTHNUM"] = number
        if number <= 24:
            values["HOUR"] = number
        if length == 2:
            values["YY"] = number
        if 1 <= number <= 4 and length == 1:
            values["SUBDIVISION"] = number
    if length == 3 and number >= 100:
        values["YEAR3"] = number
    if length == 4:
        if number >= 1000:
            values["YEAR"] = number
        if number // 100 <= 23 and number % 100 <= 59:
            values["HHMM"] = number
    return values
