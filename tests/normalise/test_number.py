"""Numbers as written: each form with the value it says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.normalise import digits
from sourcecheck.normalise.lexer import pieces
from sourcecheck.normalise.number import ordinal, read

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("8,150", 8150),
        ("8 150", 8150),
        ("8\u202f150", 8150),
        ("8\u00a0150", 8150),
        ("12,34,567", 1234567),
        ("1.234.567", 1234567),
        ("0.05", Fraction(1, 20)),
        (".05", Fraction(1, 20)),
        ("12,5", Fraction(25, 2)),
        ("three and a half million", 3_500_000),
        ("two hundred thousand", 200_000),
        ("two hundred and six thousand", 206_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("a quarter million", 250_000),
        ("a quarter of a million", 250_000),
        ("three quarters of a billion", 750_000_000),
        ("half of one million", 500_000),
        ("a third of a million", Fraction(1_000_000, 3)),
        ("four-and-thirty", 34),
        ("six and forty", 46),
        ("nine-and-twenty thousand", 29_000),
        ("3/4", Fraction(3, 4)),
        ("1½", Fraction(3, 2)),
        ("10 1/2", Fraction(21, 2)),
        ("two thirds", Fraction(2, 3)),
        ("two-thirds", Fraction(2, 3)),
        ("one in five", Fraction(1, 5)),
        ("7.5 billion", 7_500_000_000),
        ("7.5-billion", 7_500_000_000),
        ("3bn", 3_000_000_000),
        ("1.2k", 1200),
        ("9 lakh", 900_000),
        ("two crore", 20_000_000),
        ("4 × 10⁶", 4_000_000),
        ("4 x 10^6", 4_000_000),
        ("4×10−3", Fraction(4, 1000)),
        ("4 × 106", 4_000_000),
        ("4.1e3", 4100),
        ("-7", -7),
        ("−7", -7),
        ("minus seven", -7),
        ("two point five", Fraction(5, 2)),
        ("3 hundred and 21", 321),
        ("two-and-a-half", Fraction(5, 2)),
        ("two-and-a-half million", 2_500_000),
        ("half-a-dozen", 6),
        ("5-1/2", Fraction(11, 2)),
        ("one-in-five", Fraction(1, 5)),
        ("4 in 10", Fraction(2, 5)),
        ("one in every five", Fraction(1, 5)),
        ("5.6 bn", 5_600_000_000),
    ],
)
def test_reads(written: str, value: int | Fraction) -> None:
    found = read(written)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("written", "significant", "last_place"),
    [
        ("8,100", 2, 100),
        ("8,143", 4, 1),
        ("8.0", 2, Fraction(1, 10)),
        ("0.050", 2, Fraction(1, 1000)),
        ("40", 1, 10),
        ("7.5 billion", 2, 100_000_000),
        ("$", None, None),
    ],
)
def test_significant_digits(
    written: str, significant: int | None, last_place: int | Fraction | None
) -> None:
    found = read(written)
    if significant is None:
        assert found is None
        return
    assert found is not None
    assert (found.digits, found.last_place) == (significant, last_place)


def test_scaled_words_have_a_last_place_and_no_digits() -> None:
    found = read("three million")
    assert found is not None
    assert (found.digits, found.last_place) == (None, 1_000_000)
    plain = read("seventeen")
    assert plain is not None
    assert (plain.digits, plain.last_place) == (None, None)


@pytest.mark.parametrize(
    "written",
    ["and", "point", "million", "a", "9" * 40, "9^99999", "1e99999", "two two", "1/0", "9/11"],
)
def test_is_no_number(written: str) -> None:
    assert read(written) is None


@pytest.mark.parametrize(
    ("written", "rank"),
    [
        ("21st", 21),
        ("2nd", 2),
        ("2,000th", 2000),
        ("111th", 111),
        ("twenty-first", 21),
        ("seventh", 7),
        ("two hundredth", 200),
    ],
)
def test_ordinals(written: str, rank: int) -> None:
    found = ordinal(pieces(written), 0)
    assert found is not None
    assert (found.value, found.end) == (rank, len(pieces(written)))


@pytest.mark.parametrize("written", ["14st", "11st", "3", "twenty"])
def test_is_no_rank(written: str) -> None:
    assert ordinal(pieces(written), 0) is None


def test_escape_sequences_are_no_pieces() -> None:
    assert [p.text for p in pieces("a\x1b[0mb \x9b1;31m5\u241b[m km")] == ["a", "b", "5", "km"]


def test_convention_needs_evidence() -> None:
    assert digits.convention(["12,5", "6.415"])
    assert not digits.convention(["6.415"])
    assert not digits.convention(["12,5", "5.5"])


def test_point_for_thousands_on_evidence_keeps_the_other_reading() -> None:
    found = digits.read("6.415", european=True)
    assert found is not None
    assert (found.value, found.other) == (6415, Fraction(6415, 1000))
    english = digits.read("6.415")
    assert english is not None
    assert (english.value, english.other) == (Fraction(6415, 1000), None)


@given(st.integers(0, 10**12 - 1))
def test_grouped_digits_read_as_themselves(value: int) -> None:
    for written in (str(value), f"{value:,}", f"{value:,}".replace(",", "\u202f")):
        found = read(written)
        assert found is not None
        assert found.value == value


@given(st.integers(1, 10**12 - 1))
def test_written_out_numbers_read_as_themselves(value: int) -> None:
    for written in (in_words(value), in_words(value).replace(" and ", " ")):
        found = read(written)
        assert found is not None
        assert found.value == value


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False))
def test_decimals_read_as_themselves(value: object) -> None:
    found = read(f"{value:f}")
    assert found is not None
    assert found.value == Fraction(str(value))


@given(st.integers(2, 99), st.integers(1, 12))
def test_powers_of_ten_in_every_typography(mantissa: int, power: int) -> None:
    raised = str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    for written in (f"{mantissa} × 10{raised}", f"{mantissa}×10^{power}", f"{mantissa}e{power}"):
        found = read(written)
        assert found is not None
        assert found.value == mantissa * 10**power


def in_words(value: int) -> str:
    """`value` in British words, as a check on the reader that shares no code with it."""
    parts = []
    for power, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if value >= power:
            parts.append(f"{_below_thousand(value // power)} {name}")
            value %= power
    if value:
        parts.append(("and " if parts and value < 100 else "") + _below_thousand(value))
    return " ".join(parts)


def _below_thousand(value: int) -> str:
    words = []
    if value >= 100:
        words.append(f"{_ONES[value // 100]} hundred")
        value %= 100
    if value:
        tail = _ONES[value] if value < 20 else _TENS[value // 10 - 2]
        if value >= 20 and value % 10:
            tail += "-" + _ONES[value % 10]
        words.append(tail)
    return " and ".join(words)
