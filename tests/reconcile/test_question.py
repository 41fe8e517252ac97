"""Which claims answer one question: blocks, evidence, joint matching."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

from sourcecheck.model.claim import Claim
from sourcecheck.reconcile import block, group, match
from sourcecheck.reconcile.entities import entities, entity_sets
from sourcecheck.reconcile.match.reasons import evidence
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.work import work
from tests.reconcile.claims_made import claim, date, length, names, records, table

NOBODY = entities(names())
CAST = entity_sets(names(), NOBODY, "abc")


def questions(*claims: Claim) -> list[set[str]]:
    """The groups of claim ids that were found to answer one question."""
    frame = work(table(claims), NOBODY, names())
    scored = match.score(block.candidates(frame).pairs, Table(frame, CAST))
    return [set(frame["id"].iloc[rows]) for rows, _ in group.groups(scored, frame)]


def test_one_border_stated_twice():
    assert questions(claim("a"), claim("b", value=length(1500))) == [{"c-a-0", "c-b-0"}]


def test_the_border_with_another_neighbour_is_another_question():
    other = claim("b", subjects=("Norland", "Westland"), value=length(1500))
    assert questions(claim("a"), other) == []


def test_a_length_is_not_held_against_a_sum_of_money():
    money = replace(length(1450), unit="EUR", dimension="money", stated_unit="EUR")
    assert questions(claim("a"), claim("b", property="trade", value=money)) == []


def test_figures_of_one_document_are_not_held_against_each_other():
    assert questions(claim("a"), claim("a", 90, value=length(1500))) == []


def test_a_claim_with_an_equal_partner_is_not_held_against_a_third():
    found = questions(
        claim("a", value=length(1450)),
        claim("b", value=length(1450)),
        claim("b", 90, value=length(3000)),
    )
    assert found == [{"c-a-0", "c-b-0"}]


def test_two_figures_of_one_sentence_answer_two_questions():
    found = questions(
        claim("a", value=length(1450)),
        claim("b", 0, value=length(1450)),
        claim("b", 5, value=length(3000), sentence=claim("b").sentence),
        claim("c", value=length(3000)),
    )
    assert {"c-b-0", "c-b-5"} not in [g & {"c-b-0", "c-b-5"} for g in found]


def visit(source: str, start: int, when: str) -> Claim:
    """A claim that Ida Adler's visit to Sudland was at that time."""
    return claim(
        source,
        start,
        property="visit",
        subjects=("Ida Adler",),
        where=("Sudland",),
        value=date(when),
        measured=("visit",),
    )


def test_two_visits_are_aligned_by_their_dates():
    found = questions(
        visit("a", 0, "1902"),
        visit("a", 90, "1906-04"),
        visit("b", 0, "1902-05"),
        visit("b", 90, "1906-04"),
    )
    assert sorted(map(sorted, found)) == [["c-a-0", "c-b-0"], ["c-a-90", "c-b-90"]]


def test_an_open_date_is_linked_to_the_visit_that_is_left():
    found = questions(
        visit("a", 0, "1902"), visit("a", 90, ""), visit("b", 0, "1902-05"), visit("b", 90, "1906")
    )
    assert sorted(map(sorted, found)) == [["c-a-0", "c-b-0"], ["c-a-90", "c-b-90"]]


def test_the_evidence_is_shown_and_adds_up():
    frame = work(table([claim("a"), claim("b")]), NOBODY, names())
    scored = match.score(block.candidates(frame).pairs, Table(frame, CAST))
    ((*parts, total),) = evidence(records(scored)[:1], vectors=False)
    worth = [dict(step.inputs)["log_odds"] for step in parts]
    # what adds less than a twentieth is not shown
    assert abs(sum(worth) - dict(total.inputs)["log_odds"]) < 0.5
    assert all(step.text for step in parts)


def test_an_unrelated_document_changes_no_question():
    related = [claim("a"), claim("b", value=length(1500))]
    unrelated = claim("c", subjects=("Ostland", "Westland"), value=length(77))
    assert questions(*related) == questions(*related, unrelated)


def test_a_block_over_the_cap_is_cut_and_says_so():
    frame = work(table(claim(f"s{i}") for i in range(5)), NOBODY, names())
    blocks = block.candidates(frame, 3)
    by_subject = dict(cut for cut in blocks.cut if "|border_length|" in cut[0])
    assert list(by_subject.values()) == [2, 2], "two subjects, two claims over the cap"


def test_claims_of_strange_texts_are_not_weighed_unless_they_share_a_subject():
    told = ("Aldora", "Serra", "Ida Adler"), ("Brintal", "Lorne", "Jan Roe")
    around = names(*(("ab"[n], name, "LOC") for n in (0, 1) for name in told[n]))
    who = entities(around)
    toll: dict[str, Any] = {"property": "people_killed", "context": ("quake",)}
    claims = [
        claim("a", 0, subjects=(), **toll),
        claim("b", 0, subjects=(), **toll),
        claim("a", 90, subjects=("Norland", "Sudland")),
        claim("b", 90, subjects=("Norland", "Sudland")),
    ]
    frame = work(table(claims), who, around)
    columns = Table(frame, entity_sets(around, who, "ab"))
    near, related = (functools.partial(f, columns) for f in (match.near, match.related))
    pairs = block.candidates(frame, near=near, related=related).pairs
    found = [set(frame["id"].iloc[[a, b]]) for a, b in zip(pairs["a"], pairs["b"], strict=True)]
    assert found == [{"c-a-90", "c-b-90"}]
