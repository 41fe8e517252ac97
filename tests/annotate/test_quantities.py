"""Figures in sentences: what is found, with what value; and what is no figure.

All sentences run on a blank pipeline, so that the text alone decides; those that need grammar are
parsed by hand.
"""

# ruff: noqa: E501  (a marked sentence stays on one line, or it cannot be read)
from __future__ import annotations

import json
from fractions import Fraction

import pytest
from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.gold import figure as gold
from sourcecheck.annotate.quantities.component import Quantities
from sourcecheck.model.date import Date
from sourcecheck.model.mention import Mention, Span
from sourcecheck.model.quantity import Quantity
from tests import marked
from tests.marked import figures, figures_alone

NLP = figures_alone()


@pytest.mark.parametrize(
    "sentence",
    [
        # length, area, speed
        "The dam is <quantity low=152400 high=152400 unit=meter significant_digits=4>152.4 km</quantity> long.",
        "A <quantity low=1931212.8 unit=meter last_place=160934.4 unit_as_written=mile>1,200-mile</quantity> coast.",
        'It covers <quantity low=5000000 unit="meter ** 2" dimension=area>5 sq km</quantity>.',
        'It covers <quantity low=5000000 unit="meter ** 2">5 km²</quantity> of marsh.',
        'Gusts of <quantity low=25 unit="meter / second" dimension=speed>90 km/h</quantity> were felt.',
        "He is <quantity stated_unit=foot low=1.778>5 feet 10 inches</quantity> tall.",
        'The <quantity low=1.9558 rule="units in a row">six-foot-five</quantity> guard.',
        "It is <quantity low=0.0508>2 in</quantity> thick.",
        'It is <quantity stated_unit=mile rule="units in a row">4 miles 3 furlongs</quantity> off.',
        "It weighs <quantity low=5.3>5 kg 300 g</quantity>, she <quantity low=10>10 kg</quantity>.",
        "<count low=4 high=40>Between four and forty</count> came, of <count low=4>four</count> and <count low=40>forty</count>.",
        # temperature: the base unit is kelvin, the stated one stays
        "It fell to <quantity unit=kelvin low=263.15 stated_unit=degree_Celsius>−10 °C</quantity> at night.",
        # money
        "The loan was <money low=2400000000 unit=USD significant_digits=2>US$2.4 billion</money>.",
        "Sales came to <money low=60000000000 unit=dollar last_place=10000000000>$60 billion</money>.",
        "It cost <money low=3000000000 unit=dollar>$3bn</money> or <money low=950000000 unit=GBP>£950m</money>.",
        "They paid <money low=5000000 unit=CNY>5 million yuan</money>.",
        "They paid <money low=500 unit=INR>Rs 500</money> and <money low=2/5 unit=dollar stated_unit=cent>40 cents</money>.",
        "It cost <money low=13.45>thirteen dollars and forty-five cents</money>.",
        'The price is <money low=350 unit="USD / kilogram">US$350 per kg</money>.',
        "A debt of <money low=110000000000 unit=EUR>€110-billion</money>.",
        # shares
        "It rose <percent low=5 unit=percent change=up>5 %</percent>.",
        "Nearly all: <percent low=48.5>48.5 per cent</percent>.",
        "It lost <quantity low=3 unit=percentage_point>3 percentage points</quantity>.",
        # counts
        "<count low=4500 counted=expert>4,500</count> experts came.",
        'They sent <count low=24 operator=">=" approximate=true hedge=dozens>dozens</count> of trucks.',
        'They sent <count low=24 operator=">=" hedge=several>several dozen</count> trucks.',
        'They lost <count low=3500000 significant_digits="">three and a half million</count> acres of it'
        ".".replace(" acres of it", ""),
        "There were <count low=40 last_place=1 significant_digits=2>40</count> dead.",
        "Of these <count low=3/4>three quarters</count> stayed.",
        # hedges and bounds
        '<count low=50 operator=">=" hedge=at_least>At least 50</count> people died.',
        "It is <money low=6000000000 approximate=true hedge=nearly>nearly US$6 billion</money> now.",
        "<count low=30 approximate=true hedge=about>Some 30</count> houses burned.",
        'It is <quantity low=2000 operator=">" hedge=more_than>more than 2 km</quantity> away.',
        'It is <quantity low=2000 operator="<=" hedge=at_most>up to 2 km</quantity> away.',
        'It is <quantity low=2000 operator=">=" hedge=at_least>2 km or more</quantity> away.',
        'It is <percent low=5 operator="<">below 5%</percent> and <percent low=3 operator="<">&lt;3%</percent>'
        ".".replace("&lt;", "<"),
        "It is <percent low=7 approximate=true>~7%</percent>.",
        '<count low=12 operator=">" hedge=more_than>More than a dozen</count> countries signed.',
        "<count low=20 hedge=about>Twenty-odd</count> ships sailed.",
        # ranges
        'It is <quantity low=3000 high=5000 rule="range dash">3–5 km</quantity> wide.',
        "It is <quantity low=3000 high=5000>3-5 km</quantity> wide.",
        "It is <quantity low=3000 high=5000>between 3 and 5 km</quantity> wide.",
        "It is <quantity low=3000 high=5000>from 3 to 5 km</quantity> wide.",
        "It is <quantity low=3000 high=5000>3 km to 5 km</quantity> wide.",
        "An <quantity low=8 high=16>8- to 16-metre</quantity> beam.",
        "They want <money low=2000000000 high=3000000000 unit=dollar>$2-3 billion</money>.",
        "They saw <count low=3 high=4>three or four</count> bombs.",
        "It is <percent low=1.4 high=3.1>1.4%–3.1%</percent>.",
        "It is <quantity low=0.8 high=1.8 rule=plus-minus>1.3 ± 0.5 m</quantity>.",
        'It takes <count low=10 high=40 rule="two bounds">more than 10 and less than 40</count>.',
        # one unit for a list
        "At <quantity low=5000>5</quantity>, <quantity low=10000>10</quantity> and "
        "<quantity low=20000>20 km</quantity>.",
        # change and level
        "It fell <money low=1200000 change=down>$1.2 million</money> to "
        '<money low=23500000 change="">$23.5 million</money>.',
        'It rose from <percent low=5 change="">5%</percent> to <percent low=8>8%</percent>.',
        "A <percent change=up>5 %</percent> increase and an increase of <percent change=up>6%</percent>.",
        # signs of feet and inches, and of minutes and seconds of arc
        """He is <quantity low=1.778 stated_unit=foot>5'10"</quantity> tall, she <quantity low=1.6764>5′ 6″</quantity>.""",
        """They use <quantity stated_unit=inch>9"</quantity> plates.""",
        """He said "I have <count>9</count>" and left.""",
        """It is long, "but there were many and we have <count>9</count>", he said.""",
        # degrees, coins, powers, nought
        "It was <quantity low=-20 stated_unit=degree>20 below zero</quantity> then.",
        "It cost <money low=1 unit=dollar>a dollar</money>, not a dollar bill.",
        "That is <quantity low=3072 unit=bit>3 × 2^10 bits</quantity> and <count low=1.4641>1.1^4</count>.",
        "It is <quantity low=0 unit=kelvin>absolute zero</quantity> there.",
        "A loan of <money low=40000000000 unit=EUR>40 b. euro</money>.",
        "It fell to <money low=25 unit=lev>25 leva</money>.",
        # ratios need their word
        "A slope of <count low=1/20 rule=ratio>1:20</count> was cut.",
        # a unit that we do not know, behind what is measured
        "It is at <count low=3.4>3.4</count>Rq and <count low=15 approximate=true>~15</count>kQ now.",
        # the nearer of two bounds
        'It is <quantity operator=">=" low=3000>up to at least 3 km</quantity> away.',
        'They sent <count operator=">=" approximate=true>about 500 or more</count>.',
        "It lies <percent low=50 high=80 approximate=true>from 50% to around 80%</percent>.",
        # products
        "A box of <quantity low=0.06>60</quantity> × <quantity low=0.01>10 mm</quantity>.",
        # nobody
        '<count low=0 rule="implied none">No one</count> was hurt, <count low=0>no</count> children were injured.',
        "There were <count low=0 counted=casualtie>no</count> casualties.",
        "<count low=0>Nobody</count> is believed to have been killed.",
        '<count low=0>No one</count> was hurt <count low=0 rule="implied none">or killed</count>.',
        "It left <count low=0>no</count> dead <count low=0>or wounded</count>.",
        "There were <count low=0>no</count> deaths or damage.",
        "There were <count low=0>no</count> deaths or injuries confirmed.",
        "It passed <count low=0>without</count> casualties, without a word.",
        "There was <count low=0>no</count> loss of life.",
        # the verb of a headline is no name, and one person alone is a count
        "Storm Kills <count low=14>14</count>",
        "Landslide Hits Lanow, Killing <count low=1>One</count>",
        # a conversion is two figures
        "It is <quantity low=16093.44>10 miles</quantity> (<quantity low=16000>16 km</quantity>) off.",
        # others
        "A <quantity low=6.1 unit=magnitude>magnitude-6.1</quantity> quake.",
        "A <quantity low=6.1 unit=magnitude>6.1 magnitude</quantity> quake.",
        "It was the <ordinal low=21>21st</ordinal> such meeting and his <ordinal low=3>third</ordinal>.",
        "With <count low=1/5>one in five</count> adults.",
        'There are <quantity unit="1 / meter ** 2">140 per square kilometre</quantity>.',
        "He lost <quantity stated_unit=pound dimension=mass>25 pounds</quantity>.",
        "It cost <money unit=GBP>25 million pounds</money>.",
    ],
)
def test_reads(sentence: str) -> None:
    text, expected = marked.read(sentence)
    assert marked.differences(expected, figures(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "They fly the MiG-21, the B-52 and the F16.",
        "See ch. 4, p. 12, pp. 3-5, Fig. 2, Figs. 3 and 4, Section 3 and § 7.",
        "As in phases 3, 5, 7 and 9 of it.",
        "It was shown before [12], again (26,29,49), and later [3–5].",
        "1. Introduction\n2) Method\n3. Results of it",
        "Call 555-0142, 0845 125 2222 or +1-222-555-0142 today.",
        "Version 1.2.3 of the file is at 192.168.1.2 and example.org/5.",
        "The talks of 1988 and 1989 failed in 1914-18 too.",
        "One of them left; no one stayed; this one is new.",
        "At first it failed. First, they left. It was a second-hand car.",
        "They met at 10:30 and at 6pm on 3/17/1996.",
        "We took Flight 370 along Highway 61 to Room 12.",
        "They visited the Seven Sisters and met the Group of Eight.",
        "She drives a Boeing 747 and owns a copy of Windows 95.",
        "Agent 007 and file 0042 were lost.",
        "It is a two-way street in three-dimensional space.",
        "The score was 3-1 at half-time.",
        "A man and a woman saw a tree.",
        "Scores were low; the ratio of scores fell.",
        "Mg(ClO4)2 and CO2 and H2O were found at 57°44’8.47”N.",
        "It may, in all, be over by then.",
        "They won the race between the two-tier and the other.",
        "The 1930s and the 20s were hard.",
        "9/11 changed it, 24/7.",
        "No one saw it; nobody knows; there is no death penalty and no reason.",
        "A man, a child and another soldier saw it.",
        "They met at 1:10 near f(3, 8) and poly(3-hexylthiophene) per ha−1.",
        "A Gram-negative germ.",
    ],
)
def test_is_no_figure(text: str) -> None:
    assert [m.span.quote for m in figures(text)] == []


