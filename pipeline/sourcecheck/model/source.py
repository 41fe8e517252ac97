"""One document as supplied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Origin = Literal["declared", "read", "inferred", "absent"]


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata with where it comes from: the manifest, the file, or nowhere."""

    value: str = ""
    origin: Origin = "absent"


@dataclass(frozen=True, slots=True)
class Source:
    """A readable document. `text` is NFC with `\\n` line ends; all offsets refer to it."""

    id: str  # declared in the manifest, else the path relative to the sources folder, with "/"
    path: str  # relative to the sources folder, with "/"
    sha256: str  # of the bytes as supplied
    text: str
    title: Field = Field()
    publisher: Field = Field()
    published: Field = Field()  # EDTF
    kind: Field = Field()
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    more: tuple[tuple[str, Field], ...] = ()  # author, as_of, supersedes …: (key, field), by key


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, and why, in words for a person."""

    path: str
    reason: str
