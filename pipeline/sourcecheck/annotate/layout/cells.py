"""Tables and labelled lines in plain text: cells that tabs, bars or two and more spaces part.

"Quarter\tLoans\tReturns", and below it "Spring\t1,204\t988". What a figure there says stands in the
head of its column, the head of its row, the line above the row that it is a part of and the caption
above the table, and not in the cells beside it. "Fares (£m): 41.2" is a label and its value.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcecheck.annotate.layout import Stretch

#: A cell between tabs; between bars; between gaps: words with single spaces between them.
_TABBED = re.compile(r"[^ \t\n][^\t\n]*(?<! )")
_BARRED = re.compile(r"[^\s|][^|\n]*(?<!\s)")
_SPACED = re.compile(r"[^ \t\n]+(?: [^ \t\n]+)*")
#: The longest cell, caption and line; longer ones are prose.
_LONGEST, _LONGEST_CAPTION, _LONGEST_LINE = 80, 120, 400
#: A cell that begins with a figure, with its sign and currency.
_FIGURE = re.compile(r"[(+\-–−±<>≤≥~≈]{0,2}(?:[A-Z]{1,3})?[$£€¥₹]?[ ]?[(\-–−]?\d")
#: A cell that says that there is no value.
_EMPTY = re.compile(r"(?:[-–—−.*]{1,3}|n/?a|nil|none)", re.IGNORECASE)
#: A column head that begins with a figure: a year ("2023–24 (est.)", "Q2 2022 (£)"), a day.
_TIME = re.compile(
    r"(?:[QH][1-4] |FY ?)?(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2}, )?(?:1[5-9]|20)\d\d"
    r"(?:[–/-]\d{2,4})?(?:[ ]?[*†]|, [^\d]{1,20}|[ ]\([^()\d]{1,20}\))?"
)
#: What a caption begins with that is not of its table: "Table 3-B."
_NUMBERED = re.compile(r"(?:Table|TABLE|Tab\.|Figure|Fig\.)[ ][\w.-]*\w[.:]?[ ](?=\S)")
#: A labelled field with a figure is no caption: "Area: 40 acres".
_LABELLED = re.compile(r"[^:\n]{1,60}:[ ][^\n\d]*\d")
_ADDED = re.compile(r"\([^()]*\)")
#: Of a list of dates: "Ratified   25 October 2014".
_DAY = re.compile(r"\d{1,2} [A-Z]|[a-z.] \d{1,2},")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Of a line that is drawn: "-----  ------".
_RULE = re.compile(r"[-=_–—+|:]{3,}")
#: A cell or the end of a line that is a figure with its marks, or a dash for none.
_VALUE = re.compile(
    r"[-−–+(]?\s?(?:[^\W\d_]{0,3}[$£€¥]\s?)?(?!000\b)[0-9][0-9.,'’]*%?\)?[*†‡]?|[-–—]"
)
#: The longest label with its value.
_LONGEST_LABELLED = 100
#: How many cells of one row that hold words tell what the row is of.
_MOST_NAMING = 4
#: How many words a cell with a figure may hold; one with more is a remark.
_MOST_WORDS = 4
_SENTENCE_ENDS = (".", "!", "?", ";", "”")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds a figure, and the stretches of text that say what it is of."""

    span: Stretch
    line: Stretch
    row: Stretch  # the head of its row
    column: Stretch | None  # the head of its column
    naming: tuple[Stretch, ...] = ()  # other cells of its row that hold words alone
    over: tuple[Stretch, ...] = ()  # the row that its row is a part of, the head of a section
    corner: Stretch | None = None  # the head over the heads of the rows
    caption: Stretch | None = None
    columns: tuple[Stretch, ...] = ()  # the heads of all columns of its row

    @property
    def heads(self) -> tuple[Stretch, ...]:
        """All that says what the cell is of, the nearest first."""
        near = (self.row,) if self.column is None else (self.column, self.row)
        above = (found for found in (self.corner, self.caption) if found is not None)
        return (*near, *self.naming, *self.over, *above)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its head, and its cells with the heads of their columns."""

    line: Stretch
    head: Stretch
    cells: tuple[Cell, ...]
    columns: tuple[Stretch, ...] = ()  # the heads of its columns

    def column(self, start: int) -> Stretch | None:
        """The head of the column of the cell that begins at `start`; None where there is none."""
        return next((cell.column for cell in self.cells if cell.span[0] == start), None)


class Grid:
    """The rows of all tables of a text, looked up by offset in log time."""

    def __init__(self, rows: Sequence[Row], years: Iterable[int] = ()) -> None:
        self.rows = tuple(rows)
        self._starts = [row.line[0] for row in self.rows]
        #: where the years of heads begin: no noun that stands below or beside is counted by them
        self.years = frozenset(years)

    def row(self, offset: int) -> Row | None:
        """The row that holds the character at `offset`; None outside of tables."""
        index = bisect_right(self._starts, offset) - 1
        return self.rows[index] if index >= 0 and offset < self.rows[index].line[1] else None

    def cell(self, start: int, end: int) -> Cell | None:
        """The cell that the value at `[start, end)` stands in; None in heads and in prose."""
        row = self.row(start)
        for cell in row.cells if row is not None else ():
            if cell.span[0] <= start and end <= cell.span[1]:
                return cell
        return None


@functools.lru_cache(maxsize=4)
def grid(text: str) -> Grid:
    """The tables of a text; time and memory linear in its length."""
    printed = lines(text)
    reader = _Reader(text, printed)
    rows = [row for block in _blocks(printed) for row in reader.rows(*block)]
    heads = {head for row in rows for head in (row.head, *row.columns)}
    times = sorted(head for head in heads if _TIME.fullmatch(text, *head))
    return Grid(rows, (year.start() for head in times for year in _YEAR.finditer(text, *head)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its cells, and what they look like one by one."""

    start: int
    end: int
    cells: tuple[Stretch, ...]
    places: tuple[int, ...]  # of each cell, how many tabs or bars stand before it
    times: tuple[bool, ...]
    kind: str  # "row", "heads", "words", "line" (of one cell), "rule", "blank", "prose"

    @property
    def tabbed(self) -> bool:
        """Do tabs or bars part its cells?"""
        return self.places[-1] > 0

    def edges(self, number: int) -> Stretch:
        """Where a cell begins and ends, counted from the beginning of the line."""
        start, end = self.cells[number]
        return start - self.start, end - self.start


