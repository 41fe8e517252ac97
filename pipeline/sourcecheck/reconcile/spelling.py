"""How two spellings may be of one name: transliteration, spaces, short given names, a letter.

Pure functions on folded names (`entities.fold`: lower case, no accents, single spaces). The
letters, particles and given names are data: `resources/spelling.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sourcecheck import resources
from sourcecheck.model.finding import Comparison, Step

#: Shortest name that is compared letter by letter.
MIN_LETTERS = 4
#: Shortest word of which one letter may be another ("Tomlinson", "Tomlinsan") by a slip.
_MIN_TYPO = 7
#: Shortest word in which a letter may stand for another: a vowel, one that romanisations exchange.
MIN_EXCHANGE = 6
#: From this length on two vowels may differ, in shorter words one.
_LONG = 7
#: Longest name whose letters are compared: longer ones are titles of reports and laws.
MAX_LETTERS = 40
_VOWELS = frozenset("aeiou")
_DIGIT = re.compile(r"\d+")

Way = Literal["equal", "sound", "short", "letter", "other"]


def compare(a: str, b: str, kind: str) -> Comparison | None:
    """How the folded names `a` and `b` of one kind (PERSON, LOC, ORG) may be one; None if not.

    *compatible* for two spellings of one name, *conflict* for two names of one person; the step
    says what differs. Symmetric.
    """
    first, second = sorted((a, b))
    if (
        first == second
        or _DIGIT.findall(a) != _DIGIT.findall(b)
        or max(len(a), len(b)) > MAX_LETTERS
    ):
        return None
    if joined(a) == joined(b) and len(joined(a)) >= MIN_LETTERS:
        said = f"“{first}” and “{second}” differ in spaces, hyphens or an article"
        return _compatible(Step("spelled-apart", said), a, b)
    one, two = words(first), words(second)
    if len(one) != len(two):
        return _of_longer(*sorted((one, two), key=len)) if kind == "PERSON" else None
    return _of_person(one, two) if kind == "PERSON" and len(one) > 1 else _of_thing(one, two, kind)


@functools.lru_cache(maxsize=65_536)
def words(folded: str) -> tuple[str, ...]:
    """The words of a folded name without its particles; all of them if nothing else is left."""
    particles = frozenset(_known()["particles"])
    return tuple(w for w in folded.split() if w not in particles) or tuple(folded.split())


def joined(folded: str) -> str:
    """The letters of a folded name, without spaces and particles."""
    return "".join(words(folded))


@functools.lru_cache(maxsize=65_536)
def sounds(word: str) -> str:
    """A word as its letters are read: one letter a sound, none doubled."""
    for pattern, read_as in _patterns():
        word = pattern.sub(read_as, word)
    return re.sub(r"(.)\1+", r"\1", word)


@functools.lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a word as they are read, with "a" for a vowel at its start."""
    read = sounds(word)
    start = "a" if read[:1] in _VOWELS else ""
    return start + "".join(letter for letter in read if letter not in _VOWELS)


