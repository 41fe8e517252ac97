"""The evidence that two claims answer one question, weighed.

Each piece of evidence is a named column with a weight and a label in `resources/match.toml`; the
score of a pair is their sum. `why` gives the same sum as steps that a person can read.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sourcecheck import resources
from sourcecheck.model.finding import Step
from sourcecheck.reconcile.evidence import evidence


def score(pairs: pd.DataFrame, work: pd.DataFrame, cast: pd.Series[Any]) -> pd.DataFrame:
    """`pairs` (columns a, b, asked) with one column a piece of evidence, `score` and `fits`.

    `cast` holds the entities that each source names, a tuple a source (`reconcile.names.cast`).
    `fits` says that the values overlap (or that one of them is unresolved). Pairs that do not fit
    are weighed apart, and only if both state one property. Pairs that neither join nor keep apart
    are left out (`thresholds` in resources/match.toml).
    """
    scored = pd.concat([pairs, evidence(pairs, work, cast)], axis=1)
    scored = scored[scored["fits"] | scored["asked"]].reset_index(drop=True)
    rules = resources.load("match")
    fits = scored["fits"].to_numpy()
    total = np.where(fits, rules["bias"], rules["rival_bias"]).astype(float)
    for name, rule in rules["evidence"].items():
        worth = np.where(fits, rule.get("weight", 0.0), rule.get("rival", 0.0))
        total += scored[name].to_numpy(dtype=float) * worth
    scored["score"] = total
    limits = rules["thresholds"]
    useful = np.where(
        fits, (total >= limits["link"]) | (total <= limits["repel"]), total >= limits["heard"]
    )
    kept: pd.DataFrame = scored[useful].reset_index(drop=True)
    return kept


def why(pair: pd.Series[Any]) -> tuple[Step, ...]:
    """The evidence of one scored pair as steps, the strongest first, and their sum."""
    rules = resources.load("match")
    kind, start = ("weight", "bias") if pair["fits"] else ("rival", "rival_bias")
    steps = [
        Step(
            rule=f"evidence:{name}",
            text=rule["label"],
            inputs=(("log_odds", round(float(pair[name]) * rule[kind], 3)),),
        )
        for name, rule in rules["evidence"].items()
        if pair[name] and rule.get(kind)
    ]
    steps.sort(key=lambda step: (-abs(step.inputs[0][1]), step.rule))
    begin = Step("evidence:start", "before any evidence", (("log_odds", rules[start]),))
    total = Step("evidence:sum", "together", (("log_odds", round(float(pair["score"]), 3)),))
    return (begin, *steps, total)
