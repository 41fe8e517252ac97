"""How well the pipeline extracts figures and dates: its mentions, scored against gold.

    python -m benchmarks.extraction ../shared/bench/extraction
    python -m benchmarks.extraction ../shared/bench/extraction --suite measeval quantulum3
    python -m benchmarks.extraction ../shared/bench/extraction --errors /tmp/errors.jsonl

The folder holds `dev/SUITE.jsonl.gz`, one text a line with its gold mentions, and the scorer
`score_extraction.py`, which says what is counted. The whole pipeline runs over the texts, and its
mentions take the form of `sourcecheck annotate --jsonl`. Beside our figures stand those of other
libraries, and what a release must reach (`peers.toml`); a peer's figure in brackets is of its own
test suite. Rows below their floor are marked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.crossdoc import load as load_scorer

if TYPE_CHECKING:
    from spacy.language import Language

SCORER = "score_extraction.py"
PEERS = Path(__file__).with_name("peers.toml")
HEDGES = "all hedges"


@dataclass(frozen=True, slots=True)
class Row:
    """One suite: the scorer's summary, and what it was summed up from."""

    name: str
    counts: Counter[str]
    summary: Mapping[str, float | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run over the suites and print the table; 2 if there is nothing to run over."""
    options = _options().parse_args(arguments)
    found = {file.name.partition(".")[0]: file for file in _files(options.data)}
    wanted = options.suite or list(found)
    unknown = [name for name in wanted if name not in found]
    scorer = options.data / SCORER
    if unknown or not found or not scorer.is_file():
        missing = ", ".join(unknown) or (SCORER if found else "dev/*.jsonl.gz")
        there = ", ".join(found) or "none"
        print(f"{options.data}: {missing} not found; suites there: {there}", file=sys.stderr)
        return 2
    errors: list[dict[str, Any]] = []
    rows = measure({name: found[name] for name in wanted}, load_scorer(scorer), errors)
    peers = tomllib.loads(PEERS.read_text(encoding="utf-8"))
    if options.errors:
        lines = (json.dumps(error, ensure_ascii=False) + "\n" for error in errors)
        options.errors.write_text("".join(lines), encoding="utf-8")
    print(as_json(rows) if options.json else table(rows, peers))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="folder with the scorer and dev/*.jsonl.gz")
    parser.add_argument("--suite", nargs="+", metavar="NAME", help="these suites only")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write every miss, as JSONL")
    parser.add_argument("--json", action="store_true", help="the scorer's summaries as JSON")
    return parser


def _files(data: Path) -> list[Path]:
    return sorted((data / "dev").glob("*.jsonl.gz"))


# ------------------------------------------------------------------ measuring


def measure(suites: Mapping[str, Path], scorer: Any, errors: list[dict[str, Any]]) -> list[Row]:
    """A row for each suite; what went wrong is added to `errors`, with the text it stands in."""
    from sourcecheck.annotate import build
    from sourcecheck.settings import Settings

    nlp = build.load(Settings())
    rows = []
    for name, file in suites.items():
        gold = list(_records(file))
        counts = scorer.new_counts()
        kinds = _Kinds()
        wrong: list[dict[str, Any]] = []
        for record, predicted in zip(gold, predictions(nlp, gold), strict=True):
            scorer.score_doc(record, predicted, counts, kinds, wrong)
        texts = {record["id"]: record["text"] for record in gold}
        errors += [{**error, "in": texts[error["id"]]} for error in wrong]
        rows.append(Row(name, counts, scorer.summary(counts)))
    return rows


class _Kinds(dict[str, Counter[str]]):
    """The scorer's counts by kind of mention."""

    def __missing__(self, key: str) -> Counter[str]:
        return self.setdefault(key, Counter())


def predictions(nlp: Language, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`{"id", "mentions"}` of each record's text, in order."""
    from sourcecheck.annotate import build, gold

    asked = ((r["text"], r["reference_date"] or "", r["id"]) for r in records)
    try:
        found = build.annotate_many(nlp, asked)
        return [{"id": name, "mentions": gold.lines(doc)} for doc, name in found]
    except Exception:  # some text cannot be annotated: the others count nonetheless
        return [_one_by_one(nlp, record) for record in records]


def _one_by_one(nlp: Language, record: Mapping[str, Any]) -> dict[str, Any]:
    """As `predictions`; a text whose annotation fails has no mentions, and is named."""
    from sourcecheck.annotate import build, gold

    try:
        doc = build.annotate_text(
            nlp, record["text"], reference_date=record["reference_date"] or ""
        )
        return {"id": record["id"], "mentions": gold.lines(doc)}
    except Exception as error:
        print(f"{record['id']}: not annotated: {error!r}", file=sys.stderr)
        return {"id": record["id"], "mentions": []}


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# ------------------------------------------------------------------ showing


def table(rows: Sequence[Row], peers: Mapping[str, Any]) -> str:
    """The rows as aligned text, with peers, floor and aim; percentages, "-" for none."""
    names = peers["peers"]
    lines = [["suite", "texts", "relaxed F1", "value F1", "hedges", *names, "floor", "aim", ""]]
    for row in rows:
        known, ours = peers["suite"].get(row.name, {}), row.summary["value_f1"]
        lines.append([
            row.name,
            str(row.counts["docs"]),
            *(_percent(row.summary[key]) for key in ("relaxed_f1", "value_f1", "hedge_acc")),
            *(_peer(known, name) for name in names),
            *_set(known, ours),
        ])  # fmt: skip
    asked = sum(row.counts["hedge_gold"] for row in rows)
    if asked:
        right = sum(row.counts["hedge_ok"] for row in rows) / asked
        texts = str(sum(row.counts["docs"] for row in rows))
        blank = ["-"] * len(names)
        lines.append(
            [HEDGES, texts, "-", "-", _percent(right), *blank, *_set(peers["hedges"], right)]
        )
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _peer(known: Mapping[str, Any], name: str) -> str:
    if name not in known:
        return "-"
    return f"[{known[name]:.1f}]" if name in known.get("in_sample", ()) else f"{known[name]:.1f}"


def _set(known: Mapping[str, Any], ours: float | None) -> tuple[str, str, str]:
    """Floor, aim, and what to say of our figure."""
    if "floor" not in known:
        return "-", "-", ""
    mark = "below floor" if ours is not None and 100 * ours < known["floor"] else ""
    return f"{known['floor']}", f"{known['aim']}", mark


def as_json(rows: Sequence[Row]) -> str:
    """The scorer's summary by suite."""
    return json.dumps({row.name: dict(row.summary) for row in rows}, indent=1)


if __name__ == "__main__":
    sys.exit(main())
