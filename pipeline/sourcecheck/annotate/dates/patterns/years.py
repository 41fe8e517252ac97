"""Years, fiscal years, decades, centuries, and stretches of them."""

from __future__ import annotations

import re

from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import Between, Fixed
from sourcecheck.annotate.dates.figures import is_after_year, is_year
from sourcecheck.annotate.dates.grammar import Match, Pass
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.patterns.absolute import ATOMS
from sourcecheck.annotate.dates.patterns.build import (
    century_year,
    date,
    full_year,
    in_identifier,
    short_end,
)
from sourcecheck.normalise import calendar

YEARS = Pass()
#: Below it, four figures need what makes a year of them too.
_MOST_YEARS = 1500
#: Beyond it, four figures need a word that makes a year of them: "by 2100", not "2100 Balanga".
_NEAR_FUTURE = 2060
#: Beyond it, they count what is named behind them.
_FAR_FUTURE = 2200
#: The last year that number words name.
_LAST_IN_WORDS = 2100


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
        last = short_end(first, str(m["z"]))
        if last != first + 1 or in_identifier(m):
            return None
        return date(m, Between(Fixed(calendar.of_year(first)), Fixed(calendar.of_year(last))))
    year = m["y"] if "y" in m else century_year(m["t"])
    return date(m, Fixed(calendar.of_year(year)), "approx")


@ATOMS.rule("y=YEAR _dash=DASH _z=NUM", "y=FULLYEAR dash=DASH z=NUM")
def year_range(m: Match) -> Node | None:
    """ "1914-18", "1991-93", "1890 – 91", "1914-1918"; "2016-07" is a month."""
    text = str(m["z"])
    if not _may_be_years(m, text) or in_identifier(m) or not is_year(m.context, m.start, m.end):
        return None
    first = int(m["y"])
    if first >= 1000 and not 1000 <= short_end(first, text) <= _FAR_FUTURE:
        return None
    month = len(text) == 2 and 1 <= int(text) <= 12 and m.written("dash") == "-"
    if month and int(text) <= first % 100:
        return date(m, Fixed(calendar.of_month(first, int(text))))
    if len(text) == 1 and int(text) <= first % 10:
        return None
    last = short_end(first, text)
    if not first < last <= first + 1000:
        return None
    return date(m, Between(Fixed(calendar.of_year(first)), Fixed(calendar.of_year(last))))


def _may_be_years(m: Match, end: str) -> bool:
    """Are both ends long enough for years, and told to be where spaces stand around the dash?"""
    early = "YEAR3" in m.nodes[0].values
    if len(end) == 3 and not early:
        return False
    if m.nodes[1].start == m.nodes[0].end:
        return not early
    told = m.context.word_before(m.start) in words("around", "before_years") or _bracketed(m)
    if early:
        return told and m.context.is_early and len(end) == 3
    return told or len(end) == len(str(m["y"]))


def _bracketed(m: Match) -> bool:
    """Do brackets hold it and nothing else: "(1909 – 12)"?"""
    return m.context.word_before(m.start) == "(" and m.context.text[m.end : m.end + 1] == ")"


@ATOMS.rule("y=NUM e=ERA", "e=ERA y=NUM")
def year_of_era(m: Match) -> Node | None:
    """ "44 BC", "AD 79" """
    first = m["e"] == 0 and "ERA" in m.nodes[0].values
    if len(m["y"]) > 4 or int(m["y"]) == 0 or (m["e"] and "ERA" in m.nodes[0].values):
        return None
    if not m.context.text[m.part("e").start].isupper() or (first and not int(m["y"])):
        return None
    return date(m, Fixed(calendar.of_year(full_year(m["y"], m["e"]))))


@ATOMS.rule("y=NUM DASH z=NUM e=ERA", "e=ERA y=NUM DASH z=NUM")
def years_of_era(m: Match) -> Node | None:
    """ "431-404 BC", "AD 41-54" """
    first, last = full_year(m["y"], m["e"]), full_year(m["z"], m["e"])
    if len(m["y"]) > 4 or len(m["z"]) > 4 or not first < last:
        return None
    return date(m, Between(Fixed(calendar.of_year(first)), Fixed(calendar.of_year(last))))


