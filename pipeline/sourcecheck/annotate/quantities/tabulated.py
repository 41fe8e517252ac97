"""Tables and labelled lines of plain text: their figures have the unit that the head states.

    Income, £ million      2031      2030
    Fares                  41.2      39.8
    Seats sold (000)        812       790

A label's own unit holds for its line, a column's for its column, and that of a line over the table
for the rest, until a blank line behind the first row, a line of prose or another head. A figure
with a unit or scale of its own keeps it, and so does a year.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sourcecheck import resources
from sourcecheck.annotate.quantities import heading
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.heading import Stated
from sourcecheck.annotate.quantities.surroundings import Surroundings, year_like

_OTHER = frozenset(resources.load("numbers")["heading"]["other"])
_PERSONS = resources.load("victims")["person"]
_COUNTED = frozenset([*_PERSONS["plurals"], *(f"{noun}s" for noun in _PERSONS["nouns"])])
Stretch = tuple[int, int]

_LONGEST = 100  # characters of a head; a longer line is prose
_GAP = re.compile(r"[ ]*\|[ ]*|\t[ \t]*|[ ]{2,}")
_VALUE = re.compile(
    r"[-−–+(]?\s?(?:[^\W\d_]{0,3}[$£€¥]\s?)?(?!000\b)[0-9][0-9.,'’]*%?\)?[*†‡]?|[-–—]"
)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_BRACKET = re.compile(r"\(([^()\n]{1,48})\)")
_TAIL = re.compile(r",\s([^,;:()\n]{1,24})\Z")
_WORD = re.compile(r"[^\W\d_]+")
_AROUND = "()[]*†‡ -−–+"


@dataclass(slots=True)
class _Head:
    """What is stated for the rows under it: for all of them, and by column from the right."""

    whole: Stated | None = None
    columns: dict[int, Stated] = field(default_factory=dict)
    cells: int = 0
    rows: int = 0
    blanks: int = 0


def figures(around: Surroundings, found: list[Figure]) -> list[Figure]:
    """The figures, each with the unit and scale that its label or the head of its table states."""
    starts = [around.items[figure.start].start for figure in found]
    changed, heads = list(found), set()
    for (begin, end), stated in _stretches(around):
        heads.add((stated.start, stated.end))
        first, last = bisect.bisect_left(starts, begin), bisect.bisect_left(starts, end)
        for index in range(first, last):
            if _fills(around, found[index], begin, end):
                changed[index] = _meant(found[index], stated)
    said = {at for start, end in heads for at in range(start, end)}
    return [figure for figure in changed if figure.body not in said]


def _stretches(around: Surroundings) -> Iterator[tuple[Stretch, Stated]]:
    """Where a figure may stand whose unit is stated elsewhere, and what that is."""
    head: _Head | None = None
    position = 0
    for line in around.text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        if not line.strip():
            head = _past_blank(head)
            continue
        if head is None and not ("(" in line or "," in line or _GAP.search(line.strip())):
            head = _over(around, [(begin, begin + len(line.rstrip()))]) or head
            continue
        cells = _cells(around.text, begin, begin + len(line.rstrip()))
        if not cells:
            continue  # a rule under the head
        own, values = _row(around, cells)
        if not values:
            head = _next_head(around, cells, head)
            continue
        if head is not None:
            head.rows += 1
        for number, value in enumerate(reversed(values)):
            stated = own if own is not None else _for(around, head, cells, number)
            if stated is not None:
                yield value, stated


def _past_blank(head: _Head | None) -> _Head | None:
    """A blank line ends a table, but not between the head and the first row."""
    if head is None or head.rows or head.blanks:
        return None
    head.blanks += 1
    return head


def _cells(text: str, begin: int, end: int) -> list[Stretch]:
    """The cells of a line: what tabs, bars or two spaces and more set apart."""
    found, at = [], begin
    for gap in [*_GAP.finditer(text, begin, end), None]:
        stop = end if gap is None else gap.start()
        if text[at:stop].strip(" -=_+:"):
            inner = text[at:stop]
            found.append((at + len(inner) - len(inner.lstrip()), at + len(inner.rstrip())))
        elif text[at:stop].strip():
            found.append((at, stop))
        at = stop if gap is None else gap.end()
    return found if any(text[s:e].strip("-=_+:") for s, e in found) else []


def _row(around: Surroundings, cells: list[Stretch]) -> tuple[Stated | None, list[Stretch]]:
    """The unit of a row's label, if it states one, and the cells with its values, if it has any."""
    text, label = around.text, cells[0]
    values = [cell for cell in cells[1:] if _is_value(text, cell)]
    if not values:
        label, values = _alone(text, cells)
    own = _expression(around, label) if values else None
    return own, values


def _is_value(text: str, cell: Stretch) -> bool:
    written = text[slice(*cell)]
    return _VALUE.fullmatch(written) is not None and _YEAR.fullmatch(written) is None


