"""Times of day: "7:37 a.m. local time", "2248 GMT", "half past seven", "noon"."""

from __future__ import annotations

from dataclasses import replace

from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import Expression, Length
from sourcecheck.annotate.dates.figures import is_priced
from sourcecheck.annotate.dates.grammar import Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.absolute import ATOMS
from sourcecheck.annotate.dates.patterns.build import goes_on
from sourcecheck.model.date import Clock

_DAY_MINUTES = 24 * 60
_HALF_DAY = 12 * 60
_HOURS = 12  # of the clock that words tell
#: Hours of the night that belong to the day that begins with them: one to five o'clock.
_SMALL_HOURS = 6 * 60


@ATOMS.rule("c=CLOCK oclock? m=MERIDIEM? z=ZONE?")
def digital(m: Match) -> Node | None:
    """ "7:37 a.m.", "22:30 UTC", "17:06 hours local time" """
    hours, minutes, *rest = (int(part) for part in m["c"].split(":"))
    before = m.context.text[max(0, m.start - 2) : m.start]
    after = m.context.text[m.end : m.end + 2]
    if before[-1:] in ":,./-" and before[-1:] and before[:1].isdigit():
        return None
    if m.context.is_verse_or_score(m.start) or (len(m.nodes) == 1 and _is_length(m, len(rest))):
        return None
    if (after[:1] in ":./" and after[1:].isdigit()) or (
        m.nodes[-1].end == m.end and after[:1].isdigit()
    ):
        return None
    return clock(m, hours, minutes, rest[0] if rest else 0)


def _is_length(m: Match, seconds: int) -> bool:
    """Is it how long something took ("in 2:08:15"), or a place in it ("12:34 of the half")?"""
    before, after = m.context.word_before(m.start), m.context.word_after(m.end)
    return (bool(seconds) and before in ("in", "of")) or after == "of"


@ATOMS.rule("h=HOUR DOT n=NUM m=MERIDIEM z=ZONE?", "h=HOUR m=MERIDIEM z=ZONE?")
def meridiem(m: Match) -> Node | None:
    """ "7 a.m.", "8.30pm" """
    glued = m.context.text[max(0, m.start - 2) : m.start]
    letters = m.written("m")
    if glued[-1:] in tuple(".:/$,~_") or is_priced(m.context, m.start):
        return None
    if glued[-1:] == "-" and not (glued[:1] in tuple("mM. ") or len(letters) > 1):
        return None
    apart = m.context.text[m.part("m").start - 1].isspace()
    if len(letters) == 1 and apart and ("n" not in m or m.context.word_after(m.end).isalpha()):
        return None  # "at 3 a week", "5 p", "1.34 a share"
    if (
        len(letters) == 1
        and "n" not in m
        and m.context.word_before(m.start) not in ("at", "until", "by")
    ):
        return None
    if "n" in m and len(m["n"]) != 2:
        return None
    if letters == "am" and m.written("m") == "am" and (m.context.word_before(m.start) == "i"):
        return None
    return clock(m, int(m["h"]), int(m["n"]) if "n" in m else 0)


@ATOMS.rule("h=HOUR s=SPELLED", "c=CLOCK s=SPELLED")
def spelled(m: Match) -> Node | None:
    """ "7 p . m .", of tokenised text."""
    hours, _, minutes = str(m["h"] if "h" in m else m["c"]).partition(":")
    if not 1 <= int(hours) <= 12:
        return None
    total = int(hours) % 12 * 60 + m["s"] + int(minutes[:2] or 0)
    return of(m, Clock(total, total))


