"""One moment told on two clocks: "at 10:00 am (0800 GMT)", "22:30 UTC, or 7:30 a.m. local time".

The time that names its zone tells the zone of the other one, and the day of the one is, a day more
or less at midnight, the day of the other. Where a text tells its local zone so, and only one, its
other times that say "local time" are in it as well. Civil offsets run from UTC-12:00 to UTC+14:00
in quarters of an hour (IANA time zone database); two zones a day apart on the calendar show the
same clock, and then the zone is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcecheck.annotate.dates import day_beside
from sourcecheck.annotate.dates.timex import clock_timex
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.mention import Mention
from sourcecheck.normalise.calendar import add_days

RULE = "zone-beside"
OF_TEXT = "zone-of-text"
_DAY = 24 * 60
_STEP = 15
#: Differences of two clocks that two zones can show: the one east, the other west.
_EITHER = range(_DAY - 12 * 60, 14 * 60 + 1)
#: What stands between the two tellings of one moment: a bracket, "or", a stroke; and a comma.
_BETWEEN = re.compile(r"\s*(?:local time\s*)?(?:\(|/|,?\s+or)\s*")
_MOST_BETWEEN = 20  # characters
_LOCAL = re.compile(r"\blocal\b", re.IGNORECASE)


def with_zones(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in their order, times of day with the zone and the day that their own conversion
    tells."""
    found = list(mentions)
    told: set[int] = set()
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        if second.span.start - first.span.end > _MOST_BETWEEN:
            continue
        between = text[first.span.end : second.span.start]
        if not (_clock(first) and _clock(second) and _BETWEEN.fullmatch(between)):
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
    if _lent(b) and not _lent(a):
        b = _on_day_of(b, a)
    elif _lent(a) and not _lent(b):
        a = _on_day_of(a, b)
    elif _lent(a) and a.earliest is not None:  # both from their clause, which tells the local day
        b = _on_day_of(b, a)
    return replace(first, date=a), replace(second, date=b)


def _offset(open_: Clock, known: Clock) -> int | None:
    """The offset at which the one clock shows the moment of the other; None where two would do."""
    assert known.utc_offset is not None
    apart = (open_.earliest - known.earliest + known.utc_offset) % _DAY
    if apart % _STEP or apart in _EITHER:
        return None
    return apart if apart < _DAY // 2 else apart - _DAY


def _zoned(date: Date, offset: int | None) -> Date:
    assert date.time is not None
    if offset is None:
        return date
    return replace(date, time=replace(date.time, utc_offset=offset), rule=f"{date.rule}+{RULE}")


def _lent(date: Date) -> bool:
    """Does the time of day itself say no day?"""
    return date.earliest is None or date.rule.endswith(day_beside.RULE)


def _on_day_of(date: Date, other: Date) -> Date:
    """The time on the day of the same moment on the other clock."""
    clock, known = date.time, other.time
    day: Day | None = other.earliest
    if clock is None or known is None or day is None or day != other.latest:
        return date
    if clock.utc_offset is None or known.utc_offset is None:
        return date
    moment = known.earliest - known.utc_offset + clock.utc_offset
    if moment % _DAY != clock.earliest:
        return date  # no conversion after all
    day = add_days(day, moment // _DAY)
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
        rule=date.rule if date.rule.endswith(RULE) else f"{date.rule}+{RULE}",
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
        mention, date=replace(mention.date, time=time, rule=f"{mention.date.rule}+{OF_TEXT}")
    )
