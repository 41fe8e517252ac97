"""One entity across documents: which names of different documents stand for the same thing.

Each document brings its own canonical forms (table NAMES). They are merged when their folded
forms are equal, when one is the lone surname of a full personal name, when one is the initials of
the other, or when one is a spelling variant of the other (`variants`); all but the first only
between texts that have more names in common. Every merge carries its reason.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sourcecheck import resources
from sourcecheck.reconcile import variants
from sourcecheck.reconcile.variants import Variants


@dataclass(frozen=True, slots=True)
class Entities:
    """Entity id of each (source, name), what each is called, and why names were merged.

    An id is the folded full form; `reasons` is {id: ((name, reason), …)}.
    """

    of: dict[tuple[str, str], str]
    label: dict[str, str]
    reasons: dict[str, tuple[tuple[str, str], ...]]
    variants: Variants = field(default_factory=Variants)

    def resolve(self, source: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """The entity ids of a document's names, sorted, no repeats."""
        return tuple(sorted({self.of.get((source, name)) or fold(name) for name in names}))


@functools.cache
def _legal_forms() -> frozenset[str]:
    return frozenset(resources.load("match")["names"]["legal_forms"])


def fold(name: str) -> str:
    """A name for comparison: no accents, case, punctuation, article or legal form."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _bare("".join(c for c in plain if not unicodedata.combining(c)))


def written(name: str) -> str:
    """A name as it is spelled: no case, punctuation, article or legal form; accents are kept."""
    return _bare(unicodedata.normalize("NFKC", name.casefold()).replace(".", ""))


def _bare(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in name).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _legal_forms():
        words = words[:-1]
    return " ".join(words)


def entities(names: pd.DataFrame) -> Entities:
    """The entities of a NAMES table; each is called by its commonest full form, ties by order.

    A lone surname stands for a full personal name only if both are read as persons and the texts
    have another name in common, and only if one full name answers to that. So a namesake in an
    unrelated document changes nothing.
    """
    rows = names.assign(folded=names["name"].map(fold).astype("str"))
    rows = rows[rows["folded"] != ""]
    company = _company(rows)
    people = _full_names(rows, "PERSON", lambda full: full.rsplit(" ", 1)[-1])
    bodies = _full_names(rows, "ORG", _initials)
    spelled = variants.find(rows)
    of: dict[tuple[str, str], str] = {}
    why: dict[str, set[tuple[str, str]]] = {}
    for source, name, folded, kind in zip(
        rows["source"], rows["name"], rows["folded"], rows["kind"], strict=True
    ):
        table = {"PERSON": people, "ORG": bodies}.get(kind, {})
        full = _one_known(folded, company[source], table.get(folded, ()), company, spelled.of)
        own = spelled.of.get(folded, folded)
        of[(source, name)] = full or own
        if full:
            reason = "surname of the one person so called" if kind == "PERSON" else "its initials"
            why.setdefault(full, set()).add((name, reason))
        elif own != folded:
            why.setdefault(own, set()).add((name, spelled.reason(folded)))
    rows = rows.assign(target=[of[key] for key in zip(rows["source"], rows["name"], strict=True)])
    reasons = {entity: tuple(sorted(found)) for entity, found in why.items()}
    return Entities(of, _labels(rows, spelled.of), reasons, spelled)


def _company(rows: pd.DataFrame) -> dict[str, set[str]]:
    """The folded names of each source; of each full name, those of all sources that use it."""
    company: dict[str, set[str]] = {}
    for source, folded in zip(rows["source"], rows["folded"], strict=True):
        company.setdefault(source, set()).add(folded)
    return company


def _full_names(
    rows: pd.DataFrame, kind: str, short: Callable[[str], str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """{short form: ((full name, source), …)} of the names of several words of one kind."""
    full = rows[(rows["kind"] == kind) & rows["folded"].str.contains(" ", regex=False)]
    table: dict[str, list[tuple[str, str]]] = {}
    for name, source in sorted(set(zip(full["folded"], full["source"], strict=True))):
        table.setdefault(short(name), []).append((name, source))
    return {key: tuple(found) for key, found in table.items()}


def _initials(full: str) -> str:
    return "".join(word[0] for word in full.split() if word not in ("of", "and", "the"))


def _one_known(
    short: str,
    around: set[str],
    candidates: tuple[tuple[str, str], ...],
    company: dict[str, set[str]],
    spelled: Mapping[str, str],
) -> str:
    """The one full name that a short form stands for in a text with these names; "" if none.

    `spelled` gives the entity of names that are spelled in several ways: they count as one.
    """
    known = {
        spelled.get(full, full)
        for full, source in candidates
        if full in around or (around - {short}) & (company[source] - {full})
    }
    return known.pop() if len(known) == 1 else ""


def entity_sets(names: pd.DataFrame, who: Entities, sources: Iterable[str]) -> pd.Series[Any]:
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


#: So many of a text's names, those it uses most, lead it, besides those that it opens with.
_LEADING = 3


def leading(names: pd.DataFrame, who: Entities, sources: Iterable[str]) -> pd.Series[Any]:
    """The words of the names that each source opens with or uses most, a sorted tuple, indexed by
    source id; arguments as of `entity_sets`."""
    by_source: dict[str, set[str]] = {source: set() for source in sources}
    order = names.sort_values(["source", "mentions", "name"], ascending=[True, False, True])
    place = order.groupby("source").cumcount()
    chosen = order[order["lead"].astype(bool) | (place < _LEADING)]
    for source, name in zip(chosen["source"], chosen["name"], strict=True):
        entity = who.resolve(source, (name,))[0]
        by_source.setdefault(source, set()).update(entity.split())
    return pd.Series({s: tuple(sorted(found)) for s, found in by_source.items()}, dtype="object")


def _labels(rows: pd.DataFrame, spelled: Mapping[str, str]) -> dict[str, str]:
    """The form each entity is called by: of the full forms, the spelling used most often."""
    own = rows[rows["folded"].map(lambda name: spelled.get(name, name)) == rows["target"]]
    used = own.groupby(["target", "name"])["mentions"].sum().reset_index()
    ranked = used.sort_values(
        ["target", "mentions", "name"], ascending=[True, False, True]
    ).drop_duplicates("target")
    return dict(zip(ranked["target"], ranked["name"], strict=True))
