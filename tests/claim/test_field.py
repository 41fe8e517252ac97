"""Reference pages: labels and items say what prose says with verbs."""

from __future__ import annotations

import re

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.annotate.layout.fields import Field, Fields
from sourcecheck.annotate.view import View
from sourcecheck.claim.candidates.label import in_field
from sourcecheck.claim.layers import Layers

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

NLP = spacy.blank("en")


def fields_of(text: str) -> Fields:
    return View(NLP(text)).fields


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
    field = fields_of(PAGE).at(PAGE.index(figure))
    assert field is not None
    assert PAGE[slice(*field.label)] == label
    assert " ".join(PAGE[slice(*field.parts.own)].split()) == item


def test_a_label_in_lower_case_stands_under_the_heading_of_its_block():
    field = fields_of(PAGE).at(PAGE.index("12,300"))
    assert field is not None
    assert field.heading is not None
    assert PAGE[slice(*field.heading)] == "Area"
    coast = fields_of(PAGE).at(PAGE.index("362"))
    assert coast is not None
    assert coast.heading is None


def test_a_figure_after_a_blank_line_is_in_no_field():
    text = PAGE + "\n\nThe country has 40 lakes.\n"
    assert fields_of(text).at(text.index("40")) is None


def test_prose_has_no_fields():
    assert fields_of(PROSE).at(PROSE.index("900")) is None


LISTS = """NORLAND

Ages:
 0-9 years: 29% (female 8,500; male 8,900)
 60 years and over: 5.5%

Income by share: lowest 20%: 3.4% highest 20%: 28.4% (2000)

Land use: 75% arable, 10.5% permanent crops, 14.5% other

Sea: 12 nm

Partners: Ostland 27%, Sudland 5%, other
 68%
 Westland: none

Life expectancy at birth: 71 years

Date of birth: 3 May 1920

Tree cover: 41% (as of 2001)

Overview: The valley of the river is the home of most of the people of the land, and it was in the
 hands of the crown. There are 40 mines, of which 7 are open to all who ask for it.
"""


def _field(figure: str) -> Field | None:
    start = LISTS.index(figure)
    return fields_of(LISTS).at(start, start + len(figure))


def _about(figure: str, kind: str = "percent") -> tuple[str, tuple[str, ...]]:
    field = _field(figure)
    assert field is not None
    what, whose, _ = in_field(Layers.of(NLP(LISTS)), field, ("Norland",), kind, "")  # type: ignore[arg-type]
    assert whose == ("Norland",)
    return what.property, what.measured


@pytest.mark.parametrize(
    ("figure", "measured"),
    [
        ("29%", ("years", "0", "9")),
        ("8,500", ("female", "years", "0", "9")),
        ("8,900", ("male", "years", "0", "9")),
        ("5.5%", ("years", "60")),
        ("3.4%", ("lowest", "20")),
        ("28.4%", ("highest", "20")),
        ("75%", ("arable",)),
        ("10.5%", ("permanent", "crops")),
        ("14.5%", ("other",)),
        ("12 nm", ()),
        ("27%", ("Ostland",)),
        ("68%", ("other",)),
        ("41%", ()),
    ],
)
def test_words_before_behind_and_around_a_figure_name_its_item(
    figure: str, measured: tuple[str, ...]
):
    assert sorted(_about(figure)[1]) == sorted(word.lower() for word in measured)


@pytest.mark.parametrize("figure", ["60 years", "20%: 3.4"])
def test_a_figure_that_names_an_item_states_nothing(figure: str):
    start = LISTS.index(figure)
    field = fields_of(LISTS).at(start, start + len(figure.split(":")[0]))
    assert field is not None
    assert field.names_an_item
    what, _, _ = in_field(Layers.of(NLP(LISTS)), field, ("Norland",), "percent", "")
    assert (what.property, what.rule) == ("", "property:name-of-an-item")


def test_a_value_before_the_next_inner_label_is_no_name():
    field = _field("3.4%")
    assert field is not None
    assert not field.names_an_item


def test_running_text_behind_a_label_is_no_list():
    assert _field("40 mines") is None
    assert _field("27%") is not None


def test_the_head_of_a_label_stands_before_its_preposition():
    doc = NLP(LISTS)
    for token in doc:
        if token.text in ("at", "of", "by"):
            token.pos_ = "ADP"
    layers = Layers.of(doc)
    birth = fields_of(LISTS).at(LISTS.index("71 years"))
    born = fields_of(LISTS).at(LISTS.index("3 May"))
    assert birth is not None
    assert born is not None
    assert in_field(layers, birth, (), "date", "")[0].property.startswith("open:")
    assert in_field(layers, born, (), "date", "")[0].property == "birth"


def test_a_label_of_one_verb_states_its_property():
    page = "ROVERS\n\nGround: Mill\nFounded: 3 May 1902\nCoach: Lund\nColours: red\nRank: fifth\n"
    doc = NLP(page)
    next(token for token in doc if token.text == "Founded").lemma_ = "found"
    field = fields_of(page).at(page.index("3 May"))
    assert field is not None
    assert in_field(Layers.of(doc), field, ("Rovers",), "date", "")[0].property == "founding"


@given(st.text(alphabet="Ab 1%:;,()\n-", max_size=120))
def test_every_stretch_lies_in_the_field_of_its_figure(tail: str):
    text = PAGE + tail
    fields = fields_of(text)
    for figure in re.finditer(r"\d+%?", text):
        field = fields.at(*figure.span())
        if field is None:
            continue
        for begin, end in (field.parts.own, *field.parts.outer):
            assert field.label[1] <= begin <= end <= len(text)
        own = field.parts.own
        assert own[1] == figure.start() or own[0] == figure.end()
