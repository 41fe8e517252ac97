"""What this repository has in common with texts that it must not be shaped by: runs of words.

    python -m benchmarks.leaks ../shared/bench sources

The folders hold benchmarks: `*.txt` in a folder `docs` or in a folder given, and the texts of
`*.jsonl` and `*.jsonl.gz`. A run is 4 or 6 words in a row, without case and punctuation, of which
MEANT or more mean something: function words do not, nor do those of numbers, units and calendars,
and a number in digits is a number, whichever. A run of ours that stands in one of their texts too
is a leak: code, vocabulary and tests are in our own words or they have been written from a
benchmark. What is printed is where it stands here, where there, and the words, overlapping runs in
one. Exit status 0: there is none. 1: there are some. 2: there is nothing to look at.

The dossiers of a folder `everyday` are invented by us: they may be our tests, and nothing else.

`leaks_allowed.txt` lists turns of ordinary English that stand in both by chance. Runs are looked up
in a set: the time grows with the length of the texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ALLOWED = Path(__file__).with_name("leaks_allowed.txt")
#: How many words in a row are looked for: 6 where measures stand between those that mean something.
RUNS = (4, 6)
#: How many of them must mean something.
MEANT = 2

#: What we write, as patterns under the root, and the parts of it that are made by a program.
OURS = (
    "*.md", "benchmarks/*", "docs/**/*", "pipeline/**/*", "schemas/**/*", "tests/**/*",
    "training/**/*.py", "training/**/*.md",
)  # fmt: skip
WRITTEN = frozenset(
    {".py", ".toml", ".md", ".txt", ".json", ".jsonl", ".j2", ".html", ".js", ".css", ".csv"}
)
MADE = (
    "pipeline/sourcecheck/resources/en_sourcecheck",
    "pipeline/sourcecheck/resources/encoder",
    "pipeline/sourcecheck/resources/matcher.json",
    "pipeline/sourcecheck/resources/currencies.toml",
    "pipeline/sourcecheck/resources/territories.toml",
    "benchmarks/leaks_allowed.txt",
)

#: The folder of dossiers of our own, and what of this repository may use them.
OWN = "everyday"
TESTS = "tests"

NUMBER = "#"
#: A word, or a number with its separators and whatever is written on to it ("1,200", "1990s").
_WORD = re.compile(r"(?P<number>\d[\d.,]*[^\W_]*)|[^\W_]+")

#: The commonest words that only hold a sentence together, with the ends of "don't" and "it's".
FUNCTION_WORDS = """
    a about above across after again against all almost along already also although always am among
    an and another any are around as at away back be because been before behind being below between
    both but by can could d did do does done down during each either else ever every few for from
    had has have having he her here hers him his how i if in into is it its itself just least less
    ll many may me might more most much must my near neither never no nor not now of off often on
    once one only or other our out over own per quite rather re s same shall she should since so
    some still such t than that the their them then there these they this those though through thus
    to together too toward towards under until up upon ve very was we well were what when where
    whether which while who whom whose why will with within without would yet you your
"""
#: What says no more than a figure does: words of numbers, of units and money, of the calendar.
MEASURES = """
    zero nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred hundreds thousand thousands million millions billion billions trillion half
    quarter quarters third thirds first second fourth fifth tens times hundredths point km
    kilometre kilometres kilometer kilometers mile miles m metre metres meter meters foot feet
    inch inches yard yards cm mm sq square kg g mg ha hz mol pound pounds ton tons tonne tonnes
    acre acres degrees c f h z percent cent cents dollar dollars euro euros usd us year years
    month months week weeks day days hour hours minute minutes century last next past earlier
    later beginning end monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december am pm p bc gmt utc
    est edt et
"""
_MEANINGLESS = frozenset((FUNCTION_WORDS + MEASURES).split()) | {NUMBER}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with where it stands; its lines are those of the file."""

    place: str
    text: str
    line: int = 1  # of the file, where the text begins
    one_line: bool = False  # a record of a file that holds one a line
    own: bool = False  # invented by us: a test may use it

    def words(self) -> list[tuple[str, int]]:
        """Each word with its line."""
        found = []
        lines = [self.text] if self.one_line else self.text.split("\n")
        for number, line in enumerate(lines, self.line):
            for match in _WORD.finditer(line):
                found.append((NUMBER if match["number"] else match[0].casefold(), number))
        return found


