"""What the marked figures of sentences state, read by the pipeline that ships."""

from __future__ import annotations

from collections.abc import Iterable

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.source import Source
from tests.shipped import shipped


def stated_by_pipeline(marked: Iterable[str]) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Property, measured words and rule of the figure that stands in [[double brackets]] in each
    sentence; empty ones where no claim is made of it."""
    found = claimed_by_pipeline(marked)
    return {
        each: (claim.property, claim.measured, claim.rules[0]) if claim else ("", (), "")
        for each, claim in found.items()
    }


def claimed_by_pipeline(marked: Iterable[str]) -> dict[str, Claim | None]:
    """The claim of the value that stands in [[double brackets]] in each sentence, if there is
    one."""
    nlp = shipped()
    texts = ((each.replace("[[", "").replace("]]", ""), "2001-05-04", each) for each in marked)
    found: dict[str, Claim | None] = {}
    for doc, each in annotating.annotate_many(nlp, texts):
        start, end = each.index("[["), each.index("]]") - 2
        source = Source(id="text", path="text.txt", sha256="0" * 64, text=doc.text)
        here = [
            claim
            for claim in build.claims(doc, source)
            if claim.kind != "attribute" and claim.span.start < end and start < claim.span.end
        ]
        found[each] = here[0] if here else None
    return found
