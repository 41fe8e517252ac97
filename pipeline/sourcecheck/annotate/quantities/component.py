"""The component: one walk over the pieces of a document, from left to right."""

from __future__ import annotations

import bisect
import functools

from spacy.tokens import Doc

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.annotate.quantities import (
    counted,
    figure,
    heading,
    lists,
    modifiers,
    quantity,
    refused,
)
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.measure import Amount
from sourcecheck.annotate.quantities.site import LexedDoc
from sourcecheck.normalise import digits, number, share
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
        text = doc.text
        items = pieces(text)
        european = digits.convention([p.text for p in items if p.kind == "number"])
        around = LexedDoc(doc, text, items)
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
        shared = lists.levels(items, lists.in_one_unit(items, figures, taken.durations))
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
