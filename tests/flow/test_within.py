"""Texts that contradict themselves, and look-alike texts that do not, from sentence to report."""

# ruff: noqa: E501  (a text stays on one line, or it cannot be read)
from __future__ import annotations

from pathlib import Path

import pytest

import sourcecheck
from sourcecheck import run, tables
from sourcecheck.annotate import build as annotate
from sourcecheck.model.finding import Finding
from sourcecheck.model.source import Source
from sourcecheck.reconcile.build import reconcile
from sourcecheck.report.html.page import render
from sourcecheck.settings import Settings


@pytest.fixture(scope="module")
def nlp():
    return annotate.load(Settings())


def within(nlp, *texts: str) -> list[Finding]:
    """The findings of texts, of the kind looked at here."""
    sources = [Source(f"s{n}", f"s{n}.txt", "0" * 64, text) for n, text in enumerate(texts)]
    read = [run.extract(source, nlp) for source in sources]
    made = reconcile(
        tables.table(tables.CLAIMS, (row for one in read for row in one.claims)),
        tables.table(tables.NAMES, (row for one in read for row in one.names)),
        {source.id: None for source in sources},
        Settings(),
        statements=tables.table(tables.STATEMENTS, (row for one in read for row in one.statements)),
    )
    return [finding for finding in made.findings if finding.kind == "within"]


@pytest.mark.parametrize(
    ("text", "property", "positions"),
    [
        ("Storm kills 14 in Norland\nA storm swept along the coast of Norland on Tuesday.\nAt least 16 people died when the storm hit, officials said.\n", "people_killed", ["14", "at least 16"]),
        ("Ferry sinks off Lomar, 12 dead\nA ferry sank off Lomar on Sunday with many tourists on board.\nThe coastguard said 21 people drowned when the ferry capsized.\n", "people_killed", ["12", "21"]),
        ("The Varn Bridge is 2.1 km long. It was opened in 1932.\nThe bridge is 1,900 m long and 12 m wide.\n", "length", ["1,900 m", "2.1 km"]),
        ("Mount Adler is 3,412 m high. It was climbed in 1871.\nThe region is popular. Mount Adler has an elevation of 3,214 m.\n", "elevation", ["3,214 m", "3,412 m"]),
        ("Lake Orva has an area of 420 square kilometres. It freezes in January.\nLake Orva covers an area of 240 square kilometres.\n", "area", ["240 km²", "420 km²"]),
        ("The border of Norland and Sudland is 1,200 km long. It was drawn in 1911.\nThe border between Norland and Sudland is 1,020 km long.\n", "border_length", ["1,020 km", "1,200 km"]),
        ("Ida Adler was born on 3 May 1950. She studied law in Porto.\nAdler, born on 5 May 1950, lives in Lisbon.\n", "birth", ["3 May 1950", "5 May 1950"]),
        ("Tom Reed, 34, was killed on Monday when his car left the road.\nReed, 43, was a teacher.\n", "age", ["34", "43"]),
        ("5.7-magnitude quake shakes Lomar\nA 5.3-magnitude earthquake shook Lomar on Tuesday and damaged houses.\n", "magnitude", ["5.3 magnitudes", "5.7 magnitudes"]),
        ("A magnitude 5.3 quake shook Lomar on Tuesday.\nThe 5.7-magnitude quake struck at 6:40 am and damaged houses.\n", "magnitude", ["5.3 magnitudes", "5.7 magnitudes"]),
    ],
)  # fmt: skip
def test_a_text_that_contradicts_itself(nlp, text, property, positions):
    [made] = within(nlp, text)
    assert (made.property, made.relation) == (property, "conflict")
    assert [p.value.removesuffix(" years") for p in made.positions] == positions
    assert [step.rule for step in made.links] == ["one-text"]
    assert "two-voices" not in [step.rule for step in made.explanation]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("The hospital said 63 people were killed in the attack in Lomar.\nThe ministry said 48 people were killed.\n", "hospital; ministry"),
        ("Police said 70,000 people marched in Lomar on Sunday.\nThe unions said 90,000 people marched.\n", "Police; unions"),
    ],
)  # fmt: skip
def test_two_voices_in_one_text_are_named(nlp, text, voices):
    [made] = within(nlp, text)
    assert made.relation == "conflict"
    assert made.explanation[-1].rule == "two-voices"
    assert made.explanation[-1].text == f"the text gives the word to several: {voices}"


