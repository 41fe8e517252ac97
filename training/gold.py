"""Dossiers with `gold.json` out of what people marked: what encoder and matcher learn from.

    python -m training.gold --out /tmp/gold
    python -m training.gold --texts ../shared/bench/reading --out /tmp/gold

Three kinds lie beside this file, each marked by readers who had not seen the program:

* `dossiers/NAME.json`, invented documents with marks in the text: ⟦id|words⟧;
* `pairs/NAME.jsonl`, two short invented texts a line, `a` and `b`, with the same marks;
* `news/NAME.json`, marks as characters of real news articles, which are not ours: --texts is the
  folder they lie in (`*/NAME/docs/`), without it they are left out.

Written is `OUT/KIND/NAME/gold.json` with `docs/`, in the form of the benchmark's folders: mentions
with their group, and `pairs` with their relation. Mentions in one list of a group's `positions`
can hold together; two that share no list are in conflict, or "different" where the group says so.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_MARK = re.compile(r"⟦([A-Za-z0-9_.-]+)\|([^⟦⟧]+)⟧")
#: Words of a date, and years.
_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|[a-z]+day\b|"
    r"(?:^|in |since )(?:1[0-9]|20)[0-9]{2}$"
)
#: What a line of `pairs/` may say of two mentions, and how gold puts it.
RELATIONS = {
    "conflict": "conflict", "agree": "agree", "compatible": "compatible",
    "different": "different_time", "unrelated": "not_comparable",
}  # fmt: skip
Plain = dict[str, Any]
#: Where each mark of a text is: its id, and characters `[start, end)`.
Places = list[tuple[str, int, int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the dossiers and how many there are of each kind."""
    parser = argparse.ArgumentParser(
        prog="python -m training.gold", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--texts", type=Path, help="folder of the articles that news/ marks")
    parser.add_argument("--out", type=Path, required=True, help="write the dossiers here")
    options = parser.parse_args(arguments)
    for kind, made in (("dossiers", _dossiers()), ("pairs", _pairs()), ("news", _news(options))):
        number = 0
        for name, texts, gold in made:
            _write(options.out / kind / name, texts, {"cluster": name, **gold})
            number += 1
        print(f"{number} {kind}")
    return 0


def _dossiers() -> Iterator[tuple[str, dict[str, str], Plain]]:
    for path in sorted((HERE / "dossiers").glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        read = {doc["id"]: unmarked(doc["text"]) for doc in told["docs"]}
        texts = {id: text for id, (text, _) in read.items()}
        yield path.stem, texts, gold_of(told, texts, {id: at for id, (_, at) in read.items()})


def _news(options: argparse.Namespace) -> Iterator[tuple[str, dict[str, str], Plain]]:
    for path in sorted((HERE / "news").glob("*.json")) if options.texts else ():
        told = json.loads(path.read_text(encoding="utf-8"))
        found = sorted(options.texts.glob(f"*/{path.stem}/docs"))
        if not found:
            print(f"{options.texts}: no */{path.stem}/docs, left out", file=sys.stderr)
            continue
        texts = {
            doc["id"]: (found[0] / f"{doc['id']}.txt").read_text(encoding="utf-8")
            for doc in told["docs"]
        }
        yield path.stem, texts, gold_of(told, texts, {d["id"]: d["marks"] for d in told["docs"]})


def _pairs() -> Iterator[tuple[str, dict[str, str], Plain]]:
    for path in sorted((HERE / "pairs").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                told = json.loads(line)
                read = {side: unmarked(told[side]) for side in "ab"}
                texts = {side: text + "\n" for side, (text, _) in read.items()}
                yield f"{path.stem}-{told['id']}", texts, _gold_of_pair(told, texts, read)
            except (KeyError, ValueError) as error:
                raise SystemExit(f"{path}, line {number}: {error}") from error


def unmarked(text: str) -> tuple[str, Places]:
    """A text without its marks, and where each was."""
    made, places, size, last = [], list[tuple[str, int, int]](), 0, 0
    for mark in _MARK.finditer(text):
        made += [text[last : mark.start()], mark[2]]
        size += mark.start() - last
        places.append((mark[1], size, size + len(mark[2])))
        size, last = size + len(mark[2]), mark.end()
    return "".join([*made, text[last:]]), places


def gold_of(told: Mapping[str, Any], texts: Mapping[str, str], at: Mapping[str, Places]) -> Plain:
    """The gold of a dossier, given its groups and traps and the places of its marks."""
    where = {id: doc for doc, places in at.items() for id, _, _ in places}
    pairs = []
    for group in told["groups"]:
        ids = sorted({id for position in group["positions"] for id in position})
        apart = RELATIONS[group.get("relation", "conflict")]
        for a, b in itertools.combinations(ids, 2):
            together = any(a in position and b in position for position in group["positions"])
            if where[a] != where[b]:
                pair = {"a": a, "b": b, "relation": "agree" if together else apart}
                pairs.append(pair | ({"borderline": True} if group.get("borderline") else {}))
    for a, b, *_ in told.get("traps", ()):
        if where[a] != where[b]:
            pairs.append({"a": a, "b": b, "relation": "not_comparable"})
    group_of = {
        id: (group["id"], group["kind"])
        for group in told["groups"] for position in group["positions"] for id in position
    }  # fmt: skip
    return _gold(told["docs"], texts, at, group_of, pairs)


def _gold_of_pair(
    told: Mapping[str, Any], texts: Mapping[str, str], read: Mapping[str, tuple[str, Places]]
) -> Plain:
    """The gold of two short texts: mentions of one question, however many, are one group."""
    at = {side: places for side, (_, places) in read.items()}
    pairs = [{"a": a, "b": b, "relation": RELATIONS[of]} for a, b, of, *_ in told["pairs"]]
    group_of = {
        id: (id, "date" if _DATE.search(texts[side][start:end]) else "count")
        for side, places in at.items() for id, start, end in places
    }  # fmt: skip
    for pair in pairs:
        if pair["relation"] in ("conflict", "agree", "compatible"):
            one, other = group_of[pair["a"]], group_of[pair["b"]]
            group_of = {id: one if held[0] == other[0] else held for id, held in group_of.items()}
    return _gold([{"id": side} for side in at], texts, at, group_of, pairs)


def _gold(
    docs: Iterable[Mapping[str, Any]],
    texts: Mapping[str, str],
    at: Mapping[str, Places],
    group_of: Mapping[str, tuple[str, str]],
    pairs: list[Plain],
) -> Plain:
    mentions = []
    for doc, places in at.items():
        for id, start, end in places:
            group, kind = group_of.get(id, (f"+{id}", "count"))
            quote = texts[doc][start:end]
            mentions.append({"id": id, "doc": doc, "start": start, "end": end, "quote": quote,
                             "kind": kind, "group": group, "value": None, "about": ""})  # fmt: skip
    documents = [
        {"id": doc["id"], "file": f"docs/{doc['id']}.txt", "published": doc.get("published"),
         "event": doc.get("event")}
        for doc in docs
    ]  # fmt: skip
    groups = [{"id": id, "kind": kind, "about": ""} for id, kind in sorted(set(group_of.values()))]
    return {"documents": documents, "groups": groups, "mentions": mentions, "pairs": pairs,
            "within_document_conflicts": []}  # fmt: skip


def _write(folder: Path, texts: Mapping[str, str], gold: Plain) -> None:
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for id, text in texts.items():
        (folder / "docs" / f"{id}.txt").write_text(text, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
