"""How well the program reconciles: its reports on the dossiers of a folder, scored against gold.

    python -m benchmarks.crossdoc ../shared/bench/crossdoc
    python -m benchmarks.crossdoc ../shared/bench/crossdoc --only ecb14 factbook-2008 --jobs 2
    python -m benchmarks.crossdoc ../shared/bench/crossdoc --keep /tmp/crossdoc

A dossier is a folder with `gold.json` and the documents it names. The program gets copies of the
documents and a manifest with what a reader of them knows: each one's id, and when it was published
where gold says that the article itself states it. It never sees gold. Its report is turned into
the scorer's form (`benchmarks.crossdoc_form` says how) and scored by `score_crossdoc.py`, which
lies beside the data folder; what is counted is described there.

A second table counts by finding, by group and by pair (`benchmarks.findings`), and a third holds
what
findings say of their confidence against what is so. With --folds DIR (of `training.matcher`) each
dossier is matched by the weights that were learned without it, and with --encoder FOLDER by another
encoder: the numbers on development dossiers mean nothing otherwise.

With --keep the sources, the report and the predictions stay in a folder, so that the scorer can be
asked for more: `score_crossdoc.py --pred-dir DIR --list DOSSIER`.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import itertools
import json
import multiprocessing
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import tomlkit

from benchmarks import findings
from benchmarks.crossdoc_form import predictions

SCORER = "score_crossdoc.py"
#: Heading, and the scorer's metric shown as a percentage.
PERCENTAGES = (
    ("mentions found", "mention_recall"),
    ("conflict P", "conflict_precision"),
    ("R", "conflict_recall"),
    ("by group P", "conflict_group_precision"),
    ("R", "conflict_group_recall"),
    ("corrob. P", "corroboration_precision"),
    ("R", "corroboration_recall"),
)
#: Causes of a false conflict, and the relations of the scorer's counts that they gather.
CAUSES = (
    ("other fact", ("different_fact",)),
    ("other time", ("different_time",)),
    ("fits", ("agree", "compatible")),
    ("hard neg.", ("not_comparable",)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the scorer's counts for a dossier, or their sum over several."""

    name: str
    counts: Counter[str]
    seconds: float
    not_read: tuple[str, ...] = ()  # documents that the report leaves out, with reasons
    by_finding: Counter[str] = field(default_factory=Counter)
    said: tuple[findings.Said, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run over the dossiers and print the table; 2 if there is nothing to run over."""
    options = _options().parse_args(arguments)
    found = sorted(path.parent for path in options.data.glob("*/gold.json"))
    dossiers = [d for d in found if not options.only or d.name in options.only]
    scorer = options.data.resolve().parent / SCORER
    unknown = sorted(set(options.only or ()) - {d.name for d in found})
    if not dossiers or unknown or not scorer.is_file():
        missing = ", ".join(unknown) or (SCORER if dossiers else "*/gold.json")
        there = ", ".join(d.name for d in found) or "none"
        print(f"{options.data}: {missing} not found; dossiers there: {there}", file=sys.stderr)
        return 2
    rows = []
    settings = {"encoder": options.encoder, "folds": options.folds}
    for row in measure(dossiers, scorer, options.jobs, options.keep, settings):
        print(f"{row.name}: {row.seconds:.0f} s", *row.not_read, sep="\n  not read: ",
              file=sys.stderr, flush=True)  # fmt: skip
        rows.append(row)
    rows = summed(rows)
    metrics = load(scorer).metrics
    if options.json:
        print(as_json(rows, metrics))
        return 0
    print(table(rows, metrics), "", sep="\n")
    print(*(findings.line(row.name, row.by_finding) for row in rows), "", sep="\n")
    print(findings.reliability(rows[-1].said))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.crossdoc", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="folder of dossiers, with the scorer beside it")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these dossiers only")
    parser.add_argument("--jobs", type=int, default=1, help="dossiers at a time")
    parser.add_argument("--json", action="store_true", help="all counts and metrics as JSON")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep reports and predictions")
    parser.add_argument("--folds", type=Path, metavar="DIR", help="weights of training.matcher")
    parser.add_argument("--encoder", default="default", help="folder of another encoder")
    return parser


# ------------------------------------------------------------------ measuring


def measure(
    dossiers: Sequence[Path],
    scorer: Path,
    jobs: int = 1,
    keep: Path | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Iterator[Row]:
    """A row for each dossier, in their order, as they are done; `settings` are encoder and
    folds."""
    work = functools.partial(run, scorer=scorer, keep=keep, **(settings or {}))
    if jobs <= 1:
        yield from map(work, dossiers)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        yield from pool.map(work, dossiers)


def weights_of(dossier: str, folds: Path | None) -> str:
    """The weights that were learned without a dossier; "default" without folds.

    Raises FileNotFoundError when no fold leaves it out.
    """
    if folds is None:
        return "default"
    for names in sorted(folds.glob("*.txt")):
        if dossier in names.read_text(encoding="utf-8").split():
            return str(names.with_suffix(".json"))
    raise FileNotFoundError(f"{folds}: no fold leaves {dossier} out")


def run(
    dossier: Path,
    *,
    scorer: Path,
    keep: Path | None = None,
    encoder: str = "default",
    folds: Path | None = None,
) -> Row:
    """Check one dossier and score the report; the seconds are those of the check alone.

    A check that fails has found nothing: its dossier counts as one big miss, and is named.
    """
    import sourcecheck
    from sourcecheck.errors import SourcecheckError
    from sourcecheck.settings import Settings

    gold = json.loads((dossier / "gold.json").read_text(encoding="utf-8"))
    settings = Settings(matching_encoder=encoder, matching_weights=weights_of(dossier.name, folds))
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) if keep is None else keep / dossier.name
        sources = place / "sources"
        prepare(dossier, gold["documents"], sources)
        begun = time.perf_counter()
        try:
            report = sourcecheck.check(sources, settings=settings).data
        except SourcecheckError as error:
            report = {"claims": [], "findings": [], "limits": {"not_read": []}}
            left_out = [f"all of it: {error}"]
        else:
            left_out = [f"{f['path']}: {f['reason']}" for f in report["limits"]["not_read"]]
        seconds = time.perf_counter() - begun
    predicted = predictions(report)
    if keep is not None:
        _write(place / "report.json", report)
        _write(keep / f"{dossier.name}.json", predicted)
    rules = load(scorer)
    counts, _ = rules.score(rules.Gold(gold, name=dossier.name), predicted)
    counted = findings.Counted(gold, report)
    return Row(
        dossier.name, Counter(counts), seconds, tuple(left_out), counted.counts, tuple(counted.said)
    )


def prepare(dossier: Path, documents: Iterable[Mapping[str, Any]], sources: Path) -> None:
    """A sources folder with copies of the documents and a manifest of their ids and dates.

    Of gold's entry on a document only `id`, `file` and `published` are used: the title of an
    article is not stated there, and `as_of` and `event` are the annotator's knowledge.
    """
    sources.mkdir(parents=True, exist_ok=True)
    entries = []
    for document in documents:
        file = Path(document["file"])
        shutil.copyfile(dossier / file, sources / file.name)
        entry = {"file": file.name, "id": document["id"]}
        if document.get("published"):
            entry["published"] = document["published"]
        entries.append(entry)
    manifest = tomlkit.dumps({"source": entries})
    (sources / "manifest.toml").write_text(manifest, encoding="utf-8")


@functools.cache
def load(scorer: Path) -> ModuleType:
    """The scorer, as a module."""
    spec = importlib.util.spec_from_file_location(scorer.stem, scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# ------------------------------------------------------------------ showing


def summed(rows: Sequence[Row]) -> list[Row]:
    """The rows, then their sum for each kind of dossier (ecb*, factbook*) and over all."""
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        kinds.setdefault(kind(row.name), []).append(row)
    sums = [_sum(name, members) for name, members in kinds.items() if len(members) > 1]
    return [*rows, *sums, *([_sum("all", rows)] if len(kinds) > 1 else [])]


def kind(name: str) -> str:
    """The kind of a dossier, by its name up to the first digit or dash: "ecb*"."""
    return f"{re.split(r'[-0-9]', name, maxsplit=1)[0]}*"


def _sum(name: str, rows: Sequence[Row]) -> Row:
    total, by_finding = Counter[str](), Counter[str]()
    for row in rows:
        total.update(row.counts)
        by_finding.update(row.by_finding)
    said = tuple(itertools.chain.from_iterable(row.said for row in rows))
    return Row(name, total, sum(row.seconds for row in rows), (), by_finding, said)


def table(rows: Sequence[Row], metrics: Any) -> str:
    """The rows as aligned text: percentages, then counts. P is precision, R recall."""
    head = [
        "dossier", *(heading for heading, _ in PERCENTAGES), "conflicts right/made/gold",
        "hard neg. linked", f"false: {'/'.join(cause for cause, _ in CAUSES)}", "seconds",
    ]  # fmt: skip
    lines = [head]
    for row in rows:
        c, m = row.counts, metrics(row.counts)
        false = (sum(c[f"false_conflict:{r}"] for r in relations) for _, relations in CAUSES)
        lines.append([
            row.name,
            *("-" if m[key] is None else f"{100 * m[key]:.1f}" for _, key in PERCENTAGES),
            f"{c['conf_tp']}/{c['conf_pred']}/{c['conf_gold']}",
            f"{c['hard_linked']}/{c['hard']}",
            "/".join(map(str, false)),
            f"{row.seconds:.1f}",
        ])  # fmt: skip
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if n else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def as_json(rows: Sequence[Row], metrics: Any) -> str:
    """All counts and metrics of the scorer by row name, with the seconds."""
    return json.dumps(
        {
            row.name: {
                "counts": dict(sorted(row.counts.items())),
                "metrics": metrics(row.counts),
                "seconds": round(row.seconds, 1),
            }
            for row in rows
        },
        indent=1,
    )


if __name__ == "__main__":
    sys.exit(main())
