"""Learn how likely two claims answer one question: the models of `resources/matcher.json`.

    python -m training.matcher ../shared/bench/everyday ../shared/bench/real --keep /tmp/matcher
    python -m training.matcher DIR... --encoder FOLDER --seen FILE --keep /tmp/matcher --write

Each DIR holds dossiers with `gold.json`. They are read as the program does it, their candidate
pairs
get their evidence (`reconcile.match.features`), and gold says of each what it is. Two models are
learned, each a sum of small trees (LightGBM; Ke et al. 2017): *question*, without the values, is
right where two claims answer one question; *relation*, with the values and with how a pair stands
among its like, is right where values that fit are said to agree in gold and values that exclude
each other to be in conflict. What the second asks of the first is the answer of a first model that
has not seen the dossier.

Printed is what models learned from the other dossiers give on each (cross-validation by dossier).
With --write the models learned from all go into `resources/matcher.json`; --folds DIR writes those
of each fold beside a list of the dossiers left out, for `benchmarks.crossdoc`.

--seen names a file with the dossiers, one a line, on which the encoder was trained: vectors of
dossiers that it has seen are too good, and teach the matcher to trust them too much, so they are
left out. What a first run with --keep has read with one encoder, a second takes as it is: so some
may be read by an encoder that has seen others. The same data give the same bytes.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import pickle
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import crossdoc
from sourcecheck import resources, run
from sourcecheck.annotate import build as annotate
from sourcecheck.read import dossier as read
from sourcecheck.reconcile import block, match
from sourcecheck.reconcile.entities import entities, entity_sets, leading
from sourcecheck.reconcile.match import event
from sourcecheck.reconcile.match.features import features
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.work import compared, revived
from sourcecheck.settings import Settings

MODELS = resources.FOLDER / "matcher.json"
FOLDS = 5
#: Trees of the two models, and what LightGBM is told; chosen by cross-validation.
ROUNDS = {"question": 120, "event": 80, "company": 60, "relation": 160}
OPTIONS = {
    "objective": "binary", "num_leaves": 12, "learning_rate": 0.08, "min_data_in_leaf": 25,
    "lambda_l2": 3.0, "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1,
    "verbose": -1, "num_threads": 2, "seed": 1, "deterministic": True, "force_row_wise": True,
    "max_bin": 63,
}  # fmt: skip
#: What pairs of values that exclude each other count beside those that fit: they are the harder.
EXCLUDING = 3.0
#: Two short texts, of which whoever tries the program gives it some, hold few pairs: each counts so
#: many times.
SHORT, KINDS_OF_SHORT = 2.0, ("short", "pairs")
#: Dossiers of many documents hold so many pairs that they would drown the others: together they
#: count no more than so many.
MOST_PAIRS = 6000.0
#: Each pair of a dossier of more pairs than this counts less, by the root of how many times more.
USUAL_PAIRS = 1500.0
#: Of pairs that are wrong, those beyond so many in a dossier are looked at every n-th only.
MOST_WRONG = 8_000


@dataclass
class Dossier:
    """The judged pairs of a dossier: evidence, and what gold says."""

    name: str
    kind: str  # the folder it came from
    table: Table
    pairs: pd.DataFrame
    columns: dict[str, NDArray[Any]]
    fits: NDArray[np.bool_]
    judged: NDArray[np.bool_]
    same: NDArray[np.bool_]  # one question, at one time and scope
    right: NDArray[np.bool_]  # what the finding would say is so
    texts: list[str]  # which event each text tells of, by its number
    couples: pd.DataFrame = field(default_factory=pd.DataFrame)  # of `event.couples`

    def learned_from(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The pairs that are learned from, and how much each counts.

        Of a dossier with very many, those that are wrong and not even of one property count less.
        """
        rows = np.flatnonzero(self.judged)
        asked = self.pairs["asked"].to_numpy()[rows]
        wrong = ~(self.right[rows] | self.same[rows] | asked)
        nth = max(1, int(wrong.sum()) // MOST_WRONG)
        chosen = ~wrong | (np.cumsum(wrong) % nth == 0)
        alone = min(1.0, MOST_PAIRS / max(1, int(wrong.sum())))
        large = min(1.0, float(np.sqrt(USUAL_PAIRS / max(1, len(rows)))))
        large *= SHORT if self.kind in KINDS_OF_SHORT else 1.0
        weight = np.where(wrong, alone * nth, 1.0) * np.where(self.fits[rows], 1.0, EXCLUDING)
        return rows[chosen], weight[chosen] * large


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print the tables, and write what was asked for; 2 if there are no dossiers."""
    options = _options().parse_args(arguments)
    folders = [path.parent for data in options.data for path in sorted(data.glob("*/gold.json"))]
    if not folders:
        print(f"{options.data[0]}: no */gold.json", file=sys.stderr)
        return 2
    seen = set(options.seen.read_text("utf-8").split()) if options.seen else set[str]()
    made: dict[str, Any] = {"models": ["vectors", "symbols"]}
    folds: list[dict[str, Any]] = [{"models": ["vectors", "symbols"]} for _ in range(FOLDS)]
    found = [
        _dossier(folder, options.encoder, options.keep)
        for folder in folders
        if origin(folder.name) not in seen
    ]
    if not found:
        print(f"{options.seen}: names all dossiers", file=sys.stderr)
        return 2
    for kind in ("vectors", "symbols"):
        # "symbols" are the same pairs less what vectors say; each kind adds columns of its own
        models = learned([replace(d, columns=dict(d.columns)) for d in found], kind)
        made[kind] = models.pop("all")
        for number, fold in enumerate(folds):
            fold[kind] = models[str(number)]
    if options.write:
        MODELS.write_text(_text(made), encoding="utf-8")
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for number, fold in enumerate(folds):
            (options.folds / f"{number}.json").write_text(_text(fold), encoding="utf-8")
            names = sorted(d.name for d in found if fold_of(d.name) == number)
            (options.folds / f"{number}.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.matcher", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, nargs="+", help="folders of dossiers with gold")
    parser.add_argument("--encoder", default="default", help="folder of the encoder of vectors")
    parser.add_argument("--seen", type=Path, help="file: dossiers the encoder was trained on")
    parser.add_argument("--keep", type=Path, help="keep what was read here, and use it again")
    parser.add_argument("--folds", type=Path, help="write the models of each fold here")
    parser.add_argument("--write", action="store_true", help="write resources/matcher.json")
    return parser


def origin(name: str) -> str:
    """The dossier of which one of this name is a short one (`training.shorten`), or itself."""
    return name.partition("--")[0]


def fold_of(name: str) -> int:
    """In which fold a dossier, and what was made of it, is left out."""
    name = origin(name)
    return int(hashlib.md5(("z" + name).encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


# ------------------------------------------------------------------ reading


def _dossier(folder: Path, encoder: str, keep: Path | None) -> Dossier:
    """The judged pairs of a folder, from the copy in `keep` where there is one."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return judged((folder.parent.name, folder.name), gold, *tables_of(folder, gold, encoder, keep))


def tables_of(
    folder: Path, gold: Mapping[str, Any], encoder: str, keep: Path | None
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """The CLAIMS and NAMES tables of a dossier and the declared date of each source, from the copy
    in `keep` where there is one."""
    kept = keep / f"{folder.parent.name}-{folder.name}.pickle" if keep else None
    if kept is not None and kept.is_file():
        made: tuple[Any, Any, Any] = pickle.loads(kept.read_bytes())  # of an earlier run of ours
        return made
    made = _read(folder, gold, encoder)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(made))
    return made


def _read(folder: Path, gold: Mapping[str, Any], encoder: str) -> tuple[Any, Any, Any]:
    """The CLAIMS and NAMES tables of a folder and its declared dates, as the program reads them."""
    settings = Settings(matching_encoder=encoder)
    with tempfile.TemporaryDirectory() as scratch:
        crossdoc.prepare(folder, gold["documents"], Path(scratch) / "sources")
        found = read.read(Path(scratch) / "sources", settings)
    nlp = _pipeline(settings)
    extracted = [run.extract(source, nlp) for source in found.sources]
    made = run._gathered(extracted)
    return made.claims, made.names, {source.id: run._published(source) for source in found.sources}


@functools.lru_cache(maxsize=1)
def _pipeline(settings: Settings) -> Any:
    return annotate.load(settings)


def judged(
    name: tuple[str, str],
    gold: Mapping[str, Any],
    claims: pd.DataFrame,
    names: pd.DataFrame,
    published: Any,
) -> Dossier:
    """The candidate pairs of a dossier with their evidence and what gold says of them.

    The ids of its sources are those of gold's documents.
    """
    who = entities(names)
    claims = claims[claims["kind"] != "name"]
    work = compared(revived(claims), who, names, claims)
    table = Table(
        work, entity_sets(names, who, published), published, leading(names, who, published)
    )
    pairs = block.candidates(work, related=functools.partial(match.related, table)).pairs
    columns = features(pairs, table)
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    columns |= match.among_vectors(columns, a, b, table)
    fits = np.asarray(columns["fits"], dtype=bool)
    relation = np.array(_relations(gold, work["claim"].tolist(), a, b), dtype="object")
    known = relation != ""
    agree = np.isin(relation, ["agree", "compatible"])
    conflict = relation == "conflict"
    right = np.where(fits, agree, conflict)
    kind, own = name
    told = {document["id"]: document.get("event", "") for document in gold["documents"]}
    texts = [told[source] for source in published]
    return Dossier(own, kind, table, pairs, columns, fits, known, agree | conflict, right, texts)


def _relations(gold: Mapping[str, Any], claims: Sequence[Any], a: Any, b: Any) -> list[str]:
    """What gold says of each pair: "" nothing, "none" that they answer different questions."""
    of_document: dict[str, list[Any]] = {}
    for mention in gold["mentions"]:
        of_document.setdefault(mention["doc"], []).append(mention)
    at = [mention_of(claim, of_document.get(claim.source, [])) for claim in claims]
    listed = {frozenset((pair["a"], pair["b"])): pair for pair in gold["pairs"]}
    found = []
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        x, y = at[one], at[other]
        if x is None or y is None or x["id"] == y["id"]:
            found.append("")
            continue
        pair = listed.get(frozenset((x["id"], y["id"])))
        if pair is not None:
            found.append("" if pair.get("borderline") else pair["relation"])
        else:
            grouped = x.get("group") is not None and x.get("group") == y.get("group")
            found.append("" if grouped else "none")
    return found


def mention_of(claim: Any, mentions: Sequence[Any]) -> Any:
    """The gold mention that a claim overlaps most; None if none."""

    def overlap(mention: Any) -> tuple[int, int]:
        inside = min(mention["end"], claim.span.end) - max(mention["start"], claim.span.start)
        sizes = mention["end"] - mention["start"] - claim.span.end + claim.span.start
        return inside, -abs(sizes)

    best = max(mentions, key=overlap, default=None)
    return best if best is not None and overlap(best)[0] > 0 else None


# ------------------------------------------------------------------ learning


def learned(found: Sequence[Dossier], kind: str) -> dict[str, Any]:
    """The models of all dossiers ("all") and of all but those of each fold; prints how well models
    do on dossiers that they have not seen."""
    asked = sorted(match.blind(list(found[0].columns)))
    if kind == "symbols":
        asked = [name for name in asked if not name.startswith("vector")]
    lessons = _lessons(found, asked, "question")
    question = {fold: _fit(lessons, "question", fold) for fold in (*range(FOLDS), None)}
    for dossier in found:
        model = question[fold_of(dossier.name)]
        columns = dossier.columns
        columns["question"] = np.round(_predict(model, asked, columns, dossier), 9)
        a, b = (dossier.pairs[side].to_numpy(dtype=np.int64) for side in "ab")
        columns |= match.among(columns, a, b, dossier.table)
        columns |= match.thirds(columns, dossier.pairs, dossier.table)
    events = _events(found)
    related = sorted(n for n in found[0].columns if kind != "symbols" or not n.startswith("vector"))
    lessons = _lessons(found, related, "relation")
    relation = {fold: _fit(lessons, "relation", fold) for fold in (*range(FOLDS), None)}
    scores = {d.name: _predict(relation[fold_of(d.name)], related, d.columns, d) for d in found}
    print(table(found, scores, kind), flush=True)
    return {
        "all" if fold is None else str(fold): {
            "question": plain(question[fold], asked), "relation": plain(relation[fold], related),
            **{step: plain(models[fold], names) for step, (models, names) in events.items()},
        }
        for fold in (*range(FOLDS), None)
    }  # fmt: skip


def _events(found: Sequence[Dossier]) -> dict[str, tuple[dict[int | None, Any], Sequence[str]]]:
    """The two models of couples of texts with what they ask; gives each dossier `one_event`."""
    for d in found:
        text = d.table.columns["text"]
        d.couples = event.couples(d.columns, text[d.pairs["a"]], text[d.pairs["b"]])
    given = {d.name: event.as_columns(d.couples) for d in found}
    made: dict[str, tuple[dict[int | None, Any], Sequence[str]]] = {}
    for step, names in (("event", event.EVIDENCE), ("company", (*event.EVIDENCE, *event.COMPANY))):
        lessons = []
        for d in found:
            if not all(d.texts):
                continue  # gold does not say which event they tell of
            one, other = (d.couples[side].to_numpy(dtype=np.int64) for side in ("one", "other"))
            same = np.array([d.texts[a] == d.texts[b] for a, b in zip(one, other, strict=True)])
            data = _matrix(given[d.name], names)
            lessons.append(Lesson(fold_of(d.name), data, same.astype(float), np.ones(len(same))))
        models = {fold: _fit(lessons, step, fold) for fold in (*range(FOLDS), None)}
        made[step] = models, names
        for d in found:
            odds = np.round(_predict(models[fold_of(d.name)], names, given[d.name], d), 9)
            if step == "event":
                given[d.name] = event.company(d.couples, odds)
            else:
                text = d.table.columns["text"]
                a, b = text[d.pairs["a"]], text[d.pairs["b"]]
                d.columns["one_event"] = event.of_pairs(d.couples, odds, a, b)
    return made


def _matrix(
    columns: Mapping[str, Any], names: Sequence[str], rows: Any = slice(None)
) -> NDArray[np.float32]:
    return np.stack([np.asarray(columns[name])[rows].astype(np.float32) for name in names], axis=1)


@dataclass
class Lesson:
    """What a model learns from one dossier."""

    fold: int
    data: NDArray[np.float32]
    right: NDArray[np.float64]
    weight: NDArray[np.float64]


def _lessons(found: Sequence[Dossier], names: Sequence[str], step: str) -> list[Lesson]:
    made = []
    for d in found:
        rows, weight = d.learned_from()
        right = (d.same if step == "question" else d.right)[rows].astype(float)
        made.append(Lesson(fold_of(d.name), _matrix(d.columns, names, rows), right, weight))
    return made


def _fit(lessons: Sequence[Lesson], step: str, fold: int | None) -> Any:
    """A model of the dossiers outside a fold."""
    import lightgbm

    used = [lesson for lesson in lessons if lesson.fold != fold]
    data, right, weight = (
        np.concatenate([getattr(lesson, part) for lesson in used])
        for part in ("data", "right", "weight")
    )
    return lightgbm.train(OPTIONS, lightgbm.Dataset(data, right, weight=weight), ROUNDS[step])


def _predict(model: Any, names: Sequence[str], columns: Mapping[str, Any], d: Dossier) -> Any:
    if not len(d.pairs):
        return np.zeros(0)
    return model.predict(_matrix(columns, names), raw_score=True, num_threads=1)


def plain(model: Any, names: Sequence[str]) -> dict[str, Any]:
    """A model as `reconcile.match.model.Trees` reads it; the mean of a branch is that of the leaves
    below it, by the pairs that reached them in training."""
    nodes: list[list[float]] = []
    roots: list[int] = []
    depth = 0

    def add(node: Mapping[str, Any], level: int) -> int:
        nonlocal depth
        depth = max(depth, level)
        at = len(nodes)
        nodes.append([])
        if "split_index" not in node:
            nodes[at] = [-1, 0, at, at, 0, round(node["leaf_value"], 6)]
            return at
        left = add(node["left_child"], level + 1)
        right = add(node["right_child"], level + 1)
        nodes[at] = [
            node["split_feature"], float(node["threshold"]), left, right,
            int(node["default_left"]), 0.0,
        ]  # fmt: skip
        sizes = [_size(node[side]) for side in ("left_child", "right_child")]
        mean = (nodes[left][5] * sizes[0] + nodes[right][5] * sizes[1]) / max(1, sum(sizes))
        nodes[at][5] = round(mean, 6)
        return at

    for tree in model.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"], 0))
    return {"columns": list(names), "start": 0.0, "roots": roots, "depth": depth, "nodes": nodes}


def _size(node: Mapping[str, Any]) -> int:
    return int(node.get("internal_count", node.get("leaf_count", 1)))


def _text(made: Mapping[str, Any]) -> str:
    """JSON with a line a model's field, so that a change can be read."""
    return json.dumps(made, separators=(",", ":")).replace('],"', '],\n"') + "\n"


# ------------------------------------------------------------------ showing


def table(found: Sequence[Dossier], scores: Mapping[str, Any], kind: str) -> str:
    """For each folder, of pairs of excluding and of fitting values: how many are right, average
    precision, and recall at a precision of 80, 60 and 40 %."""
    lines = [f"{kind}: pairs, right, average precision, recall at precision .8 .6 .4"]
    folders = list(dict.fromkeys(d.kind for d in found))
    for folder in (*folders, "all"):
        held = [d for d in found if folder in (d.kind, "all")]
        for excluding in (True, False):
            used = [d.judged & (d.fits != excluding) for d in held]
            right = np.concatenate([d.right[u] for d, u in zip(held, used, strict=True)])
            score = np.concatenate([scores[d.name][u] for d, u in zip(held, used, strict=True)])
            what = "excluding" if excluding else "fitting"
            lines.append(f"{folder:<10} {what:<10} {_line(right, score)}")
    return "\n".join(lines)


def _line(right: NDArray[np.bool_], score: NDArray[np.float64]) -> str:
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(right[order])
    precision = hits / np.arange(1, len(order) + 1)
    whole = max(1, int(right.sum()))
    shown = [100 * float((precision * right[order]).sum()) / whole]
    for least in (0.8, 0.6, 0.4):
        enough = np.flatnonzero(precision >= least)
        shown.append(100 * float(hits[enough[-1]]) / whole if len(enough) else 0.0)
    return f"{len(right):>8} {right.sum():>7}  " + "  ".join(f"{value:5.1f}" for value in shown)


if __name__ == "__main__":
    sys.exit(main())
