"""The values of a finding's claims in words, figures in one unit, to be read side by side.

They work on the report's own form of a claim (schemas/report-1.schema.json).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Claim = Mapping[str, Any]

_BOUNDS = {"=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "less than "}


def in_words(claims: Sequence[Claim]) -> dict[str, str]:
    """Each claim's value in words, by claim id.

    Figures are put in the unit that most of the claims state (the first one among equals), with
    the interval that the figure as printed allows; dates as their days; the rest as written.
    """
    stated = Counter(
        (c["value"]["stated_unit"], c["value"]["factor"]) for c in claims if _figure(c)
    )
    unit, factor = stated.most_common(1)[0][0] if stated else ("", 1.0)
    return {
        c["id"]: _figure_in(c["value"], unit, factor) if _figure(c) else _other(c["value"])
        for c in claims
    }


def _figure(claim: Claim) -> bool:
    return "operator" in claim["value"]


def _figure_in(value: Mapping[str, Any], unit: str, factor: float) -> str:
    """ "at least 4,345 kilometer, as printed 4,265 to 4,426"."""
    if value["stated_unit"] == unit:  # as stated, no detour over the base unit
        figure = stretch(value["stated_low"], value["stated_high"])
    else:
        figure = stretch(_in(value["low"], factor), _in(value["high"], factor))
    words = f"{_BOUNDS[value['operator']]}{figure} {unit}".rstrip()
    printed = value["allowed"][:1]
    if printed and printed[0] != {"low": value["low"], "high": value["high"]}:
        low, high = (_in(printed[0][end], factor) for end in ("low", "high"))
        words += f", as printed {stretch(low, high)}"
    return words


def _in(base: float | None, factor: float) -> float | None:
    return None if base is None else base / factor


def stretch(low: float | None, high: float | None) -> str:
    """An interval in words: "5", "3 to 5", "3 or more", "5 or less"."""
    if low is None:
        return "any" if high is None else f"{number(high)} or less"
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def number(value: float) -> str:
    """`value` to four significant digits at least, whole numbers in full: 4,345; 0.01234; 5.5."""
    places = 0 if value == 0 else max(0, 3 - math.floor(math.log10(abs(value))))
    words = f"{value:,.{places}f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _other(value: Mapping[str, Any]) -> str:
    if "text" in value:
        return str(value["text"])
    if value["unresolved"]:
        return f"date open: {value['unresolved']}"
    first, last = (day or "open" for day in (value["earliest"], value["latest"]))
    days = first if first == last else f"{first} to {last}"
    return f"{value['hedge'].replace('_', ' ')} {days}".lstrip()
