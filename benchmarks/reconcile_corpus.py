"""Made-up claims in the proportions of real dossiers, for `benchmarks.reconcile_scaling`.

Stories of 3 to 30 news texts share a cast, a vocabulary and what happened; each text tells 20 to 40
claims, most of them of what the others tell too. One document in ten is a reference page: labelled
fields, in two editions. What is drawn has many small and few large members, as in real texts:
properties, names, places, words, small counts, years and days of the week. Words follow the law of
Zipf and Mandelbrot (Mandelbrot 1953), p ∝ 1 / (rank + 10), over 30,000 words; claims have about ten
words each, as those of news have. The same seed and size make the same claims.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from sourcecheck import tables
from sourcecheck.checks.cues import cues
from sourcecheck.claim.vocabulary import properties
from sourcecheck.model.claim import Claim, ClaimKind
from sourcecheck.model.date import Date
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.edtf import from_edtf

WORDS = 30_000
PLACES = 2_000
SURNAMES = 3_000
#: Of the rest a seventh are lengths, a seventh sums of money, and so on.
KINDS: Mapping[ClaimKind, float] = {
    "count": 0.48, "date": 0.28, "attribute": 0.12, "quantity": 0.06, "money": 0.06,
}  # fmt: skip
REFERENCE_PAGES = 0.1
PER_DOCUMENT = (20, 40)
STORY = (3, 30)
LEAD = 4
OWN, CHANGED = 0.3, 0.15  # claims no other text tells; retellings with another value
ATTACHED, KNOWN = 0.94, 0.5

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A CLAIMS and a NAMES table, and the declared dates of the sources."""

    claims: pd.DataFrame
    names: pd.DataFrame
    published: dict[str, Date | None]


def corpus(size: int, seed: int = 4) -> Corpus:
    """At least `size` claims, at most a document more."""
    rng = random.Random(seed)
    claims: Rows = []
    names: Rows = []
    published: dict[str, Date | None] = {}
    for number in itertools.count():
        documents = _pages(rng, number) if rng.random() < REFERENCE_PAGES else _story(rng, number)
        for source, date, told, cast in documents:
            published[source] = date
            claims.extend(tables.claim_row(claim, cues(claim)._asdict()) for claim in told)
            names.extend(cast)
            if len(claims) >= size:
                made = tables.table(tables.CLAIMS, claims), tables.table(tables.NAMES, names)
                return Corpus(*made, published)
    raise AssertionError("never reached")


Document = tuple[str, Date | None, list[Claim], Rows]


