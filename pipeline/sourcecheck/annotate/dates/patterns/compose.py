"""What dates and times are put together into: ranges, dates with a time of day, parts of the day.

Hours that only a date or a part of the day beside them makes times ("Saturday at 5") are here too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import (
    Between,
    Expression,
    Fixed,
    Partial,
    Reference,
    Relative,
    When,
)
from sourcecheck.annotate.dates.grammar import GROUPS, Match, Pass
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.build import consecutive, date, goes_on, kinds, when_of
from sourcecheck.annotate.dates.patterns.clock import QUARTER, in_daytime
from sourcecheck.annotate.dates.patterns.clock import of as time_of
from sourcecheck.model.date import Clock, Hedge
from sourcecheck.model.mention import MentionKind
from sourcecheck.normalise import calendar

RANGES, TIMES, DATED = Pass(), Pass(), Pass()
GROUPS["ANYTIME"] = ("TIME", "MAYTIME", "HOUR")
GROUPS["BARETIME"] = ("MAYTIME", "HOUR")
_HALF_DAY = 12 * 60
_HOURS = 12  # of the clock that a part of the day is told by


# ------------------------------------------------------------------ ranges


@RANGES.rule(
    "between a=DATE and b=DATE",
    "from? a=DATE (to|DASH) b=DATE",
)
def between(m: Match) -> Node | None:
    """ "between 1917 and 1921", "from March to August 2011" """
    first, last = cast(Expression, m["a"]), cast(Expression, m["b"])
    told = {"between", "from"} & set(m.nodes[0].values)
    if (
        not told
        and "DASH" in m.nodes[-2].values
        and (not _alike(first, last) or (_two_days(first, last) and m.context.in_brackets(m.start)))
    ):
        return None  # "(8 September 1841 – 1 May 1904)": two days that one lived between
    if any("until" in n.values or "HEDGE" in n.values for n in m.nodes[1:-1]) and (
        "from" not in m.nodes[0].values and not _alike(first, last)
    ):
        return None
    return _range(m, first, last)


@RANGES.rule("from? a=DATE (to|DASH) present", "from? a=DATE (to|DASH) b=REFDATE")
def to_present(m: Match) -> Node | None:
    """ "1987-present" """
    if "b" in m and when_of(m, "b") != Reference("PRESENT_REF"):
        return None
    first = cast(Expression, m["a"])
    return _range(m, first, Expression("date", "now", Relative("day", 0, "writing")))


@RANGES.rule("a=YEARDATE and b=YEARDATE", "a=PARTDATE and b=PARTDATE", "a=PARTDATE and b=SPANDATE")
def coordinated(m: Match) -> Node | None:
    """ "In 1959 and 1960": one stretch, since nothing lies between the two; not "1959 and 1970"."""
    first, last = when_of(m, "a"), when_of(m, "b")
    if isinstance(first, Fixed) and isinstance(last, Fixed):
        if first.period.precision != "year" or not consecutive(first.period, last.period):
            return None
        return _range(m, cast(Expression, m["a"]), cast(Expression, m["b"]))
    months = [_month_of(first), _month_of(last)]
    if None in months or months[1] != months[0] + 1:  # type: ignore[operator]
        return None
    return _range(m, cast(Expression, m["a"]), cast(Expression, m["b"]))


@RANGES.rule(
    "(from|between)? n=DAYNUM (to|and|DASH) b=DAYDATE",
    "(from|between)? n=DAYNUM (to|and|DASH) n2=DAYNUM (of|in)? b=LEANING",
)
def days(m: Match) -> Node | None:
    """ "from 4 to January 22, 1995", "between 4 and 22 this month" """
    last = when_of(m, "b")
    told = {"from", "between"} & set(m.nodes[0].values)
    if not told and "n2" not in m:
        return None
    if isinstance(last, Relative):
        if last.unit != "month" or "n2" not in m:
            return None
        ends: tuple[When, When] = (
            Partial(day=m["n"], within=last),
            Partial(day=m["n2"], within=last),
        )
        return date(m, Between(*ends))
    if isinstance(last, Partial) and last.month and last.day and m["n"] < last.day:
        return date(m, Between(replace(last, day=m["n"]), last))
    if (
        isinstance(last, Fixed)
        and m["n"] < last.period.first.day
        and last.period.precision == "day"
    ):
        day = last.period.first
        first = Partial(day.month, m["n"], within=Fixed(_year_of(last)))
        return date(m, Between(first, last))
    return None


def _year_of(when: Fixed) -> calendar.Period:
    return calendar.of_year(when.period.first.year)


def _range(m: Match, first: Expression, last: Expression) -> Node | None:
    for end in (first, last):
        if end.kind not in ("date", "datetime") or isinstance(end.when, Between | Reference):
            return None
    begin, end_of = first.when, last.when
    if begin is None or end_of is None:
        return None
    match begin, end_of:
        case Fixed(one), Fixed(other) if one.first > other.first:
            return None
    return date(m, Between(begin, end_of))


def _alike(first: Expression, last: Expression) -> bool:
    """Are both ends written in one manner (two days, two years)?"""
    if first.when is None or last.when is None:
        return False
    if isinstance(first.when, Partial) and isinstance(last.when, Fixed):
        return (first.when.day is not None) == (last.when.period.precision == "day")
    return bool(set(kinds(first.when)) & set(kinds(last.when)))


def _two_days(first: Expression, last: Expression) -> bool:
    """Two days that each name their own year: two dates rather than one stretch."""
    return all(
        isinstance(end.when, Fixed) and end.when.period.precision == "day" for end in (first, last)
    )


def _month_of(when: When) -> int | None:
    if isinstance(when, Partial) and when.day is None:
        return when.month
    if isinstance(when, Fixed) and when.period.precision == "month":
        return when.period.first.month
    return None


# ------------------------------------------------------------------ times of day


@TIMES.rule(
    "(from|between)? a=TIME (to|DASH|and) b=TIME",
    "(from|between)? h=HOUR (to|DASH|and) b=TIME",
    "(from|between) a=TIME (to|and) k=HOUR",
)
def time_range(m: Match) -> Node | None:
    """ "between 4pm and 5pm", "2:00 - 2:30 pm", "5 to 6pm" """
    joined = any("and" in node.values for node in m.nodes)
    if joined and "between" not in m.nodes[0].values:
        return None
    last = _clock(m, "b") or Clock(int(m["k"]) * 60, int(m["k"]) * 60)
    first = _clock(m, "a") or Clock(int(m["h"]) % 24 * 60, int(m["h"]) % 24 * 60)
    begin, end = first.earliest, last.latest
    if "b" in m and end >= 720 and begin + 720 <= end and not _meridiem(m, "a"):
        begin += 720  # "2 to 3 pm": both in the afternoon
    if "k" in m and end <= begin:
        end += 720
    zone = last.utc_offset if last.utc_offset is not None else first.utc_offset
    return time_of(m, Clock(begin % 1440, end % 1440, zone))


def _clock(m: Match, name: str) -> Clock | None:
    return cast(Expression, m[name]).clock if name in m else None


def _meridiem(m: Match, name: str) -> bool:
    """Does the text say itself which half of the day it means?"""
    node = m.node(name)
    if node is None:
        return False
    written = m.context.text[node.start : node.end].lower()
    return written.endswith(("m", "m.", "noon", "midnight"))


@DATED.rule("t=TIME (COMMA|of)? on? d=DAYDATE", "d=DAYDATE (COMMA|DASH|AT|x)? at? t=TIME")
def datetime(m: Match) -> Node | None:
    """ "9am on Tuesday", "tomorrow at 8.30pm", "2248 GMT Tuesday" """
    if any("x" in n.values and m.context.text[n.start : n.end] != "T" for n in m.nodes):
        return None
    found, time = cast(Expression, m["d"]), cast(Expression, m["t"])
    if found.clock is not None or found.kind not in ("date", "datetime"):
        return None
    value = time.clock
    if value is not None and found.daytime and not _meridiem(m, "t"):
        value = in_daytime(value, found.daytime)  # "tonight at 7"
    kind: MentionKind = "datetime" if time.kind == "time" else "datetime_range"
    expression = replace(
        found,
        kind=kind,
        clock=value,
        second=time.second,
        daytime=time.daytime or found.daytime,
        hedge=found.hedge or time.hedge,
    )
    return m.make(DATE=expression, DAYDATE=expression)


@DATED.rule("d=DAYDATE (in the)? t=DAYTIME", "the? t=DAYTIME of d=DAYDATE")
def day_and_daytime(m: Match) -> Node | None:
    """ "4 July in the morning", "the night of 5 May 1945" """
    found = cast(Expression, m["d"])
    if found.kind != "date":
        return None
    return m.make(DATE=replace(found, kind="datetime", daytime=m["t"]))


# ------------------------------------------------------------------ parts of the day


@TIMES.rule(
    "in (the|every)? (p=PART DASH?)? t=DAYTIME",
    "during the (p=PART DASH?)? t=DAYTIME",
    "p=PART DASH? t=DAYTIME",
    "p=PART the t=DAYTIME",
    "t=NIGHTLONG",
)
def part_of_day(m: Match) -> Node | None:
    """ "in the morning", "late afternoon", "overnight" """
    written = m.written()
    if "p" in m and written.endswith("s") and "in" not in m.nodes[0].values:
        return None
    if written in ("in morning", "in afternoon", "in night") or m.context.word_after(m.end) == "of":
        return None
    hedge: Hedge = m.get("p", "")
    return m.make(TIME=Expression("time", m.rule, daytime=m["t"], hedge=hedge), DAYPART=m["t"])


@TIMES.rule(
    "a=ANYTIME COMMA? (in|at)? the? PART? t=DAYTIME",
    "a=ANYTIME this t=DAYTIME",
    "t=DAYTIME at a=ANYTIME",
    "in the t=DAYTIME at? a=ANYTIME",
)
def hour_of_daytime(m: Match) -> Node | None:
    """ "7 in the evening", "8:30 in the morning", "five thirty in the afternoon" """
    told = {"in", "at", "the", "this", "TIME"} & {name for n in m.nodes for name in n.values}
    if not told or "DASH" in m.nodes[1].values:
        return None
    if (before := m.before()) is not None and "every" in before.values:
        return None  # "every morning at 7:30"
    value = clock_of(m, "a")
    if value is None or _of_whole_day(m):
        return None
    return m.make(TIME=Expression("time", m.rule, clock=in_daytime(value, m["t"])))


@TIMES.rule("(between|from) h=HOUR (and|to) a=ANYTIME (in|at) the? t=DAYTIME")
def hours_of_daytime(m: Match) -> Node | None:
    """ "between 6 and 8 in the evening": both ends are of that part of the day."""
    last = clock_of(m, "a")
    if last is None or int(m["h"]) > _HOURS:
        return None
    first = Clock(int(m["h"]) * 60 % _HALF_DAY, int(m["h"]) * 60 % _HALF_DAY)
    begin = in_daytime(first, m["t"]).earliest
    end = in_daytime(last, m["t"]).latest
    if begin >= end:
        return None
    return m.make(TIME=Expression("time_range", m.rule, clock=Clock(begin, end, last.utc_offset)))


def _of_whole_day(m: Match) -> bool:
    """Is the hour the end of a longer figure, or of a count ("of the 7 in the night")?"""
    node = m.part("a")
    before = m.context.text[max(0, node.start - 1) : node.start]
    return "HOUR" in node.values and before != "" and before in "$€£.,:/-–+#"


def clock_of(m: Match, name: str) -> Clock | None:
    """The time of day of a part that is a time, or may be one; None for half a day or none."""
    node = m.node(name)
    if node is None:
        return None
    for kind in ("TIME", "MAYTIME"):
        if kind in node.values:
            return cast(Expression, node.values[kind]).clock
    hour = int(node.values["HOUR"])
    if not 1 <= hour <= 23:
        return None
    return Clock(hour * 60, hour * 60, halves=hour <= _HOURS, rounded=QUARTER)


# ------------------------------------------------------------------ hours beside a day


@DATED.rule(
    "d=DAYDATE COMMA? (at|around) a=BARETIME",
    "d=DAYDATE COMMA? at (around|about) a=BARETIME",
    "at? a=BARETIME (COMMA|on) d=DAYDATE",
    "at a=BARETIME d=DAYDATE",
    "d=TIMED (at|COMMA)? a=ANYTIME",
    "(at|COMMA)? a=ANYTIME (COMMA|on|of)? d=TIMED",
)
def day_and_hour(m: Match) -> Node | None:
    """ "Saturday at 5", "tomorrow at seven twenty-seven", "last night at 8", "10, tonight" """
    found, value = cast(Expression, m["d"]), clock_of(m, "a")
    if found.clock is not None or found.kind not in ("date", "datetime") or value is None:
        return None
    at = {"at", "around"} & {name for node in m.nodes for name in node.values}
    if not at and not (
        (found.daytime and m.written("d") == "tonight") or "TIME" in m.part("a").values
    ):
        return None
    if "HOUR" in m.part("a").values and (
        value.latest > _HALF_DAY or _is_no_hour(m, m.part("a").end)
    ):
        return None
    if found.daytime:
        value = in_daytime(value, found.daytime)
    expression = replace(found, kind="datetime", clock=value, daytime="")
    return m.make(DATE=expression, DAYDATE=expression)


@DATED.rule(
    "(from|between)? h=BARETIME (to|DASH|and) k=BARETIME (on|of)? d=DAYDATE",
    "d=DAYDATE COMMA? (from|between) h=BARETIME (to|DASH|and) k=BARETIME",
)
def day_and_hours(m: Match) -> Node | None:
    """ "between 3 and 5 on Friday", "five to seven today" """
    found = cast(Expression, m["d"])
    first, last = clock_of(m, "h"), clock_of(m, "k")
    classes = [name for node in m.nodes for name in node.values]
    if "and" in classes and "between" not in classes:
        return None
    if found.clock is not None or found.kind != "date" or first is None or last is None:
        return None
    if max(first.latest, last.latest) > _HALF_DAY or _is_no_hour(m, m.end):
        return None
    end = last.latest if last.latest > first.earliest else last.latest + _HALF_DAY
    value = Clock(first.earliest, end, halves=first.halves and last.halves)
    expression = replace(found, kind="datetime_range", clock=value)
    return m.make(DATE=expression, DAYDATE=expression)


def _is_no_hour(m: Match, end: int) -> bool:
    """Does a share, a unit or a longer figure follow ("at 5 percent", "at 5.2", "at 5-4")?"""
    if m.context.text[end : end + 1] in ("%", "°", "-", "–", "/", ":"):
        return True
    return goes_on(m.context.text, end, ".,") or m.context.word_after(end) in words(
        "around", "not_behind_hour"
    )


@TIMES.rule("at (about|around)? a=BARETIME z=ZONE?")
def bare_hour(m: Match) -> Node | None:
    """ "at 7", "at 6.45", "at seven": in a sentence about what is planned, and nothing follows.

    "He was put to work at seven" is an age and "it closed at 6.45" a price: what has happened
    takes its hours with a.m. or p.m., a part of the day, or a date. "At 6.45" is one too in a text
    that tells other times so that they can be nothing else.
    """
    node, value = m.part("a"), clock_of(m, "a")
    to_the_minute = "MAYTIME" in node.values and m.context.tells_time
    if value is None or _is_no_hour(m, m.end):
        return None
    if value.latest > _HALF_DAY + 59 and not to_the_minute:
        return None
    word = m.context.word_after(m.end)
    closing = {
        *words("around", "behind_hour"),
        *(words("around", "clause") if to_the_minute else ()),
    }
    if word.isalnum() and word not in closing:
        return None
    if "z" not in m and not to_the_minute and not m.context.is_announced(node.start):
        return None
    if "z" in m:
        zone = m["z"]
        value = replace(value, utc_offset=zone if isinstance(zone, int) else None)
    return Node(node.start, m.end, {"TIME": Expression("time", m.rule, clock=value)})


@TIMES.rule("from a=MAYTIME to b=MAYTIME")
def bare_hours(m: Match) -> Node | None:
    """ "from three thirty to four forty-five"; in figures ("6.45") only of what is planned."""
    first, last = clock_of(m, "a"), clock_of(m, "b")
    if first is None or last is None or _is_no_hour(m, m.end):
        return None
    if "." in m.written() and not m.context.is_announced(m.start):
        return None
    value = Clock(first.earliest, last.latest, halves=first.halves and last.halves)
    return m.make(TIME=Expression("time_range", m.rule, clock=value))
