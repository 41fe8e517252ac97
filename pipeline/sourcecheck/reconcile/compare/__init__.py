"""How two values relate, and why: one module for each kind of value, each with `compare(a, b)`.

A comparison is pure and symmetric: relation and gap of (a, b) and (b, a) are equal. Attributes
(`attribute.py`) have one by property, and those with a form of their own a span on a line for
matching.
"""

from __future__ import annotations

from collections.abc import Callable

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.reconcile.compare import attribute, date, quantity

__all__ = ["compare_claims", "span"]

#: Attributes whose values can exclude each other; all others are compared as words.
_COMPARE: dict[str, Callable[[str, str], Comparison]] = {
    "win_loss_record": attribute.compare_records,
    "score": attribute.compare_scores,
    "vote": attribute.compare_scores,
    "direction": attribute.compare_directions,
    "title": attribute.compare_posts,
}
_SPAN: dict[str, Callable[[str], tuple[float, float]]] = {
    "win_loss_record": attribute.span_of_record,
    "score": attribute.span_of_score,
    "vote": attribute.span_of_score,
    "direction": attribute.span_of_direction,
}


def compare_claims(a: Claim, b: Claim) -> Comparison:
    """How the values of two claims that answer one question relate; *unknown* across kinds."""
    if a.quantity is not None and b.quantity is not None and _ordinal(a) == _ordinal(b):
        return quantity.compare(a.quantity, b.quantity)
    if a.date is not None and b.date is not None:
        return date.compare(a.date, b.date)
    if a.text and b.text and a.property == b.property and a.property in _COMPARE:
        return _COMPARE[a.property](a.text, b.text)
    if a.text and b.text:
        return attribute.compare_texts(a.text, b.text)
    text = f"a value of kind {a.kind} and one of kind {b.kind} are not held against each other"
    return Comparison("unknown", (Step("different-kinds", text),))


def span(claim: Claim) -> tuple[float, float] | None:
    """Low and high end of an attribute's value on a line of its own, where values that exclude each
    other do not overlap; None for attributes that exclude nothing, and for other kinds."""
    if claim.kind != "attribute" or claim.property not in _SPAN:
        return None
    return _SPAN[claim.property](claim.text)


def _ordinal(claim: Claim) -> bool:
    """A rank ("the 5th") is not an amount."""
    return claim.kind == "ordinal"