def test_dates_are_left_alone() -> None:
    doc = NLP.make_doc("In May 1500 men left for 3 days, 20 by ship.")
    span = Span(3, 11, "May 1500")
    mentions.write(doc, "dates", [Mention(span, "date", date=Date(None, None))])
    found = mentions.read(Quantities()(doc), "quantities")
    assert [m.span.quote for m in found] == ["3 days", "20"]


def test_ambiguous_units_are_readings_with_the_same_hedge() -> None:
    (found,) = figures("It weighs about 3 tons.")
    assert found.quantity is not None
    assert found.quantity.stated_unit == "short_ton"
    readings = {r.stated_unit: r.low for r in found.quantity.readings}
    assert readings["metric_ton"] == 3000
    assert {r.hedge for r in found.quantity.readings} == {"about"}


def test_a_conversion_chooses_the_reading() -> None:
    for text, units in (
        ("It weighs 3 tons (3.05 tonnes).", ["long_ton", "metric_ton"]),
        ("It weighs 3 tons (2.72 tonnes).", ["short_ton", "metric_ton"]),
        ("It was 20 degrees (68 °F).", ["degree_Celsius", "degree_Fahrenheit"]),
        ("A field of 2½' (150\").", ["arcminute", "arcsecond"]),
        ("It weighs 3 tons (9 km off).", ["short_ton", "kilometer"]),
    ):
        found = [m.quantity for m in figures(text)]
        assert [q.stated_unit for q in found if q is not None] == units, text


