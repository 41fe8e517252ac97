"""Figures with all that belongs to them: hedge, range, ± and unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sourcecheck.annotate.quantities import amount, change, hedges
from sourcecheck.annotate.quantities.hedges import Hedge
from sourcecheck.annotate.quantities.measure import Amount
from sourcecheck.normalise import number
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.numeral import Number
from sourcecheck.normalise.unit import unit

_OPENERS = {"between": ("and",), "from": ("to", "through")}
_INTRODUCTIONS = ("ranging", "range", "ranges", "ranged", "somewhere", "anywhere")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `pieces[start:end]`: one amount, or two for a range; `body` is without hedges."""

    start: int
    end: int
    body: int
    low: Amount
    high: Amount | None = None
    hedge: Hedge | None = None
    rule: str = ""
    counted: str = ""  # lemma of what is counted, where the figure itself tells


def read(items: list[Piece], at: int, *, european: bool = False) -> Figure | None:
    """The figure that begins at `items[at]`, or None.

    `at` is where its hedge begins, if it has one.
    """
    plural = hedges.vague(items, at)
    if plural:
        return _vague(at, *plural)
    hedged = hedges.before(items, at)
    found = _body(items, hedged.end, european)
    if found is None:
        return _several(items, at, hedged)
    inner = found.hedge  # of a range: "from 50 to around 80"
    start = at if hedged.hedge else found.start
    found = replace(found, start=start, hedge=hedged.hedge or inner)
    if found.hedge is None or found.hedge.operator == "=":
        behind = hedges.after(items, found.end)
        if behind:
            both = hedges.joint(found.hedge, behind[0]) if found.hedge else behind[0]
            found = replace(found, hedge=both, end=behind[1])
            if found.low.sort == "bare":  # "six-plus rounds", "5 or more km": the unit comes late
                found = _late_unit(items, found)
    return found


def _late_unit(items: list[Piece], found: Figure) -> Figure:
    again = amount.read(
        [*items[found.low.start : found.low.number.end], *items[found.end : found.end + 8]], 0
    )
    if again is None or again.sort == "bare":
        return found
    shift = found.end - (found.low.number.end - found.low.start)
    end = again.end + shift
    written = (again.written[0] + shift, again.written[1] + shift)
    return replace(
        found, end=end, low=replace(found.low, names=again.names, sort=again.sort, written=written)
    )


def _body(items: list[Piece], at: int, european: bool) -> Figure | None:
    if at >= len(items):
        return None
    opener = items[at].lower
    if opener in _OPENERS:
        return _opened(items, at, _OPENERS[opener], european)
    if opener in _INTRODUCTIONS and at + 1 < len(items) and items[at + 1].lower in _OPENERS:
        inner = _opened(items, at + 1, _OPENERS[items[at + 1].lower], european)
        return inner and replace(inner, start=at)
    first = amount.read(items, at, european=european)
    if first is None:
        return None
    return (
        _dashed(items, first, european)
        or _worded(items, first, european)
        or _tolerance(items, first)
        or Figure(first.start, first.end, at, first, rule=first.rule or first.number.rule)
    )


def _opened(items: list[Piece], at: int, links: tuple[str, ...], european: bool) -> Figure | None:
    """ "between 44 and 50 mg", "from 7 to 10"; None for movement ("rose from 5 to 8")."""
    vague = [hedges.before(items, at + 1)]
    first = amount.read(items, vague[0].end, european=european)
    if first is None or first.end >= len(items):
        return None
    link = items[first.end]
    if link.lower not in links and not (links[0] == "to" and link.kind == "dash"):
        return None
    vague.append(hedges.before(items, first.end + 1))
    second = amount.read(items, vague[1].end, european=european)
    if second is None or (links[0] == "to" and change.moves(items, at)):
        return None
    pair = _pair(first, second)
    hedge = next((v.hedge for v in vague if v.hedge and v.hedge.operator == "="), None)
    return pair and Figure(at, second.end, at, *pair, hedge, rule="range " + items[at].lower)


def _dashed(items: list[Piece], first: Amount, european: bool) -> Figure | None:
    """ "3–5 km", "8- to 16-meter", "$2-3 billion", "1.4%–3.1%"."""
    at = first.end
    if at + 1 >= len(items) or items[at].kind != "dash":
        return None
    start = at + 1
    if items[start].lower == "to" and items[at].glued:
        start += 1
    elif items[at].glued != items[start].glued or (items[at].text == "—" and not items[at].glued):
        return None
    if start >= len(items) or (
        items[at].text in "-‐‑" and first.number.signed and not items[at].glued
    ):
        return None
    second = amount.read(items, start, european=european)
    if second is None or (second.number.signed and start == at + 1 and items[at].text == "-"):
        return None
    pair = _pair(first, second)
    if pair is None or _falling(pair):
        return None
    return Figure(first.start, second.end, first.start, *pair, rule="range dash")


