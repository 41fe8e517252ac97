"""Score any English pipeline with UD labels on every test set: ``python -m training.evaluate``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import spacy

from training.eval_ner import score_names
from training.eval_syntax import score_syntax

ENCODER = "sourcecheck_encoder"

EXAMPLE = "example: python -m training.evaluate ../baseline/en_baseline ../shared/training"


def evaluate(pipeline: Path, data: Path) -> dict[str, Any]:
    """Return {"syntax": {test set: scores}, "ner": {test set: scores}}, in per cent."""
    nlp = spacy.load(pipeline)
    scores: dict[str, Any] = {}
    if "parser" in nlp.pipe_names:
        scores["syntax"] = score_syntax(nlp, data)
    if tagger := next((name for name in ("ner", ENCODER) if name in nlp.pipe_names), ""):
        scores["ner"] = score_names(nlp, tagger, data)
    return scores


def _row(name: str, values: dict[str, Any]) -> str:
    shown = {k: v for k, v in values.items() if not isinstance(v, dict)}
    return f"{name:<11}" + "  ".join(f"{k} {v:.1f}" for k, v in shown.items())


def show(scores: dict[str, Any]) -> str:
    """Return the scores as lines to read."""
    lines = []
    for part, sets in scores.items():
        lines += ["", part, *(_row(name, values) for name, values in sets.items())]
    return "\n".join(lines).strip()


def main() -> None:
    """Evaluate one pipeline from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.evaluate", description=__doc__, epilog=EXAMPLE
    )
    parser.add_argument("pipeline", type=Path, help="folder of a spaCy pipeline")
    parser.add_argument("data", type=Path, help="the training data folder")
    parser.add_argument("--json", type=Path, help="also write the scores to this file")
    args = parser.parse_args()
    scores = evaluate(args.pipeline, args.data)
    print(show(scores))
    if args.json:
        args.json.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
