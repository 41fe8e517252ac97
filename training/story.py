"""Learn how likely two texts tell one story: `[story]` of match.toml.

    python -m training.story ../shared/bench/crossdoc
    python -m training.story ../shared/bench/crossdoc --keep /tmp/match --write

Of each dossier whose gold says which event a document is about, every couple of documents is a
case: right when both are about one event. The evidence is that of `match.event.same_event`; the
regression is that of `logistic`. Printed is, for each dossier, how well
the weights learned from the other dossiers tell its couples apart.

With --write the weights learned from all of them go into match.toml, and nothing else changes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tomlkit
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.reconcile.entities import entities, entity_sets
from sourcecheck.reconcile.match.event import same_event
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.work import work
from training.logistic import Floats, Terms, fit
from training.matcher import tables_of

TABLE = resources.FOLDER / "match.toml"
#: What a reader would give each piece before any dossier (log-odds).
PRIOR: Mapping[str, float] = {"story_alike": 1.0, "story_shared": 3.0, "opening_alike": 6.0}
BIAS = -4.0

Sample = tuple[Floats, NDArray[np.bool_]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print the table, and with --write change match.toml; 2 if no gold names events."""
    options = _options().parse_args(arguments)
    samples = {
        path.parent.name: sample
        for path in sorted(options.data.glob("*/gold.json"))
        if (sample := couples(path.parent, options.keep)) is not None
    }
    if not samples:
        print(f"{options.data}: no gold.json names the events of its documents", file=sys.stderr)
        return 2
    print(table(samples))
    weights = np.round(fit(list(samples.values()), _terms()), 1) + 0.0
    learned = dict(zip((*PRIOR, "bias"), weights.tolist(), strict=True))
    print("  ".join(f"{name} {weight}" for name, weight in learned.items()))
    if options.write:
        TABLE.write_text(written(TABLE.read_text(encoding="utf-8"), learned), encoding="utf-8")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.story", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="folder of dossiers, with the scorer beside it")
    parser.add_argument("--write", action="store_true", help=f"put the weights into {TABLE.name}")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the extraction, use it again"
    )
    return parser


def couples(dossier: Path, keep: Path | None) -> Sample | None:
    """The evidence of all couples of documents (a row a couple, a column a name of `PRIOR`) and
    which tell of one event; None where gold does not say."""
    gold = json.loads((dossier / "gold.json").read_text(encoding="utf-8"))
    events = {document["id"]: document.get("event", "") for document in gold["documents"]}
    if not all(events.values()) or len(set(events.values())) == 1:
        return None
    claims, names, published = tables_of(dossier, gold, "", keep)
    ids = sorted(published)
    who = entities(names)
    columns_of = Table(work(claims, who, names), entity_sets(names, who, ids))
    a, b = np.triu_indices(len(ids), 1)
    columns = same_event(columns_of, a, b)
    about = np.array([events[id] for id in ids])
    return np.column_stack([columns[name] for name in PRIOR]), about[a] == about[b]


def _terms() -> Terms:
    prior = np.array([*PRIOR.values(), BIAS])
    low = np.array([*(0.0 for _ in PRIOR), -np.inf])
    return Terms(tuple(PRIOR), prior, low, np.full(len(prior), np.inf), {})


def table(samples: Mapping[str, Sample]) -> str:
    """A line a dossier: couples right of all, and precision and recall in percent of those that
    weights learned from the other dossiers hold for more likely than not."""
    lines = [f"{'left out':<20} {'right/all':>9} {'P':>6} {'R':>6}"]
    hits = held = true = 0
    for name, (rows, right) in samples.items():
        weights = fit([other for key, other in samples.items() if key != name], _terms())
        likely = rows @ weights[:-1] + weights[-1] > 0
        found = int((likely & right).sum())
        lines.append(_line(name, right, found, int(likely.sum())))
        hits, held, true = hits + found, held + int(likely.sum()), true + int(right.sum())
    lines.append(f"{'all':<20} {'':>9} {100 * hits / max(held, 1):6.1f} {100 * hits / true:6.1f}")
    return "\n".join(lines)


def _line(name: str, right: NDArray[np.bool_], found: int, held: int) -> str:
    true = int(right.sum())
    share = f"{true}/{len(right)}"
    return f"{name:<20} {share:>9} {100 * found / max(held, 1):6.1f} {100 * found / true:6.1f}"


def written(text: str, learned: Mapping[str, float]) -> str:
    """The text of match.toml with these weights; comments, order and all other values stay."""
    document: Any = tomlkit.parse(text)
    for name, weight in learned.items():
        document["story"][name] = weight
    return tomlkit.dumps(document)


if __name__ == "__main__":
    sys.exit(main())
