"""The scene in which each claim is set: places and times that its sentence names, beside those
with which its text opens.

A news text opens with the event it is about. A sentence that names a place or a month the opening
does not know speaks of something else: an earlier event, or a part of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sourcecheck.claim.layers import closed_class
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.normalise.calendar import to_ordinal, weekday
from sourcecheck.normalise.open_date import open_month, open_weekday
from sourcecheck.reconcile.names import fold

_YEAR_DAYS = 366
_MONTH_DAYS = 31
#: Characters between the end of a sentence and the start of the next: a space or line break.
_GAPS = (1, 2, 0)


@dataclass(frozen=True, slots=True)
class Scene:
    """Of one claim: words of places, and the years, months and days of the week its sentence names.

    `opening` are the places and times of the opening of its text, `aside` those of the claim that
    are not among them. A place is known by its own words: "Novara", not "city of Novara".
    """

    places: tuple[str, ...]
    years: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    aside: tuple[str, ...]
    opening: tuple[str, ...]


def scenes(claims: Sequence[Claim], names: pd.DataFrame) -> list[Scene]:
    """The scene of each claim, in their order; `names` is a NAMES table."""
    opening = _openings(claims, names)
    said = _Said.of(claims)
    return [_scene(claim, said.marks(claim), opening) for claim in claims]


@dataclass(frozen=True, slots=True)
class _Said:
    """The dates that each sentence names: (claim id, its marks), by source and place of it."""

    at: Mapping[tuple[str, int], Sequence[tuple[str, frozenset[str]]]]
    up_to: Mapping[tuple[str, int], Sequence[tuple[str, frozenset[str]]]]  # by the sentence's end

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Said:
        at: dict[tuple[str, int], list[tuple[str, frozenset[str]]]] = {}
        up_to: dict[tuple[str, int], list[tuple[str, frozenset[str]]]] = {}
        for claim in claims:
            if claim.date is not None and claim.sentence is not None:
                marks = (claim.id, time_marks(claim.date))
                at.setdefault((claim.source, claim.sentence.start), []).append(marks)
                up_to.setdefault((claim.source, claim.sentence.end), []).append(marks)
        return cls(at, up_to)

    def marks(self, claim: Claim) -> set[str]:
        """The times of the claim's sentence besides itself.

        A sentence without any goes on in the year and month of the sentence before it ("In April
        last year a quake struck the coast. Five people died.").
        """
        if claim.sentence is None:
            return set()
        start = claim.sentence.start
        own = set[str]().union(
            *(m for id, m in self.at.get((claim.source, start), ()) if id != claim.id)
        )
        if claim.when is not None:
            own |= time_marks(claim.when)
        if own or claim.lead:
            return own
        before = (m for gap in _GAPS for _, m in self.up_to.get((claim.source, start - gap), ()))
        return {mark for marks in before for mark in marks if mark[0] in "ym"}


def time_marks(date: Date) -> frozenset[str]:
    """The year ("y2008"), month ("m09") and day of the week ("d2", Monday 1) that a date names."""
    if day := open_weekday(date.timex):
        return frozenset({f"d{day}"})
    if month := open_month(date.timex):
        return frozenset({f"m{month:02d}"})
    if date.earliest is None or date.latest is None:
        return frozenset()
    first, last = to_ordinal(date.earliest), to_ordinal(date.latest)
    marks = set()
    if last - first <= _YEAR_DAYS:
        marks |= {f"y{date.earliest.year}", f"y{date.latest.year}"}
    if last - first <= _MONTH_DAYS:
        marks |= {f"m{date.earliest.month:02d}", f"m{date.latest.month:02d}"}
    if first == last:
        marks.add(f"d{weekday(date.earliest)}")
    return frozenset(marks)


def _openings(claims: Sequence[Claim], names: pd.DataFrame) -> dict[str, set[str]]:
    """The words of the places that the opening of each source names, and the marks of its time.

    News is of the latest day or month its opening names. Where it names no more than a day of the
    week, a year beside it is another time ("killed five on Tuesday in the region hit by the
    tsunami of 2004"). Days of the week are left out: any two events may share one.
    """
    opening: dict[str, set[str]] = {}
    led = names[names["lead"]]
    for source, name in zip(led["source"], led["name"], strict=True):
        words = _own_words(name)
        opening.setdefault(source, set()).update(words, (w.rpartition("-")[2] for w in words))
    for source, marks in _times(claims).items():
        opening.setdefault(source, set()).update(mark for mark in marks if mark[0] in "ym")
    return opening


def _times(claims: Sequence[Claim]) -> dict[str, frozenset[str]]:
    """The marks of the time of each source's opening, of the finest and then the latest date."""
    best: dict[str, tuple[tuple[int, float], frozenset[str]]] = {}
    for claim in claims:
        if claim.date is None or not claim.lead or not (marks := time_marks(claim.date)):
            continue
        levels = {mark[0] for mark in marks}
        fineness = 2 if "m" in levels else 1 if "d" in levels else 0
        days = claim.date.latest
        reach = float("inf") if days is None else float(to_ordinal(days))
        rank = (fineness, reach)
        if claim.source not in best or rank > best[claim.source][0]:
            best[claim.source] = rank, marks
    return {source: marks for source, (_, marks) in best.items()}


def _own_words(name: str) -> set[str]:
    """The words of a name that tell it from others; all of them if none does.

    A point of the compass stays with the word behind it: "Central Aldora" is a part of Aldora.
    """
    words: list[str] = []
    compass = closed_class("compass")
    for word in fold(name).split():
        if words and words[-1] in compass:
            word = f"{words.pop()}-{word}"
        words.append(word)
    return {w for w in words if w not in closed_class("place_words")} or set(words)


def _scene(claim: Claim, marks: set[str], opening: Mapping[str, set[str]]) -> Scene:
    places = set[str]().union(*(_own_words(name) for name in claim.around))
    known = opening.get(claim.source, set())
    # a day of the week that the opening does not name is no other event: reports follow for days
    strange = {mark for mark in marks if mark[0] in "ym"}
    return Scene(
        places=tuple(sorted(places)),
        years=_of_level("y", marks),
        months=_of_level("m", marks),
        weekdays=_of_level("d", marks),
        aside=tuple(sorted((strange | places) - known)),
        opening=tuple(sorted(known)),
    )


def _of_level(level: str, marks: set[str]) -> tuple[str, ...]:
    return tuple(sorted(mark for mark in marks if mark[0] == level))
