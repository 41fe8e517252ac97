"""Tables in plain text: which heads a figure stands under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.annotate.layout import Stretch
from sourcecheck.annotate.layout.cells import grid

FERRY = """Passengers of the sound ferries
Line\tSpring\tSummer\tWhole year
Merle Castle\t1,204\t9,310\t10,514
Tern Castle\t-\t8,077\t8,077
Total\t\t\t18,591
"""
LIBRARY = """The reading room is closed on Mondays. It was painted in two colours.

Loans, thousands

                       2017     2018
Novels                 41.2     39.8
  of which in Welsh     3.1      3.3
Maps                    0.4        –

PERIODICALS
Weeklies                9.9      8.7
"""
LEAGUE = """WOMEN
1   Ida Voss         OST     2:31:08
2   Mette Aarup      LUN     2:33:47

MEN
1   Tor Brandt       OST     2:12:10
2   Pell Harvick     NOR     2:14:55
"""


def heads(text: str, quote: str) -> dict[str, str]:
    """What the heads of the cell with these words say, by which head it is."""
    start = text.index(quote)
    cell = grid(text).cell(start, start + len(quote))
    if cell is None:
        return {}

    def said(stretch: Stretch | None) -> str:
        return "" if stretch is None else text[slice(*stretch)]

    parts = {"row": cell.row, "column": cell.column, "caption": cell.caption}
    told = {name: said(stretch) for name, stretch in parts.items()}
    told["over"] = "; ".join(said(stretch) for stretch in cell.over)
    told["naming"] = "; ".join(said(stretch) for stretch in cell.naming)
    return {name: words for name, words in told.items() if words}


@pytest.mark.parametrize(
    ("quote", "row", "column"),
    [
        ("1,204", "Merle Castle", "Spring"),
        ("9,310", "Merle Castle", "Summer"),
        ("8,077", "Tern Castle", "Summer"),
        ("18,591", "Total", "Whole year"),
    ],
)
def test_a_cell_between_tabs_stands_under_the_head_of_its_place(quote: str, row: str, column: str):
    expected = {"row": row, "column": column, "caption": "Passengers of the sound ferries"}
    assert heads(FERRY, quote) == expected


def test_bars_part_cells_like_tabs():
    found = heads("| Weir | Fall | Gates |\n|:---|---:|---|\n| Otter Lock | 31 | 4 |\n", "31")
    assert (found["row"], found["column"]) == ("Otter Lock", "Fall")


def test_columns_may_be_set_with_spaces_and_lack_a_head_over_the_rows():
    assert heads(LIBRARY, "39.8") == {
        "row": "Novels", "column": "2018", "caption": "Loans, thousands",
    }  # fmt: skip


def test_a_row_that_is_set_in_is_a_part_of_the_one_above():
    assert heads(LIBRARY, "3.1")["over"] == "Novels"
    assert "over" not in heads(LIBRARY, "0.4")


def test_rows_behind_the_head_of_a_section_go_on_with_the_columns():
    assert heads(LIBRARY, "8.7") == {
        "row": "Weeklies", "column": "2018", "caption": "Loans, thousands", "over": "PERIODICALS",
    }  # fmt: skip


def test_of_a_ranking_the_name_is_the_head_of_the_row():
    assert heads(LEAGUE, "2:33:47") == {"row": "Mette Aarup", "caption": "WOMEN", "naming": "LUN"}
    assert heads(LEAGUE, "2:14:55")["caption"] == "MEN"


def test_a_list_without_column_heads_has_rows_alone():
    text = "Entered      412\nFinished     377\nGave up       35\n"
    assert heads(text, "377") == {"row": "Finished"}


def test_a_date_in_a_list_is_a_value_and_no_head():
    text = "Keel laid\t3 May 1911\nLength\t62 m\nLaunched\t1912\nCrew\t14\n"
    assert heads(text, "3 May 1911") == {"row": "Keel laid"}
    assert heads(text, "1912") == {"row": "Launched"}
    assert heads(text, "14") == {"row": "Crew"}


def test_what_a_table_of_another_caption_counts_is_under_that():
    text = (
        "Catch, tonnes\n\n\t2004\t2005\nCod\t40\t44\n\n"
        "Boats in harbour\n\n\t2004\t2005\nSail\t7\t6\n"
    )
    assert heads(text, "6")["caption"] == "Boats in harbour"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("He came in 1990.  Then 40 others came.\nIt was late.  Some 30 slept.\n", "40"),
        ("The  mill  had  40  looms,  and\nin all  some  200  women  worked there\n", "200"),
        ("Seats:\t\t1,340\nBoxes:\t\t118\n", "118"),
        ("Ward  Beds\n\nThe hospital has 40 beds.\n", "40"),
        ("Brig\twrecked on the bar, and 14 of her crew were lost there\nSloop\tsaved\n", "14"),
    ],
)
def test_prose_and_labelled_fields_are_no_tables(text: str, quote: str):
    assert heads(text, quote) == {}


@given(st.text(alphabet=st.sampled_from("ab1 \t\n.:-(5,|"), max_size=300))
def test_every_cell_lies_in_its_line_and_holds_no_gap(text: str):
    last = -1
    for row in grid(text).rows:
        assert row.line[0] > last
        last = row.line[0]
        for cell in row.cells:
            assert row.line[0] <= cell.span[0] < cell.span[1] <= row.line[1]
            assert grid(text).cell(*cell.span) == cell
            assert text[slice(*cell.span)] == text[slice(*cell.span)].strip()
            for start, end in cell.heads:
                assert text[start:end].strip()
                assert "\n" not in text[start:end]