@ATOMS.rule("t=HHMM z=ZONE", "t=HHMM m=MERIDIEM z=ZONE?", "t=HHMM oclock z=ZONE?", "t=HHMM")
def military(m: Match) -> Node | None:
    """ "2248 GMT", "0600 hours", "1353 (1023 GMT)" """
    if len(m.nodes) == 1:
        told = m.context.word_before(m.start) == "at" and _again_in_brackets(m)
        return clock(m, m["t"] // 100, m["t"] % 100) if told else None
    zone = m.node("z")
    named = zone is None or m.context.text[zone.start].isupper() or m["z"] == "local"
    if not named and "m" not in m:
        return None
    if "m" in m and len(m.written("m")) == 1:
        return None
    if m.context.text[m.start - 1 : m.start] in ("$", ",", ".", "-") and m.start:
        return None
    hours_unit = m.nodes[-1].values.get("UNIT") == "hour"
    if hours_unit and m.context.text[m.start] != "0" and m.context.word_before(m.start) != "at":
        return None  # "1500 hours" is a length
    return clock(m, m["t"] // 100, m["t"] % 100)


def _again_in_brackets(m: Match) -> bool:
    """Does the same time follow in brackets, in another zone: "1353 (1023 GMT)"?"""
    behind = [node.values for node in m.behind(3)]
    return (
        len(behind) == 3
        and "OPEN" in behind[0]
        and bool({"HHMM", "CLOCK"} & set(behind[1]))
        and "ZONE" in behind[2]
    )


@ATOMS.rule("h=HOUR oclock m=MERIDIEM? z=ZONE?")
def oclock(m: Match) -> Node | None:
    """ "seven o'clock" """
    if m.nodes[1].values.get("UNIT") == "hour":
        return None
    return clock(m, int(m["h"]), 0, rounded=QUARTER)


@ATOMS.rule(
    "w=half past h=HOUR oclock? m=MERIDIEM?",
    "a? w=quarter (past|after) h=HOUR oclock? m=MERIDIEM?",
    "a? v=quarter (to|before) h=HOUR oclock? m=MERIDIEM?",
    "n=NUM past h=HOUR oclock? m=MERIDIEM?",
    "n=NUMBERTEXT past h=HOUR oclock? m=MERIDIEM?",
    "n=NUMBERTEXT z=after h=HOUR oclock? m=MERIDIEM?",
    "n=NUMBERTEXT t=to h=HOUR oclock? m=MERIDIEM?",
    "l=LENGTH (past|after) h=HOUR oclock? m=MERIDIEM?",
    "l=LENGTH (to|before) h=HOUR oclock? m=MERIDIEM?",
)
def in_words(m: Match) -> Node | None:
    """ "half past seven", "a quarter to eight", "10 past 9", "at ten to six" """
    hour = int(m["h"])
    if "v" in m:
        return clock(m, (hour - 1) % 24, 45, rounded=QUARTER)
    if "w" in m:
        return clock(m, hour, 30 if m["w"] == "half" else 15, rounded=QUARTER)
    minutes = _minutes(m["l"]) if "l" in m else int(m["n"])
    behind_at = m.context.word_before(m.start) in words("around", "before_hour")
    if ("z" in m or "t" in m) and ((minutes or 1) % 5 or not behind_at):
        return None  # "ten after three days"
    if "t" in m and not m.context.ends(m.end, words("around", "behind_hour")):
        return None  # "at ten to six knots"
    if not minutes or not 1 <= minutes <= 59 or hour > 12:
        return None
    rounded = 0 if minutes % _FIVE else _FIVE
    if "t" in m or ("l" in m and not {"past", "after"} & set(m.nodes[1].values)):
        return clock(m, (hour - 1) % 24, 60 - minutes, rounded=rounded)
    return clock(m, hour, minutes, rounded=rounded)


#: Times in words are told to the quarter of an hour ("half past"), or to five minutes.
QUARTER, _FIVE = 15, 5


def _minutes(length: Length) -> int | None:
    """The minutes of an exact length that is of minutes alone."""
    found = None if length.hedge else length.exact
    if found is None or found[1] != "minute" or found[0].denominator != 1:
        return None
    return int(found[0])


@ATOMS.rule("h=NUMBERTEXT w=NUMBERTEXT m=MERIDIEM z=ZONE?", "h=NUMBERTEXT m=MERIDIEM z=ZONE?")
def spoken(m: Match) -> Node | None:
    """ "eleven twenty p.m.", "seven a.m." """
    if len(m.written("m")) == 1:
        return None
    return clock(m, int(m["h"]), int(m["w"]) if "w" in m else 0)


@ATOMS.rule("h=NUM _DOT _n=NUM", "h=NUMBERTEXT w=NUMBERTEXT")
def perhaps(m: Match) -> Node | None:
    """ "6.45", "seven thirty": a time of day only beside what says so (`daytime`)."""
    hour = int(m["h"])
    minutes = int(m["n"] if "n" in m else m["w"])
    dotted = "n" in m
    if dotted and (len(m["n"]) != 2 or len(m["h"]) > 2 or _goes_on(m)):
        return None
    if not (0 <= hour <= 24 if dotted else 1 <= hour <= 12) or minutes > 59:
        return None
    if not dotted and minutes < 10:
        return None
    total = (hour * 60 + minutes) % _DAY_MINUTES
    halves = 1 <= hour <= _HOURS and not m.written().startswith("0")
    return m.make(MAYTIME=Expression("time", m.rule, clock=Clock(total, total, halves=halves)))


def _goes_on(m: Match) -> bool:
    """Is the figure part of a longer one, or of a price, a share, a section number?"""
    before, after = m.context.text[m.start - 1 : m.start], m.context.text[m.end : m.end + 1]
    return (
        (m.start > 0 and (before.isalnum() or before in tuple("$€£.,:/-–+#")))
        or after in ("%", "°", "-", "–")
        or goes_on(m.context.text, m.end, ".,:/")
    )


@ATOMS.rule("(HOUR)? w=CLOCKWORD z=ZONE?")
def named(m: Match) -> Node | None:
    """ "noon", "midnight" """
    return clock(m, m["w"] // 60, 0) if m["w"] is not None else None


def clock(m: Match, hours: int, minutes: int, second: int = 0, *, rounded: int = 0) -> Node | None:
    """A node for a time of day; None when the day has no such time."""
    halves = m.rule in _TWELVE_HOURS and "m" not in m and hours <= _HOURS
    if "m" in m:
        if not 1 <= hours <= 12 and not (hours <= 24 and m["m"]):
            return None
        hours = hours % 12 + m["m"] // 60 if hours <= 12 else hours
    total = hours * 60 + minutes
    if not 0 <= minutes <= 59 or second > 59 or total > _DAY_MINUTES:
        return None
    zone = m.get("z")
    offset = zone if isinstance(zone, int) else None
    total %= _DAY_MINUTES
    return of(m, Clock(total, total, offset, halves, rounded), second)


#: Rules of times that are told by the clock of twelve hours, if no word says the half of the day.
_TWELVE_HOURS = ("in-words", "oclock")


def of(m: Match, value: Clock, second: int = 0) -> Node:
    """A node for a time of day alone."""
    kind = "time" if value.earliest == value.latest else "time_range"
    return m.make(TIME=Expression(kind, m.rule, clock=value, second=second))  # type: ignore[arg-type]


def in_daytime(value: Clock, daytime: str) -> Clock:
    """A time of the twelve-hour clock in the half of the day that its part of the day tells."""

    def moved(minutes: int) -> int:
        if minutes >= _HALF_DAY:
            at_night = daytime in ("MO", "NI") and minutes < _HALF_DAY + 60
            return minutes - _HALF_DAY if at_night else minutes
        late = daytime in ("AF", "EV") or (daytime == "NI" and minutes >= _SMALL_HOURS)
        return minutes + _HALF_DAY if late else minutes

    return replace(value, earliest=moved(value.earliest), latest=moved(value.latest), halves=False)
