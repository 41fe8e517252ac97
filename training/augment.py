"""Change the names in an annotated text, so that the model learns contexts and not lists.

Everything here works on a text and the places of its names, and gives both back; nothing needs
spaCy. The weak spots aimed at: lone surnames never seen in training, acronyms, "Anglo-Irish".
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from training.ner_data import Name

AGENCIES = ("AP", "AFP", "Reuters", "UPI", "Xinhua", "TASS", "Interfax", "CNN", "BBC", "Kyodo News")
PREFIXES = (
    "Afro", "Anglo", "Austro", "Euro", "Franco", "Greco", "Indo", "Italo", "Luso", "Polish",
    "Russo", "Russian", "Chinese", "Israeli", "Serbo", "Sino", "Soviet", "Turco", "US", "Arab",
)  # fmt: skip
SMALL = frozenset({"of", "the", "and", "for", "de", "del", "des", "du", "la", "on", "in", "et"})


@dataclass(slots=True)
class Pools:
    """Names to put in, by label; surnames and acronyms are derived from them."""

    by_label: dict[str, list[str]] = field(default_factory=dict)
    surnames: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)


def acronym(name: str) -> str | None:
    """Return the initials of ``name`` ("National Liberation Front" gives "NLF"), or None."""
    words = [w for w in name.replace("-", " ").split() if w.lower() not in SMALL]
    letters = "".join(w[0] for w in words if w[0].isupper())
    return letters if 2 <= len(letters) <= 5 and len(letters) == len(words) else None


def make_pools(names: Iterable[tuple[str, str]]) -> Pools:
    """Return the pools of (name, label) pairs; names in capitals or over six words are left out."""
    kept: dict[str, dict[str, None]] = {}
    for name, label in names:
        words = name.split()
        if not 1 <= len(words) <= 6 or not name[:1].isupper():
            continue
        if label != "ORG" and name.isupper():
            continue
        kept.setdefault(label, {})[name] = None
    by_label = {label: list(found) for label, found in kept.items()}
    surnames = {n.split()[-1]: None for n in by_label.get("PERSON", []) if " " in n}
    made = {a: None for n in by_label.get("ORG", []) if (a := acronym(n))}
    plain = [s for s in surnames if s.isalpha() and len(s) > 2 and s[0].isupper()]
    return Pools(by_label, plain, list(made))


def blend(first: str, second: str) -> str:
    """Return a made-up surname: the front of one and the back of another ("Yel" + "tsin")."""
    front = first[: max(2, len(first) // 2)]
    return front + second[max(1, len(second) // 2) :].lower()


def _surname(pools: Pools, rng: random.Random) -> str:
    if rng.random() < 0.4:
        return blend(rng.choice(pools.surnames), rng.choice(pools.surnames))
    return rng.choice(pools.surnames)


def _person(old: str, pools: Pools, rng: random.Random) -> str:
    if " " not in old or rng.random() < 0.25:
        return _surname(pools, rng)
    new = rng.choice(pools.by_label["PERSON"])
    if " " in new and rng.random() < 0.3:
        return f"{new.split()[0]} {_surname(pools, rng)}"
    return new


def _organisation(old: str, pools: Pools, rng: random.Random) -> str:
    if old.isupper() and " " not in old:
        return rng.choice(pools.acronyms)
    new = rng.choice(pools.by_label["ORG"])
    short = acronym(new)
    if short and rng.random() < 0.3:
        return short
    return new


def _group(old: str, pools: Pools, rng: random.Random) -> str:
    """A plural stays a plural, anything else an adjective, which may become a compound."""
    new = old
    for _ in range(10):
        new = rng.choice(pools.by_label["NORP"])
        if new.endswith("s") == old.endswith("s"):
            break
    if not new.endswith("s") and " " not in new and rng.random() < 0.12:
        return f"{rng.choice(PREFIXES)}-{new}"
    return new


def substitute(old: str, label: str, pools: Pools, rng: random.Random) -> str:
    """Return a random name of the same label and, as far as it matters, of the same kind."""
    if not pools.by_label.get(label):
        return old
    if label == "PERSON":
        new = _person(old, pools, rng)
    elif label == "ORG":
        new = _organisation(old, pools, rng)
    elif label == "NORP":
        new = _group(old, pools, rng)
    else:
        new = rng.choice(pools.by_label[label])
    return new.upper() if old.isupper() and len(old) > 5 else new


def replace_names(
    text: str, names: list[Name], level: float, pools: Pools, rng: random.Random
) -> tuple[str, list[Name]]:
    """Return the text with each name replaced with probability ``level``, and the new places.

    The same name is always replaced by the same other one, as in a real text.
    """
    pieces: list[str] = []
    moved: list[Name] = []
    chosen: dict[tuple[str, str], str] = {}
    cursor = length = 0
    for name in names:
        old = text[name.start : name.end]
        key = (old, name.label)
        if key not in chosen:
            chosen[key] = substitute(old, name.label, pools, rng) if rng.random() < level else old
        between = text[cursor : name.start]
        start = length + len(between)
        pieces += [between, chosen[key]]
        length = start + len(chosen[key])
        moved.append(Name(start, length, name.label))
        cursor = name.end
    return "".join(pieces) + text[cursor:], moved


def dateline(
    text: str, names: list[Name], pools: Pools, rng: random.Random
) -> tuple[str, list[Name]]:
    """Return the text after a dateline such as "MOSCOW (AP) -- "."""
    place = rng.choice(pools.by_label["LOC"]).upper()
    agency = rng.choice(AGENCIES)
    dash = rng.choice(("--", "-", "—", "–"))
    lead = f"{place} ({agency}) {dash} " if rng.random() < 0.7 else f"{place} {dash} "
    added = [Name(0, len(place), "LOC")]
    if "(" in lead:
        start = lead.rindex("(" + agency) + 1
        added.append(Name(start, start + len(agency), "ORG"))
    shift = len(lead)
    return lead + text, added + [Name(n.start + shift, n.end + shift, n.label) for n in names]


def curly_quotes(text: str) -> str:
    """Return ``text``, of the same length, with typographic quotes."""
    out: list[str] = []
    opened = False
    for char in text:
        if char == '"':
            opened = not opened
            char = "“" if opened else "”"
        out.append("’" if char == "'" else char)
    return "".join(out)


def recase(text: str, upper: bool) -> str:
    """Return ``text`` in one case, or unchanged where that would change its length."""
    new = text.upper() if upper else text.lower()
    return new if len(new) == len(text) else text


def repeats(weight: float, rng: random.Random) -> int:
    """Return how often to read a record in this epoch: 1.5 gives once or twice."""
    whole = int(weight)
    return whole + (rng.random() < weight - whole)


def weight_of(source: str, weights: dict[str, float]) -> float:
    """Return the weight of the longest key that ``source`` begins with, else 1."""
    keys = [key for key in weights if source.startswith(key)]
    return weights[max(keys, key=len)] if keys else 1.0


def changed(
    text: str, names: list[Name], share: float, level: float, pools: Pools, rng: random.Random
) -> tuple[str, list[Name]]:
    """Return a text as an epoch reads it: names exchanged with probability ``level`` in a ``share``
    of the texts, now and then a dateline, other capitals or curly quotes."""
    if rng.random() < share:
        text, names = replace_names(text, names, level, pools, rng)
    draw = rng.random()
    if draw < 0.04:
        text, names = dateline(text, names, pools, rng)
    elif draw < 0.07:
        text = recase(text, upper=False)
    elif draw < 0.09:
        text = recase(text, upper=True)
    if rng.random() < 0.15:
        text = curly_quotes(text)
    return text, names