def _alone(text: str, cells: list[Stretch]) -> tuple[Stretch, list[Stretch]]:
    """Label and value of "Fares (£m): 41.2", "Fares 41.2"; the line and nothing for others."""
    begin, end = cells[0][0], cells[-1][1]
    if end - begin <= _LONGEST and len(cells) <= 2:
        colon = text.find(":", begin, end)
        found = _behind_colon(text, colon, end) if colon > 0 else _at_end(text, begin, end)
        if found is not None:
            return (begin, colon if colon > 0 else found[0]), [found]
    return cells[0], []


def _behind_colon(text: str, colon: int, end: int) -> Stretch | None:
    """The value right behind the colon of a label, whatever comes after it."""
    at = colon + 1 + len(text[colon + 1 : end]) - len(text[colon + 1 : end].lstrip())
    value = _VALUE.match(text, at, end)
    if value is None or (value.end() < end and text[value.end()] not in " ,;("):
        return None
    return (at, value.end()) if _is_value(text, (at, value.end())) else None


def _at_end(text: str, begin: int, end: int) -> Stretch | None:
    """The value at the end of a line, behind words without digits, a year or a bracket."""
    space = text.rfind(" ", begin, end)
    label = text[begin : max(begin, space)].rstrip()
    plain = label.endswith(")") or not any(c.isdigit() for c in label) or _YEAR.fullmatch(label)
    value = (space + 1, end)
    return value if label and plain and _is_value(text, value) else None


def _expression(around: Surroundings, cell: Stretch) -> Stated | None:
    """The unit that a cell states: "Sales (€ m)", "Sales, € m"."""
    written = around.text[slice(*cell)].rstrip(" :")
    brackets = list(_BRACKET.finditer(written))
    if brackets and brackets[-1].end() == len(written):
        inner = brackets[-1]
    elif (tail := _TAIL.search(written)) is not None:
        inner = tail
    else:
        return None
    words = _WORD.findall(written, 0, inner.start())
    label = words[-1].lower() if words else ""
    return _read(around, cell[0] + inner.start(1), cell[0] + inner.end(1), label)


def _read(around: Surroundings, begin: int, end: int, label: str = "") -> Stated | None:
    first = bisect.bisect_left(around.starts, begin)
    last = bisect.bisect_left(around.starts, end)
    return heading.read(around.items, first, last, label) if first < last else None


def _next_head(around: Surroundings, cells: list[Stretch], head: _Head | None) -> _Head | None:
    """The head that holds behind a line without values."""
    new = _over(around, cells)
    if new is None:
        long = cells[-1][1] - cells[0][0] > _LONGEST
        prose = around.text[cells[-1][1] - 1] in ".?!"
        return None if long or prose else head
    if head is not None and not head.rows and new.whole is None:
        new.whole = head.whole
    return new


def _over(around: Surroundings, cells: list[Stretch]) -> _Head | None:
    """The head that a line without values makes of itself; None if it states no unit."""
    if cells[-1][1] - cells[0][0] > _LONGEST:
        return None
    single = len(cells) == 1
    found = _Head(cells=len(cells))
    found.whole = _expression(around, cells[0])
    whole = _read(around, *cells[0]) if found.whole is None else None
    if whole is not None and whole.is_scaled:
        if single:
            found.whole = whole
        else:
            found.columns[len(cells) - 1] = whole
    if single and found.whole is not None and _loose(around, cells[0], found.whole):
        return None
    for number, cell in enumerate(reversed(cells[1:])):
        stated = _expression(around, cell) or _read(around, *cell)
        if stated is not None:
            found.columns[number] = stated
    return found if found.whole is not None or found.columns else None


def _loose(around: Surroundings, cell: Stretch, stated: Stated) -> bool:
    """Is this unit without scale behind a comma, where a place may stand as well?"""
    return not stated.is_scaled and around.text[cell[1] - 1] not in "):"


def _for(
    around: Surroundings, head: _Head | None, cells: list[Stretch], number: int
) -> Stated | None:
    """What the head states for a value; nothing for a row that is measured otherwise."""
    if head is None:
        return None
    fits = len(cells) in (head.cells, head.cells + 1)
    column = head.columns.get(number) if fits else None
    if column is not None or head.whole is None:
        return column
    label = around.text[slice(*cells[0])]
    words = [word.lower() for word in _WORD.findall(label)]
    if "%" in label or "/" in label or not _OTHER.isdisjoint(words):
        return None
    people = head.whole.unit is not None and words[-1:] and words[-1] in _COUNTED
    return replace(head.whole, parts=True) if people else head.whole


def _fills(around: Surroundings, figure: Figure, begin: int, end: int) -> bool:
    """Does the figure take all of its cell, but for brackets and marks?"""
    first, last = around.items[figure.start], around.items[figure.end - 1]
    if figure.rule == "ordinal" or year_like(figure.low.number) or last.end > end:
        return False
    around_it = around.text[begin : first.start] + around.text[last.end : end]
    return not around_it.strip(_AROUND)


def _meant(figure: Figure, stated: Stated) -> Figure:
    low = stated.of(figure.low)
    high = stated.of(figure.high) if figure.high is not None else None
    if low is None or (figure.high is not None and high is None):
        return figure
    counted = stated.counted or figure.counted
    return replace(figure, low=low, high=high, rule=low.rule or figure.rule, counted=counted)
