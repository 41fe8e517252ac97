"""What a date takes from the one that follows it: its month in a list, its year in a stretch.

"Monday 4, Tuesday 5 and Wednesday 6 May 1998" are three days of May; "from 22:00 on 4 May to 02:00
on 5 May 1998" begins in 1998.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcecheck.annotate.dates.expression import Expression, Fixed, Partial, When
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.model.date import Day
from sourcecheck.normalise import calendar

_LISTING = frozenset(["COMMA", "and", "or"])
_STRETCHING = frozenset(["to", "until", "DASH", "and"])
_MOST_BETWEEN = 2


def from_the_next(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, each date that lacks its month or year with that of the one behind it."""
    made: list[Node] = []
    for node in reversed(nodes):
        made.append(_lent(node, made))
    return made[::-1]


def _lent(node: Node, behind: Sequence[Node]) -> Node:
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
            return _with(node, replace(found, when=full, hedge=hedge))
        known = (_LISTING | _STRETCHING) & set(other.values)
        if not known:
            return node
        links |= known
    return node


def _month_from(when: Partial, lender: When | None) -> When | None:
    """The day in the month of a later day; None where that is none."""
    assert when.day is not None
    if when.month is not None or when.holiday:
        return None
    if isinstance(lender, Fixed) and lender.period.precision == "day":
        return _day(when, lender.period.first.year, lender.period.first)
    if isinstance(lender, Partial) and lender.month and lender.day and lender.within is None:
        return replace(when, month=lender.month) if when.day < lender.day else None
    return None


def _year_from(when: Partial, lender: When | None) -> When | None:
    """The day and month in the year of a later day, or in the year before it."""
    if when.month is None or not isinstance(lender, Fixed) or lender.period.precision != "day":
        return None
    last = lender.period.first
    day = _day(when, last.year, last)
    return day or _day(when, last.year - 1, last)


def _day(when: Partial, year: int, before: Day) -> Fixed | None:
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


def _with(node: Node, found: Expression) -> Node:
    old = node.values["DATE"]
    return Node(node.start, node.end, {k: found if v is old else v for k, v in node.values.items()})
