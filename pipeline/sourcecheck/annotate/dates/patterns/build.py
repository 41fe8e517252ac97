"""Small makers of nodes that the patterns share."""

from __future__ import annotations

from sourcecheck.annotate.dates.expression import (
    Between,
    Expression,
    Fixed,
    NoSuchDay,
    Numeric,
    Offset,
    Partial,
    PartOf,
    Reference,
    Relative,
    Weekday,
    When,
)
from sourcecheck.annotate.dates.grammar import Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.model.date import Hedge
from sourcecheck.normalise import calendar
from sourcecheck.normalise.calendar import Period

#: The combinations of classes that rules make, beside those of words and figures.
MADE = (
    ("NUMBER",), ("NUMBER", "NUMBERTEXT"), ("NUMBER", "NUMBERTEXT", "HOUR"), ("LENGTH",), ("SET",),
    ("TIME",), ("TIME", "DAYPART"), ("MAYTIME",), ("DATE",), ("DATE", "DAYDATE"),
    ("DATE", "YEARDATE"), ("DATE", "SPANDATE"), ("DATE", "PARTDATE"), ("DATE", "REFDATE"),
    ("DATE", "DAYDATE", "PARTDATE"), ("DATE", "SPANDATE", "LEANING"),
    ("DATE", "DAYDATE", "WEEKDAYDATE"), ("DATE", "TIMED", "DAYDATE"),
    ("DATE", "TIMED", "DAYDATE", "WEEKDAYDATE"),
)  # fmt: skip
#: Units whose `Relative` names a stretch longer than a day.
_LONG = ("week", "weekend", "month", "quarter", "season", "year", "decade", "century")


def date(
    m: Match, when: When | None, hedge: Hedge = "", *, start: int | None = None
) -> Node | None:
    """A node for a time; None when there is none (no such day)."""
    if when is None:
        return None
    return at(m.start if start is None else start, m.end, when, m.rule, hedge)


def at(start: int, end: int, when: When, rule: str, hedge: Hedge = "") -> Node:
    """A node for a time at given offsets, in the classes that say what can be added to it."""
    kind = "date_ref" if isinstance(when, Reference) else "date"
    if isinstance(when, Between):
        kind = "date_range"
    expression = Expression(kind, rule, when, hedge=hedge)  # type: ignore[arg-type]
    return Node(start, end, {"DATE": expression, **dict.fromkeys(kinds(when), expression)})


def kinds(when: When) -> tuple[str, ...]:
    """The further classes of a date: what it is, for the patterns that combine dates."""
    match when:
        case Fixed(period):
            return {"day": ("DAYDATE",), "year": ("YEARDATE",)}.get(period.precision, ("SPANDATE",))
        case Partial(holiday=str(name)) if name:
            return ("DAYDATE", "PARTDATE")
        case Partial(day=None):
            return ("PARTDATE",) if when.within is None and when.shift is None else ("SPANDATE",)
        case Numeric() | NoSuchDay():
            return ("DAYDATE",)
        case Partial(within=None, shift=None):
            return ("DAYDATE", "PARTDATE")
        case Relative(unit) if unit in _LONG:
            return ("SPANDATE", "LEANING")
        case Weekday():
            return ("DAYDATE", "WEEKDAYDATE")
        case Offset(unit=unit) if unit in _LONG and unit != "week":
            return ("SPANDATE",)
        case Relative() | Offset() | Partial():
            return ("DAYDATE",)
        case Reference():
            return ("REFDATE",)
        case PartOf(when=inner):
            return kinds(inner)
        case _:
            return ("SPANDATE",)


def when_of(m: Match, name: str) -> When:
    """The time that the date of a part names."""
    found: Expression = m[name]
    if found.when is None:
        raise LookupError(f"{m.rule}: no time")
    return found.when


def day(year: int | None, month: int, number: int) -> When | None:
    """A day, with or without its year; "30 February" is kept, as no such day; None for 45 May."""
    if not 1 <= number <= 31 or not 1 <= month <= 12:
        return None
    if not calendar.is_day(2000 if year is None else year, month, number):
        written = "XXXX" if year is None else f"{year:04d}"
        return NoSuchDay(f"{written}-{month:02d}-{number:02d}")
    if year is None:
        return Partial(month, number)
    return Fixed(calendar.of_day(year, month, number))


def century_year(two: int) -> int:
    """The year that two figures stand for on their own: '29 is 2029, '30 is 1930 (POSIX has 69)."""
    return two + (2000 if two < 30 else 1900)


def full_year(text: str | int, era: int | None = None) -> int:
    """The astronomical year of a figure; `era` 1 is before Christ."""
    number = int(text)
    return 1 - number if era else number


def short_end(first: int, text: str) -> int:
    """The year that the short end of a range stands for: 1991-93, 1899-02 is 1902."""
    if len(text) >= 3:
        return int(text)
    size = 100 if len(text) == 2 else 10
    year = first - first % size + int(text)
    return year if year > first else year + size


def consecutive(first: Period, last: Period) -> bool:
    """Does one period begin on the day after the other ends?"""
    return calendar.to_ordinal(last.first) == calendar.to_ordinal(first.last) + 1


def in_identifier(m: Match) -> bool:
    """Is the figure part of a longer string of figures, letters and signs, such as a URL?"""
    before, after = m.context.text[max(0, m.start - 1) : m.start], m.context.text[m.end : m.end + 2]
    if before and (before.isalnum() or before in "-./_#=$€£+"):
        return True
    if after[:1] == "T" and after[1:].isdigit():
        return False  # ISO 8601: the time of day follows
    return after[:1] in ("_", "=", "/") or goes_on(m.context.text, m.end, "-.")


def goes_on(text: str, end: int, signs: str) -> bool:
    """Does a figure that ends at an offset go on: with letters, or with a sign and a figure?"""
    after = text[end : end + 2]
    return after[:1].isalnum() or (after[:1] in tuple(signs) and after[1:].isdigit())
