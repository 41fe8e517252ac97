"""Times counted in units from another: "three years ago", "the day before", "the past month"."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from sourcecheck.annotate.dates.expression import (
    Base,
    Length,
    Offset,
    Reference,
    Relative,
    Rolling,
    SideOf,
    YearEarlier,
)
from sourcecheck.annotate.dates.grammar import Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.absolute import ATOMS
from sourcecheck.annotate.dates.patterns.build import date
from sourcecheck.annotate.dates.patterns.numbers import amount
from sourcecheck.annotate.dates.patterns.relative import DAY_OR_LONGER, in_daytime
from sourcecheck.annotate.dates.timex import length_timex


@ATOMS.rule("in l=LENGTH")
def in_a_length(m: Match) -> Node | None:
    """ "will leave in two weeks"; "the third in two weeks" and "it fell in two weeks" last."""
    found = cast(Length, m["l"])
    number, unit = found.parts[0]
    exact = not found.vague and found.high is None and len(found.parts) == 1
    if not exact or unit in ("second", "minute", "hour") or found.operator != "=" or number > 9000:
        return None
    if not m.scene.ends(m.end, ("and", "when", "if", "but", "to")) or m.scene.is_counted(m.start):
        return None
    if not m.scene.is_announced(m.start):
        return None
    return date(m, Offset(number, unit, 1, "writing"), "approx" if found.approximate else "")


@ATOMS.rule("(the|a) u=UNIT (w=before|after)", "l=LENGTH (w=before|after)")
def before_or_after(m: Match) -> Node | None:
    """ "the day before", "a week after", with nothing behind it that they lean on."""
    if not m.scene.ends(m.end):
        return None
    sign = -1 if "w" in m else 1
    if "l" in m:
        return _offset(m, sign, "narrative") if m.scene.word_before(m.start) != "for" else None
    if m["u"] == "night":
        return in_daytime(date(m, Relative("day", sign, "narrative")), "NI")
    if m["u"] not in ("day", "week", "month", "year"):
        return None
    return date(m, Relative(m["u"], sign, "narrative"))


@ATOMS.rule("l=LENGTH a=AGO", "n=AMOUNTNUM w=WEEKDAYS a=AGO")
def ago(m: Match) -> Node | None:
    """ "three years ago", "a week from now" """
    if "w" in m:
        return None
    return _offset(m, m["a"], "writing")


@ATOMS.rule("l=LENGTH a=AGO n=NAMEDDAY")
def ago_to_the_day(m: Match) -> Node | None:
    """ "a year ago today", "two weeks ago yesterday" """
    found = cast(Length, m["l"])
    (number, unit), exact = found.parts[0], not found.vague and found.high is None
    if not exact or m["n"] or unit not in DAY_OR_LONGER or number > 9000:
        return None
    return date(m, Offset(number, unit, m["a"], "writing", to_the_day=True))


@ATOMS.rule("l=LENGTH d=LATER")
def later(m: Match) -> Node | None:
    """ "two years later"; "4 percent from a year earlier" compares with the same part of it."""
    if m["d"] < 0 and cast(Length, m["l"]).parts == ((Fraction(1), "year"),):
        comparing = m.scene.word_before(m.start) in _COMPARING
        if comparing or m.scene.is_compared(m.start):
            return date(m, YearEarlier())
    return _offset(m, m["d"], "narrative")


_COMPARING = frozenset(["from", "than", "with", "against", "versus", "vs"])


@ATOMS.rule("the? YEARAGO u=UNIT", "the? YEARAGO period")
def year_ago(m: Match) -> Node | None:
    """ "the year-ago quarter", "the year-earlier period" """
    unit = m.get("u", "")
    return date(m, YearEarlier(unit)) if unit in ("", "month", "quarter") else None


@ATOMS.rule("the y=YEAR u=UNIT", "the y=YEAR period")
def part_of_that_year(m: Match) -> Node | None:
    """ "the 1988 quarter", beside which another quarter is reported on."""
    unit = m.get("u", "")
    if unit not in ("", "quarter") or m.written().endswith("s") or m.scene.is_game(m.start):
        return None
    return date(m, YearEarlier(unit, m["y"]))


@ATOMS.rule(
    "n=NARRATIVE (u=UNIT|period) (of|in)? s=SHIFT v=UNIT",
    "n=NARRATIVE (u=UNIT|period) l=LENGTH (d=LATER|a=AGO|w=before)",
)
def same_part_of_last_year(m: Match) -> Node | None:
    """ "the same quarter last year", "the same period a year earlier" """
    unit = m.get("u", "")
    if m["n"] or unit not in ("", "month", "quarter"):
        return None
    if "l" in m:
        year = cast(Length, m["l"]).parts == ((Fraction(1), "year"),)
        before = m.get("d", m.get("a", -1)) == -1
    else:
        year, before = m["v"] == "year", m["s"] == -1
    return date(m, YearEarlier(unit)) if year and before else None


@ATOMS.rule("l=LENGTH (from|after) n=NAMEDDAY", "l=LENGTH w=before n=NAMEDDAY")
def from_named_day(m: Match) -> Node | None:
    """ "3 days from today" """
    start = Offset(Fraction(abs(m["n"])), "day", -1 if m["n"] < 0 else 1, "writing")
    number, unit = cast(Length, m["l"]).parts[0]
    if unit not in DAY_OR_LONGER or number > 9000:
        return None  # "3 minutes from today" are no other day
    return date(m, Offset(number, unit, -1 if "w" in m else 1, "writing", start))


def _offset(m: Match, sign: int, base: Base) -> Node | None:
    found = cast(Length, m["l"])
    if found.vague or found.high or found.parts[0][1] in ("second", "minute", "hour"):
        return date(m, Reference("PAST_REF" if sign < 0 else "FUTURE_REF"))
    number, unit = found.parts[0]
    if number >= 20_000 or (unit in ("year", "decade", "century", "millennium") and number > 9000):
        return date(m, Reference("PAST_REF" if sign < 0 else "FUTURE_REF"))
    return date(m, Offset(number, unit, sign, base), "approx" if found.approximate else "")


@ATOMS.rule("r=ROLLING l=LENGTH", "r=ROLLING u=UNIT")
def rolling(m: Match) -> Node | None:
    """ "the past three months", "the past year", "the next few weeks" """
    if "u" in m:
        words = m.written()
        if m["u"] not in DAY_OR_LONGER or (m["u"] in ("day", "night") and not words.endswith("s")):
            return None
        if m.scene.word_after(m.end) == "of":
            return None
        plural = words.endswith("s")
        number, unit, vague = Fraction(1), m["u"], plural
    else:
        found = cast(Length, m["l"])
        (number, unit), vague = found.parts[0], bool(found.vague or found.high)
        if m.scene.word_after(m.end) == "of" or _is_verb(m):
            return None  # "the last five months of her life", "is to last three weeks"
    if vague:
        return date(m, Reference(length_timex(None, unit)))
    if unit in ("second", "minute", "hour") or number > 9000:
        return None
    told = m.written().startswith(("the next", "the following", "the p"))
    past = m.written().startswith("the past")
    return date(
        m, Rolling(amount(number), unit, m["r"], "either" if told and not past else "writing")
    )


def _is_verb(m: Match) -> bool:
    """Is "last" what something does, and no part of a time?"""
    if not m.written().startswith("last"):
        return False
    token = m.scene.token(m.start)
    tagged = token is not None and token.tag_.startswith("VB")
    return tagged or m.scene.word_before(m.start) in _BEFORE_A_VERB


_BEFORE_A_VERB = frozenset(
    ["to", "will", "would", "could", "may", "might", "should", "can", "must", "not", "cannot", "t"]
)


@ATOMS.rule("the? t=TODATE")
def to_date(m: Match) -> Node | None:
    """ "the year to date" """
    return date(m, SideOf(m["t"], -1))


@ATOMS.rule("rest (the|my)? u=UNIT", "rest s=SHIFT u=UNIT")
def rest_of(m: Match) -> Node | None:
    """ "the rest of the week" """
    if m["u"] not in ("week", "month", "quarter", "year", "decade") or m.get("s"):
        return None
    return date(m, SideOf(m["u"], 1))
