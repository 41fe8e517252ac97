"""Is a figure a year? And does it count or label something other than time?

"2000 K" is a temperature, "7538 SDG" money, "3D" a number of dimensions, "Fig. 3d" a label, and
"three quarters" a fraction: what stands beside them says so. Each question looks at a bounded
stretch of text, so that time stays linear.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from fractions import Fraction

from sourcecheck.annotate.dates.context import Context, words
from sourcecheck.annotate.dates.grammar import Match
from sourcecheck.normalise import money, unit_words
from sourcecheck.normalise.lexer import Piece, pieces

_MONEY = frozenset("$€£¥₹₽¢")

# ------------------------------------------------------------------ years

#: "+44 2016", "one in 2000": figures go before, or a rate does.
_NUMBERED = re.compile(r"(?:[0-9][^\S\n]|\b(?:one|1)\s+(?:in|of)\s+)\Z", re.IGNORECASE)
_YEAR_AND = re.compile(r"\b[12][0-9]{3}s?,?\s+(?:and|to|until|till)\s+\Z")
#: "mid-2007"
_PREFIX = re.compile(r"\b(?:mid|early|late|pre|post|end)[-‐‑–]\Z", re.IGNORECASE)


def is_year(context: Context, start: int, end: int) -> bool:
    """May the four figures from `start` to `end`, standing alone, be a year?"""
    text = context.text
    if _is_part(text, start, end):
        return False
    if start in context.view.grid.years:
        return True
    before = context.word_before(start)
    if _is_amount(context, start, end):
        return False
    coordinates_counts = before in ("and", "to") and not is_after_year(context, start)
    if before in words("not_year", "date_before_noun") and not coordinates_counts:
        return True
    following = context.view.next_token(end)
    if before == "at" and following is not None and following.text[:1].isupper():
        return False  # "at 1600 Elm Street"; but "at 1990 prices"
    if following is None or not text[end : end + 1].isspace():
        return True
    if context.view.tagged:
        return not (following.tag_ == "NNS" and before not in (",", "(", "."))
    after = context.word_after(end)
    return not (after.endswith("s") and len(after) > 4 and before not in ("", ",", "(", "."))


def is_after_year(context: Context, start: int) -> bool:
    """Does a figure stand behind a year and "to", "and" …: "from 1066 to 1087"?"""
    return bool(_YEAR_AND.search(context.text, max(0, start - 16), start))


def _is_amount(context: Context, start: int, end: int) -> bool:
    """Do the words and signs beside four figures make a number of something of them?"""
    text, before, after = context.text, context.word_before(start), context.word_after(end)
    if _NUMBERED.search(text, max(0, start - 12), start):
        return True
    if before in _MONEY or before in ("#", "№"):
        return True
    if before in words("not_year", "after") | words("not_year", "figure"):
        return True
    if after in words("not_year", "before") or after in ("%", "°", "€", "£"):
        return True
    if before in ("+", "=", "±", "<", ">", "×", "*"):
        return True
    if before not in words("not_year", "never_amount") and _is_measured(text, start, end):
        return True
    # "above 1000 and below 1500"; but "below 1990 levels"
    return before in words("not_year", "bound") and context.ends(end)


def _is_part(text: str, start: int, end: int) -> bool:
    """Is the figure part of a longer word, number, path or price?"""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (before[-1].isalnum() or before[-1] in "$€£¥#_@&=+*^\\"):
        return True
    if before[-1:] in tuple("-‐‑–") and _PREFIX.search(text, max(0, start - 8), start):
        return False
    if before[-1:] in tuple("-–./:,") and before[:1].isalnum():
        return before[-1] in "./:-" or before[:1].isdigit()
    if after[:1] and (after[0].isalnum() or after[0] in "_%@&=+*^\\°"):
        return True
    return after[:1] in tuple("./:-") and after[1:2].isdigit()


# ------------------------------------------------------------------ units and currencies behind

#: The other end of a range: "1500–2000 g".
_OTHER_END = re.compile(r"\s?[-‐‑–—−]\s?(?=[0-9])")
_WINDOW = 40
_LONGEST_SYMBOL = 3
_TIME = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])


def _is_measured(text: str, start: int, end: int) -> bool:
    """Do a unit's symbol or a currency's code follow the figure, or the range that it is in?"""
    other = _OTHER_END.search(text, start, end) or _OTHER_END.match(text, end)
    if other is None and not text[end : end + 1].isspace():
        return False
    items = pieces(text[other.end() if other else start : end + _WINDOW])
    if len(items) < 2 or items[0].kind != "number" or items[1].kind not in ("word", "symbol"):
        return False
    word = items[1].text
    if word.isupper() and len(word) == 3 and money.after(items, 1, large=True):
        return True
    found = unit_words.find(items, 1)
    if found is None or len(word) > _LONGEST_SYMBOL or found.names[0] in _TIME:
        return False
    if len(word) > 1 or (found.end < len(items) and found.end > 2):
        return True
    return not word.isupper() or not _goes_on_as_name(word, items[found.end :])


def _goes_on_as_name(letter: str, behind: Sequence[Piece]) -> bool:
    """Do the pieces behind one capital make it no unit: "2000 K. Smith", "1996 A Tale"?"""
    if not behind:
        return False
    following = behind[0]
    joined = (following.text == "." and len(behind) > 1) or (
        following.glued and following.kind == "dash"
    )
    article = letter == "A" and following.kind == "word"
    return joined or article or following.text[0].isupper()


# ------------------------------------------------------------------ labels, exponents, fractions

#: "-1", "⁻¹" behind a unit: what stands before is counted per unit.
_PER = re.compile(r"\^?(?:[-‐‑–−]\s?1(?![0-9])|[⁻])")
#: "ha−1 year": the figure is the exponent of a unit.
_EXPONENT = re.compile(r"[^\W\d_]\^?[-‐‑–−]\Z")
_LOOK_BACK = 40


def is_letter_a_label(m: Match) -> bool:
    """Is the one letter behind a figure ("3d", "0.64 H") no unit of time?

    Capitals are symbols of other things, but for "leave for 10D"; a small letter written on to its
    figure is a label behind "Fig.".
    """
    text = m.context.text
    letter = text[m.end - 1]
    if m.end - m.nodes[-1].start != 1 or not letter.isalpha():
        return False
    if m.start and (text[m.start - 1].isalpha() or text[m.start - 1] in "=(["):
        return letter.isupper() or text[m.start - 1].isalpha()
    if _labels().search(text, max(0, m.start - _LOOK_BACK), m.start):
        return True
    if letter.islower():
        return False
    dimensions = letter == "D" and text[m.start : m.end - 1] in ("1", "2", "3", "4")
    lasting = m.context.word_before(m.start) in words("measured", "lasting") and m.context.ends(
        m.end
    )
    return dimensions or not lasting


def is_exponent(m: Match) -> bool:
    """Is the figure, or what stands behind the unit, an exponent: "ha−1 year−1", "5 h−1"?"""
    text = m.context.text
    before = bool(_EXPONENT.search(text, max(0, m.start - 3), m.start))
    return (before and text[m.start - 1] == "−") or bool(_PER.match(text, m.end, m.end + 3))


def is_fraction(m: Match, number: Fraction) -> bool:
    """Are these quarters a fraction ("one quarter the weight"), and not three months each?

    Four of them are time; fewer are where digits count them, or a word of time stands beside.
    """
    context = m.context
    after, behind = context.word_after(m.end), m.behind(2)
    if behind and "NUMBERTEXT" in behind[0].values:
        return True  # "one and three quarters million"
    if number.denominator != 1 or number >= 4:
        return number < 1
    if "additional" in {name for node in m.nodes for name in node.values}:
        return False
    if after in words("measured", "later"):
        return False
    in_digits = "NUM" in m.nodes[0].values  # fractions are in words
    if not in_digits and context.word_before(m.start) not in words("measured", "quarter_before"):
        return True
    if after == "of":
        return len(behind) < 2 or not {"YEAR", "SHIFT", "fiscal"} & set(behind[1].values)
    return not context.ends(m.end, words("measured", "quarter_after"))


def is_priced(context: Context, start: int) -> bool:
    """Does a sign of money stand before a figure, a space between them or not?"""
    return context.word_before(start) in _MONEY


@functools.cache
def _labels() -> re.Pattern[str]:
    """The end of "Fig. ", "Figures 1g and ", "Table S2, "."""
    names = "|".join(sorted(words("label")))
    return re.compile(
        rf"\b(?:{names})\.?\s*S?(?:[0-9]{{1,3}}[a-z]?(?:,\s?|\s?[-–&]\s?|\s(?:and|or|to)\s))*S?\Z",
        re.IGNORECASE,
    )
