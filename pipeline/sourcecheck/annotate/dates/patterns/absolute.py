"""Dates that name themselves: days, months, years, decades, centuries, quarters, fiscal years."""

from __future__ import annotations

from sourcecheck.annotate.dates.expression import Between, Fixed, Numeric, Partial, PartOf
from sourcecheck.annotate.dates.grammar import GROUPS, Match, Pass
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.build import at, century_year, date, day, full_year
from sourcecheck.model.date import Hedge
from sourcecheck.normalise import calendar

ATOMS, YEARS = Pass(), Pass()
GROUPS["FULLYEAR"] = ("YEAR", "YEAR3")


# ------------------------------------------------------------------ days

_DATE_END = "(DOT? COMMA? of? y=FULLYEAR e=ERA?)"


@ATOMS.rule(
    f"(WEEKDAY DOT? COMMA?)? the? d=DAY DASH? of? DASH? n=MONTH {_DATE_END}?",
    f"(WEEKDAY DOT? COMMA?)? n=MONTH DOT? (DASH|SLASH)? the? d=DAY {_DATE_END}?",
    "(WEEKDAY DOT? COMMA?)? d=DAY n=MONTH COMMA? QUOTE y=YY",
    "(WEEKDAY DOT? COMMA?)? n=MONTH DOT? d=DAY COMMA? QUOTE y=YY",
    "n=MONTH COMMA d=ORDNUM",
    "d=DAYNUM _DASH _n=MONTH _DASH _y=FULLYEAR",
    "d=DAYNUM _DASH _n=MONTH _DASH _y=YY",
    "y=YEAR COMMA? n=MONTH d=DAY",
    "y=YEAR _DASH _n=MONTH _DASH _d=DAYNUM",
)
def day_and_month(m: Match) -> Node | None:
    """ "20 April 1996", "April 20th, 1996", "Saturday, 20th of April", "1996 April 20" """
    if "y" not in m:
        return _yearless(m)
    figures = m.node("y")
    assert figures is not None
    year = century_year(m["y"]) if "YY" in figures.values else full_year(m["y"], m.get("e"))
    return date(m, day(year, m["n"], m["d"]))


def _yearless(m: Match) -> Node | None:
    """A day and a month; not "may second", "4 march on", nor a figure that goes on."""
    text, number = m.scene.text, m.node("d")
    assert number is not None
    if text[m.end : m.end + 1] in ("%", "°", "$") or text[m.end : m.end + 2][:1] == ":":
        return None
    follows = text[m.end : m.end + 2]
    if number.end == m.end and (follows[:1].isalnum() or follows[:1] in ".,/" and follows[1:].isdigit()):
        return None
    if text[m.start - 1 : m.start] in ("-", ".", "/", "$", "#") and m.start:
        return None
    return date(m, day(None, m["n"], m["d"]))


@ATOMS.rule(
    "y=YEAR _DASH _n=NUM _DASH _d=NUM",
    "y=YEAR _SLASH _n=NUM _SLASH _d=NUM",
    "y=YEAR _DOT _n=NUM _DOT _d=NUM",
)
def iso_day(m: Match) -> Node | None:
    """ "1996-04-20", "2015.5.13" """
    if _in_identifier(m) or len(m["n"]) > 2 or len(m["d"]) > 2:
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
    dotted = m.scene.text[m.node("b").start - 1] == "."  # type: ignore[union-attr]
    if _in_identifier(m) or len(m["a"]) > 2 or len(m["b"]) > 2 or len(year) not in (2, 4):
        return None
    if len(year) == 2 and dotted:
        return None  # a version or section number
    number = int(year) if len(year) == 4 else century_year(int(year))
    a, b = int(m["a"]), int(m["b"])
    return date(m, numeric(a, b, number) or day(number, min(a, b), max(a, b)))


@ATOMS.rule("(WEEKDAY COMMA?) a=NUM _SLASH _b=NUM", "a=NUM _SLASH _b=NUM")
def numeric_day_of_month(m: Match) -> Node | None:
    """ "on 4/22", "22/04": a fraction or a ratio unless something before it says it is a day."""
    a, b = int(m["a"]), int(m["b"])
    told = m.scene.word_before(m.start) in _DAY_BEFORE or len(m.nodes) > 3
    if not told or _in_identifier(m) or m.scene.text[m.end : m.end + 1] == "%":
        return None
    if len(m["a"]) > 2 or len(m["b"]) > 2 or m.scene.word_after(m.end) in ("of", "h", "hour"):
        return None
    return date(m, numeric(a, b, None))


