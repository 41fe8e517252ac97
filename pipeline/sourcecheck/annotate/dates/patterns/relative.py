"""Times that lean on another: on that of writing ("last year") or of the story ("that year")."""

from __future__ import annotations

from fractions import Fraction

from sourcecheck.annotate.dates.expression import (
    Base,
    Expression,
    Offset,
    Partial,
    PartOf,
    Reference,
    Relative,
    Weekday,
)
from sourcecheck.annotate.dates.grammar import GROUPS, Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.absolute import ATOMS
from sourcecheck.annotate.dates.patterns.build import date, kinds

GROUPS["LEAN"] = ("SHIFT", "NARRATIVE")
DAY_OR_LONGER = frozenset(
    [
        "day",
        "night",
        "week",
        "weekend",
        "fortnight",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "millennium",
    ]
)


@ATOMS.rule("n=NAMEDDAY t=DAYTIME?")
def named_day(m: Match) -> Node | None:
    """ "yesterday", "tomorrow morning" """
    made = date(m, Offset(Fraction(abs(m["n"])), "day", -1 if m["n"] < 0 else 1, "writing"))
    if m.written() == "tonight":
        return in_daytime(made, "NI")
    return _with_daytime(m, made)


@ATOMS.rule("s=LEAN u=UNIT")
def leaning_unit(m: Match) -> Node | None:
    """ "last year", "this week", "the following year", "that month" """
    base = _base(m)
    unit = m["u"]
    if unit not in DAY_OR_LONGER or unit == "night":
        return None  # "last night" is a part of the day
    if m.scene.text[m.start : m.end].endswith("s") or _own(m):
        return None
    if base == "writing" and unit == "day" and m["s"] in (0, -1):
        return None  # "this day", "the last day"
    if m["s"] != 0 and m.scene.word_after(m.end) == "of" and _one_of_many(m):
        return None  # "the last week of the war", "last week of May"
    return date(m, Relative(unit, m["s"], base))


def _own(m: Match) -> bool:
    """ "our last evening": the last of those that someone had."""
    return "SHIFT" in m.part("s").values and m["s"] == -1 and m.scene.is_owned(m.start)


def _one_of_many(m: Match) -> bool:
    """Does "of" name what the unit is the last or next of?"""
    behind = m.behind(2)
    named = len(behind) == 2 and bool(set(behind[1].values) - {"x"})
    return "NARRATIVE" in m.part("s").values or named or m.scene.word_before(m.start) == "the"


@ATOMS.rule("s=LEAN t=DAYTIME")
def leaning_daytime(m: Match) -> Node | None:
    """ "this morning", "last night", "the following morning" """
    base = _base(m)
    if m.scene.text[m.start : m.end].endswith("s") or _own(m):
        return None
    return _with_daytime(m, date(m, Relative("day", m["s"], base)))


@ATOMS.rule("s=LEAN n=MONTH", "s=LEAN n=MONTH DOT? d=DAY")
def leaning_month(m: Match) -> Node | None:
    """ "last June", "the following May", "next Jan. 1" """
    if "d" in m and (not 1 <= m["d"] <= 31 or m.scene.text[m.end : m.end + 1].isalnum()):
        return None
    return date(m, Partial(m["n"], m.get("d"), shift=m["s"], base=_base(m)))


@ATOMS.rule("s=LEAN n=SEASON")
def leaning_season(m: Match) -> Node | None:
    """ "last summer" """
    return date(m, Partial(season=m["n"], shift=m["s"], base=_base(m)))


@ATOMS.rule("s=LEAN n=WEEKDAY t=DAYTIME?")
def leaning_weekday(m: Match) -> Node | None:
    """ "next Monday", "last Friday" """
    if m.scene.word_after(m.end) == "of":
        return None  # "the last Friday of the month"
    return _with_daytime(m, date(m, Weekday(m["n"], m["s"] if _base(m) == "writing" else None)))


@ATOMS.rule("n=WEEKDAY t=DAYTIME?")
def weekday(m: Match) -> Node | None:
    """ "on Tuesday", "Monday night"; not the title "Saturday Morning Cinema" """
    if "t" in m and m.scene.is_title(m.part("t").start, m.end):
        return None
    return _with_daytime(m, date(m, Weekday(m["n"])))


@ATOMS.rule("n=WEEKDAY COMMA? the? d=ORDNUM", "n=WEEKDAY d=DAYNUM", "n=WEEKDAY the d=ORDINAL")
def weekday_and_day(m: Match) -> Node | None:
    """ "Friday the 22nd", "Monday 21" """
    if "ORDNUM" not in m.part("d").values and not m.scene.ends(
        m.end, ("at", "from", "between", "and", "in")
    ):
        return None
    return date(m, Partial(day=m["d"], weekday=m["n"])) if 1 <= m["d"] <= 31 else None


