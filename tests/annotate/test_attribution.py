"""Statements: who says it, and how firmly."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.attribution.component import Attribution
from sourcecheck.annotate.attribution.modality import Said, inherit
from sourcecheck.annotate.factories import make_attribution
from tests.annotate.made_docs import entities, exact, parsed, statements, with_names


def said(doc: Doc) -> list[tuple[str, str, str]]:
    return statements(Attribution()(with_names(doc)))


THAT = """
Brun    NNP  nsubj  2  brun
said    VBD  ROOT   2  say
the     DT   det    4  the
bridge  NN   nsubj  6  bridge
would   MD   aux    6  would
cost    VB   ccomp  2  cost
5       CD   obj    6  5
.       .    punct  2  .
"""
PLAN = """
Peru    NNP  nsubj  2  peru
plans   VBZ  ROOT   2  plan
to      TO   mark   4  to
open    VB   xcomp  2  open
offices NNS  obj    4  office
.       .    punct  2  .
"""
EXPECTED = """
Ships    NNS  nsubj:pass 3  ship
are      VBP  aux:pass   3  be
expected VBN  ROOT       3  expect
to       TO   mark       5  to
leave    VB   xcomp      3  leave
.        .    punct      3  .
"""
DENIED = """
Brun    NNP  nsubj  2  brun
denied  VBD  ROOT   2  deny
that    IN   mark   6  that
thirty  CD   nummod 5  thirty
men     NNS  nsubj  6  man
died    VBD  ccomp  2  die
.       .    punct  2  .
"""
NOT = """
Peru    NNP  nsubj  4  peru
did     VBD  aux    4  do
not     RB   advmod 4  not
sell    VB   ROOT   4  sell
ships   NNS  obj    4  ship
.       .    punct  4  .
"""
NOT_ONLY = """
Peru    NNP  nsubj  5  peru
did     VBD  aux    5  do
not     RB   advmod 5  not
only    RB   advmod 5  only
sell    VB   ROOT   5  sell
ships   NNS  obj    5  ship
"""
REPORTED = """
a        DT   det   3  a
reported VBN  amod  3  report
value    NN   ROOT  3  value
of       IN   case  5  of
5        CD   nmod  3  5
"""
IF = """
If      IN   mark   3  if
prices  NNS  nsubj  3  price
rise    VBP  advcl  6  rise
banks   NNS  nsubj  6  bank
may     MD   aux    6  may
fall    VB   ROOT   6  fall
"""
GIVEN = """
Their   PRP$ nmod:poss 3  their
long    JJ   amod      3  long
border  NN   nsubj     5  border
will    MD   aux       5  will
close   VB   ROOT      5  close
soon    RB   advmod    5  soon
"""
ESTIMATES = """
The       DT  det    2  the
ministry  NN  nsubj  3  ministry
estimates VBZ ROOT   3  estimate
that      IN  mark   6  that
many      JJ  nsubj  6  many
left      VBD ccomp  3  leave
"""

PUTS = """
The      DT  det    2  the
ministry NN  nsubj  4  ministry
also     RB  advmod 4  also
put      VBD ROOT   4  put
the      DT  det    6  the
toll     NN  obj    4  toll
at       IN  case   8  at
40       CD  obl    4  40
"""
PUTS_DOWN = """
She   PRP nsubj 2  she
put   VBD ROOT  2  put
it    PRP obj   2  it
at    IN  case  6  at
the   DT  det   6  the
door  NN  obl   2  door
"""
FEARED = """
Thirty  CD  nummod     2  thirty
sailors NNS nsubj:pass 4  sailor
are     VBP aux:pass   4  be
feared  VBN ROOT       4  fear
drowned VBN xcomp      4  drown
"""
BESIDE = """
With    IN  case       3  with
thirty  CD  nummod     3  thirty
sailors NNS ROOT       3  sailor
presumed VBN acl       3  presume
dead    JJ  xcomp      4  dead
"""
FEARED_BY = """
Police   NNS nsubj 2  police
believed VBD ROOT  2  believe
injured  VBN amod  4  injured
men      NNS nsubj 5  man
fled     VBD ccomp 2  flee
"""
ANY = """
A      DT  det   2  a
quake  NN  nsubj 4  quake
can    MD  aux   4  can
cause  VB  ROOT  4  cause
damage NN  obj   4  damage
"""
KNOWN = """
The    DT  det   2  the
plant  NN  nsubj 4  plant
can    MD  aux   4  can
build  VB  ROOT  4  build
cars   NNS obj   4  car
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PUTS, [("the toll at 40", "ministry", "asserted")]),
        (PUTS_DOWN, []),
        (FEARED, [("Thirty sailors are feared drowned", "", "estimated")]),
        (BESIDE, [("With thirty sailors presumed dead", "", "estimated")]),
        (ANY, [("A quake can cause damage", "", "hypothetical")]),
        (KNOWN, []),
        (THAT, [
            ("the bridge would cost 5", "Brun", "planned"),
            ("the bridge", "Brun", "asserted"),  # that there is a bridge is no plan
        ]),
        (PLAN, [("to open offices", "", "planned")]),
        (EXPECTED, [("Ships", "", "planned"), ("to leave", "", "planned")]),
        (DENIED, [("that thirty men died", "Brun", "denied")]),
        (NOT, [("Peru did not sell ships", "", "denied"), ("Peru", "", "asserted")]),
        (NOT_ONLY, []),
        (REPORTED, [("a reported value of 5", "", "estimated")]),
        (IF, [
            ("If prices rise banks may fall", "", "hypothetical"),
            ("If prices rise", "", "hypothetical"),
        ]),
        (GIVEN, [
            ("Their long border will close soon", "", "planned"),
            ("Their long border", "", "asserted"),
        ]),
        (ESTIMATES, [("that many left", "ministry", "estimated")]),
    ],
)  # fmt: skip
def test_clauses(rows: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(parsed(rows, [("Brun", "PERSON")] if "Brun" in rows else [])) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # direct speech, before and after its speaker, and going on
        ('"It is cold," said <PERSON>Ada Brun</PERSON>. "Rain will fall."', [
            ('"It is cold," said Ada Brun.', "Ada Brun", "asserted"),
            ('"It is cold,"', "Ada Brun", "asserted"),
            ('"Rain will fall."', "Ada Brun", "asserted"),
            ("will fall", "Ada Brun", "planned"),
        ]),
        ('"It is cold," said <PERSON>Ada Brun</PERSON>.\n\n"It was warm."', [
            ('"It is cold," said Ada Brun.', "Ada Brun", "asserted"),
            ('"It is cold,"', "Ada Brun", "asserted"),
            ('"It was warm."', "Ada Brun", "asserted"),
        ]),
        ("According to <ORG>Lund Post</ORG>, 5 men left.", [
            ("According to Lund Post, 5 men left.", "Lund Post", "asserted"),
        ]),
        ("Five men left, according to the owner of the ship.", [
            (
                "Five men left, according to the owner of the ship.",
                "owner of the ship",
                "asserted",
            ),
        ]),
        ("It could rain, and May 5 was dry.", [("could rain", "", "hypothetical")]),
        ('The "strategic" plan is old.', []),
        ('The "long way" is old. It rained.', []),
        ("It rained in May.", []),
    ],
)  # fmt: skip
def test_without_a_parse(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(entities(marked)) == expected


def test_the_inner_statement_takes_what_it_lacks_from_the_outer() -> None:
    outer = Said(0, 50, "Brun", "denied", "denied")
    found = inherit([Said(10, 20, "", "planned", "will"), outer, Said(30, 40, "Lund", cue="said")])
    assert [(s.speaker, s.modality) for s in found] == [
        ("Brun", "denied"),
        ("Brun", "planned"),
        ("Lund", "denied"),
    ]


def test_it_works_on_a_blank_pipeline_by_its_name() -> None:
    assert callable(make_attribution)  # importing it registers the component in a checkout, too
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_names")
    nlp.add_pipe("sourcecheck_attribution")
    doc = nlp("According to Peru, ships left.")
    assert [span.text for span in doc.spans["statements"]] == ["According to Peru, ships left."]
    assert statements(doc)[0][1] == "Peru"


PIECES = st.sampled_from(
    ['"', "“", "”", "said", "Peru", "will", "not", "if", "according to", ",", ".", "\n\n", "he",
     "denied", "🙂", "e\u0301", "\u00a0"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_offsets_are_exact_in_any_text(text: str) -> None:
    doc = Attribution()(with_names(entities(text)))
    assert exact(doc, mentions.read(doc, "statements"))


SAID = st.builds(
    lambda start, length, speaker, modality: Said(start, start + length, speaker, modality),
    st.integers(0, 20),
    st.integers(1, 20),
    st.sampled_from(["", "Brun", "Lund"]),
    st.sampled_from(["asserted", "denied", "planned"]),
)


@given(st.lists(SAID, max_size=12))
def test_one_statement_for_each_span_whatever_the_order(found: list[Said]) -> None:
    result = inherit(found)
    assert result == inherit(found[::-1])
    assert [(s.start, s.end) for s in result] == sorted(
        {(s.start, s.end) for s in found}, key=lambda span: (span[0], -span[1])
    )


def test_a_verb_of_belief_with_a_clause_of_its_own_makes_no_estimate_of_itself() -> None:
    made = said(parsed(FEARED_BY))
    assert not any(text.startswith("Police") for text, _, _ in made), made
