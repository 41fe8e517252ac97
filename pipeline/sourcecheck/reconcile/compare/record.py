"""How two records of wins and losses relate.

A record changes with each contest: two that differ are in conflict where they are meant for one
time, and the steps say how many contests could lie between them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sourcecheck.model.date import Date
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise.attribute import figures
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.wording.list import counted, listed

#: A number of its own for each text, far from nought, so that no two are "orders apart".
_FAR = 1 << 50
#: More contests than this between two records are no slip of a writer: they are of two times.
MOST_SLIP = 3
#: Days between two texts within which they speak of a record after the same contest.
SAME_CONTEST_DAYS = 3
_COUNTED = ("win", "loss", "draw")


def compare(a: str, b: str) -> Comparison:
    """How two records in canonical form relate: agree, conflict, or *different* for a
    record that is the other and more than `MOST_SLIP` contests.

    `gap` is the share of the larger total by which their totals differ, at most 1.
    """
    if a == b:
        return Comparison("agree", (Step("same-record", f"both state {a}"),))
    one, other = sorted((a, b))
    steps = [Step("records-differ", f"{one} and {other} are not the same")]
    if (more := _grown(a, b) or _grown(b, a)) is not None:
        steps.append(more)
    totals = [sum(map(sum, figures(text))) for text in (a, b)]
    apart = abs(totals[0] - totals[1])
    if more is not None and apart > MOST_SLIP:
        return Comparison("different", tuple(steps))
    return Comparison("conflict", tuple(steps), apart / max(*totals, 1))


def grew(a: str, b: str) -> bool:
    """Is one record the other and some contests more?"""
    return _grown(a, b) is not None or _grown(b, a) is not None


def grown(
    a: str, b: str, published: tuple[Sequence[Date | None], Sequence[Date | None]]
) -> Step | None:
    """Why two records that differ may both be right: later texts state the earlier record and more
    contests. None where the dates of the texts, those that state `a` and `b`, do not show it."""
    first, second = (_days(dates) for dates in published)
    if first is None or second is None:
        return None
    if first[1] + SAME_CONTEST_DAYS < second[0]:
        before, after = a, b
    elif second[1] + SAME_CONTEST_DAYS < first[0]:
        before, after = b, a
    else:
        return None
    step = _grown(before, after)
    return step and Step("later-record", f"{step.text}, and it is stated by later texts only")


def span(text: str) -> tuple[float, float]:
    """Where a record or score stands on a line: equal texts on one point, others on others."""
    digest = hashlib.blake2b(text.encode(), digest_size=5).digest()
    point = float(_FAR + int.from_bytes(digest, "big"))
    return point, point


def _grown(before: str, after: str) -> Step | None:
    """That `after` is `before` with more contests; None if it is not."""
    (one, *_), (other, *_) = figures(before), figures(after)
    pairs = zip((*one, 0)[:3], (*other, 0)[:3], strict=True)
    more = [late - early for early, late in pairs]
    if min(more) < 0 or not any(more):
        return None
    said = listed([counted(n, noun) for n, noun in zip(more, _COUNTED, strict=True) if n])
    return Step("record-grew", f"{after} is {before} and {said} more, as after further contests")


def _days(dates: Sequence[Date | None]) -> tuple[int, int] | None:
    """The first and the last of these days as ordinals; None if one of them is not known."""
    known = [date.earliest for date in dates if date is not None and date.earliest is not None]
    days = [to_ordinal(day) for day in known]
    return (min(days), max(days)) if days and len(days) == len(dates) else None
