"""Totals of reference pages: "total: 3,306 km", and behind it the parts, on lines of their own.

total: 3,306 km                          total: 207,600 sq km
border countries: A 171 km, B 680 km     land: 207,600 sq km
                                         water: 0 sq km
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sourcecheck.model.claim import Claim
from sourcecheck.reconcile.arithmetic.check import Check
from sourcecheck.reconcile.arithmetic.sentence import AMOUNT, ANY, DATE, Sentence
from sourcecheck.reconcile.arithmetic.total import adds_up, near, one_class, summed

_LABEL = rf"[^{ANY}:;,()\n]{{1,40}}"
#: A note behind a figure in brackets: "(2003)", "(all of it rock)"; one level, no list of its own.
_NOTE = r"(?: ?\([^()]*\))?"

#: Letters between two lines of one list at most: the end of the line and an indent.
_WRAPPED = 3


def check(sentences: Sequence[Sentence]) -> Iterator[Check]:
    """The totals of a document that the lines behind them exclude."""
    for index, sentence in enumerate(sentences):
        for found in sentence.found(_in_line()):
            if found.end() < len(sentence.text) or _ends_at(sentences, index):
                whole = sentence.claim(found, "whole")
                yield from _held(whole, _outside(sentence, found), sentence)
        opening = _opening().search(sentence.text)
        if opening is None:
            continue
        parts, last = _behind(sentences, index)
        if parts:
            yield from _held(sentence.claim(opening, "whole"), parts, sentence, last)


def _ends_at(sentences: Sequence[Sentence], index: int) -> bool:
    """Does a list end with this sentence? Not if the next line goes on without a label.

    A line may be wrapped and indented: only more than that is a gap.
    """
    following = sentences[index + 1] if index + 1 < len(sentences) else None
    if following is None or following.start > sentences[index].end + _WRAPPED:
        return True
    return re.match(rf"{_LABEL}:", following.text) is not None


@functools.cache
def _opening() -> re.Pattern[str]:
    """A line that is a total and nothing else."""
    return re.compile(rf"^(?:{_LABEL}: ?)?total:? (?P<whole>{AMOUNT})(?: ?\({DATE}\))?$")


@functools.cache
def _row() -> re.Pattern[str]:
    """A line that is one part: "land: #"."""
    return re.compile(rf"^{_LABEL}: (?P<part>{AMOUNT})(?: ?\({DATE}\))?$")


#: "A #", "A (north) #", "A # (all of it rock)".
_NAME = rf"[^{ANY}\d,;:()\n]"
_ITEM = rf"{_NAME}{{1,60}}(?:\([^(){ANY}]{{1,40}}\){_NAME}{{1,20}})?{AMOUNT}{_NOTE}"


@functools.cache
def _items() -> re.Pattern[str]:
    """A line that lists parts: "coast by island: A #, B #"."""
    return re.compile(rf"^{_LABEL}(?: ?\([^()]*\))?: (?P<parts>{_ITEM}(?:[,;] {_ITEM})+)$")


@functools.cache
def _in_line() -> re.Pattern[str]:
    """All in one line: "coast: total #, A #, B #"."""
    return re.compile(
        rf"(?:^|\n){_LABEL}: ?total:? (?P<whole>{AMOUNT})[,;:] (?P<parts>{_ITEM}(?:[,;] {_ITEM})+)"
        r"(?=\n|$)"
    )


def _behind(sentences: Sequence[Sentence], index: int) -> tuple[list[Claim], Sentence]:
    """The parts on the lines right behind line `index`, up to the first gap, and the last line."""
    parts: list[Claim] = []
    last = sentences[index]
    for line in sentences[index + 1 :]:
        if line.start > last.end + 1:
            break
        items, row = _items().search(line.text), _row().search(line.text)
        if items is not None and not parts:
            whole_list = _ends_at(sentences, sentences.index(line, index))
            return (_outside(line, items) if whole_list else []), line
        if row is None or _opening().search(line.text) is not None:
            return [], last  # something else stands in the block: what is listed may not be all
        parts.append(line.claim(row, "part"))
        last = line
    return (parts if len(parts) > 1 else []), last


def _outside(sentence: Sentence, match: re.Match[str]) -> list[Claim]:
    """The amounts of the list, without those in brackets, which are parts of the parts."""
    parts, depth = [], 0
    for place in range(match.start("parts"), match.end("parts")):
        letter = sentence.text[place]
        depth += (letter == "(") - (letter == ")")
        if not depth and place in sentence.at and re.match(AMOUNT, letter):
            parts.append(sentence.at[place])
    return parts


def _held(
    whole: Claim, parts: list[Claim], first: Sentence, last: Sentence | None = None
) -> Iterator[Check]:
    """The check of a total, if its parts cannot make it."""
    if len(parts) < 2 or not one_class(whole, parts) or not near(whole, parts):
        return
    if any(part.property != whole.property for part in parts) or adds_up(whole, parts):
        return
    frame = first.text if last is None else f"{first.text}\n{last.text}"
    yield summed(whole, parts, frame, "the lines list a total, and behind it its parts")
