"""Why claims are taken to answer one question: what speaks for it, and what against it.

The report gives the weight of each piece of evidence in log-odds; the page says it in words too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: Log-odds below which evidence hardly counts, and from which on it counts much: odds of about 3 to
#: 2, and of about 4 to 1.
_SLIGHT, _STRONG = 0.4, 1.4

#: The rule of the step that the weights are added to.
_START = "evidence:start"


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the links of a finding; `side` and `weight` are "" where nothing was weighed."""

    text: str
    rule: str
    side: str  # "for", "strongly against", …; of the start, how often: "seldom"
    weight: str  # "+2.1"


def pieces(links: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """The steps of the links of a finding, in their order."""
    return tuple(_piece(step) for step in links)


def _piece(step: Mapping[str, Any]) -> Piece:
    weight = step["inputs"].get("log_odds")
    if weight is None:
        return Piece(step["text"], step["rule"], "", "")
    shown = f"{weight:+.1f}".replace("-", "−")
    said = _frequency(weight) if step["rule"] == _START else _side(weight)
    return Piece(step["text"], step["rule"], said, shown)


def _frequency(weight: float) -> str:
    """Where the sum begins is no evidence yet: it says how often such pairs are what they seem."""
    return "about as often as not" if abs(weight) < _SLIGHT else "often" if weight > 0 else "seldom"


def _side(weight: float) -> str:
    if not round(weight, 1):
        return "neither for nor against"
    side = "for" if weight > 0 else "against"
    size = abs(weight)
    return f"slightly {side}" if size < _SLIGHT else f"strongly {side}" if size >= _STRONG else side
