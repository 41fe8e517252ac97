"""How two values of one attribute relate: directions, titles and posts, records, scores.

Directions are points of the compass.

Titles, roles or other texts about one person or thing that differ are *different*, never in
conflict: a person can be president and chairman. Both are shown, and people decide. But of some
posts a person has one at a time: a title is read as the posts it names: a class (who leads a house,
ministers, ranks) and the part that the post is over. Two posts of one class over two parts exclude
each other, unless something may reconcile them: one is over or to come, they are of two houses, a
title names both. All else is compared as words (`compare_texts`).

A record of wins and losses changes with each contest: two that differ are in conflict where they
are meant for one time, and the steps say how many contests could lie between them. A finished match
has one score, and a vote one outcome.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sourcecheck import resources
from sourcecheck.model.date import Date
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise import attribute
from sourcecheck.normalise.attribute import figures, winner
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.wording.number import counted, listed

#: Neighbours among the eight main points may be one, said more coarsely: "south", "southeast".
COMPATIBLE_DEGREES = 45
_HALF_CIRCLE = 180
#: Moves the line away from nought, so that no two points are "orders apart".
_FAR_DEGREES = 10_000


def compare_directions(a: str, b: str) -> Comparison:
    """How two points in canonical form relate: agree, compatible (up to 45 degrees) or conflict.

    `gap` is the angle between them as a share of 180 degrees.
    """
    if a == b:
        return Comparison("agree", (Step("same-direction", f"both come to {a}"),))
    apart = attribute.apart(a, b)
    one, other = sorted((a, b))
    text = f"{one} and {other} are {apart:g} degrees apart"
    inputs = (("degrees", apart),)
    if apart <= COMPATIBLE_DEGREES:
        step = Step("near-direction", f"{text}: one may be the coarser word", inputs)
        return Comparison("compatible", (step,))
    step = Step("directions-differ", text, inputs)
    return Comparison("conflict", (step,), apart / _HALF_CIRCLE)


def span_of_direction(text: str) -> tuple[float, float]:
    """Where a direction stands on a line of degrees: those that are compatible overlap, but for
    pairs on either side of north; these are then held against each other, and found compatible."""
    degrees = attribute.degrees(text)
    half = COMPATIBLE_DEGREES / 2
    return _FAR_DEGREES + degrees - half, _FAR_DEGREES + degrees + half


_WORD = re.compile(r"[^\W_]+")


def compare_texts(a: str, b: str) -> Comparison:
    """How the texts `a` and `b` relate: agree, compatible (one is coarser) or different."""
    coarse, fine = sorted((set(words(a)), set(words(b))), key=len)
    if coarse == fine:
        said = " and ".join(dict.fromkeys(f"“{text}”" for text in sorted((a, b))))
        return Comparison("agree", (Step("same-text", f"the same words: {said}"),))
    if coarse and coarse < fine and not (fine - coarse) & _listed("other_office"):
        shown = sorted((a, b), key=lambda text: len(set(words(text))))
        text = f"“{shown[0]}” is a coarser form of “{shown[1]}”"
        return Comparison("compatible", (Step("coarser-title", text),))
    shown = sorted((a, b))
    text = f"“{shown[0]}” and “{shown[1]}”: two ways to call one; not taken as a contradiction"
    return Comparison("different", (Step("titles-differ", text),))


def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order: case, diacritics and punctuation folded, no grammar words.

    A text of grammar words alone keeps them. A word that is written in two ways ("defence", "Gen.")
    is the one of them.
    """
    found = spelled(text)
    return tuple(word for word in found if word not in grammar()) or found


def spelled(text: str) -> tuple[str, ...]:
    """The same with grammar words. A chief executive officer is a chief executive."""
    plain = unicodedata.normalize("NFKD", text)
    folded = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    same = resources.load("title_words")["same"]
    found = " ".join(same.get(word, word) for word in _WORD.findall(folded))
    return tuple(found.replace("chief executive officer", "chief executive").split())


def grammar() -> frozenset[str]:
    """Words that say nothing of an office."""
    return _listed("grammar")


def _listed(name: str) -> frozenset[str]:
    """A list of `resources/title_words.toml`."""
    return frozenset(resources.load("title_words")[name])


#: A number of its own for each text, far from nought, so that no two are "orders apart".
_FAR = 1 << 50
#: More contests than this between two records are no slip of a writer: they are of two times.
MOST_SLIP = 3
#: Days between two texts within which they speak of a record after the same contest.
SAME_CONTEST_DAYS = 3
_COUNTED = ("win", "loss", "draw")