@pytest.mark.parametrize(
    "text",
    [
        # parts and wholes, other places
        "Storm kills 14 in Norland\nA storm swept over Norland on Tuesday.\nThe storm killed nine people in Lomar and five in Orva, officials said.\n",
        "The fire killed 16 people. Twelve people died in the hotel and four people died in hospital.\n",
        "Police said 300 people marched in Lomar. Police said 2,000 people marched in Orva.\n",
        "The river Lom is 320 km long. The Lom is 40 km long in Norland.\n",
        # earlier and later
        "A storm killed 12 people in Norland on Monday.\nThe death toll rose from 9 to 12, officials said.\n",
        "Lake Orva has an area of 420 square kilometres. The lake had an area of 600 square kilometres in 1950.\n",
        "Varnex had revenue of $3 billion in 2007. Varnex had revenue of $4 billion in 2008.\n",
        "Adler joined the army at 18. Adler, 52, is a general.\n",
        # other events of the same kind
        "A 5.3-magnitude earthquake shook Lomar on Tuesday. A 4.7-magnitude aftershock followed an hour later. A 4.4 quake hit Lomar in May.\n",
        "Nine people were killed when a bus crashed near Lomar.\nThe ministry said 14 people were killed on the roads on Sunday.\n",
        "Ten killed in Lomar bombing\nA car bomb exploded near a market in Lomar on Monday, killing ten people.\nOfficials said at least 25 people have been killed in attacks by the group.\n",
        "A typhoon killed 40 people in Norland. The country's worst typhoon killed 90 people.\n",
        # other people and things
        "Ida Adler, 45, was hurt in the crash. Her brother Tom Adler, 42, was killed.\n",
        "The Varn Bridge is 2.1 km long. The Orva Bridge is 1.9 km long.\n",
        # values that fit
        "Storm kills at least 14 in Norland\nA storm swept along the coast of Norland on Tuesday.\nThe storm killed 16 people, officials said.\n",
        "Mount Adler is about 3,400 m high. It was climbed in 1871.\nMount Adler has an elevation of 3,412 m.\n",
    ],
)  # fmt: skip
def test_a_text_that_states_look_alike_facts(nlp, text):
    assert within(nlp, text) == []


BRIDGE = "The Varn Bridge is 2.1 km long. It was opened in 1932.\nThe bridge is 1,900 m long.\n"


def test_copies_of_one_text_share_a_finding(nlp):
    [made] = within(nlp, BRIDGE, BRIDGE + "It is painted every year.\n")
    assert sorted(len(position.claims) for position in made.positions) == [2, 2]


def test_the_report_marks_it_and_keeps_its_id(tmp_path: Path):
    (tmp_path / "bridge.txt").write_text(BRIDGE, "utf-8")
    report = sourcecheck.check(tmp_path)
    [made] = report.findings
    assert (made["kind"], made["relation"]) == ("within", "conflict")
    assert '<span class="kind">within one text</span>' in render(report.data, report.texts)
    (tmp_path / "bridge.txt").rename(tmp_path / "other.txt")
    (tmp_path / "unrelated.txt").write_text("The library of Lisbon holds 40,000 books.\n", "utf-8")
    again = sourcecheck.check(tmp_path).findings
    assert [one["id"] for one in again] == [made["id"]]


def test_a_text_and_its_halves(nlp):
    """What is found in one text is found between its halves where these tell enough of one story
    (docs/decisions/0008)."""
    first, second = BRIDGE.splitlines(keepends=True)
    assert [made.property for made in within(nlp, first + second)] == ["length"]
    assert within(nlp, first, second) == []
