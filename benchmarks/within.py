"""What single documents are found to contradict in themselves: each finding, to be read.

    python -m benchmarks.within ../shared/bench/crossdoc --only ecb20 ecb41
    python -m benchmarks.within ../shared/bench/crossdoc --jsonl dev/measeval.jsonl.gz

A dossier is a folder with `gold.json` and the documents it names, as for `benchmarks.crossdoc`.
Where gold lists `within_document_conflicts`, it is counted how many of those that are not
borderline a finding holds against each other, one between documents too. How many findings are
right is for a reader to say. With --jsonl the records of gzipped files of JSON lines with a field
`text` are looked at as well, a document each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.crossdoc import prepare

KINDS = ("within", "arithmetic")
Plain = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the findings and what of gold they hold; 2 if there is nothing to look at."""
    options = _options().parse_args(arguments)
    folders = sorted(path.parent for path in options.data.glob("*/gold.json"))
    folders = [folder for folder in folders if not options.only or folder.name in options.only]
    if not folders and not options.jsonl:
        print(f"{options.data}: no */gold.json of these names", file=sys.stderr)
        return 2
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as place:
            prepare(folder, gold["documents"], Path(place))
            _print(folder.name, Path(place), gold)
    for path in options.jsonl:
        with tempfile.TemporaryDirectory() as place:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    text = str(json.loads(line)["text"])
                    (Path(place) / f"{number}.txt").write_text(text, encoding="utf-8")
            _print(path.name, Path(place), {})
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.within", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="folder of dossiers")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these dossiers only")
    parser.add_argument("--jsonl", nargs="+", type=Path, default=[], metavar="FILE")
    return parser


def _print(name: str, sources: Path, gold: Plain) -> None:
    import sourcecheck

    report = sourcecheck.check(sources)
    made, texts = report.data, report.texts
    claims = {claim["id"]: claim for claim in made["claims"]}
    found = [finding for finding in made["findings"] if finding["kind"] in KINDS]
    conflicts = [finding for finding in made["findings"] if finding["relation"] == "conflict"]
    held, wanted = counted(conflicts, claims, gold)
    print(f"{name}: {len(made['sources'])} texts, {len(found)} findings, gold {held}/{wanted}")
    for finding in found:
        print(f"  {finding['kind']}: {finding['question']} [{finding['explanation'][-1]['rule']}]")
        for position in finding["positions"]:
            print(f"    {position['value']}")
            for claim in (claims[id] for id in position["claims"]):
                at = claim["sentence"] or claim
                said = " ".join(texts[claim["source"]][at["start"] : at["end"]].split())
                print(f"      {claim['source']} {claim['quote']!r}: {said}")


def counted(found: Sequence[Plain], claims: Mapping[str, Plain], gold: Plain) -> tuple[int, int]:
    """How many conflicts within documents of gold the findings hold, and how many there are."""
    mentions = {mention["id"]: mention for mention in gold.get("mentions", ())}
    wanted = [p for p in gold.get("within_document_conflicts", ()) if not p.get("borderline")]
    apart = [pair for finding in found for pair in _apart(finding, claims)]
    held = [
        pair
        for pair in wanted
        if any(
            (_same(a, mentions[x]) and _same(b, mentions[y]))
            for a, b in apart
            for x, y in ((pair["a"], pair["b"]), (pair["b"], pair["a"]))
        )
    ]
    return len(held), len(wanted)


def _apart(finding: Plain, claims: Mapping[str, Plain]) -> Iterator[tuple[Plain, Plain]]:
    """Claims of one source that no position of a finding holds both."""
    sets = [set(position["claims"]) for position in finding["positions"]]
    every = sorted(set().union(*sets))
    for a in every:
        for b in every:
            if claims[a]["source"] != claims[b]["source"] or a >= b:
                continue
            if not any({a, b} <= held for held in sets):
                yield claims[a], claims[b]


def _same(claim: Plain, mention: Plain) -> bool:
    """Does a claim stand where gold has a mention?"""
    overlap = claim["start"] < mention["end"] and mention["start"] < claim["end"]
    return bool(overlap and claim["source"] == mention["doc"])


if __name__ == "__main__":
    sys.exit(main())
