"""Dates, times, durations and sets in sentences: what is found, with what value, and what is none.

Most sentences run on a blank pipeline, so that the text alone decides; where the tags of the words
matter they are written by hand.
"""

# ruff: noqa: E501 - a marked sentence is easier to read on one line

from __future__ import annotations

import datetime

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.tokens import Doc

from sourcecheck.annotate import (
    factories,  # noqa: F401  (registers the factory)
    mentions,
)
from sourcecheck.annotate.dates import grammar
from sourcecheck.annotate.dates.patterns import PASSES
from sourcecheck.annotate.dates.value import gold
from sourcecheck.model.date import Day
from sourcecheck.model.mention import Mention
from sourcecheck.normalise import calendar
from tests import marked
from tests.machine import steps

NLP = spacy.blank("en")
NLP.add_pipe("sourcecheck_dates")
NLP.max_length = 100_000_000


def dates(text: str, published: str = "") -> tuple[Mention, ...]:
    """The mentions of time in `text`, published on a date that may be unknown."""
    doc = NLP.make_doc(text)
    doc._.reference_date = published
    return mentions.read(NLP.get_pipe("sourcecheck_dates")(doc), "dates")


def check(sentence: str, published: str = "") -> None:
    """Exactly the marked mentions are found, with the marked values."""
    text, expected = marked.read(sentence)
    assert marked.differences(expected, dates(text, published)) == []


# A mention holds what says the time and how firmly ("since", "c.", "the late"), and the words of a
# range ("from", "between"); not the preposition that only says "in" or "on".
EXPLICIT = [
    "It lasts <duration low=25200 high=28800 stated_unit=hour>between 7 and 8 hours</duration>.",
    "It takes <duration low=2400 high=7200 stated_unit=minute>between 40 minutes and 2 hours</duration>.",
    "The fall of the town in <date earliest=1643-01-01>1643</date> and a spring of clear water.",
    "They moved in <date timex=1962-FA>the fall of 1962</date>.",
    'A letter from <date timex=1712-05 hedge="">May 1712</date>, two reports from <date timex=1713 hedge="">1713</date>.',
    "He has ruled <date hedge=since rule=year>since 1712</date>; <date hedge=since rule=year+as-of>as of 1713</date> he does still.",
    "He was mayor <date timex=1712 hedge=since>from 1712</date>; records <date timex=1713 hedge=since>from 1713</date> on.",
    "It was signed on <date earliest=1987-12-08 latest=1987-12-08 precision=day>December 8, 1987</date>.",
    "It was signed on <date earliest=1987-12-08 edtf=1987-12-08>8 December 1987</date> at noonday.",
    "They met on <date earliest=1987-12-08>the 8th of December 1987</date>.",
    "Filed on <date earliest=1987-12-08>1987-12-08</date>.",
    "On <date earliest=1987-12-08>Tuesday, December 8, 1987</date> it rained.",
    "In <date earliest=1987-12-01 latest=1987-12-31 precision=month>December 1987</date> it fell.",
    "In <date earliest=1987-12-01>December of 1987</date> it was ratified.",
    "In <date earliest=1871-01-01 latest=1871-12-31 timex=1871>1871</date> there were four.",
    "The <date earliest=1991-01-01 latest=1991-12-31>1991</date> strike was the last.",
    "<date earliest=1988-01-01 latest=1988-04-30 hedge=early timex=1988>Early 1988</date> was mild.",
    "Growth slowed in <date earliest=1953-01-01 latest=1956-12-31 hedge=mid>the mid-1950s</date>.",
    "In <date earliest=1930-01-01 latest=1939-12-31 precision=decade edtf=193X>the 1930’s</date> it fell.",
    "In <date earliest=1970-01-01 latest=1979-12-31 timex=197>the 1970s</date> it fell.",
    "Built in <date earliest=1867-01-01 latest=1899-12-31 hedge=late>the late 19th century</date>.",
    "A bridge of <date earliest=1800-01-01 latest=1899-12-31>the nineteenth century</date>.",
    "<date earliest=1987-09-01 latest=1987-11-30 precision=season>The fall of 1987</date> was dry.",
    "It rose in <date earliest=2021-07-01 latest=2021-09-30 precision=quarter edtf=2021-35>Q3 2021</date>.",
    "In <date earliest=1996-01-01 latest=1996-06-30 precision=half>the first half of 1996</date> it fell.",
    "He died in <date earliest=-0043-01-01 latest=-0043-12-31 timex=BC0044>44 BC</date>.",
    "Founded in <date earliest=-0699-01-01 latest=-0600-12-31>the 7th century BC</date>.",
    "He was born <date earliest=0331-01-01 hedge=approx edtf=0331~>c. 331</date> in Antioch.",
    "She was born <date earliest=1881-01-01 hedge=approx>circa 1881</date>.",
    "It was made in <date earliest=1066-01-01 latest=1066-12-31>1066</date>.",
    "The dig began on <date earliest=2001-09-11>9/11</date>.",
    "It opened in <date earliest=1994-01-01 hedge=approx>fiscal 1994</date>.",
    "They met at <date earliest=2010-11-25 latest=2010-11-25>Thanksgiving 2010</date>.",
    "They met on <date earliest=1996-04-08>the second Monday of April 1996</date>.",
    "It was <date earliest=1988-01-01 latest=1988-12-31>1988</date>'s worst storm.",
    "Profit rose in <date earliest=1988-07-01 latest=1988-09-30>the 1988 third quarter</date>.",
    "Profit rose in <date earliest=1989-01-01 latest=1989-09-30>the first nine months of 1989</date>.",
    "It rained on <date earliest=1989-05-31>the last day of May 1989</date>.",
    "Prices fell at <date earliest=1989-09-01 latest=1989-12-31 hedge=late>year-end 1989</date>.",
    "It is due by <date earliest=2007-05-01 hedge=mid>mid-2007</date>.",
    "They left in <date earliest=1996-01-01>nineteen ninety-six</date>.",
    "He left <date earliest=1996-04-02>two days before 4 April 1996</date>.",
    "It rose from 3% in <date earliest=1990-01-01 hedge=>1990</date> and 4% from <date earliest=1991-01-01 hedge=>1991</date>.",
    "After Anna's death in <date earliest=1976-01-01 hedge=>1976</date>, talks went on.",
    "<date earliest= unresolved=\"the calendar has no such day\">30 February 1996</date> is odd.",
]  # fmt: skip

