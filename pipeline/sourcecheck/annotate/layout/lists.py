"""Lists with semicolons behind a label: "Losses: North 53; South 65"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sourcecheck.annotate.layout import Stretch

#: So far before an item of a list its label may begin, in characters.
_LABEL_REACH = 1000
_CLOSED = re.compile(r" *(?:;|\)|\.? *(?:\n|\Z))")
_VALUE_BEHIND = re.compile(r"(?<=[^\W\d_]) +(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{4,})\Z")
_YEAR = re.compile(r" +(?:1[0-9]|20)[0-9]{2}\Z")


def label_of_list(text: str, start: int, end: int) -> Stretch | None:
    """Where the label stands of which a name and its value, `[start, end)`, are one of several
    items with semicolons: "Losses" of "Losses: North 53; South 65". None for all else."""
    reach = max(0, start - _LABEL_REACH)
    line = text.rfind("\n", reach, start) + 1
    if line < reach:
        return None  # it begins further back: no list, but one endless line
    before, after = text[line:start].rstrip()[-1:], _CLOSED.match(text, end)
    if not before or before not in ":;(" or after is None or ";" not in before + after.group():
        return None
    colon = text.find(":", line, start)
    return (line, colon) if colon > line else None


def value_in_list(text: str, start: int, end: int) -> int | None:
    """Where the value begins of a name and its value in such a list; None for anything else that
    `[start, end)` may be.

    A recogniser of names takes the figure along, since names may end in one ("Studio 54", "Expo
    1967"): so only figures of four digits and more that are no years are taken from them.
    """
    value = _VALUE_BEHIND.search(text[start:end])
    if value is None or _YEAR.search(text[start:end]) or label_of_list(text, start, end) is None:
        return None
    return start + value.start()


def items(text: str, lines: Iterable[Stretch]) -> Iterator[Stretch]:
    """The items of such lists, each up to its semicolon or the end of its line."""
    for first, last in lines:
        start = text.find(":", first, last) + 1
        if start <= first + 1 or text.find(";", start, last) < 0:
            continue
        while start < last:
            end = text.find(";", start, last)
            end = last if end < 0 else end
            yield start, end
            start = end + 1
