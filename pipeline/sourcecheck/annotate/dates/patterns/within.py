"""Times within other times, and times counted from them: "early 1996", "the last day of May"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import cast

from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import (
    Containing,
    EndOf,
    Expression,
    Fixed,
    Length,
    Nth,
    Offset,
    Partial,
    PartOf,
    Relative,
    SideOf,
    Weekday,
)
from sourcecheck.annotate.dates.grammar import Match, Pass
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.build import date, when_of

PARTS = Pass()


@PARTS.rule("the? p=PART DASH? of? d=SPANDATE", "the? p=PART DASH? of? d=YEARDATE",
            "the? p=PART DASH? of? d=PARTDATE")  # fmt: skip
def part_of(m: Match) -> Node | None:
    """ "early 1996", "the mid-1950s", "the end of last year" """
    inner = cast(Expression, m["d"])
    if inner.when is None:
        return None
    side = {"later": 1, "earlier": -1}.get(m.written("p"))
    now = isinstance(inner.when, Relative) and not inner.when.shift and inner.when.base == "writing"
    if side and now and isinstance(inner.when, Relative):
        return date(m, SideOf(inner.when.unit, side), m["p"])
    if inner.kind != "date" or inner.hedge or (isinstance(inner.when, Partial) and inner.when.day):
        return None
    return date(m, PartOf(m["p"], inner.when), m["p"])


@PARTS.rule("p=PART (on|DASH)? d=DAYDATE")
def part_of_a_day(m: Match) -> Node | None:
    """ "late Tuesday", "early on Sunday", "earlier today", "late last night" """
    found = cast(Expression, m["d"])
    if found.kind not in ("date", "datetime") or found.hedge or m.written("p").endswith(" of"):
        return None
    made = replace(found, hedge=m["p"])
    return Node(m.start, m.end, dict.fromkeys(m.part("d").values, made))


@PARTS.rule("a=PARTDATE COMMA? (of|in)? b=LEANING", "a=PARTDATE (of|in) b=YEARDATE",
            "b=LEANING POSS a=PARTDATE", "b=YEARDATE POSS a=PARTDATE")  # fmt: skip
def within(m: Match) -> Node | None:
    """ "March the same year", "Q3 this year" """
    inner, outer = when_of(m, "a"), when_of(m, "b")
    if not isinstance(inner, Partial) or (isinstance(outer, Relative) and outer.unit != "year"):
        return None
    return date(m, replace(inner, within=outer))


@PARTS.rule("b=YEARDATE a=PARTDATE")
def part_of_fiscal_year(m: Match) -> Node | None:
    """ "fiscal 1990 first quarter" """
    inner, year = when_of(m, "a"), cast(Expression, m["b"])
    if year.rule != "fiscal-year" or not isinstance(inner, Partial) or not inner.quarter:
        return None
    return date(m, replace(inner, within=when_of(m, "b")), year.hedge)


@PARTS.rule("a=WEEKDAYDATE of? b=LEANING", "b=LEANING (on|DASH)? a=WEEKDAYDATE")
def weekday_within(m: Match) -> Node | None:
    """ "Tuesday next week" """
    inner, outer = when_of(m, "a"), when_of(m, "b")
    if not isinstance(inner, Weekday) or not isinstance(outer, Relative) or outer.unit != "week":
        return None
    return date(m, replace(inner, within=outer))


@PARTS.rule(
    "(the? o=ORD) u=UNIT (of|in) d=DATE",
    "(the? o=ORD) w=WEEKDAYDATE (of|in) d=DATE",
    "last u=UNIT (of|in) d=DATE",
    "last w=WEEKDAYDATE (of|in) d=DATE",
)
def nth(m: Match) -> Node | None:
    """ "the first week of October", "the second Monday of next month" """
    if m.get("u") in ("hour", "minute", "second", "night"):
        return None
    inner = cast(Expression, m["d"])
    if inner.kind != "date" or inner.when is None:
        return None
    unit = m.get("u")
    if unit is None:
        named = when_of(m, "w")
        if not isinstance(named, Weekday) or named.shift is not None:
            return None
        unit = str(named.number)
    return date(m, Nth(m.get("o", -1), unit, inner.when))


@PARTS.rule(
    "(the? o=ORD) (u=UNIT|h=half) of the v=UNIT",
    "last u=UNIT of the v=UNIT",
)
def nth_of_the_unit(m: Match) -> Node | None:
    """ "the second half of the year", "the last day of the month" """
    outer, inner = m["v"], "half" if "h" in m else m["u"]
    if outer not in _SPANS or (inner != "half" and inner not in (*_SPANS, "day")):
        return None
    number = m.get("o", -1)
    if m.context.ends(m.end, ()) is False and m.context.word_after(m.end) == "of":
        return None
    if (inner == "half" and number > 2) or inner == outer:
        return None
    return date(m, Nth(number, inner, Relative(outer, 0, "either")))


_SPANS = ("week", "month", "quarter", "year", "decade", "century")


@PARTS.rule(
    "l=LENGTH (w=before|after|from) d=DAYDATE",
    "(the|a) u=UNIT (w=before|after|from) d=DAYDATE",
)
def counted_from_a_day(m: Match) -> Node | None:
    """ "two days before Christmas", "the week after 4 July" """
    found = cast(Expression, m["d"])
    if (
        m.context.word_before(m.start) in words("around", "how_long")
        or found.kind != "date"
        or found.when is None
    ):
        return None
    if isinstance(found.when, Fixed) and not found.when.stated:
        return None  # "ten years after 9/11": the event, not its day
    sign = -1 if "w" in m else 1
    if "u" in m:
        return date(m, Offset(Fraction(1), m["u"], sign, "writing", found.when)) if m["u"] in (
            "day", "week"
        ) else None  # fmt: skip
    length = cast(Length, m["l"]).in_days
    return date(m, Offset(*length, sign, "writing", found.when)) if length else None


@PARTS.rule("the? o=ORD l=LENGTH (of|in) d=DATE", "the? last l=LENGTH (of|in) d=DATE")
def lengths_of(m: Match) -> Node | None:
    """ "the first nine months of 1989", "the last two weeks of May" """
    length, inner = cast(Length, m["l"]).in_days, cast(Expression, m["d"])
    if m.get("o", 1) != 1 or length is None or length[0] < 1:
        return None
    if inner.kind != "date" or inner.hedge or inner.when is None:
        return None
    return date(m, EndOf(*length, 1 if "o" in m else -1, inner.when))


@PARTS.rule("within the u=UNIT")
def by_its_end(m: Match) -> Node | None:
    """ "within the year": some time before the present one is over."""
    if m["u"] not in ("week", "month", "year") or m.context.word_after(m.end) in words(
        "around", "of_another_year"
    ):
        return None
    return date(m, Relative(m["u"], 0, "writing"), "until")


@PARTS.rule("(the? o=ORD) half of d=SPANDATE", "(the? o=ORD) half of d=PARTDATE")
def half_of(m: Match) -> Node | None:
    """ "the first half of last year", "the second half of the 19th century" """
    return date(m, Nth(m["o"], "half", when_of(m, "d"))) if m["o"] <= 2 else None


@PARTS.rule(
    "the? u=UNIT (of|beginning) on? d=DAYDATE",
)
def week_of(m: Match) -> Node | None:
    """ "the week of 12 May", "the week beginning 4 February" """
    return date(m, Containing("week", when_of(m, "d"))) if m["u"] == "week" else None