RANGES = [
    "He ruled (in office <date_range earliest=1881-01-01 latest=1894-12-31>1881-94</date_range>).",
    "In <date_range earliest=1987-01-01 latest=1989-12-31 edtf=1987/1989>1987-89</date_range> it grew.",
    "In <date_range earliest=1898-01-01 latest=1902-12-31>1898–02</date_range> it grew.",
    "In <date_range earliest=1962-01-01 latest=1963-12-31 edtf=1962/1963>1962 and 1963</date_range> it fell.",
    "In <date earliest=1962-01-01>1962</date> and <date earliest=1970-01-01>1970</date> it fell.",
    "Built <date_range earliest=1917-01-01 latest=1921-12-31>between 1917 and 1921</date_range>.",
    "Open <date_range earliest=2011-03-01 latest=2011-08-31>from March to August 2011</date_range>.",
    "Open <date_range earliest=1981-05-01 latest=1981-06-30>between May and June in 1981</date_range>.",
    "Open on <date_range earliest=1996-07-13 latest=1996-07-15>July 13-15, 1996</date_range>.",
    "Open <date_range earliest=1996-12-28 latest=1997-01-03>from 28 December 1996 to 3 January 1997</date_range>.",
    "Open <date_range earliest=1996-12-28 latest=1997-01-03>from 28 December to 3 January 1997</date_range>.",
    "In <date_range earliest=1994-01-01 latest=1995-12-31>1994/95</date_range> it grew.",
    "Of <date_range earliest=1400-01-01 latest=1799-12-31>the 15th to 18th centuries</date_range>.",
    "Anna Ray (<date earliest=1841-09-08>8 September 1841</date> – <date earliest=1904-05-01>1 May 1904</date>) sang.",
]  # fmt: skip

HEDGES = [
    "They came <date earliest=1992-01-01 latest=1992-12-31 hedge=since>since 1992</date>.",
    "It must end <date earliest=1990-01-01 hedge=before rule=year+by>by 1990</date>.",
    "It was made worse by the <date earliest=2011-01-01 hedge=>2011</date> frost.",
    "It was gone <date earliest=1990-01-01 latest=1999-12-31 hedge=before>by the 1990s</date>.",
    "It lasted <date earliest=1990-01-01 hedge=until>until 1990</date>.",
    "No one knew <date earliest=2018-01-01 hedge=before>before 2018</date>.",
    "Many left <date earliest=1960-01-01 hedge=approx edtf=1960~>around 1960</date>.",
    "Cool from <date earliest=1953-01-01 hedge=mid>the mid-1950s</date> until the end of the state.",
]

