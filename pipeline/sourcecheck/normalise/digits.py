"""Digits as printed, and what is printed close to them: "8,100", "2½", "1.3e6", "6 × 10⁶", "2^10".

Their value, how many of them mean something, the worth of the last one; and the `Number` that they
make, which the whole grammar of numbers shares, as all readers of figures share its `Amount`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from sourcecheck import resources
from sourcecheck.normalise.lexer import SUPERSCRIPTS, Piece

#: Longer runs of digits are codes, not figures; the bound also keeps arithmetic on them cheap.
LONGEST = 30
#: Powers of ten beyond this are no figures of prose (the observable universe has 1e80 atoms).
LARGEST_POWER = 300
#: Before a figure, or one themselves: "a million", "an hour".
ARTICLES = ("a", "an")

_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")
_EUROPEAN = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,[0-9]{1,2}"
)
_SPACES = str.maketrans("", "", "\u00a0\u2009\u202f '’")
_CARDINAL: dict[str, int] = resources.load("numbers")["cardinal"]
_SCALE: dict[str, int] = resources.load("numbers")["scale"]
_GLUED_SCALE: dict[str, int] = resources.load("numbers")["abbreviation"]["glued"]
_SPACED: list[str] = resources.load("numbers")["abbreviation"]["spaced"]
#: Abbreviated scales that stand beside money only.
MONEY_SCALE: dict[str, int] = resources.load("numbers")["abbreviation"]["money"]
_ORDINAL: dict[str, int] = resources.load("numbers")["ordinal"]
_VULGAR: dict[str, list[int]] = resources.load("numbers")["vulgar"]
_FRACTION: dict[str, Any] = resources.load("numbers")["fraction"]
_TIMES = "×x*·⋅X"
LARGEST = 600  # digits of a power; larger ones are no figures of prose


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


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `pieces[start:end]`."""

    value: Fraction
    start: int
    end: int
    digits: int | None = None  # significant digits as printed; None for words
    last_place: Fraction | None = None  # worth of the last significant place, where it has one
    other: Fraction | None = None  # another reading of the same digits
    bare: bool = False  # digits only, ungrouped, whole: what identifiers and years look like
    scaled: bool = False  # "million", "hundred", "×10⁶"
    scale: Fraction = Fraction(1)  # what its scale words multiply it by
    signed: bool = False
    rule: str = "digits"

    def times(self, factor: Fraction, end: int, rule: str = "") -> Number:
        """This number multiplied by a scale that ends at `end`."""
        place, other = self.last_place, self.other
        value = self.value * factor
        return replace(
            self,
            value=value,
            end=end,
            last_place=place * factor
            if self.digits is not None and place is not None
            else trailing_place(value),
            other=other * factor if other is not None else None,
            bare=False,
            scaled=True,
            scale=self.scale * factor,
            rule=rule or self.rule,
        )


def scale(items: list[Piece], at: int, *, money: bool = False) -> tuple[int, int] | None:
    """Power of ten and end of a scale at `items[at]`: "million", "bn", and beside money "m"."""
    at = past_hyphen(items, at)  # "$5.4-billion"
    piece = peek(items, at)
    if piece is None or piece.kind != "word":
        return None
    if piece.lower in _SCALE:
        return _SCALE[piece.lower], at + 1
    previous = items[at - 1]
    tight = piece.glued or money or piece.lower in _SPACED
    if previous.kind in ("number", "fraction") and tight:
        power = MONEY_SCALE.get(piece.text) if money else None
        power = _GLUED_SCALE.get(piece.lower) if power is None else power
        after = peek(items, at + 1)
        if power is not None and not (
            after and after.glued and after.kind in ("number", "superscript")
        ):
            return power, at + 1
    return None


def is_whole(piece: Piece) -> bool:
    """Digits alone? (`str.isdigit` alone would let a raised "²" through.)"""
    return piece.kind == "number" and piece.text.isdigit()


def peek(items: list[Piece], at: int) -> Piece | None:
    """The piece at `at`, None behind the last."""
    return items[at] if at < len(items) else None


def past_hyphen(items: list[Piece], at: int) -> int:
    """The position behind a hyphen that ties two number words, else `at`."""
    if at + 1 < len(items) and items[at].kind == "dash" and items[at + 1].kind == "word":
        tied = items[at].glued and items[at + 1].glued
        spaced = not items[at].glued and not items[at + 1].glued
        word = items[at + 1].lower.removesuffix("s")
        if tied or (spaced and (word in _ORDINAL or word in _CARDINAL)):
            return at + 1
    return at


def digits_at(items: list[Piece], at: int, european: bool) -> Number | None:
    """Digits with what is printed close to them: "2 1/2", "2½", "3/4", "1.3e6", "6 × 10⁶"."""
    known = read(items[at].text, european=european)
    if known is None:
        return None
    bare = is_whole(items[at])
    number = Number(known.value, at, at + 1, known.significant, known.last_place, known.other, bare)
    for step in (_mixed, _slash, _exponent, _times_power, _power):
        found = step(items, number)
        if found is not None:
            return found
    return number


def _mixed(items: list[Piece], number: Number) -> Number | None:
    after = peek(items, number.end)
    if after is None or after.kind == "word" or number.value.denominator != 1:
        return None
    if after.kind == "fraction":
        part = Fraction(*_VULGAR[after.text])
        return replace(
            number,
            value=number.value + part,
            end=number.end + 1,
            bare=False,
            digits=None,
            last_place=None,
            rule="fraction",
        )
    position = number.end
    tied = after.kind == "dash" and after.glued and position + 1 < len(items)
    if tied and items[position + 1].glued:
        position += 1  # "5-1/2 percent"
    elif after.glued:
        return None
    part_number = written_fraction(items, position) if number.bare else None
    if part_number is None or (position > number.end and part_number.value >= 1):
        return None
    return replace(part_number, value=number.value + part_number.value, start=number.start)


