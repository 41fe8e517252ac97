"""The figures and dates of a Doc in the exchange format of the extraction benchmark.

What `sourcecheck annotate --jsonl` writes and `benchmarks.extraction` scores is made here, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.dates import value as dates
from sourcecheck.model.mention import Mention
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.unit import from_base, unit

#: The groups of mentions that the format knows.
GROUPS = ("dates", "quantities")
_HEDGES = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most"}


def lines(doc: Doc) -> list[dict[str, Any]]:
    """`{"start", "end", "text", "kind", "value"}` of each, in order; "hedge" where there is one."""
    result = []
    for group in GROUPS:
        for mention in _marked(doc, group):
            line: dict[str, Any] = {
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.span.quote,
                **value(mention),
            }
            if not line.get("hedge"):
                line.pop("hedge", None)
            result.append(line)
    return sorted(result, key=lambda line: (line["start"], line["end"], line["kind"]))


def _marked(doc: Doc, group: str) -> Iterator[Mention]:
    """The mentions of a group as the format marks them: a stretch of years is its two years."""
    for mention in mentions.read(doc, group):
        yield from dates.marked(mention)


def value(mention: Mention) -> dict[str, Any]:
    """Kind, value and hedge of a figure or date, as its own component writes them.

    ISO 8601 has no durations from … to …: "4 to 8 years" keeps both ends beside it, as a figure.
    """
    if mentions.GROUPS[mention.kind] != "dates":
        return figure(mention)
    found = dates.gold(mention)
    if mention.quantity is not None and mention.quantity.is_interval:
        found["value"] = {**figure(mention)["value"], **found["value"]}
    return found


def figure(mention: Mention) -> dict[str, Any]:
    """`{"kind", "value", "hedge"}` of a mention with a quantity.

    The value is `{"number", "unit"}`, or `{"low", "high", "unit"}` for a range, in the unit as
    written; "hedge" is "" without one. A figure with a stated tolerance (1.3 ± 0.5) is its middle.
    Raises ValueError for a mention that has no quantity.
    """
    found = mention.quantity
    if found is None:
        raise ValueError(f"{mention.kind} {mention.span.quote!r} has no quantity")
    measure = unit(found.stated_unit or found.unit)
    low, high = (
        None if end is None else from_base(end, measure) for end in (found.low, found.high)
    )
    name = measure.name
    if found.rule == "plus-minus" and low is not None and high is not None:
        low = high = (low + high) / 2
    if low == high:
        value: dict[str, Any] = {"number": _float(low), "unit": name}
    else:
        value = {"low": _float(low), "high": _float(high), "unit": name}
    return {"kind": mention.kind, "value": value, "hedge": _hedge(found)}


def _hedge(found: Quantity) -> str:
    if found.operator != "=":
        return _HEDGES[found.operator]
    return "approx" if found.approximate else ""


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
