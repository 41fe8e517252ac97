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
    RestOf,
    Rolling,
    SideOf,
)
from sourcecheck.annotate.dates.grammar import Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.absolute import ATOMS
from sourcecheck.annotate.dates.patterns.build import date
from sourcecheck.annotate.dates.patterns.numbers import amount
from sourcecheck.annotate.dates.patterns.relative import DAY_OR_LONGER, in_daytime


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


@ATOMS.rule("l=LENGTH d=LATER")
def later(m: Match) -> Node | None:
    """ "two years later" """
    return _offset(m, m["d"], "narrative")


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
        if m["u"] not in DAY_OR_LONGER or m["u"] in ("day", "night"):
            return None
        if m.scene.word_after(m.end) == "of":
            return None
        plural = words.endswith("s")
        number, unit, vague = Fraction(1), m["u"], plural
    else:
        found = cast(Length, m["l"])
        (number, unit), vague = found.parts[0], bool(found.vague or found.high)
        if m.scene.word_after(m.end) == "of":
            return None  # "the last five months of her life"
    if vague:
        return date(m, Reference("PAST_REF" if m["r"] < 0 else "FUTURE_REF"))
    if unit in ("second", "minute", "hour") or number > 9000:
        return None
    told = m.written().startswith(("the next", "the following", "the p"))
    past = m.written().startswith("the past")
    return date(
        m, Rolling(amount(number), unit, m["r"], "either" if told and not past else "writing")
    )


@ATOMS.rule("the? t=TODATE")
def to_date(m: Match) -> Node | None:
    """ "the year to date" """
    return date(m, SideOf(m["t"], -1))


@ATOMS.rule("rest the? u=UNIT", "rest s=SHIFT u=UNIT")
def rest_of(m: Match) -> Node | None:
    """ "the rest of the week" """
    if m["u"] not in ("week", "month", "quarter", "year", "decade") or m.get("s"):
        return None
    return date(m, RestOf(m["u"]))
