"""How two titles of one person relate as posts: of some a person has one at a time.

A title is read as the posts it names: a class (who leads a house, ministers, ranks) and the part
that the post is over. Two posts of one class over two parts exclude each other, unless something
may reconcile them: one is over or to come, they are of two houses, a title names both. All else is
compared as words (`name.compare`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sourcecheck import resources
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.reconcile.compare import name

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


def compare(a: str, b: str) -> Comparison:
    """How the titles `a` and `b` of one person relate: conflict for two posts of which a person has
    one at a time, compatible where one may be the other put more generally, else as words."""
    one, other = sorted((a, b))
    why = excluded(one, other)
    if why:
        text = f"“{one}” and “{other}” are {why}, of which a person has one at a time"
        return Comparison("conflict", (Step("posts-exclude", text),), 1.0)
    found = name.compare(a, b)
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
    if not _listed("passing").isdisjoint(found.words):
        return False
    return bool(found.held) or not _listed("deputies").isdisjoint(found.words)


@functools.lru_cache(maxsize=10_000)
def posts(title: str) -> Posts:
    """The posts that a title names; none where it is of somebody beside or below their holder."""
    words = name.spelled(title)
    rank = _rank(words)
    if rank is not None:
        return Posts(frozenset({("rank", rank)}), frozenset(), words)
    held: set[tuple[str, str]] = set()
    used: set[int] = set()
    if (_listed("beside") | _listed("deputies")).isdisjoint(words):
        for kind in _CLASSES:
            for part, places in _named(words, kind):
                held.add((kind, part))
                used.update(places)
    rest = {word for at, word in enumerate(words) if at not in used}
    rest -= _listed("filling") | _listed("deputies") | _listed("general") | name.grammar()
    capital = " ".join(word for word in title.split() if word[0].isupper())
    return Posts(frozenset(held), frozenset(rest), words, frozenset(name.spelled(capital)))


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
    passing, bodies = _listed("passing"), _listed("bodies")
    if any(not passing.isdisjoint(p.words) for p in (one, other)):
        return True
    if any(("lead", "board") in p.held and p.rest & bodies for p in (one, other)):
        return True
    return any(
        bool(head.held & _HEADS) and not _listed("either").isdisjoint(president.words)
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
    deputies, grammar = _listed("deputies"), name.grammar()
    second, first = sorted((one.words, other.words), key=lambda w: deputies.isdisjoint(w))
    if deputies.isdisjoint(second) or not deputies.isdisjoint(first):
        return False
    at = next(n for n, word in enumerate(second) if word in deputies)
    of = second[at + 1 : at + 2]
    if not of or of[0] not in first or of[0] in _listed("seconds"):
        return False
    mine, theirs = set(second) - deputies - grammar, set(first) - grammar
    return mine <= theirs or theirs <= mine


def _fitting(one: Posts, other: Posts) -> str:
    """Why two titles of other words may be one post, or stand beside each other; "" if neither."""
    if one.held & other.held:
        return "" if _elsewhere(one, other) else "two ways to call one post"
    if any(set(p.words) <= _listed("address") & p.named for p in (one, other)):
        return "a form of address beside a post"
    deputies, passing = _listed("deputies"), _listed("passing")
    if any(not (deputies | passing).isdisjoint(p.words) for p in (one, other)):
        return ""
    for coarse, fine in ((one, other), (other, one)):
        general = not coarse.held and not _listed("general").isdisjoint(coarse.words)
        if _of_class(fine, "lead") and general and coarse.rest <= fine.rest | coarse.named:
            return "one is the other put more generally"
    return ""


def _listed(group: str) -> frozenset[str]:
    """A list of `[words]` of `resources/posts.toml`."""
    return _words()[group]


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {group: frozenset(found) for group, found in resources.load("posts")["words"].items()}
