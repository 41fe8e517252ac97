"""What must not change findings: unrelated documents, the order of the tables, names of sources."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from benchmarks.reconcile_corpus import Corpus, corpus
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.finding import Finding
from sourcecheck.reconcile.build import reconcile
from sourcecheck.settings import Settings
from tests.reconcile.claims_made import table

pytestmark = pytest.mark.slow

SEEDS = range(6)


@functools.cache
def dossier(seed: int) -> Corpus:
    """Some texts of a story or two."""
    return corpus(250, seed)


def found(*parts: Corpus) -> tuple[Finding, ...]:
    """The findings of several corpora in one dossier."""
    claims = pd.concat([part.claims for part in parts], ignore_index=True)
    names = pd.concat([part.names for part in parts], ignore_index=True)
    published = {source: date for part in parts for source, date in part.published.items()}
    return reconcile(claims, names, published, Settings()).findings


def moved(made: Corpus, source: Any, word: Any) -> Corpus:
    """The corpus with other names of its sources, and other words and names in its texts."""
    claims = []
    for record in made.claims["record"]:
        claim = from_plain(Claim, record)
        said: dict[str, Any] = {
            name: tuple(sorted(map(word, getattr(claim, name))))
            for name in ("subjects", "where", "around", "measured", "context", "predicate")
        }
        what = claim.property
        if what.startswith("open:"):
            what = "open:" + word(what.removeprefix("open:"))
        claims.append(replace(claim, source=source(claim.source), property=what, **said))
    names = made.names.assign(
        source=made.names["source"].map(source), name=made.names["name"].map(word)
    )
    return Corpus(
        table(claims),
        names,
        {source(id): date for id, date in made.published.items()},
    )


def same(text: str) -> str:
    return text


@pytest.mark.parametrize("seed", SEEDS)
def test_unrelated_documents_change_no_finding(seed):
    story = dossier(seed)
    unrelated = moved(
        dossier(seed + 100), lambda source: f"other-{source}", lambda word: f"Other{word}"
    )
    alone, apart = found(story), found(unrelated)
    assert alone, "a dossier without findings shows nothing"
    both = found(story, unrelated)
    of_story = set(story.claims["id"])
    mine = [f for f in both if any(id in of_story for p in f.positions for id in p.claims)]
    # an id may get an ending where two questions share their words
    assert [replace(f, id="") for f in mine] == [replace(f, id="") for f in alone]
    assert len(both) == len(alone) + len(apart)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_documents_changes_nothing(seed):
    made = dossier(seed)
    mixed = Corpus(
        made.claims.sample(frac=1, random_state=seed),
        made.names.sample(frac=1, random_state=seed),
        dict(reversed(made.published.items())),
    )
    assert found(mixed) == found(made)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_names_of_the_documents_change_nothing(seed):
    made = dossier(seed)
    number = {source: f"{-n % 97:02d}-{n}" for n, source in enumerate(made.published)}
    renamed = moved(made, number.__getitem__, same)
    assert found(renamed) == found(moved(made, same, same))
