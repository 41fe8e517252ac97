"""Candidate pairs of an annotated dossier: their evidence, and whether gold joins them.

A pair is *right* when gold gives its two mentions a relation that answers one question (agree,
compatible or conflict), *wrong* when gold calls it not comparable or of another time, or puts the
mentions into different groups. It is not judged when an end stands on no gold mention, when both
stand on one, when gold marks the pair borderline, or when the two are of one group and unlisted.
"""

from __future__ import annotations

import functools
import hashlib
import json
import pickle
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from spacy.language import Language

from benchmarks import crossdoc
from sourcecheck import run, tables
from sourcecheck.annotate import build as annotate
from sourcecheck.read import dossier as read
from sourcecheck.reconcile import block, frame, match
from sourcecheck.reconcile.evidence import evidence
from sourcecheck.reconcile.names import cast, entities
from sourcecheck.reconcile.sides import Table
from sourcecheck.settings import Settings
from training.match_weights_fit import Terms

#: Relations of gold between two answers to one question.
ANSWERS = ("agree", "compatible", "conflict")
RIGHT, WRONG, NOT_JUDGED = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Judged:
    """The judged candidate pairs of one dossier whose values fit, and a count of the others."""

    name: str
    texts: frozenset[str]  # hashes of its documents
    evidence: NDArray[np.float64]  # a row a pair, a column a piece of evidence that is learned
    given: NDArray[np.float64]  # a row a pair: what the weights set by hand come to (log-odds)
    right: NDArray[np.bool_]  # a row a pair
    excluding: int  # judged pairs on one property whose values exclude each other
    excluding_right: int  # and how many of them answer one question


@dataclass(frozen=True, slots=True)
class Extracted:
    """The documents of a dossier after extraction: hash of each text by source id, and tables."""

    texts: dict[str, str]
    claims: pd.DataFrame  # tables.CLAIMS
    names: pd.DataFrame  # tables.NAMES


def judged(dossier: Path, *, scorer: Path, of: Terms, keep: Path | None) -> Judged:
    """The judged pairs of the dossier in this folder, with the evidence that `of` names.

    With `keep` the extraction is taken from that folder if it is there, and left there if not.
    """
    gold = json.loads((dossier / "gold.json").read_text(encoding="utf-8"))
    found = extracted(dossier, gold["documents"], keep)
    who = entities(found.names)
    work = frame.work(found.claims, who, found.names)
    columns = Table(work, cast(found.names, who, sorted(found.texts)))
    near = functools.partial(match.near, columns)
    pairs = block.candidates(work, Settings().limits_block_claims, near).pairs
    table = evidence(pairs, columns)
    rules = crossdoc.load(scorer)
    truth = rules.Gold(gold, name=dossier.name)
    ends = rules.align(truth, mentions(work))
    ids = work["id"].tolist()
    labels = np.array(
        [
            label(ends[ids[a]], ends[ids[b]], truth.pairs, truth.mentions)
            for a, b in zip(pairs["a"], pairs["b"], strict=True)
        ],
        dtype=np.int64,
    )
    fits = table["fits"].to_numpy(dtype=bool)
    known = labels != NOT_JUDGED
    apart = labels[known & ~fits & pairs["asked"].to_numpy()]
    return Judged(
        dossier.name,
        frozenset(found.texts.values()),
        table.loc[known & fits, list(of.names)].to_numpy(dtype=np.float64),
        table.loc[known & fits, list(of.given)].to_numpy(dtype=np.float64)
        @ np.array(list(of.given.values())),
        labels[known & fits] == RIGHT,
        len(apart),
        int((apart == RIGHT).sum()),
    )


def mentions(work: pd.DataFrame) -> list[dict[str, Any]]:
    """The claims of a WORK table as the scorer's mentions, in order of ids, without values."""
    spans = [(claim.id, claim.source, claim.span) for claim in work["claim"]]
    return [
        {"id": id, "doc": source, "start": span.start, "end": span.end, "value": None}
        for id, source, span in spans
    ]


def label(
    a: str | None,
    b: str | None,
    pairs: Mapping[frozenset[str], Mapping[str, Any]],
    gold: Mapping[str, Mapping[str, Any]],
) -> int:
    """RIGHT, WRONG or NOT_JUDGED, for the gold mentions on which the two ends of a pair stand.

    `pairs` are gold's listed pairs by their two ids, `gold` its mentions by id.
    """
    if a is None or b is None or a == b:
        return NOT_JUDGED
    listed = pairs.get(frozenset((a, b)))
    if listed is None:
        return NOT_JUDGED if gold[a]["group"] == gold[b]["group"] else WRONG
    if listed.get("borderline"):
        return NOT_JUDGED
    return RIGHT if listed["relation"] in ANSWERS else WRONG


# ------------------------------------------------------------------ extraction


def extracted(
    dossier: Path, documents: Sequence[Mapping[str, Any]], keep: Path | None
) -> Extracted:
    """The extraction of a dossier, out of the folder `keep` where it has it."""
    if keep is None:
        with tempfile.TemporaryDirectory() as scratch:
            return _extract(dossier, documents, Path(scratch) / "sources")
    file = keep / f"{dossier.name}.pickle"
    if not file.is_file():
        found = _extract(dossier, documents, keep / dossier.name / "sources")
        file.write_bytes(pickle.dumps(found))
    kept = pickle.loads(file.read_bytes())
    assert isinstance(kept, Extracted), f"{file} is of another version: delete it"
    return kept


def _extract(dossier: Path, documents: Sequence[Mapping[str, Any]], place: Path) -> Extracted:
    """The claims and names of a dossier, read as the program reads a folder of sources."""
    crossdoc.prepare(dossier, documents, place)
    sources = read.read(place, Settings()).sources
    found = [run.extract(source, _pipeline()) for source in sources]
    return Extracted(
        {s.id: hashlib.sha256(s.text.strip().encode()).hexdigest() for s in sources},
        tables.table(tables.CLAIMS, (row for each in found for row in each.claims)),
        tables.table(tables.NAMES, (row for each in found for row in each.names)),
    )


@functools.cache
def _pipeline() -> Language:
    """The language pipeline, loaded once in each process."""
    return annotate.load(Settings())
