"""How time and memory of reconciliation grow with the number of claims.

    python -m benchmarks.reconcile_scaling                           1,000 to 100,000 claims
    python -m benchmarks.reconcile_scaling --sizes 1000 10000
    python -m benchmarks.reconcile_scaling --sizes 5000 50000 --seed 7

The claims are made up in the proportions of real dossiers (`benchmarks.reconcile_corpus` says how);
no text is read. Each size runs in a process of its own. Printed are the CPU seconds of `reconcile`
alone, without the search for cycles of Python's own; the most memory the process ever held, the
tables of claims and names included; and how many times as long as the size before it took. Ten
times the claims may take `MOST_TIMES` times the time (other steps: see `allowed`), and
no size may hold more than `MOST_MEMORY`. Exit code 1 when one of the bounds is broken.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from benchmarks.reconcile_corpus import corpus
from sourcecheck.reconcile.build import reconcile
from sourcecheck.settings import Settings

#: Ten times the claims may take so many times the time (issue 4).
MOST_TIMES = 13.0
#: Bytes that a run may hold at most (issue 4).
MOST_MEMORY = 2_000_000_000
#: Below this time the start of the machinery is all that is measured, and a ratio says nothing.
LEAST_SECONDS = 0.5
SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One size: claims, CPU seconds, most memory in bytes, findings made and caps reached."""

    claims: int
    seconds: float
    memory: int
    findings: int
    caps: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the table; 1 if time or memory is above its bound."""
    options = _options().parse_args(arguments)
    print(
        f"{'claims':>8} {'seconds':>9} {'ms a claim':>10} {'memory MB':>9} {'findings':>8} "
        f"{'caps':>5} {'ratio':>6} {'allowed':>7}",
        flush=True,
    )
    rows: list[Row] = []
    broken = False
    for size in sorted(set(options.sizes)):
        rows.append(measured(size, options.seed))
        line, bad = _line(rows)
        broken |= bad
        print(line, flush=True)
    return int(broken)


def measured(size: int, seed: int) -> Row:
    """The row of this many claims, run in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(run, size, seed).result()


def run(size: int, seed: int) -> Row:
    """The same in this process, whose memory until now is counted too."""
    made = corpus(size, seed)
    gc.collect()
    gc.disable()
    start = time.process_time()
    result = reconcile(made.claims, made.names, made.published, Settings())
    seconds = time.process_time() - start
    gc.enable()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
    return Row(len(made.claims), seconds, memory, len(result.findings), len(result.caps))


#: Bytes in which the system counts the most memory held.
_UNIT = 1 if sys.platform == "darwin" else 1024


def allowed(times: float) -> float:
    """How many times the time so many times the claims may take: `MOST_TIMES` for ten."""
    return float(times ** math.log10(MOST_TIMES))


def _line(rows: Sequence[Row]) -> tuple[str, bool]:
    """The last row as a line of the table, and whether it breaks a bound."""
    row = rows[-1]
    bad = row.memory > MOST_MEMORY
    line = (
        f"{row.claims:8} {row.seconds:9.2f} {1000 * row.seconds / row.claims:10.3f} "
        f"{row.memory / 1e6:9.0f} {row.findings:8} {row.caps:5}"
    )
    if len(rows) > 1:
        before = rows[-2]
        ratio = row.seconds / max(before.seconds, 1e-6)
        most = allowed(row.claims / before.claims)
        line += f" {ratio:6.1f} {most:7.1f}"
        bad |= ratio > most and before.seconds >= LEAST_SECONDS
    return line + ("  above the limit" if bad else ""), bad


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reconcile_scaling", description=__doc__.partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=SIZES, metavar="N", help="numbers of claims"
    )
    parser.add_argument("--seed", type=int, default=4, help="which made-up claims")
    return parser


if __name__ == "__main__":
    sys.exit(main())
