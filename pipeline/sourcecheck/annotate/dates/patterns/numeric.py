"""Days in figures: "1996-04-20", "04/05/1953", "on 4.22", "from 5/1-5/7/2020"."""

from __future__ import annotations

from sourcecheck.annotate.dates.expression import Between, Numeric
from sourcecheck.annotate.dates.grammar import Match
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.absolute import ATOMS
from sourcecheck.annotate.dates.patterns.build import century_year, date, day, in_identifier
from sourcecheck.normalise import calendar


@ATOMS.rule(
    "(WEEKDAY COMMA?)? y=YEAR _DASH _n=NUM _DASH _d=NUM",
    "y=YEAR _DASH _n=NUM _DASH _d=NUM",
    "y=YEAR _SLASH _n=NUM _SLASH _d=NUM",
    "y=YEAR _DOT _n=NUM _DOT _d=NUM",
)
def iso_day(m: Match) -> Node | None:
    """ "1996-04-20", "2015.5.13" """
    if in_identifier(m) or len(m["n"]) > 2 or len(m["d"]) > 2:
        return None
    return date(m, day(int(m["y"]), int(m["n"]), int(m["d"])))


@ATOMS.rule(
    "(WEEKDAY COMMA?)? a=NUM _SLASH _b=NUM _SLASH _y=NUM",
    "(WEEKDAY COMMA?)? a=NUM _DASH _b=NUM _DASH _y=NUM",
    "(WEEKDAY COMMA?)? a=NUM _DOT _b=NUM _DOT _y=NUM",
)
def numeric_day(m: Match) -> Node | None:
    """ "04/05/1953": which is the day is decided by the document, or both readings are kept."""
    year = m["y"]
    dotted = m.scene.text[m.part("b").start - 1] == "."
    if in_identifier(m) or len(m["a"]) > 2 or len(m["b"]) > 2 or len(year) not in (2, 4):
        return None
    if len(year) == 2 and dotted:
        return None  # a version or section number
    number = int(year) if len(year) == 4 else century_year(int(year))
    a, b = int(m["a"]), int(m["b"])
    return date(m, numeric(a, b, number) or day(number, min(a, b), max(a, b)))


@ATOMS.rule("on a=NUM _DOT _b=NUM", "on a=NUM _DASH _b=NUM")
def dotted_day_of_month(m: Match) -> Node | None:
    """ "on 4.22", "on 4-22", with nothing behind it that they could be a figure of."""
    first, second = m["a"], m["b"]
    if len(first) > 2 or len(second) != 2 or not m.scene.ends(m.end, ("at", "from", "in")):
        return None
    return date(m, numeric(int(first), int(second), None), start=m.part("a").start)


@ATOMS.rule(
    "(from|between) a=NUM _SLASH _b=NUM _dash=DASH _c=NUM _SLASH _d=NUM (_SLASH _y=NUM)?",
    "(from|between)? a=NUM _SLASH _b=NUM _dash=DASH _c=NUM _SLASH _d=NUM _SLASH _y=NUM",
    "(from|between)? a=NUM _SLASH _b=NUM _dash=DASH _c=NUM _SLASH _d=NUM COMMA y=YEAR",
)
def numeric_days(m: Match) -> Node | None:
    """ "from 5/1-5/7/2020": month first unless a figure shows that the day is."""
    if any(len(m[name]) > 2 for name in "abcd") or ("y" in m and len(str(m["y"])) != 4):
        return None
    pairs = [(int(m["a"]), int(m["b"])), (int(m["c"]), int(m["d"]))]
    if any(first > 12 for first, _ in pairs):
        pairs = [(second, first) for first, second in pairs]
    year = int(m["y"]) if "y" in m else None
    first_day, last_day = (day(year, month, number) for month, number in pairs)
    if first_day is None or last_day is None or m.scene.text[m.end : m.end + 1].isalnum():
        return None
    return date(m, Between(first_day, last_day))


@ATOMS.rule("(WEEKDAY COMMA?) a=NUM _SLASH _b=NUM", "a=NUM _SLASH _b=NUM")
def numeric_day_of_month(m: Match) -> Node | None:
    """ "on 4/22", "22/04": a fraction or a ratio unless something before it says it is a day."""
    a, b = int(m["a"]), int(m["b"])
    told = m.scene.word_before(m.start) in _DAY_BEFORE or len(m.nodes) > 3
    if not told or in_identifier(m) or m.scene.text[m.end : m.end + 1] == "%":
        return None
    if len(m["a"]) > 2 or len(m["b"]) > 2 or m.scene.word_after(m.end) in ("of", "h", "hour"):
        return None
    return date(m, numeric(a, b, None))


_DAY_BEFORE = frozenset(
    [
        "on",
        "from",
        "until",
        "till",
        "since",
        "by",
        "between",
        "before",
        "after",
        "dated",
        "to",
        "and",
        "through",
        "back",
    ]
)


def numeric(a: int, b: int, year: int | None) -> Numeric | None:
    """Two figures of which one is the day; None when neither order gives a day."""
    known = 2000 if year is None else year
    if not (calendar.is_day(known, a, b) or calendar.is_day(known, b, a)):
        return None
    return Numeric(a, b, year)