TIMES = [
    "It struck at <time timex=T07:37>7:37 a.m. local time</time>.",
    "It struck at <time timex=T22:48>2248 GMT</time>.",
    "They eat at <time timex=T12>noon</time>.",
    "Open <time_range timex=T16>between 4pm and 5.30 p.m.</time_range>.",
    "It struck at <datetime earliest=1996-05-04 timex=1996-05-04T04:40>0440 GMT on 4 May 1996</datetime>.",
    "It struck on <datetime earliest=1996-05-04 timex=1996-05-04T16>May 4, 1996, at 4 p.m.</datetime>",
    "Open <time_range timex=T16>4pm-5pm</time_range> only.",
    "At <time timex=T17:49:19>17:49:19</time> it struck.",
    "It struck at <time timex=T13:53>1353</time> (<time timex=T10:23>1023 GMT</time>).",
    "It struck at <time timex=T17:06>17:06 hours local time</time>.",
    "It struck at <time timex=T17:06>17:06 pm</time>.",
    "It rose at <time timex=T09:10>10 past 9</time>.",
    "It rose at <time timex=T07:40>twenty minutes to eight</time>.",
    "It rose at <time timex=T23:20>eleven twenty p.m.</time>",
    "It rose at <time timex=T20:30>8:30 in the evening</time>.",
    "The fog rose <time timex=TMO>in the morning</time> and <time timex=TAF hedge=late>late afternoon</time>.",
    "It will open at <time timex=T06:45>6.45</time>.",
    "It was open <time_range timex=T03:30>from three thirty to four thirty</time_range>.",
    "They fled on <datetime earliest=1945-05-06 timex=1945-05-06TMO>the morning of 6 May 1945</datetime>.",
    "It opens on <datetime earliest=1996-05-04 timex=1996-05-04T17>4 May 1996 at 5 in the afternoon</datetime>.",
]  # fmt: skip

DURATIONS = [
    "It took <duration low=259200 stated_unit=day>three days</duration>.",
    "It took <duration low=946728000 stated_unit=year factor=31557600>30 years</duration>.",
    "Cool for <duration low=315576000 stated_unit=decade hedge=nearly>nearly a decade</duration>.",
    "A <duration low=157788000 stated_unit=year>five-year</duration> plan.",
    "It took <duration low=5400 stated_unit=hour>an hour and a half</duration>.",
    "It took <duration low=71004600 stated_unit=month>2 years and 3 months</duration>.",
    'It took <duration low=1209600 operator=">=" hedge=several>several weeks</duration>.',
    "It took <duration low=63115200 high=94672800>two to three years</duration>.",
    'It took <duration low=7776000 stated_unit=day operator=">">more than 90 days</duration>.',
    "It ended <duration hedge=several stated_unit=decade>decades</duration> of war.",
    "They lived there for <duration hedge=several stated_unit=year>years</duration> and left.",
    "It was built in <duration low=1209600 stated_unit=day>14 days</duration>.",
    "It took <duration low=788400 stated_unit=hour>1 week, 2 days, and 3 hours</duration>.",
    "It took <duration stated_unit=minute>2 years, 5 months, 9 days, 4 hours and 7 minutes</duration>.",
    "It took <duration low=106200 hedge=about>about 1 day, 5 hours and 30 minutes</duration>.",
    "It took <duration low=5400>1 hour 30 minutes</duration>, <duration low=7800>2 hours 10 minutes</duration>.",
    "It took <duration low=2700 stated_unit=hour>three quarters of an hour</duration>.",
    "It took <duration low=12300>3h 25m</duration> there and <duration low=15000>4 h 10 m</duration> back.",
    "It took <duration low=190869>2d 05h 01m 09s</duration>.",
    "It failed at T+<duration low=250 stated_unit=second>4 min 10 s</duration>.",
    "It took <duration low=108000>thirty hours</duration>, then <duration low=122400>four-and-thirty hours</duration>.",
    "It took <duration low=36000>10 hours</duration> to drill 80 m.",
    "Sales fell for <duration stated_unit=month>three quarters</duration>.",
    "It lasted <duration stated_unit=month>3 quarters</duration>.",
    "Sales fell in <duration stated_unit=month>three consecutive quarters</duration>.",
    "Keep it for <duration low=864000>10D</duration>.",
    "Stir for <duration low=18000>5h</duration> (Fig. 2), then for <duration low=259200>3d</duration>.",
]

