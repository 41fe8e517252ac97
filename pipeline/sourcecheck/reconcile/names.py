"""One entity across documents: which names of different documents stand for the same thing.

Each document brings its own canonical forms (table NAMES). They are merged when their folded
forms are equal, when one is the lone surname of exactly one full personal name of the dossier,
or when one is the initials of the other. Every merge carries its reason.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sourcecheck import resources


@dataclass(frozen=True, slots=True)
class Entities:
    """Entity id of each (source, name), what each is called, and why names were merged.

    An id is the folded full form; `reasons` is {id: ((name, reason), …)}.
    """

    of: dict[tuple[str, str], str]
    label: dict[str, str]
    reasons: dict[str, tuple[tuple[str, str], ...]]

    def resolve(self, source: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """The entity ids of a document's names, sorted, no repeats."""
        return tuple(sorted({self.of.get((source, name)) or fold(name) for name in names}))


@functools.cache
def _legal_forms() -> frozenset[str]:
    return frozenset(resources.load("match")["names"]["legal_forms"])


def fold(name: str) -> str:
    """A name for comparison: no accents, case, punctuation, article or legal form."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    words = kept.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _legal_forms():
        words = words[:-1]
    return " ".join(words)


def entities(names: pd.DataFrame) -> Entities:
    """The entities of a NAMES table; each is called by its commonest full form, ties by order.

    A lone surname is merged only when it is not ambiguous: exactly one full personal name of the
    dossier ends in it. So an unrelated document can only undo a merge by naming a namesake.
    """
    rows = names.assign(folded=names["name"].map(fold).astype("str"))
    rows = rows[rows["folded"] != ""]
    people = rows[(rows["kind"] == "PERSON") & rows["folded"].str.contains(" ", regex=False)]
    surnames = _unique_by(people["folded"], lambda full: full.rsplit(" ", 1)[-1])
    initials = _unique_by(
        rows.loc[(rows["kind"] == "ORG") & rows["folded"].str.contains(" ", regex=False), "folded"],
        lambda full: "".join(word[0] for word in full.split() if word not in ("of", "and", "the")),
    )
    known = set(rows["folded"])
    target: dict[str, str] = {}
    reason: dict[str, str] = {}
    for folded, kind in sorted(set(zip(rows["folded"], rows["kind"], strict=True))):
        if folded in target and target[folded] != folded:
            continue
        full = surnames.get(folded) if " " not in folded else None
        long = initials.get(folded) if kind == "ORG" and " " not in folded else None
        target[folded] = full or long or folded
        if full and full in known:
            reason[folded] = "the only full name of the dossier that ends in it"
        elif long and long in known:
            reason[folded] = "its initials"
    rows = rows.assign(target=rows["folded"].map(target))
    label = _labels(rows)
    of = {
        (source, name): key
        for source, name, key in zip(rows["source"], rows["name"], rows["target"], strict=True)
    }
    reasons: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, folded, key in sorted(
        set(zip(rows["name"], rows["folded"], rows["target"], strict=True))
    ):
        if folded in reason:
            reasons[key] = (*reasons.get(key, ()), (name, reason[folded]))
    return Entities(of, label, reasons)


def cast(names: pd.DataFrame, who: Entities, sources: Iterable[str]) -> pd.Series[Any]:
    """The entities that each source names, a sorted tuple, indexed by source id; `names` is a
    NAMES table, `sources` are all source ids."""
    ids = [
        who.resolve(source, (name,))[0]
        for source, name in zip(names["source"], names["name"], strict=True)
    ]
    by_source: dict[str, set[str]] = {source: set() for source in sources}
    for source, entity in zip(names["source"], ids, strict=True):
        by_source.setdefault(source, set()).add(entity)
    return pd.Series({s: tuple(sorted(found)) for s, found in by_source.items()}, dtype="object")


def _unique_by(full_names: pd.Series[str], key: Callable[[str], str]) -> dict[str, str]:
    """{key(full): full} for keys that exactly one distinct full name has."""
    table: dict[str, set[str]] = {}
    for full in full_names.unique():
        table.setdefault(key(full), set()).add(full)
    return {short: next(iter(fulls)) for short, fulls in table.items() if len(fulls) == 1}


def _labels(rows: pd.DataFrame) -> dict[str, str]:
    """The form each entity is called by: of the full form, the spelling used most often."""
    own = rows[rows["folded"] == rows["target"]]
    used = own.groupby(["target", "name"])["mentions"].sum().reset_index()
    ranked = used.sort_values(
        ["target", "mentions", "name"], ascending=[True, False, True]
    ).drop_duplicates("target")
    return dict(zip(ranked["target"], ranked["name"], strict=True))
