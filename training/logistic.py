"""Logistic regression with a sign for each weight, and a prior around weights set by hand.

Minimised is the mean log loss of the pairs plus `TIGHTNESS` / 2 times the squared distance of
the weights from their priors, each weight kept on its side of nought. The sum is strictly convex,
so that it has one minimum, whatever the way there: Newton steps whose quadratic model is minimised
within the bounds, one coordinate after the other. (Newton's method with box constraints:
D. Bertsekas, "Projected Newton methods for optimization problems with simple constraints", 1982.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: How firmly the priors hold. With a hundredth of it precision on dossiers left out is lower.
TIGHTNESS = 0.03
#: The minimum is reached when no step changes a weight by more than this.
_EXACT = 1e-9
_MOST_STEPS = 100
_MOST_SWEEPS = 10_000


@dataclass(frozen=True, slots=True)
class Terms:
    """What is learned: the names of the evidence, and the prior and bounds of each weight.

    The arrays have one entry more than there are names: the last is that of the bias. `given` are
    the weights set by hand: they count in every score, and take no part in the learning.
    """

    names: tuple[str, ...]
    prior: Floats
    low: Floats
    high: Floats
    given: Mapping[str, float]


def fit(samples: Sequence[tuple[Floats, NDArray[np.bool_]]], of: Terms) -> Floats:
    """The weights learned from these dossiers, the bias last; the priors where there is no pair.

    A sample is the evidence of a dossier's pairs (a row a pair, a column a name of `of`) and which
    are right. A dossier counts by the square root of its number of pairs: a large one tells more
    than a small one, but less than its size, for its pairs are of few events.
    """
    samples = [sample for sample in samples if len(sample[1])]
    if not samples:
        return of.prior.copy()
    count = sum(len(right) for _, right in samples)
    rows = np.column_stack([np.vstack([x for x, _ in samples]), np.ones(count)])
    right = np.concatenate([right for _, right in samples]).astype(float)
    share = np.concatenate([np.full(len(r), 1 / np.sqrt(len(r))) for _, r in samples])
    share /= share.sum()
    weights = np.clip(of.prior, of.low, of.high)
    for _ in range(_MOST_STEPS):
        chance = _chance(rows @ weights)
        slope = rows.T @ (share * (chance - right)) + TIGHTNESS * (weights - of.prior)
        bend = (rows.T * (share * chance * (1 - chance))) @ rows
        bend += TIGHTNESS * np.eye(len(weights))
        step = _within(bend, slope, of.low - weights, of.high - weights)
        if np.abs(step).max() < _EXACT:
            return weights
        weights = weights + _length(rows, right, share, of, weights, step, slope) * step
    raise ArithmeticError(f"no minimum after {_MOST_STEPS} steps")


def _chance(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -500, 500))), dtype=np.float64)


def _loss(rows: Floats, right: Floats, share: Floats, of: Terms, weights: Floats) -> float:
    sums = rows @ weights
    away = weights - of.prior
    log_loss = np.logaddexp(0, sums) - right * sums
    return float(share @ log_loss + TIGHTNESS / 2 * (away @ away))


def _within(bend: Floats, slope: Floats, low: Floats, high: Floats) -> Floats:
    """The step between `low` and `high` that minimises slope·step + step·bend·step / 2."""
    step = np.zeros_like(slope)
    rest = slope.copy()  # the slope of the model at `step`
    for _ in range(_MOST_SWEEPS):
        largest = 0.0
        for i in range(len(step)):
            new = min(max(step[i] - rest[i] / bend[i, i], low[i]), high[i])
            move = new - step[i]
            if move:
                rest += move * bend[i]
                step[i] = new
                largest = max(largest, abs(move))
        if largest < _EXACT / 10:
            break
    return step


def _length(
    rows: Floats,
    right: Floats,
    share: Floats,
    of: Terms,
    weights: Floats,
    step: Floats,
    slope: Floats,
) -> float:
    """How much of the step to take: halved until the loss falls as its slope promises."""
    before, promise = _loss(rows, right, share, of, weights), float(slope @ step)
    length = 1.0
    while length > _EXACT and (
        _loss(rows, right, share, of, weights + length * step)
        > before + 1e-4 * length * promise + 1e-15
    ):
        length /= 2
    return length
