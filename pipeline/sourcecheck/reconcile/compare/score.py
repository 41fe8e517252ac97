"""How two scores of one match, or two outcomes of one vote, relate: a finished one has one."""

from __future__ import annotations

from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise.attribute import figures, winner
from sourcecheck.reconcile.compare import record


def compare(a: str, b: str) -> Comparison:
    """How two scores in canonical form relate: agree or conflict. Winners that share no word are in
    conflict; one that is not told is not held against the other.

    `gap` is the share of the larger total of points by which their totals differ, at most 1; 1 for
    other winners.
    """
    won = [set(winner(text).lower().split()) for text in (a, b)]
    one, other = sorted((a, b))
    if all(won) and won[0].isdisjoint(won[1]):
        text = f"{one} and {other} name other winners"
        return Comparison("conflict", (Step("winners-differ", text),), 1.0)
    if figures(a) == figures(b):
        plain = one.partition(" (")[0]
        return Comparison("agree", (Step("same-score", f"both state {plain}"),))
    totals = [sum(map(sum, figures(text))) for text in (a, b)]
    text = f"{one} and {other} are not one result"
    gap = abs(totals[0] - totals[1]) / max(*totals, 1)
    return Comparison("conflict", (Step("scores-differ", text),), gap)


def span(text: str) -> tuple[float, float]:
    """Where a score stands on a line: equal figures on one point, others on others."""
    return record.span(text.partition(" (")[0])
