"""How many small faults in rules, vocabularies and weights the tests notice.

    python -m benchmarks.mutants                        60 mutants, each the tests of its stage
    python -m benchmarks.mutants --number 12 --seed 3 --jobs 4
    python -m benchmarks.mutants --only reconcile/group.py
    python -m benchmarks.mutants --function _contrasted        every fault within one function
    python -m benchmarks.mutants --then "-m quick"      those that live: further tests

A mutant is the package with one fault put in (DeMillo, Lipton and Sayward 1978): in a rule a
comparison turned round or moved by its limit, "and" for "or", a condition denied, two branches
swapped, a number one more or less, a result denied; in a vocabulary an entry left out, or swapped
with one of another list; in the weights a limit, or the leaves of a model, with the other sign.
Each is tested in a copy of the package until a test fails: first the tests that are named as its
file, then the folder of its stage, for a vocabulary those of the stages that read it. The same
seed gives the same mutants. Printed is what noticed each, and a table: the share that was noticed
by kind of fault, and each survivor with its file, line and change.
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
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pipeline" / "sourcecheck"
#: Folders of rules; the others move data, and a fault in them stops the program.
RULES = ("annotate", "claim", "checks", "reconcile", "normalise")
#: Of ten mutants so many are of rules, vocabularies and weights.
SHARES = {"rule": 7, "vocabulary": 2, "weight": 1}
#: Tables that say how things are printed or where they come from, not what the program knows.
_NO_VOCABULARY = frozenset({"manifest-head.toml", "formats.toml", "verdicts.toml"})
#: Seconds of CPU for the tests of one mutant, several times what they need: one that hangs is
#: noticed too, and a busy machine makes none look so.
LIMIT = 900


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: where it is and what it does, and the file that it is in with the fault."""

    kind: str
    path: Path
    line: int
    said: str
    text: str

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.path.relative_to(PACKAGE)}:{self.line}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print which mutants live and the share that was noticed; 1 if that is below the floor."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutants", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="so many at once")
    parser.add_argument("--only", default="", help="mutants of files whose path holds this")
    parser.add_argument("--function", default="", help="every fault within functions of this name")
    parser.add_argument("--then", default="", help="what pytest is given for those that live yet")
    parser.add_argument("--floor", type=float, default=90.0, help="share noticed, in percent")
    options = parser.parse_args(arguments)
    mutants = (
        within(options.function, options.only)
        if options.function
        else chosen(options.number, options.seed, options.only)
    )
    if not mutants:
        print(f"nothing to change in files like {options.only!r}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        run = partial(_in_a_copy, Path(folder), options.then.split())
        with ThreadPoolExecutor(options.jobs) as pool:
            noticed = []
            for mutant, by in zip(mutants, pool.map(run, mutants), strict=True):
                noticed.append(by)
                print(f"{by or 'LIVES':<60} {mutant.where}  {mutant.said}", flush=True)
    print("\n".join(["", *_table(mutants, noticed)]))
    return 0 if share(list(map(bool, noticed))) >= options.floor else 1


def _table(mutants: Sequence[Mutant], noticed: Sequence[str]) -> Iterator[str]:
    """The share noticed of each kind and of all, then the survivors."""
    of_all = Counter(mutant.kind for mutant in mutants)
    known = Counter(mutant.kind for mutant, by in zip(mutants, noticed, strict=True) if by)
    for kind in sorted(of_all):
        percent = 100 * known[kind] / of_all[kind]
        yield f"{kind:<12}{known[kind]:>4} of {of_all[kind]:>3} noticed {percent:>6.1f} %"
    found = list(map(bool, noticed))
    yield f"{'all':<12}{sum(found):>4} of {len(found):>3} noticed {share(found):>6.1f} %"
    for mutant, by in zip(mutants, noticed, strict=True):
        if not by:
            yield f"survivor: {mutant.where}  {mutant.said}"


def _in_a_copy(folder: Path, then: Sequence[str], mutant: Mutant) -> str:
    """What notices the mutant, in the copy of the package that this thread keeps."""
    copy = folder / str(threading.get_ident()) / "pipeline"
    if not copy.exists():
        shutil.copytree(ROOT / "pipeline", copy, symlinks=True)
    return killed_by(mutant, copy, then)


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
                line, said, text = draw.choice(places)()
                made.append(Mutant(kind, path, line, said, text))
    return made[:number]


def within(function: str, only: str = "") -> list[Mutant]:
    """Every mutant of the functions of this name, of files whose path holds `only`."""
    made = []
    for path in _of_rules():
        if only not in path.as_posix():
            continue
        text = path.read_text(encoding="utf-8")
        for place in _rule_places(text, function):
            line, said, changed = place()
            made.append(Mutant("rule", path, line, said, changed))
    return made


def killed_by(mutant: Mutant, copy: Path, tests: Sequence[str]) -> str:
    """The first test that fails with the mutant in the copy of the package; "" if none does."""
    target = copy / "sourcecheck" / mutant.path.relative_to(PACKAGE)
    before = target.read_text(encoding="utf-8")
    target.write_text(mutant.text, encoding="utf-8")
    try:
        for which in (*_first(mutant), list(tests)):
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
    folders = [ROOT / "tests" / stage for stage in _stages(mutant)]
    known = [str(folder.relative_to(ROOT)) for folder in folders if folder.is_dir()]
    first = [str(path.relative_to(ROOT)) for path in named]
    if known[:1] == ["tests/vocabulary"]:  # soonest of all
        return known[:1], [*first, *known[1:]]
    return first, known


def _stages(mutant: Mutant) -> list[str]:
    """The stage of a rule; those that read a vocabulary or weights, and the tests of entries."""
    stage = mutant.path.relative_to(PACKAGE).parts[0]
    if stage != "resources":
        return [stage]
    name = "properties" if mutant.path.parent.name == "properties" else mutant.path.stem
    called = (f'"{name}"', mutant.path.name)
    code = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    reading = [path for path, text in code.items() if any(word in text for word in called)]
    stages = sorted({path.relative_to(PACKAGE).parts[0] for path in reading})
    # what weights are worth shows in whole dossiers only
    return [*stages, "flow"] if mutant.kind == "weight" else ["vocabulary", *stages]


def _failed(copy: Path, which: Sequence[str]) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider",
               "-o", f"pythonpath={copy} .", *which]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    limited = ["sh", "-c", 'ulimit -t "$0" && exec "$@"', str(LIMIT), *command]
    ended = subprocess.run(
        limited, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode < 0:
        return "hangs"
    if ended.returncode in (0, 5):  # all passed, or no test was chosen
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", ended.stdout, re.MULTILINE)
    return failed[1] if failed else f"exit {ended.returncode}"


# --- where a fault can be put in -----------------------------------------------------------------

#: Makes the change: the line, what it is, and the text with it.
Place = Callable[[], tuple[int, str, str]]


def _of_rules() -> list[Path]:
    return [path for folder in RULES for path in sorted((PACKAGE / folder).rglob("*.py"))]


def _of_vocabularies() -> list[Path]:
    found = sorted((PACKAGE / "resources").rglob("*.toml"))
    return [p for p in found if p.name not in _NO_VOCABULARY and p.name != "match.toml"]


def _of_weights() -> list[Path]:
    return [PACKAGE / "resources" / name for name in ("match.toml", "matcher.json")]


_OTHER: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Lt: (">=", "<="), ast.LtE: (">", "<"), ast.Gt: ("<=", ">="), ast.GtE: ("<", ">"),
    ast.Eq: ("!=",), ast.NotEq: ("==",), ast.In: ("not in",), ast.NotIn: ("in",),
    ast.Is: ("is not",), ast.IsNot: ("is",),
}  # fmt: skip