SETS = [
    "It is held <set timex=XXXX-07>every July</set>.",
    "It is held <set timex=P1Y>annually</set>.",
    "It is held <set timex=P6M>twice a year</set>.",
    "It is held <set timex=P2W>every two weeks</set>.",
    "It is held <set timex=XXXX-WXX-1T16>every Monday at 4pm</set>.",
    "They have <date_ref timex=PAST_REF>recently</date_ref> come; <date_ref timex=PRESENT_REF>now</date_ref> they stay.",
    "It was a change from <date_ref timex=PAST_REF>the past</date_ref>.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", [*EXPLICIT, *RANGES, *HEDGES, *TIMES, *DURATIONS, *SETS])
def test_what_needs_no_other_time(sentence: str) -> None:
    check(sentence)
    check(sentence, published="2003-05")


RELATIVE = [
    ("1996-04-10", "He left <date earliest=1996-04-09 relative=true>yesterday</date>."),
    ("1996-04-10", "He left <date earliest=1995-01-01 latest=1995-12-31>last year</date>."),
    ("1996-04-10", "He comes <date earliest=1996-04-08 latest=1996-04-14>this week</date>."),
    ("1996-04-10", "He comes <date earliest=1996-05-01 latest=1996-05-31>next month</date>."),
    ("1996-04-10", "He left <date earliest=1993-01-01 latest=1993-12-31>three years ago</date>."),
    ("1996-04-10", "He left <date earliest=1996-03-27 latest=1996-03-27>two weeks ago</date>."),
    ("1996-04-10", "He left on <date earliest=1996-04-08>Monday</date>."),
    ("1996-04-10", "He will leave on <date earliest=1996-04-15>Monday</date>."),
    ("1996-04-10", "He left on <date earliest=1995-12-02>2 December</date>."),
    ("1996-04-10", "He will leave on <date earliest=1996-12-02>2 December</date>."),
    ("1996-04-10", "He left in <date earliest=1996-03-01>March</date>."),
    ("1996-04-10", "He left <date earliest=1995-06-01 latest=1995-06-30>last June</date>."),
    ("1996-04-10", "It fell in <date earliest=1996-01-10 latest=1996-04-10>the past three months</date>."),
    ("1996-04-10", "It fell <date earliest=1996-04-01 hedge=early>earlier this month</date>."),
    ("1996-04-10", "He left <datetime timex=1996-04-09TMO>yesterday morning</datetime>."),
    ("1996-04-10T09:00:00", "He left <date earliest=1996-04-09>yesterday</date>."),
    ("1996-04-10", "He will appear on <date earliest=1996-08-19>19 August</date>."),
    ("1996-04-10", "It is put off <date earliest=1996-06-01 hedge=until>until June</date>."),
    ("1996-04-10", "He has been ill <date earliest=1995-06-01 hedge=since>since June</date>."),
    ("1996-04-10", "It will be ready <date earliest=1996-04-24>in two weeks</date>."),
    ("1996-04-10", "He left <date earliest=1996-04-09 hedge=late>late on Tuesday</date>."),
    ("1996-04-10", "Profit fell in <date earliest=1996-01-01 latest=1996-03-31>the first quarter</date>."),
    ("1996-04-10", "Sales fell <date earliest=1996-01-01 latest=1996-04-10 hedge=early>earlier this year</date>."),
    ("1996-04-10", "Sales fell in <date earliest=1995-07-01 latest=1995-12-31>the second half of last year</date>."),
    ("1996-04-10", "It is dry there in <date unresolved=\"the text speaks of every year\">July</date>, on average."),
    ("1996-04-10", "He left on <date earliest=1996-02-13>Tuesday the 13th</date>."),
    ("2004-08-18", "On <date>4 July 1831</date> he came; on <date earliest=1831-07-09>Saturday</date> he left."),
    # a date of publication known to the month: the days that it can be
    ("1996-04", "He comes <date earliest=1996-04-01 latest=1996-04-30 precision=week>this week</date>."),
    ("1996-04", "He left <date earliest=1995-01-01 latest=1995-12-31 precision=year>last year</date>."),
    ("1996-04", "He left <date earliest=1996-03-31 latest=1996-04-29>yesterday</date>."),
    ("1996", "He left <date earliest=1995-01-01 latest=1995-12-31>last year</date>."),
]  # fmt: skip


@pytest.mark.parametrize(("published", "sentence"), RELATIVE)
def test_what_leans_on_the_date_of_publication(published: str, sentence: str) -> None:
    check(sentence, published)


