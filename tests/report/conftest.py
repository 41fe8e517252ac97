"""A small dossier on an invented river, with findings of most relations."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from sourcecheck import tables
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import to_plain
from sourcecheck.model.date import Date, Day
from sourcecheck.model.decision import Decision
from sourcecheck.model.finding import Finding, Position, Step
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.model.source import Field, Refusal, Source
from sourcecheck.read.dossier import Dossier
from sourcecheck.report.build import build
from sourcecheck.review.store import Status

MILE = Fraction("1609.344")

TEXTS = {
    "ferry.txt": (
        "The ferry at Orrin crossed again this week after a long winter. The 270-mile Alva, which "
        "rises in the hills of Keld, had been closed to boats since the flood. About 1,200 people "
        "watched the first crossing from both banks. “It is a relief,” said Mayor Ada Holm. The "
        "harbour office spent $7.5 million on the new pier, and 40 boats are registered."
    ),
    "handbook.txt": (
        "From its spring to the sea the Alva has a length of 365 kilometers. Its valley was "
        "settled early. The ferry at Orrin resumed in May 2019. Council chair Ada Holm opened the "
        "pier in June 2019. Some 1,250 people came to the first crossing."
    ),
    "letters.txt": "A reader writes that the Alva is 440 km long and that the flood was in 2018.",
}


def sentence_around(text: str, start: int, end: int) -> Span:
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    stop = text.find(". ", end)
    last = len(text) if stop < 0 else stop + 1
    return Span(first, last, text[first:last])


def length(
    low: str, factor: Fraction, unit: str, written: str, place: str, digits: int
) -> Quantity:
    return Quantity(
        low=Fraction(low) * factor,
        high=Fraction(low) * factor,
        unit="meter",
        dimension="length",
        significant_digits=digits,
        unit_as_written=written,
        stated_unit=unit,
        factor=factor,
        last_place=Fraction(place) * factor,
        rule="figure-unit",
    )


def number(value: str, **more: Any) -> Quantity:
    figure = Fraction(value)
    return Quantity(low=figure, high=figure, unit="dimensionless", dimension="count", **more)


def period(earliest: Day, latest: Day, edtf: str, **more: Any) -> Date:
    return Date(earliest, latest, edtf=edtf, timex=edtf, rule="calendar", **more)


def claim(source: str, quote: str, kind: str, property: str, *subjects: str, **more: Any) -> Claim:
    text = TEXTS[source]
    start = text.index(quote)
    span = Span(start, start + len(quote), quote)
    return Claim(
        id=f"c-{source}-{start}",
        source=source,
        span=span,
        kind=kind,  # type: ignore[arg-type]
        property=property,
        subjects=subjects,
        sentence=sentence_around(text, span.start, span.end),
        **more,
    )


def make_claims() -> list[Claim]:
    mile = length("270", MILE, "mile", "mile", "10", 2)
    km = Fraction(1000)
    may = period(Day(2019, 5, 1), Day(2019, 5, 31), "2019-05", precision="month")
    june = period(Day(2019, 6, 1), Day(2019, 6, 30), "2019-06", precision="month")
    flood = period(Day(2018, 1, 1), Day(2018, 12, 31), "2018", precision="year")
    week = Date(None, None, timex="PXW", unresolved="it leans on a day of publication not known")
    about = {"approximate": True, "hedge": "about", "counted": "person"}
    pier = Quantity(
        Fraction(7500000), Fraction(7500000), "USD", "money", significant_digits=2,
        unit_as_written="$", stated_unit="USD", last_place=Fraction(100000),
    )  # fmt: skip
    return [
        claim("ferry.txt", "270-mile", "quantity", "length", "Alva", quantity=mile),
        claim(
            "handbook.txt", "365 kilometers", "quantity", "length", "Alva",
            quantity=length("365", km, "kilometer", "kilometers", "1", 3),
        ),
        claim(
            "letters.txt", "440 km", "quantity", "length", "Alva", speaker="a reader",
            quantity=length("440", km, "kilometer", "km", "10", 2),
        ),
        claim("ferry.txt", "this week", "date", "open:ferry", "Orrin", date=week),
        claim("handbook.txt", "May 2019", "date", "open:ferry", "Orrin", date=may),
        claim("letters.txt", "2018", "date", "open:flood", date=flood),
        claim(
            "ferry.txt", "About 1,200 people", "count", "open:person", "Orrin",
            quantity=number("1200", significant_digits=2, last_place=Fraction(100), **about),
        ),
        claim(
            "handbook.txt", "Some 1,250 people", "count", "open:person", "Orrin",
            quantity=number("1250", significant_digits=3, last_place=Fraction(10), **about),
        ),
        claim("ferry.txt", "Mayor", "attribute", "title", "Ada Holm", text="Mayor"),
        claim(
            "handbook.txt", "Council chair", "attribute", "title", "Ada Holm", text="Council chair"
        ),
        claim("handbook.txt", "June 2019", "date", "open:pier", "Ada Holm", date=june),
        claim("ferry.txt", "$7.5 million", "money", "open:pier", "Orrin", quantity=pier),
        claim("ferry.txt", "40", "count", "", quantity=number("40", significant_digits=2)),
    ]  # fmt: skip


def make_findings(claims: list[Claim]) -> list[Finding]:
    ids = {(c.source, c.span.quote): c.id for c in claims}

    def at(source: str, quote: str, value: str = "") -> Position:
        return Position(value or quote, (ids[source, quote],))

    def found(
        id: str, question: str, kind: str, relation: str, *positions: Position, **more: Any
    ) -> Finding:
        return Finding(
            id=id, question=question, kind=kind, property="", subjects=("Alva",),
            positions=positions, relation=relation, severity=more.pop("severity", "none"),  # type: ignore[arg-type]
            explanation=more.pop("explanation", (Step("rule-of-it", "what decided it"),)),
            links=(Step("evidence:subjects", "the same subjects", (("log_odds", 2.5),)),),
            fingerprint=f"print-{id}", confidence=more.pop("confidence", 0.914), **more,
        )  # fmt: skip

    people = Position(
        "about 1,200 people",
        (ids["ferry.txt", "About 1,200 people"], ids["handbook.txt", "Some 1,250 people"]),
    )  # fmt: skip
    return [
        found(
            "f-people", "How many people watched the first crossing?", "count", "compatible",
            people,
        ),
        found(
            "f-length", "How long is the Alva?", "quantity", "conflict",
            at("ferry.txt", "270-mile", "270 miles"),
            at("handbook.txt", "365 kilometers", "365 km"),
            at("letters.txt", "440 km"),
            severity="high", gap=0.17,
            explanation=(
                Step("converted", "270 miles × 1.609344 = 434.5 km", (("low", Fraction(434523)),)),
                Step("intervals-apart", "As printed, 426 to 443 and 364.5 to 365.5 km are apart."),
                Step("no-explanation", "No time, scope or conversion explains the gap of 69 km."),
            ),
        ),
        found(
            "f-ferry", "When did the ferry at Orrin resume?", "date", "unknown",
            at("ferry.txt", "this week"), at("handbook.txt", "May 2019"), severity="low",
        ),
        found(
            "f-title", "What is Ada Holm called by title or office?", "attribute", "different",
            at("ferry.txt", "Mayor"), at("handbook.txt", "Council chair"), severity="low",
        ),
    ]  # fmt: skip


def make_table(claims: list[Claim]) -> pd.DataFrame:
    rows = [
        {
            "id": c.id, "source": c.source, "start": c.span.start, "end": c.span.end,
            "quote": c.span.quote, "kind": c.kind, "property": c.property, "subjects": c.subjects,
            "dimension": "", "low": 0.0, "high": 0.0, "record": to_plain(c),
        }
        for c in claims
    ]  # fmt: skip
    return tables.table(tables.CLAIMS, rows)


def make_sources(texts: Mapping[str, str]) -> tuple[Source, ...]:
    known = {
        "ferry.txt": {
            "title": Field("Ferry service resumes", "declared"),
            "kind": Field("news", "declared"),
        },
        "handbook.txt": {
            "title": Field("A handbook of rivers", "declared"),
            "published": Field("2019-11", "declared"),
            "publisher": Field("Keld Press", "declared"),
            "more": (("author", Field("B. Wright", "declared")),),
        },
    }
    return tuple(
        Source(id=name, path=name, sha256="0" * 64, text=text, **known.get(name, {}))  # type: ignore[arg-type]
        for name, text in sorted(texts.items())
    )


DECISION = Decision(
    "f-title", "other-scope", "print-f-title", "2024-02-03T04:05:06Z", "Kim", "two offices",
    "What is Ada Holm called by title or office?", ("Mayor", "Council chair"),
)  # fmt: skip

GENERATOR = {
    "version": "0.1.0",
    "pipeline": {"name": "en_sourcecheck", "version": "1.0.0"},
    "encoder": {"name": "claim-vectors", "version": "1.0.0"},
    "settings": {"pipeline.name": "", "limits.file_bytes": 50_000_000},
}


@pytest.fixture
def claims() -> list[Claim]:
    """The claims of the dossier, in no particular order."""
    return make_claims()


@pytest.fixture
def parts(claims: list[Claim]) -> dict[str, Any]:
    """The arguments of `build` for the dossier."""
    return {
        "dossier": Dossier(
            make_sources(TEXTS), (Refusal("empty.txt", "the file is empty"),), ("a note",)
        ),
        "claims": make_table(claims),
        "findings": make_findings(claims),
        "generator": GENERATOR,
        "statuses": {"f-title": Status("decided", DECISION, (DECISION,))},
        "limits": {
            "not_compared": [{"reason": "no other claim answers the same question", "claims": 3}],
            "caps": [
                {"cap": "values-of-a-question", "text": "a question", "limit": 50, "left_out": 2}
            ],
        },
        "failures": [Refusal("broken.txt", "its worker was killed")],
    }


@pytest.fixture
def report(parts: dict[str, Any]) -> dict[str, Any]:
    """The report on the dossier."""
    return build(**parts)


@pytest.fixture
def texts() -> dict[str, str]:
    """The texts of its sources, by id."""
    return dict(TEXTS)
