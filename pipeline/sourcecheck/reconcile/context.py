"""The event context of each claim: places and times that its sentence names, beside those with
which its text opens.

A news text opens with the event it is about. A sentence that names a place or a month the opening
does not know speaks of something else: an earlier event, or a part of the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sourcecheck.claim.vocabulary import own_word
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.normalise.calendar import to_ordinal, weekday
from sourcecheck.normalise.edtf import open_month, open_weekday
from sourcecheck.reconcile.entities import fold

_YEAR_DAYS = 366
_MONTH_DAYS = 31
#: Characters between the end of a sentence and the start of the next: a space or line break.
_GAPS = (1, 2, 0)


@dataclass(frozen=True, slots=True)
class EventContext:
    """Of one claim: words of places, and the years, months and days of the week its sentence names.

    `opening` are the places and times of the opening of its text, `aside` those of the claim that
    are not among them. A place is known by its own words: "Novara", not "city of Novara".
    """

    around: tuple[str, ...]
    years: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    aside: tuple[str, ...]
    opening: tuple[str, ...]
    on_day: str = ""  # of a date: the day of the week on which what its opening tells happened
    of_news: bool = False  # of a date: is its day of the week one that its opening names?
    of_speech: bool = False  # of a date: does it only say when somebody said something?


def event_contexts(
    claims: Sequence[Claim], names: pd.DataFrame, speech: Collection[str]
) -> list[EventContext]:
    """The event context of each claim, in their order; `names` is a NAMES table, `speech` are the
    ids of dates that only say when something was said."""
    opening, days = _openings(claims, names), _days(claims, speech)
    said = _Said.of(claims)
    return [
        _context(claim, said.marks(claim), opening, days, claim.id in speech) for claim in claims
    ]


@dataclass(frozen=True, slots=True)
class _Day:
    """The days of the week that an opening names, and the words that say what happened then.

    `mark` is the only one of what happened, "" where there are several.
    """

    mark: str
    words: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """The dates that each sentence names: (claim, its marks), by source and place of it."""

    at: Mapping[tuple[str, int], Sequence[tuple[Claim, frozenset[str]]]]
    up_to: Mapping[tuple[str, int], Sequence[tuple[Claim, frozenset[str]]]]  # by the sentence's end

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Said:
        at: dict[tuple[str, int], list[tuple[Claim, frozenset[str]]]] = {}
        up_to: dict[tuple[str, int], list[tuple[Claim, frozenset[str]]]] = {}
        for claim in claims:
            if claim.date is not None and claim.sentence is not None:
                marks = (claim, time_marks(claim.date))
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
            *(
                marks
                for date, marks in self.at.get((claim.source, start), ())
                if date.id != claim.id and date.span.start not in claim.beside
            )
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


def _days(claims: Sequence[Claim], speech: Collection[str]) -> dict[str, _Day]:
    """The days of the week that the opening of each source names.

    One alone is the day of what the text is about: "killed five on Tuesday", not "said on Tuesday".
    """
    named: dict[str, set[str]] = {}
    happened: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for claim in claims:
        if claim.date is None or not claim.lead:
            continue
        found = {mark for mark in time_marks(claim.date) if mark[0] == "d"}
        named.setdefault(claim.source, set()).update(found)
        if found and claim.id not in speech:
            happened.setdefault(claim.source, set()).update(found)
            words.setdefault(claim.source, set()).update(_happening(claim))
    return {
        source: _Day(
            next(iter(happened[source])) if len(happened.get(source, ())) == 1 else "",
            frozenset(words.get(source, ())),
            frozenset(found),
        )
        for source, found in named.items()
    }


def _happening(claim: Claim) -> set[str]:
    """The words that say what happened at a date."""
    return {own_word(claim.property), *claim.measured, *claim.predicate}


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


def _context(
    claim: Claim,
    marks: set[str],
    opening: Mapping[str, set[str]],
    days: Mapping[str, _Day],
    of_speech: bool,
) -> EventContext:
    places = set[str]().union(*(_own_words(name) for name in claim.around))
    known = opening.get(claim.source, set())
    # a day of the week that the opening does not name is no other event: reports follow for days
    strange = {mark for mark in marks if mark[0] in "ym"}
    own = time_marks(claim.date) if claim.date is not None else frozenset()
    day = days.get(claim.source)
    then = day is not None and day.mark in own and not of_speech
    then = then and day is not None and (claim.lead or bool(_happening(claim) & day.words))
    return EventContext(
        around=tuple(sorted(places)),
        years=_of_level("y", marks),
        months=_of_level("m", marks),
        weekdays=_of_level("d", marks),
        aside=tuple(sorted((strange | places) - known)),
        opening=tuple(sorted(known)),
        on_day=day.mark if day is not None and then else "",
        of_news=day is not None and bool(day.named & own),
        of_speech=of_speech,
    )


def _of_level(level: str, marks: set[str]) -> tuple[str, ...]:
    return tuple(sorted(mark for mark in marks if mark[0] == level))
