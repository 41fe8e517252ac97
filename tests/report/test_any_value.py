"""Whatever value a claim has, it is written as the schema says and shown on the page."""

from __future__ import annotations

import dataclasses
import math
import typing
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sourcecheck import resources
from sourcecheck.model import date, quantity
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import to_plain
from sourcecheck.model.finding import Finding, Position
from sourcecheck.model.mention import Span
from sourcecheck.model.source import Source
from sourcecheck.read.dossier import Dossier
from sourcecheck.report import export, validate, values
from sourcecheck.report.build import build
from sourcecheck.report.html import page

pytestmark = pytest.mark.slow

DEFS = resources.schema("report-1")["$defs"]
TEXT = "It is so much, or so long ago."

FIGURES = st.none() | st.fractions()
QUANTITIES = st.recursive(
    st.builds(
        quantity.Quantity,
        low=FIGURES,
        high=FIGURES,
        unit=st.sampled_from(["meter", "USD", "percent", "dimensionless"]),
        dimension=st.sampled_from(["length", "money", "count"]),
        operator=st.sampled_from(typing.get_args(quantity.Operator)),
        factor=st.fractions(min_value=Fraction(1, 1000)),
        last_place=st.none() | st.fractions(min_value=0),
        significant_digits=st.none() | st.integers(0, 40),
    ),
    lambda q: st.builds(lambda a, b: dataclasses.replace(a, readings=(b,)), q, q),
    max_leaves=3,
)
DAYS = st.builds(date.Day, st.integers(-20000, 20000), st.integers(1, 12), st.integers(1, 28))
DATES = st.builds(
    date.Date,
    earliest=st.none() | DAYS,
    latest=st.none() | DAYS,
    precision=st.sampled_from(typing.get_args(date.Precision)),
    hedge=st.sampled_from(typing.get_args(date.Hedge)),
    time=st.none() | st.builds(date.Clock, st.integers(0, 1439), st.integers(0, 1439)),
)


@given(QUANTITIES)
def test_any_quantity_is_written_as_the_schema_says(figure: quantity.Quantity) -> None:
    Draft202012Validator({"$ref": "#/$defs/quantity", "$defs": DEFS}).validate(
        values.quantity(figure)
    )


@given(DATES)
def test_any_date_is_written_as_the_schema_says(stated: date.Date) -> None:
    Draft202012Validator({"$ref": "#/$defs/date", "$defs": DEFS}).validate(values.date(stated))


def report_on(stated: Sequence[quantity.Quantity | date.Date]) -> dict[str, Any]:
    """A report with one finding in which each value is a position of its own."""
    claims = [
        Claim(f"c{n}", "a.txt", Span(6, 13, TEXT[6:13]), "quantity", quantity=value)
        if isinstance(value, quantity.Quantity)
        else Claim(f"c{n}", "a.txt", Span(6, 13, TEXT[6:13]), "date", date=value)
        for n, value in enumerate(stated)
    ]
    positions = tuple(Position("a value", (claim.id,)) for claim in claims)
    finding = Finding("f", "Q?", "quantity", "", (), "conflict", "low", positions, (), (), "x")
    return build(
        Dossier((Source("a.txt", "a.txt", "0" * 64, TEXT),), ()),
        pd.DataFrame({"record": [to_plain(claim) for claim in claims]}),
        [finding],
        generator={
            "version": "1",
            "pipeline": {"name": "x", "version": "1"},
            "encoder": {"name": "", "version": ""},
            "settings": {},
        },
    )


def shown(stated: list[quantity.Quantity] | list[date.Date]) -> str:
    """The page of such a report, after all else that is made of it."""
    report = report_on(stated)
    validate.validate(report)
    assert export.as_json(report) == export.as_json(report_on(stated))
    assert export.claims(report).count("\r\n") == len(stated) + 1
    assert export.conflicts(report).count("\r\n") == len(stated) + 1
    return page.render(report, {"a.txt": TEXT})


@settings(max_examples=40)
@given(st.lists(QUANTITIES, min_size=1, max_size=4))
def test_any_quantities_are_shown(stated: list[quantity.Quantity]) -> None:
    assert shown(stated).count("<mark>so much</mark>") == len(stated)


@settings(max_examples=40)
@given(st.lists(DATES, min_size=1, max_size=4))
def test_any_dates_are_shown(stated: list[date.Date]) -> None:
    assert shown(stated).count("<mark>so much</mark>") == len(stated)


@pytest.mark.parametrize("exponent", [-400, -30, 30, 300, 308, 400])
def test_figures_of_any_size_are_shown(exponent: int) -> None:
    size = Fraction(10) ** exponent
    stated = [
        quantity.Quantity(figure, figure, unit, dimension)
        for figure in (size, -3 * size)
        for unit, dimension in [("meter", "length")]
    ]
    html = shown(stated)
    assert "nan" not in html
    assert not math.isnan(report_on(stated)["claims"][0]["value"]["low"])
