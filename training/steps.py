"""The steps from data to packaged pipeline; a step whose result is there is not run again."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import spacy

from training.average import average
from training.card import write_card
from training.evaluate import evaluate, show
from training.package import write_package
from training.prepare_syntax import prepare_syntax
from training.train import configured, continued, fit

HERE = Path(__file__).parent
# The end of the training is run once for each seed, and the weights are averaged.
FINISH_SEEDS = (11, 12)


@dataclass(frozen=True, slots=True)
class Places:
    """Where data is read, where work is kept and where the pipeline goes."""

    data: Path
    work: Path
    out: Path

    @property
    def best(self) -> Path:
        """Return the folder of the best checkpoint of the first half."""
        return self.work / "syntax" / "model-best"

    def finished(self, seed: int) -> Path:
        """Return the folder of the last weights of one run of the end."""
        return self.work / f"syntax-finish-{seed}" / "model-last"

    @property
    def final(self) -> Path:
        """Return the folder of the trained part as it ships."""
        return self.work / "syntax-final"


def once(work: Path, name: str, action: Callable[[], None]) -> None:
    """Run ``action`` unless an earlier run finished it; remember that it is finished."""
    mark = work / f"{name}.done"
    if mark.exists():
        print(f"{name}: done already (remove {mark} to do it again)", flush=True)
        return
    print(f"{name}: begins", flush=True)
    work.mkdir(parents=True, exist_ok=True)
    action()
    mark.touch()


def _paths(places: Places) -> dict[str, Any]:
    files = {"paths.train": "syntax-train.spacy", "paths.dev": "syntax-dev.spacy"}
    return {key: str(places.work / file) for key, file in files.items()}


def train_syntax(places: Places) -> None:
    """Train tagger, morphologizer, lemmatizer and parser, first half."""
    fit(configured("syntax", _paths(places)), places.work / "syntax")


def finish(places: Places, seed: int) -> None:
    """Train to the end, from the best weights of the first half."""
    settings = {**_paths(places), "system.seed": seed}
    nlp = continued("syntax-finish", places.best, settings)
    fit(nlp, places.finished(seed).parent)


def merge_runs(places: Places) -> None:
    """Write the average of the finished runs."""
    first, *others = (spacy.load(places.finished(seed)) for seed in FINISH_SEEDS)
    average(first, others).to_disk(places.final)


def unpack_baseline(places: Places) -> Path | None:
    """Return the folder of the data pack's baseline pipeline, unpacked, or None."""
    archive = places.data / "baseline" / "en_baseline.tar.gz"
    folder = places.work / "baseline"
    if not archive.exists():
        return None
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "en_baseline"


def _write_scores(file: Path, scores: dict[str, Any]) -> None:
    file.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


def score_baseline(places: Places) -> None:
    """Measure the baseline by the same code."""
    folder = unpack_baseline(places)
    scores = evaluate(folder, places.data) if folder else {}
    _write_scores(places.work / "baseline-scores.json", scores)


def package(places: Places) -> None:
    """Write the pipeline, measure it as written, write it again with its scores, and the card."""
    write_package(places.final, places.data, places.out)
    scores = evaluate(places.out, places.data)
    size = write_package(places.final, places.data, places.out, scores)
    baseline = json.loads((places.work / "baseline-scores.json").read_text(encoding="utf-8"))
    _write_scores(HERE / "scores.json", {"en_sourcecheck": scores, "en_baseline": baseline})
    write_card(HERE / "MODEL_CARD.md", scores, baseline, size)
    print(show(scores), f"\n{places.out}: {size:.1f} MB", flush=True)


def run(places: Places) -> None:
    """Run all steps in their order."""
    once(places.work, "prepare", lambda: prepare_syntax(places.data, places.work))
    once(places.work, "syntax", lambda: train_syntax(places))
    for seed in FINISH_SEEDS:
        once(places.work, f"syntax-finish-{seed}", partial(finish, places, seed))
    once(places.work, "syntax-final", lambda: merge_runs(places))
    once(places.work, "baseline", lambda: score_baseline(places))
    package(places)
