"""What a date or time leaves out and takes from another that the text names.

- Its month in a list, its year in a stretch, from the date that follows: "Monday 4, Tuesday 5 and
  Wednesday 6 May 1998"; "from 22:00 on 4 May to 02:00 on 5 May 1998".
- The day of the week, in a text whose own day is not known, from the only full date that the text
  calls so: "Tuesday, 2 July 2013" dates its other Tuesdays, since a report seldom speaks of two.
  "Last Tuesday" and the other days of that week are left open.
- The day of a time of day, from its own clause: "it rang at 06:00 … on Sunday". Only one day may
  be named in the clause, and it must say no time of its own.
- Zone and day, from the same moment on another clock: "by 11:30 am (0930 GMT)". Where a text tells
  its local zone so, and only one, its other times that say "local time" are in it as well. Civil
  offsets run from UTC-12:00 to UTC+14:00 in quarters of an hour (IANA time zone database); two
  zones a day apart on the calendar show the same clock, and then the zone is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sourcecheck import resources
from sourcecheck.annotate.dates.context import Context
from sourcecheck.annotate.dates.expression import (
    Anchors,
    Expression,
    Fixed,
    Found,
    Partial,
    Result,
    Weekday,
    When,
)
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.resolve import resolve
from sourcecheck.annotate.dates.value import clock_timex
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.mention import Mention
from sourcecheck.normalise import calendar
from sourcecheck.normalise.calendar import Period, add_days, weekday
from sourcecheck.normalise.edtf import open_weekday

_LISTING = frozenset(["COMMA", "and", "or"])
_STRETCHING = frozenset(["to", "until", "DASH", "and"])
_MOST_BETWEEN = 2


def from_the_next(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, each date that lacks its month or year with that of the one behind it."""
    made: list[Node] = []
    for node in reversed(nodes):
        made.append(_filled(node, made))
    return made[::-1]


def _filled(node: Node, behind: Sequence[Node]) -> Node:
    """`node` with what the date behind it lends; `behind` has the nearest node last."""
    found = node.values.get("DATE")
    if not isinstance(found, Expression) or not isinstance(found.when, Partial):
        return node
    when = found.when
    if when.day is None or when.within is not None or when.shift is not None:
        return node
    links: set[str] = set()
    for step in range(1, min(len(behind), _MOST_BETWEEN + 1) + 1):
        other = behind[-step]
        lender = other.values.get("DATE")
        if isinstance(lender, Expression):
            full = _month_from(when, lender.when) if links and links <= _LISTING else None
            if full is None and links and links <= _STRETCHING and found.clock and lender.clock:
                full = _year_from(when, lender.when)
            if full is None:
                return node
            hedge = "" if found.clock and found.hedge == "since" else found.hedge  # "from"
            return _replaced(node, replace(found, when=full, hedge=hedge))
        known = (_LISTING | _STRETCHING) & set(other.values)
        if not known:
            return node
        links |= known
    return node


def _month_from(when: Partial, lender: When | None) -> When | None:
    """The day in the month of a later day; None where that is none."""
    if when.day is None or when.month is not None or when.holiday:
        return None
    if isinstance(lender, Fixed) and lender.period.precision == "day":
        return _earlier_day(when, lender.period.first.year, lender.period.first)
    if isinstance(lender, Partial) and lender.month and lender.day and lender.within is None:
        return replace(when, month=lender.month) if when.day < lender.day else None
    return None


def _year_from(when: Partial, lender: When | None) -> When | None:
    """The day and month in the year of a later day, or in the year before it."""
    if when.month is None or not isinstance(lender, Fixed) or lender.period.precision != "day":
        return None
    last = lender.period.first
    day = _earlier_day(when, last.year, last)
    return day or _earlier_day(when, last.year - 1, last)


def _earlier_day(when: Partial, year: int, before: Day) -> Fixed | None:
    """The day of that year, in the month of `before` where it says none, that goes before it."""
    month, day = when.month or before.month, when.day
    if day is None or not calendar.is_day(year, month, day):
        return None
    period = calendar.of_day(year, month, day)
    if period.first >= before:
        return None
    if when.weekday is not None and calendar.weekday(period.first) != when.weekday:
        return None
    return Fixed(period)


def _replaced(node: Node, found: Expression) -> Node:
    old = node.values["DATE"]
    return Node(node.start, node.end, {k: found if v is old else v for k, v in node.values.items()})


