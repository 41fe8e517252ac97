"""A time of day takes its day from its own clause: "was called at 06:00 … on Sunday".

The two need not stand side by side. Only one day may be named in the clause, and it must say no
time of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sourcecheck.annotate.dates.timex import clock_timex
from sourcecheck.model.date import Date
from sourcecheck.model.mention import Mention
from sourcecheck.normalise.edtf import open_weekday

#: Steps from a word to the verb over it; longer ways are parses gone wrong.
_REACH = 12
RULE = "day-of-clause"


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
    assert time is not None
    assert time.time is not None
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
        rule=f"{time.rule}+{RULE}",
    )
    return replace(mention, date=made)
