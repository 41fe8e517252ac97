"""The component: one walk over the pieces of a document, from left to right."""

from __future__ import annotations

import bisect
import functools
from dataclasses import replace
from fractions import Fraction

from spacy.tokens import Doc

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.annotate.quantities import (
    build,
    conversion,
    counted,
    figure,
    hedges,
    implied,
    lists,
    refused,
    tabulated,
)
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.measure import Amount
from sourcecheck.annotate.quantities.surroundings import Surroundings
from sourcecheck.model.mention import Mention
from sourcecheck.model.quantity import Quantity
from sourcecheck.model.span import Span
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
        around = Surroundings(doc, text, items)
        taken = _Taken(doc)
        unsaid = implied.find(around)
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
        shared = tabulated.figures(around, shared)
        found = [(f, _mention(around, f)) for f in shared]
        written = _bounds(around, conversion.tied(items, found))
        mentions.write(doc, GROUP, written)
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


def _mention(around: Surroundings, found: Figure) -> Mention:
    items, text = around.items, around.text
    start, end = items[found.start].start, items[found.end - 1].end
    noun = found.counted
    if not noun and (found.low.sort == "bare" or found.low.rule == "count per unit"):
        last = (found.high or found.low).number.end - 1
        if found.low.sort == "bare":
            last = max(last, found.end - 1)  # "1,000-plus soldiers"
        body = around.doc.char_span(
            items[found.body].start, items[last].end, alignment_mode="expand"
        )
        if body is not None and len(body):
            noun = counted.noun(body, parsed=around.parsed, tagged=around.tagged)
    value = build.quantity(items, found, text, noun)
    return Mention(Span(start, end, text[start:end]), build.kind(value), quantity=value)


def _bounds(around: Surroundings, found: list[tuple[Figure, Mention]]) -> list[Mention]:
    """The mentions, with "more than 10 and less than 40" made one interval."""
    joined: list[tuple[Figure, Mention]] = []
    for second, mention in found:
        if joined and _one_interval(around.items, joined[-1], (second, mention)):
            first, lower = joined.pop()
            joined.append((replace(first, end=second.end), _interval(around.text, lower, mention)))
        else:
            joined.append((second, mention))
    return [mention for _, mention in joined]


def _one_interval(
    items: list[Piece], first: tuple[Figure, Mention], second: tuple[Figure, Mention]
) -> bool:
    """Is this a lower and an upper bound of one thing, in either order, with room between them?"""
    between = [p.lower for p in items[first[0].end : second[0].start]]
    a, b = first[1].quantity, second[1].quantity
    if between not in (["and"], ["but"]) or a is None or b is None:
        return False
    if {a.operator[0], b.operator[0]} != {"<", ">"} or a.is_interval or b.is_interval:
        return False
    if a.unit not in (b.unit, "dimensionless"):
        return False
    low, high = _ends(a, b)
    return (low < high) == (a.operator[0] == ">")


def _ends(a: Quantity, b: Quantity) -> tuple[Fraction, Fraction]:
    """Two figures in the unit of the second ("more than 10 and less than 40 km")."""
    scale = b.factor if a.unit != b.unit else Fraction(1)
    return (a.low or Fraction(0)) * scale, b.low or Fraction(0)


def _interval(text: str, first: Mention, second: Mention) -> Mention:
    a, b = first.quantity, second.quantity
    if a is None or b is None:
        return second
    low, high = sorted(_ends(a, b))
    span = Span(first.span.start, second.span.end, text[first.span.start : second.span.end])
    value = replace(
        b, low=low, high=high, operator="=", hedge="", approximate=False, rule="two bounds"
    )
    return replace(second, span=span, quantity=value)


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
        *hedges.first_pieces(),
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
