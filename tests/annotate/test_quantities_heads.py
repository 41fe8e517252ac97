"""Figures of tables in the unit that a head or the caption gives."""

from __future__ import annotations

import pytest
import spacy

from sourcecheck.annotate import (
    factories,  # noqa: F401  (registers the factory)
    mentions,
)
from sourcecheck.model.quantity import Quantity

NLP = spacy.blank("en")
NLP.add_pipe("sourcecheck_quantities")


def quantity(head: str, figure: str) -> Quantity:
    """The figure in a column of this head."""
    doc = NLP(f"Depot\t{head}\nAlder Street\t{figure}\nBirch Street\t7\n")
    found = [m.quantity for m in mentions.read(doc, "quantities") if m.span.quote == figure]
    assert len(found) == 1
    assert found[0] is not None
    return found[0]


@pytest.mark.parametrize(
    ("head", "figure", "low", "unit"),
    [
        ("Sales (£m)", "3.4", 3_400_000, "GBP"),
        ("Sales, £m", "3.4", 3_400_000, "GBP"),
        ("Sales (USD million)", "3.4", 3_400_000, "USD"),
        ("Sales (£000)", "340", 340_000, "GBP"),
        ("Coal (tonnes)", "3,400", 3_400_000, "kilogram"),
        ("Share (%)", "34", 34, "percent"),
        ("%", "34", 34, "percent"),
    ],
)
def test_a_bare_figure_has_the_unit_of_its_head(head: str, figure: str, low: int, unit: str):
    found = quantity(head, figure)
    assert (found.low, found.unit) == (low, unit)


@pytest.mark.parametrize(
    "head",
    ["Sales", "Sales (est.)", "Lunden, Va.", "A"],
)
def test_other_words_are_no_unit(head: str):
    found = quantity(head, "34")
    assert (found.low, found.dimension) == (34, "count")


def test_a_head_that_is_nearer_goes_before_the_caption():
    doc = NLP("Results (£m)\n\nYear\tSales\tStaff (%)\n2003\t5.1\t12\n2004\t5.2\t13\n")
    units = {m.span.quote: m.quantity.unit for m in mentions.read(doc, "quantities") if m.quantity}
    assert (units["5.1"], units["12"]) == ("GBP", "percent")


def test_a_column_of_words_on_the_right_shifts_no_unit():
    doc = NLP(
        "Weir\tFall (ft)\tBuilt\tMiller\nOtter Lock\t31\t1802\tJ. Penn\nMill Race\t9\t1811\t-\n"
    )
    units = {m.span.quote: m.quantity.unit for m in mentions.read(doc, "quantities") if m.quantity}
    assert (units["31"], units["9"]) == ("meter", "meter")


@pytest.mark.parametrize("line", ["Toll (£m): 41.2", "Toll (£m) 41.2", "| Toll (£m) | 41.2 |"])
def test_a_label_states_the_unit_of_its_own_line(line: str):
    found = [m.quantity for m in mentions.read(NLP(line), "quantities")]
    assert [(f.low, f.unit) for f in found if f] == [(41_200_000, "GBP")]
