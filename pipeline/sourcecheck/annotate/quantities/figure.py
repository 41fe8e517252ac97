"""Figures with all that belongs to them: hedge, range, ± and unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.annotate.quantities import amount, modifiers
from sourcecheck.annotate.quantities.modifiers import Hedge
from sourcecheck.normalise import money, number
from sourcecheck.normalise.digits import Amount, Number
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.unit import unit

_OPENERS = {"between": ("and",), "from": ("to", "through")}
_THOUSAND, _MILLION = Fraction(10**3), Fraction(10**6)
_FAR = 3  # times the lower end that the upper end of a range of bare counts may be behind "by"
_GROUPING = (",", " ", "\u00a0", "\u2009", "\u202f", "'", "’")
_SHORT = 7  # signs of a figure in thousands: "400,000"
_COUPLE = "couple"
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
    worded = items[at].kind != "number"  # no hedge begins with digits
    plural = modifiers.vague(items, at) if worded else None
    if plural is not None and plural[0].anchor is not None:
        hedge, end = plural
        return _plural(items, Number(plural[0].anchor, at, end, rule="vague"), hedge)
    hedged = modifiers.before(items, at) if worded else modifiers.Hedged(None, at)
    found = _body(items, hedged.end, european)
    if found is None:
        return _several(items, at, hedged)
    found = _couple(items, found)
    inner = found.hedge  # of a range: "from 50 to around 80"
    start = at if hedged.hedge else found.start
    found = replace(found, start=start, hedge=hedged.hedge or inner or _mark(items, found))
    if found.hedge is None or found.hedge.operator == "=":
        behind = modifiers.after(items, found.end)
        if behind:
            both = modifiers.joint(found.hedge, behind[0]) if found.hedge else behind[0]
            found = replace(found, hedge=both, end=behind[1])
            if found.low.sort == "bare":  # "six-plus rounds", "5 or more km": the unit comes late
                found = _late_unit(items, found)
    return found


def _mark(items: list[Piece], found: Figure) -> Hedge | None:
    """ "passed the 300 mark": more than that, by the verb and the noun around it."""
    if found.start < 2 or found.end >= len(items) or items[found.start - 1].lower != "the":
        return None
    words = resources.load("hedges")["mark"]
    verb, noun = items[found.start - 2].lower, items[found.end].lower
    passed = verb in words["verbs"] and noun in words["nouns"]
    return modifiers.vocabulary()["more_than"] if passed else None


def _couple(items: list[Piece], found: Figure) -> Figure:
    """ "a couple of hundred", "a couple thousand": about two of them."""
    end = found.low.number.end
    if found.high is not None or items[end - 1].lower != _COUPLE or end != found.end:
        return found
    end += end < len(items) and items[end].lower == "of"
    factor, end = number.multiplier(items, end)
    if factor == 1:
        return found
    value = Number(found.low.number.value * factor, found.start, end, rule="vague")
    hedge = modifiers.vocabulary()["about"]
    return Figure(
        found.start, end, found.body, Amount(value, found.start, end), None, hedge, "couple"
    )


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
    vague = [modifiers.before(items, at + 1)]
    first = amount.read(items, vague[0].end, european=european)
    if first is None or first.end >= len(items):
        return None
    link, to = items[first.end], links[0] == "to"
    if link.lower not in links and not (to and link.kind == "dash"):
        return None
    vague.append(modifiers.before(items, first.end + 1))
    second = amount.read(items, vague[1].end, european=european)
    if second is None or (to and _moves(items, at, first, second)):
        return None
    pair = _pair(items, first, second, wide=True)
    if pair and to and not _one_unit(first, second) and pair[0].start > pair[1].start:
        return None  # "from 3 m to 80 cm" is a way down too
    hedge = next((v.hedge for v in vague if v.hedge and v.hedge.operator == "="), None)
    return pair and Figure(at, second.end, at, *pair, hedge, rule="range " + items[at].lower)


def _moves(items: list[Piece], at: int, first: Amount, second: Amount) -> bool:
    """ "rose from 5 to 8", "from 20,000 to 10,000", a way down: two levels, no range."""
    if modifiers.moves(items, at):
        return True
    introduced = at > 0 and items[at - 1].lower in _INTRODUCTIONS
    falls = 0 <= second.number.value < first.number.value and not second.number.scaled
    return falls and _one_unit(first, second) and not introduced


def _one_unit(first: Amount, second: Amount) -> bool:
    return "bare" in (first.sort, second.sort) or first.names == second.names


def _dashed(items: list[Piece], first: Amount, european: bool) -> Figure | None:
    """ "3–5 km", "8- to 16-meter", "$2-3 billion", "1.4%–3.1%"."""
    at = first.end
    start = _behind_dash(items, first)
    second = amount.read(items, start, european=european) if start is not None else None
    if second is None or (second.number.signed and start == at + 1 and items[at].text == "-"):
        return None
    pair = _pair(items, _in_thousands(items, first, second), second)
    if pair is None or _falling(pair):
        return None
    return Figure(first.start, second.end, first.start, *pair, rule="range dash")


def _behind_dash(items: list[Piece], first: Amount) -> int | None:
    """Where the second figure of a range with a dash begins; None where the dash makes none."""
    at = first.end
    if at + 1 >= len(items) or items[at].kind != "dash":
        return None
    start, glued = at + 1, items[at].glued
    if items[start].lower == "to" and glued:
        start += 1 + _hyphen(items, start + 1)  # "8- to 16-metre", "18-to-24"
    elif glued != items[start].glued or (items[at].text == "—" and not glued):
        return None
    if start >= len(items) or (items[at].text in "-‐‑" and first.number.signed and not glued):
        return None
    if glued and items[at - 1].kind == "number" and _capital(items[start]):
        return None  # digits tied to a capital word are a name
    return start


def _capital(piece: Piece) -> bool:
    """A number word with a capital letter, but no currency's sign or code."""
    return piece.kind == "word" and piece.text.istitle() and number.word(piece.lower)


