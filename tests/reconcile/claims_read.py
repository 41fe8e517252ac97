"""Claims read from plain sentences by our own figures and dates, without a trained pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import spacy
from spacy.language import Language

from sourcecheck.annotate import factories  # noqa: F401  (registers the factories)
from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span

KINDS = ("quantity", "money", "percent", "count", "duration")
DATES = ("date", "date_range", "datetime", "datetime_range", "time")


def _pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_dates")
    nlp.add_pipe("sourcecheck_quantities")
    return nlp


NLP = _pipeline()


def claims(
    text: str, about: Mapping[str, tuple[str, str]] | None = None, source: str = "a"
) -> list[Claim]:
    """The claims of `text`, each line of it a sentence.

    `about` gives property and subject of the claims with these quotes.
    """
    made, about = [], about or {}
    for mention in NLP(text)._.mentions:
        if mention.kind not in (*KINDS, *DATES):
            continue
        start = text.rfind("\n", 0, mention.span.start) + 1
        end = text.find("\n", mention.span.end)
        end = len(text) if end < 0 else end
        what, whose = about.get(mention.span.quote, ("", ""))
        more: dict[str, Any] = {"quantity": mention.quantity, "date": mention.date}
        made.append(
            Claim(
                id=f"c{source}{mention.span.start:04d}",
                source=source,
                span=mention.span,
                kind="date" if mention.kind in DATES else mention.kind,
                property=what,
                subjects=(whose,) if whose else (),
                sentence=Span(start, end, text[start:end]),
                **more,
            )
        )
    return made
