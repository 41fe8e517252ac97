"""Writes resources/wordnet/relations.tsv: what WordNet says of the commonest nouns and verbs.

    python build_data/wordnet.py DIR

DIR holds the files of WordNet 3.0 (data.noun, index.noun, data.verb, index.verb; Debian's package
`wordnet-base`). The result is committed, with WordNet's licence beside it.

Kept are single words, each with the senses that somebody who reads it takes it in: the first, and
of the next few those that make up a good part of its occurrences in the texts that WordNet's
makers marked with senses. A word is as common as it is often met in those texts and in the
explanations of WordNet itself. Of the synonym sets, those of these senses are kept and all above
them, except what is so general that nearly anything is a kind of it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).parents[1] / "pipeline/sourcecheck/resources/wordnet/relations.tsv"
#: So many words are kept, the commonest.
COMMONEST = 20_000
#: So many senses of a word at most, each at least this part of its occurrences, where they are so
#: many that this can be told; else so many, the first.
SENSES, PART, KNOWN, UNKNOWN = 3, 0.2, 10, 2
#: A word that is met more seldom than this as a noun is no noun ("high"), or no verb.
SELDOM = 0.1
#: A set of which so many others are kinds says too little: "instrumentality", "change".
GENERAL = {"n": 800, "v": 200}
#: Fields of nouns in which a kind says nothing of what is meant: tops, attributes, thoughts,
#: feelings, motives, relations, shapes, times ("case", "degree").
ABSTRACT = frozenset({3, 7, 9, 12, 16, 24, 25, 28})

_WORD = re.compile(r"[a-z]+")
_FILES = {"n": "noun", "v": "verb"}
_MANY = 100  # no word has so many senses


@dataclass(frozen=True, slots=True)
class Synset:
    """A set of synonyms: its words in order, its field as WordNet numbers them, and pointers as
    (sign, target, word, its word)."""

    words: tuple[str, ...]
    field: int
    pointers: tuple[tuple[str, str, int, int], ...]


def synsets(folder: Path) -> tuple[dict[str, Synset], Counter[str]]:
    """All sets of nouns and verbs by letter and offset, and how often a word of the explanations of
    all word classes is met."""
    found: dict[str, Synset] = {}
    met: Counter[str] = Counter()
    for name in ("noun", "verb", "adj", "adv"):
        for line in _lines(folder / f"data.{name}"):
            fields, _, gloss = line.partition("|")
            met.update(_WORD.findall(gloss.lower()))
            if name in _FILES.values():
                offset, made = _synset(fields.split())
                found[name[0] + offset] = made
    return found, met


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file of WordNet without those of its licence."""
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith(" "))


def _synset(fields: list[str]) -> tuple[str, Synset]:
    count = int(fields[3], 16)
    words = tuple(word.partition("(")[0] for word in fields[4 : 4 + 2 * count : 2])
    at = 5 + 2 * count
    rows = [fields[i : i + 4] for i in range(at, at + 4 * int(fields[at - 1]), 4)]
    return fields[0], Synset(
        words,
        int(fields[1]),
        tuple((r[0], r[2] + r[1], int(r[3][:2], 16), int(r[3][2:], 16)) for r in rows),
    )


def senses(folder: Path) -> dict[str, list[str]]:
    """The sets of each single word in lower case, nouns and verbs, in WordNet's order of each."""
    found: dict[str, list[str]] = {}
    for letter, name in _FILES.items():
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            if _WORD.fullmatch(fields[0]):
                count = int(fields[2])
                found.setdefault(fields[0], []).extend(letter + o for o in fields[-count:])
    return found


def tallies(folder: Path) -> Counter[tuple[str, str, int]]:
    """How often each word (with its class, and the number of the sense) was marked in texts; as an
    adjective or adverb without these."""
    classes = {"1": "n", "2": "v"}
    found: Counter[tuple[str, str, int]] = Counter()
    for line in _lines(folder / "cntlist.rev"):
        key, number, count = line.split()
        word, _, sense = key.partition("%")
        if sense[0] in classes:
            found[word, classes[sense[0]], int(number)] = int(count)
        else:
            found[word, "", 0] += int(count)
    return found


