"""Dates that name themselves, in words and in figures: days, months, seasons, parts of years.

"20 April 1996", "1996-04-20", "04/05/1953", "from 5/1-5/7/2020", "the fall of 1979", "Q3 2021".
"""

from __future__ import annotations

from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import (
    Between,
    Fixed,
    Numeric,
    Partial,
    PartOf,
    Relative,
)
from sourcecheck.annotate.dates.grammar import GROUPS, Match, Pass
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.build import (
    century_year,
    date,
    day,
    full_year,
    goes_on,
    in_identifier,
    short_end,
)
from sourcecheck.normalise import calendar, edtf

ATOMS = Pass()
GROUPS["FULLYEAR"] = ("YEAR", "YEAR3")


# ------------------------------------------------------------------ days

_DATE_END = "(DOT? COMMA? of? y=FULLYEAR e=ERA?)"


@ATOMS.rule(
    f"(WEEKDAY DOT? COMMA?)? the? d=DAY DASH? of? DASH? n=MONTH {_DATE_END}?",
    f"(WEEKDAY DOT? COMMA?)? n=MONTH DOT? (DASH|SLASH)? d=DAY {_DATE_END}?",
    f"(WEEKDAY DOT? COMMA?)? n=MONTH the d=DAY {_DATE_END}?",
    "(WEEKDAY DOT? COMMA?)? d=DAY n=MONTH COMMA? QUOTE y=YY",
    "(WEEKDAY DOT? COMMA?)? n=MONTH DOT? d=DAY COMMA? QUOTE y=YY",
    "n=MONTH COMMA d=ORDNUM",
    "d=DAYNUM _DASH _n=MONTH _DASH _y=FULLYEAR",
    "d=DAYNUM _DASH _n=MONTH _DASH _y=YY",
    "d=DAY n=MONTH of y=YY",
    "y=YEAR _SLASH _n=MONTH _SLASH _d=DAYNUM",
    "y=YEAR COMMA? n=MONTH d=DAY",
    "y=YEAR _DASH _n=MONTH _DASH _d=DAYNUM",
)
def day_and_month(m: Match) -> Node | None:
    """ "20 April 1996", "April 20th, 1996", "Saturday, 20th of April", "1996 April 20" """
    if "y" not in m:
        return _yearless(m)
    figures = m.part("y")
    year = century_year(m["y"]) if "YY" in figures.values else full_year(m["y"], m.get("e"))
    return date(m, day(year, m["n"], m["d"]))


def _yearless(m: Match) -> Node | None:
    """A day and a month; not "may second", "4 march on", nor a figure that goes on."""
    text, number = m.context.text, m.part("d")
    if text[m.end : m.end + 1] in ("%", "°", "$") or text[m.end : m.end + 2][:1] == ":":
        return None
    if number.end == m.end and goes_on(text, m.end, ".,/"):
        return None
    if text[m.start - 1 : m.start] in ("-", ".", "/", "$", "#") and m.start:
        return None
    return date(m, day(None, m["n"], m["d"]))


@ATOMS.rule("n=MONTH the? d=NUMBERTEXT")
def day_in_words(m: Match) -> Node | None:
    """ "May twenty-one", where nothing follows that is counted."""
    if not m.context.ends(m.end, ("at", "and", "in", "from")):
        return None
    return date(m, day(None, m["n"], m["d"]))


# ------------------------------------------------------------------ months and seasons


@ATOMS.rule(
    "n=MONTH DOT? (COMMA|of|DASH|in)? y=YEAR e=ERA?",
    "n=MONTH of y=YEAR3",
    "n=MONTH y=YEAR3 e=ERA",
    "y=YEAR COMMA? n=MONTH",
    "n=MONTHNUM _SLASH _y=YEAR",
    "n=MONTHNUM _DASH _y=YEAR",
)
def month_and_year(m: Match) -> Node | None:
    """ "December 1992", "December of 384" """
    if m.part("y").end == m.end and goes_on(m.context.text, m.end, ".,/"):
        return None
    if "n" in m and "MONTH" not in m.part("n").values:
        node = m.part("n")
        joined = "DASH" in m.nodes[1].values
        if in_identifier(m) or (joined and node.end - node.start < 2):
            return None
    return date(m, Fixed(calendar.of_month(full_year(m["y"], m.get("e")), m["n"])))


