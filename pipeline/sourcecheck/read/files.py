"""The files of a folder: which are there, which may be opened, who reads them; and safe writing.

Which reader reads a file says its name first, then how it begins. A new format is a new module with
`read(data: bytes) -> Content` and a line in `READERS`; its table leaves `resources/formats.toml`,
where the formats stand that are not read, each with advice.

Nothing in a source folder can make the program read elsewhere: links are never followed.
"""

from __future__ import annotations

import functools
import os
import shutil
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sourcecheck import resources
from sourcecheck.model.source import Refusal
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


#: Files of our own at the top of the folder: neither sources nor refusals.
OWN_FILES = frozenset({"manifest.toml", "decisions.jsonl", "sourcecheck.toml"})


@dataclass(frozen=True, slots=True)
class Found:
    """An ordinary file below the folder; `path` is relative to it, with "/"."""

    path: str
    file: Path


def walk(folder: Path) -> tuple[list[Found], list[Refusal]]:
    """Every ordinary file below `folder` that could be a source, and what else is there, by path.

    Hidden files and our own are passed over in silence; links, special files, folders that may
    not be opened and names that cannot be shown are refused. Not recursive: any depth will do.
    """
    found: list[Found] = []
    refusals: list[Refusal] = []
    root = folder.resolve()
    folders = [(folder, "")]
    while folders:
        here, prefix = folders.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            refusals.append(Refusal(prefix or ".", f"this folder {_in_words(error)}"))
            continue
        for entry in entries:
            path = prefix + entry.name
            if entry.name.startswith(".") or path in OWN_FILES:
                continue
            if reason := _not_to_open(entry, root):
                refusals.append(Refusal(shown(path), reason))
            elif entry.is_dir(follow_symlinks=False):
                folders.append((Path(entry.path), f"{path}/"))
            else:
                found.append(Found(path, Path(entry.path)))
    return sorted(found, key=lambda f: f.path), sorted(refusals, key=lambda r: r.path)


def shown(name: str) -> str:
    """`name` with control characters and undecodable bytes written as escapes."""
    return "".join(
        character.encode("unicode_escape").decode("ascii") if _unshowable(character) else character
        for character in name
    )


def _unshowable(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")


def _not_to_open(entry: os.DirEntry[str], root: Path) -> str:
    """Why a directory entry is not to be opened, in words; "" if it may be."""
    if any(map(_unshowable, entry.name)):
        return "its name holds characters that cannot be shown: rename it"
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return _in_words(error)
    if stat.S_ISLNK(mode):
        return _of_link(Path(entry.path), root)
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "is not an ordinary file (a device, pipe or socket)"
    return ""


def _of_link(link: Path, root: Path) -> str:
    """Why this symbolic link is not followed. Says nothing of places outside `root`."""
    try:
        target = link.resolve(strict=True)
    except FileNotFoundError:
        return "is a link to a file that does not exist: mend or delete the link"
    except (OSError, RuntimeError):  # RuntimeError: a loop, up to Python 3.12
        return "is a link that cannot be followed (perhaps it leads back to itself): delete it"
    if not target.is_relative_to(root):
        return "is a link that leads out of the sources folder: put a copy of the file here"
    if target.is_dir():
        return "is a link to a folder of this same folder: its files are read where they are"
    return f"is a link to {target.relative_to(root).as_posix()}: that file counts, once"


def open_file(file: Path, limit: int) -> tuple[bytes, Content]:
    """The bytes of `file` and what its reader makes of them.

    Raises Unreadable: not a format that is read, larger than `limit` bytes, not allowed, no text.
    """
    reader = reader_for(file.name)  # before opening: a film need not be loaded
    try:
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise Unreadable(_in_words(error)) from error
    if len(data) > limit:
        raise Unreadable(
            f"is larger than {limit:,} bytes: split it, or raise file_bytes under [limits] in "
            "sourcecheck.toml"
        )
    check_beginning(data)
    return data, reader(data)


def _in_words(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "may not be opened (permission denied): give yourself the right to read it"
    if isinstance(error, FileNotFoundError):
        return "is no longer there"
    return f"cannot be opened ({error.strerror or type(error).__name__})"


def replace(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: after a crash there is the old file or the new one.

    Raises OSError; then `path` is as before.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")  # hidden: never a source
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