def distance(a: str, b: str, most: int) -> int:
    """Letters left out, put in, exchanged or swapped with the next between `a` and `b`
    (Damerau 1964, optimal string alignment); `most` + 1 if more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return min(last[-1], most + 1)


def given_names(word: str) -> frozenset[str]:
    """The other given names that somebody of this one may go by."""
    return _given().get(word, frozenset())


def _of_surname(a: str, b: str) -> Comparison | None:
    """A lone surname beside a full name whose surname sounds the same, letter by letter."""
    long = min(len(a), len(b)) > MIN_LETTERS
    alike = long and a != b and sounds(a) == sounds(b)
    return _two_spellings(_romanised(a, b)) if alike else None


def _of_longer(short: Sequence[str], long: Sequence[str]) -> Comparison | None:
    """A person's name beside a longer one: a lone surname, or one without the title or the middle
    name of the other."""
    if len(short) == 1:
        return _of_surname(short[0], long[-1])
    if not short or len(long) - len(short) > 1:
        return None
    cut = (long[1:], (long[0], *long[2:]))
    return next((made for shorter in cut if (made := _of_person(short, shorter))), None)


def _of_person(one: Sequence[str], two: Sequence[str]) -> Comparison | None:
    """Two full names, word by word: given names first, the surname last."""
    ways = [
        _way(a, b, given=n < len(one) - 1) for n, (a, b) in enumerate(zip(one, two, strict=True))
    ]
    a, b = " ".join(one), " ".join(two)
    apart = [n for n, way in enumerate(ways) if way != "equal"]
    if "short" in ways:
        if ways[0] != "short" or set(ways[1:]) != {"equal"}:
            return None
        said = f"“{one[0]}” and “{two[0]}” are forms of one given name"
        return _compatible(Step("given-name-form", said), a, b)
    if apart and all(ways[n] == "sound" for n in apart):
        return _two_spellings(_romanised(a, b))
    if len(apart) != 1:
        return None
    n = apart[0]
    if ways[n] == "letter" and n == len(one) - 1:
        return _two_spellings(_one_letter(one[n], two[n]))
    return _other_name(one, two, n)


def _two_spellings(alike: Comparison) -> Comparison:
    """A person has one name: texts that spell it with other letters contradict each other, unless
    it comes from another script, which the step leaves a reader to see."""
    return replace(alike, relation="conflict")


def _of_thing(one: Sequence[str], two: Sequence[str], kind: str) -> Comparison | None:
    """Two places or bodies, or two persons of one word: all words but one are the same."""
    apart = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(apart) != 1 or (kind == "ORG" and len(one) == 1 and len(one[0]) <= MIN_LETTERS):
        return None
    a, b = apart[0]
    if _same_root(a, b) or (len(one) == 1 and _other_ending(a, b)):
        return None
    if _same_sound(a, b) and (kind != "ORG" or distance(a, b, 1) == 1):
        return _romanised(a, b)
    alike = _letter_apart(a, b) and kind != "PERSON" and a[0] == b[0]
    return _one_letter(a, b) if alike else None


def _way(a: str, b: str, *, given: bool) -> Way:
    """How a word of a person's name relates to the one in its place."""
    initial = given and min(len(a), len(b)) == 1
    if a == b or (initial and a[0] == b[0]):
        return "equal"
    if given and (b in given_names(a) or a in given_names(b)):
        return "short"
    if given and _other_gender(a, b):
        return "other"
    if _same_sound(a, b, beside=True):
        return "sound"
    return "letter" if _letter_apart(a, b) else "other"


def _same_sound(a: str, b: str, *, beside: bool = False) -> bool:
    """Are two words one name in two romanisations: the same consonants, the vowels nearly so?

    `beside` says that they stand beside other words which tell whose name it is.
    """
    least = min(len(a), len(b))
    if least < MIN_LETTERS or not (a + b).isalpha():
        return False
    read_a, read_b = sounds(a), sounds(b)
    if read_a == read_b or _exchanged(read_a, read_b):
        return True
    if skeleton(a) != skeleton(b) or len(skeleton(a)) < 2:
        return False
    if least < MIN_EXCHANGE - beside and len(a) == len(
        b
    ):  # a vowel more is a spelling, another a name
        return False
    return distance(read_a, read_b, 2) <= (2 if min(len(read_a), len(read_b)) >= _LONG else 1)


def _exchanged(a: str, b: str) -> bool:
    """Do two long words differ in one letter, behind the first, that romanisations exchange?"""
    if len(a) != len(b) or len(a) < MIN_EXCHANGE:
        return False
    apart = [{x, y} for x, y in zip(a[1:], b[1:], strict=True) if x != y]
    return a[0] == b[0] and len(apart) == 1 and "".join(sorted(apart[0])) in _pairs()