def compare_records(a: str, b: str) -> Comparison:
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


def span_of_record(text: str) -> tuple[float, float]:
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


def compare_scores(a: str, b: str) -> Comparison:
    """How two scores in canonical form relate: agree or conflict. Winners that share no word are in
    conflict; one that is not told is not held against the other.

    `gap` is the share of the larger total of points by which their totals differ, at most 1; 1 for
    other winners.
    """
    won = [set(winner(text).lower().split()) for text in (a, b)]
    one, other = sorted((a, b))
    if all(won) and won[0].isdisjoint(won[1]):
        text = f"{one} and {other} name other winners"
        return Comparison("conflict", (Step("winners-differ", text),), 1.0)
    if figures(a) == figures(b):
        plain = one.partition(" (")[0]
        return Comparison("agree", (Step("same-score", f"both state {plain}"),))
    totals = [sum(map(sum, figures(text))) for text in (a, b)]
    text = f"{one} and {other} are not one result"
    gap = abs(totals[0] - totals[1]) / max(*totals, 1)
    return Comparison("conflict", (Step("scores-differ", text),), gap)


def span_of_score(text: str) -> tuple[float, float]:
    """Where a score stands on a line: equal figures on one point, others on others."""
    return span_of_record(text.partition(" (")[0])


#: The classes of `resources/posts.toml` with heads and parts, and what two posts of one are called.
_CLASSES = {"lead": "two posts at the head of a house or its parts", "minister": "two ministries"}
_HEADS = {("lead", "whole"), ("lead", "board")}


@dataclass(frozen=True, slots=True)
class Posts:
    """What a title names: (class, part) of each post, and its words that are of none of them."""

    held: frozenset[tuple[str, str]]
    rest: frozenset[str]
    words: tuple[str, ...]
    named: frozenset[str] = frozenset()  # words written with a capital


def compare_posts(a: str, b: str) -> Comparison:
    """How the titles `a` and `b` of one person relate: conflict for two posts of which a person has
    one at a time, compatible where one may be the other put more generally, else as words."""
    one, other = sorted((a, b))
    why = excluded(one, other)
    if why:
        text = f"“{one}” and “{other}” are {why}, of which a person has one at a time"
        return Comparison("conflict", (Step("posts-exclude", text),), 1.0)
    found = compare_texts(a, b)
    if found.relation == "different":
        why = _fitting(posts(one), posts(other))
        if why:
            step = Step("same-post", f"“{one}” and “{other}”: {why}")
            return Comparison("compatible", (step,))
    return found


def excluded(a: str, b: str) -> str:
    """Which kind of post two titles name of which a person has one at a time; "" for others."""
    one, other = posts(a), posts(b)
    if not (excluding(a) or excluding(b)) or _may_both_hold(one, other):
        return ""
    for kind, label in (*_CLASSES.items(), ("rank", "two ranks")):
        mine, theirs = _of_class(one, kind), _of_class(other, kind)
        if mine and theirs and not mine & theirs:
            return "" if kind == "rank" and _addressed(mine | theirs) else label
    return "a post and that of its deputy" if _is_deputy(one, other) else ""


@functools.lru_cache(maxsize=10_000)
def excluding(title: str) -> bool:
    """Does the title exclude others: is it of one of the classes, or of a deputy, and held now?"""
    found = posts(title)
    if not _listed_of_posts("passing").isdisjoint(found.words):
        return False
    return bool(found.held) or not _listed_of_posts("deputies").isdisjoint(found.words)


@functools.lru_cache(maxsize=10_000)
def posts(title: str) -> Posts:
    """The posts that a title names; none where it is of somebody beside or below their holder."""
    words = spelled(title)
    rank = _rank(words)
    if rank is not None:
        return Posts(frozenset({("rank", rank)}), frozenset(), words)
    held: set[tuple[str, str]] = set()
    used: set[int] = set()
    if (_listed_of_posts("beside") | _listed_of_posts("deputies")).isdisjoint(words):
        for kind in _CLASSES:
            for part, places in _named(words, kind):
                held.add((kind, part))
                used.update(places)
    rest = {word for at, word in enumerate(words) if at not in used}
    rest -= (
        _listed_of_posts("filling")
        | _listed_of_posts("deputies")
        | _listed_of_posts("general")
        | grammar()
    )
    capital = " ".join(word for word in title.split() if word[0].isupper())
    return Posts(frozenset(held), frozenset(rest), words, frozenset(spelled(capital)))