@pytest.mark.parametrize("words", ["this week", "last year", "yesterday", "three years ago"])
def test_without_a_declared_date_it_stays_open(words: str) -> None:
    (mention,) = dates(f"He came {words}.")
    assert mention.date is not None
    assert (mention.date.earliest, mention.date.latest) == (None, None)
    assert mention.date.unresolved == "the text's date of publication is not declared"


@pytest.mark.parametrize(
    ("words", "minutes", "halves", "rounded"),
    [
        ("at half past seven", 450, True, 15),
        ("at a quarter to eight in the evening", 1185, False, 15),
        ("at ten minutes to eight", 470, True, 5),
        ("at seven minutes to eight", 473, True, 0),
        ("at eight o'clock", 480, True, 15),
        ("at eight o'clock a.m.", 480, False, 15),
        ("at 7:50", 470, False, 0),
        ("at 7.50 pm", 1190, False, 0),
        ("at noon", 720, False, 0),
    ],
)
def test_a_time_in_words_tells_its_half_of_the_day_and_its_rounding(
    words, minutes, halves, rounded
):
    (found,) = dates(f"It fell {words}.")
    assert found.date is not None
    assert found.date.time is not None
    time = found.date.time
    assert (time.earliest, time.halves, time.rounded) == (minutes, halves, rounded)


@pytest.mark.parametrize(
    "sentence",
    [
        "They rest <date timex=XXXX-WXX-WE>at the weekend</date>.",
        "It is shown <date_range timex=XXXX-10-02/XXXX-10-11>from 2 to 11 October</date_range>.",
    ],
)
def test_what_is_known_of_an_open_date(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("It opened on 23 April.", "XXXX-04-23"),
        ("It opened in April.", "XXXX-04"),
        ("It opened on Friday.", "XXXX-WXX-5"),
        ("It opens at the end of June.", "XXXX-06"),
        ("It opened on 23 April 1996.", ""),
        ("It opened yesterday.", ""),
        ("It opens in April next year.", ""),
    ],
)
def test_what_the_words_of_a_date_say_by_themselves(sentence, stated):
    (found,) = dates(sentence, "1996-05-10")
    assert found.date is not None
    assert found.date.stated == stated


def test_a_stamp_of_the_copy_is_a_mention_and_no_anchor() -> None:
    text = "Last Updated: 07/27/2016\n\nThe president visits the north this week, as in June."
    stamp, week, june = dates(text)
    assert stamp.date is not None
    assert stamp.date.earliest == Day(2016, 7, 27)
    for mention in (week, june):
        assert mention.date is not None
        assert mention.date.earliest is None
        assert "not declared" in mention.date.unresolved


STORY = [
    "On <date>4 July 1831</date> he was free. On <date earliest=1831-07-14>14 July</date> he was not.",
    "He came in <date>April 1986</date>. At the <date earliest=1986-04-01>April</date> meeting he spoke.",
    "He came in <date>1920</date> and left <date earliest=1921-01-01>the following year</date>.",
    "He came in <date>1920</date> and married in <date earliest=1920-03-01>March the same year</date>.",
    "He came in <date>1920</date> and left <date earliest=1922-01-01>two years later</date>.",
    "He came on <date>4 July 1831</date>, leaving <date earliest=1831-07-05>the next day</date>.",
    "He came in <date>May 1831</date>; <date earliest=1831-05-01 latest=1831-05-31>that month</date> it rained.",
    "On <date>4 July 1831</date> he fell; he had come <date earliest=1831-07-03>the day before</date>.",
    "He came in <date>1831</date>, fell ill <date unresolved=\"the date before this one is not known to the day\">the next day</date>.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", STORY)
@pytest.mark.parametrize("published", ["", "2004-08-18"])
def test_what_leans_on_the_story(sentence: str, published: str) -> None:
    check(sentence, published)


def test_an_order_of_day_and_month_is_decided_by_the_document_or_left_open() -> None:
    (alone,) = dates("She signed on 04/05/1953 there.")
    assert alone.date is not None
    both = {alone.date.earliest, *(reading.earliest for reading in alone.date.readings)}
    assert both == {Day(1953, 4, 5), Day(1953, 5, 4)}
    check("On <date earliest=1953-05-04>04/05/1953</date>, then <date>25/05/1953</date>.")
    check("On <date earliest=1953-04-05>04/05/1953</date>, then <date>05/25/1953</date>.")


