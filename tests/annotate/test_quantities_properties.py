"""Figures written in every supported form read as themselves; nothing raises, nothing is slow."""

# ruff: noqa: E501  (tables of forms stay readable on one line)
from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.gold import figure as gold
from sourcecheck.annotate.quantities.component import Quantities
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise import money, unit_words
from sourcecheck.normalise.unit import unit
from tests.machine import steps
from tests.marked import figures, figures_alone

pytestmark = pytest.mark.slow

NLP = figures_alone()


def test_every_unit_and_currency_that_can_be_read_is_known() -> None:
    """No text can raise: whatever a word or sign may mean has a worth."""
    names = [name for form in unit_words.forms() for name in form]
    names += money.names()
    assert len(names) > 1000
    for name in names:
        assert unit(name).factor > 0, name
        assert unit(f"dimensionless / {name}").factor > 0, name


@given(st.text(alphabet=st.sampled_from("019.,-– ½'’\"”°$£%/:^×x²aeknomT(\n"), max_size=40))
def test_no_text_raises(text: str) -> None:
    for mention in figures(text):
        json.dumps(gold(mention), allow_nan=False)


_AROUND = st.text(
    alphabet=st.sampled_from("ab 0.,-–—()[]$€%°½²’“”\u00a0\u0301\u200f\u202eא😀\n/:+×"), max_size=20
)


@given(
    _AROUND, st.sampled_from(["7.5 billion dollars", "2,750-mile", "about 3–5 km²", "½"]), _AROUND
)
def test_offsets_are_exact_in_any_unicode(before: str, figure: str, after: str) -> None:
    text = before + figure + after
    doc = NLP(text)
    for mention in mentions.read(doc, "quantities"):
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.span.quote == mention.span.quote.strip()
        quantity = mention.quantity
        assert isinstance(quantity, Quantity)
        assert quantity.low is not None
        assert quantity.high is not None
        assert quantity.low <= quantity.high


_UNITS = {
    "km": "kilometer", "miles": "mile", "°C": "degree_Celsius", "kg/m³": "kilogram / meter ** 3",
    "square miles": "mile ** 2", "μg": "microgram", "km h−1": "kilometer / hour", "hectares": "hectare",
    "%": "percent", "percentage points": "percentage_point", "MW": "megawatt", "ft": "foot",
    "barrels": "oil_barrel", "nautical miles": "nautical_mile", "mph": "mile / hour",
}  # fmt: skip
_MONEY = {
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "$": "dollar",
    "¥": "JPY",
    "Rs ": "INR",
    "CHF ": "CHF",
}
_HEDGES = {"": "", "at least ": "at_least", "nearly ": "approx", "more than ": "more_than",
           "up to ": "at_most", "~": "approx", "fewer than ": "less_than", "about ": "approx"}  # fmt: skip
_DECIMALS = st.decimals(min_value="0.01", max_value=10**6, places=2).map(lambda d: f"{d:,f}")


@given(_DECIMALS, st.sampled_from(sorted(_UNITS)), st.sampled_from(sorted(_HEDGES)))
def test_a_quantity_in_any_unit_and_hedge_reads_as_itself(
    value: str, unit_written: str, hedge: str
) -> None:
    (found,) = figures(f"It was {hedge}{value} {unit_written} then.")
    known = float(value.replace(",", ""))
    assert gold(found)["hedge"] == _HEDGES[hedge]
    assert gold(found)["value"] == {"number": known, "unit": _UNITS[unit_written]}
    assert found.span.quote == f"{hedge}{value} {unit_written}"


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(sorted(_MONEY)),
       st.sampled_from(["", " million", "bn", " trillion", "m"]))  # fmt: skip
