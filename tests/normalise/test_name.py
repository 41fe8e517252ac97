"""Forms of names, on strings alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.normalise import name


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("the  Miller\nCorp.'s", "Miller Corp."),
        ("U.S.", "U.S."),
        ("James'", "James"),
        ("The", "The"),
        ("“Ada Brun”,", "Ada Brun"),
        ("Brun’s", "Brun"),
    ],
)
def test_normal(written: str, normal: str) -> None:
    assert name.normal(written) == normal


@pytest.mark.parametrize(
    ("compound", "countries"),
    [
        ("Sino-Indian", ("China", "India")),
        ("Franco-German-Polish", ("France", "Germany", "Poland")),
        ("Russo–Turkish", ("Russia", "Turkey")),
        ("Indo-European", ()),
        ("Anglo-Saxon", ()),
        ("Miller-Lund", ()),
        ("China", ()),
    ],
)
def test_compound(compound: str, countries: tuple[str, ...]) -> None:
    assert name.compound(compound) == countries


@pytest.mark.parametrize(
    ("full", "surname"),
    [
        ("Ada Brun", "Brun"),
        ("Ludo van der Berg Jr.", "van der Berg"),
        ("Brun", ""),
    ],
)
def test_surname(full: str, surname: str) -> None:
    assert name.surname(full) == surname


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("A. Brun", "Ada Brun", True),
        ("Brun", "Ada M. Brun", True),
        ("Ada Brun", "Ada M. Brun", True),
        ("Ida Brun", "Ada Brun", False),
        ("Brun Ada", "Ada Brun", False),
    ],
)
def test_is_person_form(short: str, full: str, fits: bool) -> None:
    assert name.is_person_form(short, full) is fits


@pytest.mark.parametrize(
    ("letters", "full", "fits"),
    [
        ("LRA", "Lund River Authority", True),
        ("BoN", "Bank of Norway", True),
        ("BN", "Bank of Norway", True),
        ("L.R.A.", "Lund River Authority", True),
        ("LRB", "Lund River Authority", False),
    ],
)
def test_initials(letters: str, full: str, fits: bool) -> None:
    assert name.initials_fit(letters, full) is fits


def test_a_former_state_ends() -> None:
    assert name.existed("Soviet Union", 1991)
    assert not name.existed("Soviet Union", 1992)
    assert name.existed("Soviet Union", None)
    assert name.existed("Peru", 3000)


def test_a_capital_brings_today_s_state() -> None:
    assert name.governed_from("Moscow") == "Russia"
    assert name.governed_from("Luxembourg") == ""  # the country's own name


@given(st.text(max_size=60))
def test_normal_form_is_part_of_what_is_written(text: str) -> None:
    assert name.normal(text).removesuffix(".") in " ".join(text.split())


@given(st.sampled_from(sorted(name.forms())))
def test_each_form_knows_its_territories(form: str) -> None:
    assert all(t.name in name.territories() for t in name.forms()[form].territories)