def _named(words: tuple[str, ...], kind: str) -> Iterator[tuple[str, set[int]]]:
    """The parts over which a title names a post of the class, each with the places of its words."""
    rules = resources.load("posts")[kind]
    phrases = [("whole", p) for p in rules["whole"]] + [("board", p) for p in rules["board"]]
    for part, phrase in phrases:
        size = len(phrase.split())
        for at in range(len(words) - size + 1):
            if " ".join(words[at : at + size]) == phrase:
                yield part, set(range(at, at + size))
    for at, word in enumerate(words):
        if word in rules["heads"]:
            for step in (-1, 1):
                yield from _beside(words, at, step, rules)


def _beside(
    words: tuple[str, ...], at: int, step: int, rules: dict[str, Any]
) -> Iterator[tuple[str, set[int]]]:
    """The parts that are named right before a head word (`step` -1) or right behind it (1): "chief
    financial and operating officer", "minister for trade"."""
    part_of = {word: part for part, listed in rules["parts"].items() for word in listed}
    found = False
    place = at + step
    while 0 <= place < len(words):
        word = words[place]
        if word in part_of:
            found = True
            yield part_of[word], {at, place}
        elif word not in ("of", "for", "the", "state") and (word != "and" or not found):
            return
        place += step


def _rank(words: tuple[str, ...]) -> str | None:
    """The rank that a title is, if it is nothing else."""
    rules = resources.load("posts")["ranks"]
    rank = " ".join(word for word in words if word not in rules["service"])
    return rank if rank in rules["all"] else None


def _of_class(found: Posts, kind: str) -> set[str]:
    return {part for held, part in found.held if held == kind}


def _may_both_hold(one: Posts, other: Posts) -> bool:
    """May a person have both: now and then, here and there, or because one title names both?"""
    if _elsewhere(one, other) or one.held & other.held:
        return True
    passing, bodies = _listed_of_posts("passing"), _listed_of_posts("bodies")
    if any(not passing.isdisjoint(p.words) for p in (one, other)):
        return True
    if any(("lead", "board") in p.held and p.rest & bodies for p in (one, other)):
        return True
    return any(
        bool(head.held & _HEADS) and not _listed_of_posts("either").isdisjoint(president.words)
        for president, head in ((one, other), (other, one))
    )


def _elsewhere(one: Posts, other: Posts) -> bool:
    """Does each title name something, and none what the other names: two houses?"""
    return bool(one.rest) and bool(other.rest) and one.rest.isdisjoint(other.rest)


def _addressed(ranks: set[str]) -> bool:
    """Is one of the ranks how holders of the other are addressed ("General")?"""
    short = resources.load("posts")["ranks"]["address"]
    return any(a in short and f" {b}".endswith(f" {a}") for a in ranks for b in ranks if a != b)


def _is_deputy(one: Posts, other: Posts) -> bool:
    """Does one title name the deputy of the post that the other names?"""
    deputies, plain = _listed_of_posts("deputies"), grammar()
    second, first = sorted((one.words, other.words), key=lambda w: deputies.isdisjoint(w))
    if deputies.isdisjoint(second) or not deputies.isdisjoint(first):
        return False
    at = next(n for n, word in enumerate(second) if word in deputies)
    of = second[at + 1 : at + 2]
    if not of or of[0] not in first or of[0] in _listed_of_posts("seconds"):
        return False
    mine, theirs = set(second) - deputies - plain, set(first) - plain
    return mine <= theirs or theirs <= mine


def _fitting(one: Posts, other: Posts) -> str:
    """Why two titles of other words may be one post, or stand beside each other; "" if neither."""
    if one.held & other.held:
        return "" if _elsewhere(one, other) else "two ways to call one post"
    if any(set(p.words) <= _listed_of_posts("address") & p.named for p in (one, other)):
        return "a form of address beside a post"
    deputies, passing = _listed_of_posts("deputies"), _listed_of_posts("passing")
    if any(not (deputies | passing).isdisjoint(p.words) for p in (one, other)):
        return ""
    for coarse, fine in ((one, other), (other, one)):
        general = not coarse.held and not _listed_of_posts("general").isdisjoint(coarse.words)
        if _of_class(fine, "lead") and general and coarse.rest <= fine.rest | coarse.named:
            return "one is the other put more generally"
    return ""


def _listed_of_posts(group: str) -> frozenset[str]:
    """A list of `[words]` of `resources/posts.toml`."""
    return _words_of_posts()[group]


@functools.cache
def _words_of_posts() -> dict[str, frozenset[str]]:
    return {group: frozenset(found) for group, found in resources.load("posts")["words"].items()}
