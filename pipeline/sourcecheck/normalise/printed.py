"""Digits with what is printed close to them: "2½", "3/4", "1.3e6", "6 × 10⁶", "2^10"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from sourcecheck import resources
from sourcecheck.normalise import digits
from sourcecheck.normalise.lexer import Piece
from sourcecheck.normalise.numeral import Number, is_whole, peek

_VULGAR: dict[str, list[int]] = resources.load("numbers")["vulgar"]
_FRACTION: dict[str, Any] = resources.load("numbers")["fraction"]
_TIMES = "×x*·⋅X"
LARGEST = 600  # digits of a power; larger ones are no figures of prose


def digits_at(items: list[Piece], at: int, european: bool) -> Number | None:
    """Digits with what is printed close to them: "2 1/2", "2½", "3/4", "1.3e6", "6 × 10⁶"."""
    known = digits.read(items[at].text, european=european)
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
            power = digits.power_of_ten(ten.text[2:])
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
    known = digits.read(base.text)
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
        power = digits.power_of_ten(piece.text)
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
    power = digits.power_of_ten(body.text)
    if power is None:
        return None
    return (-power if mark and mark != "+" else power), at + bool(mark) + 1
