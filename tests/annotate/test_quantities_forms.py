"""Figures in the shorter hands of wires, tables and accounts, and what only looks like them."""

# ruff: noqa: E501  (a marked sentence stays on one line, or it cannot be read)
from __future__ import annotations

import pytest

from tests import marked
from tests.marked import figures


@pytest.mark.parametrize(
    "sentence",
    [
        # a capital letter for millions and billions
        "Ticket sales: <count low=4700000 last_place=100000>4.7M</count>.",
        "It has <count low=2000000 counted=rider>2M</count> riders and <count low=1500000000>1.5B</count> trips.",
        "A <quantity low=500 unit=\"mole / meter ** 3\">0.5 M</quantity> bath.",
        # currencies and rates as wires shorten them
        "It earned <money low=8500000 unit=dollar>8.5 mln dlrs</money>, or <money low=40 unit=CAD>40 Canadian dlrs</money> each.",
        "Reserves fell to <money low=700000000 unit=GBP>700 mln stg</money>.",
        "They sent <money low=25 unit=EUR>25eur</money> and <money low=30 unit=EUR>30 eur</money>.",
        'The smelter takes <quantity stated_unit="metric_ton / day">900 tpd</quantity> now and <quantity stated_unit="megametric_ton / year">1.2 Mtpa</quantity> later.',
        # a sign set apart belongs to the figure behind it
        "He drew <count low=3>three</count> <money low=20 unit=dollar>$ 20</money> notes.",
        "He paid <money low=20 unit=dollar>20 $</money> for it.",
        # a unit in brackets
        'The dose was <quantity stated_unit="milligram / day">4 (mg/day)</quantity> at first.',
        "Its bore is <quantity stated_unit=millimeter low=0.035>35 (mm)</quantity>.",
        "Humidity: <percent low=61>61 (%)</percent>.",
        "<count low=5>5</count> (m) came late, and <count low=7>7</count> (see below) gave up.",
        # hyphens inside a unit
        'A <quantity stated_unit="foot ** 2" low=836.1273600>9,000-square-foot</quantity> hall.',
        'A <quantity stated_unit="meter ** 3">6-cubic-metre</quantity> tank in a <quantity stated_unit="mile / hour">70-mile-per-hour</quantity> wind.',
        "A <quantity stated_unit=foot>9-foot</quantity>-square hall.",
        # a range over two units of one dimension
        "Eels of <quantity low=0.4 high=1.5 stated_unit=meter>between 40 cm and 1.5 m</quantity> were caught.",
        "Loads <quantity low=0.25 high=3000 unit=kilogram>from 250 g to 3 t</quantity> are weighed.",
        "It grew from <quantity low=0.4>40 cm</quantity> to <quantity low=1.5>1.5 m</quantity>.",
        "Planks from <quantity low=3>3 m</quantity> to <quantity low=0.8>80 cm</quantity>.",
        "Between <quantity stated_unit=kilogram>40 kg</quantity> and <quantity stated_unit=meter>2 m</quantity>.",
        # a scale that both ends share, and a currency that one end names
        "A cost of <money low=21000000000 high=35000000000 unit=USD>between $21000 and $35000 million USD</money>.",
        "They are <count low=400000 high=1500000>between 400,000 and 1.5 million</count>.",
        # digits tied to a capital word are a name
        "He met her at a 9-Twelve shop; <count low=7 high=11>7-11</count> of them were open.",
        "It seats <count low=30 high=forty>30-forty</count> guests.".replace("high=forty", "high=40"),
        # verbs and nouns that make a bound
        "The count <count low=90 hedge=more_than>tops 90</count>, <count low=80 hedge=more_than>rose past 80</count> and passed the <count low=70 hedge=more_than>70</count> mark.",
        "It <money low=40 hedge=nearly unit=dollar>neared $40</money> and broke the <money low=30 hedge=more_than>$30</money> barrier.",
        "He passed the <count low=70 hedge="">70</count> houses; the bus went past.",
        # pounds are money where money is spoken of, unless something is weighed
        "The price of the cart was <money low=90 unit=GBP>ninety pounds</money>, and <quantity stated_unit=pound>ninety pounds</quantity> of flour lay in it.",
        "It owes <money low=500000 unit=GBP>half a million pounds</money> and got <money low=2000000 unit=GBP>2 million pounds</money> of aid.",
        # what four digits could be a year, but for the word before them
        "A panel of size <count low=1720>1720</count> met; it lost exactly <count low=1650>1650</count>.",
        # an age is no rounded figure, but a bridge may be
        "A <quantity low=946728000 rule=age>30-year</quantity>-old, <quantity rule=age>6 months</quantity> old, with <quantity rule=age>12 years</quantity> of age.",
        'The <quantity rule="unit behind">100-year</quantity>-old oak.',
        # values of a list behind a colon
        "Seats: North <count low=410>410</count>; South Bay <count low=385>385</count>, Centre <count low=90>90</count>",
        "Losses: <count low=1200>1,200</count> total (Reds <count low=500>500</count>; Blues <count low=700>700</count>)",
        # a way is no change, a level is
        'He fell <quantity change="" unit=meter>90 feet</quantity> down a shaft; a drop of <quantity change="">9 m</quantity>.',
        "The lake fell <quantity change=down>3 feet</quantity>; the road was cut by <quantity change=down>2 km</quantity>.",
        # magnitudes by their quake, or in their own letters
        "A <quantity unit=magnitude low=6.4>6.4</quantity> quake of <quantity unit=magnitude low=6.5>Mw 6.5</quantity>, a <quantity unit=magnitude low=7>magnitude of 7</quantity>.",
        "The <count low=2>2</count> quakes; a <quantity stated_unit=megawatt>40 MW</quantity> plant.",
        "They came in <count low=3000 high=4000>3-4 000</count> and in group B <count low=3>3</count> patients fell ill.",
        # a scale behind "or" is of both
        "Some came: <count low=3000 high=4000>three or four thousand</count> of them.",
        # digits that name a thing name it again, but not what is counted
        "A Fokker 100 landed. The 100 is small, their old 100 is loud; the <count low=100>100</count> guests left, <count low=100>100</count> in all.",
        "They called <count low=12>12</count> men and <count low=911>911</count> women.",
        "In each mile <count low=20>20</count> signs fell.",
        # shares of a population
        "Of them <count low=3/7>3 in 7</count> households; <count low=3>3</count> in <count low=7>7</count> raids.",
        # what a number counts,        # what a number counts, beside what is only called by one
        "Of each type <count low=3>3</count> samples failed; the number of <count low=40>40</count> is right.",
        "They saw <count low=3>3</count> Mill Lane boys.",
    ],
)  # fmt: skip
def test_reads(sentence: str) -> None:
    text, expected = marked.read(sentence)
    assert marked.differences(expected, figures(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "A 3M product.",
        "Class 5B met.",
        "The part M4.5M2 broke.",
        "See 12M/7 for it.",
        "They fix type 2 errors and grade 5 faults; her engine number 77123 is known.",
        "A neighbour dialled 999; she called 911 at once.",
        "Some Fokker 100 jets and old AK 47 rifles, T 34 tanks and B 52 bombers.",
        "By rte. 12 to ext. 88 on map 4, at kilometre 30 and in round two.",
        "By protocol 3 he ran in lane 4 with the bulletin 12.",
        "She moved to 14 Mill Lane and 221 West High Street.",
    ],
)
def test_is_no_figure(text: str) -> None:
    assert [m.span.quote for m in figures(text)] == []