@ATOMS.rule("a=NUMBERTEXT b=NUMBERTEXT", "a=NUMBERTEXT")
def year_in_words(m: Match) -> Node | None:
    """ "in nineteen ninety-six", "since two thousand and fifteen" """
    number = m["a"] * 100 + m["b"] if "b" in m else m["a"]
    told = m.context.word_before(m.start) in words("around", "before_year") and m.context.ends(
        m.end, ("and", "to", "when")
    )
    if not told or not _MOST_YEARS <= number <= _LAST_IN_WORDS or ("b" in m and m["b"] < 10):
        return None
    if "b" in m and not 15 <= m["a"] <= 20:
        return None
    return date(m, Fixed(calendar.of_year(number)))


@ATOMS.rule("c=CIRCA DOT? y=NUM e=ERA?")
def circa(m: Match) -> Node | None:
    """ "c. 347" """
    if len(m["y"]) not in (3, 4) and "e" not in m:
        return None
    figures = m.node("y")
    if "e" not in m and figures is not None and not is_year(m.context, figures.start, figures.end):
        return None
    if m.context.text[m.start : m.start + 1].isupper() or len(m["y"]) > 4 or not int(m["y"]):
        return None
    return date(m, Fixed(calendar.of_year(full_year(m["y"], m.get("e")))), m["c"])


@ATOMS.rule("the? t=TENYEARS e=ERA?", "the? QUOTE _t=TENYEARS")
def decade(m: Match) -> Node | None:
    """ "the 1930s", "the 1930’s", "the '90s", "the 480s BC"; "the 1800s" is the century."""
    text = m["t"]
    number, told = int(text), "the" in m.nodes[0].values or "QUOTE" in m.nodes[0].values
    if number % 10 or (len(text) < 4 and not (told or "e" in m)):
        return None
    told = told or m.context.word_before(m.start) in ("mid", "early", "late", "-", "–")
    if (m.start and m.context.text[m.start - 1] in "$€£#") or text.startswith("0"):
        return None
    if len(text) == 2 and m.context.is_weather(m.start):
        return None  # "temperatures in the 70s"
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
    if not is_year(m.context, m.start, m.end):
        return None
    before = m.context.word_before(m.start)
    bracketed = _bracketed(m)
    other = _OTHER_END.match(m.context.text, m.end) if before in ("from", "between") else None
    if other and (not is_year(m.context, *other.span(1)) or _counts(m, *other.span(1))):
        return None  # "between 1100 and 1200 people"
    if _counts(m, m.start, m.end):
        return None
    told = (
        bracketed
        or other
        or before in words("around", "before_year")
        or is_after_year(m.context, m.start)
    )
    if not (_MOST_YEARS <= number <= _NEAR_FUTURE or told):
        return None
    if number > _FAR_FUTURE and before != "year" and _names_something(m):
        return None  # "by 7538 QX readings"
    return date(m, Fixed(calendar.of_year(number), stated=not bracketed))


def _counts(m: Match, start: int, end: int) -> bool:
    """Does a figure too small for most years count a plural that follows: "1200 animals"?"""
    following = m.context.view.next_token(end)
    plural = following is not None and following.tag_ == "NNS"
    return plural and m.context.text[end] == " " and int(m.context.text[start:end]) < _MOST_YEARS


#: The other end of a stretch that "from" or "between" begins.
_OTHER_END = re.compile(r"\s+(?:to|and|until|till)\s+([12][0-9]{3})\b")


def _names_something(m: Match) -> bool:
    following = m.context.view.next_token(m.end)
    return following is not None and following.text[:1].isupper()


@YEARS.rule("y=YEAR3")
def early_year(m: Match) -> Node | None:
    """ "in 366", in a text that is about the first millennium."""
    if m.context.word_before(m.start) not in ("in", "around", "about") or not m.context.is_early:
        return None
    if not is_year(m.context, m.start, m.end) or m.context.word_after(m.end).isalpha():
        return None
    return date(m, Fixed(calendar.of_year(m["y"])))
