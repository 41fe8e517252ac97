"""Errors a user can act on. The command line prints them in one line and exits with 2.

SourcecheckError
├── BadUse          a wrong option, folder or setting
├── BadManifest     sources/manifest.toml or decisions.jsonl cannot be understood
└── NothingToRead   no readable text in the sources folder
"""

from __future__ import annotations

from typing import TypeVar

Held = TypeVar("Held")


class SourcecheckError(Exception):
    """Base of all errors meant for a user; the message says what is wrong and what to do."""


class BadUse(SourcecheckError):
    """A wrong option, folder or setting."""


class BadManifest(SourcecheckError):
    """A file that people edit cannot be understood; the message names file and line."""


class NothingToRead(SourcecheckError):
    """The sources folder holds no readable text."""


def present(value: Held | None, what: str) -> Held:
    """`value`, of which the caller has made sure that it is there; a fault of the program else."""
    if value is None:
        raise RuntimeError(f"a fault of sourcecheck: no {what}")
    return value


def in_words(error: BaseException) -> str:
    """Type and message of `error` on one line."""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