def _worded(items: list[Piece], first: Amount, european: bool) -> Figure | None:
    """ "3 to 5 people", "two or three", "43% to 44%"; the second is the larger."""
    at = first.end
    if at + 1 >= len(items) or items[at].lower not in ("to", "or") or first.rule == "article":
        return None
    second = amount.read(items, at + 1, european=european)
    if second is None or second.rule == "article" or second.number.rule == "article":
        return None
    if items[at].lower == "to" and change.moves(items, first.start) and first.sort != "bare":
        return None
    if items[at].lower == "or" and (first.sort != "bare" or not _near(first.number, second.number)):
        return None
    pair = _pair(first, second)
    if pair is None or _falling(pair):
        return None
    return Figure(first.start, second.end, first.start, *pair, rule="range " + items[at].lower)


def _near(first: Number, second: Number) -> bool:
    """ "two or three", "100 or 200": alternatives that make a range."""
    return 0 < first.value < second.value <= 2 * first.value


def _falling(pair: tuple[Amount, Amount]) -> bool:
    """Did the larger one stand first? Then a dash or "to" between them makes no range: "3-1"."""
    negative = pair[1].number.value < 0  # "−2 to −7 ‰" goes away from zero
    return pair[0].start > pair[1].start and not negative


def _tolerance(items: list[Piece], first: Amount) -> Figure | None:
    """ "1.3 ± 0.5 m": the interval that it says."""
    at = first.end
    if at + 1 >= len(items):
        return None
    step = 1 if items[at].text == "±" else 0
    if [p.text for p in items[at : at + 3]] == ["+", "/", "-"] or [
        p.text for p in items[at : at + 3]
    ] == ["+", "/", "−"]:
        step = 3
    second = amount.read(items, at + step) if step else None
    if second is None or second.number.value < 0:
        return None
    if first.sort == "bare":
        first = first.with_unit_of(second)
    if second.sort != "bare" and second.names != first.names:
        return None
    spread, value = second.number.value, first.number.value
    low = replace(first, number=replace(first.number, value=value - spread, other=None))
    high = replace(first, number=replace(first.number, value=value + spread, other=None))
    return Figure(first.start, second.end, first.start, low, high, rule="plus-minus")


def _pair(first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """The two ends of a range in one unit, lower first; None if they cannot be one range."""
    if first.sort == "bare" and second.sort != "bare":
        first = first.with_unit_of(second)
    elif second.sort == "bare" and first.sort != "bare":
        if first.sort != "money":
            return None  # "5 km to 10": no range of prose
        second = second.with_unit_of(first)
    if first.names != second.names and not _same_dimension(first, second):
        return None
    if first.sort != "bare" and first.names != second.names:
        return None
    mine, other = first.number, second.number
    if other.scaled and not mine.scaled and mine.value < 1000 and mine.rule != "fraction":
        shared = mine.times(other.scale, mine.end)
        if shared.value < other.value:
            first = replace(first, number=shared)
    if first.number.rule == "ordinal" or first.number.value == second.number.value:
        return None
    return (first, second) if first.number.value < second.number.value else (second, first)


def _same_dimension(first: Amount, second: Amount) -> bool:
    if first.sort == "bare" or second.sort == "bare":
        return first.sort == second.sort
    return unit(first.names[0]).dimension == unit(second.names[0]).dimension


def _vague(at: int, hedge: Hedge, end: int) -> Figure:
    assert hedge.anchor is not None
    value = Number(hedge.anchor, at, end, rule="vague")
    return Figure(at, end, at, Amount(value, at, end), hedge=hedge, rule="vague plural")


def _several(items: list[Piece], at: int, hedged: hedges.Hedged) -> Figure | None:
    """ "several dozen", "a few hundred thousand": two of the thing or more, like its plural."""
    if hedged.hedge is None or hedged.hedge.id != "several":
        return None
    factor, end = number.multiplier(items, hedged.end)
    if factor == 1:
        return None
    value = Number(2 * factor, at, end, rule="vague")
    return Figure(at, end, at, Amount(value, at, end), hedge=hedged.hedge, rule="vague plural")