def taken(numbered: list[str], counts: Counter[tuple[str, str, int]], word: str) -> list[str]:
    """Of the sets of a word those of the senses that it is read in."""
    of_word = sum(counts[word, letter, n] for letter in ("", *_FILES) for n in range(_MANY))
    found: list[str] = []
    for letter in _FILES:
        of_class = [s for s in numbered if s[0] == letter]
        tally = [counts[word, letter, n + 1] for n in range(len(of_class))]
        if of_word >= KNOWN and sum(tally) < SELDOM * of_word:
            continue
        if sum(tally) < KNOWN:
            found += of_class[:UNKNOWN]
        else:
            first = zip(of_class[:SENSES], tally, strict=False)
            found += [synset for synset, n in first if n >= PART * sum(tally)]
    return found


def below(sets: dict[str, Synset]) -> Counter[str]:
    """How many others are kinds of each set, at any depth; one that is so in two ways counts
    twice."""
    under: dict[str, list[str]] = {}
    for name, synset in sets.items():
        for kind in _pointed(synset, "@"):
            under.setdefault(kind, []).append(name)
    found: Counter[str] = Counter()

    def count(name: str) -> int:
        if name not in found:
            found[name] = sum(1 + count(kind) for kind in under.get(name, ()))
        return found[name]

    for name in under:
        count(name)
    return found


def _pointed(synset: Synset, *signs: str) -> list[str]:
    """The sets to which pointers of these signs lead."""
    return [target for sign, target, *_ in synset.pointers if sign in signs]


def derived(word: str, numbered: Iterable[str], sets: dict[str, Synset]) -> set[str]:
    """The single words of another class that are derived from a word of these sets, or it from
    them."""
    found = set()
    for name in numbered:
        at = sets[name].words.index(word) + 1
        for sign, target, own, other in sets[name].pointers:
            if sign == "+" and own == at and target in sets and target[0] != name[0]:
                found.add(sets[target].words[other - 1])
    return {other for other in found if _WORD.fullmatch(other) and other != word}


def written(folder: Path) -> str:
    """The text of the file: a line for each word, with the numbers of its sets and the words of its
    stem; an empty line; a line for each set, by number, with its class, what it is a kind of and
    what it is a part of."""
    sets, met = synsets(folder)
    counts = tallies(folder)
    for (word, _, _), count in counts.items():
        met[word] += count
    every = senses(folder)
    common = sorted((w for w in every if met[w]), key=lambda w: (-met[w], w))[:COMMONEST]
    known = set(common)
    too_general = {name for name, count in below(sets).items() if count > GENERAL[name[0]]}
    kept, stems = {}, {}
    for word in sorted(common):
        own = {name for name in every[word] if word in sets[name].words}  # not a name: "China"
        kept[word] = [n for n in taken(every[word], counts, word) if n in own - too_general]
        stems[word] = sorted(derived(word, own, sets) & known)
    shown = sorted(_with_those_above(kept.values(), sets) - too_general)
    number = {name: str(i) for i, name in enumerate(shown)}

    def listed(names: Iterable[str]) -> str:
        return " ".join(number[name] for name in names if name in number)

    lines = [
        f"{word}\t{listed(kept[word])}\t{' '.join(stems[word])}"
        for word in kept
        if kept[word] or stems[word]
    ]
    lines.append("")
    for name in shown:
        kinds = [] if sets[name].field in ABSTRACT else _pointed(sets[name], "@")
        wholes = _pointed(sets[name], "#p", "#m")
        lines.append(f"{name[0]}\t{listed(kinds)}\t{listed(wholes)}")
    return "\n".join(lines) + "\n"


def _with_those_above(kept: Iterable[list[str]], sets: dict[str, Synset]) -> set[str]:
    """These sets and all that they are kinds of."""
    found: set[str] = set()
    ahead = [name for names in kept for name in names]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += _pointed(sets[name], "@")
    return found


if __name__ == "__main__":
    TARGET.write_text(written(Path(sys.argv[1])), encoding="utf-8")