_DAY_BEFORE = frozenset("on from until till since by between before after dated to and through back".split())


def numeric(a: int, b: int, year: int | None) -> Numeric | None:
    """Two figures of which one is the day; None when neither order gives a day."""
    known = 2000 if year is None else year
    if not (calendar.is_day(known, a, b) or calendar.is_day(known, b, a)):
        return None
    return Numeric(a, b, year)


def _in_identifier(m: Match) -> bool:
    """Is the figure part of a longer string of figures, letters and signs, such as a URL?"""
    before, after = m.scene.text[max(0, m.start - 1) : m.start], m.scene.text[m.end : m.end + 2]
    if before and (before.isalnum() or before in "-./_#=$€£+"):
        return True
    if after[:1] == "T" and after[1:].isdigit():
        return False  # ISO 8601: the time of day follows
    return after[:1].isalnum() or after[:1] in ("_", "=", "/") or (
        after[:1] in ("-", ".") and after[1:].isdigit()
    )


# ------------------------------------------------------------------ months and seasons


@ATOMS.rule(
    "n=MONTH DOT? (COMMA|of|DASH|in)? y=YEAR e=ERA?",
    "n=MONTH of y=YEAR3",
    "n=MONTH y=YEAR3 e=ERA",
    "y=YEAR COMMA? n=MONTH",
    "n=MONTHNUM _SLASH _y=YEAR",
)
def month_and_year(m: Match) -> Node | None:
    """ "December 1992", "December of 384" """
    node = m.node("y")
    assert node is not None
    if node.end == m.end and m.scene.text[m.end : m.end + 1].isalnum():
        return None
    if node.end == m.end and _joined_figure(m):
        return None
    if "MONTHNUM" in m.nodes[0].values and _in_identifier(m):
        return None
    return date(m, Fixed(calendar.of_month(full_year(m["y"], m.get("e")), m["n"])))


def _joined_figure(m: Match) -> bool:
    after = m.scene.text[m.end : m.end + 2]
    return after[:1] in (".", ",", "/") and after[1:].isdigit()


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
    last = _short_end(first, m["z"])
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
    if not m.scene.text[m.start].isupper() and "'" not in m.scene.text[m.start : m.end]:
        return None
    within = Fixed(calendar.of_year(m["y"])) if "y" in m else None
    return date(m, Partial(holiday=m["h"], within=within))


@ATOMS.rule("e=EVENTDAY")
def event_day(m: Match) -> Node | None:
    """ "9/11" """
    period = calendar.from_edtf(m["e"])
    if period is None or _in_identifier(m) or m.scene.text[m.end : m.end + 1].isdigit():
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
    "the? o=ORD DASH? u=quarter of? y=YEAR",
    "the? o=ORD DASH? u=half of? y=YEAR",
)
def counted_part(m: Match) -> Node | None:
    """ "the first half of 1996", "third-quarter 2005" """
    half, number = "half" in m.node("u").values, m["o"]  # type: ignore[union-attr]
    if not 1 <= number <= (2 if half else 4):
        return None
    make = calendar.of_half if half else calendar.of_quarter
    return date(m, Fixed(make(m["y"], number)))


@ATOMS.rule(
    "(the? fiscal) y=YEAR",
    "(the? fiscal) y=YEAR (SLASH|DASH) z=NUM",
    "fiscal _t=YY",
    "y=YEAR _SLASH _z=YY",
    "y=YEAR _SLASH _z=YEAR",
)
def fiscal_year(m: Match) -> Node | None:
    """ "FY1994/95", "fiscal 2008", "1994/95".

    Which months it covers depends on whose year it is. Two figures name the two calendar years it
    lies in; one figure names a fiscal year of about that calendar year, so it is approximate.
    """
    if "z" in m:
        first = int(m["y"])
        last = _short_end(first, str(m["z"]))
        if last != first + 1 or _in_identifier(m):
            return None
        return date(m, Between(Fixed(calendar.of_year(first)), Fixed(calendar.of_year(last))))
    year = m["y"] if "y" in m else century_year(m["t"])
    return date(m, Fixed(calendar.of_year(year)), "approx")