@functools.lru_cache(maxsize=4)
def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text with their cells; blank ones too."""
    found: list[Line] = []
    start = 0
    for printed in text.split("\n"):
        found.append(_line(text, start, start + len(printed)))
        start += len(printed) + 1
    return tuple(found)


def _line(text: str, start: int, end: int) -> Line:
    if end - start > _LONGEST_LINE:
        return Line(start, end, (), (), (), "prose")
    printed = text[start:end]
    pattern, mark = _SPACED, "\t"
    if "\t" in printed.strip():
        pattern = _TABBED
    elif "|" in printed:
        pattern, mark = _BARRED, "|"
    cells = tuple(found.span() for found in pattern.finditer(text, start, end))
    said = [text[slice(*cell)] for cell in cells]
    places = tuple(text.count(mark, start, cell[0]) for cell in cells)
    times = tuple(_TIME.fullmatch(cell) is not None for cell in said)
    return Line(start, end, cells, places, times, _kind(said, times, printed))


def labelled(text: str, line: Line) -> tuple[Stretch, tuple[Stretch, ...]]:
    """The head of a line and the cells behind it that are figures.

    "Fares (£m): 41.2" and "Fares 41.2" are a label and its value, though no gap parts them.
    """
    values = tuple(cell for cell in line.cells[1:] if _is_value(text, cell))
    begin, end = line.cells[0][0], line.cells[-1][1]
    if values or end - begin > _LONGEST_LABELLED or len(line.cells) > 2:
        return line.cells[0], values
    colon = text.find(":", begin, end)
    value = _behind_colon(text, colon, end) if colon > 0 else _at_end(text, begin, end)
    if value is None:
        return line.cells[0], ()
    return (begin, colon if colon > 0 else value[0]), (value,)


def _is_value(text: str, cell: Stretch) -> bool:
    written = text[slice(*cell)]
    return _VALUE.fullmatch(written) is not None and _YEAR.fullmatch(written) is None


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


def _kind(said: Sequence[str], times: Sequence[bool], line: str) -> str:
    """What sort of line it is, seen by itself."""
    if not said:
        return "blank"
    if all(_RULE.fullmatch(cell) for cell in said):
        return "rule"
    if len(said) == 1:
        return "heads" if times[0] and line[0] in " \t" else "line"
    if said[0].endswith(":") or max(map(len, said)) > _LONGEST:
        return "prose"
    behind = zip(said[1:], times[1:], strict=True)
    if any(_FIGURE.match(cell) and not time for cell, time in behind):
        return "row"
    if any(_EMPTY.fullmatch(cell) for cell in said[1:]):
        return "row"
    if len(said) > 2 or (times[1] and not _DAY.search(said[1])):
        return "heads"
    other = _ADDED.sub("", said[1])
    if _holds_value(other):  # "Load    at most 80 kg"
        return "row"
    # a field of words is no head: "Frame   welded steel, in two sizes for tall riders"
    return "heads" if len(other.split()) <= _MOST_WORDS and other.count(",") < 2 else "words"


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of lines `[first, end)` with rows and without a blank line or prose in between."""
    first = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or lines[at].kind in ("blank", "prose"):
            if any(line.kind == "row" for line in lines[first:at]):
                yield first, at
            first = at + 1


