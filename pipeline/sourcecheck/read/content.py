"""What every reader gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file (NFC, `\\n`), the encoding it was read with, and warnings in words."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
