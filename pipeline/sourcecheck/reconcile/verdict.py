"""How two values of one question relate, given the texts that state them.

Beyond what the values say (`compare`): texts may state them for two times or two contests, of two
things, or give one person both posts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.reconcile.compare import compare_claims, record
from sourcecheck.reconcile.compare.post import posts
from sourcecheck.reconcile.explain import other_times

#: Attributes that a contest or a vote has.
_OF_CONTESTS = ("score", "vote", "win_loss_record")
#: People change their posts: texts further apart than this many days may both be right.
SAME_TENURE_DAYS = 366

#: Verdicts on the couples of the values of a question, by their numbers.
Verdicts = Mapping[tuple[int, int], Comparison]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a group, its entities and places across documents, its source's date."""

    claim: Claim
    entities: tuple[str, ...]
    places: tuple[str, ...]
    published: Date | None
    rounds: tuple[str, ...] = ()  # of a contest, that its sentence names


def verdict(a: Sequence[Member], b: Sequence[Member]) -> Comparison:
    """How two values relate, each by its first claim; what the texts themselves state for two times
    is *different*, as is a record that grew, and what nothing shows to be of one contest."""
    one, other = a[0].claim, b[0].claim
    found = compare_claims(one, other)
    if found.relation != "conflict":
        return found
    step = None
    if one.when is not None and other.when is not None:
        step = other_times(one.when, other.when)
    elif one.kind == "attribute" and one.property == "win_loss_record":
        published = ([member.published for member in a], [member.published for member in b])
        step = record.grown(one.text, other.text, published)
    elif one.kind == "attribute" and one.property == "title":
        step = _later_post([m.published for m in a], [m.published for m in b])
    if step is None and one.kind == "attribute":
        step = _other_contest(a[0], b[0])
    return (
        found if step is None else replace(found, relation="different", steps=(*found.steps, step))
    )


def with_both_posts(
    values: Sequence[Sequence[Member]],
    verdicts: Verdicts,
    beside: Callable[[], Sequence[Member]],
) -> Verdicts:
    """The verdicts on titles of one person, where two posts of which a text gives both fit."""
    if all(each.relation != "conflict" for each in verdicts.values()):
        return verdicts
    people = {entity for held in values for member in held for entity in member.entities}
    titles = [m.claim for m in beside() if not people.isdisjoint(m.entities)]
    titles += [member.claim for held in values for member in held]
    made = dict(verdicts)
    for (i, j), each in verdicts.items():
        if each.relation == "conflict":
            step = both_posts(values[i][0].claim, values[j][0].claim, titles)
            if step is not None:
                steps = (*each.steps, step)
                made[i, j] = replace(each, relation="compatible", steps=steps, gap=0.0)
    return made


# --- of one contest, of one thing -----------------------------------------------------------------


def _other_contest(one: Member, other: Member) -> Step | None:
    """Why two attributes that exclude each other are of two contests, or of two things; None if
    they are not.

    Sides meet again, and a record changes with each contest: two texts on one are known by its
    day, or by its place and round where both tell of it first. Of a record that is the other and a
    few contests more only one day, of the contest or of both texts, shows that they mean one time.
    """
    a, b = one.claim, other.claim
    if a.property == "direction":
        return _other_thing(a, b)
    if a.property not in _OF_CONTESTS or _one_day(a.when, b.when):
        return None
    if a.property == b.property == "win_loss_record" and record.grew(a.text, b.text):
        text = "one may count contests after the other: nothing dates both to one day"
        return None if _one_day(one.published, other.published) else Step("other-contest", text)
    if a.lead and b.lead and _places(a, b) and one.rounds == other.rounds:
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


# --- two posts of one person ----------------------------------------------------------------------


def both_posts(a: Claim, b: Claim, titles: Iterable[Claim]) -> Step | None:
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


def _later_post(a: Sequence[Date | None], b: Sequence[Date | None]) -> Step | None:
    """That the texts that state one post were put out long after those that state the other; None
    if not, or where that is not known."""
    one, other = _days_of(a), _days_of(b)
    if one is None or other is None:
        return None
    apart = max(one[0] - other[1], other[0] - one[1])
    if apart <= SAME_TENURE_DAYS:
        return None
    return Step("other-time", f"the texts were put out {apart} days apart: people change posts")


def _days_of(published: Sequence[Date | None]) -> tuple[int, int] | None:
    """The first and the last day on which they were put out; None where one is not known."""
    known = [
        (to_ordinal(date.earliest), to_ordinal(date.latest))
        for date in published
        if date is not None and date.earliest is not None and date.latest is not None
    ]
    if not known or len(known) < len(published):
        return None
    return min(first for first, _ in known), max(last for _, last in known)
