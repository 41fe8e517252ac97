"""The period of a report: "Annual report for 2021", "Period: from 1 January to 30 June".

What a report states without a time of its own holds for the period that its title or a line for it
names; two reports on two periods do not contradict each other.
"""

from __future__ import annotations

import functools
import re

from sourcecheck import resources
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.topic import first_sentence
from sourcecheck.model.mention import Mention

_PERIODS = ("month", "season", "quarter", "half", "year")
#: So many lines from the beginning a line for the period may stand.
_LINES = 8


def period(layers: Layers) -> Mention | None:
    """The one period that the lines over a report name; None for none, for several, and for what
    is no report."""
    text = layers.text
    title = first_sentence(text)
    found: dict[tuple[object, object], Mention] = {}
    for mention in {m.span: m for m in layers.dates.values()}.values():
        date = mention.date
        if date is None or date.earliest is None or date.latest is None or date.relative:
            continue
        if date.precision not in _PERIODS and mention.kind != "date_range":
            continue
        first = text.rfind("\n", 0, mention.span.start) + 1
        if text.count("\n", 0, first) >= _LINES:
            continue
        before = text[first : mention.span.start]
        last = text.find("\n", mention.span.end)
        line = text[first : last if last >= 0 else len(text)]
        labelled = _label().match(before) is not None
        if labelled or (mention.span.start < title and _report().search(line) is not None):
            found.setdefault((date.earliest, date.latest), mention)
    return next(iter(found.values())) if len(found) == 1 else None


@functools.cache
def _label() -> re.Pattern[str]:
    words = "|".join(map(re.escape, resources.load("bearers")["period_labels"]))
    return re.compile(rf"\s*(?:{words})\s*:", re.IGNORECASE)


@functools.cache
def _report() -> re.Pattern[str]:
    words = "|".join(map(re.escape, resources.load("bearers")["report_words"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
