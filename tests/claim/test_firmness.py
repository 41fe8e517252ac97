"""What a denial does not reach, what "not until" says, whose an age is, and what is no echo."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.source import Source
from tests.shipped import shipped

Claims = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def stated() -> Claims:
    """The figures and dates that a text states, read by the pipeline that ships."""
    nlp = shipped()

    def claims(text: str) -> list[Claim]:
        ((doc, _),) = annotating.annotate_many(nlp, [(text, "", None)])
        source = Source(id="text", path="text.txt", sha256="0" * 64, text=text)
        return [c for c in build.claims(doc, source) if c.kind not in ("attribute", "name")]

    return claims


MODALITIES = [
    # (sentence, value, modality)
    ("Voss put Adler down, and the 38-year-old Swede never recovered.", "38-year", "asserted"),
    ("The mayor (elected in 1990) will not run.", "1990", "asserted"),
    ("They would not enter the school that was hit on 4 May 1991.", "4 May 1991", "asserted"),
    ("The mayor was not elected in 1990.", "1990", "denied"),
    ("The frontier is not 900 miles long.", "900 miles", "denied"),
    ("It will not hit a town that has 900 houses.", "900", "denied"),
    ("The new quay is to be opened in 2031.", "2031", "planned"),
    ("The canal was to carry 300 barges.", "300", "planned"),
    ("The museum expects 400 visitors.", "400", "planned"),
    ("Six new lifts are foreseen.", "Six", "planned"),
    ("The club applied for 70 berths.", "70", "planned"),
    ("The firm has permission for 12 kiosks.", "12", "planned"),
    ("Planned: 90 berths.", "90", "planned"),
    ("The firm has room for 12 kiosks.", "12", "asserted"),
    ("A loss of 15 mm was predicted.", "15 mm", "planned"),
    ("The target stood at 90 per cent.", "90 per cent", "planned"),
    ("There were plans for 12 houses.", "12", "planned"),
    ("Twelve members approved the plan.", "Twelve", "asserted"),
    ("The town has 12 houses to let.", "12", "asserted"),
    ("It came to 12 houses.", "12", "asserted"),
]


@pytest.mark.parametrize(("text", "value", "modality"), MODALITIES)
def test_how_firmly_it_is_said(stated: Claims, text: str, value: str, modality: str) -> None:
    assert {c.span.quote: c.modality for c in stated(text)}[value] == modality


UNTIL = [
    ("The line will not reopen until 3 May 1991.", "", "planned"),
    ("The line did not reopen until 3 May 1991.", "", "asserted"),
    ("The line will not reopen before 3 May 1991.", "since", "planned"),
    ("The line will not reopen until the end of 1991.", "late", "planned"),
]


@pytest.mark.parametrize(("text", "hedge", "modality"), UNTIL)
def test_not_until_is_when_it_begins(stated: Claims, text: str, hedge: str, modality: str) -> None:
    (claim,) = stated(text)
    assert claim.date is not None
    assert (claim.date.hedge, claim.modality) == (hedge, modality)
    assert claim.date.rule.endswith("+not-until")


PLAIN = [
    ("The line was closed until 3 May 1991.", "until", "asserted"),
    ("They had not met before 3 May 1991.", "before", "denied"),
    ("The line will not reopen by 3 May 1991.", "before", "denied"),
]


@pytest.mark.parametrize(("text", "hedge", "modality"), PLAIN)
def test_other_bounds_are_kept(stated: Claims, text: str, hedge: str, modality: str) -> None:
    (claim,) = stated(text)
    assert claim.date is not None
    assert (claim.date.hedge, claim.modality) == (hedge, modality)


AGES = [
    ("Police named the victim as Maria Lopez, 34, of Leeds.", ("Maria Lopez",)),
    ("Maria Lopez, aged 34, was found in a park.", ("Maria Lopez",)),
    ("The suspect, 34-year-old Maria Lopez, was arrested.", ("Maria Lopez",)),
    ("Maria Lopez, who is 34, was arrested.", ("Maria Lopez",)),
    ("Maria Lopez is 34.", ("Maria Lopez",)),
    ("Maria Lopez turned 34 on Sunday.", ("Maria Lopez",)),
    ("Maria Lopez and Peter Holt, both 34, died at the scene.", ("Maria Lopez", "Peter Holt")),
    ("Lopez's 34-year-old daughter survived.", ()),
]


@pytest.mark.parametrize(("text", "whose"), AGES)
def test_an_age_is_one_figure_of_a_person(
    stated: Claims, text: str, whose: tuple[str, ...]
) -> None:
    (age,) = [claim for claim in stated(text) if claim.kind != "date"]
    assert (age.property, age.subjects) == ("age", whose)
    assert age.quantity is not None
    assert (age.quantity.dimension, age.quantity.stated_unit) == ("time", "year")
    assert age.quantity.low == 34 * age.quantity.factor


@pytest.mark.parametrize(
    "text",
    ["Maria Lopez was 3 under par.", "Peter Holt was number 9.", "Lopez is 340."],
)
def test_other_numbers_said_of_a_person_are_no_ages(stated: Claims, text: str) -> None:
    assert [claim.property for claim in stated(text) if claim.property == "age"] == []


ECHOES = [
    # (sentence, is its year an event of its own)
    ("In 2003, Voss stopped Adler in the ninth round.", True),
    ("The flood killed 3,000 farmers in 4 valleys in 1904.", True),
    ("Adler was champion for six months in 2001.", True),
    ("In 2010 the firm bought Adler Mills for $3 billion.", True),
    ("In 2004 the town had 3,000 inhabitants.", False),
]


@pytest.mark.parametrize(("text", "own"), ECHOES)
def test_a_year_beside_a_figure(stated: Claims, text: str, own: bool) -> None:
    (date,) = [claim for claim in stated(text) if claim.kind == "date"]
    assert ("property:time-of-a-figure" not in date.rules) == own


def test_a_range_of_clock_times_is_a_claim(stated: Claims) -> None:
    found = [claim.span.quote for claim in stated("It was cut between 07:28 and 08:06 on Friday.")]
    assert found[0].startswith("between 07:28")


def test_a_headline_may_run_on_to_its_slug(stated: Claims) -> None:
    assert [c.span.quote for c in stated("BREAKING-12 people killed in blast.")] == ["12"]
    assert stated("The B-52 people met the Apollo-13 crew.") == []
