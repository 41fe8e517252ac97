"""Figures that count or label something other than time: what stands beside them says so.

"2000 K" is a temperature, "7538 SDG" money, "3D" a number of dimensions, "Fig. 3d" a label, and
"three quarters" a fraction. Each question looks at a bounded stretch of text.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.annotate.dates.evidence import Scene
from sourcecheck.annotate.dates.grammar import Match

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
    text, words = m.scene.text, _vocabulary()
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
    lasting = m.scene.word_before(m.start) in words["lasting"] and m.scene.ends(m.end)
    return dimensions or not lasting


def is_exponent(m: Match) -> bool:
    """Is the figure, or what stands behind the unit, an exponent: "ha−1 year−1", "5 h−1"?"""
    text = m.scene.text
    before = bool(_EXPONENT.search(text, max(0, m.start - 3), m.start))
    return (before and text[m.start - 1] == "−") or bool(_PER.match(text, m.end, m.end + 3))


def is_fraction(m: Match, number: Fraction) -> bool:
    """Are these quarters a fraction ("one quarter the power"), and not three months each?

    Four of them are time; fewer are where digits count them, or a word of time stands beside.
    """
    scene, words = m.scene, _vocabulary()
    after, behind = scene.word_after(m.end), m.behind(2)
    if behind and "NUMBERTEXT" in behind[0].values:
        return True  # "one and three quarters million"
    if number.denominator != 1 or number >= 4:
        return number < 1
    if "additional" in {name for node in m.nodes for name in node.values}:
        return False
    if after in words["later"]:
        return False
    in_digits = "NUM" in m.nodes[0].values  # fractions are in words
    if not in_digits and scene.word_before(m.start) not in words["quarter_before"]:
        return True
    if after == "of":
        return len(behind) < 2 or not {"YEAR", "SHIFT", "fiscal"} & set(behind[1].values)
    return not scene.ends(m.end, tuple(words["quarter_after"]))


def is_priced(scene: Scene, start: int) -> bool:
    """Does a sign of money stand before a figure, a space between them or not?"""
    return scene.word_before(start) in ("$", "€", "£", "¥", "₹", "₽", "¢")


@functools.cache
def _labels() -> re.Pattern[str]:
    """The end of "Fig. ", "Figures 1g and ", "Table S2, "."""
    names = "|".join(sorted(resources.load("dates")["label"]["words"]))
    return re.compile(
        rf"\b(?:{names})\.?\s*S?(?:[0-9]{{1,3}}[a-z]?(?:,\s?|\s?[-–&]\s?|\s(?:and|or|to)\s))*S?\Z",
        re.IGNORECASE,
    )


@functools.cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """The word lists of [measured] in resources/dates.toml."""
    return {name: frozenset(words) for name, words in resources.load("dates")["measured"].items()}