def test_a_list_has_the_unit_of_the_duration_behind_it() -> None:
    doc = NLP.make_doc("It took 9 or 12 months.")
    year = Quantity(Fraction(1), Fraction(1), "second", "time", stated_unit="month")
    mentions.write(doc, "dates", [Mention(Span(13, 22, "12 months"), "duration", quantity=year)])
    (found,) = mentions.read(Quantities()(doc), "quantities")
    assert found.quantity is not None
    assert (found.span.quote, found.quantity.stated_unit) == ("9", "month")


def test_points_for_thousands_by_the_evidence_of_the_document() -> None:
    (_, found) = figures("It cost 12,5 percent more. They have 6.415 ships.")
    assert found.quantity is not None
    assert found.quantity.low == 6415
    assert [r.low for r in found.quantity.readings] == [Fraction(6415, 1000)]


def test_what_is_counted_is_the_head_of_its_phrase() -> None:
    words = ["They", "sent", "4,500", "senior", "army", "experts", "home", "."]
    doc = Doc(
        NLP.vocab,
        words=words,
        spaces=[True] * 6 + [False, False],
        tags=["PRP", "VBD", "CD", "JJ", "NN", "NNS", "RB", "."],
        lemmas=["they", "send", "4,500", "senior", "army", "expert", "home", "."],
        heads=[1, 1, 5, 5, 5, 1, 1, 1],
        deps=["nsubj", "ROOT", "nummod", "amod", "compound", "obj", "advmod", "punct"],
    )
    (found,) = mentions.read(Quantities()(doc), "quantities")
    assert found.quantity is not None
    assert found.quantity.counted == "expert"


