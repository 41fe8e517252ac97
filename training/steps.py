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
from training.prepare_ner import prepare_ner
from training.prepare_syntax import prepare_syntax
from training.train import configured, continued, copy_tok2vec, fit

HERE = Path(__file__).parent
# The end of a training is run once for each seed, and the weights are averaged.
FINISH_SEEDS = {"syntax": (11, 12), "ner": (2, 3)}


@dataclass(frozen=True, slots=True)
class Places:
    """Where data is read, where work is kept and where the pipeline goes."""

    data: Path
    work: Path
    out: Path

    def best(self, name: str) -> Path:
        """Return the folder of the best checkpoint of a part ("syntax" or "ner"), first half."""
        return self.work / name / "model-best"

    def finished(self, name: str, seed: int) -> Path:
        """Return the folder of the last weights of one run of the end of a part."""
        return self.work / f"{name}-finish-{seed}" / "model-last"

    def final(self, name: str) -> Path:
        """Return the folder of a part as it ships."""
        return self.work / f"{name}-final"

    @property
    def gazetteer(self) -> Path:
        """Return the list of names."""
        return self.data / "gazetteer" / "names.jsonl.gz"


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


def prepare(places: Places) -> None:
    """Write the DocBins of both parts."""
    prepare_syntax(places.data, places.work)
    prepare_ner(places.data, places.work)


def _paths(places: Places, name: str) -> dict[str, Any]:
    work = places.work
    files = {"paths.train": f"{name}-train.spacy", "paths.dev": f"{name}-dev.spacy"}
    found = {key: str(work / file) for key, file in files.items()}
    return {**found, "paths.gazetteer": str(places.gazetteer)} if name == "ner" else found


def train_syntax(places: Places) -> None:
    """Train tagger, morphologizer, lemmatizer and parser, first half."""
    fit(configured("syntax", _paths(places, "syntax")), places.work / "syntax")


def train_ner(places: Places) -> None:
    """Train the NER, its tok2vec started from the one of the syntax part's first half."""
    nlp = configured("ner", _paths(places, "ner"))
    copy_tok2vec(spacy.load(places.best("syntax")), nlp)
    fit(nlp, places.work / "ner")


def finish(places: Places, name: str, seed: int) -> None:
    """Train a part to its end, from the best weights of its first half."""
    settings = {**_paths(places, name), "system.seed": seed}
    nlp = continued(f"{name}-finish", places.best(name), settings)
    fit(nlp, places.finished(name, seed).parent)


def merge_runs(places: Places, name: str) -> None:
    """Write the average of the finished runs of a part."""
    first, *others = (spacy.load(places.finished(name, s)) for s in FINISH_SEEDS[name])
    average(first, others).to_disk(places.final(name))


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
    syntax, ner = places.final("syntax"), places.final("ner")
    write_package(syntax, ner, places.data, places.out)
    scores = evaluate(places.out, places.data)
    size = write_package(syntax, ner, places.data, places.out, scores)
    baseline = json.loads((places.work / "baseline-scores.json").read_text(encoding="utf-8"))
    _write_scores(HERE / "scores.json", {"en_sourcecheck": scores, "en_baseline": baseline})
    write_card(HERE / "MODEL_CARD.md", scores, baseline, size)
    print(show(scores), f"\n{places.out}: {size:.1f} MB", flush=True)


def run(places: Places) -> None:
    """Run all steps in their order."""
    once(places.work, "prepare", lambda: prepare(places))
    once(places.work, "syntax", lambda: train_syntax(places))
    once(places.work, "ner", lambda: train_ner(places))
    for name, seeds in FINISH_SEEDS.items():
        for seed in seeds:
            once(places.work, f"{name}-finish-{seed}", partial(finish, places, name, seed))
        once(places.work, f"{name}-final", partial(merge_runs, places, name))
    once(places.work, "baseline", lambda: score_baseline(places))
    package(places)