def _rule_places(text: str, name: str = "") -> Iterator[Place]:
    """Comparisons, conjunctions, conditions, branches, numbers and results in the functions of a
    module, or in those of a name."""
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef) and name in ("", function.name):
            for node in ast.walk(function):
                yield from _faults(node, text)


def _faults(node: ast.AST, text: str) -> Iterator[Place]:
    def put(at: ast.expr, new: str) -> Place:
        return lambda: _put(text, at, new)

    source = _source_of(text)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OTHER:
        left, right = source(node.left), source(node.comparators[0])
        for other in _OTHER[type(node.ops[0])]:
            yield put(node, f"({left} {other} {right})")
    elif isinstance(node, ast.BoolOp):
        word = " or " if isinstance(node.op, ast.And) else " and "
        yield put(node, f"({word.join(f'({source(value)})' for value in node.values)})")
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield put(node.test, f"(not ({source(node.test)}))")
        if isinstance(node, ast.IfExp):
            parts = source(node.orelse), source(node.test), source(node.body)
            yield put(node, "(({}) if ({}) else ({}))".format(*parts))
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield put(node, str(node.value + 1))
        yield put(node, f"({node.value - 1})")
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Compare | ast.BoolOp):
        yield put(node.value, f"(not ({source(node.value)}))")


