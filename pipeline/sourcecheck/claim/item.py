"""The item of a list that a figure of a reference page belongs to: which words around it name it.

"Partners: Norland 12%, Sudland 10%" names each item before its figure, "Land: 75% arable, 10%
crops" behind it, and "0-14 years: 29% (female 8,500; male 8,900)" in three steps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

Stretch = tuple[int, int]

#: What ends the item before it. Commas inside figures ("1,385") are none.
_END = re.compile(r",(?=\s)|[;()]|:|\n[ \t]*\n")
#: How far before a figure its item is looked for, and how long one behind it can be.
_REACH = 200
_MOST_BEHIND = 60
#: A figure right before a colon names an item ("65 years and over: 5%"); so it is no value.
_NAMES = re.compile(r"[^\S\n]?(?:(?:and|or)[^\S\n]\w+)?:(?=\s)")
#: A word that holds a digit; a figure at the beginning of what stands between two ends.
_FIGURE_WORD = re.compile(r"\s*\S*\d\S*")
_FIGURE = re.compile(r"\s{0,20}(?:and\s)?[^\w\s]?\d")


@dataclass(frozen=True, slots=True)
class Item:
    """The stretches of text that name the item of a figure, the widest first.

    `own` is the innermost one, right before the figure or behind it, perhaps blank; `outer` those
    of the inner label or of the figure outside the bracket that it stands in. `labels` are those
    of `outer` that are inner labels: their figures are part of a name ("0-14 years:").
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