def _slash(items: list[Piece], number: Number) -> Number | None:
    return written_fraction(items, number.start)


def written_fraction(items: list[Piece], at: int) -> Number | None:
    """ "3/4": whole numbers, the upper smaller, the lower a usual denominator, no third part."""
    if at + 2 >= len(items) or items[at + 1].text not in "/⁄":
        return None
    above, below, after = items[at], items[at + 2], peek(items, at + 3)
    if not (is_whole(above) and is_whole(below) and items[at + 1].glued and below.glued):
        return None
    if after is not None and after.glued and after.text in "/⁄":
        return None
    if (
        max(len(above.text), len(below.text)) > 4
        or above.text + "/" + below.text in _FRACTION["never"]
    ):
        return None
    numerator, denominator = int(above.text), int(below.text)
    if numerator >= denominator * 20 or denominator not in _FRACTION["denominators"]:
        return None
    return Number(Fraction(numerator, denominator), at, at + 3, rule="fraction")


def _exponent(items: list[Piece], number: Number) -> Number | None:
    """ "1.3e6", "12.32e+14"; "6 × 10⁶", "5×10−4", "6 x 10^6"; and "6 × 106", its lost raising."""
    e = peek(items, number.end)
    if e is None:
        return None
    if e.glued and e.text in ("e", "E"):
        found = _signed_digits(items, number.end + 1)
        if found:
            return number.times(Fraction(10) ** found[0], found[1], "power of ten")
    if e.text in _TIMES:
        ten = peek(items, number.end + 1)
        if ten is None or not ten.text.startswith("10") or not is_whole(ten):
            return None
        if ten.text == "10":
            found = _raised(items, number.end + 2)
        else:  # "× 106": the raised 6 fell down on the way to plain text
            power = power_of_ten(ten.text[2:])
            fallen = power is not None and ten.text[2] != "0"  # "4x100m" is a relay
            found = (power, number.end + 2) if power is not None and fallen else None
        if found:
            return number.times(Fraction(10) ** found[0], found[1], "power of ten")
    return None


def _times_power(items: list[Piece], number: Number) -> Number | None:
    """ "8 × 2^10": a figure times a power of another base than ten."""
    times, base = peek(items, number.end), peek(items, number.end + 1)
    if times is None or base is None or times.text not in _TIMES or not is_whole(base):
        return None
    known = read(base.text)
    if known is None:
        return None
    whole = Number(known.value, number.end + 1, number.end + 2, known.significant, bare=True)
    power = _power(items, whole)
    return None if power is None else number.times(power.value, power.end, "power")


def _power(items: list[Piece], number: Number) -> Number | None:
    """ "10⁴", "2^10", "1.1^8"; "10−4" is no power but a range or a difference."""
    piece = peek(items, number.end)
    if piece is None or not piece.glued or number.digits is None:
        return None
    if piece.text == "^":
        found = _signed_digits(items, number.end + 1)
    elif piece.kind == "superscript" and number.value == 10:
        found = _raised(items, number.end)
    else:
        return None
    if found is None or number.value == 0 or number.value > 1000:
        return None
    if abs(found[0]) * (items[number.start].end - items[number.start].start) > LARGEST:
        return None
    return Number(number.value ** found[0], number.start, found[1], scaled=True, rule="power")


def _raised(items: list[Piece], at: int) -> tuple[int, int] | None:
    """An exponent in any typography, with its end."""
    piece = peek(items, at)
    if piece is None:
        return None
    if piece.kind == "superscript":
        power = power_of_ten(piece.text)
        return None if power is None else (power, at + 1)
    if piece.text == "^" or (
        piece.text == "*" and at + 1 < len(items) and items[at + 1].text == "*"
    ):
        return _signed_digits(items, at + (1 if piece.text == "^" else 2))
    return _signed_digits(items, at) if piece.glued and piece.kind == "dash" else None


def _signed_digits(items: list[Piece], at: int) -> tuple[int, int] | None:
    sign = peek(items, at)
    if sign is None:
        return None
    mark = sign.text if sign.kind == "dash" or sign.text == "+" else ""
    body = peek(items, at + bool(mark))
    if body is None or not body.glued or not is_whole(body):
        return None
    power = power_of_ten(body.text)
    if power is None:
        return None
    return (-power if mark and mark != "+" else power), at + bool(mark) + 1


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at `pieces[start:end]` with what its unit can mean; none for a bare number."""

    number: Number
    start: int
    end: int
    names: tuple[str, ...] = ()  # units, likeliest first
    written: tuple[int, int] = (0, 0)  # the pieces of the unit
    sort: Literal["bare", "unit", "money"] = "bare"
    rule: str = ""

    def with_unit_of(self, other: Amount) -> Amount:
        """This figure in the unit of `other` ("3" of "3 to 5 km")."""
        return replace(self, names=other.names, written=other.written, sort=other.sort)


def past_tie(items: list[Piece], at: int) -> int:
    """The position behind a hyphen that ties figure and unit ("1,900-mile"), else `at`."""
    if at + 1 < len(items) and items[at].text in "-‐‑" and items[at].glued and items[at + 1].glued:
        return at + 1 if items[at + 1].kind in ("word", "symbol") else at
    return at
