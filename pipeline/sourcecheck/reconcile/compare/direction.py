"""How two directions in which something lies from one place relate, as points of the compass."""

from __future__ import annotations

from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise import attribute

#: Neighbours among the eight main points may be one, said more coarsely: "south", "southeast".
COMPATIBLE_DEGREES = 45
_HALF_CIRCLE = 180
#: Moves the line away from nought, so that no two points are "orders apart".
_FAR = 10_000


def compare(a: str, b: str) -> Comparison:
    """How two points in canonical form relate: agree, compatible (up to 45 degrees) or conflict.

    `gap` is the angle between them as a share of 180 degrees.
    """
    if a == b:
        return Comparison("agree", (Step("same-direction", f"both come to {a}"),))
    apart = attribute.apart(a, b)
    one, other = sorted((a, b))
    text = f"{one} and {other} are {apart:g} degrees apart"
    inputs = (("degrees", apart),)
    if apart <= COMPATIBLE_DEGREES:
        step = Step("near-direction", f"{text}: one may be the coarser word", inputs)
        return Comparison("compatible", (step,))
    step = Step("directions-differ", text, inputs)
    return Comparison("conflict", (step,), apart / _HALF_CIRCLE)


def span(text: str) -> tuple[float, float]:
    """Where a direction stands on a line of degrees: those that are compatible overlap, but for
    pairs on either side of north; these are then held against each other, and found compatible."""
    degrees = attribute.degrees(text)
    half = COMPATIBLE_DEGREES / 2
    return _FAR + degrees - half, _FAR + degrees + half
