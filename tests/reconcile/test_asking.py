"""Every question reads as a question, in the words of the passages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from sourcecheck.model.claim import Claim, Role
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile.question import question


def claim(
    sentence: str,
    value: str,
    kind: str,
    property: str,
    role: Role = "statement",
    dimension: str = "",
):
    start = sentence.index(value)
    figure = Quantity(Fraction(1), Fraction(1), "", dimension)
    return Claim(
        id="c",
        source="s",
        span=Span(start, start + len(value), value),
        kind=kind,  # type: ignore[arg-type]
        property=property,
        quantity=figure,
        sentence=Span(0, len(sentence), sentence),
        measured=(property.removeprefix("open:"),),
        role=role,
    )


@pytest.mark.parametrize(
    ("made", "named", "asked"),
    [
        (claim("It has 12 valves.", "12", "count", "open:valve"),
         ["Tern Line"], "How many valves are there (Tern Line)?"),
        (claim("All 12 men stayed.", "12", "count", "open:man"),
         [], "How many men are there?"),
        (claim("A backlog of $3 is left.", "$3", "money", "open:backlog",
               dimension="money"), [], "Which amount is given for “backlog”?"),
        (claim("Repainted on 3 May.", "3 May", "date", "open:repaint"),
         ["Tern"], "Which date is given for “repainted” (Tern)?"),
        (claim("Crew loss: 12 men", "12", "count", "open:crew loss", "field"),
         [], "Which number is given for “crew loss”?"),
        (claim("Rain on 3 May.", "3 May", "date", ""),
         [], "Which date is given?"),
        (claim("It is 3 m deep.", "3 m", "quantity", "depth"),
         [], "What is the depth?"),
    ],
)  # fmt: skip
def test_a_question_is_one(made: Claim, named: list[str], asked: str) -> None:
    assert question(made.property, [made], named, "") == asked


def test_the_clause_asks_first() -> None:
    made = claim("It has 12 valves.", "12", "count", "open:valve")
    asked = [replace(made, asks=each) for each in ("How many did it fit", "How many did Tern fit")]
    assert question("open:valve", [made, *asked], ["Tern"], "") == "How many did Tern fit?"


def test_several_subjects_have_a_plural() -> None:
    made = claim("They employ 12 people.", "12", "count", "employees")
    assert question("employees", [made], ["Tern", "Gull"], "") == (
        "How many people do Tern and Gull employ?"
    )