WEEKDAY_OF_TEXT = "weekday-of-text"
_WORD = re.compile(r"[A-Za-z]+")


def weekdays_of_text(
    context: Context, nodes: Sequence[Node], day_first: bool | None
) -> dict[int, Period]:
    """The only day that a text dates in full for each day of the week (Monday 1 to Sunday 7) that
    it names beside."""
    anchors = Anchors(day_first=day_first)
    names: dict[str, int] = resources.load("dates")["value"]["WEEKDAY"]
    days: dict[int, set[Period]] = {}
    for node in nodes:
        value = node.values.get("DATE")
        if not isinstance(value, Expression) or value.when is None or value.hedge:
            continue
        written = _WORD.findall(context.text[node.start : node.end].lower())
        said = {names[word] for word in written if word in names}
        if len(said) != 1 or isinstance(value.when, Weekday) or context.view.is_of_copy(node.start):
            continue
        result = resolve(anchors, value.when)
        if not isinstance(result, Found) or result.relative or result.readings:
            continue
        if result.period.precision == "day" and weekday(result.period.first) in said:
            days.setdefault(weekday(result.period.first), set()).add(result.period)
    return {number: next(iter(named)) for number, named in days.items() if len(named) == 1}


def on_weekday_of_text(when: When, named: dict[int, Period]) -> Result | None:
    """The day that a bare day of the week means by them; None for other expressions."""
    if not isinstance(when, Weekday) or when.within is not None or when.shift is not None:
        return None
    if when.unit == "weekend" or when.number not in named:
        return None
    return Found(named[when.number], relative=True)


#: Steps from a word to the verb over it; longer ways are parses gone wrong.
_REACH = 12
DAY_OF_CLAUSE = "day-of-clause"


