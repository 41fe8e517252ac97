"""Which day an undated text means by "Tuesday": one that it dates in full elsewhere.

"Tuesday, 2 July 2013" in a text whose own day is not known dates its other Tuesdays, where that is
the only full date that it calls a Tuesday: a report seldom speaks of two. "Last Tuesday" and the
other days of that week are left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcecheck import resources
from sourcecheck.annotate.dates.anchor import Anchors, Found, Result
from sourcecheck.annotate.dates.evidence import Scene
from sourcecheck.annotate.dates.expression import Expression, Weekday, When
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.resolve import resolve
from sourcecheck.normalise.calendar import Period, weekday

RULE = "weekday-of-text"
_WORD = re.compile(r"[A-Za-z]+")


def find(scene: Scene, nodes: Sequence[Node], day_first: bool | None) -> dict[int, Period]:
    """The only day that a text dates in full for each day of the week (Monday 1 to Sunday 7) that
    it names beside."""
    anchors = Anchors(day_first=day_first)
    names: dict[str, int] = resources.load("dates")["value"]["WEEKDAY"]
    days: dict[int, set[Period]] = {}
    for node in nodes:
        value = node.values.get("DATE")
        if not isinstance(value, Expression) or value.when is None or value.hedge:
            continue
        written = _WORD.findall(scene.text[node.start : node.end].lower())
        said = {names[word] for word in written if word in names}
        if len(said) != 1 or isinstance(value.when, Weekday) or scene.is_stamp(node.start):
            continue
        result = resolve(anchors, value.when)
        if not isinstance(result, Found) or result.relative or result.readings:
            continue
        if result.period.precision == "day" and weekday(result.period.first) in said:
            days.setdefault(weekday(result.period.first), set()).add(result.period)
    return {number: next(iter(named)) for number, named in days.items() if len(named) == 1}


def of_text(when: When, named: dict[int, Period]) -> Result | None:
    """The day that a bare day of the week means by them; None for other expressions."""
    if not isinstance(when, Weekday) or when.within is not None or when.shift is not None:
        return None
    if when.unit == "weekend" or when.number not in named:
        return None
    return Found(named[when.number], relative=True)
