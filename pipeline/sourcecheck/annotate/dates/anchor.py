"""The times that a text leans on, and what an expression of time can come to.

Two anchors are kept apart. What leans on the time of writing (today, this week, last year, ago) is
counted from the declared date of publication, else from that of the text's own dateline
(`component.py`), and is left open where there is neither. What leans on the story (the following
year, that month) is counted from the last date that the text named.
Dates of the copy ("Last Updated: …") are never an anchor. `resolve.py` uses them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sourcecheck.annotate.dates.context import Tense
from sourcecheck.model.date import Precision
from sourcecheck.normalise.calendar import Period

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