def with_days(doc: Doc, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions in their order, times of day with the day that their clause names."""
    found = list(mentions)
    if not doc.has_annotation("DEP"):
        yield from found
        return
    days = _days(doc, found)
    for mention in found:
        if not mention.kind.startswith("time") or mention.date is None or mention.date.time is None:
            yield mention
            continue
        named = {(day.timex, day.earliest): day for day in days.get(_clause(doc, mention), ())}
        yield _on(mention, next(iter(named.values()))) if len(named) == 1 else mention


def _days(doc: Doc, found: Sequence[Mention]) -> dict[int, list[Date]]:
    """The days without a time that each clause names, by its verb."""
    days: dict[int, list[Date]] = {}
    for mention in found:
        date = mention.date
        if mention.kind != "date" or date is None or date.hedge or date.time is not None:
            continue
        one_day = date.earliest is not None and date.earliest == date.latest
        if (one_day or open_weekday(date.timex)) and (verb := _clause(doc, mention)) >= 0:
            days.setdefault(verb, []).append(date)
    return days


def _clause(doc: Doc, mention: Mention) -> int:
    """The number of the verb over a mention; -1 for none."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if span is None:
        return -1
    token: Token = span.root
    for _ in range(_REACH):
        if token.pos_ in ("VERB", "AUX"):
            return int(token.i)
        if token.head.i == token.i:
            return -1
        token = token.head
    return -1


def _on(mention: Mention, day: Date) -> Mention:
    """The time of day on that day."""
    time = mention.date
    if time is None or time.time is None:
        return mention
    clock = clock_timex(time.time)
    made = replace(
        time,
        earliest=day.earliest,
        latest=day.latest,
        timex=day.timex + clock,
        edtf=day.edtf,
        unresolved=day.unresolved,
        relative=day.relative,
        stated=day.stated,
        rule=f"{time.rule}+{DAY_OF_CLAUSE}",
    )
    return replace(mention, date=made)


ZONE_BESIDE = "zone-beside"
ZONE_OF_TEXT = "zone-of-text"
_MINUTES_OF_DAY = 24 * 60
_STEP_OF_ZONES = 15
#: Differences of two clocks that two zones can show: the one east, the other west.
_EITHER = range(_MINUTES_OF_DAY - 12 * 60, 14 * 60 + 1)
#: What stands between the two tellings of one moment: a bracket, "or", a stroke; and a comma.
_BETWEEN_TELLINGS = re.compile(r"\s*(?:local time\s*)?(?:\(|/|,?\s+or)\s*")
_MOST_CHARACTERS = 20  # characters
_LOCAL = re.compile(r"\blocal\b", re.IGNORECASE)


def with_zones(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in their order, times of day with the zone and the day that their own conversion
    tells."""
    found = list(mentions)
    told: set[int] = set()
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        if second.span.start - first.span.end > _MOST_CHARACTERS:
            continue
        between = text[first.span.end : second.span.start]
        if not (_clock(first) and _clock(second) and _BETWEEN_TELLINGS.fullmatch(between)):
            continue
        before = found[at : at + 2]
        found[at : at + 2] = _one_moment(first, second)
        for old, new in zip(before, found[at : at + 2], strict=True):
            clock = _clock(new)
            if clock != _clock(old) and clock is not None and clock.utc_offset is not None:
                told.add(clock.utc_offset)
    return [_in_zone(mention, told) for mention in found]


def _clock(mention: Mention) -> Clock | None:
    """The time of day of a mention that names one minute; None for others."""
    time = mention.date.time if mention.date is not None else None
    return time if time is not None and time.earliest == time.latest else None


def _one_moment(first: Mention, second: Mention) -> Sequence[Mention]:
    """The two with each other's zone and day, where one of them names its zone."""
    a, b = first.date, second.date
    if a is None or b is None or a.time is None or b.time is None:
        return first, second
    here, there = a.time, b.time
    if here.utc_offset is None and there.utc_offset is not None:
        a = _zoned(a, _offset(here, there))
    elif there.utc_offset is None and here.utc_offset is not None:
        b = _zoned(b, _offset(there, here))
    if _takes_day(b) and not _takes_day(a):
        b = _on_day_of(b, a)
    elif _takes_day(a) and not _takes_day(b):
        a = _on_day_of(a, b)
    elif (
        _takes_day(a) and a.earliest is not None
    ):  # both from their clause, which tells the local day
        b = _on_day_of(b, a)
    return replace(first, date=a), replace(second, date=b)


def _offset(open_: Clock, known: Clock) -> int | None:
    """The offset at which the one clock shows the moment of the other; None where two would do."""
    if known.utc_offset is None:
        return None
    apart = (open_.earliest - known.earliest + known.utc_offset) % _MINUTES_OF_DAY
    if apart % _STEP_OF_ZONES or apart in _EITHER:
        return None
    return apart if apart < _MINUTES_OF_DAY // 2 else apart - _MINUTES_OF_DAY


def _zoned(date: Date, offset: int | None) -> Date:
    if offset is None or date.time is None:
        return date
    return replace(
        date, time=replace(date.time, utc_offset=offset), rule=f"{date.rule}+{ZONE_BESIDE}"
    )


def _takes_day(date: Date) -> bool:
    """Does the time of day itself say no day?"""
    return date.earliest is None or date.rule.endswith(DAY_OF_CLAUSE)


def _on_day_of(date: Date, other: Date) -> Date:
    """The time on the day of the same moment on the other clock."""
    clock, known = date.time, other.time
    day: Day | None = other.earliest
    if clock is None or known is None or day is None or day != other.latest:
        return date
    if clock.utc_offset is None or known.utc_offset is None:
        return date
    moment = known.earliest - known.utc_offset + clock.utc_offset
    if moment % _MINUTES_OF_DAY != clock.earliest:
        return date  # no conversion after all
    day = add_days(day, moment // _MINUTES_OF_DAY)
    return replace(
        date,
        earliest=day,
        latest=day,
        precision="minute",
        timex=day.iso() + clock_timex(clock),
        edtf=day.iso(),
        unresolved="",
        relative=other.relative,
        stated=other.stated,
        rule=date.rule if date.rule.endswith(ZONE_BESIDE) else f"{date.rule}+{ZONE_BESIDE}",
    )


def _in_zone(mention: Mention, told: set[int]) -> Mention:
    """A time that says to be local, in the one zone that the text has told."""
    clock = _clock(mention)
    if len(told) != 1 or clock is None or clock.utc_offset is not None or mention.date is None:
        return mention
    if not _LOCAL.search(mention.span.quote):
        return mention
    time = replace(clock, utc_offset=next(iter(told)))
    return replace(
        mention, date=replace(mention.date, time=time, rule=f"{mention.date.rule}+{ZONE_OF_TEXT}")
    )
