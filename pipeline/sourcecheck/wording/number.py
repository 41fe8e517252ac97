"""Numbers in words, several things in words, and how many they are.

Numbers are exact until they are printed: thousands separators, no digits too many.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from sourcecheck import resources

#: Significant digits of a figure that came out of a conversion.
DIGITS = 4
#: A figure that ends by itself within so many digits is printed whole ("2,407.5", "1.609344").
EXACT_DIGITS = 7
#: Figures beyond this power of ten are printed as "1.2 × 10^45".
LARGEST_POWER = 20


def number(value: Fraction, digits: int = DIGITS, exact: int = EXACT_DIGITS) -> str:
    """An exact number as people write it: "1,931", "2,407.5", "0.6214"; "−" for minus.

    A number that ends by itself within `exact` digits is printed whole, others to `digits`
    significant digits, but whole digits are never rounded away.
    """
    if not value:
        return "0"
    power = size(value)
    if not -LARGEST_POWER <= power <= LARGEST_POWER:
        return f"{number(value / Fraction(10) ** power, digits, digits)} × 10^{power}"
    above, below = abs(value.numerator), value.denominator
    places = max(0, exact - 1 - power)
    if above * 10**places % below:
        places = max(0, digits - 1 - power)
    scaled = round(Fraction(above * 10**places, below))
    whole, rest = divmod(scaled, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{'−' if value < 0 else ''}{whole:,}{'.' if decimals else ''}{decimals}"


def percent(share: Fraction) -> str:
    """A share as a percentage of at most two digits: "19 %", "0.4 %"."""
    hundredths = 100 * share
    if hundredths >= 10 or not hundredths:
        return f"{number(Fraction(round(hundredths)))} %"
    places = 1 - size(hundredths)
    return f"{number(Fraction(round(hundredths * 10**places), 10**places))} %"


def size(value: Fraction) -> int:
    """The power of ten of the first significant digit of a number other than 0, of any length."""
    above, below = abs(value.numerator), value.denominator
    power = math.floor(math.log10(above) - math.log10(below))
    # the logarithm is a float: put right what it rounded
    while above * 10 ** max(0, -power - 1) >= below * 10 ** max(0, power + 1):
        power += 1
    while above * 10 ** max(0, -power) < below * 10 ** max(0, power):
        power -= 1
    return power


def listed(items: Sequence[str], conjunction: str = "and") -> str:
    """The items as a list in a sentence: "a, b and c"; "" for none."""
    *first, last = items or ("",)
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def counted(number: int, noun: str) -> str:
    """So many of a thing, by its noun in the singular: "1 claim", "3 claims", "1,200 losses"."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a noun, or the word as it is where it looks like one."""
    own = resources.load("asking")["plurals"].get(noun)
    if own or noun.endswith("men") or (noun.endswith("s") and not noun.endswith("ss")):
        return str(own or noun)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "ss", "x", "z")) else "s")
