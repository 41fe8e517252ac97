"""Short dossiers out of long ones: two texts of a title and a sentence or two.

    python -m training.shorten DIR... --out FOLDER

Whoever tries the program gives it two sentences, and a desk compares notes as often as reports; a
matcher that has only seen whole documents waits for evidence that two sentences cannot give. So for
each dossier with `gold.json` some pairs of mentions are drawn, of each relation in gold and of
none, and a short dossier is written for each: the sentences of the two, sometimes a neighbour,
sometimes the title. Gold holds what it says of the mentions in them. In others the second text says
the same in the same words, but for one figure: a conflict if ever there was one, which writers who
vary their words do not write. Or a name or a date is another one too: then the same words speak of
something else. `FOLDER/NAME--N/` is of dossier NAME: `training.matcher` leaves both
out together. The same data give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

#: Short dossiers of a dossier at most, and how often each relation is drawn.
MOST = 6
SHARES = {"conflict": 3, "agree": 2, "compatible": 1, "different_time": 2, "not_comparable": 3}
#: How often a neighbouring sentence and the title are taken along.
NEIGHBOUR, TITLE = 0.3, 0.5
#: Dossiers in the same words of a dossier at most; how far the other figure is from the first.
SAME, FARTHEST = 4, 2.0
#: How often another name, or else another date, makes it another matter; names to put in.
OTHER_NAME, OTHER_DATE = 0.3, 0.5
NAMES = (
    "Halden", "Marwick", "Lorby", "Tessen", "Okafor", "Brandt", "Quimby", "Serrano", "Ostheim",
    "Velmora", "Carrow", "Dunleary", "Ibarra", "Kestrin", "Pellworth", "Rysgaard",
)  # fmt: skip
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}")
#: A name that somebody speaks by: who says it is not what it is about.
_SPEAKS = re.compile(
    r"\b(?:according to|said|says|told|added|announced|reported|by) (?:[A-Za-z.]+ ){0,3}$"
)
_SPOKEN = re.compile(
    r"^(?: [A-Z][a-z]+){0,2},?(?: on [A-Z][a-z]+)? (?:said|says|told|added|announced)\b"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: Characters `[start, end)` of a text and what stands there instead.
Change = tuple[int, int, str]
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
    number = 0
    for pair in _drawn(gold, draw):
        made: dict[str, Any] = {"documents": [], "mentions": []}
        short = {}
        for mention in pair:
            own = [m for m in gold["mentions"] if m["doc"] == mention["doc"]]
            text, kept = _short(texts[mention["doc"]], mention, own, draw)
            file = f"docs/{Path(documents[mention['doc']]['file']).name}"
            short[file] = text
            made["documents"].append({**documents[mention["doc"]], "file": file})
            made["mentions"] += kept
        ids = {mention["id"] for mention in made["mentions"]}
        made["pairs"] = [p for p in gold["pairs"] if p["a"] in ids and p["b"] in ids]
        _write(out / f"{folder.name}--{number}", short, made)
        number += 1
    figures = [m for m in gold["mentions"] if _NUMBER.search(_quote(texts[m["doc"]], m))]
    for mention in draw.sample(figures, min(len(figures), SAME)):
        own = [m for m in gold["mentions"] if m["doc"] == mention["doc"]]
        same = _same(texts[mention["doc"]], mention, own, documents[mention["doc"]], draw)
        if same is not None:
            _write(out / f"{folder.name}--{number}", *same)
            number += 1
    return number


def _write(target: Path, texts: Mapping[str, str], gold: Mapping[str, Any]) -> None:
    (target / "docs").mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (target / file).write_text(text, encoding="utf-8")
    (target / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def _quote(text: str, mention: Mapping[str, Any]) -> str:
    return text[mention["start"] : mention["end"]]


def _same(
    text: str,
    mention: Mapping[str, Any],
    own: Sequence[Mapping[str, Any]],
    document: Mapping[str, Any],
    draw: random.Random,
) -> tuple[dict[str, str], dict[str, Any]] | None:
    """Two texts in the same words but for one figure (and a name or date), and what gold says."""
    one, kept = _short(text, mention, own, draw)
    place = next((m for m in kept if m["id"] == mention["id"]), None)
    if place is None:  # it goes over the end of a sentence
        return None
    changes, relation = [_other_figure(one, place, draw)], "conflict"
    name = _other_name(one, kept, draw) if draw.random() < OTHER_NAME else None
    dates = [
        m
        for m in kept
        if m["kind"] == "date" and _apart(m, place) and _NUMBER.search(_quote(one, m))
    ]
    if name is not None:
        changes.append(name)
        relation = "not_comparable"
    elif dates and draw.random() < OTHER_DATE:
        changes.append(_other_figure(one, draw.choice(dates), draw))
        relation = "different_time"
    other, moved = _with(one, changes)
    mentions, pairs = [], []
    for m in kept:
        group = m.get("group") or f"+{m['id']}"
        mentions.append({**m, "doc": "one", "group": group})
        places = {"start": moved(m["start"]), "end": moved(m["end"])}
        mentions.append({**m, **places, "id": f"{m['id']}-2", "doc": "two", "group": group})
        changed = any(m["start"] <= start and end <= m["end"] for start, end, _ in changes)
        if relation == "not_comparable" or m["id"] == mention["id"]:
            pairs.append({"a": m["id"], "b": f"{m['id']}-2", "relation": relation})
        elif relation == "conflict" and not changed:
            pairs.append({"a": m["id"], "b": f"{m['id']}-2", "relation": "agree"})
    documents = [{**document, "id": id, "file": f"docs/{id}.txt"} for id in ("one", "two")]
    gold = {"documents": documents, "mentions": mentions, "pairs": pairs}
    return {"docs/one.txt": one, "docs/two.txt": other}, gold


def _apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["end"] <= other["start"] or other["end"] <= one["start"])


def _other_figure(text: str, place: Mapping[str, Any], draw: random.Random) -> Change:
    found = _NUMBER.search(text, place["start"], place["end"])
    assert found is not None
    return found.start(), found.end(), _other(found.group(), draw)


def _other_name(text: str, kept: Sequence[Mapping[str, Any]], draw: random.Random) -> Change | None:
    """Another word for one with a capital that no value holds and nobody speaks by; None where
    there is none."""
    found = [
        m
        for m in _NAME.finditer(text)
        if all(m.end() <= k["start"] or k["end"] <= m.start() for k in kept)
        and not _SPEAKS.search(text[max(0, m.start() - 60) : m.start()])
        and not _SPOKEN.search(text[m.end() : m.end() + 60])
    ]
    if not found:
        return None
    chosen = draw.choice(found)
    return chosen.start(), chosen.end(), draw.choice([n for n in NAMES if n != chosen.group()])


def _with(text: str, changes: Sequence[Change]) -> tuple[str, Callable[[int], int]]:
    """The text with the changes made, and where each of its places is then."""
    made, last = [], 0
    for start, end, new in sorted(changes):
        made += [text[last:start], new]
        last = end

    def moved(at: int) -> int:
        return at + sum(len(new) - (end - start) for start, end, new in changes if end <= at)

    return "".join([*made, text[last:]]), moved


def _other(figure: str, draw: random.Random) -> str:
    """Another figure of about as many digits: one digit changed, or up to `FARTHEST` times it."""
    places = [n for n, letter in enumerate(figure) if letter.isdigit()]
    letters = list(figure)
    if draw.random() < 0.5:
        at = draw.choice(places)
        least = "1" if at == 0 and len(places) > 1 else "0"
        letters[at] = draw.choice([d for d in "0123456789" if d != figure[at] and d >= least])
        return "".join(letters)
    number = int("".join(figure[n] for n in places))
    most = 10 ** len(places) - 1
    new = round(number * draw.uniform(1 / FARTHEST, FARTHEST)) % (most + 1)
    if new == number:
        new = number - 1 if number else 1
    for place, digit in zip(places, f"{new:0{len(places)}d}", strict=True):
        letters[place] = digit
    return "".join(letters)


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