# ------------------------------------------------------------------ years, decades, centuries


def _short_end(first: int, text: str) -> int:
    """The year that the short end of a range stands for: 1994-96, 1899-02 is 1902."""
    if len(text) >= 3:
        return int(text)
    size = 10 ** len(text)
    year = first - first % size + int(text)
    return year if year > first else year + size


@ATOMS.rule("y=YEAR _DASH _z=NUM", "y=FULLYEAR DASH z=NUM")
def year_range(m: Match) -> Node | None:
    """ "1927-53", "1994-96", "1890 – 91", "1914-1918"; "2016-07" is a month."""
    text = str(m["z"])
    if len(m.nodes) == 3 and m.nodes[1].start > m.nodes[0].end:
        early = "YEAR3" in m.nodes[0].values
        told = m.scene.word_before(m.start) in _RANGE_BEFORE
        if early and not (m.scene.is_early and len(text) == 3 and told):
            return None
        if len(text) != len(str(m["y"])) and not told:
            return None
    elif "YEAR3" in m.nodes[0].values:
        return None
    if len(text) == 3 and "YEAR" in m.nodes[0].values:
        return None
    if _in_identifier(m) or not m.scene.is_year(m.start, m.end):
        return None
    first = int(m["y"])
    if first >= 1000 and not 1000 <= _short_end(first, text) <= 2200:
        return None
    if len(text) == 2 and 1 <= int(text) <= 12 and int(text) <= first % 100:
        return date(m, Fixed(calendar.of_month(first, int(text))))
    if len(text) == 1 and int(text) <= first % 10:
        return None
    last = _short_end(first, text)
    if not first < last <= first + 1000:
        return None
    return date(m, Between(Fixed(calendar.of_year(first)), Fixed(calendar.of_year(last))))


@ATOMS.rule("y=NUM e=ERA", "e=ERA y=NUM")
def year_of_era(m: Match) -> Node | None:
    """ "44 BC", "AD 79" """
    first = m["e"] == 0 and "ERA" in m.nodes[0].values
    if len(m["y"]) > 4 or int(m["y"]) == 0 or (m["e"] and "ERA" in m.nodes[0].values):
        return None
    if not m.scene.text[m.node("e").start].isupper() or (first and not int(m["y"])):  # type: ignore[union-attr]
        return None
    return date(m, Fixed(calendar.of_year(full_year(m["y"], m["e"]))))


@ATOMS.rule("y=NUM DASH z=NUM e=ERA", "e=ERA y=NUM DASH z=NUM")
def years_of_era(m: Match) -> Node | None:
    """ "431-404 BC", "AD 41-54" """
    first, last = full_year(m["y"], m["e"]), full_year(m["z"], m["e"])
    if len(m["y"]) > 4 or len(m["z"]) > 4 or not first < last:
        return None
    return date(m, Between(Fixed(calendar.of_year(first)), Fixed(calendar.of_year(last))))


@ATOMS.rule("c=CIRCA DOT? y=NUM e=ERA?")
def circa(m: Match) -> Node | None:
    """ "c. 347" """
    if len(m["y"]) not in (3, 4) and "e" not in m:
        return None
    figures = m.node("y")
    if "e" not in m and figures is not None and not m.scene.is_year(figures.start, figures.end):
        return None
    if m.scene.text[m.start : m.start + 1].isupper() or len(m["y"]) > 4 or not int(m["y"]):
        return None
    return date(m, Fixed(calendar.of_year(full_year(m["y"], m.get("e")))), m["c"])