def _in_thousands(items: list[Piece], first: Amount, second: Amount) -> Amount:
    """ "3" of "3-4,000": three thousand, which the second figure tells."""
    number, upper = first.number, items[second.number.start].text
    if (
        not number.bare
        or len(upper) > _SHORT
        or upper[-4:-3] not in _GROUPING
        or upper[-3:] != "000"
    ):
        return first
    if not 0 < number.value * _THOUSAND < second.number.value or second.number.scaled:
        return first
    return replace(first, number=number.times(_THOUSAND, number.end))


def _hyphen(items: list[Piece], at: int) -> bool:
    return at < len(items) and items[at].kind == "dash" and items[at].glued


def _worded(items: list[Piece], first: Amount, european: bool) -> Figure | None:
    """ "3 to 5 people", "two or three", "43% to 44%"; the second is the larger."""
    at = first.end
    if at + 1 >= len(items) or items[at].lower not in ("to", "or") or first.rule == "article":
        return None
    second = amount.read(items, at + 1, european=european)
    if second is None or second.rule == "article" or second.number.rule == "article":
        return None
    levels = first.sort != "bare" or (first.start and items[first.start - 1].lower == "from")
    if items[at].lower == "to" and levels and modifiers.moves(items, first.start):
        return None
    if items[at].lower == "or" and (first.sort != "bare" or not _near(first.number, second.number)):
        return None
    if items[at].lower == "to" and _by_much(items, first, second):
        return None
    pair = _pair(items, first, second)
    if pair is None or _falling(pair):
        return None
    return Figure(first.start, second.end, first.start, *pair, rule="range " + items[at].lower)


def _by_much(items: list[Piece], first: Amount, second: Amount) -> bool:
    """ "rose by three to 45": a change and the new level, where the second is far larger."""
    if first.sort != "bare" or second.sort != "bare" or not first.start:
        return False
    by = items[first.start - 1].lower == "by" and modifiers.moves(items, first.start)
    return by and second.number.value >= _FAR * first.number.value


