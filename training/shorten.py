"""Short dossiers out of long ones: two texts of a title and a sentence or two.

    python -m training.shorten DIR... --out FOLDER

Whoever tries the program gives it two sentences, and a desk compares notes as often as reports; a
matcher that has only seen whole documents waits for evidence that two sentences cannot give. So for
each dossier with `gold.json` some pairs of mentions are drawn, of each relation in gold and of
none, and a short dossier is written for each: the sentences of the two, sometimes a neighbour,
sometimes the title. Gold holds what it says of the mentions in them. `FOLDER/NAME--N/` is of
dossier NAME: `training.matcher` leaves both out together. The same data give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

#: Short dossiers of a dossier at most, and how often each relation is drawn.
MOST = 6
SHARES = {"conflict": 3, "agree": 2, "compatible": 1, "different_time": 2, "not_comparable": 3}
#: How often a neighbouring sentence and the title are taken along.
NEIGHBOUR, TITLE = 0.3, 0.5
_SENTENCE = re.compile(r"[^\s][^\n]*?(?:[.!?][\"”’')]*(?=\s+[\"“‘'(]?[A-Z0-9])|(?=\n)|$)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the short dossiers; 2 if there are none to shorten."""
    parser = argparse.ArgumentParser(
        prog="python -m training.shorten", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, nargs="+", help="folders of dossiers with gold")
    parser.add_argument("--out", type=Path, required=True, help="write the short ones here")
    options = parser.parse_args(arguments)
    folders = [path.parent for data in options.data for path in sorted(data.glob("*/gold.json"))]
    if not folders:
        print(f"{options.data[0]}: no */gold.json", file=sys.stderr)
        return 2
    written = sum(shorten(folder, options.out) for folder in folders)
    print(f"{written} short dossiers of {len(folders)}")
    return 0


def shorten(folder: Path, out: Path) -> int:
    """Write the short dossiers of one; how many."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    seed = hashlib.md5(folder.name.encode(), usedforsecurity=False).hexdigest()
    draw = random.Random(seed)
    documents = {document["id"]: document for document in gold["documents"]}
    texts = {id: (folder / d["file"]).read_text(encoding="utf-8") for id, d in documents.items()}
    chosen = _drawn(gold, draw)
    for number, pair in enumerate(chosen):
        target = out / f"{folder.name}--{number}"
        (target / "docs").mkdir(parents=True, exist_ok=True)
        made: dict[str, Any] = {"documents": [], "mentions": [], "pairs": []}
        for mention in pair:
            own = [m for m in gold["mentions"] if m["doc"] == mention["doc"]]
            text, kept = _short(texts[mention["doc"]], mention, own, draw)
            file = f"docs/{Path(documents[mention['doc']]['file']).name}"
            (target / file).write_text(text, encoding="utf-8")
            made["documents"].append({**documents[mention["doc"]], "file": file})
            made["mentions"] += kept
        ids = {mention["id"] for mention in made["mentions"]}
        made["pairs"] = [p for p in gold["pairs"] if p["a"] in ids and p["b"] in ids]
        (target / "gold.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return len(chosen)


def _drawn(gold: Mapping[str, Any], draw: random.Random) -> list[tuple[Any, Any]]:
    """Pairs of mentions of two documents, each relation as often as `SHARES` says."""
    of = {mention["id"]: mention for mention in gold["mentions"]}
    held: dict[str, list[tuple[Any, Any]]] = {}
    for pair in gold["pairs"]:
        if not pair.get("borderline"):
            one, other = of[pair["a"]], of[pair["b"]]
            if one["doc"] != other["doc"]:
                held.setdefault(pair["relation"], []).append((one, other))
    found: list[tuple[Any, Any]] = []
    for relation, share in SHARES.items():
        some = held.get(relation, [])
        found += draw.sample(some, min(len(some), share))
    return draw.sample(found, min(len(found), MOST))


def _short(
    text: str, mention: Mapping[str, Any], own: Sequence[Mapping[str, Any]], draw: random.Random
) -> tuple[str, list[dict[str, Any]]]:
    """Some sentences of a text around a mention, and the mentions in them at their new places."""
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    at = next(
        (n for n, (a, b) in enumerate(sentences) if a <= mention["start"] < b), len(sentences) - 1
    )
    last = max(n for n, (a, _) in enumerate(sentences) if n == at or a < mention["end"])
    taken = set(range(at, last + 1))
    for beside in (at - 1, last + 1):
        if 0 <= beside < len(sentences) and draw.random() < NEIGHBOUR:
            taken.add(beside)
    if draw.random() < TITLE:
        taken.add(0)
    made, kept, before = "", [], -1
    for number in sorted(taken):
        start, end = sentences[number]
        if made:
            paragraph = number != before + 1 or "\n" in text[sentences[before][1] : start]
            made += "\n\n" if paragraph else " "
        shift = len(made) - start
        made += text[start:end]
        for other in own:
            if start <= other["start"] and other["end"] <= end:
                places = {"start": other["start"] + shift, "end": other["end"] + shift}
                kept.append({**other, **places})
        before = number
    return made + "\n", kept


if __name__ == "__main__":
    sys.exit(main())