@dataclass(frozen=True, slots=True)
class Leak:
    """Words that stand here and there."""

    here: str
    there: str
    words: str

    def __str__(self) -> str:
        return f"{self.here}: {self.there}: {self.words}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the leaks; 1 if there are any, 2 if there is nothing to look at."""
    options = _options().parse_args(arguments)
    for folder in options.texts:
        if not folder.is_dir():
            print(f"{folder}: no such folder", file=sys.stderr)
            return 2
    theirs = [text for folder in options.texts for text in benchmark(folder)]
    if not theirs:
        print("no texts: docs/*.txt, *.txt or *.jsonl in the folders given", file=sys.stderr)
        return 2
    allowed = phrases(options.allowed.read_text("utf-8")) if options.allowed.is_file() else set()
    found = list(leaks(repository(options.root), theirs, allowed))
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.leaks", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("texts", type=Path, nargs="+", help="folders of benchmarks")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository looked at")
    parser.add_argument("--allowed", type=Path, default=ALLOWED, help="turns common to all English")
    return parser


# ------------------------------------------------------------------ texts


def repository(root: Path) -> Iterator[Text]:
    """What we have written under a root, in the order of the names."""
    made = [root / name for name in MADE]
    paths = {path for pattern in OURS for path in root.glob(pattern)}
    for path in sorted(paths):
        if path.suffix not in WRITTEN or not path.is_file():
            continue
        if not any(path == m or m in path.parents for m in made):
            yield Text(str(path.relative_to(root)), path.read_text("utf-8", "replace"))


def benchmark(folder: Path) -> Iterator[Text]:
    """The texts of a folder: articles of dossiers, and the inputs of records."""
    for path in sorted(folder.rglob("*")):
        own = OWN in path.parts
        if path.suffix == ".txt" and (path.parent.name == "docs" or path.parent == folder):
            yield Text(str(path), path.read_text("utf-8", "replace"), own=own)
        elif path.name.endswith((".jsonl", ".jsonl.gz")):
            data = path.read_bytes()
            plain = gzip.decompress(data) if path.suffix == ".gz" else data
            for number, line in enumerate(plain.decode("utf-8").splitlines(), 1):
                for text in _inputs(json.loads(line)):
                    yield Text(str(path), text, number, one_line=True)


def _inputs(record: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a record: its `text`, or those of its `files`."""
    for text in (record.get("text"), *record.get("files", {}).values()):
        if isinstance(text, str):
            yield text


# ------------------------------------------------------------------ runs


def runs(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where a run begins, and its words; only of those that mean something."""
    meant = [word not in _MEANINGLESS for word in words]
    for start in range(len(words)):
        for length in RUNS:
            end = start + length
            if end <= len(words) and sum(meant[start:end]) >= MEANT:
                yield start, " ".join(words[start:end])


def phrases(listed: str) -> set[str]:
    """The runs of a list of turns, one a line; `#` begins a comment, so a number is any number."""
    found: set[str] = set()
    for line in listed.splitlines():
        words = [word for word, _ in Text("", line.partition("#")[0]).words()]
        found.update(run for _, run in runs(words))
    return found


def leaks(
    ours: Iterable[Text], theirs: Iterable[Text], allowed: Collection[str] = ()
) -> Iterator[Leak]:
    """What stands in both, in the order of our texts; overlapping runs are one."""
    written = [(text, text.words()) for text in ours]
    asked = {run for _, words in written for _, run in runs([word for word, _ in words])}
    foreign, own = _places(theirs, asked.difference(allowed))
    anywhere = own | foreign
    for text, marked in written:
        there = foreign if Path(text.place).parts[0] == TESTS else anywhere
        words = [word for word, _ in marked]
        starts = [(start, run) for start, run in runs(words) if run in there]
        for group in _overlapping(starts):
            first, last = group[0][0], max(map(_end, group))
            here = f"{text.place}:{marked[first][1]}"
            yield Leak(here, there[group[0][1]], " ".join(words[first:last]))


def _places(texts: Iterable[Text], asked: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Each run that is asked for, and the first place where it stands: of others, of our own."""
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for text in texts:
        marked = text.words()
        for start, run in runs([word for word, _ in marked]):
            if run in asked:
                found[text.own].setdefault(run, f"{text.place}:{marked[start][1]}")
    return found


def _end(found: tuple[int, str]) -> int:
    """Behind which word a run ends."""
    return found[0] + 1 + found[1].count(" ")


def _overlapping(starts: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Runs of which each begins before those before it have ended."""
    groups: list[list[tuple[int, str]]] = []
    end = 0
    for found in starts:
        if found[0] < end:
            groups[-1].append(found)
        else:
            groups.append([found])
        end = max(end, _end(found))
    return groups


if __name__ == "__main__":
    sys.exit(main())
