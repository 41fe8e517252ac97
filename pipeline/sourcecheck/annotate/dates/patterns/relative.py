"""Times that lean on another: "last year", "that week", "three years ago", "the day before"."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import (
    Base,
    Expression,
    Length,
    Offset,
    Partial,
    PartOf,
    Reference,
    Relative,
    Rolling,
    SideOf,
    Weekday,
    YearEarlier,
)
from sourcecheck.annotate.dates.grammar import GROUPS, Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.absolute import ATOMS
from sourcecheck.annotate.dates.patterns.build import date, kinds
from sourcecheck.annotate.dates.patterns.durations import amount
from sourcecheck.annotate.dates.steps import DAYS_OF, MONTHS_OF
from sourcecheck.annotate.dates.value import length_timex

GROUPS["LEAN"] = ("SHIFT", "NARRATIVE")
DAY_OR_LONGER = frozenset([*DAYS_OF, *MONTHS_OF, "night"])


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
    if m.context.text[m.start : m.end].endswith("s") or _own(m):
        return None
    if base == "writing" and unit == "day" and m["s"] in (0, -1):
        return None  # "this day", "the last day"
    if m["s"] != 0 and m.context.word_after(m.end) == "of" and _one_of_many(m):
        return None  # "the last week of the war", "last week of May"
    return date(m, Relative(unit, m["s"], base))


def _own(m: Match) -> bool:
    """ "our last evening": the last of those that someone had."""
    return "SHIFT" in m.part("s").values and m["s"] == -1 and m.context.is_owned(m.start)


def _one_of_many(m: Match) -> bool:
    """Does "of" name what the unit is the last or next of?"""
    behind = m.behind(2)
    named = len(behind) == 2 and bool(set(behind[1].values) - {"x"})
    return "NARRATIVE" in m.part("s").values or named or m.context.word_before(m.start) == "the"


@ATOMS.rule("s=LEAN t=DAYTIME")
def leaning_daytime(m: Match) -> Node | None:
    """ "this morning", "last night", "the following morning" """
    base = _base(m)
    if m.context.text[m.start : m.end].endswith("s") or _own(m):
        return None
    return _with_daytime(m, date(m, Relative("day", m["s"], base)))


@ATOMS.rule("s=LEAN n=MONTH", "s=LEAN n=MONTH DOT? d=DAY")
def leaning_month(m: Match) -> Node | None:
    """ "last June", "the following May", "next Jan. 1" """
    if "d" in m and (not 1 <= m["d"] <= 31 or m.context.text[m.end : m.end + 1].isalnum()):
        return None
    return date(m, Partial(m["n"], m.get("d"), shift=m["s"], base=_base(m)))


@ATOMS.rule("s=LEAN n=SEASON")
def leaning_season(m: Match) -> Node | None:
    """ "last summer" """
    return date(m, Partial(season=m["n"], shift=m["s"], base=_base(m)))


@ATOMS.rule("s=LEAN n=WEEKDAY t=DAYTIME?")
def leaning_weekday(m: Match) -> Node | None:
    """ "next Monday", "last Friday" """
    if m.context.word_after(m.end) == "of":
        return None  # "the last Friday of the month"
    return _with_daytime(m, date(m, Weekday(m["n"], m["s"] if _base(m) == "writing" else None)))


@ATOMS.rule("n=WEEKDAY t=DAYTIME?")
def weekday(m: Match) -> Node | None:
    """ "on Tuesday", "Monday night"; not the title "Saturday Morning Cinema" """
    if "t" in m and m.context.is_title(m.part("t").start, m.end):
        return None
    return _with_daytime(m, date(m, Weekday(m["n"])))


@ATOMS.rule("n=WEEKDAY COMMA? the? d=ORDNUM", "n=WEEKDAY d=DAYNUM", "n=WEEKDAY the d=ORDINAL")
def weekday_and_day(m: Match) -> Node | None:
    """ "Friday the 22nd", "Monday 21" """
    if "ORDNUM" not in m.part("d").values and not m.context.ends(
        m.end, ("at", "from", "between", "and", "in")
    ):
        return None
    return date(m, Partial(day=m["d"], weekday=m["n"])) if 1 <= m["d"] <= 31 else None


@ATOMS.rule("the d=ORDNUM", "the d=ORDINAL", "on d=ORDNUM")
def day_of_month(m: Match) -> Node | None:
    """ "on the 22nd", of a month that is not said; in words from "the thirteenth" on."""
    after = m.context.word_after(m.end)
    if "on" not in m.nodes[0].values and (
        m.context.word_before(m.start) not in ("on", "by", "until", "since", "for", "from")
    ):
        return None
    if "ORDINAL" in m.part("d").values and m["d"] < 13:
        return None
    if after and after[0].isalnum() and after not in words("around", "behind_day_of_month"):
        return None
    start = m.part("d").start if "on" in m.nodes[0].values else m.start
    return date(m, Partial(day=m["d"]), start=start) if 1 <= m["d"] <= 31 else None


@ATOMS.rule("r=REFERENCE")
def reference(m: Match) -> Node | None:
    """ "now", "recently"; "the past" and "the future" on their own."""
    written = m.written()
    if written == "soon" and "as" in (m.context.word_before(m.start), m.context.word_after(m.end)):
        return None
    behind = m.after()
    if written == "at this time" and behind is not None and "SHIFT" in behind.values:
        return None  # "at this time last year"
    if written in ("the past", "the future"):
        following = m.context.view.next_token(m.end)
        word = m.context.word_after(m.end)
        noun = (
            m.context.view.tagged
            and following is not None
            and following.pos_ in ("NOUN", "ADJ", "PROPN")
        )
        if noun or (
            not m.context.view.tagged and word not in ("", ".", ",", ";", "and", "or", "to")
        ):
            return None
    return date(m, Reference(m["r"]))


@ATOMS.rule("(on|over|at)? the u=weekend", "(on|over) u=weekend")
def the_weekend(m: Match) -> Node | None:
    """ "over the weekend" """
    if m.context.word_after(m.end).isalpha() and m.context.word_before(m.start) in ("of", "for"):
        return None
    return date(m, Weekday(6, None, unit="weekend"))


@ATOMS.rule("(in|for|during) the u=UNIT")
def the_unit(m: Match) -> Node | None:
    """ "for the year", "in the quarter": of what the text reports on, with nothing behind it."""
    if m["u"] not in ("week", "month", "quarter", "year") or m.written().endswith("s"):
        return None
    if not m.context.ends(m.end) or m.context.is_game(m.start):
        return None
    return date(m, Relative(m["u"], 0, "told"), start=m.nodes[1].start)


@ATOMS.rule("p=PART the? u=UNIT", "p=PART t=DAYTIME")
def part_of_the_unit(m: Match) -> Node | None:
    """ "the end of the year", "earlier in the week" """
    written = m.written()
    if "u" in m and m["u"] == "day" and " in" in m.written("p"):
        return date(m, Relative("day", 0, "either"), m["p"])  # "earlier in the day"
    if "t" in m or m["u"] not in ("week", "month", "quarter", "year", "decade", "century"):
        return None
    if (" of" not in written and " in " not in written) or m.context.word_after(m.end) in (
        "of",
        "in",
    ):
        return None
    base: Base = "writing" if m.context.word_before(m.start) == "since" else "either"
    return date(m, PartOf(m["p"], Relative(m["u"], 0, base)), m["p"])


@ATOMS.rule("r=REFERENCEYEARS u=UNIT")
def recent_years(m: Match) -> Node | None:
    """ "recent years" """
    if not m.context.text[m.start : m.end].endswith("s"):
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
    found: Expression | None = made.values["DATE"] if made is not None else None
    if made is None or found is None or found.when is None:
        return None
    expression = Expression("datetime", found.rule, found.when, daytime=daytime, hedge=found.hedge)
    values = dict.fromkeys(("DATE", "TIMED", *kinds(found.when)), expression)
    return Node(made.start, made.end, values)


@ATOMS.rule("in l=LENGTH")
def in_a_length(m: Match) -> Node | None:
    """ "will leave in two weeks"; "the third in two weeks" and "it fell in two weeks" last."""
    found = cast(Length, m["l"])
    if not found.in_days or found.operator != "=":
        return None
    if not m.context.ends(m.end, ("and", "when", "if", "but", "to")) or m.context.is_counted(
        m.start
    ):
        return None
    if not m.context.is_announced(m.start):
        return None
    return date(m, Offset(*found.in_days, 1, "writing"), "approx" if found.approximate else "")


@ATOMS.rule("(the|a) u=UNIT (w=before|after)", "l=LENGTH (w=before|after)")
def before_or_after(m: Match) -> Node | None:
    """ "the day before", "a week after", with nothing behind it that they lean on."""
    if not m.context.ends(m.end):
        return None
    sign = -1 if "w" in m else 1
    if "l" in m:
        return _offset(m, sign, "narrative") if m.context.word_before(m.start) != "for" else None
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
        comparing = m.context.word_before(m.start) in words("around", "comparing")
        if comparing or m.context.is_compared(m.start):
            return date(m, YearEarlier())
    return _offset(m, m["d"], "narrative")


@ATOMS.rule("the? YEARAGO u=UNIT", "the? YEARAGO period")
def year_ago(m: Match) -> Node | None:
    """ "the year-ago quarter", "the year-earlier period" """
    unit = m.get("u", "")
    return date(m, YearEarlier(unit)) if unit in ("", "month", "quarter") else None


@ATOMS.rule("the y=YEAR u=UNIT", "the y=YEAR period")
def part_of_that_year(m: Match) -> Node | None:
    """ "the 1988 quarter", beside which another quarter is reported on."""
    unit = m.get("u", "")
    if unit not in ("", "quarter") or m.written().endswith("s") or m.context.is_game(m.start):
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
        written = m.written()
        if m["u"] not in DAY_OR_LONGER or (
            m["u"] in ("day", "night") and not written.endswith("s")
        ):
            return None
        if m.context.word_after(m.end) == "of":
            return None
        plural = written.endswith("s")
        number, unit, vague = Fraction(1), m["u"], plural
    else:
        found = cast(Length, m["l"])
        (number, unit), vague = found.parts[0], bool(found.vague or found.high)
        if m.context.word_after(m.end) == "of" or _is_verb(m):
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
    tagged = m.context.view.token_at(m.start).tag_.startswith("VB")
    return tagged or m.context.word_before(m.start) in words("around", "before_verb")


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