class _Reader:
    """Goes through the blocks of a text and keeps the heads that later blocks may stand under."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text, self.lines = text, lines
        self.heads: Line | None = None
        self.caption: Stretch | None = None
        self.section: Stretch | None = None
        self.last: Line | None = None  # the last row, and which line that was
        self.last_at = -1

    def rows(self, first: int, end: int) -> Iterator[Row]:
        """The rows of the block of lines `[first, end)`."""
        own: list[Line] = []  # rows under one line of heads
        self._open(first)
        for at in range(first, end):
            line = self.lines[at]
            listed = line.kind == "heads" and len(line.cells) == 2 and self.heads is None
            if line.kind == "row" or (own and listed and line.times[1]):  # "Built   1872"
                own.append(line)
            elif line.kind == "heads" and (not own or len(line.cells) > 2 or all(line.times[1:])):
                yield from self._rows(own)
                own, self.heads = [], line
                self.caption, self.section = self.section or self.caption, None
            elif line.kind == "line":
                yield from self._rows(own)
                own, self.section = [], self._title(at)
        yield from self._rows(own)
        if self.last is not None:
            self.last_at = end

    def _open(self, first: int) -> None:
        """Forget the heads of the table before, unless this block goes on with it."""
        above = first - 1
        while above >= 0 and self.lines[above].kind in ("blank", "line") and above > self.last_at:
            above -= 1
        at = first
        while self.lines[at].kind not in ("row", "heads"):
            at += 1
        line = self.lines[at]
        goes_on = (
            self.last is not None
            and above <= self.last_at
            and line.kind == "row"
            and len(line.cells) > 2
            and _aligned(self.last, line)
        )
        if not goes_on:
            self.heads = self.caption = None
        self.section = self._title(first - 2) if _stands_alone(self.lines, first - 2) else None

    def _title(self, at: int) -> Stretch | None:
        """The line as caption of a table or head of a section; None for prose."""
        line = self.lines[at]
        if line.kind != "line":
            return None
        start, end = line.cells[0]
        said = self.text[start:end]
        prose = said.endswith(_SENTENCE_ENDS) or _LABELLED.match(said) is not None
        numbered = _NUMBERED.match(said)
        start += numbered.end() if numbered is not None else 0
        return None if prose or len(said) > _LONGEST_CAPTION else (start, end)

    def _rows(self, own: Sequence[Line]) -> Iterator[Row]:
        """Rows under one line of heads; two that are aligned make a table without heads."""
        if not own or not (self.heads is not None or _is_list(own)):
            return
        self.last = own[-1]
        parents: list[tuple[int, Stretch]] = []  # by indentation, each deeper than the one before
        for line in own:
            number = _head_of(self.text, line)
            head, indent = line.cells[number], line.edges(0)[0]
            while parents and parents[-1][0] >= indent:
                parents.pop()
            over = tuple(found for _, found in parents[-1:] if number == 0)
            parents.append((indent, head))
            yield self._row(line, number, over)

    def _row(self, line: Line, number: int, over: tuple[Stretch, ...]) -> Row:
        columns = columns_over(self.heads, line) if self.heads is not None else {}
        said = [self.text[slice(*cell)] for cell in line.cells]
        others = range(number + 1, len(said))
        naming = [line.cells[n] for n in others if _names(said[n])][:_MOST_NAMING]
        section = (self.section,) if self.section is not None else ()
        caption = self.caption
        if self.heads is None or caption is None:
            section, caption = (), self.section or caption
        whole, every = (line.start, line.end), tuple(columns.values())
        cells = tuple(
            Cell(
                line.cells[n], whole, line.cells[number], columns.get(n), tuple(naming),
                (*over, *section), columns.get(number), caption, every,
            )
            for n in others
            if _holds_value(said[n])
        )  # fmt: skip
        return Row(whole, line.cells[number], cells, every)


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Does a line stand between two blank ones?"""
    blank = at >= 0 and lines[at + 1].kind == "blank"
    return blank and (at == 0 or lines[at - 1].kind == "blank")


