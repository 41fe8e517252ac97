"""How two values relate, and why: one module for each kind of value, each with `compare(a, b)`.

A comparison is pure and symmetric: relation and gap of (a, b) and (b, a) are equal.
"""

from __future__ import annotations

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.reconcile.compare import date, name, quantity

__all__ = ["compare_claims"]


def compare_claims(a: Claim, b: Claim) -> Comparison:
    """How the values of two claims that answer one question relate; *unknown* across kinds."""
    if a.quantity is not None and b.quantity is not None and _ordinal(a) == _ordinal(b):
        return quantity.compare(a.quantity, b.quantity)
    if a.date is not None and b.date is not None:
        return date.compare(a.date, b.date)
    if a.text and b.text:
        return name.compare(a.text, b.text)
    text = f"a value of kind {a.kind} and one of kind {b.kind} are not held against each other"
    return Comparison("unknown", (Step("different-kinds", text),))


def _ordinal(claim: Claim) -> bool:
    """A rank ("the 5th") is not an amount."""
    return claim.kind == "ordinal"
