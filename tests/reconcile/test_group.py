"""What may stand in one cluster, and whether one text tells of two clusters in one voice."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile.entities import entities
from sourcecheck.reconcile.group import Clusters
from sourcecheck.reconcile.work import work
from tests.reconcile.claims_made import claim, date, length, names, table

NOBODY = entities(names())
SURE = 5.0  # log-odds of a pair that nobody would doubt


def clusters(*claims: Claim) -> Clusters:
    """The claims, each a cluster of its own."""
    return Clusters(work(table(claims), NOBODY, names()))


def joined(found: Clusters, *pairs: tuple[int, int]) -> Clusters:
    """The clusters after these sure pairs were offered, one after the other."""
    for link, (a, b) in enumerate(pairs):
        found.weigh(a, b, SURE)
        found.offer(link, a, b)
    return found


#: Each may be what the others are: 1,350 to 1,450; 1,405 to 1,415; 1,412.
ROUND, NEARER, EXACT = length(1400, place=100), length(1410, place=10), length(1412)
OWN = Span(0, 4, "text")


def beside(other: Quantity, sentence: Span) -> Clusters:
    """A claim of one text with two of another, the second of them in the sentence given."""
    first = claim("b", 0, value=ROUND, sentence=OWN)
    second = claim("b", 5, value=other, sentence=sentence)
    return joined(clusters(claim("a", value=NEARER), first, second), (0, 1), (0, 2))


def test_two_figures_of_one_sentence_in_one_unit_are_two_things() -> None:
    found = beside(EXACT, OWN)
    assert found.of[0] == found.of[1] != found.of[2]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (EXACT, Span(5, 9, "text")),  # of another sentence
        (ROUND, OWN),  # the same figure again
        (length(877, "mile", 1609), OWN),  # a conversion
    ],
)
def test_these_may_be_one(other: Quantity, sentence: Span) -> None:
    found = beside(other, sentence)
    assert found.of[0] == found.of[1] == found.of[2]


BUT = "The ministry put the toll at 31, but the hospital said 46 had died."
AND = "The ministry put the toll at 31, and the hospital said 46 had died."


def toll(number: int, start: int, said: str = "", **more: Any) -> Claim:
    """So many dead, told by one text; in the sentence that is given, or in one of its own."""
    value = Fraction(number)
    count = Quantity(value, value, "dimensionless", "count", significant_digits=2,
                     last_place=Fraction(1), counted="person")  # fmt: skip
    where: dict[str, Any] = {"property": "people_killed", "subjects": (), "kind": "count"}
    if said:
        at = said.index(str(number))
        where |= {"sentence": Span(0, len(said), said), "span": Span(at, at + 2, str(number))}
    return claim("a", start, value=count, **{**where, **more})


def told_together(said: str, **more: Any) -> bool:
    """Does the text that says so, and says 46 once more in its own voice, state both in one?"""
    one = toll(31, 29, said, **({"speaker": ""} | more))
    other, again = toll(46, 55, said, speaker="hospital"), toll(46, 300)
    found = joined(clusters(one, other, again), (1, 2))
    return found.told_together(found.of[0], found.of[1])


def test_what_a_sentence_sets_against_each_other_is_not_told_in_one_voice() -> None:
    assert not told_together(BUT)


def test_two_that_are_only_joined_are() -> None:
    assert told_together(AND)


def test_two_voices_need_no_but() -> None:
    found = joined(
        clusters(
            toll(31, 29, AND, speaker="ministry"),
            toll(46, 55, AND, speaker="hospital"),
            toll(31, 200),
            toll(46, 300),
        ),
        (0, 2),
        (1, 3),
    )
    assert not found.told_together(found.of[0], found.of[1])


def test_of_two_times_or_places_nothing_is_set_against_anything() -> None:
    friday, monday = date("2001-05-04"), date("2001-05-07")
    one = toll(31, 29, BUT, when=friday)
    other, again = toll(46, 55, BUT, speaker="hospital", when=monday), toll(46, 300)
    found = joined(clusters(one, other, again), (1, 2))
    assert found.told_together(found.of[0], found.of[1])
