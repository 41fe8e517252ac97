"""Figures as wire services, encyclopaedias and companies write them: what a careful reader takes.

The text alone decides here as well: a blank pipeline reads all sentences.
"""

# ruff: noqa: E501  (a marked sentence stays on one line, or it cannot be read)
from __future__ import annotations

import pytest
from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.quantities.component import Quantities
from tests import marked
from tests.marked import figures, figures_alone


@pytest.mark.parametrize(
    "sentence",
    [
        # a period behind a sum or an output belongs to it, and "a year ago" does not
        'Tutors earn <money stated_unit="dollar / month">$620 a month</money> there.',
        "It lost <money unit=dollar low=4000000>$4 million</money> a year ago, <money unit=dollar>$7 million</money> a year earlier.",
        'The field gives <quantity stated_unit="oil_barrel / day">640,000 barrels of oil a day</quantity>, or <quantity stated_unit="oil_barrel / day">9,000 bpd</quantity>.',
        "Rents went up an average <percent low=4.2>4.2%</percent> a year.",
        # what accounts show in brackets
        "The result per share was <money low=-0.31 unit=dollar>($0.31)</money> this time.",
        "It closed with net debt of <money low=-8200000>$(8.2) million</money>.",
        "The ticket (<money low=9>$9</money>) is dear.",
        'It made a loss of <money change="">£2.7m</money>, and a loss of <percent change=down>3%</percent> in value.',
        # magnitudes
        "It sold <quantity low=2700000000 stated_unit=metric_ton>2.7m tonnes</quantity> then.",
        "It is to fall to <quantity low=2500000000 high=2700000000>between 2.5m and 2.7m tonnes</quantity> from <quantity low=3100000000>3.1m</quantity>.",
        "It had <count low=3200000>3.2m</count> people, down from <count low=3400000>3.4m</count>.",
        "It grew from <count low=1200000>1.2</count> to <count low=1900000>1.9 million</count> people.",
        "The share rose from <percent low=5>5</percent> to <percent low=8>8 percent</percent>.",
        "Turnout was <percent>58.3 per cent</percent>, up from <percent low=52.7>52.7</percent>.",
        "Sales were <money low=4500000000>$4.5 billion</money>, up from <money low=4100000000 unit=dollar>4.1 billion</money>.",
        "They want <money low=600 unit=rupee>Rupees 600</money>, <money unit=KES>KSh 40</money> or <money unit=IDR low=5000000>Rp 5 million</money>.",
        "They sent <count low=3000 high=4000>3-4,000</count> men, then <count low=10000 high=15000>10–15,000</count>.",
        "A total of <count low=5600000000>5.6 bn</count> was paid to the <ordinal low=2000>2,000th</ordinal> of them.",
        # shares
        "<count low=2/3>Two thirds</count> of them left, and <count low=1/2>half</count> what was there went too.",
        "<count low=1/3 high=1/2>Between a third and a half</count> of it is lost.",
        '<count low=1/2 operator=">">More than half</count> are new; half are old.',
        "<count low=1/10>1 in 10</count> Greeks and <count low=7/10>7 in 10</count> Danes agree.",
        "There is a <count low=1/5>one-in-five</count> chance.",
        "It won with a <percent low=51.2>percentage of 51.2</percent>.",
        # vague figures
        "<count low=200 approximate=true>A couple of hundred</count> fans and <count low=2>a couple</count> of dogs came.",
        # ranges
        "The <count low=18 high=24>18-to-24</count> age group; a <quantity low=5000 high=10000>5-to-10 km</quantity> walk.",
        # temperatures
        "It will reach <quantity stated_unit=degree_Celsius>41C</quantity> (<quantity stated_unit=degree_Fahrenheit>106F</quantity>) today.",
        "The frost reached <quantity low=261.15>-12C</quantity>, <quantity>8C</quantity> below the usual.",
        "Keep it below that, or <quantity stated_unit=degree_Celsius low=274.65>1.5C</quantity>.",
        # units of newspapers
        "Tom, <quantity stated_unit=foot>6ft 2in</quantity> tall, weighs <quantity stated_unit=stone low=90.718474>14st 4lb</quantity> now.",
        "He is the <ordinal low=21>21st</ordinal> of them.",
        "The pass rate was <percent low=85>85pc</percent>, up <percent change=up>2pc</percent>.",
        "It makes <quantity dimension=energy>410 lb-ft</quantity> and <quantity>300 Nm</quantity>.",
        'It does <quantity stated_unit="mile / gallon">22 mpg</quantity>.',
        "Debt is <count low=2.5 rule=times>2.5x</count> earnings.",
        # a half behind its unit
        "They stopped <quantity low=2414.016>a mile and a half</quantity> away.",
        "It was a <quantity low=4023.36>two-and-a-half-mile</quantity> walk.",
        "It is <quantity low=8046.72>five miles</quantity> and a half-forgotten bend away.",
        # vague figures of a unit
        "<money low=20000000 unit=dollar hedge=tens_of_millions>Tens of millions of dollars</money> were lost.",
        "They went <quantity stated_unit=mile low=321868.8>hundreds of miles</quantity> with <quantity stated_unit=metric_ton>several thousand tonnes</quantity>.",
        "<count low=24>Dozens</count> of men and <count low=6>half-a-dozen</count> girls came.",
        # both sides of nought
        "The error is plus or minus <quantity low=3>3 points</quantity>.",
        "It is <quantity rule=plus-minus low=9000 high=15000>12 plus or minus 3 km</quantity>.",
        "Cash flow was <money low=-450000000>negative $450 million</money>, or <money low=-5>-$5</money> a head, or <money low=-2>$-2</money>.",
        # an article before a sum is no country
        "A <money unit=dollar low=3000000000>$3 billion</money> deal and a <money unit=AUD>A$3 billion</money> deal.",
        # two figures in a row, and figures between
        "Deaths rose by <count low=3 change=up>three</count> to <count low=45>45</count>.",
        "They cut it by <count low=200 high=300>200 to 300</count> jobs.",
        "It fell by far, from <count>20,000</count> to <count operator=<>fewer than 10,000</count>.",
        "It is <quantity low=35000>35</quantity> by <quantity low=55000>55 kilometers</quantity> wide.",
        "It rose <percent low=5.5>5-1/2 percent</percent> then.",
        "Sales were <money low=4561000000 unit=SEK>SEK 4,561 m</money> (<count low=4123>4,123</count>).",
        "<count low=1/5>One in every five</count> and <count low=2/3>two out of every three</count> agree.",
        "<quantity stated_unit=degree_Celsius low=253.15>Minus 20C</quantity> was recorded.",
        "Bake it at <quantity>180C</quantity>/<quantity stated_unit=degree_Fahrenheit>350F</quantity>.",
        "It sold at <money low=0.66 stated_unit=cent>66 US cents</money> then.",
        'It took <count low=1000 operator=">=" counted=soldier>1,000-plus</count> soldiers.',
        # changes and levels
        'They make up <percent change="">40 to 45%</percent> of it, <percent change=up>3%</percent> more than then.',
        'There were <count change="">12</count> more hurt.',
        # escape sequences of a terminal
        "\x1b[1;31mThe pier\x1b[0m is <quantity low=5000>5\x1b[0m km</quantity> long.",
        # the smaller of two letters for a thousand
        "She has <count low=5000>5K</count> followers.",
    ],
)
def test_a_careful_reader_takes(sentence: str) -> None:
    text, expected = marked.read(sentence)
    assert marked.differences(expected, figures(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "They won 3–1, then drew 2–2 and lost 1–3 there.",
        "She beat him 6-3, 4-6, 6-4 and went 11-for-20.",
        "His iPhone 14 and the Boeing 737 MAX 8 were new.",
        "They flew the 737 MAX home.",
        "He watched BBC Two and met the Big Four there.",
        "It lies on U.S. 1 at the coast.",
        "It was ground zero, with zero tolerance and a 4K screen.",
        "It burned 13C/12C on board the 777F.",
        "\x1b[0mnot red\x1b[7m and \u241b[31m",
        "Lost heads of codes: [0m and [1m here.",
        "In half as many of them.",
        "They won the 4x100m relay; Op. 131 was played in lap 23.",
        "They flew the Boeing 737 or 747 and used Web 2.0 there.",
    ],
)
def test_is_no_figure_to_a_careful_reader(text: str) -> None:
    assert [m.span.quote for m in figures(text)] == []


def test_a_share_before_a_verb_needs_another_share() -> None:
    words = ["Two", "thirds", "stayed", "and", "a", "quarter", "left", "."]
    tags = ["CD", "NNS", "VBD", "CC", "DT", "NN", "VBD", "."]
    doc = Doc(figures_alone().vocab, words=words, spaces=[True] * 6 + [False, False], tags=tags)
    found = mentions.read(Quantities()(doc), "quantities")
    assert [m.span.quote for m in found] == ["Two thirds", "a quarter"]
    alone = Doc(doc.vocab, words=words[4:], spaces=[True, True, False, False], tags=tags[4:])
    assert mentions.read(Quantities()(alone), "quantities") == ()


def test_figures_in_the_last_token_cost_no_more() -> None:
    """One token of thousands of figures: asking spaCy for what follows would join the text."""
    doc = Doc(figures_alone().vocab, words=["7,500," * 40], spaces=[False])
    found = mentions.read(Quantities()(doc), "quantities")
    assert len(found) == 40
    assert {m.quantity.counted for m in found if m.quantity is not None} == {""}
