"""Claims made by hand, and the tables that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pandas as pd

from sourcecheck import tables
from sourcecheck.checks.cues import cues
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.edtf import from_edtf


def date(edtf: str) -> Date:
    """A date as an EDTF string gives it; "" is one that was left open."""
    period = from_edtf(edtf) if edtf else None
    if period is None:
        return Date(None, None, unresolved="the date of the text is not declared")
    return Date(period.first, period.last, period.precision, edtf=edtf)


def length(value: int, unit: str = "kilometer", factor: int = 1000, place: int = 1) -> Quantity:
    """`value` kilometres (or another unit) printed to the place worth `place` units."""
    return Quantity(
        Fraction(value * factor),
        Fraction(value * factor),
        "meter",
        "length",
        significant_digits=len(str(value // place)),
        unit_as_written=unit,
        stated_unit=unit,
        factor=Fraction(factor),
        last_place=Fraction(place * factor),
    )


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, each by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def claim(
    source: str,
    start: int = 0,
    *,
    property: str = "border_length",
    subjects: tuple[str, ...] = ("Norland", "Sudland"),
    value: Quantity | Date | str | None = None,
    **more: Any,
) -> Claim:
    """A claim of one source; `start` tells claims of one source apart, a sentence each."""
    value = length(1450) if value is None else value
    kind = {Quantity: "quantity", Date: "date", str: "attribute"}[type(value)]
    made: dict[str, Any] = {
        "id": f"c-{source}-{start}",
        "source": source,
        "span": Span(start, start + 4, "text"),
        "kind": kind,
        "property": property,
        "subjects": subjects,
        "quantity": value if isinstance(value, Quantity) else None,
        "date": value if isinstance(value, Date) else None,
        "text": value if isinstance(value, str) else "",
        "sentence": Span(start, start + 50, "text"),
        "measured": ("frontier",),
    }
    return Claim(**{**made, **more})


def table(claims: Iterable[Claim]) -> pd.DataFrame:
    """The claims as a CLAIMS table, with what their sentences say of their values."""
    return tables.table(tables.CLAIMS, (tables.claim_row(c, cues(c)._asdict()) for c in claims))


def names(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """A NAMES table of (source, name, kind)."""
    return tables.table(
        tables.NAMES,
        (
            {
                "source": source,
                "name": name,
                "kind": kind,
                "forms": (name,),
                "mentions": 1,
                "lead": False,
            }
            for source, name, kind in rows
        ),
    )
