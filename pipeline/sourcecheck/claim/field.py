"""Reference pages: "Label: item figure, item figure" lines under a page title.

Yearbooks and almanacs print facts without verbs. There the label says what is measured, the words
before a figure say of which part or neighbour, and the page's title says whose it is.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from sourcecheck.claim.item import Item, Stretch, item, names_an_item

#: A label at the start of a line, up to 60 characters without sentence punctuation.
_LABEL = re.compile(r"^[ \t]*([A-Z][^\n:;.!?\d]{1,60}?|[a-z][a-z /'-]{2,40}):(?=\s)", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")

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

    label: str
    label_start: int
    label_end: int
    heading: Stretch | None  # of the capitalised label over a label in lower case
    item: str  # the words right at the figure
    parts: Item  # where they stand, and those around them
    names_an_item: bool  # the figure is part of an item's name ("65 years and over:")
    end: int  # of the whole field: where the next capitalised label or a blank line begins


class Fields:
    """The labelled fields of a text; empty for prose."""

    def __init__(self, text: str) -> None:
        """Find the labels once, so that each figure is placed by bisection."""
        labels = list(_LABEL.finditer(text))
        distinct = len({match.group(1) for match in labels})
        if distinct < _MIN_LABELS or len(labels) * _MAX_SPACING < len(text):
            labels = []
        self._text = text
        self._starts = [match.end() for match in labels]
        self._labels = labels
        self._blanks = [match.start() for match in _BLANK.finditer(text)] if labels else []
        self._prose: dict[int, bool] = {}

    def __bool__(self) -> bool:
        """Is the text a reference page?"""
        return bool(self._labels)

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
        label = self._labels[index]
        return Field(
            label=label.group(1).strip(),
            label_start=label.start(1),
            label_end=label.end(1),
            heading=self._heading(index),
            item=" ".join(self._text[slice(*parts.own)].split()),
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
                return label.start(1), label.end(1)
        return None
