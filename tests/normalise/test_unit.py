"""Units: exact worth, families, written forms."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_data import units
from sourcecheck import resources
from sourcecheck.normalise import money, unit_words
from sourcecheck.normalise import unit as unit_module
from sourcecheck.normalise.lexer import pieces
from sourcecheck.normalise.unit import UnknownUnit, by_pint, from_base, parse, to_base, unit, write

_NAMES = sorted(resources.load("units")["unit"])


@pytest.mark.parametrize(
    ("name", "base", "factor", "dimension"),
    [
        ("mile", "meter", Fraction("1609.344"), "length"),
        ("kilometer / hour", "meter / second", Fraction(5, 18), "speed"),
        ("kilometer ** 2", "meter ** 2", Fraction(10**6), "area"),
        ("kilowatt", "watt", Fraction(1000), "power"),
        ("percent", "percent", Fraction(1), "percent"),
        ("permille", "percent", Fraction(1, 10), "percent"),
        ("basis_point", "percentage_point", Fraction(1, 100), "percentage point"),
        ("cent", "dollar", Fraction(1, 100), "money"),
        ("USD / kilogram", "USD / kilogram", Fraction(1), "money / kilogram"),
        ("dimensionless", "dimensionless", Fraction(1), "count"),
        ("milligram / kilogram", "dimensionless", Fraction(1, 10**6), "ratio"),
    ],
)
def test_worth(name: str, base: str, factor: Fraction, dimension: str) -> None:
    found = unit(name)
    assert (found.base, found.factor, found.dimension) == (base, factor, dimension)


@pytest.mark.slow
def test_the_file_of_worths_is_what_pint_says() -> None:
    run = "run: python build_data/units.py"
    assert units.TARGET.read_text(encoding="utf-8") == units.written(), run


def test_a_unit_that_is_not_in_the_file_is_asked_of_pint() -> None:
    assert "unheard" not in unit_module._worths()
    with pytest.raises(UnknownUnit, match="unheard"):
        unit("unheard / second")
    assert by_pint("mile") == (Fraction("1609.344"), 0, (("meter", 1),))


def test_freezing_point_is_exact() -> None:
    assert to_base(Fraction(32), unit("degree_Fahrenheit")) == Fraction("273.15")
    assert to_base(Fraction(0), unit("degree_Celsius")) == Fraction("273.15")


def test_unknown_unit() -> None:
    with pytest.raises(UnknownUnit, match="smoot_of_cloth"):
        unit("smoot_of_cloth")


@given(st.sampled_from(_NAMES), st.fractions())
def test_there_and_back_is_exact(name: str, value: Fraction) -> None:
    assert from_base(to_base(value, unit(name)), unit(name)) == value


@pytest.mark.parametrize("name", _NAMES)
def test_every_unit_of_the_vocabulary_is_known_and_found(name: str) -> None:
    assert unit(name).name == name
    assert write(parse(name)) == name
    for form in resources.load("units")["unit"][name].get("words", []):
        found = unit_words.find(pieces(f"5 {form}"), 1)
        assert found is not None, form
        assert name in found.names, form


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("km²", "kilometer ** 2"),
        ("km2", "kilometer ** 2"),
        ("km^2", "kilometer ** 2"),
        ("sq km", "kilometer ** 2"),
        ("sq. km", "kilometer ** 2"),
        ("square miles", "mile ** 2"),
        ("km squared", "kilometer ** 2"),
        ("cubic feet", "foot ** 3"),
        ("km/h", "kilometer / hour"),
        ("km per hour", "kilometer / hour"),
        ("miles an hour", "mile / hour"),
        ("mph", "mile / hour"),
        ("g cm−3", "gram / centimeter ** 3"),
        ("m s⁻¹", "meter / second"),
        ("µg/m³", "microgram / meter ** 3"),
        ("per cent", "percent"),
        ("wt.%", "percent"),
        ("percentage points", "percentage_point"),
        ("kWh", "kilowatt_hour"),
        ("°C", "degree_Celsius"),
        ("degrees Fahrenheit", "degree_Fahrenheit"),
        ("MW", "megawatt"),
        ("mW", "milliwatt"),
        ("barrels a day", "oil_barrel / day"),
        ("Mg ha−1 year−1", "megagram / hectare / year"),
        ("lb-ft", "pound_force * foot"),
        ("mpg", "mile / gallon"),
        ("bcm", "kilometer ** 3"),
        ("US gal", "gallon"),
    ],
)
def test_written_forms(written: str, name: str) -> None:
    items = pieces(f"5 {written}")
    found = unit_words.find(items, 1)
    assert found is not None
    assert (found.names[0], found.end) == (name, len(items))


@pytest.mark.parametrize("written", ["in Paris", "a tree", "people", "Ma’am", "million"])
def test_is_no_unit(written: str) -> None:
    found = unit_words.find(pieces(f"5 {written}"), 1)
    assert found is None or written == "Ma’am"


def test_ambiguous_units_keep_their_meanings() -> None:
    found = unit_words.find(pieces("5 tons"), 1)
    assert found is not None
    assert set(found.names) == {"short_ton", "long_ton", "metric_ton"}


def test_a_dollar_of_no_country_may_be_any() -> None:
    assert {"USD", "CAD", "AUD"} <= money.codes("dollar")
    assert money.codes("USD") == {"USD"}
    assert not money.codes("EUR") & money.codes("dollar")
    assert money.codes("cent") == money.codes("dollar")
    assert money.codes("kilogram") == frozenset()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("$5", "dollar"),
        ("US$5", "USD"),
        ("U.S. $5", "USD"),
        ("HK$5", "HKD"),
        ("C$ 5", "CAD"),
        ("£5", "GBP"),
        ("€5", "EUR"),
        ("Rs. 5", "INR"),
        ("GBP 5", "GBP"),
        ("USD5", "USD"),
        ("Rupees 5", "rupee"),
        ("Rp 5", "IDR"),
        ("KSh 5", "KES"),
        ("A$5", "AUD"),
    ],
)
def test_money_before_its_figure(written: str, code: str) -> None:
    found = money.before(pieces(written), 0)
    assert found is not None
    assert found[0] == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("dollars", "dollar"),
        ("US dollars", "USD"),
        ("Swiss francs", "CHF"),
        ("francs", "franc"),
        ("yuan", "CNY"),
        ("yen", "JPY"),
        ("roubles", "RUB"),
        ("euros", "EUR"),
        ("cents", "cent"),
        ("€", "EUR"),
    ],
)
def test_money_behind_its_figure(written: str, code: str) -> None:
    found = money.after(pieces(f"5 {written}"), 1, large=False)
    assert found is not None
    assert found[0] == code


def test_an_article_is_no_country() -> None:
    assert money.before(pieces("A $5 fee"), 0) is None
    assert money.after(pieces("5Rp"), 1, large=False) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [("85pc", "percent"), ("12st", "stone"), ("4 pc", "parsec"), ("21st", None), ("40C", None),
     ("1.5C", "degree_Celsius"), ("40C (104F)", "degree_Celsius"), ("13C/12C", None),
     ("40C of heat", "degree_Celsius")],
)  # fmt: skip
def test_letters_written_on_to_digits(written: str, name: str | None) -> None:
    found = unit_words.find(pieces(written), 1)
    assert (found.names[0] if found else None) == name


def test_a_verb_is_no_currency() -> None:
    assert money.after(pieces("3 won the race"), 1, large=False) is None
    found = money.after(pieces("3000 won"), 1, large=True)
    assert found is not None
    assert found[0] == "KRW"