def _near(first: Number, second: Number) -> bool:
    """ "two or three", "100 or 200", "five or six thousand": alternatives that make a range."""
    shared = second.scaled and not first.scaled and first.value < second.scale
    low = first.value * second.scale if shared else first.value
    return 0 < low < second.value <= 2 * low


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
    if [p.lower for p in items[at : at + 3]] == ["plus", "or", "minus"]:
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


def _pair(
    items: list[Piece], first: Amount, second: Amount, *, wide: bool = False
) -> tuple[Amount, Amount] | None:
    """The two ends of a range in one unit, lower first; None if they cannot be one range.

    `wide`: the words leave no doubt of a range, so that its ends may have two units that convert.
    """
    if second.number.scaled and second.names != first.names:
        first = in_millions(items, first)
    ends = _in_one_unit(first, second, wide=wide)
    if ends is None:
        return None
    first, second = ends
    mine, other = first.number, second.number
    small = mine.value < max(_THOUSAND, other.value / other.scale)
    if other.scaled and not mine.scaled and small and mine.rule != "fraction":
        shared = mine.times(other.scale, mine.end)
        if shared.value < other.value:
            first = replace(first, number=shared)
    if first.number.rule == "ordinal" or first.number.value == second.number.value:
        return None
    return (first, second) if first.number.value < second.number.value else (second, first)


def _in_one_unit(first: Amount, second: Amount, *, wide: bool) -> tuple[Amount, Amount] | None:
    if first.sort == "bare" and second.sort != "bare":
        return first.with_unit_of(second), second
    if second.sort == "bare" and first.sort != "bare":
        # "5 km to 10" is no range of prose
        return (first, second.with_unit_of(first)) if first.sort == "money" else None
    if first.names == second.names:
        return first, second
    if not _same_dimension(first, second):
        return None
    converted = _converted(first, second) if wide else None
    return None if converted is None else (converted, second)


def _converted(first: Amount, second: Amount) -> Amount | None:
    """The lower end in the unit of the upper one: "400 m" as 0.4 of "2 km".

    A currency left open takes the one that the other end names.
    """
    if first.sort == "money" or second.sort == "money":
        one_money = money.codes(second.names[0]) & money.codes(first.names[0])
        return first.with_unit_of(second) if one_money else None
    mine, other = unit(first.names[0]), unit(second.names[0])
    if mine.offset or other.offset:
        return None
    ratio, known = mine.factor / other.factor, first.number
    place = None if known.last_place is None else known.last_place * ratio
    value = replace(known, value=known.value * ratio, last_place=place, other=None, scaled=True)
    return replace(first, number=value).with_unit_of(second)


def in_millions(items: list[Piece], found: Amount) -> Amount:
    """ "2.5m", read as metres, as the million that it is beside "2.7m tonnes"."""
    if found.names != ("meter",) or items[found.end - 1].text != "m":
        return found
    number = found.number.times(_MILLION, found.end)
    return replace(found, number=number, names=(), written=(0, 0), sort="bare", rule="")


def _same_dimension(first: Amount, second: Amount) -> bool:
    if first.sort == "bare" or second.sort == "bare":
        return first.sort == second.sort
    return unit(first.names[0]).dimension == unit(second.names[0]).dimension


def _plural(items: list[Piece], value: Number, hedge: Hedge) -> Figure:
    """A vague figure with what it is of, where that is a unit: "millions of dollars"."""
    found = amount.of_unit(items, value)
    return Figure(value.start, found.end, value.start, found, hedge=hedge, rule="vague plural")


def _several(items: list[Piece], at: int, hedged: modifiers.Hedged) -> Figure | None:
    """ "several dozen", "a few hundred thousand": two of the thing or more, like its plural."""
    if hedged.hedge is None or hedged.hedge.id != "several":
        return None
    factor, end = number.multiplier(items, hedged.end)
    if factor == 1:
        return None
    return _plural(items, Number(2 * factor, at, end, rule="vague"), hedged.hedge)
