"""What an expression of time says before it is known when the text was written or is set.

`When` is a small tree: `Fixed` names its days, `Partial` lacks its year, `Relative` and the others
lean on another time. `resolve.py` resolves the tree; the grammar only builds it.

Two anchors are kept apart. What leans on the time of writing (today, this week, last year, ago) is
counted from the declared date of publication, else from that of the text's own dateline
(`component.py`), and is left open where there is neither. What leans on the story (the following
year, that month) is counted from the last date that the text named.
Dates of the copy ("Last Updated: …") are never an anchor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from sourcecheck.annotate.dates.context import Tense
from sourcecheck.model.date import Clock, Hedge, Precision
from sourcecheck.model.mention import MentionKind
from sourcecheck.model.quantity import Operator
from sourcecheck.normalise.calendar import Part, Period, Season

#: What a relative expression leans on: the time of writing, the time that is told of, or whichever
#: of the two the text is about at this place ("the next five years", "the end of the year");
#: "told": the time that is told of if it is that fine, else the time of writing ("in the quarter").
Base = Literal["writing", "narrative", "either", "told"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days named outright; `readings` are the other ways to read the figures."""

    period: Period
    readings: tuple[Period, ...] = ()
    stated: bool = True  # False for a year in brackets or the like, from which no story goes on


@dataclass(frozen=True, slots=True)
class Partial:
    """A day, month or season whose year is not said, or is that of `within`."""

    month: int | None = None
    day: int | None = None
    season: Season | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str = ""
    within: When | None = None
    shift: int | None = None  # "last June" -1, "this June" 0, "the following June" 1
    base: Base = "writing"  # what `shift` counts from
    weekday: int | None = None  # "Friday the 13th": which day of the week it has to be


@dataclass(frozen=True, slots=True)
class Numeric:
    """ "04/05/1953" and, without a year, "4/22": which figure is the day has to be decided."""

    first: int
    second: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """The `unit` that lies `shift` units from the one of the base: "last year", "that week"."""

    unit: str
    shift: int
    base: Base


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before or after: "three years ago", "two weeks later", "3 days from today"."""

    amount: Fraction
    unit: str
    sign: int
    base: Base
    start: When | None = None
    to_the_day: bool = False  # "a year ago today", where a year is counted to the day


@dataclass(frozen=True, slots=True)
class YearEarlier:
    """The month, quarter … that is reported on, in the year before: "the year-ago quarter".

    `unit` "" is any part; with a `year`, it is the part of that year: "the 1988 quarter".
    """

    unit: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Rolling:
    """The stretch of units up to, or from, the time of writing: "the past three months"."""

    amount: Fraction
    unit: str
    sign: int
    base: Base = "writing"


@dataclass(frozen=True, slots=True)
class SideOf:
    """The days of the present unit before the time of writing (sign -1) or from it on (1).

    "Earlier this year" and "the year to date"; "later this year" and "the rest of the year".
    """

    unit: str
    sign: int


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """A day that is written but that no calendar has: "30 February 2019"."""

    timex: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday: the nearest (shift None), or of last, this or next week; or within `within`."""

    number: int
    shift: int | None = None
    within: When | None = None
    unit: str = "day"  # "weekend": the two days from `number` on


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit (or weekday) of another time; n is -1 for the last."""

    n: int
    unit: str  # a unit, or "1" … "7" for a weekday
    of: When


@dataclass(frozen=True, slots=True)
class EndOf:
    """The first (sign 1) or last (-1) so many units of a time: "the first 9 months of 1989"."""

    amount: Fraction
    unit: str
    sign: int
    of: When


@dataclass(frozen=True, slots=True)
class Containing:
    """The week, month … in which another time lies: "the week of 12 May"."""

    unit: str
    when: When


@dataclass(frozen=True, slots=True)
class PartOf:
    """The early, middle or late part of another time."""

    part: Part
    when: When


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another; None is an open end ("1987 to the present" of an undated text)."""

    first: When
    last: When


@dataclass(frozen=True, slots=True)
class Reference:
    """PRESENT_REF, PAST_REF or FUTURE_REF of TIMEX3."""

    timex: str


