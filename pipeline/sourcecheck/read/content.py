"""What every reader gives back, and what it raises for a file that cannot be read as a source."""

from __future__ import annotations

from dataclasses import dataclass

from sourcecheck.errors import SourcecheckError


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file (NFC, `\\n`), the encoding it was read with, and warnings in words."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


class Unreadable(SourcecheckError):
    """One file is not read; the message is the reason in words and says what to do.

    `read.dossier` turns it into a Refusal, so that the other files are read all the same.
    """
