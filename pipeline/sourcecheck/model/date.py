"""What a date, time or duration in a text states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Hedge = Literal[
    "", "approx", "before", "after", "since", "until", "early", "mid", "late",
    "more_than", "at_least", "less_than", "at_most",
]  # fmt: skip
Precision = Literal[
    "", "minute", "hour", "day", "week", "month", "season", "quarter", "half", "year",
    "decade", "century", "millennium", "era",
]  # fmt: skip

#: In the rule of a date with the hedge `since`: "as of 5 October", when a count was taken.
AS_OF = "+as-of"
#: In the rule of a date with the hedge `before`: "by Friday", which Friday itself still is.
BY = "+by"


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; years are astronomical (1 BC is 0)."""

    year: int
    month: int
    day: int

    def iso(self) -> str:
        """ISO 8601 / EDTF form: `1996-04-01`, `-0043-03-15`, `Y-12000` beyond four digits."""
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes after midnight, both inclusive, and what is known of the zone."""

    earliest: int
    latest: int
    utc_offset: int | None = None  # minutes east of Greenwich; None: local or not stated
    halves: bool = False  # "at half past seven": no word says which half of the day is meant
    rounded: int = 0  # minutes to which it is told in words: 15 of "a quarter to five"


@dataclass(frozen=True, slots=True)
class Date:
    """A point or stretch of time, as stated.

    `earliest` and `latest` are the first and last day, both inclusive, of the anchor: "before
    2018" is the year 2018 with the hedge `before`; "early 1996" is narrowed to its part of the
    year and keeps the hedge `early`. Both are None when the expression leans on something the
    text and the manifest leave open ("this week" in an undated text): then `unresolved` says
    why, in words, and `timex` keeps what is known. None at one end of a resolved date is an open
    end ("since 1991").
    """

    earliest: Day | None
    latest: Day | None
    precision: Precision = ""
    hedge: Hedge = ""
    timex: str = ""  # TIMEX3 value: "1992-12", "199", "1996-W15", "PRESENT_REF"
    edtf: str = ""  # EDTF level 0–2: "1992-12", "1959/1960", "199X", "1960~"
    time: Clock | None = None
    unresolved: str = ""  # the reason, when earliest and latest are both unknown
    relative: bool = False  # resolved through a reference date or the narrative's own time
    #: TIMEX3 of what its words say by themselves, where the year, the week or the day was taken
    #: from elsewhere in the text or from its date: XXXX-04-23, XXXX-WXX-6, T12:15.
    stated: str = ""
    readings: tuple[Date, ...] = ()  # "04/05/1953": the other order of day and month
    rule: str = ""

    @property
    def is_deadline(self) -> bool:
        """True for "by Friday", which Friday itself still is."""
        return BY in self.rule

    @property
    def is_status(self) -> bool:
        """True for "as of Friday": beside a count it says when that was taken."""
        return AS_OF in self.rule


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A set of times: "every July" (`timex` XXXX-07)."""

    timex: str
    rule: str = ""