@ATOMS.rule("n=MONTH DOT? of? QUOTE _y=YY", "the? s=SEASON of? QUOTE _y=YY", "QUOTE _y=YY")
def short_year(m: Match) -> Node | None:
    """ "spring '94", "the summer of ’69", "in '68" """
    if m.context.text[m.end : m.end + 1].isalnum() or m.context.text[m.end : m.end + 1] in tuple(
        "'’"
    ):
        return None
    year = century_year(m["y"])
    if "n" in m:
        return date(m, Fixed(calendar.of_month(year, m["n"])))
    if "s" in m:
        return date(m, Fixed(calendar.of_season(year, m["s"])))
    told = m.context.word_before(m.start) in words("around", "before_short_year")
    return date(m, Fixed(calendar.of_year(year))) if told else None


@ATOMS.rule("n=MONTH")
def month(m: Match) -> Node | None:
    """ "April", of a year that is not said."""
    return date(m, Partial(m["n"]))


@ATOMS.rule("the? s=SEASON (of|COMMA|in)? y=FULLYEAR", "the? s=SEASON DASH y=FULLYEAR")
def season_and_year(m: Match) -> Node | None:
    """ "the fall of 1979", "winter 1941" """
    return date(m, Fixed(calendar.of_season(full_year(m["y"]), m["s"])))


@ATOMS.rule("the? s=SEASON of? y=FULLYEAR (DASH|SLASH) z=NUM")
def season_of_two_years(m: Match) -> Node | None:
    """ "the winter of 1941-42" """
    first = full_year(m["y"])
    last = short_end(first, m["z"])
    if m["s"] != "winter" or last != first + 1:
        return None
    return date(m, Fixed(calendar.of_season(first, "winter")))


@ATOMS.rule("the? s=SEASON")
def season(m: Match) -> Node | None:
    """ "in the summer" """
    return date(m, Partial(season=m["s"]))


@ATOMS.rule("h=HOLIDAY (COMMA|of)? y=YEAR", "h=HOLIDAY")
def holiday(m: Match) -> Node | None:
    """ "Christmas", "Thanksgiving 2010" """
    written = m.written("h").split()
    if not m.context.text[m.start].isupper() and len(written) < 2:
        return None  # "easter eggs"; but "christmas eve"
    within = Fixed(calendar.of_year(m["y"])) if "y" in m else None
    return date(m, Partial(holiday=m["h"], within=within))


@ATOMS.rule("e=EVENTDAY")
def event_day(m: Match) -> Node | None:
    """ "9/11" """
    period = edtf.from_edtf(m["e"])
    if period is None or in_identifier(m) or m.context.text[m.end : m.end + 1].isdigit():
        return None
    return date(m, Fixed(period, stated=False))


# ------------------------------------------------------------------ parts of years

GROUPS["LETTER"] = ("QUARTERLETTER", "HALFLETTER")


@ATOMS.rule(
    "l=LETTER _n=SUBDIVISION (DASH|COMMA|of)? y=YEAR",
    "y=YEAR DASH? l=LETTER _n=SUBDIVISION",
    "l=LETTER _n=SUBDIVISION",
)
def lettered_part(m: Match) -> Node | None:
    """ "Q3 2021", "H1 2016" """
    quarter, number = m["l"] == "Q", m["n"]
    if not quarter and (number > 2 or "y" not in m):
        return None
    if "y" not in m:
        return date(m, Partial(quarter=number))
    make = calendar.of_quarter if quarter else calendar.of_half
    return date(m, Fixed(make(m["y"], number)))


@ATOMS.rule(
    "the? o=ORD DASH? u=quarter (of|COMMA)? y=YEAR",
    "the? o=ORD DASH? u=half (of|COMMA)? y=YEAR",
    "the? y=YEAR o=ORD DASH? u=quarter",
    "the? y=YEAR o=ORD DASH? u=half",
)
def counted_part(m: Match) -> Node | None:
    """ "the first half of 1996", "third-quarter 2005" """
    half, number = "half" in m.part("u").values, m["o"]
    if not 1 <= number <= (2 if half else 4):
        return None
    make = calendar.of_half if half else calendar.of_quarter
    return date(m, Fixed(make(m["y"], number)))


