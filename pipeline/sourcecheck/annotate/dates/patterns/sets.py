"""Sets of times ("every July"), and the hedges that stand before a date ("since 1992")."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import (
    Expression,
    Fixed,
    Length,
    Offset,
    Partial,
    Reference,
    Repeat,
    Weekday,
    When,
)
from sourcecheck.annotate.dates.grammar import Match, Pass
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.durations import amount
from sourcecheck.annotate.dates.value import clock_timex, length_timex, partial_timex
from sourcecheck.model.date import AS_OF, BY, Hedge

SETS, TIMED_SETS, HEDGES = Pass(), Pass(), Pass()


@SETS.rule("every other? n=AMOUNTNUM? u=UNIT", "every l=LENGTH")
def every_unit(m: Match) -> Node | None:
    """ "every year", "every two weeks", "every other day" """
    if "l" in m:
        found = cast(Length, m["l"])
        (number, unit), bad = found.parts[0], bool(found.vague or found.high)
    else:
        number, unit, bad = amount(m["n"]) if "n" in m else amount(1), m["u"], False
    if any("other" in node.values for node in m.nodes):
        number = amount(2)
    if bad:
        return None
    return m.make(SET=Repeat(length_timex(number, "week" if unit == "weekend" else unit), m.rule))


@SETS.rule("every d=PARTDATE", "every d=WEEKDAYDATE", "on? w=WEEKDAYS", "every t=DAYTIME")
def every_named(m: Match) -> Node | None:
    """ "every July", "every Monday", "on Mondays", "every morning" """
    if "w" in m:
        return m.make(SET=Repeat(f"XXXX-WXX-{m['w']}", m.rule))
    if "t" in m:
        return m.make(SET=Repeat(f"T{m['t']}", m.rule))
    return _repeat(m, cast(Expression, m["d"]).when)


def _repeat(m: Match, found: When | None) -> Node | None:
    if isinstance(found, Weekday):
        return m.make(SET=Repeat(f"XXXX-WXX-{found.number}", m.rule))
    if isinstance(found, Partial):
        return m.make(SET=Repeat(partial_timex(found), m.rule))
    return None


@SETS.rule("f=FREQUENCY")
def frequency(m: Match) -> Node | None:
    """ "annually", "quarterly"; not the title "Daily Post" """
    if m.context.is_title(m.start, m.end):
        return None
    return m.make(SET=Repeat(m["f"], m.rule))


@TIMED_SETS.rule("s=SET (at|COMMA)? t=TIME", "s=SET at t=MAYTIME", "t=TIME (on|COMMA)? s=SET")
def timed_set(m: Match) -> Node | None:
    """ "every Monday at 4pm" """
    found = cast(Repeat, m["s"])
    time = cast(Expression, m["t"]).clock
    if time is None or time.earliest != time.latest:
        return None
    clock = clock_timex(time)
    base = found.timex if found.timex.startswith("XXXX-WXX") else ""
    return m.make(SET=Repeat(base + clock, m.rule))


# ------------------------------------------------------------------ hedges


@HEDGES.rule("h=HEDGE (the)? d=DATE", "h=TILDE d=YEARDATE", "from d=DATE")
def hedged(m: Match) -> Node | None:
    """ "since 1992", "before 2018", "around 1960"; "from 1990" alone is since."""
    found = cast(Expression, m["d"])
    hedge: Hedge = "approx" if m.get("h") == "~" else m.get("h", "since")
    if found.kind in ("date_range", "date_ref", "datetime_range") or isinstance(
        found.when, Reference
    ):
        return None
    if "h" in m and m.context.word_before(m.start) in ("how", "what"):
        return None  # "how about last week"
    if "h" not in m and m.context.is_compared(m.start):
        return None  # "rose 4 percent from May", "up from Tuesday's close"
    if "h" not in m and m.context.owns(m.end):
        return None  # "the dead from Saturday's crash"
    if (
        "h" not in m
        and m.context.is_made(m.start)
        and m.context.word_after(m.end) not in words("around", "onwards")
    ):
        return None  # "a letter from 1712" was written then
    if found.hedge:
        return None  # one hedge a date: "from the mid-1950s" keeps its own
    if hedge == "after" and isinstance(found.when, Offset):
        return None
    if _names_event(m, found.when):
        return None  # "struck by the 2019 floods"
    return m.make(DATE=replace(found, hedge=hedge, rule=found.rule + _bound(m)))


def _names_event(m: Match, when: When | None) -> bool:
    """Is the year behind "by the" the first word of a name: "by the 2019 floods"?"""
    if not isinstance(when, Fixed) or when.period.precision != "year":
        return False
    by_the = m.written().startswith("by the ") and "year" not in m.written()
    return by_the and m.context.word_after(m.end).isalpha()


def _bound(m: Match) -> str:
    """What the word of a bound says of the day named, as part of a rule."""
    word = m.written("h") if "h" in m else ""
    return BY if word == "by" else AS_OF if word in words("around", "status") else ""


@HEDGES.rule("h=HEDGE a=HEDGE d=DATE", "h=HEDGE a=HEDGE t=TIME")
def bounded(m: Match) -> Node | None:
    """ "by about 1960", "until around 9.30am": one hedge a date, and the bound says more."""
    found = cast(Expression, m["d"] if "d" in m else m["t"])
    of_a_point = found.kind in ("date", "datetime", "time") and not found.hedge
    if m["h"] == "approx" or m["a"] != "approx" or not of_a_point:
        return None
    if isinstance(found.when, Reference | Offset):
        return None
    made = replace(found, hedge=m["h"], rule=found.rule + _bound(m))
    return m.make(DATE=made) if "d" in m else m.make(TIME=made)


@HEDGES.rule("h=NEARLY d=DATE")
def near_time(m: Match) -> Node | None:
    """ "shortly after 6am on Sunday" """
    found = cast(Expression, m["d"])
    if found.kind != "datetime" or found.clock is None or found.hedge:
        return None
    return m.make(DATE=replace(found, hedge=m["h"]))


@HEDGES.rule("h=HEDGE t=TIME", "h=NEARLY t=TIME")
def hedged_time(m: Match) -> Node | None:
    """ "before 2.30pm", "shortly after 6am" """
    found = cast(Expression, m["t"])
    if found.kind != "time":
        return None
    return m.make(TIME=replace(found, hedge=m["h"], rule=found.rule + _bound(m)))
