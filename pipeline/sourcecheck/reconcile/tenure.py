"""What lets two posts of which a person has one at a time stand beside each other after all: a text
that gives the person both, and texts of which one was put out long after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Step
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.reconcile.compare.post import posts

#: People change their posts: texts further apart than this many days may both be right.
SAME_TENURE_DAYS = 366


def both(a: Claim, b: Claim, titles: Iterable[Claim]) -> Step | None:
    """That one voice gives the person the posts of `a` and of `b`; None if none does. `titles` are
    all that the texts give the person."""
    said: dict[tuple[str, str], list[str]] = {}
    for claim in (a, b, *titles):
        said.setdefault((claim.source, claim.speaker), []).append(claim.text)
    for texts in said.values():
        if all(any(_states(text, claim.text) for text in texts) for claim in (a, b)):
            return Step("both-posts", "a text gives one person both posts")
    return None


def _states(text: str, title: str) -> bool:
    """Does a text that says `text` give the post that `title` names?"""
    return text == title or bool(posts(text).held & posts(title).held)


def later(a: Sequence[Date | None], b: Sequence[Date | None]) -> Step | None:
    """That the texts that state one post were put out long after those that state the other; None
    if not, or where that is not known."""
    one, other = _days(a), _days(b)
    if one is None or other is None:
        return None
    apart = max(one[0] - other[1], other[0] - one[1])
    if apart <= SAME_TENURE_DAYS:
        return None
    return Step("other-time", f"the texts were put out {apart} days apart: people change posts")


def _days(published: Sequence[Date | None]) -> tuple[int, int] | None:
    """The first and the last day on which they were put out; None where one is not known."""
    known = [
        (to_ordinal(date.earliest), to_ordinal(date.latest))
        for date in published
        if date is not None and date.earliest is not None and date.latest is not None
    ]
    if not known or len(known) < len(published):
        return None
    return min(first for first, _ in known), max(last for _, last in known)
