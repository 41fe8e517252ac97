"""Records of wins and losses in words: "20 wins and one defeat" is "20-1"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.annotate.names.dashed import Place
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.annotate.names.records import holder
from sourcecheck.annotate.names.said import Named, Said, entities
from sourcecheck.model.mention import Mention

#: Between the word of one figure and the next figure.
_LINK = re.compile(r"\s*(?:,|,?\s+(?:and|with|against|to))\s+(?:only\s+|just\s+)?")


def find(layout: Layout, found: Iterable[Found]) -> Iterator[Said]:
    """The records in words of a text, in order; `found` are names and references."""
    counts = [m for m in mentions.read(layout.doc, "quantities") if _whole(m) is not None]
    named = Named(layout, found)
    index = 0
    while index < len(counts):
        figures, end = _tally(layout.text, counts[index : index + 3])
        if len(figures) > 1:
            start = counts[index].span.start
            place = Place(named, start, end, layout.sentence_span(layout.sentence(start)))
            value = "-".join(map(str, figures))
            if of := entities(holder(place)):
                yield Said(start, end, place.quote, "win_loss_record", value, of, "in words")
        index += max(len(figures), 1)


def _tally(text: str, counts: list[Mention]) -> tuple[list[int], int]:
    """The figures of wins, losses and draws that follow each other, and where they end."""
    figures: list[int] = []
    end = 0
    for count, word in zip(counts, _words(), strict=False):
        link = _LINK.match(text, end) if figures else None
        noun = word.match(text, count.span.end)
        if noun is None or (figures and (link is None or link.end() != count.span.start)):
            break
        figures.append(_whole(count) or 0)
        end = noun.end()
    return figures, end


def _whole(mention: Mention) -> int | None:
    """The number that a count states exactly; None for any other figure."""
    figure = mention.quantity
    if figure is None or mention.kind != "count" or figure.operator != "=" or figure.approximate:
        return None
    exact = figure.low is not None and figure.low == figure.high and figure.low.denominator == 1
    return int(figure.low) if exact and figure.low is not None else None


@functools.cache
def _words() -> tuple[re.Pattern[str], ...]:
    tallied = resources.load("records")["record"]["tallied"]
    return tuple(re.compile(rf"\s+(?:{'|'.join(words)})\b", re.IGNORECASE) for words in tallied)