@dataclass(frozen=True, slots=True)
class _World:
    """What a story draws from: its people, places, words and the day it broke."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    words: tuple[str, ...]
    day: str


def _story(rng: random.Random, number: int) -> Iterator[Document]:
    surnames = [f"Name{_zipf(rng, SURNAMES)}" for _ in range(12)]
    world = _World(
        tuple(f"First{rng.randrange(500)} {surname}" for surname in surnames),
        tuple(f"Place{_zipf(rng, PLACES)}" for _ in range(6)),
        tuple(_word(rng) for _ in range(60)),
        f"{rng.randrange(1995, 2025)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
    )
    facts = [_fact(rng, world) for _ in range(40)]
    for text in range(rng.randint(*STORY)):
        source = f"n{number}-{text}"
        told = []
        for place in range(rng.randint(*PER_DOCUMENT)):
            fact = _fact(rng, world) if rng.random() < OWN else facts[_zipf(rng, len(facts))]
            told.append(_told(rng, fact, source, place, world))
        date = _date(world.day) if rng.random() < 0.5 else None
        yield source, date, told, _cast(rng, source, world)


def _cast(rng: random.Random, source: str, world: _World) -> Rows:
    people = rng.sample(world.people, 8)
    places = sorted({*rng.sample(world.places, 4), f"Place{_zipf(rng, PLACES)}"})
    return [
        _name(source, name, kind, lead=n < 2)
        for kind, found in (("PERSON", people), ("LOC", places))
        for n, name in enumerate(found)
    ]


def _name(source: str, name: str, kind: str, *, lead: bool) -> dict[str, Any]:
    return {
        "source": source, "name": name, "kind": kind, "forms": (name,), "mentions": 2, "lead": lead,
    }  # fmt: skip


def _fact(rng: random.Random, world: _World) -> dict[str, Any]:
    """What several texts may tell: the fields of a claim but for its source, place and id."""
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    what = _property(rng, kind) if rng.random() < ATTACHED else ""
    of_one = rng.random() < 0.5
    if (
        kind == "attribute"
    ):  # its person and property were found together, without a sentence's words
        title = {"kind": kind, "property": "title", "subjects": (rng.choice(world.people),)}
        return {**title, **_value(rng, kind, world)}
    topic = [world.words[_zipf(rng, len(world.words))] for _ in range(6)]
    return {
        "kind": kind,
        "property": what,
        "subjects": (rng.choice(world.people),) if of_one else (),
        "where": (rng.choice(world.places),) if rng.random() < 0.25 else (),
        "around": tuple(sorted({rng.choice(world.places) for _ in range(rng.choice((0, 1, 1)))})),
        "measured": (_word(rng),) if what and rng.random() < 0.7 else (),
        "predicate": tuple(sorted({rng.choice(topic), _word(rng)})),
        "context": tuple(sorted({*topic, *(_word(rng) for _ in range(5))})),
        **_value(rng, kind, world),
    }


@functools.cache
def _known(kind: ClaimKind) -> tuple[str, ...]:
    return tuple(
        p.id for p in properties().values()
        if kind in p.kinds and (kind != "quantity" or p.dimension == "length")
    )  # fmt: skip


def _property(rng: random.Random, kind: ClaimKind) -> str:
    known = _known(kind)
    if known and rng.random() < KNOWN:
        return known[_zipf(rng, len(known))]
    return f"open:{_word(rng)}"


def _value(rng: random.Random, kind: ClaimKind, world: _World) -> dict[str, Any]:
    if kind == "attribute":
        return {"text": f"title{_zipf(rng, 300)}"}
    if kind == "date":
        return {"date": _time(rng, world)}
    dimension, unit = {
        "count": ("count", "dimensionless"),
        "quantity": ("length", "meter"),
        "money": ("money", "USD"),
    }[kind]
    return {"quantity": _figure(rng, dimension, unit)}


def _time(rng: random.Random, world: _World) -> Date:
    """A day of the story, a year, or a day of the week that the text leaves open."""
    drawn = rng.random()
    if drawn < 0.35:
        return _date(world.day[:8] + f"{rng.randrange(1, 29):02d}")
    if drawn < 0.75:
        return _date(str(2025 - _zipf(rng, 120)))
    open_day = f"XXXX-WXX-{rng.randrange(1, 8)}"
    return Date(None, None, timex=open_day, unresolved="the date of the text is not declared")


def _date(edtf: str) -> Date:
    period = from_edtf(edtf)
    assert period is not None, edtf
    return Date(period.first, period.last, period.precision, timex=edtf, edtf=edtf)


def _figure(rng: random.Random, dimension: str, unit: str) -> Quantity:
    """Small counts are common; large ones are round."""
    digits = _zipf(rng, 300) + 1
    worth = 10 ** rng.choice((0, 0, 0, 0, 1, 2, 3, 6))
    return Quantity(
        Fraction(digits * worth), Fraction(digits * worth), unit, dimension,
        operator=">=" if rng.random() < 0.1 else "=",
        significant_digits=len(str(digits).rstrip("0")), stated_unit=unit,
        last_place=Fraction(worth), rule="digits",
    )  # fmt: skip


def _told(
    rng: random.Random, fact: dict[str, Any], source: str, place: int, world: _World
) -> Claim:
    """One text's telling: some words are its own, and now and then the value is."""
    said = dict(fact)
    if "context" in fact:
        words = [word for word in fact["context"] if rng.random() < 0.7]
        said["context"] = tuple(sorted({*words, _word(rng), _word(rng)}))
    if rng.random() < CHANGED:
        said.update(_value(rng, fact["kind"], world))
    at = 90 * (place * 2 // 3)  # two claims in three sentences share theirs
    span = Span(at + 10 * (place % 3), at + 10 * (place % 3) + 5, "quote")
    sentence = Span(at, at + 89, "a sentence")
    lead = place < LEAD
    return Claim(
        id=f"c{rng.getrandbits(64):016x}", source=source, span=span, sentence=sentence,
        lead=lead, modality="asserted" if rng.random() < 0.9 else "estimated", **said,
    )  # fmt: skip


def _pages(rng: random.Random, number: int) -> Iterator[Document]:
    """Pages on two countries in two editions; each has a border on both."""
    pair = (f"Land{number}", f"Land{number} North")
    for edition, topic in itertools.product((1, 2), pair):
        source = f"r{number}-{edition}-{topic[-1]}"
        fields = random.Random(f"{number}-{topic}")  # the same in both editions
        told = []
        for place in range(rng.randint(*PER_DOCUMENT)):
            border = place == 0
            what = "border_length" if border else _property(fields, "quantity")
            value = _figure(fields, "length", "meter")
            if rng.random() < CHANGED:
                value = _figure(rng, "length", "meter")
            told.append(Claim(
                id=f"c{rng.getrandbits(64):016x}", source=source, kind="quantity", property=what,
                span=Span(90 * place, 90 * place + 5, "quote"), quantity=value,
                subjects=pair if border else (topic,), measured=(f"field{place}",),
                sentence=Span(90 * place, 90 * place + 80, "a field"), role="field",
            ))  # fmt: skip
        names = [_name(source, name, "LOC", lead=name == topic) for name in pair]
        yield source, _date(f"{2000 + edition}"), told, names


def _word(rng: random.Random) -> str:
    return f"w{_zipf(rng, WORDS)}"


def _zipf(rng: random.Random, count: int) -> int:
    """A rank below `count`, small ones oftener."""
    sums = _sums(count)
    return bisect.bisect(sums, rng.random() * sums[-1])


@functools.cache
def _sums(count: int) -> list[float]:
    return list(itertools.accumulate(1 / (rank + 10) for rank in range(count)))
