"""Which titles of one person exclude each other, which fit, and what stands beside each other."""

from __future__ import annotations

import pytest

from sourcecheck.model.finding import Finding
from sourcecheck.reconcile import block
from sourcecheck.reconcile.build import reconcile
from sourcecheck.reconcile.compare.attribute import compare_posts
from sourcecheck.reconcile.entities import entities, entity_sets
from sourcecheck.reconcile.match.features import features
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.positions import both_posts
from sourcecheck.reconcile.work import work
from sourcecheck.settings import Settings
from tests.reconcile.claims_made import claim, date, names, table

EXCLUDING = [
    ("CFO", "COO"),
    ("chief financial officer", "technology chief of Tarnmoor"),
    ("chairwoman of Ostrel", "CEO of Ostrel"),
    ("director of finance", "managing director"),
    ("artistic director", "executive director"),
    ("finance chief", "Ostrel chief executive"),
    ("Transport Minister", "Minister of Justice"),
    ("home secretary", "minister for agriculture"),
    ("Major", "Lieutenant Colonel"),
    ("Maj. Gen.", "Lt. Gen."),
    ("Detective Sergeant", "Detective Inspector"),
    ("deputy mayor", "mayor"),
    ("deputy leader of the Harbour Party", "Harbour Party leader"),
]
FITTING = [
    ("CEO", "managing director"),
    ("finance chief", "CFO"),
    ("boss", "chief executive"),
    ("Ostrel boss", "chief executive"),
    ("chairman and chief executive", "chairman"),
    ("minister", "transport minister"),
    ("minister of energy and trade", "trade minister"),
    ("finance minister", "treasury secretary"),
    ("head of the museum", "director general of the museum"),
    ("Dr.", "head of surgery"),
    ("Professor", "Medical Director"),
    ("Detective Sergeant", "Sergeant"),
    ("Inspector", "Chief Inspector"),
]
BESIDE = [
    ("former finance minister", "justice minister"),  # one after the other
    ("acting chief executive", "CFO"),
    ("interim chair", "chief executive"),
    ("mayor", "acting deputy mayor"),
    ("chairman of Ostrel", "chief executive of Tarnmoor"),  # of two houses
    ("chair of the audit committee", "chief executive"),
    ("non-executive director", "finance director"),
    ("justice minister's aide", "trade minister"),
    ("General", "Lieutenant General"),  # how one is addressed
    ("team captain", "Major"),
    ("executive vice president", "president and CEO"),
    ("vice chancellor", "chancellor"),
    ("deputy prime minister", "justice minister"),
    ("prime minister", "foreign minister"),
    ("press secretary", "trade minister"),
    ("information officer", "press officer"),
    ("secretary", "treasurer"),
    ("president and CEO", "chair"),
    ("party chairman", "president"),
    ("new Tarnmoor general manager", "Ostrel CEO"),
    ("doctor", "nurse"),
    ("owner", "coach"),
]


@pytest.mark.parametrize(("one", "other"), EXCLUDING)
def test_posts_of_which_a_person_has_one_at_a_time(one, other):
    found = compare_posts(one, other)
    assert found == compare_posts(other, one)
    assert found.relation == "conflict"
    assert all(part in found.steps[0].text for part in (one, other, "one at a time"))


@pytest.mark.parametrize(("one", "other"), FITTING)
def test_titles_that_may_be_of_one_post(one, other):
    assert compare_posts(one, other) == compare_posts(other, one)
    assert compare_posts(one, other).relation == "compatible"


@pytest.mark.parametrize(("one", "other"), BESIDE)
def test_titles_that_are_shown_beside_each_other(one, other):
    assert compare_posts(one, other) == compare_posts(other, one)
    assert compare_posts(one, other).relation == "different"


def title(source, value, start=0, **more):
    return claim(
        source, start, property="title", subjects=("Ada Holm",), value=value,
        context=("holm", "plant"), **more,
    )  # fmt: skip


PEOPLE = names(*((source, "Ada Holm", "PERSON") for source in "abc"))


def found(claims, published=None) -> Finding:
    [one] = reconcile(table(claims), PEOPLE, published or {}, Settings()).findings
    return one


def test_two_posts_of_one_person_are_a_possible_conflict():
    one = found([title("a", "chief financial officer"), title("b", "chief operating officer")])
    assert (one.relation, len(one.positions)) == ("conflict", 2)
    assert one.explanation[0].rule == "posts-exclude"


def test_texts_of_other_years_may_both_be_right():
    claims = [title("a", "chief financial officer"), title("b", "chief operating officer")]
    years = {"a": date("2016-05-02"), "b": date("2019-05-02")}
    assert found(claims, years).relation == "different"
    assert found(claims, {"a": date("2016-05-02"), "b": date("2016-06-02")}).relation == "conflict"


def test_a_text_that_gives_both_posts_excludes_a_conflict():
    claims = [title("a", "chairman"), title("b", "chief executive")]
    both = title("c", "chairman and chief executive")
    assert found(claims).relation == "conflict"
    assert found([*claims, both]).relation == "compatible"
    two = [title("c", "chairman"), title("c", "CEO", 40)]
    assert both_posts(claims[0], claims[1], two) is not None
    two = [title("c", "chairman"), title("c", "CEO", 40, speaker="Bo Lind")]
    assert both_posts(claims[0], claims[1], two) is None


def test_matching_knows_which_titles_fit():
    said = ["CFO", "chief operating officer", "boss", "finance chief"]
    claims = [title("a", said[0]), *(title("b", text, 40 * n) for n, text in enumerate(said[1:]))]
    who = entities(PEOPLE)
    made = work(table(claims), who, PEOPLE)
    pairs = block.candidates(made).pairs
    fits = features(pairs, Table(made, entity_sets(PEOPLE, who, "ab")))["fits"]
    text = made["claim"].map(lambda one: one.text)
    assert [text[b] for b, fit in zip(pairs["b"], fits, strict=True) if not fit] == said[1:2]
