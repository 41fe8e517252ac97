"""How text from a source, the names of positions and how sure a finding is are shown to people.

The confidence of a finding is a probability, or None where it follows from what the text says by
rules alone: that counts as sure everywhere. Which findings are sure enough to be shown, too.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from typing import Any

from sourcecheck import resources

#: Controls but tab and line feed, and what embeds, overrides or isolates a direction of writing
#: (Unicode Standard Annex #9, table 1).
_STEERING = {
    code: f"⟨U+{code:04X}⟩"
    for code in (
        *(c for c in range(0x20) if c not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
}


def letter(index: int) -> str:
    """Name of a position, by its place from 0: A, B, … Z, AA, AB, …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def visible(text: str) -> str:
    """`text` for a page or a table: characters that would act are shown as ⟨U+001B⟩.

    These are the controls other than tab and line feed, and those that turn the direction of
    writing; everything else stays as it is.
    """
    return text if text.isprintable() else text.translate(_STEERING)  # almost all text is


def cut(text: str, most: int) -> str:
    """`text` on one line of at most so many characters, "…" where it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def harmless(text: str) -> str:
    """`text` with nothing in it that a terminal would obey, or show as nothing.

    Control characters are shown as their pictures (U+2400 …), others that cannot be printed as
    their code points; new lines stay.
    """
    return "".join(
        c if c == "\n" or c.isprintable() or c in "\u00a0\u3000" else _shown(c) for c in text
    )


def one_line(text: str) -> str:
    """`harmless` text on one line."""
    return harmless(text.replace("\n", " "))


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if unicodedata.category(character) in {"Zs", "Zl", "Zp"}:
        return " "
    return f"<U+{code:04X}>"


#: Said in place of a percentage where there is none.
BY_RULES = "follows from the text alone"


def threshold() -> float:
    """The confidence from which on a finding counts as sure (resources/match.toml)."""
    return float(resources.load("match")["thresholds"]["sure"])


def reaches(confidence: float | None, least: float) -> bool:
    """Is it at least so sure? What follows from rules alone always is."""
    return confidence is None or confidence >= least


def sure(confidence: float | None) -> bool:
    """Is it sure, rather than possible?"""
    return reaches(confidence, threshold())


def percent(share: float) -> str:
    """A probability in percent: "86 %"; never rounded up, so that what is below a bound looks so,
    and never to "0 %" or "100 %", since nothing that was judged is certain."""
    whole = math.floor(round(share * 100, 6))
    return "under 1 %" if whole < 1 else f"{min(whole, 99)} %"


def bound(share: float) -> str:
    """A bound that somebody set, in percent: "80 %", "62.5 %"."""
    return f"{share * 100:.6g} %"


def sure_in_words(confidence: float | None) -> str:
    """ "86 % sure", or that it follows from the text alone."""
    return BY_RULES if confidence is None else f"{percent(confidence)} sure"


def least(report: Mapping[str, Any]) -> float:
    """The confidence below which findings of this report stay out of lists for people; 0: none."""
    return float(report["generator"]["settings"].get("report.min_confidence", 0.0))