def test_a_number_inside_a_longer_name_is_none() -> None:
    doc = NLP.make_doc("He left the Red 5 Studio for 5 weeks of rest.")
    name = doc.char_span(12, 24, label="ORG")
    assert name is not None
    doc.ents = [name]
    found = mentions.read(Quantities()(doc), "quantities")
    assert [m.span.quote for m in found] == ["5 weeks"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 5 km", {"kind": "quantity", "value": {"number": 5.0, "unit": "kilometer"},
                           "hedge": "at_least"}),
        ("about $3–4 million", {"kind": "money", "hedge": "approx",
                                "value": {"low": 3e6, "high": 4e6, "unit": "dollar"}}),
        ("20 °F", {"kind": "quantity", "value": {"number": 20.0, "unit": "degree_Fahrenheit"},
                   "hedge": ""}),
        ("1.3 ± 0.5 m", {"kind": "quantity", "value": {"number": 1.3, "unit": "meter"},
                         "hedge": ""}),
        ("12 %", {"kind": "percent", "value": {"number": 12.0, "unit": "percent"}, "hedge": ""}),
    ],
)  # fmt: skip
def test_exchange_format(text: str, expected: dict[str, object]) -> None:
    (found,) = figures(text)
    assert gold(found) == expected
    json.dumps(gold(found))


def test_exchange_format_needs_a_quantity() -> None:
    with pytest.raises(ValueError, match="no quantity"):
        gold(Mention(Span(0, 3, "May"), "date", date=Date(None, None)))


@pytest.mark.parametrize(
    ("text", "quote"),
    [("On page 40 metres are named.", "40 metres"), ("By Flight 370 km were flown.", "370 km")],
)
def test_a_unit_makes_a_figure_of_what_stands_behind_a_label(text: str, quote: str) -> None:
    assert [mention.span.quote for mention in marked.figures(text)] == [quote]
    assert marked.figures(text.replace(quote, quote.split()[0] + ",")) == ()