@ATOMS.rule("the d=ORDNUM", "the d=ORDINAL", "on d=ORDNUM")
def day_of_month(m: Match) -> Node | None:
    """ "on the 22nd", of a month that is not said; in words from "the thirteenth" on."""
    after = m.scene.word_after(m.end)
    if "on" not in m.nodes[0].values and (
        m.scene.word_before(m.start) not in ("on", "by", "until", "since", "for", "from")
    ):
        return None
    if "ORDINAL" in m.part("d").values and m["d"] < 13:
        return None
    if after and after[0].isalnum() and after not in _AFTER_A_DAY:
        return None
    start = m.part("d").start if "on" in m.nodes[0].values else m.start
    return date(m, Partial(day=m["d"]), start=start) if 1 <= m["d"] <= 31 else None


_AFTER_A_DAY = frozenset(
    ["and", "at", "in", "he", "she", "they", "it", "we", "i", "a", "an", "the", "after", "before"]
)


@ATOMS.rule("r=REFERENCE")
def reference(m: Match) -> Node | None:
    """ "now", "recently"; "the past" and "the future" on their own."""
    words = m.written()
    if words == "soon" and "as" in (m.scene.word_before(m.start), m.scene.word_after(m.end)):
        return None
    behind = m.after()
    if words == "at this time" and behind is not None and "SHIFT" in behind.values:
        return None  # "at this time last year"
    if words in ("the past", "the future"):
        following = m.scene.next_token(m.end)
        word = m.scene.word_after(m.end)
        noun = (
            m.scene.tagged and following is not None and following.pos_ in ("NOUN", "ADJ", "PROPN")
        )
        if noun or (not m.scene.tagged and word not in ("", ".", ",", ";", "and", "or", "to")):
            return None
    return date(m, Reference(m["r"]))


@ATOMS.rule("(on|over|at)? the u=weekend", "(on|over) u=weekend")
def the_weekend(m: Match) -> Node | None:
    """ "over the weekend" """
    if m.scene.word_after(m.end).isalpha() and m.scene.word_before(m.start) in ("of", "for"):
        return None
    return date(m, Weekday(6, None, unit="weekend"))


@ATOMS.rule("(in|for|during) the u=UNIT")
def the_unit(m: Match) -> Node | None:
    """ "for the year", "in the quarter": of what the text reports on, with nothing behind it."""
    if m["u"] not in ("week", "month", "quarter", "year") or m.written().endswith("s"):
        return None
    if not m.scene.ends(m.end) or m.scene.is_game(m.start):
        return None
    return date(m, Relative(m["u"], 0, "told"), start=m.nodes[1].start)


@ATOMS.rule("p=PART the? u=UNIT", "p=PART t=DAYTIME")
def part_of_the_unit(m: Match) -> Node | None:
    """ "the end of the year", "earlier in the week" """
    words = m.written()
    if "u" in m and m["u"] == "day" and " in" in m.written("p"):
        return date(m, Relative("day", 0, "either"), m["p"])  # "earlier in the day"
    if "t" in m or m["u"] not in ("week", "month", "quarter", "year", "decade", "century"):
        return None
    if (" of" not in words and " in " not in words) or m.scene.word_after(m.end) in ("of", "in"):
        return None
    base: Base = "writing" if m.scene.word_before(m.start) == "since" else "either"
    return date(m, PartOf(m["p"], Relative(m["u"], 0, base)), m["p"])


@ATOMS.rule("r=REFERENCEYEARS u=UNIT")
def recent_years(m: Match) -> Node | None:
    """ "recent years" """
    if not m.scene.text[m.start : m.end].endswith("s"):
        return None
    return date(m, Reference(m["r"]))


def _base(m: Match) -> Base:
    node = m.part("s")
    return "writing" if "SHIFT" in node.values else "narrative"


def _with_daytime(m: Match, made: Node | None) -> Node | None:
    """The same date, with its part of the day."""
    return in_daytime(made, m["t"]) if "t" in m else made


def in_daytime(made: Node | None, daytime: str) -> Node | None:
    """The same date, in a part of the day."""
    if made is None:
        return None
    found: Expression = made.values["DATE"]
    expression = Expression("datetime", found.rule, found.when, daytime=daytime, hedge=found.hedge)
    assert found.when is not None
    values = dict.fromkeys(("DATE", "TIMED", *kinds(found.when)), expression)
    return Node(made.start, made.end, values)
