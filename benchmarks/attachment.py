"""What a figure is about: the words our claims point at, against those that people marked.

    python -m benchmarks.attachment ../shared/bench/extraction
    python -m benchmarks.attachment ../shared/bench/extraction --list 40
    python -m benchmarks.attachment ../shared/bench/extraction --json

The folder holds `dev/measeval.jsonl.gz`: paragraphs of scientific articles whose figures are marked
with the entity and the property that they measure (MeasEval, SemEval-2021 Task 8). Years and other
optional marks do not count. Of every marked figure it is asked, in turn: is one of our figures
there; did it get a property; do the words that say what is measured, or whose it is, share a
character with the marked entity or property. How many words ours are says that the last is not
won by pointing at everything. `--list N` prints N of the misses, evenly spread over the texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from sourcecheck.claim.layers import Layers
    from sourcecheck.model.mention import Mention, Span

FILE = Path("dev") / "measeval.jsonl.gz"
FIGURES = ("quantity", "money", "percent", "count", "duration")
MARKS = ("measured_property", "measured_entity")
#: Shares of the marked figures, in percent: what issue 4 sets for the last row.
FLOOR, AIM = 55, 75
#: Characters of the text that a listed miss shows before and behind its figure.
_BEFORE, _BEHIND = 130, 80


@dataclass(frozen=True, slots=True)
class Miss:
    """A marked figure whose words are not ours: for reading."""

    id: str
    rule: str  # by which ours was attached; "" where we have no figure there
    ours: str
    marked: str
    text: str


@dataclass(slots=True)
class Result:
    """Counts of marked figures by how far we got with them, and the misses."""

    counts: Counter[str]
    misses: list[Miss]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 if there is nothing to run over."""
    options = _options().parse_args(arguments)
    file = options.data / FILE
    if not file.is_file():
        print(f"{options.data}: {FILE} not found", file=sys.stderr)
        return 2
    result = measure(list(_records(file)))
    print(as_json(result) if options.json else table(result))
    for miss in spread(result.misses, options.list):
        print(f"\n{miss.id}  {miss.rule or 'no figure'}\n  ours    {miss.ours or '-'}")
        print(f"  marked  {miss.marked}\n  {miss.text}")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.attachment", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help=f"folder with {FILE}")
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print N of the misses")
    parser.add_argument("--json", action="store_true", help="the counts as JSON")
    return parser


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# ------------------------------------------------------------------ measuring


def measure(records: Sequence[Mapping[str, Any]]) -> Result:
    """Our own pipeline over the records."""
    from sourcecheck.annotate import build
    from sourcecheck.settings import Settings

    asked = ((record["text"], "", record) for record in records)
    result = Result(Counter(), [])
    for doc, record in build.annotate_many(build.load(Settings()), asked):
        score(doc, record, result)
    return result


def score(doc: Doc, record: Mapping[str, Any], result: Result) -> None:
    """Add what an annotated text's figures reach of those marked in it to `result`."""
    from sourcecheck.claim.layers import Layers

    layers = Layers.of(doc)
    figures = [mention for mention in doc._.mentions if mention.kind in FIGURES]
    for mark in record["mentions"]:
        gold = [mark[name] for name in MARKS if name in mark]
        if mark.get("optional") or not gold:
            continue
        result.counts["marked"] += 1
        ours = max(figures, key=lambda m: _common(m.span, mark), default=None)
        words: tuple[Span, ...] = ()
        rule = ""
        if ours is not None and _common(ours.span, mark) > 0:
            result.counts["found"] += 1
            rule, words = _attached(layers, ours)
            result.counts["attached"] += rule != "property:none"
            result.counts["words"] += sum(len(span.quote.split()) for span in words)
        if any(_common(span, mark) > 0 for span in words for mark in gold):
            result.counts["overlap"] += 1
        else:
            result.misses.append(_miss(record, mark, gold, rule, words))


