"""Digits as printed: their value, how many of them mean something, the worth of the last one."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from fractions import Fraction

from sourcecheck.normalise.lexer import SUPERSCRIPTS

#: Longer runs of digits are codes, not figures; the bound also keeps arithmetic on them cheap.
LONGEST = 30
#: Powers of ten beyond this are no figures of prose (the observable universe has 1e80 atoms).
LARGEST_POWER = 300

_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")
_EUROPEAN = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,[0-9]{1,2}"
)
_SPACES = str.maketrans("", "", "\u00a0\u2009\u202f '’")


@dataclass(frozen=True, slots=True)
class Digits:
    """A run of digits read as a number."""

    value: Fraction
    significant: int  # digits that mean something: 2 of "8,100", 4 of "6,415", 2 of "5.0"
    last_place: Fraction  # worth of the last of them: 100, 1, 0.1
    grouped: bool  # thousands were marked
    other: Fraction | None = None  # "6.415" where points may mark thousands, "6,415" as a decimal


def read(text: str, *, european: bool = False) -> Digits | None:
    """`text` (one piece of kind "number") as a number, None where it is too long for a figure.

    A comma before three digits marks thousands, a point begins the decimals; where the text
    itself can only be of the other convention ("1.234.567", "12,5") it is read so. `european`
    says that the document at large follows that convention: then "6.415" is 6415 with the other
    reading kept, and "6,415" the other way round.

    Trailing zeros of a whole number are not significant (the usual rule of metrology: 8,100 is
    good to a hundred), trailing zeros behind a decimal point are.
    """
    return _read(text, european) if len(text) <= LONGEST else None


@functools.lru_cache(maxsize=4096)  # the same figures come again and again, in tables above all
def _read(text: str, european: bool) -> Digits:
    bare = text.translate(_SPACES)
    grouped = len(bare) < len(text)
    ambiguous = re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", bare) is not None
    if _EUROPEAN.fullmatch(bare) and not _ENGLISH.fullmatch(bare):
        return _plain(bare.replace(".", "").replace(",", "."), grouped or "." in bare)
    english = _plain(bare.replace(",", ""), grouped or "," in bare)
    if not (ambiguous and european):
        return english
    other = _plain(bare.replace(".", "").replace(",", "."), "." in bare)
    return Digits(other.value, other.significant, other.last_place, other.grouped, english.value)


def convention(texts: list[str]) -> bool:
    """Do these numbers of one document use decimal commas? True only on evidence, and no other.

    Evidence for: a form that English does not have ("1.234.567", "12,5"); against: one that
    only English has ("1,234,567", "1,234.5", "5.5").
    """
    english = european = 0
    for text in texts[:10_000]:
        if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text):
            continue
        european += _EUROPEAN.fullmatch(text) is not None and not _ENGLISH.fullmatch(text)
        english += "." in text and "," not in text and text.count(".") == 1
        english += _ENGLISH.fullmatch(text) is not None
    return european > 0 and english == 0


def power_of_ten(text: str) -> int | None:
    """An exponent ("13", "−4", "⁶") as a whole number; None beyond LARGEST_POWER."""
    plain = text.translate(SUPERSCRIPTS).replace("−", "-").replace("–", "-")
    if not re.fullmatch(r"[-+]?[0-9]{1,4}", plain) or abs(int(plain)) > LARGEST_POWER:
        return None
    return int(plain)


def trailing_place(value: Fraction) -> Fraction:
    """Worth of the last digit that is not a trailing zero: 100 for 8100, 1/10 for 5.5, 1 for 0."""
    if not value:
        return Fraction(1)
    if value.denominator == 1:
        return Fraction(_trailing(abs(value.numerator)))
    place = Fraction(1, 10)
    while (value / place).denominator != 1 and place > Fraction(1, 10**LONGEST):
        place /= 10
    return place


def _trailing(whole: int) -> int:
    """The largest power of ten that divides a whole number other than 0."""
    place = 1
    while whole % (place * 10) == 0:
        place *= 10
    return place


def _plain(text: str, grouped: bool) -> Digits:
    """`text` of the form 123, 123.45 or .45."""
    whole, _, decimals = text.partition(".")
    if decimals:
        place = Fraction(1, 10 ** len(decimals))
        value = Fraction(int(whole + decimals), 10 ** len(decimals))
        return Digits(value, len((whole + decimals).lstrip("0")) or 1, place, grouped)
    value = Fraction(int(whole))
    stripped = whole.lstrip("0").rstrip("0")
    return Digits(value, len(stripped) or 1, trailing_place(value), grouped)