@ATOMS.rule("the? t=TENYEARS e=ERA?", "the? QUOTE _t=TENYEARS")
def decade(m: Match) -> Node | None:
    """ "the 1930s", "the 1930’s", "the '90s", "the 480s BC"; "the 1800s" is the century."""
    text = m["t"]
    number, told = int(text), "the" in m.nodes[0].values or "QUOTE" in m.nodes[0].values
    if number % 10 or (len(text) < 4 and not (told or "e" in m)):
        return None
    told = told or m.scene.word_before(m.start) in ("mid", "early", "late", "-", "–")
    if m.start and m.scene.text[m.start - 1] in "$€£#" or text.startswith("0"):
        return None
    if len(text) == 2 and "e" not in m:
        number += 1900 if number >= 20 else 2000
    if m.get("e"):
        return date(m, Fixed(calendar.of_decade(1 - number - 9)))
    if number % 100 == 0 and number % 1000:
        century = calendar.of_century(number // 100 + 1)
        return date(m, Fixed(century, (calendar.of_decade(number),)))
    return date(m, Fixed(calendar.of_decade(number)))


@ATOMS.rule("the w=DECADEWORD", "the (PART|DASH)* w=DECADEWORD")
def decade_in_words(m: Match) -> Node | None:
    """ "the thirties": of the 20th century."""
    if len(m.nodes) > 2 or m["w"] < 20:
        return None
    return date(m, Fixed(calendar.of_decade(1900 + m["w"])))


@ATOMS.rule("the? o=ORD DASH? u=UNIT e=ERA?")
def century(m: Match) -> Node | None:
    """ "the 19th century", "7th century BC", "the third millennium BC" """
    number, bc = m["o"], bool(m.get("e"))
    if m["u"] == "century" and 1 <= number <= 60:
        return date(m, Fixed(calendar.of_century(number, bc=bc)))
    if m["u"] == "millennium" and 1 <= number <= 10:
        return date(m, Fixed(calendar.of_millennium(number, bc=bc)))
    return None


@ATOMS.rule(
    "the? o=ORD DASH? (to|and|DASH) the? k=ORD DASH? u=UNIT e=ERA?",
)
def centuries(m: Match) -> Node | None:
    """ "the 15th to 18th centuries", "the 17th and 18th centuries" """
    if m["u"] != "century":
        return None
    low, high, bc = m["o"], m["k"], bool(m.get("e"))
    joined = any("and" in node.values for node in m.nodes)
    if not (low > high if bc else low < high) or (joined and abs(high - low) > 1):
        return None
    ends = [Fixed(calendar.of_century(n, bc=bc)) for n in (low, high)]
    return date(m, Between(*ends))


@YEARS.rule("y=YEAR")
def year(m: Match) -> Node | None:
    """Four figures on their own, where the words around them let them be a year."""
    number = m["y"]
    if not m.scene.is_year(m.start, m.end):
        return None
    before = m.scene.word_before(m.start)
    bracketed = before == "(" and m.scene.text[m.end : m.end + 1] == ")"
    if not (1500 <= number <= 2100 or bracketed or before in _YEAR_BEFORE):
        return None
    return date(m, Fixed(calendar.of_year(number), stated=not bracketed))


_RANGE_BEFORE = frozenset("in from about around during over between c ca office".split())
_YEAR_BEFORE = frozenset("in since by until till from around about circa year before after".split())


@YEARS.rule("y=YEAR3")
def early_year(m: Match) -> Node | None:
    """ "in 366", in a text that is about the first millennium."""
    if m.scene.word_before(m.start) not in ("in", "around", "about") or not m.scene.is_early:
        return None
    if not m.scene.is_year(m.start, m.end) or m.scene.word_after(m.end).isalpha():
        return None
    return date(m, Fixed(calendar.of_year(m["y"])))


@ATOMS.rule("n=MONTH DOT? a=DAY (DASH|to|and) b=DAY (COMMA? of? y=YEAR)?")
@ATOMS.rule("(between|from)? the? a=DAY (DASH|to|and) the? b=DAY of? n=MONTH (COMMA? of? y=YEAR)?")
def days_of_month(m: Match) -> Node | None:
    """ "July 13-15, 1996", "between 3 and 12 September" """
    low, high, year = m["a"], m["b"], m.get("y")
    first, last = day(year, m["n"], low), day(year, m["n"], high)
    joined = any("and" in node.values for node in m.nodes) and "between" not in m.nodes[0].values
    if first is None or last is None or low >= high or (joined and high != low + 1):
        return None
    after = m.scene.text[m.end : m.end + 2]
    if m.nodes[-1].end == m.end and (after[:1].isalnum() or after[:1] in ".:/" and after[1:].isdigit()):
        return None
    return date(m, Between(first, last))