def _letter_apart(a: str, b: str) -> bool:
    """Do two long words differ in one letter?"""
    long = min(len(a), len(b)) >= _MIN_TYPO and (a + b).isalpha()
    return long and not _same_root(a, b) and distance(a, b, 1) == 1


def _same_root(a: str, b: str) -> bool:
    """Are two words forms of one: singular and plural, a people and its adjective?"""
    return bool(_roots(a) & _roots(b))


def _roots(word: str) -> set[str]:
    """A word, and what is left of it without an ending of number or people."""
    endings = [end for end in _known()["endings"] if word.endswith(end)]
    return {word, *(word.removesuffix(end) for end in endings)} - {""}


def _other_ending(a: str, b: str) -> bool:
    """Do two words differ only in the vowel they end in ("Colina", "Colino")?"""
    return len(a) == len(b) and a[:-1] == b[:-1] and {a[-1], b[-1]} <= _VOWELS


def _other_gender(a: str, b: str) -> bool:
    """Does one given name end as a woman's, and the other as a man's may ("Maria", "Mario";
    "Paula", "Paul")? "Anna" and "Anne", "Joan" and "Joanne" may be one woman."""
    woman, man = sorted((a, b), key=lambda name: name[-1] != "a")
    return woman[-1] == "a" and sounds(man)[-1] not in "aei"


def _other_name(one: Sequence[str], two: Sequence[str], n: int) -> Comparison | None:
    """The same name but for word `n`, which is a letter or two apart: one person, or two."""
    a, b = one[n], two[n]
    rest = [min(pair, key=len) for at, pair in enumerate(zip(one, two, strict=True)) if at != n]
    given = n < len(one) - 1
    if min(len(a), len(b)) < 3 or max(map(len, rest)) < MIN_LETTERS or not (a + b).isalpha():
        return None
    most = 2 if min(len(a), len(b)) >= MIN_EXCHANGE - (a[0] == b[0]) else 1
    if min(distance(a, b, most), distance(sounds(a), sounds(b), most)) > most:
        return None
    if _other_gender(a, b) if given else _same_root(a, b):  # "Night Watches" are no person
        return None
    longest = max(len(a), len(b))
    letters = f"{distance(a, b, longest)} of {longest} letters apart"
    said = f"the same {'surname' if given else 'given name'} with “{a}” and “{b}”, {letters}"
    step = Step("other-given-name", said) if given else Step("other-surname", said)
    return Comparison("conflict", (step,), _gap(a, b))


def _romanised(a: str, b: str) -> Comparison:
    said = f"“{a}” and “{b}” have the same consonants as they are read, and nearly the same vowels"
    return _compatible(Step("same-sound", said), a, b)


def _one_letter(a: str, b: str) -> Comparison:
    """One letter more, less or other in a long word."""
    said = f"“{a}” and “{b}” differ in one letter of {max(len(a), len(b))}"
    return _compatible(Step("one-letter", said), a, b)


def _compatible(step: Step, a: str, b: str) -> Comparison:
    return Comparison("compatible", (step,), _gap(a, b))


def _gap(a: str, b: str) -> float:
    """Letters that differ, as a share of the longer name's."""
    longest = max(len(a), len(b))
    return round(distance(a, b, longest) / longest, 4)


def _known() -> dict[str, list[str]]:
    return resources.load("spelling")


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    sounds: list[list[str]] = resources.load("spelling")["sounds"]
    return tuple((re.compile(sound[0]), sound[1]) for sound in sounds)


@functools.cache
def _pairs() -> frozenset[str]:
    """Letters that romanisations exchange, two and two in order of the alphabet."""
    return frozenset("".join(sorted(pair)) for pair in _known()["exchanged"])


@functools.cache
def _given() -> dict[str, frozenset[str]]:
    """{given name: the others of its lines}"""
    found: dict[str, set[str]] = {}
    for line in _known()["given"]:
        for name in line:
            found.setdefault(name, set()).update(set(line) - {name})
    return {name: frozenset(others) for name, others in found.items()}
