"""How two scores of one match, or two outcomes of one vote, relate: a finished one has one."""

from __future__ import annotations

from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise.record import figures


def compare(a: str, b: str) -> Comparison:
    """How two scores in canonical form relate: agree or conflict.

    `gap` is the share of the larger total of points by which their totals differ, at most 1.
    """
    if a == b:
        return Comparison("agree", (Step("same-score", f"both state {a}"),))
    one, other = sorted((a, b))
    totals = [sum(map(sum, figures(text))) for text in (a, b)]
    text = f"{one} and {other} cannot both be the result"
    gap = abs(totals[0] - totals[1]) / max(*totals, 1)
    return Comparison("conflict", (Step("scores-differ", text),), gap)
