"""Number lines, time lines and passages of the page."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.date import Date
from sourcecheck.model.quantity import Quantity
from sourcecheck.report.html import plot
from sourcecheck.report.html.passage import CONTEXT, SENTENCE, around
from sourcecheck.wording.quantity import Unit
from sourcecheck.wording.value import record

KM = Unit(one="km", many="km")


def when(first: str, last: str) -> Date:
    made = record({"earliest": first, "latest": last, "hedge": "", "timex": "", "time": None,
                   "unresolved": ""})  # fmt: skip
    assert isinstance(made, Date)
    return made


def mark(low: float, high: float, rounding: float = 0.0) -> plot.Mark:
    return plot.Mark("a claim", "A", 0, (low, high), (low - rounding, high + rounding))


AMOUNT = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.lists(st.tuples(AMOUNT, st.floats(0, 1e9)), min_size=1, max_size=8))
def test_everything_drawn_lies_on_the_line(amounts: list[tuple[float, float]]) -> None:
    marks = [mark(low, low, width) for low, width in amounts]
    drawn = plot.number_line(marks, KM)
    assert drawn is not None
    places = [float(row.dot.rstrip("%")) for row in drawn.rows if row.dot]
    assert len(places) == len(marks)
    order = sorted(range(len(amounts)), key=lambda i: amounts[i][0])
    assert [places[i] for i in order] == sorted(places), "greater figures lie further to the right"
    assert all(0 <= place <= 100 for place in places)
    assert len({tick.label for tick in drawn.ticks}) == len(drawn.ticks) <= 11


def test_ticks_are_round_and_the_last_names_the_unit() -> None:
    drawn = plot.number_line([mark(2390, 2390), mark(2897, 2897, 80)], KM)
    assert drawn is not None
    assert [tick.label for tick in drawn.ticks] == ["2,400", "2,600", "2,800", "3,000 km"]


def test_open_ends_have_arrows() -> None:
    at_least = plot.Mark("x", "A", 0, (50, 50), (50, None))
    drawn = plot.number_line([at_least, mark(20, 20)], Unit())
    assert drawn is not None
    bar = drawn.rows[0].allowed
    assert bar is not None
    assert (bar.open_low, bar.open_high) == (False, True)


def test_nothing_to_place_is_no_drawing() -> None:
    assert plot.time_line([plot.Mark("x", "A", 0, None, None)]) is None


def test_figures_beyond_a_double_are_not_drawn() -> None:
    huge = Quantity(Fraction(10**308), Fraction(10**308), "meter", "length")
    ends = plot.figures(huge, Unit(Fraction(1, 10**9)))
    assert plot.number_line([plot.Mark("x", "A", 0, ends, None)], KM) is None


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2003-01-01", "2003-12-31", ["Jan 2003", "Apr", "Jul", "Oct", "Jan 2004"]),
        ("1861-01-01", "1887-12-31", ["1860", "1870", "1880", "1890"]),
        ("2011-04-22", "2011-04-28", ["22 Apr 2011", "24 Apr", "26 Apr", "28 Apr"]),
    ],
)
def test_time_lines_have_ticks_of_their_length(first: str, last: str, labels: list[str]) -> None:
    days = plot.days(when(first, last))
    drawn = plot.time_line([plot.Mark("x", "A", 0, days, days)])
    assert drawn is not None
    assert [f"{tick.label} {tick.below}".strip() for tick in drawn.ticks] == labels


def claim_at(text: str, quote: str, sentence: str) -> dict[str, Any]:
    start, first = text.index(quote), text.index(sentence)
    return {
        "start": start, "end": start + len(quote), "quote": quote,
        "sentence": {"start": first, "end": first + len(sentence)},
    }  # fmt: skip


def test_passage_is_the_sentence_and_one_on_either_side() -> None:
    text = "One stands far off. Two is near. The dam is 90 m high. Four is near.\nFive is far."
    passage = around(text, claim_at(text, "90 m", "The dam is 90 m high."))
    assert passage.before == "Two is near. "
    assert passage.lead + passage.quote + passage.tail == "The dam is 90 m high."
    assert passage.after == " Four is near."


def test_passage_is_cut_at_words() -> None:
    words = "lorem " * 400
    text = f"{words}the dam is 90 m high {words}"
    passage = around(text, claim_at(text, "90 m", text))
    assert passage.lead.startswith("…lorem ")
    assert passage.tail.endswith(" lorem…")
    assert SENTENCE - 10 < len(passage.lead) <= SENTENCE + 1
    assert (passage.before, passage.after) == ("", "")


def test_context_without_full_stops_is_cut_too() -> None:
    words = "lorem " * 400
    text = f"{words}\n\nThe dam is 90 m high.\n\n{words}"
    passage = around(text, claim_at(text, "90 m", "The dam is 90 m high."))
    assert passage.before.startswith("…lorem")
    assert passage.after.endswith("lorem…")
    assert max(len(passage.before), len(passage.after)) <= CONTEXT + 1


def test_passage_of_an_unknown_text_is_the_quote() -> None:
    assert around("", {"start": 3, "end": 7, "quote": "90 m", "sentence": None}).quote == "90 m"


PLACE = st.integers(0, 900)


@given(st.text(max_size=900), PLACE, st.integers(1, 40), PLACE, PLACE)
def test_passage_always_holds_the_quote_and_is_short(
    text: str, start: int, length: int, left: int, right: int
) -> None:
    quote = text[start : start + length]
    end = start + len(quote)
    claim = {
        "start": start, "end": end, "quote": quote,
        "sentence": {"start": max(0, start - left), "end": min(len(text), end + right)},
    }  # fmt: skip
    passage = around(text, claim)
    assert "".join(passage.quote.split()) == "".join(quote.split())
    assert len("".join((passage.before, passage.lead, passage.tail, passage.after))) < 1500
