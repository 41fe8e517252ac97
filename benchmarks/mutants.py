"""How many small faults in rules, vocabularies and weights the tests notice.

    python -m benchmarks.mutants                        60 mutants, the quick tests
    python -m benchmarks.mutants --number 10 --seed 3
    python -m benchmarks.mutants --only reconcile/group.py
    python -m benchmarks.mutants --tests "tests/reconcile tests/flow"

A mutant is the package with one fault put in (DeMillo, Lipton and Sayward 1978): in a rule a
comparison turned round, "and" for "or", a condition denied, a number moved by one, a result
denied; in a vocabulary an entry left out; in the weights a limit, or the leaves of a model, with
the other sign. Each is tested in a copy of the package until a test fails: those named as its file,
then those of its stage, then those that were asked for. The same seed gives the same mutants.
Printed is what noticed each, and the share that was noticed.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pipeline" / "sourcecheck"
#: Folders of rules; the others move data, and a fault in them stops the program.
RULES = ("annotate", "claim", "checks", "reconcile", "normalise")
#: Of ten mutants so many are of rules, vocabularies and weights.
SHARES = {"rule": 7, "vocabulary": 2, "weight": 1}
#: Tables that say how things are printed or where they come from, not what the program knows.
_NO_VOCABULARY = frozenset({"manifest-head.toml", "formats.toml", "verdicts.toml"})
#: Seconds for the tests of one mutant; one that hangs is noticed too.
LIMIT = 600


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: its kind, the file it is in, what it does, and that file with the fault."""

    kind: str
    path: Path
    said: str
    text: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print which mutants live and the share that was noticed; 1 if that is below the floor."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutants", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="mutants of files whose path holds this")
    parser.add_argument("--tests", default="-m quick", help="what is given to pytest")
    parser.add_argument("--floor", type=float, default=90.0, help="share noticed, in percent")
    options = parser.parse_args(arguments)
    mutants = chosen(options.number, options.seed, options.only)
    if not mutants:
        print(f"nothing to change in files like {options.only!r}", file=sys.stderr)
        return 2
    noticed: dict[str, list[bool]] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pipeline"
        shutil.copytree(ROOT / "pipeline", copy, symlinks=True)
        for number, mutant in enumerate(mutants, 1):
            by = killed_by(mutant, copy, options.tests.split())
            noticed.setdefault(mutant.kind, []).append(bool(by))
            where = mutant.path.relative_to(PACKAGE)
            print(f"{number:>3}  {by or 'LIVES':<60} {where}: {mutant.said}", flush=True)
    print()
    everything = [found for kind in sorted(noticed) for found in noticed[kind]]
    for kind, found in [*sorted(noticed.items()), ("all", everything)]:
        print(f"{kind:<12}{sum(found):>4} of {len(found):>3} noticed {share(found):>6.1f} %")
    return 0 if share(everything) >= options.floor else 1


def share(found: Sequence[bool]) -> float:
    """The percentage that is true."""
    return 100 * sum(found) / len(found)


def chosen(number: int, seed: int, only: str = "") -> list[Mutant]:
    """So many mutants, by seed, of files whose path holds `only`."""
    draw = random.Random(seed)
    made: list[Mutant] = []
    makers = {"rule": _of_rules, "vocabulary": _of_vocabularies, "weight": _of_weights}
    for kind, maker in makers.items():
        files = [path for path in maker() if only in path.as_posix()]
        wanted = round(number * SHARES[kind] / sum(SHARES.values())) if not only else number
        sizes = [path.stat().st_size for path in files]
        for _ in range(wanted if files else 0):
            path = draw.choices(files, sizes)[0]
            places = list(_PLACES[kind](path.read_text(encoding="utf-8")))
            if places:
                said, text = draw.choice(places)()
                made.append(Mutant(kind, path, said, text))
    return made[:number]


def killed_by(mutant: Mutant, copy: Path, tests: Sequence[str]) -> str:
    """The first test that fails with the mutant in the copy of the package; "" if none does."""
    target = copy / "sourcecheck" / mutant.path.relative_to(PACKAGE)
    before = target.read_text(encoding="utf-8")
    target.write_text(mutant.text, encoding="utf-8")
    try:
        for which in (*_first(mutant), tests):
            if which and (by := _failed(copy, which)):
                return by
    finally:
        target.write_text(before, encoding="utf-8")
    return ""


def _first(mutant: Mutant) -> tuple[list[str], list[str]]:
    """The tests named as the file or its folder is, and those of its stage: they notice soonest."""
    names = {mutant.path.stem, mutant.path.parent.name}
    named = [p for p in sorted((ROOT / "tests").glob("*/test_*.py"))
             if names & set(re.findall(r"[a-z]+", p.stem))]  # fmt: skip
    stage = ROOT / "tests" / mutant.path.relative_to(PACKAGE).parts[0]
    folder = ["-m", "quick", str(stage.relative_to(ROOT))] if stage.is_dir() else []
    return [str(path.relative_to(ROOT)) for path in named], folder