def test_money_reads_as_itself(whole: int, tenth: int, sign: str, scale: str) -> None:
    worth = {"": 1, " million": 10**6, "bn": 10**9, " trillion": 10**12, "m": 10**6}[scale]
    (found,) = figures(f"It cost {sign}{whole}.{tenth}{scale} then.")
    assert found.quantity is not None
    assert found.quantity.low == Fraction(10 * whole + tenth, 10) * worth
    assert (found.quantity.unit, found.span.quote) == (
        _MONEY[sign],
        f"{sign}{whole}.{tenth}{scale}",
    )


@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["km", "%", "tonnes"]),
       st.sampled_from(["{a}–{b} {u}", "{a}-{b} {u}", "between {a} and {b} {u}", "from {a} to {b} {u}",
                        "{a} to {b} {u}", "{a} {u} to {b} {u}", "{a} {u} – {b} {u}"]))  # fmt: skip
def test_a_range_reads_as_its_ends(low: int, step: int, written: str, form: str) -> None:
    text = form.format(a=low, b=low + step, u=written)
    (found,) = figures(f"It is {text} now.")
    value = gold(found)["value"]
    assert (value["low"], value["high"]) == (low, low + step)
    assert found.span.quote == text


@given(st.integers(1, 8), st.integers(0, 11))
def test_feet_and_inches_in_every_form(feet: int, inches: int) -> None:
    for text in (
        f"{feet} feet {inches} inches", f"{feet} ft {inches} in", f"{feet}'{inches}\"",
        f"{feet}′ {inches}″", f"{feet}’{inches}”",
    ):  # fmt: skip
        (found,) = figures(f"It is {text} tall.")
        assert found.quantity is not None
        assert found.quantity.low == (feet * 12 + inches) * Fraction(254, 10_000), text


@given(st.integers(1, 10**9), st.sampled_from(["km", "tonnes", "US dollars", "%", "kg per hour"]))
def test_a_written_quantity_reads_as_itself(value: int, unit: str) -> None:
    (found,) = figures(f"It was {value:,} {unit} then.")
    assert found.quantity is not None
    assert gold(found)["value"]["number"] == float(value)
    assert found.span.quote == f"{value:,} {unit}"


_SENTENCES = st.sampled_from([
    "It is 5 km off.", "They sent 4,500 experts.", "It rose 5 %.", "No one was hurt.", "It cost $3bn.",
    "He is 5'10\" tall.", "They saw 5, 10 and 20 ships.", "Some 30 houses burned.", "All was well.",
    "It weighs 3 tons (2.7 tonnes).", "He said: \"We have 10.\"", "It fell from 5 to 3.", "See ch. 4.",
])  # fmt: skip


@given(_SENTENCES, _SENTENCES, _SENTENCES)
def test_other_sentences_change_nothing(before: str, sentence: str, after: str) -> None:
    alone = [m.quantity for m in figures(sentence)]
    start = len(before) + 1
    among = figures(f"{before} {sentence} {after}")
    inside = [m.quantity for m in among if start <= m.span.start < start + len(sentence)]
    assert inside == alone


@pytest.mark.parametrize(
    "piece",
    ["7", "-", "(", "[", " ", "1-", "1,", "1,000,", "a ", "one ", "million ", "1/", "two and ",
     "between 1 and ", "$", "1 km ", "½", "10^", "about ", "°", "1.", "from 1 to ", "3 feet ", "5' ", '"5" ', "no one was ", "1 km (", "1:", "8x2^", "40C ", "from 2m to ", "a third and ", "5 dollars a "],
)  # fmt: skip
def test_work_is_linear(piece: str) -> None:
    """Ten times the text costs less than fifteen times the work, whatever it repeats."""
    small, large = (_doc(piece * (n // len(piece))) for n in (600, 6_000))
    component = Quantities()
    component(_doc("1 km"))
    assert steps(component, large) < 15 * steps(component, small)


def _doc(text: str) -> Doc:
    """Any text in tokens of five characters: spaCy's own tokenizer is not what is measured."""
    words = [text[at : at + 5] for at in range(0, len(text), 5)]
    return Doc(NLP.vocab, words=words, spaces=[False] * len(words))
