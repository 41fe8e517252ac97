"""How sure a finding is, in words, and which findings are sure enough to be shown.

The confidence of a finding is a probability, or None where it follows from what the text says by
rules alone: that counts as sure everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sourcecheck import resources

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


def in_words(confidence: float | None) -> str:
    """ "86 % sure", or that it follows from the text alone."""
    return BY_RULES if confidence is None else f"{percent(confidence)} sure"


def least(report: Mapping[str, Any]) -> float:
    """The confidence below which findings of this report stay out of lists for people; 0: none."""
    return float(report["generator"]["settings"].get("report.min_confidence", 0.0))
