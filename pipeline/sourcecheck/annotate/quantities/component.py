"""The component: one walk over the pieces of a document, from left to right.

Figures in a row may have one unit: "5, 10 and 20 km", "60 × 10 mm", "9 or 12 months".
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.annotate.quantities import counted, figure, heading, modifiers, quantity, refused
from sourcecheck.annotate.quantities.figure import Figure, in_millions
from sourcecheck.annotate.quantities.site import LexedDoc
from sourcecheck.annotate.view import view_of
from sourcecheck.normalise import digits, number, share
from sourcecheck.normalise.digits import Amount
from sourcecheck.normalise.lexer import Piece, pieces

GROUP = "quantities"


class Quantities:
    """Writes the figures of a Doc as mentions of the group "quantities" (annotate.mentions).

    Spans that the dates component has taken are left alone. The span of a mention holds the
    figure with its hedge and unit ("at least 50", "1,900-mile", "nearly US$6 billion"), not
    the noun that is counted; that noun is `Quantity.counted`. Only where an article counts
    ("a soldier" was killed) the noun is part of it.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place; a Doc without figures gets an empty group."""
        view = view_of(doc)
        items = pieces(view.text)
        european = digits.convention([p.text for p in items if p.kind == "number"])
        around = LexedDoc(view, items)
        taken = _Taken(doc)
        unsaid = counted.implied(around)
        figures: list[Figure] = []
        at = 0
        while at < len(items):
            blocked = taken.until(items[at])
            if blocked is not None:
                at = _skip(items, at, blocked)
                continue
            if at in unsaid and not taken.holds(items, unsaid[at]):
                figures.append(unsaid[at])
                at = unsaid[at].end
                continue
            candidate = _candidate(items, at, european) if _may_begin(items[at]) else None
            if candidate is not None and taken.holds(items, candidate):
                candidate = _lower_end(candidate)
            if candidate is None or taken.holds(items, candidate):
                at += 1
                continue
            reason = refused.refusal(around, candidate)
            if reason:
                at = _beyond(items, candidate, code=reason == "code")
                continue
            figures.append(candidate)
            at = candidate.end
        shared = levels(items, in_one_unit(items, figures, taken.durations))
        shared = heading.figures(around, shared)
        mentions.write(doc, GROUP, quantity.mentions(around, shared))
        return doc


class _Taken:
    """The character spans of another component's mentions, looked up by offset."""

    def __init__(self, doc: Doc) -> None:
        dates = mentions.read(doc, "dates")
        spans = [(m.span.start, m.span.end) for m in dates]
        self.durations = {
            m.span.start: m.quantity.stated_unit
            for m in dates
            if m.kind == "duration" and m.quantity is not None
        }
        self._starts, self._ends = [s for s, _ in spans], [e for _, e in spans]

    def until(self, piece: Piece) -> int | None:
        """The end of the span that holds the piece's start, or None."""
        index = bisect.bisect_right(self._starts, piece.start) - 1
        return self._ends[index] if index >= 0 and piece.start < self._ends[index] else None

    def holds(self, items: list[Piece], found: Figure) -> bool:
        """Does any span share a character with the figure?"""
        index = bisect.bisect_left(self._starts, items[found.end - 1].end) - 1
        return index >= 0 and self._ends[index] > items[found.start].start


def _lower_end(found: Figure) -> Figure | None:
    """The first number of a range whose second belongs to a date: "9" of "9 or 12 months"."""
    number = found.low.number
    if found.high is None or number.start > found.high.number.start:
        return None
    low = Amount(number, number.start, number.end)
    return Figure(found.start, number.end, found.body, low, None, found.hedge, number.rule)


def _skip(items: list[Piece], at: int, end: int) -> int:
    while at < len(items) and items[at].start < end:
        at += 1
    return at


def _candidate(items: list[Piece], at: int, european: bool) -> Figure | None:
    """The figure or ordinal that begins here; the ordinal where it reaches further."""
    if items[at].kind == "number" and (ratio := share.colon(items, at)):
        return Figure(at, ratio.end, at, Amount(ratio, at, ratio.end), rule="ratio")
    found = figure.read(items, at, european=european)
    rank = number.ordinal(items, at) if items[at].kind in ("number", "word") else None
    if rank and (found is None or rank.end > found.end):
        return Figure(at, rank.end, at, Amount(rank, at, rank.end), rule="ordinal")
    return found


def _beyond(items: list[Piece], refused: Figure, *, code: bool) -> int:
    """Where to go on behind what is no figure: behind all that is written on to it.

    `code`: it began like a telephone number; the numbers behind it belong to it.
    """
    at = refused.low.number.end if refused.high is None else refused.end
    at = max(at, refused.start + 1)
    while at < len(items) and (
        (items[at].glued and (items[at].kind in ("number", "dash") or items[at].text in "./:"))
        or (code and items[at].kind == "number")
    ):
        at += 1
    return at


def _may_begin(piece: Piece) -> bool:
    return (
        piece.kind in ("number", "fraction")
        or piece.lower in _openers()
        or piece.text in _openers()
    )


@functools.cache
def _openers() -> frozenset[str]:
    """Every piece that a figure can begin with, beside digits."""
    data, money = resources.load("numbers"), resources.load("currencies")
    words = {
        *data["cardinal"],
        *data["tens"],
        *data["ordinal"],
        *data["sign"],
        "a",
        "an",
        "half",
        "between",
        "from",
        "ranging",
        "range",
        "ranges",
        "ranged",
        "somewhere",
        "anywhere",
        *resources.load("units")["before"],
        *resources.load("units")["before_exact"],
        *resources.load("units")["unit"]["percent"]["words"],
        "per",
        *modifiers.first_pieces(),
        "-",
        "−",
        "+",
    }
    words |= {tens + rank for tens in data["tens"] for rank in data["ordinal"]}
    signs = [*money["currency"], *money["form"]]
    for table in (money["form"], money["leading"]):
        signs += [form for forms in table.values() for form in forms]
    signs += [symbol for entry in money["currency"].values() for symbol in entry["symbols"]]
    return frozenset([*words, *(items[0].text for items in map(pieces, signs) if items)])


