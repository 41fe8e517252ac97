"""Records, scores, votes and directions: what is said of names in a form of its own."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from sourcecheck.annotate import (
    factories,  # noqa: F401  (registers the factory)
    mentions,
)
from sourcecheck.model.name import Attribute
from tests.annotate.made_docs import entities, exact, parsed, with_names

figures = spacy.blank("en").add_pipe("sourcecheck_quantities")

Said = list[tuple[str, str, str, tuple[str, ...]]]


def said(doc: Doc) -> Said:
    """What is said in an annotated Doc, as (characters, property, value, of whom)."""
    annotated = with_names(figures(doc))
    found = mentions.read(annotated, "attributes")
    assert exact(annotated, found)
    told = [m for m in found if m.attribute and m.attribute.property not in ("title", "age")]
    return [(m.span.quote, *of_whom(m.attribute)) for m in told if m.attribute is not None]


def of_whom(attribute: Attribute) -> tuple[str, str, tuple[str, ...]]:
    return attribute.property, attribute.text, (attribute.of, *attribute.others)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<PERSON>Ada Brun</PERSON> (20-1, 14 KOs) took the bout.", [("20-1", "20-1", "Ada Brun")]),
        ("The bout with <PERSON>Ada Brun</PERSON> (20–1–2).", [("20–1–2", "20-1-2", "Ada Brun")]),
        ("<PERSON>Ada Brun</PERSON>, 20-1, 14 KO's, won.", [("20-1", "20-1", "Ada Brun")]),
        ("The <ORG>Herons</ORG> (7-2) lost the game.", [("7-2", "7-2", "Herons")]),
        ("<PERSON>Ada Brun</PERSON> improved to 20-1.", [("20-1", "20-1", "Ada Brun")]),
        ("<PERSON>Brun</PERSON> won, for a record of 20-1.", [("20-1", "20-1", "Brun")]),
        ("<PERSON>Brun</PERSON> took a 20-1 record to Lima.", [("20-1", "20-1", "Brun")]),
        ("<PERSON>Brun</PERSON> has 20 wins and one defeat.",
         [("20 wins and one defeat", "20-1", "Brun")]),
        ("<PERSON>Brun</PERSON>, with 20 wins, two losses and a draw, rests.",
         [("20 wins, two losses", "20-2", "Brun")]),
        # not named first as an owner only
        ("<PERSON>Ida Lund</PERSON>, near <PERSON>Brun</PERSON>'s reach, fell to 12-3.",
         [("12-3", "12-3", "Ida Lund")]),
    ],
)  # fmt: skip
def test_records(marked: str, expected: list[tuple[str, str, str]]) -> None:
    wanted = [(quote, "win_loss_record", value, (who,)) for quote, value, who in expected]
    assert said(entities(marked)) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        # pages, years, and no word of sports in the text
        "See <PERSON>Brun</PERSON> (112-118) on the game.",
        "<PERSON>Karl</PERSON> (936-73) knew the game.",
        "<PERSON>Ada Brun</PERSON> (20-1) wrote it.",
        # ranges, odds, ages, addresses, years
        "<PERSON>Ada Brun</PERSON> led 10-12 people for 7-10 days.",
        "<PERSON>Ada Brun</PERSON> gave 50-50 odds to a game at 10-12 Main Street.",
        "<PERSON>Ada Brun</PERSON> taught 3-5 year olds the game in 2005-06.",
        # a part of a record, a set behind "beat", figures after a name in a list
        "<PERSON>Ada Brun</PERSON> is now 10-1 at home.",
        "<PERSON>Ada Brun</PERSON> (ages 10-12 in the game).",
        # somebody's, who is not named
        "The young fighter improved to 20-1.",
        "<PERSON>Brun</PERSON> counts 20 wins, and two losses hurt.".replace(", and two", ". Two"),
    ],
)
def test_what_is_no_record(marked: str) -> None:
    assert said(entities(marked)) == []


BROUGHT = """
The DT det 2
win NN nsubj 3
took VBD ROOT 3 take
Brun_ NNP nmod:poss 6
's POS case 4
record NN obj 3
to TO case 8
20_ CD obl 3
-_ SYM case 10
1 CD nmod 8
. . punct 3
"""
RELATIVE = """
Brun NNP ROOT 1
, , punct 3
praised VBN acl 1 praise
by IN case 5
Lund NNP obl 3
, , punct 8
who WP nsubj 8
improved VBD acl:relcl 1 improve
to TO case 10
20_ CD obl 8
-_ SYM case 12
1 CD nmod 10
. . punct 1
"""


def test_a_record_is_its_possessors() -> None:
    found = said(parsed(BROUGHT, [("Brun", "PERSON")]))
    assert found == [("20-1", "win_loss_record", "20-1", ("Brun",))]


def test_who_improved_is_whom_the_relative_clause_is_on() -> None:
    found = said(parsed(RELATIVE, [("Brun", "PERSON"), ("Lund", "PERSON")]))
    assert found == [("20-1", "win_loss_record", "20-1", ("Brun",))]


BEAT = """
Norham NNP nsubj 2
{verb} VBD ROOT 2 {lemma}
Easton NNP obj 2
1_ CD obl 2
-_ SYM case 6
3 CD nmod 4
{behind}
"""


@pytest.mark.parametrize(
    ("verb", "lemma", "behind", "expected"),
    [
        ("beat", "beat", ". . punct 2", [("1-3", "score", "3-1 (Norham)", ("Norham", "Easton"))]),
        ("met", "meet", ". . punct 2", []),
        ("led", "lead", ". . punct 2", []),
        ("beat", "beat", "on IN case 8\naggregate NN obl 2", []),
        ("beat", "beat", "in IN case 8\nMay NNP obl 2",
         [("1-3", "score", "3-1 (Norham)", ("Norham", "Easton"))]),
    ],
)  # fmt: skip
def test_scores(verb: str, lemma: str, behind: str, expected: Said) -> None:
    rows = BEAT.format(verb=verb, lemma=lemma, behind=behind)
    assert said(parsed(rows, [("Norham", "ORG"), ("Easton", "ORG")])) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<ORG>Norham</ORG>'s 3-1 win over <ORG>Easton</ORG> came late.",
         [("3-1", "score", "3-1 (Norham)", ("Norham", "Easton"))]),
        ("A 24-17 victory over the <ORG>Herons</ORG>.", [("24-17", "score", "24-17", ("Herons",))]),
        ("A 3-1 lead over <ORG>Easton</ORG>.", []),
        ("A 3-1 win on penalties over <ORG>Easton</ORG>.", []),
        ("A 6-4, 7-5 win over <PERSON>Ada Brun</PERSON> in the second round.",
         [("6-4, 7-5", "score", "6-4 7-5", ("Ada Brun",))]),
    ],
)  # fmt: skip
def test_scores_before_their_noun(marked: str, expected: Said) -> None:
    assert said(entities(marked)) == expected


VOTED = """
The DT det 2
Senate NNP nsubj 3
{verb} VBD ROOT 3 {lemma}
the DT det 5
bill NN obj 3
51_ CD obl 3
-_ SYM case 8
49 CD nmod 6
. . punct 3
"""


@pytest.mark.parametrize(
    ("verb", "lemma", "expected"),
    [
        ("passed", "pass", [("51-49", "vote", "51-49", ("Senate",))]),
        ("read", "read", []),
    ],
)
def test_votes(verb: str, lemma: str, expected: Said) -> None:
    assert said(parsed(VOTED.format(verb=verb, lemma=lemma), [("Senate", "ORG")])) == expected


def test_a_vote_is_narrowed_by_what_it_was_on() -> None:
    doc = with_names(parsed(VOTED.format(verb="passed", lemma="pass"), [("Senate", "ORG")]))
    (mention,) = mentions.read(doc, "attributes")
    assert mention.attribute is not None
    assert mention.attribute.measured == ("bill", "pass")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("It struck 40 km south of <LOC>Dravik</LOC>.", [("south", "south", ("Dravik",))]),
        ("It struck 40 km (25 miles) south-east of the town of <LOC>Dravik</LOC>.",
         [("south-east", "southeast", ("Dravik",))]),
        ("It struck 40 km SE of <LOC>Dravik</LOC>.", [("SE", "southeast", ("Dravik",))]),
        ("It lies to the west of the capital, <LOC>Dravik</LOC>.", [("west", "west", ("Dravik",))]),
        ("It sank 9 miles north from <LOC>Dravik</LOC>.", [("north", "north", ("Dravik",))]),
        ("It was north of <LOC>Norland</LOC>'s port city of <LOC>Dravik</LOC>.",
         [("north", "north", ("Dravik",))]),
        # what lies there, when only the distance stands between
        ("<LOC>Tindel</LOC>, located some 20 miles (32 km) north of <LOC>Dravik</LOC>, burned.",
         [("north", "north", ("Dravik", "Tindel"))]),
        ("<LOC>Tindel</LOC> burned, as did woods north of <LOC>Dravik</LOC>.",
         [("north", "north", ("Dravik",))]),
        ("20 miles north of <LOC>Tindel</LOC>, 30 miles west of <LOC>Dravik</LOC>.",
         [("north", "north", ("Tindel",)), ("west", "west", ("Dravik",))]),
        ("A city in <LOC>Norway</LOC>, south of <LOC>Dravik</LOC>.",
         [("south", "south", ("Dravik",))]),
    ],
)  # fmt: skip
def test_directions(marked: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    wanted = [(quote, "direction", point, of) for quote, point, of in expected]
    assert said(entities(marked)) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "Rain fell in the south of <LOC>Norland</LOC>.",
        "Rain fell in the far north of <LOC>Norland</LOC>.",
        "Prices rose north of 50 percent in <LOC>Norland</LOC>.",
        "She came south from <LOC>Dravik</LOC>.",
        "The attack was west of <LOC>Dravik</LOC>'s airport.",
        "The camp lies 10 miles south of the border.",
        "The camp lies south of where <LOC>Dravik</LOC> was.".replace("where", "here, where"),
        "They read <EVENT>East of Dravik</EVENT>.",
        "The storm lay 90 miles south of <LOC>Dravik</LOC>.",
        "The south west wind of <LOC>Dravik</LOC> blew.",
    ],
)
def test_what_is_no_direction_from_a_place(marked: str) -> None:
    assert said(entities(marked)) == []


@pytest.mark.slow
def test_a_long_text_without_stops_is_read_in_linear_time() -> None:
    doc = entities("20-1 north of x (20-1) beat 3-1, " * 1500 + "<LOC>Dravik</LOC>.")
    assert [item[1] for item in said(doc)] in ([], ["direction"])
