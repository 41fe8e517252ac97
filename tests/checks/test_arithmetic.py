"""Figures that one text ties together: which cannot all hold, by what calculation, and which can."""

# ruff: noqa: E501  (a sentence and its calculation stay on one line, or they cannot be read)
from __future__ import annotations

import pytest

from sourcecheck import tables
from sourcecheck.checks.arithmetic.build import checks, rows
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Finding
from sourcecheck.reconcile.entities import entities
from sourcecheck.reconcile.one_document import checked as findings
from tests.reconcile.claims_made import names
from tests.reconcile.claims_read import claims

ADLER = {
    "3 May 1950": ("birth", "Ida Adler"),
    "2 May 2010": ("death", "Ida Adler"),
    "2010": ("death", "Ida Adler"),
    "1975": ("wedding", "Ida Adler"),
}


def told(text: str, about: dict[str, tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    """Rule and calculation of each check on `text`."""
    return [(made.step.rule, made.step.text) for made in checks(claims(text, about))]


def found(*made: list[Claim]) -> list[Finding]:
    """The findings on the claims of several sources."""
    every = [claim for some in made for claim in some]
    sources = sorted({claim.source for claim in every})
    who = entities(names(*((source, "Ida Adler", "PERSON") for source in sources)))
    made_alone = tables.table(tables.CHECKS, (row for some in made for row in rows(some)))
    return findings(made_alone, {claim.id: claim for claim in every}, who)


# --- what cannot hold -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule", "calculation"),
    [
        ("The cart weighs 1,500 kg (2,300 lb).", "conversion-check", "1,500 kilograms × 2.205 = 3,307 pounds; stated: 2,300 pounds; as printed 3,197 to 3,417 pounds and 2,250 to 2,350 pounds"),
        ("The tower is 33 m (or 135 ft; without the mast) high.", "conversion-check", "33 meters × 3.281 = 108.3 feet; stated: 135 feet; as printed 106.6 to 109.9 feet and 134.5 to 135.5 feet"),
        ("The wall, 3.0 m, or 12.5 feet, fell.", "conversion-check", "3 meters × 3.281 = 9.843 feet; stated: 12.5 feet; as printed 9.678 to 10.01 feet and 12.45 to 12.55 feet"),
        ("The walk of 3 to 5 km (1.9 to 4.8 miles) is easy.", "conversion-check", "3 kilometers × 0.6214 = 1.864 miles; 5 kilometers × 0.6214 = 3.107 miles"),
        ("It cooled to 21 °C (81 °F).", "conversion-check", "stated: 81"),
        ("Twelve people died: 7 men, 4 women and 2 children.", "total-check", "7 + 4 + 2 = 13; stated: 12"),
        ("The ferry had 45 people (20 men and 26 women) on board.", "total-check", "20 + 26 = 46; stated: 45"),
        ("The ferry carried 62 people -- 50 passengers and 18 crew -- when it sank.", "total-check", "50 + 18 = 68; stated: 62"),
        ("The budget is $12.5 million: $7.2 million for roads and $3.1 million for schools.", "total-check", "7.2 million dollars + 3.1 million dollars = 10.3 million dollars; stated: 12.5 million dollars"),
        ("The line has a total length of 312 km: 255 km of track in the north and 81 km in the south.", "total-check", "255 km + 81 km = 336 km; stated: 312 km"),
        ("total: 97 km\nborder: A 25 km, B (north) 65 km (all of it rock)\n\nother: 7 km", "total-check", "25 km + 65 km = 90 km; stated: 97 km"),
        ("Area: total 97 km, A 25 km, B 65 km", "total-check", "25 km + 65 km = 90 km; stated: 97 km"),
        ("total: 1,400 sq km\nland: 1,250 sq km\nwater: 50 sq km", "total-check", "1,250 km² + 50 km² = 1,300 km²; stated: 1,400 km²"),
        ("The fire killed 12 people, including 14 children.", "part-check", "14 is more than 12, of which it is said to be a part"),
        ("Of the 30 people, 12 people left and 41 people stayed.", "part-check", "41 is more than 30, of which it is said to be a part"),
        ("The team met 30 people, 41 of whom stayed.", "part-check", "41 is more than 30, of which it is said to be a part"),
        ("30 of the 80 members, or 25 percent, voted.", "share-check", "30 ÷ 80 = 37.5 %; stated: 25 %"),
        ("Only 31 percent (19 of 40) agreed.", "share-check", "19 ÷ 40 = 47.5 %; stated: 31 %"),
        ("Profit rose 10 percent to $55 million from $40 million.", "change-check", "40 million dollars to 55 million dollars is +37.5 %; stated: up 10 %"),
        ("Exports fell 12 percent, from $84 million in 1990 to $56 million in 1991.", "change-check", "84 million dollars to 56 million dollars is −33.3 %; stated: down 12 %"),
        ("Profit rose 10 percent to $55 million, or 60 cents a share, from $40 million.", "change-check", "is +37.5 %"),
        ("Sales went from $22 million to $34 million, an increase of 24 percent.", "change-check", "22 million dollars to 34 million dollars is +54.5 %; stated: up 24 %"),
        ("The party won 27 seats, up 5 from 20.", "change-check", "20 to 27 is +7; stated: up 5"),
        ("She made a 10-day visit from 3 to 8 May 1996.", "duration-check", "3 May to 8 May 1996 is 5 to 6 days, without and with the ends counted; stated: 10 days"),
        ("He ruled from 1850 to 1870, a reign of 26 years.", "duration-check", "1850 to 1870 is 19 to 21 years, without and with the ends counted; stated: 26 years"),
        ("He ruled for 26 years, from 1850 to 1870.", "duration-check", "stated: 26 years"),
        ("It was open from 9:00 to 11:00 on 3 May 2004, for three hours.", "duration-check", "3 May 2004, 09:00 to 11:00 is 2 h; stated: 3 h"),
        ("He served 12 years (1990–1998) as mayor.", "duration-check", "1990 to 1998 is 7 to 9 years"),
        ("The strike went on from 3 to 8 May 1996, lasting two weeks.", "duration-check", "stated: 2 weeks"),
        ("The rally took place on Friday, 13 July 2011.", "weekday-check", "13 July 2011 was a Wednesday; stated: Friday"),
        ("On Thursday (13 July 2011) it closed.", "weekday-check", "13 July 2011 was a Wednesday; stated: Thursday"),
        ("Posted Fri 03/03/2009 by the editor", "weekday-check", "3 March 2009 was a Tuesday; stated: Friday"),
        ("It began on Tuesday, 13 October 1307.", "weekday-check", "was a Thursday; stated: Tuesday"),
        ("The train left at 10:17 local time (02:05 UTC).", "clock-check", "the local clock would be 8 hours 12 minutes ahead of UTC"),
        ("The fire began at 3:15 a.m. EST (0945 GMT).", "clock-check", "in one zone the two times are 1 hour 30 minutes apart"),
    ],
)  # fmt: skip
def test_what_cannot_hold(text: str, rule: str, calculation: str) -> None:
    [(id, said)] = told(text)
    assert id == rule
    assert calculation in said


@pytest.mark.parametrize(
    ("text", "calculation"),
    [
        ("Ida Adler was born on 3 May 1950 and died on 2 May 2010 aged 60.", "3 May 1950 to 2 May 2010 is an age of 59; stated: 60"),
        ("Ida Adler, born 3 May 1950, died at the age of 62 on 2 May 2010.", "is an age of 59; stated: 62"),
        ("Ida Adler was born on 3 May 1950.\nIn 1975, at the age of 28, she left.", "3 May 1950 to 1975 is an age of 24 or 25; stated: 28"),
        ("Ida Adler (1920-1990) died in her house at the age of 65.", "1920 to 1990 is an age of 69 or 70; stated: 65"),
    ],
)  # fmt: skip
def test_ages_that_cannot_hold(text: str, calculation: str) -> None:
    [(id, said)] = told(text, ADLER)
    assert id == "age-check"
    assert calculation in said


# --- what can hold, and what only looks tied ------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The river is 1,900 miles (3,000 km) long.",  # both rounded
        "The ship has 100 tons (90.7 tonnes) of coal.",  # as short tons
        "It rose by 2 °C (3.6 °F) to 20 °C (68 °F).",  # a step on the scale and a place on it
        "The walk is 5 km (2 hours) long.",
        "He ran 5 km (3 miles from home).",  # the bracket says something else
        "It cost $50 (£31).",  # no exchange rate
        "The dam is 11⁄2 mi (2.4 km) long.",  # "1½", flattened
        "They work 40 hours (5 days) a week.",  # working days
        "Twelve people died: 6 men, 4 women and 2 children.",
        "About 45 people (20 men and 26 women) came.",
        "The ferry had 45 people (20 men and some women) on board.",  # not all parts have figures
        "The ferry had 45 people (20 men and 24 women and the captain) on board.",
        "It ended 23 (10, 12).",  # a score
        "They have 3 rooms: 2 beds and 2 chairs.",  # other things
        "She has 12 friends (mostly 8 men and 5 women).",
        "The pool is 50 m (25 m wide and 20 m deep).",  # no total is spoken of
        "There are two questions: 1. that it is so, and 2. that it is known.",
        "The fire killed 14 people, including 12 children.",
        "She averaged 12 points, including 30 points against Bergen.",
        "Of the 30 people, 12 left and 12 stayed.",  # nobody says that these are all
        "Effects of loads of 4.5 kg, 6 kg and 13 kg were measured.",
        "total: 90 km\nborder: A 25 km, B 65 km",
        "total: 90 km\nborder: A 25 km, B 55 km\n and C 10 km",  # the list goes on
        "total: 97 km\nheight: 5 km",
        "30 of the 80 members, or 38 percent, voted.",
        "20 of the 30 members, or 66 percent, voted.",  # cut off, not rounded
        "30 of the 80 members, 25 percent more than before, voted.",
        "Profit rose 37 percent to $55 million from $40 million.",
        "Profit rose 10 percent a year to $55 million from $40 million.",  # each year
        "Members grew from 1,200 to 1,500, an increase of 3 percent a year.",
        "The rate rose 5 percent to 25 percent from 20 percent.",  # points are meant
        "The share fell 3 percent to $12, down from $15 in May.",  # the change is of another time
        "Profit rose 10 percent to $55 million, or 60 cents a share, from 40 cents a share.",
        "The rate rose 25 percent to 25 percent from 20 percent.",
        "Sales rose 10 percent to $55 million and costs fell from $40 million.",
        "The war lasted from 1914 to 1918, a five-year war.",  # both ends counted
        "The war lasted from 1914 to 1918, a four-year war.",
        "He ruled for about 22 years, from 1850 to 1870.",
        "He ruled for 2 years between 1850 and 1870.",  # somewhere within
        "The Hundred Years War (1337–1453) was long.",  # a name
        "He got a 10-year bond from 1850 to 1853.",
        "From 1850 to 1870, a five-year-old car was rare.",
        "She earned it for her six-year term in 1969-1970.",
        "The rally took place on Wednesday, 13 July 2011.",
        "It began on Friday, 13 October 1307.",  # by the Julian calendar
        "The talks on Friday, 13 July, were short.",  # of which year?
        "She left on Friday, and on 13 July 2011 she was back.",
        "From Thursday 5 to Monday 9 March 2009 it rained.",
        "The train left at 8:20 local time (0350 GMT).",
        "The train left at 6:40 a.m. (2340 GMT).",
        "The train left at about 10:17 local time (02:05 UTC).",
        "The fire began at 3:15 a.m. EST (0815 GMT).",
        "The fire began at 3:15 a.m. EST (0715 GMT).",  # the hour of summer, loosely named
        "The show runs from 10:17 (doors 9:30).",
    ],
)  # fmt: skip
def test_what_can_hold(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ida Adler was born on 3 May 1950 and died on 2 May 2010 aged 59.",
        "Ida Adler was born on 3 May 1950 and died in 2010 aged 60.",
        "Ida Adler (1920-1990) died at the age of 70.",
        "Ida Adler was born on 3 May 1950, and in 1975, at age 24, she left.",
        # the age is somebody else's
        "Ida Adler was born on 3 May 1950.\nHer father died on 2 May 2010 aged 95.",
        # in the same sentence
        "Ida Adler, born on 3 May 1950, and her brother, who died on 2 May 2010 aged 55, were close.",
        # two births: whose is the age?
        "Ida Adler was born on 3 May 1950, her sister born on 4 June 1952, died on 2 May 2010 aged 40.",
    ],
)  # fmt: skip
def test_ages_that_can_hold(text: str) -> None:
    about = {**ADLER, "4 June 1952": ("birth", "Ida Adler")}
    assert told(text, about) == []


