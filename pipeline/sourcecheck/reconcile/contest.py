"""Whether two attributes that exclude each other are of one contest, or of one thing.

Sides meet again, and a record changes with each contest: two texts on one are known by its day, or
by its place and round where both tell of it first.
"""

from __future__ import annotations

import functools
import itertools
import re

from sourcecheck import resources
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Step

#: Attributes that a contest or a vote has.
_OF_CONTESTS = ("score", "vote", "win_loss_record")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z]+)*")


def apart(
    a: Claim, b: Claim, published: tuple[Date | None, Date | None], *, grew: bool
) -> Step | None:
    """Why two values that exclude each other are not held against each other; None if they are.

    `grew` says that one is a record that is the other and a few contests more: only one day, of the
    contest or of both texts (`published`), then shows that they mean one time.
    """
    if a.property == "direction":
        return _other_thing(a, b)
    if a.property not in _OF_CONTESTS or _one_day(a.when, b.when):
        return None
    if grew:
        text = "one may count contests after the other: nothing dates both to one day"
        return None if _one_day(*published) else Step("other-contest", text)
    if a.lead and b.lead and _places(a, b) and _rounds(a) == _rounds(b):
        return None
    text = "nothing dates both to one day, or puts both in one place and round"
    return Step("other-contest", text)


def _other_thing(a: Claim, b: Claim) -> Step | None:
    if not a.measured or not b.measured or not set(a.measured).isdisjoint(b.measured):
        return None
    said = " and ".join(sorted(" ".join(claim.measured) for claim in (a, b)))
    return Step("other-thing", f"they say where other things lie: {said}")


def _one_day(a: Date | None, b: Date | None) -> bool:
    """Are both known, and one and the same day?"""
    if a is None or b is None or a.earliest is None:
        return False
    return a.earliest == a.latest == b.earliest == b.latest


def _places(a: Claim, b: Claim) -> bool:
    """Do both name the same places beside the sides?"""
    sides = {*a.subjects, *b.subjects}
    return bool(set(a.around) - sides) and set(a.around) - sides == set(b.around) - sides


def _rounds(claim: Claim) -> frozenset[str]:
    """The round that its sentence names: "final", "game 3"."""
    if claim.sentence is None:
        return frozenset()
    words = _WORD.findall(claim.sentence.quote.lower())
    rounds, numbered = _words("rounds"), _words("numbered")
    counted = {f"{word} {number}" for word, number in itertools.pairwise(words) if word in numbered}
    return frozenset(rounds.intersection(words)) | frozenset(
        pair for pair in counted if pair[-1].isdigit()
    )


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(resources.load("records")["score"][name])