_LINKS = (["and"], ["or"], [",", "and"], [",", "or"], ["×"], ["x"], ["by"])
_SMALL = 1000  # "from 800,000 to 1.2 million": the first has its own scale
_FROM = ("from", "against")
_SENTENCE = 16  # pieces between a level and the one before it
_RULE_BEFORE = "unit of the one before"
_CROSSES = (["×"], ["x"])
_RELAY = 20  # times the first figure
_RULE = "unit of the next"


def in_one_unit(
    items: list[Piece], figures: list[Figure], durations: Mapping[int, str]
) -> list[Figure]:
    """The figures; those of a list have the unit of its last one.

    Only digits behind which nothing else stands before the next figure take it. `durations` are
    the units of the dates component's durations by where they begin: "9 or 12 months".
    """
    shared: list[Figure] = []
    for found in reversed(figures):
        after = shared[-1] if shared else None
        if after is not None and _moved(items, found, after):
            found = _in_unit(_scaled(found, after.low), after.low)
        elif after is not None and _shares(items, found, after):
            found = _in_unit(found, after.low)
        elif unit := _duration_behind(items, found, durations):
            found = _in_unit(found, replace(found.low, names=(unit,), sort="unit"))
        shared.append(found)
    return shared[::-1]


def levels(items: list[Piece], figures: list[Figure]) -> list[Figure]:
    """The figures; a former level has the unit, or the millions, of what is told before it.

    "3.2m people, up from 2.9m"; "67.8 per cent, from 61.1"; "$4.5 billion from 4.1 billion".
    """
    told: list[Figure] = []
    for found in figures:
        before = told[-1] if told else None
        if before is not None and _from_level(items, before, found):
            found = _like(items, before, found)
        told.append(found)
    return told


def _from_level(items: list[Piece], before: Figure, found: Figure) -> bool:
    """Is this alone behind "from", in the sentence of the figure before it?"""
    if found.body == 0 or items[found.body - 1].lower not in _FROM or found.high:
        return False
    between = items[before.end : found.body]
    near = len(between) <= _SENTENCE and all(
        p.kind != "break" and p.text not in ".;" for p in between
    )
    following = items[found.end] if found.end < len(items) else None
    return near and (following is None or following.kind in ("symbol", "break"))


def _like(items: list[Piece], before: Figure, found: Figure) -> Figure:
    """`found` with the millions of `before`, or with its percent or currency."""
    millions = (before.high or before.low).number.scaled and before.low.names != ("meter",)
    if millions and found.low.sort == "unit":
        low = in_millions(items, found.low)
        if low is found.low:
            return found
        return replace(found, low=low.with_unit_of(before.low), rule=_RULE_BEFORE)
    shared = before.low.names == ("percent",) or before.low.sort == "money"
    decimal = found.low.number.scaled or "." in items[found.low.number.start].text
    if found.low.sort != "bare" or not shared or not decimal or found.rule == "ordinal":
        return found
    if before.low.sort == "money" and before.low.number.scaled != found.low.number.scaled:
        return found
    return replace(found, low=found.low.with_unit_of(before.low), rule=_RULE_BEFORE)


def _in_unit(found: Figure, other: Amount) -> Figure:
    high = found.high and found.high.with_unit_of(other)
    return replace(found, low=found.low.with_unit_of(other), high=high, rule=_RULE)


def _shares(items: list[Piece], found: Figure, after: Figure) -> bool:
    if not _plain(found) or after.low.sort != "unit":
        return False
    behind = after.low.written[0] >= after.low.number.end
    link = [p.lower for p in items[found.end : after.start]]
    listed = link in _LINKS or (link == [","] and after.rule == _RULE)
    if link in _CROSSES and _relay(found, after):
        return False
    return listed and behind and after.low.number.digits is not None


def _relay(found: Figure, after: Figure) -> bool:
    """ "4x100m": so many times the distance, no measure of both sides."""
    return after.low.number.value >= _RELAY * found.low.number.value


def _moved(items: list[Piece], found: Figure, after: Figure) -> bool:
    """ "rose from 1.2 to 1.9 million", "from 5 to 8 percent": two levels, written like a range."""
    before = items[found.body - 1].lower if found.body else ""
    link = [p.lower for p in items[found.end : after.start]]
    if before != "from" or link != ["to"] or not _plain(found) or after.high is not None:
        return False
    behind = after.low.sort == "bare" or after.low.written[0] >= after.low.number.end
    return behind and (after.low.sort == "unit" or after.low.number.scaled)


def _scaled(found: Figure, after: Amount) -> Figure:
    """The scale of the second level, where the first is a small number without one."""
    number, scale = found.low.number, after.number.scale
    if number.scaled or scale == 1 or number.value >= _SMALL:
        return found
    return replace(found, low=replace(found.low, number=number.times(scale, number.end)))


def _duration_behind(items: list[Piece], found: Figure, durations: Mapping[int, str]) -> str:
    """The unit of a duration that "and" or "or" ties to a plain figure; "" if none is."""
    if not durations or not _plain(found):
        return ""
    for length in (1, 2):
        at = found.end + length
        if at < len(items) and [p.lower for p in items[found.end : at]] in _LINKS:
            return durations.get(items[at].start, "") if items[at].kind == "number" else ""
    return ""


def _plain(found: Figure) -> bool:
    return found.low.sort == "bare" and found.low.number.rule == "digits"