# --- findings -------------------------------------------------------------------------------------

TOLL = "Twelve people died: 7 men, 4 women and 2 children."


def test_a_finding_of_one_source_has_what_is_stated_and_what_follows() -> None:
    [one] = found(claims(TOLL))
    assert (one.kind, one.relation, one.severity) == ("arithmetic", "conflict", "medium")
    assert [p.value for p in one.positions] == ["12", "7 + 4 + 2 = 13"]
    assert (
        one.question
        == "Do the parts make the whole: “Twelve people died: 7 men, 4 women and 2 children”?"
    )
    quotes = {claim.id: claim.span.quote for claim in claims(TOLL)}
    assert [[quotes[c] for c in p.claims] for p in one.positions] == [["Twelve"], ["7", "4", "2"]]
    assert dict(one.explanation[0].inputs)["whole"] == one.positions[0].claims[0]
    assert one.gap == pytest.approx(1 / 13, abs=1e-6)


def test_copies_of_a_text_are_one_finding() -> None:
    [one] = found(claims(TOLL, source="a"), claims(f"A copy.\n{TOLL}", source="b"))
    assert [len(p.claims) for p in one.positions] == [2, 6]


def test_another_figure_keeps_the_id_and_changes_the_fingerprint() -> None:
    [before], [after] = found(claims(TOLL)), found(claims(TOLL.replace("2 children", "3 children")))
    assert before.id == after.id
    assert before.fingerprint != after.fingerprint


