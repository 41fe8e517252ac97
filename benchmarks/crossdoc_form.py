"""A report of ours in the form that the cross-document scorer reads.

The scorer's form: mentions {id, doc, start, end, value} and pairs {a, b, relation}. What becomes of
what:

- Every claim of the report is a mention, also those that stand in no finding.
- Two claims of different documents that stand in one finding are a pair. Some position holds
  both: *agree* when their values are equal (`same`), else *compatible*. None does: *conflict*
  in a finding of relation conflict, *different_time* in one of relation different.
- *unknown* claims nothing, so it is left out: pairs that no position holds in a finding of
  relation unknown, pairs of unequal values in such a finding, and in every finding pairs with a
  date that the report leaves open, since an open date stands in a position with all others; but
  two open dates of the same words, and an open "Friday" beside a Friday, are *compatible*.
- The same pair in two findings counts once, with its gravest relation.

Values get the shape of the gold: figures in the unit as stated ({low, high, approx}; null for an
open end: "at least 5" is low 5), dates as {earliest, latest}, attributes as text. The unit is
left out, because the gold names units of its own ("people", "round"); numbers are compared.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Plain = Mapping[str, Any]
Pair = tuple[str, str]

#: Gravest first: what a reader sees of a pair that stands in two findings.
_GRAVITY = ("conflict", "different_time", "compatible", "agree")
_APART = {"conflict": "conflict", "different": "different_time"}
_OPEN_BELOW = ("<", "<=")
_OPEN_ABOVE = (">", ">=")
#: Hedges on a date that open one of its ends; its `allowed` days say which.
_OPEN_DATES = ("before", "after", "since", "until")


def predictions(report: Plain) -> dict[str, Any]:
    """The report as the scorer's predictions; ids of claims and of sources are kept."""
    claims = {claim["id"]: claim for claim in report["claims"]}
    relations: dict[Pair, str] = {}
    for finding in report["findings"]:
        for pair, relation in pairs(finding, claims):
            known = relations.get(pair, relation)
            relations[pair] = min(known, relation, key=_GRAVITY.index)
    return {
        "system": "sourcecheck",
        "mentions": [
            {
                "id": claim["id"],
                "doc": claim["source"],
                "start": claim["start"],
                "end": claim["end"],
                "value": value(claim["value"]),
            }
            for claim in report["claims"]
        ],
        "pairs": [{"a": a, "b": b, "relation": r} for (a, b), r in sorted(relations.items())],
    }


def pairs(finding: Plain, claims: Mapping[str, Plain]) -> Iterator[tuple[Pair, str]]:
    """The pairs of claims of one finding, as (ids in order, relation).

    Figures that one document ties together by arithmetic answer no common question.
    """
    if finding.get("kind") == "arithmetic":
        return
    positions: dict[str, int] = {}  # claim id: its positions, one bit each
    for number, position in enumerate(finding["positions"]):
        for claim in position["claims"]:
            positions[claim] = positions.get(claim, 0) | 1 << number
    for a, b in itertools.combinations(sorted(positions), 2):
        if claims[a]["source"] == claims[b]["source"]:
            continue
        values = claims[a]["value"], claims[b]["value"]
        relation = _relation(finding["relation"], bool(positions[a] & positions[b]), *values)
        if relation:
            yield (a, b), relation


def _relation(finding: str, together: bool, a: Plain, b: Plain) -> str:
    """What the report says of two claims; "" when it leaves the matter open."""
    if a.get("unresolved") or b.get("unresolved"):
        return "compatible" if together and _told_alike(a, b) else ""
    if not together:
        return _APART.get(finding, "")
    if same(a, b):
        return "agree"
    return "" if finding == "unknown" else "compatible"


def _told_alike(a: Plain, b: Plain) -> bool:
    """Of two dates of which one is left open or both are: do they name the same day of the week,
    month or time of day? That much the report does say of them."""
    if a["unresolved"] and b["unresolved"]:
        return bool(a["timex"]) and a["timex"] == b["timex"]
    open_, known = (a, b) if a["unresolved"] else (b, a)
    day = str(known["earliest"])
    if not open_["timex"].startswith("XXXX-WXX-") or day != known["latest"]:
        return False
    return bool(open_["timex"][9:10] == str(date.fromisoformat(day).isoweekday()))


def same(a: Plain, b: Plain) -> bool:
    """Are two values equal, with the same hedge?

    Figures: ends in base units (to one part in a million, for conversions), base unit, bound and
    whether they are approximate. Dates: days, hedge and time of day. Words: but for case.
    """
    if "operator" in a and "operator" in b:
        fields = ("unit", "dimension", "operator", "approximate", "change")
        ends = ("low", "high")
        return all(a[f] == b[f] for f in fields) and all(_close(a[e], b[e]) for e in ends)
    if "earliest" in a and "earliest" in b:
        return all(a[f] == b[f] for f in ("earliest", "latest", "hedge", "time"))
    if "text" in a and "text" in b:
        return str(a["text"]).casefold() == str(b["text"]).casefold()
    return False


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def value(ours: Plain) -> dict[str, Any] | str | None:
    """A value of the report in the shape of the gold; None where the report leaves it open."""
    if "text" in ours:
        return str(ours["text"])
    if "operator" in ours:
        low = None if ours["operator"] in _OPEN_BELOW else ours["stated_low"]
        high = None if ours["operator"] in _OPEN_ABOVE else ours["stated_high"]
        return {"low": low, "high": high, "approx": ours["approximate"]}
    if ours["unresolved"]:
        return None
    days = ours["allowed"][0] if ours["hedge"] in _OPEN_DATES and ours["allowed"] else ours
    return {"earliest": days["earliest"], "latest": days["latest"]}
