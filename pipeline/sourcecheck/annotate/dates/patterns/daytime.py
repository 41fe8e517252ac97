"""Parts of the day ("in the late evening"), and hours that only their surroundings make times."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from sourcecheck.annotate.dates.expression import Expression
from sourcecheck.annotate.dates.grammar import GROUPS, Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.clock import QUARTER, in_daytime
from sourcecheck.annotate.dates.patterns.compose import DATED, TIMES
from sourcecheck.model.date import Clock, Hedge

GROUPS["ANYTIME"] = ("TIME", "MAYTIME", "HOUR")
GROUPS["BARETIME"] = ("MAYTIME", "HOUR")
_HALF_DAY = 12 * 60
_HOURS = 12  # of the clock that a part of the day is told by


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
    words = m.written()
    if "p" in m and words.endswith("s") and "in" not in m.nodes[0].values:
        return None
    if words in ("in morning", "in afternoon", "in night") or m.scene.word_after(m.end) == "of":
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
    before = m.scene.text[max(0, node.start - 1) : node.start]
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
    if "HOUR" in m.part("a").values and (value.latest > _HALF_DAY or goes_on(m, m.part("a").end)):
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
    if max(first.latest, last.latest) > _HALF_DAY or goes_on(m, m.end):
        return None
    end = last.latest if last.latest > first.earliest else last.latest + _HALF_DAY
    value = Clock(first.earliest, end, halves=first.halves and last.halves)
    expression = replace(found, kind="datetime_range", clock=value)
    return m.make(DATE=expression, DAYDATE=expression)


def goes_on(m: Match, end: int) -> bool:
    """Does a share, a unit or a longer figure follow ("at 5 percent", "at 5.2", "at 5-4")?"""
    after = m.scene.text[end : end + 2]
    if after[:1] in ("%", "°", "-", "–", "/", ":") or after[:1].isalnum():
        return True
    if after[:1] in (".", ",") and after[1:].isdigit():
        return True
    return m.scene.word_after(end) in _NOT_BEHIND_HOURS


_NOT_BEHIND_HOURS = frozenset(["percent", "per", "million", "billion", "thousand", "hundred"])


@TIMES.rule("at (about|around)? a=BARETIME z=ZONE?")
def bare_hour(m: Match) -> Node | None:
    """ "at 7", "at 6.45", "at seven": in a sentence about what is planned, and nothing follows.

    "He was put to work at seven" is an age and "it closed at 6.45" a price: what has happened
    takes its hours with a.m. or p.m., a part of the day, or a date.
    """
    node, value = m.part("a"), clock_of(m, "a")
    if value is None or value.latest > _HALF_DAY + 59 or goes_on(m, m.end):
        return None
    word = m.scene.word_after(m.end)
    if word.isalnum() and word not in _BEHIND_HOURS:
        return None
    if "z" not in m and not m.scene.is_announced(node.start):
        return None
    if "z" in m:
        zone = m["z"]
        value = replace(value, utc_offset=zone if isinstance(zone, int) else None)
    return Node(node.start, m.end, {"TIME": Expression("time", m.rule, clock=value)})


@TIMES.rule("from a=MAYTIME to b=MAYTIME")
def bare_hours(m: Match) -> Node | None:
    """ "from three thirty to four forty-five"; in figures ("6.45") only of what is planned."""
    first, last = clock_of(m, "a"), clock_of(m, "b")
    if first is None or last is None or goes_on(m, m.end):
        return None
    if "." in m.written() and not m.scene.is_announced(m.start):
        return None
    value = Clock(first.earliest, last.latest, halves=first.halves and last.halves)
    return m.make(TIME=Expression("time_range", m.rule, clock=value))


_BEHIND_HOURS = frozenset(["on", "in", "and", "or", "but", "when", "if", "sharp", "until", "for"])