def _source_of(text: str) -> Callable[[ast.expr], str]:
    """The source of an expression of `text`."""
    return lambda node: ast.get_source_segment(text, node) or ""


def _put(text: str, at: ast.expr, new: str) -> tuple[int, str, str]:
    """`text` with an expression replaced; the words say where and by what."""
    lines = text.encode().splitlines(keepends=True)  # columns of ast count bytes
    start = sum(map(len, lines[: at.lineno - 1])) + at.col_offset
    last = at.end_lineno or at.lineno
    end = sum(map(len, lines[: last - 1])) + (at.end_col_offset or 0)
    whole = b"".join(lines)
    made = whole[:start] + new.encode() + whole[end:]
    old = " ".join((ast.get_source_segment(text, at) or "").split())
    return at.lineno, f"{old[:60]}  ->  {' '.join(new.split())[:60]}", made.decode()


_ENTRY = re.compile(r'"(?:[^"\\\n]|\\.)+",[ ]?')


def _entry_places(text: str) -> Iterator[Place]:
    """Entries of lists of words, each left out, and each swapped with one of the next list."""
    entries = []
    for match in _ENTRY.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if not text[line : match.start()].lstrip().startswith("#"):
            entries.append(match)
            yield partial(_spliced, text, match.span(), "", f"without {match[0].strip(', ')}")
    for one, other in pairwise(entries):
        if "[" in text[one.end() : other.start()]:  # the last of a list and the first of the next
            between = text[one.end() : other.start()]
            said = f"{one[0].strip(', ')} and {other[0].strip(', ')} swapped"
            place = one.start(), other.end()
            yield partial(_spliced, text, place, other[0] + between + one[0], said)


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


def _spliced(text: str, place: tuple[int, int], new: str, said: str) -> tuple[int, str, str]:
    """The line, `said`, and the text with other characters in a place."""
    line = text.count("\n", 0, place[0]) + 1
    return line, said, text[: place[0]] + new + text[place[1] :]


def _leaves(text: str, kind: str, name: str) -> tuple[int, str, str]:
    """The weights with all leaves of one model of the other sign."""
    weights = json.loads(text)
    for node in weights[kind][name]["nodes"]:
        if node[0] < 0:
            node[-1] = -node[-1]
    return 1, f"leaves of {kind}.{name} turned round", json.dumps(weights)


_PLACES: dict[str, Callable[[str], Iterator[Place]]] = {
    "rule": _rule_places,
    "vocabulary": _entry_places,
    "weight": _weight_places,
}


if __name__ == "__main__":
    sys.exit(main())