def test_the_place_in_the_text_and_the_name_of_the_source_change_nothing() -> None:
    [here], [there] = found(claims(TOLL)), found(claims(f"Late news.\n{TOLL}", source="z"))
    assert (here.id, here.fingerprint) == (there.id, there.fingerprint)


def test_what_only_meets_by_wide_hedges_is_left_alone() -> None:
    assert found(claims("Several dozen people died: 7 men, 4 women and 20 children.")) == []


def test_a_list_that_goes_on_is_not_summed_too_early() -> None:
    short = "total: 90 km\nborder: A 25 km, B 45 km"
    assert len(found(claims(short))) == 1
    assert found(claims(f"{short}\n and C 20 km")) == []


def test_a_long_list_stays_linear() -> None:
    many = ", ".join(f"{n} men" for n in range(2, 400))
    assert told(f"There were 12 people: {many} and so on ({many}") == []


def test_a_check_follows_its_claims_to_other_ids_and_goes_with_them() -> None:
    [row] = rows(claims(TOLL))
    new = {claim.id: f"n{claim.id}" for claim in claims(TOLL)}
    moved = tables.with_claims(row, new)
    assert moved["given"] == tuple(new[id] for id in row["given"])
    assert dict(moved["step"]["inputs"]) == {
        "whole": new[row["stated"][0]],
        "parts": [new[id] for id in row["given"]],
    }
    gone = tables.with_claims(row, {id: id for id in row["given"]})
    who = entities(names())
    kept = {claim.id: claim for claim in claims(TOLL)}
    assert len(findings(tables.table(tables.CHECKS, [row]), kept, who)) == 1
    assert findings(tables.table(tables.CHECKS, [gone]), kept, who) == []
