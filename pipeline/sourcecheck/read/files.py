"""The files of a folder: which are there, which may be opened, their bytes; and safe writing.

Nothing in a source folder can make the program read elsewhere: links are never followed.
"""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sourcecheck.model.source import Refusal
from sourcecheck.read import registry
from sourcecheck.read.content import Content, Unreadable

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
    reader = registry.reader_for(file.name)  # before opening: a film need not be loaded
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
    registry.check_beginning(data)
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
