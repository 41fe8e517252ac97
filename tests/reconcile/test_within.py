"""When two statements of one document are held against each other, without a parser."""

from __future__ import annotations

from typing import Any

import pytest

from sourcecheck import resources, tables
from sourcecheck.checks.within import rows
from sourcecheck.claim.vocabulary import properties
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Finding
from sourcecheck.model.mention import Span
from sourcecheck.reconcile.build import Reconciled, reconcile
from sourcecheck.settings import Settings
from tests.reconcile.claims_made import claim, date, length, names, records, table


def told(start: int, value: int, said: str = "The border is so long.", **more: Any) -> Claim:
    """A statement on the border in a sentence of its own."""
    sentence = Span(start, start + len(said), said)
    return claim("s", start, value=length(value), **{"sentence": sentence, **more})


def reconciled(*claims: Claim) -> Reconciled:
    known = names(("s", "Norland", "LOC"), ("s", "Sudland", "LOC"), ("s", "Estland", "LOC"))
    read = tables.table(tables.STATEMENTS, rows(claims, records(known)))
    return reconcile(table(claims), known, {"s": None}, Settings(), statements=read)


def found(*claims: Claim) -> list[Finding]:
    return [made for made in reconciled(*claims).findings if made.kind == "within"]


def test_two_values_of_one_fact_are_a_finding():
    [made] = found(told(0, 1450), told(100, 1540), told(200, 1450))
    assert made.relation == "conflict"
    assert [len(position.claims) for position in made.positions] == [2, 1]
    assert made.explanation[-1].rule == "transposed-digits"


@pytest.mark.parametrize(
    "second",
    [
        told(100, 1450),
        told(100, 1540, subjects=("Estland", "Norland")),
        told(100, 1540, measured=("land", "frontier")),
        told(100, 1540, property="coast_length"),
        told(100, 1540, when=date("1911")),
        told(100, 1540, modality="planned"),
        told(100, 1540, where=("Estland",)),
        told(100, 1540, speaker="he"),
        told(100, 1540, "It was extended to this length."),
        told(100, 1540, "Another border is so long."),
        claim("s", 4, value=length(1540), sentence=told(0, 1450).sentence),
    ],
    ids=["value", "subjects", "measured", "property", "when", "modality", "where", "speaker",
         "change", "part", "sentence"],
)  # fmt: skip
def test_what_tells_them_apart(second: Claim):
    assert found(told(0, 1450), second) == []


def test_a_sentence_that_states_both_values_speaks_of_two_things():
    both = (told(200, 1450), claim("s", 204, value=length(1540), sentence=told(200, 1).sentence))
    assert found(told(0, 1450), told(100, 1540), *both) == []


def test_many_values_are_a_series():
    assert found(*(told(100 * n, 1000 + 100 * n) for n in range(4))) == []
    assert len(found(*(told(100 * n, 1000 + 100 * n) for n in range(3)))) == 1


def test_two_voices_are_named():
    said = (told(0, 1450, speaker="Ida Adler"), told(100, 1540, speaker="the ministry"))
    [made] = found(*said)
    assert [step.rule for step in made.explanation][-1] == "two-voices"
    assert "Ida Adler; the ministry" in made.explanation[-1].text


def test_statements_that_are_not_looked_at_leave_a_receipt():
    many = [told(100 * n, 1450) for n in range(7)]
    caps = reconciled(*many, told(900, 1540)).caps
    assert [cap for cap in caps if cap["cap"] == "statements-of-a-value"] == [
        {"cap": "statements-of-a-value", "text": "border_length", "limit": 5, "left_out": 2}
    ]


def test_every_property_that_is_named_is_known():
    listed = resources.load("within")["properties"]
    every = [id for ids in listed.values() for id in ids]
    assert len(every) == len(set(every))
    assert [id for id in every if id not in properties()] == []


def test_a_value_may_open_its_sentence():
    """Nothing stands before it that could introduce what it is of."""
    event: dict[str, Any] = {"property": "magnitude", "subjects": (), "around": ("Norland",)}
    assert len(found(told(0, 1450, **event), told(100, 1540, **event))) == 1