def _failed(copy: Path, which: Sequence[str]) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider",
               "-o", f"pythonpath={copy} .", *which]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        return "out of time"
    if ended.returncode in (0, 5):  # all passed, or no test was chosen
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", ended.stdout, re.MULTILINE)
    return failed[1] if failed else f"exit {ended.returncode}"


# --- where a fault can be put in -----------------------------------------------------------------

#: Makes the change: what it is, and the text with it.
Place = Callable[[], tuple[str, str]]


def _of_rules() -> list[Path]:
    return [path for folder in RULES for path in sorted((PACKAGE / folder).rglob("*.py"))]


def _of_vocabularies() -> list[Path]:
    found = sorted((PACKAGE / "resources").rglob("*.toml"))
    return [p for p in found if p.name not in _NO_VOCABULARY and p.name != "match.toml"]


def _of_weights() -> list[Path]:
    return [PACKAGE / "resources" / name for name in ("match.toml", "matcher.json")]


_OTHER: dict[type[ast.AST], str] = {
    ast.Lt: ">=", ast.LtE: ">", ast.Gt: "<=", ast.GtE: "<", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


def _rule_places(text: str) -> Iterator[Place]:
    """Comparisons, conjunctions, conditions, numbers and results in the functions of a module."""
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                yield from _faults(node, text)


def _faults(node: ast.AST, text: str) -> Iterator[Place]:
    def put(at: ast.expr, new: str) -> Place:
        return lambda: _put(text, at, new)

    source = _source_of(text)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OTHER:
        left, right = source(node.left), source(node.comparators[0])
        yield put(node, f"({left} {_OTHER[type(node.ops[0])]} {right})")
    elif isinstance(node, ast.BoolOp):
        word = " or " if isinstance(node.op, ast.And) else " and "
        yield put(node, f"({word.join(f'({source(value)})' for value in node.values)})")
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield put(node.test, f"(not ({source(node.test)}))")
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield put(node, str(node.value + 1))
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Compare | ast.BoolOp):
        yield put(node.value, f"(not ({source(node.value)}))")


def _source_of(text: str) -> Callable[[ast.expr], str]:
    """The source of an expression of `text`."""
    return lambda node: ast.get_source_segment(text, node) or ""


def _put(text: str, at: ast.expr, new: str) -> tuple[str, str]:
    """`text` with an expression replaced; the words say where and by what."""
    lines = text.encode().splitlines(keepends=True)  # columns of ast count bytes
    start = sum(map(len, lines[: at.lineno - 1])) + at.col_offset
    last = at.end_lineno or at.lineno
    end = sum(map(len, lines[: last - 1])) + (at.end_col_offset or 0)
    whole = b"".join(lines)
    made = whole[:start] + new.encode() + whole[end:]
    return f"line {at.lineno}: {' '.join(new.split())[:70]}", made.decode()


_ENTRY = re.compile(r'"(?:[^"\\\n]|\\.)+",[ ]?')


def _entry_places(text: str) -> Iterator[Place]:
    """Entries of lists of words, each left out."""
    for match in _ENTRY.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if not text[line : match.start()].lstrip().startswith("#"):
            said = f"without {match[0].strip(', ')}"
            yield partial(_spliced, text, match.span(), "", said)


_LIMIT = re.compile(r"^(\w+ = )(-?)(\d[\d.]*)$", re.MULTILINE)


def _weight_places(text: str) -> Iterator[Place]:
    """Limits of a table, each doubled or with the other sign; leaves of trees likewise."""
    if text.lstrip().startswith("{"):
        weights = json.loads(text)
        for kind in weights["models"]:
            for name in weights[kind]:
                yield partial(_leaves, text, kind, name)
        return
    for match in _LIMIT.finditer(text):
        other = match[1] + ("" if match[2] else "-") + match[3]
        if float(match[3]):
            yield partial(_spliced, text, match.span(), other, other)


def _spliced(text: str, place: tuple[int, int], new: str, said: str) -> tuple[str, str]:
    """`said`, and the text with other characters in a place."""
    return said, text[: place[0]] + new + text[place[1] :]


def _leaves(text: str, kind: str, name: str) -> tuple[str, str]:
    """The weights with all leaves of one model of the other sign."""
    weights = json.loads(text)
    for node in weights[kind][name]["nodes"]:
        if node[0] < 0:
            node[-1] = -node[-1]
    return f"leaves of {kind}.{name} turned round", json.dumps(weights)


_PLACES: dict[str, Callable[[str], Iterator[Place]]] = {
    "rule": _rule_places,
    "vocabulary": _entry_places,
    "weight": _weight_places,
}


if __name__ == "__main__":
    sys.exit(main())
