"""Learn the weights of matching: how far each piece of evidence joins claims whose values fit.

    python -m training.match_weights ../shared/bench/crossdoc
    python -m training.match_weights ../shared/bench/crossdoc --jobs 2 --keep /tmp/match --write

The dossiers of the folder are extracted as the program does it, their candidate pairs get their
evidence and, from gold, what is right (`match_weights_data`). A logistic regression with signs and
priors (`match_weights_fit`) learns the weights. Printed is how well weights learned from the other
dossiers join the pairs of each: a dossier is scored by weights that have seen none of its
documents, rounded to a decimal as they ship.

With --write the weights learned from all dossiers go into `resources/match.toml`: `bias`, and
`weight` where a piece of evidence has a `prior`. Nothing else in the file changes. What excluding
values are worth (`rival`) stays as it is set by hand: docs/decisions/0011 says why.

With --keep the extraction stays in a folder and is used again: delete it when extraction changes.
The same code and dossiers give the same bytes, whatever --jobs is.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tomlkit
from numpy.typing import NDArray

from benchmarks import crossdoc
from sourcecheck import resources
from sourcecheck.engine import local
from training.match_weights_data import Judged, judged
from training.match_weights_fit import Terms, fit, terms

TABLE = resources.FOLDER / "match.toml"
#: Thresholds beside that of match.toml (log-odds), to see what another one would give.
BESIDE = (0.0, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Row:
    """The judged pairs of one or more dossiers, with scores by weights that saw none of them."""

    name: str
    scores: NDArray[np.float64]
    right: NDArray[np.bool_]
    excluding: int
    excluding_right: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print the table, and with --write change match.toml; 2 if there are no dossiers."""
    options = _options().parse_args(arguments)
    dossiers = sorted(path.parent for path in options.data.glob("*/gold.json"))
    scorer = options.data.resolve().parent / crossdoc.SCORER
    if not dossiers or not scorer.is_file():
        missing = crossdoc.SCORER if dossiers else "*/gold.json"
        print(f"{options.data}: {missing} not found", file=sys.stderr)
        return 2
    rules = tomlkit.parse(TABLE.read_text(encoding="utf-8")).unwrap()
    of = terms(rules)
    found = _judged(dossiers, scorer, of, options.jobs, options.keep)
    limits = sorted({float(rules["thresholds"]["link"]), *BESIDE})
    print(table(summed(list(left_out(found, of))), limits))
    weights = rounded(fit([(each.evidence, each.right) for each in found], of))
    learned = dict(zip(of.names, weights[:-1].tolist(), strict=True))
    print(changes(rules, learned, float(weights[-1])))
    if options.write:
        text = TABLE.read_text(encoding="utf-8")
        TABLE.write_text(written(text, learned, float(weights[-1])), encoding="utf-8")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.match_weights", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="folder of dossiers, with the scorer beside it")
    parser.add_argument("--write", action="store_true", help=f"put the weights into {TABLE.name}")
    parser.add_argument("--jobs", type=int, default=1, help="dossiers at a time")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the extraction, use it again"
    )
    return parser


def _judged(
    dossiers: Sequence[Path], scorer: Path, of: Terms, jobs: int, keep: Path | None
) -> list[Judged]:
    """The judged pairs of each dossier; ends the program if one cannot be worked on."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    work = functools.partial(judged, scorer=scorer, of=of, keep=keep)
    done = []
    for dossier, result in zip(
        dossiers, local.map_documents(work, dossiers, jobs=jobs), strict=True
    ):
        if isinstance(result, local.Failure):
            raise SystemExit(f"{dossier}: {result.reason}")
        done.append(result)
    return done


# ------------------------------------------------------------------ measuring


def left_out(found: Sequence[Judged], of: Terms) -> Iterator[Row]:
    """Each dossier, scored by weights learned from those that share no document with it."""
    for each in found:
        others = [other for other in found if other is not each and not other.texts & each.texts]
        weights = rounded(fit([(other.evidence, other.right) for other in others], of))
        sums = each.evidence @ weights[:-1] + each.given + weights[-1]
        # rounded, so that the order of a sum decides no threshold
        yield Row(each.name, np.round(sums, 6), each.right, each.excluding, each.excluding_right)


def rounded(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights as they ship: one decimal, no negative nought."""
    return np.asarray(np.round(weights, 1) + 0.0, dtype=np.float64)


def summed(rows: Sequence[Row]) -> list[Row]:
    """The rows, then their sum for each kind of dossier (ecb*, factbook*) and over all."""
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        kinds.setdefault(crossdoc.kind(row.name), []).append(row)
    sums = [_sum(name, members) for name, members in kinds.items() if len(members) > 1]
    return [*rows, *sums, *([_sum("all", rows)] if len(kinds) > 1 else [])]


def _sum(name: str, rows: Sequence[Row]) -> Row:
    return Row(
        name,
        np.concatenate([row.scores for row in rows]),
        np.concatenate([row.right for row in rows]),
        sum(row.excluding for row in rows),
        sum(row.excluding_right for row in rows),
    )


# ------------------------------------------------------------------ showing and writing


def table(rows: Sequence[Row], limits: Sequence[float]) -> str:
    """The rows as aligned text: pairs, then precision P and recall R in percent of the fitting
    pairs that are right, joined from each threshold on."""
    lines = [["left out", "fitting right/judged", "excluding right/judged"]]
    lines[0] += [heading for limit in limits for heading in (f"from {limit:g}: P", "R")]
    for row in rows:
        line = [
            row.name,
            f"{row.right.sum()}/{len(row.right)}",
            f"{row.excluding_right}/{row.excluding}",
        ]
        for limit in limits:
            joined = row.scores >= limit
            hits = int((joined & row.right).sum())
            line += [_percent(hits, int(joined.sum())), _percent(hits, int(row.right.sum()))]
        lines.append(line)
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if n else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def changes(rules: Mapping[str, Any], learned: Mapping[str, float], bias: float) -> str:
    """A line for each weight that is not as it stands in the table, or a line that says all are."""
    before = {name: rule.get("weight") for name, rule in rules["evidence"].items()}
    lines = [f"{name}: {before[name]} → {new}" for name, new in learned.items()
             if before[name] != new]  # fmt: skip
    if bias != rules["bias"]:
        lines.insert(0, f"bias: {rules['bias']} → {bias}")
    return "\n".join(lines) or "the weights are those of the table"


def written(text: str, learned: Mapping[str, float], bias: float) -> str:
    """The text of match.toml with these weights; comments, order and all other values stay."""
    document = tomlkit.parse(text)
    document["bias"] = bias
    evidence: Any = document["evidence"]
    for name, weight in learned.items():
        evidence[name]["weight"] = weight
    return tomlkit.dumps(document)


if __name__ == "__main__":
    sys.exit(main())
