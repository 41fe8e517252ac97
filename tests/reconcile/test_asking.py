"""Every question reads as a question, in the words of the passages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.quantity import Quantity
from sourcecheck.model.span import Span
from sourcecheck.reconcile.asking import question


def claim(sentence: str, value: str, kind: str, property: str, rule: str, dimension: str = ""):
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
        rules=(rule,),
    )


@pytest.mark.parametrize(
    ("made", "named", "asked"),
    [
        (claim("The port ordered 12 ferries.", "12", "count", "open:ferry", "property:open-noun"),
         ["Tern Line"], "How many ferries were ordered (Tern Line)?"),
        (claim("Some 12 ferries were scrapped.", "12", "count", "open:ferry", "property:open-noun"),
         [], "How many ferries were scrapped?"),
        (claim("It has 12 valves.", "12", "count", "open:valve", "property:open-noun"),
         [], "How many valves are there?"),
        (claim("A backlog of $3 is left.", "$3", "money", "open:backlog", "property:open-noun",
               "money"), [], "What is the amount of the backlog?"),
        (claim("She sailed on 3 May.", "3 May", "date", "open:sail", "property:open-verb"),
         ["Tern"], "When did it sail (Tern)?"),
        (claim("Rain on 3 May.", "3 May", "date", "", "property:none"),
         [], "Which date do the passages give?"),
        (claim("It is 3 m deep.", "3 m", "quantity", "depth", "property:noun"),
         [], "What is the depth?"),
    ],
)  # fmt: skip
def test_a_question_is_one(made: Claim, named: list[str], asked: str) -> None:
    assert question(made.property, [made], named, "") == asked
