"""Which reader reads a file: by its name first, then by how it begins.

A new format is a new module with `read(data: bytes) -> Content` and a line in `READERS`; its table
leaves `resources/formats.toml`, where the formats stand that are not read, each with advice.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sourcecheck import resources
from sourcecheck.read import plain
from sourcecheck.read.content import Content, Unreadable

Reader = Callable[[bytes], Content]

#: Reader of each readable format, by its table in `resources/formats.toml`.
READERS: dict[str, Reader] = {"plain": plain.read}


@dataclass(frozen=True, slots=True)
class _Refused:
    name: str
    advice: str
    extensions: tuple[str, ...] = ()
    starts: tuple[bytes, ...] = ()
    markup: tuple[bytes, ...] = ()

    def refusal(self, but: str = "") -> Unreadable:
        return Unreadable(f"is {self.name}{but}, which is not read yet: {self.advice}")


@functools.cache
def _readable() -> dict[str, Reader]:
    formats = resources.load("formats")
    return {
        extension: reader
        for name, reader in READERS.items()
        for extension in formats[name]["extensions"]
    }


@functools.cache
def _refused() -> tuple[_Refused, ...]:
    return tuple(_of(table) for table in resources.load("formats")["refused"])


def _of(table: dict[str, Any]) -> _Refused:
    return _Refused(
        name=table["name"],
        advice=table["advice"],
        extensions=tuple(table.get("extensions", ())),
        starts=tuple(bytes.fromhex(mark) for mark in table.get("starts", ())),
        markup=tuple(mark.encode() for mark in table.get("markup", ())),
    )


def readable_extensions() -> tuple[str, ...]:
    """The extensions that are read, sorted; "" is a name without one."""
    return tuple(sorted(_readable()))


def reader_for(name: str) -> Reader:
    """The reader for a file of this name; the file itself need not be opened yet.

    Raises Unreadable, naming the format and what to do, for all others.
    """
    extension = PurePosixPath(name).suffix.lower()
    if reader := _readable().get(extension):
        return reader
    for refused in _refused():
        if extension in refused.extensions:
            raise refused.refusal()
    known = ", ".join(extension for extension in readable_extensions() if extension)
    raise Unreadable(
        f"its name ends in {extension}, which is not read: if it is plain text, rename it so "
        f"that it ends in one of {known}"
    )


def check_beginning(data: bytes) -> None:
    """Raises Unreadable if `data` begins as a known format does that is not plain text."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for refused in _refused():
        if data.startswith(refused.starts) or head.startswith(refused.markup):
            raise refused.refusal(but=" (whatever its name says)")
