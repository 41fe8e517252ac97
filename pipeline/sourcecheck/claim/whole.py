"""A total behind its list: "Crates lost, 40 of plums, 25 of pears. Total, 65."

A sentence that holds a word for the whole and a figure, and nothing else, goes on with the one
before it: what it is the total of stands there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from sourcecheck import resources
from sourcecheck.claim.vocabulary import OPEN, whole_of
from sourcecheck.model.claim import Claim
from sourcecheck.model.span import Span

RULE = "property:total-of-the-list-before"
#: So many figures at least make a list.
_LEAST = 2


def with_lists(made: Sequence[Claim], text: str) -> list[Claim]:
    """The claims, those of totals with what the list right before them says."""
    listed: dict[int, list[Claim]] = {}  # by where the sentence ends
    for claim in made:
        if claim.sentence is not None and claim.quantity is not None:
            listed.setdefault(claim.sentence.end, []).append(claim)
    return [_total(claim, listed, text) if _is_total(claim) else claim for claim in made]


def _is_total(claim: Claim) -> bool:
    """Does the sentence say nothing but that the figure is a total?"""
    if claim.sentence is None or claim.quantity is None or claim.heads:
        return False
    at = claim.span.start - claim.sentence.start
    said = claim.sentence.quote
    behind = said[at + len(claim.span.quote) :]
    return _lead().fullmatch(said[: max(at, 0)]) is not None and behind.strip(" .;") == ""


@functools.cache
def _lead() -> re.Pattern[str]:
    words = "|".join(resources.load("grammar")["classes"]["whole_leads"])
    return re.compile(rf"(?:{words})[,:]?\s", re.IGNORECASE)


def _total(claim: Claim, listed: dict[int, list[Claim]], text: str) -> Claim:
    """The claim with the sentence of its parts before its own."""
    assert claim.sentence is not None
    start = claim.sentence.start
    end = len(text[max(0, start - 3) : start].rstrip()) + max(0, start - 3)
    parts = [part for part in listed.get(end, ()) if part.kind == claim.kind]
    if len(parts) < _LEAST or parts[0].sentence is None:
        return claim
    first = parts[0].sentence.start
    ids = {part.property for part in parts}
    known = whole_of(ids)
    one = ids.pop() if len(ids) == 1 else ""
    words = sorted({word for part in parts for word in (*part.context, *part.measured)})
    return replace(
        claim,
        property=claim.property or (known.id if known is not None else one),
        sentence=Span(first, claim.sentence.end, text[first : claim.sentence.end]),
        measured=claim.measured or ((one.removeprefix(OPEN),) if one.startswith(OPEN) else ()),
        when=claim.when or parts[0].when,
        subjects=claim.subjects or parts[0].subjects,
        where=claim.where or parts[0].where,
        around=claim.around or parts[0].around,
        context=claim.context or tuple(words),
        rules=(*claim.rules, RULE),
    )