NO_DATES = [
    "He may march on the town.",
    "They may not agree.",
    "The MiG-21 is a fighter.",
    "See ch. 4 and pp. 1990-1991.",
    "See page 1987 of the report.",
    "Flight 370 and Highway 1950 are closed.",
    "It cost $1995 and €1,950.",
    "The road is 1,900 km long, the other 1996 km.",
    "There were 1992 people in the hall.",
    "He was the second of three.",
    "Call 555-2016 or +44 2016 1987.",
    "Read example.org/2016/07/a1987b and file_1996.txt.",
    "They won 2-1 and 3:2, by a ratio of 3/4.",
    "Version 1.2.3 and section 4.5.6 apply.",
    "The Sunday Times printed it.",
    "The Sun rose over Sun-Times Square.",
    "He is 30 years old, the 5-year-old girl is not.",
    "Sow winter wheat and Summer Olympics.",
    "Only one in 2000 voters came.",
    "Item 1996 in room 1987.",
    "It costs $5 a day, three times a week.",
    "To date it is the largest.",
    "Three quarters of the town fled.",
    "It is on a Monday that we meet.",
    "She took up the flute at seven.",
    "The share closed at 6.45.",
    "Two goals fell in the fourth quarter of the game.",
    "It was the worst since Black Monday.",
    "We enjoyed our last day there.",
    "The vote was 4-22.",
    "The 2D and 4D surveys agree.",
    "See Fig. 7d, Figs. 2d and 6h, Table S8d and Figure S9D.",
    "At z=0.75 H it is calm.",
    "The 18S and 23S genes, and the 14S-labelled one, were read.",
    "It yields 7 kg ha−1 year−1 at 4 h−1.",
    "It held three quarters million litres, one quarter the former volume.",
    "A quarter mile on, about a quarter mile from there, it was one quarter full.",
    "It paid $ 2.15 a share and c $ 3.05 a unit, or $ 7 a head.",
    "A file of 1700 kb took 1600 b more.",
    "It is heated by 1100–1900 K above 1600 K.",
    "It weighs ~1600–1900 g mol−1.",
    "It is above 1100 and below 1700.",
    "They had to pay 1800 CHF.",
    "It was passed by 6425 SQL queries.",
    "This may be so.",
    "The markers OCT7 and Oct5/6 on an OCT image of FeB.",
]

YEARS_BEFORE_LETTERS = [
    "In <date timex=1996>1996</date> A. Miller left.",
    "The <date timex=1996>1996</date> A team won.",
    "The <date timex=1996>1996</date> T-shirts sold.",
    "In <date timex=2010>2010</date> EUR it was less.",
    "It is gone <date timex=2100>by 2100</date>.",
    "IT OPENED IN <date timex=1987-10>OCT 1987</date>.",
]


@pytest.mark.parametrize("sentence", YEARS_BEFORE_LETTERS)
def test_letters_behind_a_year_that_are_no_unit(sentence: str) -> None:
    check(sentence)


def test_minutes_from_today_are_no_other_day() -> None:
    length, day = dates("Begin 3 minutes from today.", published="1996-04-10")
    assert (length.kind, length.span.quote) == ("duration", "3 minutes")
    assert day.date is not None
    assert day.date.earliest == Day(1996, 4, 10)


@pytest.mark.parametrize("sentence", NO_DATES)
def test_what_is_no_date(sentence: str) -> None:
    assert dates(sentence, published="1996-04-10") == ()


