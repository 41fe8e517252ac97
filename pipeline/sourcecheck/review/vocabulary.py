"""The verdicts a person can give and the keys of the terminal: `resources/verdicts.toml`.

Letters are positions, digits are verdicts, signs move about: with any number of positions no key
stands for two things.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Literal

from sourcecheck import resources
from sourcecheck.model.decision import Verdict
from sourcecheck.review.display import letter

CommandId = Literal["skip", "back", "help", "quit"]

#: A position by its letter: "c", "AA", "c-right".
_LETTER = re.compile(r"([a-z]{1,2})|([a-z]{1,3})-right")
#: Positions whose keys are shown one by one.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One verdict: the key that gives it, its name in a list, when to choose it."""

    id: Verdict
    key: str
    label: str
    help: str
    place: int | None = None  # of the position that holds, for the verdict "right"


@dataclass(frozen=True, slots=True)
class Command:
    """A key that moves about and decides nothing."""

    id: CommandId
    key: str  # a character, or "enter"
    label: str


@functools.cache
def choices() -> tuple[Choice, ...]:
    """All verdicts, in the order in which they are shown; "right" is one for each position."""
    return tuple(Choice(**entry) for entry in resources.load("verdicts")["verdict"])


@functools.cache
def commands() -> tuple[Command, ...]:
    """The keys that decide nothing, in the order in which they are shown."""
    return tuple(Command(**entry) for entry in resources.load("verdicts")["command"])


@functools.cache
def former() -> dict[str, str]:
    """Verdicts that stand in old lines only: id to label."""
    return {entry["id"]: entry["label"] for entry in resources.load("verdicts")["former"]}


def right(place: int) -> Choice:
    """The verdict that the position at this place, from 0, holds: "C right"."""
    known = next(c for c in choices() if c.id == "right")
    name = letter(place)
    return replace(known, key=name.lower(), label=f"{name} right", place=place)


def all_keys(positions: int) -> tuple[Choice | Command, ...]:
    """Everything that a key can stand for at a finding with so many positions, verdicts first."""
    others = (c for c in choices() if c.id != "right")
    some = range(positions if positions > 1 else 0)
    return (*map(right, some), *others, *commands())


def shown_keys(positions: int) -> tuple[str, ...]:
    """The keys of a finding with so many positions as they are shown: "[a] A right"."""
    keys = [f"[{entry.key}] {entry.label}" for entry in all_keys(positions)]
    if positions > _SHOWN + 1:
        last = right(positions - 1)
        keys[_SHOWN:positions] = [f"… [{last.key}] {last.label}"]
    return tuple(keys)


def choice(text: str) -> Choice | None:
    """The verdict with this id, or that the position of this letter holds; None if neither."""
    wanted = text.lower()
    found = next((c for c in choices() if c.id == wanted), None)
    if found is None and (named := _LETTER.fullmatch(wanted)):
        return right(_place(named[1] or named[2]))
    return found


def _place(name: str) -> int:
    """The place, from 0, of the position of this name: the inverse of `display.letter`."""
    place = 0
    for character in name:
        place = 26 * place + ord(character) - ord("a") + 1
    return place - 1


def label(verdict: str, value: str = "", name: str = "") -> str:
    """What was decided, in a few words: "both right: other time", "B right: 340 km".

    `value` is what was said to hold, `name` the letter of its position where that is known now.
    """
    if verdict == "right" or verdict in former():
        if not value:
            return f"{former().get(verdict, 'one position right')} (its value is not on record)"
        return f"{name} right: {value}" if name else f"“{value}” right"
    found = next((c for c in choices() if c.id == verdict), None)
    return found.label if found else verdict


def pressed(key: str) -> Choice | Command | None:
    """What a key, or an id typed in full, stands for; "" is Enter. Case does not matter."""
    wanted = key.lower() or "enter"
    others = all_keys(positions=0)
    return next((c for c in others if wanted in (c.key, c.id)), None) or choice(wanted)


def table() -> str:
    """The verdicts as lines of text: id, label, when to choose it."""
    rows = [
        ("a-right, b-right, …", "A right, B right, …", c.help) if c.id == "right" else
        (c.id, c.label, c.help)
        for c in choices()
    ]  # fmt: skip
    width = max(len(id) for id, _, _ in rows)
    return "\n".join(f"{id:{width}}  {label}: {help}" for id, label, help in rows)


def help_of_keys(positions: int) -> str:
    """Each key of a finding with so many positions on a line, with when to choose it."""
    keys = all_keys(positions)
    return "\n".join(
        f"[{entry.key}] {entry.label}" + (f": {entry.help}" if isinstance(entry, Choice) else "")
        for entry in keys
    )