@ATOMS.rule("the? o=ORD DASH? u=quarter")
def quarter(m: Match) -> Node | None:
    """ "the third quarter", "fourth-quarter profit", not of a match."""
    if not 1 <= m["o"] <= 4 or m.written("u") != "quarter" or m.context.is_game(m.start):
        return None
    fiscal = m.context.word_before(m.start) == "fiscal"  # its months depend on whose year it is
    return date(m, Partial(quarter=m["o"]), "approx" if fiscal else "")


@ATOMS.rule("the o=ORD DASH? u=half", "o=ORD DASH u=half")
def half(m: Match) -> Node | None:
    """ "in the first half", "first-half profit": of a year that is reported on, not of a match."""
    context, noun = m.context, "DASH" in m.nodes[1].values
    told = noun or context.word_before(m.start) in words("around", "before_half")
    if (
        not 1 <= m["o"] <= 2
        or not told
        or context.is_game(m.start)
        or context.word_after(m.end) == "of"
    ):
        return None
    return date(m, Partial(half=m["o"]))


@ATOMS.rule("the? e=UNITEND y=YEAR?")
def end_of_unit(m: Match) -> Node | None:
    """ "year's end", "year-end 1996" """
    if "y" in m and m["e"] != "year":
        return None
    inner = Fixed(calendar.of_year(m["y"])) if "y" in m else Relative(m["e"], 0, "either")
    return date(m, PartOf("late", inner), "late")


@ATOMS.rule("n=MONTH DOT? a=DAY (DASH|to|and) b=DAY (COMMA? of? y=YEAR)?")
@ATOMS.rule("(between|from)? the? a=DAY (DASH|to|and) the? b=DAY of? n=MONTH (COMMA? of? y=YEAR)?")
@ATOMS.rule("a=DAYNUM _SLASH _b=DAYNUM n=MONTH (COMMA? y=YEAR)?")
@ATOMS.rule("n=MONTH a=DAYNUM _SLASH _b=DAYNUM (COMMA y=YEAR)?")
def days_of_month(m: Match) -> Node | None:
    """ "July 13-15, 1996", "between 3 and 12 September", "the night of 3/4 August" """
    low, high, year = m["a"], m["b"], m.get("y")
    first, last = day(year, m["n"], low), day(year, m["n"], high)
    joined = (
        any({"and", "SLASH"} & set(node.values) for node in m.nodes)
        and "between" not in m.nodes[0].values
    )
    if first is None or last is None or low >= high or (joined and high != low + 1):
        return None
    if goes_on(m.context.text, m.end, ".:/"):
        return None
    return date(m, Between(first, last))


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
    dotted = m.context.text[m.part("b").start - 1] == "."
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
    if len(first) > 2 or len(second) != 2 or not m.context.ends(m.end, ("at", "from", "in")):
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
    if first_day is None or last_day is None or m.context.text[m.end : m.end + 1].isalnum():
        return None
    return date(m, Between(first_day, last_day))


@ATOMS.rule("(WEEKDAY COMMA?) a=NUM _SLASH _b=NUM", "a=NUM _SLASH _b=NUM")
def numeric_day_of_month(m: Match) -> Node | None:
    """ "on 4/22", "22/04": a fraction or a ratio unless something before it says it is a day."""
    a, b = int(m["a"]), int(m["b"])
    told = (
        m.context.word_before(m.start) in words("around", "before_numeric_day") or len(m.nodes) > 3
    )
    if not told or in_identifier(m) or m.context.text[m.end : m.end + 1] == "%":
        return None
    if len(m["a"]) > 2 or len(m["b"]) > 2 or m.context.word_after(m.end) in ("of", "h", "hour"):
        return None
    return date(m, numeric(a, b, None))


def numeric(a: int, b: int, year: int | None) -> Numeric | None:
    """Two figures of which one is the day; None when neither order gives a day."""
    known = 2000 if year is None else year
    if not (calendar.is_day(known, a, b) or calendar.is_day(known, b, a)):
        return None
    return Numeric(a, b, year)
