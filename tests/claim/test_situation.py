"""Attributes that a story tells have its scene, and knockouts the holder of their record."""

from __future__ import annotations

import pytest

from sourcecheck import settings
from sourcecheck.annotate import build as annotate
from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.source import Source


@pytest.fixture(scope="module")
def claims():
    nlp = annotate.load(settings.Settings())

    def read(text: str) -> dict[str, Claim]:
        source = Source("a", "a.txt", "0" * 64, text)
        made = build.claims(annotate.annotate(nlp, source), source)
        return {claim.span.quote: claim for claim in made}

    return read


def test_a_direction_has_the_words_and_places_of_its_sentence(claims):
    found = claims("The earthquake struck 40 km (25 miles) south of Lima on Tuesday, police said.")
    claim = found["south"]
    assert (claim.kind, claim.property, claim.subjects) == ("attribute", "direction", ("Lima",))
    assert {"earthquake", "strike"} <= set(claim.context)
    assert claim.around == ("Lima",)
    assert claim.lead
    assert claim.when is not None


def test_the_distance_beside_it_stays_a_figure(claims):
    found = claims("The earthquake struck 40 km (25 miles) south of Lima on Tuesday.")
    assert [found[quote].property for quote in ("40 km", "25 miles")] == ["distance", "distance"]


def test_a_title_stands_without_a_scene(claims):
    found = claims("French President Ada Brun flew to Lima.")
    assert found["French President"].context == ()


@pytest.mark.parametrize(
    ("text", "figure", "holder"),
    [
        ("Ada Brun (20-1, 14 KOs) stopped Karl Lund (12-3) in Lima.", "14", "Ada Brun"),
        ("Ada Brun (20-1) stopped Karl Lund (12-3, 9 KO's) in Lima.", "9", "Karl Lund"),
        ("Ada Brun improved to 20-1 with a splendid 14 victories by knockout.", "14", "Ada Brun"),
    ],
)
def test_knockouts_are_of_the_holder_of_the_record(claims, text, figure, holder):
    claim = claims(text)[figure]
    assert (claim.kind, claim.property, claim.subjects) == ("count", "knockouts", (holder,))
    assert claim.measured in (("20-1",), ("12-3",))


def test_a_count_far_from_a_record_keeps_its_own_subject(claims):
    found = claims("Ada Brun (20-1) rests. Karl Lund counts 9 knockouts.")
    assert found["9"].property == "knockouts"
    assert found["9"].subjects == ("Karl Lund",)


def test_rounds_behind_a_record_are_no_knockouts(claims):
    assert claims("Ada Brun (20-1, 14 rounds) rests.")["14"].property != "knockouts"


def test_on_a_reference_page_its_topic_lies_there(claims):
    fields = (
        "Location: South America, north of Chile\nArea:\ntotal: 1,200 sq km\nland: 900 sq km\n"
        "Coastline: 300 km\nPopulation: 3,000\n"
    )
    assert claims(f"Norland\n\n{fields}")["north"].subjects == ("Chile", "Norland")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Stavanger is southwest of Bergen, a port in Norway.", "southwest"),
        ("Bergen is northeast of Stavanger, a port in Norway.", "northeast"),
        ("Sortland is southwest of Bergen, a port in Norway.", "southwest"),
        ("Bergen is northeast of Sortland, a port in Norway.", "northeast"),
    ],
)
def test_a_direction_of_two_names_is_turned_to_the_first(claims, text, quote):
    claim = claims(text)[quote]
    other = "Sortland" if "Sortland" in text else "Stavanger"
    assert (claim.subjects, claim.text) == (("Bergen", other), "southwest")


@pytest.mark.parametrize(
    ("text", "lies"),
    [
        ("A shell exploded at a market north of Lima.", ("market",)),
        ("A shell exploded at a checkpoint 10 km north of Lima.", ("checkpoint",)),
        ("The quake struck 40 km north of Lima on Tuesday.", ()),
        ("The epicentre was 40 km (25 miles) north of Lima.", ()),
    ],
)
def test_a_direction_from_one_name_is_narrowed_by_what_lies_there(claims, text, lies):
    assert claims(text)["north"].measured == lies


def test_a_score_keeps_who_won(claims):
    assert claims("Peru beat Spain 4-0 in the final in Lima.")["4-0"].text == "4-0 (Peru)"
    assert claims("Spain beat Peru 4-0 in the final in Lima.")["4-0"].text == "4-0 (Spain)"
    assert claims("Spain lost 0-4 to Peru in the final in Lima.")["0-4"].text == "4-0 (Peru)"