def tagged(words: str, tags: str, entities: str = "") -> Doc:
    """A document of words with Penn tags, and entity types ("-" for none)."""
    names = [f"B-{name}" if name != "-" else "O" for name in entities.split()] or None
    poses = {"MD": "AUX", "VB": "VERB", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN"}
    pos = [poses.get(tag, "X") for tag in tags.split()]
    return Doc(NLP.vocab, words=words.split(), tags=tags.split(), pos=pos, ents=names)


@pytest.mark.parametrize(
    ("words", "tags", "entities", "expected"),
    [
        ("May I go in May ?", "MD PRP VB IN NNP .", "", ["May"]),
        ("They march in March .", "PRP VB IN NNP .", "", ["March"]),
        ("May said yes .", "NNP VBD UH .", "PERSON - - -", []),
        ("There were 1992 settlers .", "EX VBD CD NNS .", "", []),
        ("In 1992 settlers came .", "IN CD NNS VBD .", "", ["1992"]),
        ("The 1996 elections failed .", "DT CD NNS VBD .", "", ["1996"]),
        ("In winter storms rage .", "IN NN NNS VB .", "", []),
    ],
)
def test_tags_and_names_decide(words: str, tags: str, entities: str, expected: list[str]) -> None:
    doc = NLP.get_pipe("sourcecheck_dates")(tagged(words, tags, entities))
    assert [m.span.quote for m in mentions.read(doc, "dates")] == expected


@pytest.mark.parametrize(
    ("words", "tags", "expected"),
    [
        ("He was told to appear on 19 August .", "PRP VBD VBN TO VB IN CD NNP .", (1995, 8, 19)),
        ("He was ordered to appear on 19 August .", "PRP VBD VBN TO VB IN CD NNP .", (1996, 8, 19)),
        ("Bills to be read on Friday passed .", "NNS TO VB VBN IN NNP VBD .", (1996, 4, 12)),
        ("Talks scheduled for Friday failed .", "NNS VBN IN NNP VBD .", (1996, 4, 12)),
        ("He was able to leave on Friday .", "PRP VBD JJ TO VB IN NNP .", (1996, 4, 5)),
        ("On Friday the wall fell .", "IN NNP DT NN VBD .", (1996, 4, 5)),
        ("On Friday the wall will fall .", "IN NNP DT NN MD VB .", (1996, 4, 12)),
        ("The quake hit Rome in May .", "DT NN VBP NNP IN NNP .", (1995, 5, 1)),
    ],
)
def test_the_verb_nearest_before_tells_past_or_future(
    words: str, tags: str, expected: tuple[int, int, int]
) -> None:
    doc = tagged(words, tags)
    doc._.reference_date = "1996-04-10"
    (mention,) = mentions.read(NLP.get_pipe("sourcecheck_dates")(doc), "dates")
    assert mention.date is not None
    assert mention.date.earliest == expected


def test_a_text_of_its_own_time_takes_months_near_its_publication() -> None:
    news = (
        "Yesterday they voted; on Monday they met. The war of 1983 ended as the state was born in"
    )
    *_, month = dates(f"{news} July.", published="2011-11-10")
    assert month.date is not None
    assert month.date.earliest == Day(2011, 7, 1)
    life = "In 1832 he moved to Paris. He fought a duel in"
    *_, month = dates(f"{life} July.", published="2011-11-10")
    assert month.date is not None
    assert month.date.earliest == Day(1832, 7, 1)


def test_a_zone_that_is_named_is_kept_and_tells_the_other() -> None:
    local, there = dates("It struck at 1353 (1023 GMT) on the coast.")
    assert local.date is not None
    assert there.date is not None
    assert local.date.time is not None
    assert there.date.time is not None
    assert (local.date.time.earliest, local.date.time.utc_offset) == (13 * 60 + 53, 210)
    assert (there.date.time.earliest, there.date.time.utc_offset) == (10 * 60 + 23, 0)


# ------------------------------------------------------------------ properties

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]  # fmt: skip
DAYS = st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2099, 12, 31))
FORMS = [
    "{month} {d}, {y}", "{d} {month} {y}", "{y}-{m:02d}-{d:02d}", "the {d}{th} of {month} {y}",
    "{month} {d}{th}, {y}", "{short} {d}, {y}", "{d} {short}. {y}", "{weekday}, {month} {d}, {y}",
    "{d} {upper} {y}", "{y}.{m}.{d}",
]  # fmt: skip


def written(form: str, day: datetime.date) -> str:
    """A day in one of the forms."""
    th = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    month = MONTHS[day.month - 1]
    return form.format(
        y=day.year, m=day.month, d=day.day, th=th, month=month, short=month[:3],
        upper=month.upper(), weekday=f"{day:%A}",
    )  # fmt: skip


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_in_any_form_reads_back_as_itself(day: datetime.date, form: str) -> None:
    (mention,) = dates(f"It happened on {written(form, day)} in the town.")
    assert mention.kind == "date"
    assert mention.date is not None
    assert mention.date.earliest == mention.date.latest == (day.year, day.month, day.day)
    assert written(form, day) in f"the {mention.span.quote}"


@given(st.integers(1500, 2099), st.integers(1, 12))
def test_a_month_and_a_year_read_back(year: int, month: int) -> None:
    (mention,) = dates(f"It began in {MONTHS[month - 1]} {year}.")
    assert mention.date is not None
    assert mention.date.edtf == calendar.of_month(year, month).edtf


@given(st.integers(1, 300), st.sampled_from(["day", "week", "month", "year", "decade"]))
def test_a_duration_reads_back(number: int, unit: str) -> None:
    (mention,) = dates(f"It took {number} {unit}s to build.")
    assert mention.quantity is not None
    assert mention.quantity.stated_unit == unit
    assert mention.quantity.low == number * mention.quantity.factor
    assert mention.quantity.low == mention.quantity.high


