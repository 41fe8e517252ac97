"""The figures and dates of a Doc in the exchange format of the extraction benchmark.

What `sourcecheck annotate --jsonl` writes and `benchmarks.extraction` scores is made here, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.dates import value as dates
from sourcecheck.annotate.quantities import gold as quantities
from sourcecheck.model.mention import Mention

#: The groups of mentions that the format knows.
GROUPS = ("dates", "quantities")


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
        return quantities.gold(mention)
    found = dates.gold(mention)
    if mention.quantity is not None and mention.quantity.is_interval:
        found["value"] = {**quantities.gold(mention)["value"], **found["value"]}
    return found