When = (
    Fixed | Partial | Numeric | Relative | Offset | Rolling | Weekday | Nth | Containing | PartOf
    | Between | Reference | SideOf | EndOf | NoSuchDay | YearEarlier
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of time: when, at what time of day, how firmly."""

    kind: MentionKind
    rule: str
    when: When | None = None
    clock: Clock | None = None
    second: int = 0  # of the clock time; `model.date.Clock` counts minutes
    daytime: str = ""  # "MO", "AF" … of TIMEX3
    hedge: Hedge = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: figures with their units, or a vague number of one unit."""

    parts: tuple[tuple[Fraction, str], ...]
    rule: str
    vague: str = ""
    high: Fraction | None = None  # in the unit of the only part: "two to three years"
    operator: Operator = "="
    approximate: bool = False
    hedge: str = ""
    digits: int | None = None

    @property
    def exact(self) -> tuple[Fraction, str] | None:
        """The figure and its unit, where there is one of each; None for "some weeks", "2 to 3"."""
        return None if self.vague or self.high is not None or len(self.parts) > 1 else self.parts[0]

    @property
    def in_days(self) -> tuple[Fraction, str] | None:
        """As `exact`, where a calendar can count it: days or longer, and no thousands of years."""
        found = self.exact
        if found is None or found[1] in ("second", "minute", "hour") or found[0] > 9000:
            return None
        return found


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times: its TIMEX3 value."""

    timex: str
    rule: str


NOT_DECLARED = "the text's date of publication is not declared"
NO_YEAR = "the text does not say the year, and its date of publication is not declared"
EVERY_YEAR = "the text speaks of every year"
NO_STORY = "the text names no date before this one for it to lean on"
TOO_COARSE = "the date before this one is not known to the day"
NO_SUCH_DAY = "the calendar has no such day"


@dataclass(frozen=True, slots=True)
class Found:
    """The period that is meant, what else could be meant, and whether another date told it."""

    period: Period
    readings: tuple[Period, ...] = ()
    relative: bool = False
    open_end: bool = False  # the last day of `period` is not known


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is meant that can be dated: why, and what is known all the same."""

    reason: str
    timex: str = ""
    precision: Precision = ""


Result = Found | Missing


@dataclass(slots=True)
class Anchors:
    """What the time of writing is, and where the story stands."""

    writing: Period | None = None
    story: Period | None = None  # the last date named
    dated: Period | None = None  # the last one that was known to the month or the day
    day: Period | None = None  # the last one that was known to the day
    ruling: Period | None = None  # as `dated`, with a year that does not come from `writing`
    paragraph: Period | None = None  # the last one with such a year in the present paragraph
    near: Period | None = None  # the last one in the paragraph that took its year from `writing`
    day_first: bool | None = None  # the order of figures that the document shows; None unknown
    #: The days of the week, Monday 1, whose dates an undated text tells in full beside them.
    weekdays: dict[int, Period] = field(default_factory=dict)
    weekday: str = ""  # TIMEX3 of the day of the week told last, where its date is not known
    told_by: str = ""  # the rule of the text's own line that named `writing`; "" where declared
    #: Does the text tell of the time of its writing, as news does, rather than of an earlier one?
    contemporary: bool = False
    #: The tense in which the present date is told. Asked only where it matters.
    told: Callable[[], Tense] = lambda: ""
    #: Does the present sentence tell what is so every year? Asked only where it matters.
    every_year: Callable[[], bool] = lambda: False

    @property
    def future(self) -> bool:
        """Is the present sentence about what is or is to come?"""
        return self.told() in ("future", "foretold", "present")

    @property
    def elsewhere(self) -> bool:
        """Is the text here about another time than that of its writing?"""
        if self.story is None or self.future:
            return False
        return self.writing is None or self.story.first.year != self.writing.first.year

    def tell(self, found: Found, *, rules: bool = True) -> None:
        """The story has come to this date; does its year rule the dates that say none?"""
        self.story = found.period
        fine = found.period.precision in ("day", "week", "month")
        self.near = None if rules else found.period
        if rules:
            self.paragraph = found.period
            if fine:
                self.ruling = found.period
        if fine:
            self.dated = found.period
        if found.period.precision == "day":
            self.day = found.period
            self.weekday = ""


def found_or_missing(period: Period | None, timex: str) -> Result:
    """A period that another date told, or that the calendar has none such."""
    return Found(period, relative=True) if period else Missing(NO_SUCH_DAY, timex)
