"""The verdicts a person can give and the keys of the terminal: `resources/verdicts.toml`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from sourcecheck import resources
from sourcecheck.model.decision import Verdict

CommandId = Literal["skip", "back", "help", "quit"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One verdict: the key that gives it, its name in a list, when to choose it."""

    id: Verdict
    key: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Command:
    """A key that moves about and decides nothing."""

    id: CommandId
    key: str  # a character, or "enter"
    label: str


@functools.cache
def choices() -> tuple[Choice, ...]:
    """All verdicts, in the order in which they are shown."""
    return tuple(Choice(**entry) for entry in resources.load("verdicts")["verdict"])


@functools.cache
def commands() -> tuple[Command, ...]:
    """The keys that decide nothing, in the order in which they are shown."""
    return tuple(Command(**entry) for entry in resources.load("verdicts")["command"])


def all_keys() -> tuple[Choice | Command, ...]:
    """Everything a key of the terminal can stand for, verdicts first."""
    return (*choices(), *commands())


def choice(verdict: str) -> Choice | None:
    """The verdict with this id; None if there is none."""
    return next((c for c in choices() if c.id == verdict), None)


def label(verdict: Verdict) -> str:
    """A verdict in a few words: "both right: other time"."""
    found = choice(verdict)
    return found.label if found else verdict


def pressed(key: str) -> Choice | Command | None:
    """What a key, or an id typed in full, stands for; "" is Enter. Case does not matter."""
    wanted = key.lower() or "enter"
    return next((c for c in all_keys() if wanted in (c.key, c.id)), None)


def table() -> str:
    """The verdicts as lines of text: id, label, when to choose it."""
    width = max(len(c.id) for c in choices())
    return "\n".join(f"{c.id:{width}}  {c.label}: {c.help}" for c in choices())
