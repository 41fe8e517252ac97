"""What figures in tables of plain text state: their heads say it, not the cells beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.claim.vector import surroundings
from sourcecheck.model.claim import Claim
from sourcecheck.model.source import Source
from tests.shipped import shipped

Read = Callable[[str], dict[str, Claim]]


@pytest.fixture(scope="module")
def read() -> Read:
    """The claims of the values of a text by their words, read by the pipeline that ships."""
    nlp = shipped()

    def claims(text: str) -> dict[str, Claim]:
        ((doc, _),) = annotating.annotate_many(nlp, [(text, "2019-03-04", None)])
        source = Source(id="text", path="text.txt", sha256="0" * 64, text=text)
        made = build.claims(doc, source)
        return {c.span.quote: c for c in made if c.kind not in ("attribute", "name")}

    return claims


LOANS = """The libraries of Ostby county, annual return

Loans by branch
Branch\tNovels\tMaps\tStaff
Ostby\t41,204\t310\t12
Lunden\t9,871\t-\t4
"""
ACCOUNTS = """Sound Ferries, report for the year

Results, £m              2018      2017
Revenue                  61.4      58.9
Operating loss            2.7       0.4
Crew (average)          1,210     1,198
"""
COLLISION = """Accidents on the Ostby line
Place and day\tKilled\tInjured\tTotal
Lunden bridge, 3 May 1911\t14\t32\t46
Harvik tunnel, 9 June 1913\t5\t-\t5
"""


def test_a_column_head_says_what_is_measured_and_the_row_whose_it_is(read: Read):
    claim = read(LOANS)["41,204"]
    assert claim.property == "open:novel"
    assert "Ostby" in claim.subjects
    assert claim.rules == ("property:cell", "subject:cell")
    assert claim.sentence is not None
    assert claim.sentence.quote == "Ostby\t41,204\t310\t12"


def test_the_words_around_a_cell_are_its_heads(read: Read):
    words = surroundings(read(LOANS)["41,204"])
    assert {"novel", "ostby", "loan", "branch"} <= set(words.near)
    assert "map" not in words.near
    assert set(words.beside) == {"novel", "ostby"}


def test_a_column_of_a_year_dates_what_the_row_measures(read: Read):
    claims = read(ACCOUNTS)
    assert claims["61.4"].property == "revenue"
    assert claims["61.4"].when is not None
    assert claims["61.4"].when.timex == "2018"
    assert claims["58.9"].when is not None
    assert claims["58.9"].when.timex == "2017"


def test_a_figure_has_the_unit_that_a_head_gives(read: Read):
    claims = read(ACCOUNTS)
    quantity = claims["2.7"].quantity
    assert quantity is not None
    assert (claims["2.7"].kind, quantity.low, quantity.unit) == ("money", 2_700_000, "GBP")


def test_the_day_and_place_of_a_row_are_those_of_its_figures(read: Read):
    claim = read(COLLISION)["14"]
    assert claim.property == "people_killed"
    assert claim.when is not None
    assert claim.when.timex == "1911-05-03"


def test_the_total_of_killed_and_injured_is_of_both(read: Read):
    assert read(COLLISION)["46"].property == "people_killed_or_injured"


def test_cells_with_a_dash_between_them_are_no_range(read: Read):
    assert {"9,871", "4"} <= set(read(LOANS))


def test_a_total_behind_its_list_is_of_what_the_list_says(read: Read):
    claim = read("Crew of the ferry: 12 dead, 40 hurt. In all, 52.\n")["52"]
    assert claim.property == "people_killed_or_injured"
    assert claim.sentence is not None
    assert claim.sentence.quote.startswith("Crew of the ferry")


@pytest.mark.parametrize(
    "text", ["Nobody was hurt. In all, 152.\n", "Rain fell.\n\nIn all, 152.\n"]
)
def test_a_total_without_a_list_states_nothing(read: Read, text: str):
    assert read(text)["152"].property == ""
