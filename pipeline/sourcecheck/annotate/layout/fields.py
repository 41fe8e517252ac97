"""Labelled fields: "Label: item figure, item figure" lines, as yearbooks and almanacs print them.

The words before a figure, or behind it, say of which part or neighbour it is: "Partners: Norland
12%, Sudland 10%" names each item before its figure, "Land: 75% arable, 10% crops" behind it, and
"5-17 years: 31% (female 7,200; male 7,900)" in three steps.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.lang.en.stop_words import STOP_WORDS

from sourcecheck.annotate.layout import Stretch

#: A label at the start of a line, up to 60 characters without sentence punctuation.
_LABEL = re.compile(r"^[ \t]*([A-Z][^\n:;.!?\d]{1,60}?|[a-z][a-z /'-]{2,40}):(?=\s)", re.MULTILINE)

#: With fewer different labels, or fewer than one in so many characters, a text is prose with a
#: colon now and then and not a reference page.
_MIN_LABELS = 5
_MAX_SPACING = 400
#: A field of at least so many words is running text if so many of them are function words: 40 to 50
#: in 100 of prose are, of a list hardly one in ten.
_MIN_WORDS = 25
_FUNCTION_WORDS = 0.3
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
#: How many labels up or down the heading and the end of a block are looked for.
_MAX_ABOVE = 30


@dataclass(frozen=True, slots=True)
class Field:
    """The label over a figure and the item of its list that it belongs to, with their offsets."""

    label: Stretch
    heading: Stretch | None  # of the capitalised label over a label in lower case
    parts: Item  # where the words right at the figure stand, and those around them
    names_an_item: bool  # the figure is part of an item's name ("70 or older:")
    end: int  # of the whole field: where the next capitalised label or a blank line begins


class Fields:
    """The labelled fields of a text, which end at its blank lines; empty for prose."""

    def __init__(self, text: str, blank_lines: Sequence[Stretch]) -> None:
        """Find the labels once, so that each figure is placed by bisection."""
        labels = list(_LABEL.finditer(text))
        distinct = len({match.group(1) for match in labels})
        if distinct < _MIN_LABELS or len(labels) * _MAX_SPACING < len(text):
            labels = []
        self._text = text
        self._starts = [match.end() for match in labels]
        self._labels = labels
        self._blanks = [start for start, _ in blank_lines]
        self._prose: dict[int, bool] = {}

    def __bool__(self) -> bool:
        """Is the text a reference page?"""
        return bool(self._labels)

    def __iter__(self) -> Iterator[Stretch]:
        """Where each label begins and what stands behind it ends, but for running text."""
        for index, label in enumerate(self._labels):
            stop = self._stop(index, bisect.bisect_left(self._blanks, label.end()))
            if not self._is_prose(index, label.end(), stop):
                yield label.start(1), stop

    def at(self, start: int, end: int | None = None) -> Field | None:
        """The field that the figure at offsets `[start, end)` stands in; None outside of fields.

        A field ends at the next label or blank line; one of running text is none.
        """
        index = bisect.bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        begin = self._starts[index]
        blank = bisect.bisect_left(self._blanks, begin)
        if blank < len(self._blanks) and self._blanks[blank] < start:
            return None
        stop = self._stop(index, blank)
        if self._is_prose(index, begin, stop):
            return None
        end = start if end is None else end
        parts = item(self._text, begin, start, end, stop)
        return Field(
            label=self._labels[index].span(1),
            heading=self._heading(index),
            parts=parts,
            names_an_item=names_an_item(self._text, end),
            end=self._end(index, blank),
        )

    def _stop(self, index: int, blank: int) -> int:
        """Where what stands behind a label alone ends: at the next label or blank line."""
        label = self._labels[index + 1].start() if index + 1 < len(self._labels) else None
        gap = self._blanks[blank] if blank < len(self._blanks) else None
        return min(at for at in (label, gap, len(self._text)) if at is not None)

    def _is_prose(self, index: int, begin: int, stop: int) -> bool:
        """Is what stands behind a label running text, which a list's rules would misread?"""
        if index not in self._prose:
            words = [word.lower() for word in _WORD.findall(self._text, begin, stop)]
            common = sum(word in STOP_WORDS for word in words)
            enough = len(words) >= _MIN_WORDS
            self._prose[index] = enough and common >= _FUNCTION_WORDS * len(words)
        return self._prose[index]

    def _end(self, index: int, blank: int) -> int:
        """Where the field of a label ends: at the next capitalised label or at a blank line.

        Labels in lower case share their block: a date at its end holds for all of them.
        """
        following = self._labels[index + 1 : index + _MAX_ABOVE]
        label = next((m.start() for m in following if m.group(1)[0].isupper()), len(self._text))
        gap = self._blanks[blank] if blank < len(self._blanks) else len(self._text)
        return min(label, gap)

    def _heading(self, index: int) -> Stretch | None:
        """The offsets of the capitalised label over a label in lower case, in the same block."""
        if not self._labels[index].group(1)[0].islower():
            return None
        start = self._labels[index].start(1)
        blank = bisect.bisect_left(self._blanks, start) - 1
        begin = self._blanks[blank] if blank >= 0 else 0
        for above in range(index - 1, max(-1, index - _MAX_ABOVE), -1):
            label = self._labels[above]
            if label.start(1) < begin:
                return None
            if label.group(1)[0].isupper():
                return label.span(1)
        return None