def _attached(layers: Layers, mention: Mention) -> tuple[str, tuple[Span, ...]]:
    """The rule by which the figure's claim gets its property, and the words that say what is
    measured and whose it is."""
    from sourcecheck.claim.property import resolve
    from sourcecheck.claim.subject import subjects
    from sourcecheck.lexicon.classes import settled

    tokens, quantity = layers.tokens(mention), mention.quantity
    if tokens is None or quantity is None:
        return "property:none", ()
    kind: Any = mention.kind
    what = resolve(layers, tokens, kind, quantity.dimension, settled(quantity.counted))
    whose, _ = subjects(layers, tokens, what)
    return what.rule, _spans(layers, tokens, (*what.words, *what.whose), whose)


def _spans(
    layers: Layers, value: Tokens, words: Iterable[Token], subjects: tuple[str, ...]
) -> tuple[Span, ...]:
    """Where the sentence says what a value is about: its `words` and the names of its `subjects`.

    In order of offsets; neighbouring words are one span.
    """
    from sourcecheck.model.mention import Span

    found = {token.i for token in words}
    for token in layers.sentence(value):
        mention = layers.names.get(token.i)
        name = mention.name if mention is not None else None
        if name is not None and set(subjects) & set(name.entities):
            found.add(token.i)
    runs: list[tuple[int, int]] = []
    for i in sorted(found):
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    stretches = (layers.doc[start:end] for start, end in runs)
    return tuple(Span(s.start_char, s.end_char, s.text) for s in stretches)


def _common(ours: Span, mark: Mapping[str, Any]) -> int:
    """How many characters two stretches share; at most 0 if none."""
    return min(ours.end, int(mark["end"])) - max(ours.start, int(mark["start"]))


def _miss(
    record: Mapping[str, Any],
    mark: Mapping[str, Any],
    gold: Sequence[Mapping[str, Any]],
    rule: str,
    words: Sequence[Span],
) -> Miss:
    text, start, end = record["text"], mark["start"], mark["end"]
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    shown = f"{before}[[{text[start:end]}]]{behind}"
    return Miss(
        id=record["id"],
        rule=rule,
        ours=" | ".join(span.quote for span in words),
        marked=" | ".join(each["text"] for each in gold),
        text=" ".join(shown.split()),
    )


# ------------------------------------------------------------------ showing


def spread(misses: Sequence[Miss], number: int) -> list[Miss]:
    """`number` of the misses at even distances, so that every text has its turn."""
    if number <= 0 or not misses:
        return []
    step = max(1, len(misses) // number)
    return list(misses[::step][:number])


def table(result: Result) -> str:
    """The rows as aligned text: figures, their share of the marked ones in percent."""
    counts = result.counts
    every = counts["marked"] or 1
    share = 100 * counts["overlap"] / every
    mark = "  below floor" if share < FLOOR else ""
    rows = [
        ("figures marked with entity or property", counts["marked"], ""),
        ("one of ours is there", counts["found"], ""),
        ("it has a property", counts["attached"], ""),
        ("its words overlap the marked ones", counts["overlap"], f"floor {FLOOR}, aim {AIM}{mark}"),
    ]
    lines = [
        f"{name:40}{number:6}{100 * number / every:7.1f}  {note}".rstrip()
        for name, number, note in rows
    ]
    attached = counts["attached"] or 1
    lines.append(
        f"{'overlap, of those with a property':40}{100 * counts['overlap'] / attached:13.1f}"
    )
    lines.append(f"{'words that ours point at, on average':40}{counts['words'] / attached:13.1f}")
    return "\n".join(lines)


def as_json(result: Result) -> str:
    """The counts: marked, found, attached, overlap, and words of all that are attached."""
    names = ("marked", "found", "attached", "overlap", "words")
    return json.dumps({name: result.counts[name] for name in names}, indent=1)


if __name__ == "__main__":
    sys.exit(main())
