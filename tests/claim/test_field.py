"""Reference pages: labels and items say what prose says with verbs."""

from __future__ import annotations

import pytest

from sourcecheck.claim.field import Fields

PAGE = """NORLAND

Area:
 total area: 12,300 sq km
 land area: 12,000 sq km

Land boundaries: total 900 km, Sudland 282 km, Former
 Duchy of Ostland 618 km (100 km by river)

Coastline: 362 km

Climate: mild; cool winters
"""
PROSE = "He said this: the border is long. It runs for 900 km, as the map shows, to the sea.\n" * 9


@pytest.mark.parametrize(
    ("figure", "label", "item"),
    [
        ("12,300", "total area", ""),
        ("900 km", "Land boundaries", "total"),
        ("282 km", "Land boundaries", "Sudland"),
        ("618 km", "Land boundaries", "Former Duchy of Ostland"),
        ("362 km", "Coastline", ""),
    ],
)
def test_label_and_item_of_a_figure(figure: str, label: str, item: str):
    field = Fields(PAGE).at(PAGE.index(figure))
    assert field is not None
    assert (field.label, field.item) == (label, item)
    assert PAGE[field.label_start : field.label_end] == label


def test_a_label_in_lower_case_stands_under_the_heading_of_its_block():
    field = Fields(PAGE).at(PAGE.index("12,300"))
    assert field is not None
    assert field.heading is not None
    assert PAGE[slice(*field.heading)] == "Area"
    coast = Fields(PAGE).at(PAGE.index("362"))
    assert coast is not None
    assert coast.heading is None


def test_a_figure_after_a_blank_line_is_in_no_field():
    text = PAGE + "\n\nThe country has 40 lakes.\n"
    assert Fields(text).at(text.index("40")) is None


def test_prose_has_no_fields():
    assert Fields(PROSE).at(PROSE.index("900")) is None
