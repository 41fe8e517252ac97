"""How the values of one question relate, and which of them can all be true together.

A verdict is on two values, given the texts that state them. Beyond what the values say (`compare`):
texts may state them for two times or two contests, of two things, or give one person both posts.

Positions are the largest sets of values that can all be true together. Values are given by ids, and
which couples of them disagree. Two values disagree exactly when no position holds both, and every
value stands in at least one position. In the language of graphs: positions are the maximal cliques
of "is compatible with".

Positions stand in the order of their values: figures by size, dates by day, words as words. How a
value is written, who states it and how many do change nothing, so that a source that is added moves
a position only where its value belongs before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date, Day
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.reconcile.compare import attribute, compare_claims, span
from sourcecheck.reconcile.compare.attribute import posts
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
        step = attribute.grown(one.text, other.text, published)
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
    if a.property == b.property == "win_loss_record" and attribute.grew(a.text, b.text):
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


#: Positions that are listed in full. A graph of 50 values can have millions of maximal cliques;
#: no reader wants more than these.
MOST_POSITIONS = 1000

Neighbours = dict[str, set[str]]


class Positions(NamedTuple):
    """The positions, each in the order of the values given; `capped`: not all are listed.

    Even then the listed ones hold the promise above: they cover every couple of compatible values.
    `left_out` is how many are known to be missing: the search stops at the first beyond the cap.
    """

    sets: tuple[tuple[str, ...], ...]
    capped: bool = False
    left_out: int = 0


def positions(
    values: Sequence[str],
    disagreeing: Iterable[tuple[str, str]],
    *,
    cap: int = 50,
    most: int = MOST_POSITIONS,
) -> Positions:
    """The maximal sets of `values` of which no two stand in `disagreeing`, and whether a cap bit.

    `cap` is the number of distinct values up to which all sets are sought (Bron and Kerbosch 1973,
    with the pivot of Tomita 2006); beyond it, or beyond `most` sets, a smaller cover is
    built in polynomial time and `capped` is true. Raises ValueError for a couple of unknown values.
    """
    order = {value: place for place, value in enumerate(dict.fromkeys(values))}
    fits: Neighbours = {value: set(order) - {value} for value in order}
    for a, b in disagreeing:
        if a not in order or b not in order:
            raise ValueError(f"not among the values: {a!r}, {b!r}")
        if a != b:
            fits[a].discard(b)
            fits[b].discard(a)
    cliques = _maximal(fits, order, most) if len(order) <= cap else None
    if cliques is None:
        sets = _in_order(_cover(fits, order), order)
        known = most + 1 if len(order) <= cap else 0
        return Positions(sets, capped=True, left_out=max(0, known - len(sets)))
    return Positions(_in_order(cliques, order))


def _maximal(fits: Neighbours, order: Mapping[str, int], most: int) -> list[frozenset[str]] | None:
    """All maximal cliques, or None when there are more than `most`."""
    found: list[frozenset[str]] = []

    def grow(clique: tuple[str, ...], candidates: set[str], done: set[str]) -> bool:
        if not candidates and not done:
            found.append(frozenset(clique))
            return len(found) <= most
        pivot = max(
            sorted(candidates | done, key=order.__getitem__),
            key=lambda value: len(candidates & fits[value]),
        )
        for value in sorted(candidates - fits[pivot], key=order.__getitem__):
            if not grow((*clique, value), candidates & fits[value], done & fits[value]):
                return False
            candidates = candidates - {value}
            done = done | {value}
        return True

    if not order:
        return []
    return found if grow((), set(order), set()) else None


def _cover(fits: Neighbours, order: Mapping[str, int]) -> list[frozenset[str]]:
    """Maximal cliques, grown greedily, that hold every value and every compatible couple."""
    found: list[frozenset[str]] = []
    covered: Neighbours = {value: set() for value in order}
    for value in order:
        missing = [other for other in order if other in fits[value]]
        for seed in missing or [value]:
            if seed in covered[value]:
                continue
            clique = _grow_from({value, seed}, fits, order)
            found.append(clique)
            for member in clique:
                covered[member] |= clique
    return found


def _grow_from(seed: set[str], fits: Neighbours, order: Mapping[str, int]) -> frozenset[str]:
    common = set.intersection(*(fits[value] for value in seed)) - seed
    clique = set(seed)
    for value in sorted(common, key=order.__getitem__):
        if value in common:
            clique.add(value)
            common &= fits[value]
    return frozenset(clique)


def _in_order(
    cliques: Iterable[frozenset[str]], order: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    """Members by the order of the values given, cliques by their members; no repeats."""
    rows = {tuple(sorted(order[value] for value in clique)) for clique in cliques}
    names = list(order)
    return tuple(tuple(names[place] for place in row) for row in sorted(rows))


# --- the order of positions -----------------------------------------------------------------------

#: An end on a line: -1 and 1 are beyond all figures, on this side and on that.
End = tuple[int, Fraction]
#: What is compared first: kind and unit; then the lower end, the upper end, the words.
Order = tuple[tuple[str, str], End, End, str]

_BELOW: End = (-1, Fraction(0))
_ABOVE: End = (1, Fraction(0))
_MINUTES_OF_A_DAY = 24 * 60


def by_value(claims: Sequence[Claim], words: str) -> Order:
    """Sort key of a position with these claims, of which `words` is the value in words.

    What the claims have in common counts: "at least 24" with "31" stands behind "24". Dates that
    nothing places stand behind all others.
    """
    places = [_place(claim) for claim in claims]
    family = min(family for family, _, _ in places)
    ends = [(low, high) for known, low, high in places if known == family]
    lower, upper = max(low for low, _ in ends), min(high for _, high in ends)
    return family, lower, upper, words.casefold()


def _place(claim: Claim) -> tuple[tuple[str, str], End, End]:
    """Kind and unit of a value, and its ends as stated."""
    if claim.quantity is not None:
        return ("figure", claim.quantity.unit), *_figure(claim.quantity)
    if claim.date is not None:
        return ("time", ""), *_date(claim.date)
    if (ends := span(claim)) is not None:
        return ("line", claim.property), _end(ends[0], _BELOW), _end(ends[1], _ABOVE)
    return ("words", ""), _BELOW, _ABOVE


def _figure(figure: Quantity) -> tuple[End, End]:
    low = None if figure.operator.startswith("<") else figure.low
    high = None if figure.operator.startswith(">") else figure.high
    return _BELOW if low is None else (0, low), _ABOVE if high is None else (0, high)


def _date(date: Date) -> tuple[End, End]:
    if date.earliest is None and date.latest is None:
        return _ABOVE, _ABOVE
    first, last = (
        (date.time.earliest, date.time.latest) if date.time else (0, _MINUTES_OF_A_DAY - 1)
    )
    return _moment(date.earliest, first, _BELOW), _moment(date.latest, last, _ABOVE)


def _moment(day: Day | None, minute: int, otherwise: End) -> End:
    if day is None:
        return otherwise
    return 0, Fraction(to_ordinal(day) * _MINUTES_OF_A_DAY + minute)


def _end(number: float, otherwise: End) -> End:
    return (0, Fraction(number)) if math.isfinite(number) else otherwise