def _head_of(text: str, line: Line) -> int:
    """Which of the first two cells says what the row is of: not a bare figure, like a rank."""
    for number in range(min(2, len(line.cells))):
        if line.times[number] or _WORD.search(text, *line.cells[number]):
            return number
    return 0


def _names(cell: str) -> bool:
    return not any(c.isdigit() for c in cell) and _WORD.search(cell) is not None


def _holds_value(cell: str) -> bool:
    """Is it a figure or date with few words, rather than a remark?"""
    return any(c.isdigit() for c in cell) and len(_WORD.findall(cell)) <= _MOST_WORDS


def _is_list(rows: Sequence[Line]) -> bool:
    """Do most of these rows stand under each other?"""
    pairs = [_aligned(*pair) for pair in pairwise(rows)]
    return bool(pairs) and 2 * sum(pairs) >= len(pairs)


def _aligned(one: Line, other: Line) -> bool:
    """Have two rows as many cells, and do these stand under each other?"""
    if len(one.cells) != len(other.cells) or one.tabbed != other.tabbed:
        return False
    if one.tabbed:
        return True
    edges = ((one.edges(n), other.edges(n)) for n in range(1, len(one.cells)))
    return all(abs(a[0] - b[0]) <= 1 or abs(a[1] - b[1]) <= 1 for a, b in edges)


def columns_over(heads: Line, row: Line) -> dict[int, Stretch]:
    """The column head over each cell of a row, by number.

    Where the row has as many cells as there are heads, in their order; else by place.
    """
    if heads.tabbed and row.tabbed and set(row.places) <= {0, *heads.places}:
        at = dict(zip(heads.places, heads.cells, strict=True))
        return {n: at[place] for n, place in enumerate(row.places) if place in at}
    lacking = heads.edges(0)[0] >= row.edges(0)[1] if not heads.tabbed else heads.places[0] > 0
    lacking = lacking or len(row.cells) == len(heads.cells) + 1
    if len(row.cells) == len(heads.cells) + lacking:
        return {n: heads.cells[n - lacking] for n in range(lacking, len(row.cells))}
    found = {} if lacking else {0: heads.cells[0]}
    for n in range(1, len(row.cells)):
        start, end = row.edges(n)
        common = [
            (min(end, heads.edges(h)[1]) - max(start, heads.edges(h)[0]), -h)
            for h in range(len(heads.cells))
        ]
        best, number = max(common)
        if best > 0:
            found[n] = heads.cells[-number]
    return found
