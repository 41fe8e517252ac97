"""The day that a text says itself that it was written on, where none is declared.

News carries it in its dateline ("PARIS, 3 March 1987 (Agency) –"), in a line such as "Published:
2 May 1990", or alone on a line at the top. Only a full date counts; a line about the copy ("Last
updated: …", see [stamp] in resources/dates.toml) never does, and two lines of one kind that differ
leave the day unknown. What is dated through such a line says so in its rule ("weekday+dateline").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sourcecheck import resources
from sourcecheck.annotate.dates.anchor import Anchors, Found
from sourcecheck.annotate.dates.context import Context
from sourcecheck.annotate.dates.expression import Expression
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.resolve import resolve
from sourcecheck.normalise.calendar import Period

Kind = Literal["published-line", "dateline", "line-of-date"]

_HEAD = 1500  # characters from the beginning in which such a line stands …
_LINES = 8  # … and lines that are not empty
_TOP = 4  # a date alone on its line is one of the first few
_PLACE = 80  # characters that places and agency take before the date
_ORDER: tuple[Kind, ...] = ("published-line", "dateline", "line-of-date")
_AGENCY = re.compile(r"\s*\([^()\n]{1,40}\)\s*\Z")
_AGENCY_BEHIND = re.compile(r"\s*\([^()\n]{1,40}\)")
_DASH = re.compile(r"\s*(?:--|[-–—:])")
_EDGES = " \t*|•·-–—"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day of a line, and which kind of line it is: the name of the rule."""

    period: Period
    rule: Kind


def find(context: Context, nodes: Sequence[Node], day_first: bool | None) -> Dateline | None:
    """The day of writing that the head of the text tells; None where it tells none, or two."""
    found = list(_candidates(context, nodes, Anchors(day_first=day_first)))
    for rule in _ORDER:
        days = [line for line in found if line.rule == rule]
        if days:
            return days[0] if all(day == days[0] for day in days) else None
    return None


def _candidates(context: Context, nodes: Sequence[Node], anchors: Anchors) -> Iterator[Dateline]:
    dated = [node for node in nodes if node.start < _HEAD and "DATE" in node.values]
    for number, (start, end) in enumerate(_lines(context.text[:_HEAD])):
        here = [node for node in dated if start <= node.start and node.end <= end]
        if not here or context.is_stamp(here[0].start):
            continue
        period = _day(here[0].values["DATE"], anchors)
        before, after = context.text[start : here[0].start], context.text[here[0].end : end]
        rule = _kind(before, after, number) if period and not _goes_on(here, after) else None
        if period and rule:
            yield Dateline(period, rule)


def _lines(head: str) -> list[tuple[int, int]]:
    """First and last offset of the first lines that are not empty."""
    lines = [found.span() for found in re.finditer(r"[^\n]*\S[^\n]*", head)]
    return lines[:_LINES]


def _day(found: Expression, anchors: Anchors) -> Period | None:
    """The day that an expression names in full, in one reading."""
    if found.when is None or found.hedge or found.kind not in ("date", "datetime"):
        return None
    result = resolve(anchors, found.when)
    if not isinstance(result, Found) or result.readings or result.relative:
        return None
    return result.period if result.period.precision == "day" else None


def _goes_on(here: Sequence[Node], after: str) -> bool:
    """Does another date follow: "1 July 1916 – 18 November 1916"?"""
    return len(here) > 1 and here[1].start - here[0].end < 5 and not after.startswith("\n")


def _kind(before: str, after: str, number: int) -> Kind | None:
    """Which kind of line has these words before and behind its date, if it is one."""
    lower = before.strip(_EDGES).lower()
    if any(lower == cue or lower.startswith((f"{cue}:", f"{cue} on")) for cue in _published()):
        return "published-line"
    if len(before) <= _PLACE and _is_place(before) and _begins_text(before, after):
        return "dateline"
    alone = not any(letter.isalnum() for letter in before + after)
    return "line-of-date" if alone and number < _TOP else None


def _is_place(before: str) -> bool:
    """ "PARIS,", "ST. JOHN'S, Canada (Agency)": a place in capitals, perhaps an agency."""
    place = _AGENCY.sub("", before).strip(_EDGES).partition(",")[0].partition("(")[0]
    return sum(letter.isalpha() for letter in place) > 2 and place.isupper()


def _begins_text(before: str, after: str) -> bool:
    """Does the text begin behind the date, or the line end with it?"""
    behind = _AGENCY_BEHIND.match(after)
    rest = after[behind.end() :] if behind else after
    return bool(_DASH.match(rest)) or not rest.strip() or bool(_AGENCY.search(before))


@functools.cache
def _published() -> tuple[str, ...]:
    return tuple(resources.load("dates")["published"]["cues"])
