"""Do two texts tell of one event? What whole texts share, and the company they keep."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.reconcile import block
from sourcecheck.reconcile.entities import entities, entity_sets, leading
from sourcecheck.reconcile.match import event
from sourcecheck.reconcile.match.features import features
from sourcecheck.reconcile.pairs import Table
from sourcecheck.reconcile.work import work
from tests.reconcile.claims_made import claim, date, length, names, table


def evidence(claims, named, sources: str = "ab"):
    """The evidence of the first pair of claims."""
    rows = names(*named)
    who = entities(rows)
    frame = work(table(claims), who, rows)
    pairs = block.candidates(frame).pairs
    made = Table(frame, entity_sets(rows, who, sources), None, leading(rows, who, sources))
    return pairs, {name: column.tolist() for name, column in features(pairs, made).items()}


def test_texts_are_alike_by_the_names_days_and_figures_that_they_share():
    claims = [
        claim("a"), claim("a", 100, value=date("2021-03-12"), property="open:meet"),
        claim("b"), claim("b", 100, value=date("2021-03-12"), property="open:meet"),
    ]  # fmt: skip
    named = [("a", "Norland", "LOC"), ("b", "Norland", "LOC")]
    _, found = evidence(claims, named)
    for name in ("story_names", "story_leading", "story_days", "story_figures", "story_years"):
        assert found[name][0] == 1.0, name
        assert found[f"{name}_behind_max"][0] == 0.0, name


def test_a_text_is_behind_where_it_is_more_alike_to_another():
    claims = [claim("a"), claim("b"), claim("c", value=length(1777))]
    named = [("a", "Norland", "LOC"), ("b", "Norland", "LOC"), ("c", "Westland", "LOC")]
    pairs, found = evidence(claims, named, "abc")
    sides = zip(pairs["a"], pairs["b"], strict=True)
    couple = {("abc"[a], "abc"[b]): n for n, (a, b) in enumerate(sides)}
    assert found["story_names_behind_max"][couple["a", "b"]] == 0.0
    assert found["story_names_behind_max"][couple["a", "c"]] == 1.0


def digits(one: int, other: int) -> tuple[bool, bool]:
    _, found = evidence([claim("a", value=length(one)), claim("b", value=length(other))], [])
    return bool(found["digit_apart"][0]), bool(found["digits_swapped"][0])


def test_figures_that_differ_as_by_a_slip_of_the_pen():
    assert digits(1450, 1470) == (True, False)
    assert digits(218, 281) == (False, True)
    assert digits(218, 128) == (False, True)
    assert digits(218, 299) == (False, False)
    assert digits(1450, 145) == (False, False)
    assert digits(1450, 1450) == (False, False)


def test_years_and_days_that_differ_so():
    def dates(one: str, other: str):
        claims = [
            claim(s, value=date(d), property="founded") for s, d in (("a", one), ("b", other))
        ]
        _, found = evidence(claims, [])
        return [bool(found[n][0]) for n in ("digit_apart", "digits_swapped", "other_year")]

    assert dates("1947", "1974") == [False, True, False]
    assert dates("2021-03-12", "2020-03-12") == [True, False, True]
    assert dates("2021-03-12", "2021-03-13") == [False, False, False]


def couples(likely: dict[tuple[int, int], float]) -> tuple[pd.DataFrame, np.ndarray]:
    """Couples of texts and the log-odds that a first model gives them."""
    rows = [{**dict.fromkeys(event.EVIDENCE, 0.0), "one": a, "other": b} for a, b in likely]
    odds = np.array([np.log(p / (1 - p)) for p in likely.values()])
    return pd.DataFrame(rows), odds


def test_the_company_of_two_texts():
    found, odds = couples({(0, 1): 0.5, (0, 2): 0.9, (1, 2): 0.8, (0, 3): 0.1, (1, 3): 0.1})
    made = event.company(found, odds)
    assert made["event_through"][0] == 0.8  # over text 2
    assert made["event_unlike_most"][0] == 0.1
    assert (made["event_kin_min"][0], made["event_kin_max"][0]) == (0.9, 1.0)


def test_texts_that_share_nothing_with_any_add_nothing():
    likely = {(0, 1): 0.5, (0, 2): 0.9, (1, 2): 0.8}
    one = event.company(*couples(likely))
    other = event.company(*couples({**likely, (3, 4): 0.7}))
    for name in event.COMPANY:
        assert other[name][:3].tolist() == one[name].tolist()


@given(st.permutations(range(4)))
def test_the_company_does_not_depend_on_the_order_of_texts(order):
    likely = {(0, 1): 0.5, (0, 2): 0.9, (1, 2): 0.8, (0, 3): 0.1, (1, 3): 0.2}
    turned = {
        tuple(sorted((order[a], order[b]))): p for (a, b), p in likely.items()
    }  # fmt: skip
    one, other = event.company(*couples(likely)), event.company(*couples(turned))
    for name in event.COMPANY:
        assert np.allclose(one[name], other[name])


def test_each_pair_has_the_odds_of_its_couple():
    found, odds = couples({(0, 1): 0.5, (0, 2): 0.9})
    made = event.of_pairs(found, odds, np.array([2, 0, 1]), np.array([0, 1, 0]))
    assert made.tolist() == [odds[1], odds[0], odds[0]]