PIECES = st.sampled_from(
    ["May ", "1996", "-", "–", "/", "the ", "early ", "3", "April", " and ", "from ", "\n\n", "’s ",
     "12:30", " a.m.", "é", "e\u0301", "🙂", "\u202e", "\u00a0", "ago", "two ", "weeks ", "c. ",
     "last ", "Monday", "every ", ",", ".", "th", "²", "٣", "ﬁ", "\u200b", "February 30, "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join))
@example(text="last February 30, ")  # a day that no year has
def test_quotes_are_the_text_at_their_offsets(text: str) -> None:
    found = dates(text, published="1996-04-10")
    end = 0
    for mention in found:
        span = mention.span
        assert text[span.start : span.end] == span.quote != ""
        assert span.start >= end  # mentions of time do not overlap
        end = span.end
        if mention.date is not None and mention.date.earliest and mention.date.latest:
            assert mention.date.earliest <= mention.date.latest
        gold(mention)


@pytest.mark.parametrize("day", ["the end of Christmas 2011", "early Easter Sunday 2011"])
def test_a_part_of_a_day_that_is_a_feast_is_that_day(day: str) -> None:
    (found,) = dates(f"They stayed until {day}.")
    assert found.date is not None
    assert found.date.earliest is not None
    assert found.date.earliest == found.date.latest


def test_no_pattern_is_compiled_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    translate = grammar._translate

    def noted(pattern: str) -> str:
        compiled.append(pattern)
        return translate(pattern)

    monkeypatch.setattr(grammar, "_translate", noted)
    for rules in PASSES:
        monkeypatch.setattr(rules, "_compiled", {})
    for sentence in (*EXPLICIT, "It is 7 p.m. on Friday, the 13th of May 1983.", "In 1066 AD."):
        dates(marked.read(sentence)[0])
    assert len(compiled) == len(set(compiled)) > 50


@given(DAYS, st.sampled_from(FORMS), st.sampled_from(EXPLICIT), st.booleans())
def test_other_sentences_change_nothing_for_explicit_dates(
    day: datetime.date, form: str, other: str, first: bool
) -> None:
    sentence = f"It happened on {written(form, day)} in the town."
    text = f"{sentence} {marked.read(other)[0]}" if first else f"{marked.read(other)[0]} {sentence}"
    (alone,) = dates(sentence)
    start = text.index(sentence) + alone.span.start
    (here,) = [m for m in dates(text) if m.span.start == start]
    assert (here.kind, here.date) == (alone.kind, alone.date)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1996-",
        "May ",
        "1/2/",
        "the early ",
        "from 5 to 6 May 1996 ",
        "7 a.m. ",
        "two and ",
        "’s '90s “ ",
    ],
)
def test_work_grows_with_the_length_of_the_text(piece: str) -> None:
    def document(size: int) -> Doc:
        text = (piece * (size // len(piece) + 1))[:size]
        return NLP.make_doc(text) if " " in piece else Doc(NLP.vocab, [text], [False])

    component = NLP.get_pipe("sourcecheck_dates")
    short, long = document(1_000), document(10_000)
    component(short)  # the vocabulary is read once
    assert steps(component, long) < 15 * steps(component, short)


def test_the_form_of_the_benchmark() -> None:
    text = "In late 1982 it took about three days, every July, at 4pm on 2 May 1990."
    found = [gold(m) for m in dates(text)]
    assert [row["kind"] for row in found] == ["date", "duration", "set", "datetime"]
    late, days, july, may = (row["value"] for row in found)
    assert late == {"start": "1982-01-01", "end": "1982-12-31", "timex": "1982"}
    assert [found[0]["hedge"], found[1]["hedge"]] == ["late", "approx"]
    assert days == {"duration": "P3D"}
    assert july["set"] == "XXXX-07"
    assert may["time"] == "16:00:00"


@pytest.mark.parametrize("end", ["to today", "until yesterday", "to last year"])
def test_a_stretch_up_to_a_day_that_nobody_knows_has_its_beginning(end: str) -> None:
    (found,) = dates(f"It ran from 3 May 2019 {end}.")
    assert found.date is not None
    assert (found.kind, found.date.earliest, found.date.latest) == (
        "date_range", Day(2019, 5, 3), None,
    )  # fmt: skip
    (dated,) = dates(f"It ran from 3 May 2019 {end}.", "2021-02-01")
    assert dated.date is not None
    assert dated.date.latest is not None