# --- items of their lists -------------------------------------------------------------------------

#: What ends the item before it. Commas inside figures ("1,385") are none.
_END = re.compile(r",(?=\s)|[;()]|:|\n[ \t]*\n")
#: How far before a figure its item is looked for, and how long one behind it can be.
_REACH = 200
_MOST_BEHIND = 60
#: A figure right before a colon names an item ("70 or older: 6%"); so it is no value.
_NAMES = re.compile(r"[^\S\n]?(?:(?:and|or)[^\S\n]\w+)?:(?=\s)")
#: A word that holds a digit; a figure at the beginning of what stands between two ends.
_FIGURE_WORD = re.compile(r"\s*\S*\d\S*")
_FIGURE = re.compile(r"\s{0,20}(?:and\s)?[^\w\s]?\d")


@dataclass(frozen=True, slots=True)
class Item:
    """The stretches of text that name the item of a figure, the widest first.

    `own` is the innermost one, right before the figure or behind it, perhaps blank; `outer` those
    of the inner label or of the figure outside the bracket that it stands in. `labels` are those
    of `outer` that are inner labels: their figures are part of a name ("5-17 years:").
    """

    own: Stretch
    outer: tuple[Stretch, ...] = ()
    labels: tuple[Stretch, ...] = ()


def names_an_item(text: str, end: int) -> bool:
    """Is the figure that ends at `end` part of an item's name rather than a value?"""
    return _NAMES.match(text, end) is not None


def item(text: str, begin: int, start: int, end: int, stop: int) -> Item:
    """The item of the figure at `[start, end)` in a field whose text is `[begin, stop)`."""
    found = _before(text, begin, start)
    labelled = bool(found.labels) and found.labels[-1][1] + 1 == found.own[0]
    if labelled or text[slice(*found.own)].strip():
        return found
    behind = _behind(text, found.own[0], end, stop)
    return found if behind is None else replace(found, own=behind)


def _before(text: str, begin: int, start: int, inside: bool = True) -> Item:
    """The item before a figure: back to the last comma, semicolon, bracket or colon.

    What stands before that colon, or before the bracket that is still open, belongs to it too.
    """
    base = max(begin, start - _REACH)
    ends = list(_END.finditer(text, base, start))
    own = (ends[-1].end() if ends else base, start)
    around = Item(own)
    opened = _open_bracket(ends)
    if opened is not None and inside:
        around = _before(text, begin, ends[opened].start(), inside=False)
        around = replace(around, outer=(*around.outer, around.own))
    label = _label(text, ends, base) if ends and ends[-1][0] == ":" else ()
    return Item(own, (*around.outer, *label), (*around.labels, *label))


def _open_bracket(ends: list[re.Match[str]]) -> int | None:
    """Which of these ends is a bracket that none of the later ones closes; None for none."""
    closed = 0
    for number in range(len(ends) - 1, -1, -1):
        if ends[number][0] == ")":
            closed += 1
        elif ends[number][0] == "(":
            if not closed:
                return number
            closed -= 1
    return None


def _label(text: str, ends: list[re.Match[str]], base: int) -> tuple[Stretch]:
    """The words before the last of these ends, a colon: on its line, without an earlier value."""
    colon = ends[-1].start()
    first = ends[-2].end() if len(ends) > 1 else base
    if len(ends) > 1 and ends[-2][0] == ":" and (value := _FIGURE_WORD.match(text, first, colon)):
        first = value.end() if text[value.end() : colon].strip() else first
    line = text.rfind("\n", first, colon) + 1
    if line and any(c.isalpha() for c in text[line:colon]):
        first = line
    return ((first, colon),)


def _behind(text: str, cell: int, end: int, stop: int) -> Stretch | None:
    """The item behind a figure, where a list puts its figures first ("75% arable, 10% crops").

    `cell` is where the stretch before the figure begins. One figure alone makes no such list: what
    stands behind it may be its unit.
    """
    found = _END.search(text, end, min(stop, end + _MOST_BEHIND))
    after = found.start() if found else min(stop, end + _MOST_BEHIND)
    said = text[end:after]
    if (not found and after < stop) or not said.strip() or any(c.isdigit() for c in said):
        return None
    following = found is not None and found[0] in ",;" and _figure_at(text, found.end())
    if not following:
        before = max(0, cell - 1)
        ends = list(_END.finditer(text, max(0, before - _REACH), before))
        first = ends[-1].end() if ends else max(0, before - _REACH)
        following = text[before:cell] in (",", ";") and _figure_at(text, first)
    return (end, after) if following else None


def _figure_at(text: str, at: int) -> bool:
    """Does what begins there begin with a figure?"""
    return _FIGURE.match(text, at) is not None
