"""`sources/manifest.toml`: what people declare of the sources.

Its form is schemas/manifest-1.schema.json and is checked against that; what a schema cannot say
(days that exist, two entries for one file) is checked here. Every complaint names file and line.
"""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import tomlkit
from jsonschema import Draft202012Validator

from sourcecheck import resources
from sourcecheck.errors import BadManifest
from sourcecheck.read import edtf
from sourcecheck.read.manifest_errors import Lines, key_at_fault, words

NAME = "manifest.toml"
SCHEMA = "manifest-1"
#: Keys whose value is an EDTF date.
DATES = ("published", "as_of")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[source]]` table."""

    file: str  # relative to the folder, with "/", NFC
    id: str  # declared, else `file`
    line: int  # of its header, from 1; 0 if the entries are not written as [[source]] tables
    declared: Mapping[str, str]  # every other key


def load(path: Path) -> tuple[Entry, ...]:
    """The entries of the manifest `path`, in its order; none if there is no such file.

    Raises BadManifest, naming file, line and what to do.
    """
    if path.is_symlink():
        raise BadManifest(f"{path}: is a link; put the file itself into the folder")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadManifest(f"{path}: cannot be read ({error.strerror})") from error
    return parse(data, path)


def parse(data: bytes, path: Path) -> tuple[Entry, ...]:
    """The entries of a manifest of these bytes; `path` is for messages only. Raises as `load`."""
    try:
        text = data.decode("utf-8-sig")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadManifest(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadManifest(
            f"{path}: not valid TOML: {error}; texts and dates stand in quotes, one key a line"
        ) from error
    lines = Lines(text)
    for problem in sorted(_validator().iter_errors(content), key=lambda e: lines.of(e.path)):
        where = lines.shown(problem.path, key_at_fault(problem))
        raise BadManifest(f"{path}{where}{words(problem)}")
    entries = tuple(
        _entry(number, table, lines, path) for number, table in enumerate(content.get("source", ()))
    )
    _check_unique(entries, path)
    return entries


def _entry(number: int, table: dict[str, str], lines: Lines, path: Path) -> Entry:
    for key in DATES:
        try:
            edtf.bounds(table.get(key, "0000"))
        except ValueError as error:
            where = lines.shown(("source", number), key)
            raise BadManifest(f"{path}{where}{key} = {error}") from error
    file = unicodedata.normalize("NFC", PurePosixPath(table["file"]).as_posix())
    if ".." in PurePosixPath(file).parts or file == ".":
        raise BadManifest(
            f"{path}{lines.shown(('source', number), 'file')}file = {file!r} does not lie in the "
            "folder; copy the file into it (`sourcecheck add FILE`)"
        )
    declared = {key: value for key, value in table.items() if key not in ("file", "id")}
    return Entry(file, table.get("id", file), lines.of(("source", number)), declared)


def _check_unique(entries: Iterable[Entry], path: Path) -> None:
    """Raises BadManifest where two entries share a file or an id."""
    files_seen: dict[str, Entry] = {}
    ids_seen: dict[str, Entry] = {}
    for entry in entries:
        for what, name, seen in (("file", entry.file, files_seen), ("id", entry.id, ids_seen)):
            first = seen.setdefault(name, entry)
            if first is not entry:
                raise BadManifest(
                    f"{path}:{entry.line}: two entries have the {what} {name!r} (the other is on "
                    f"line {first.line}); "
                    + ("make them one" if what == "file" else "give each an id of its own")
                )


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(resources.schema(SCHEMA))


# ------------------------------------------------------------------ writing


def extended(path: Path, entries: Iterable[Mapping[str, str]]) -> bytes:
    """The manifest `path` with `entries` (tables with `file` and other keys) added at its end.

    What stands there stays as it is, comments and all; where there is no such file, a head that
    explains the keys comes first. Nothing is written: see `files.replace`. Raises BadManifest if
    the manifest, or what would become of it, cannot be understood.
    """
    if not all(entry.line for entry in load(path)):
        raise BadManifest(f"{path}: the sources stand in one list; write each as [[source]] table")
    old = path.read_bytes().decode("utf-8-sig") if path.exists() else head()
    tables = tomlkit.aot()
    for entry in entries:
        table = tomlkit.table()
        table.update(entry)
        tables.append(table)
    if not tables:
        return old.encode("utf-8")
    text = f"{old.rstrip()}\n\n{tomlkit.dumps({'source': tables})}".lstrip("\n")
    if "\r\n" in old:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    new = text.encode("utf-8")
    parse(new, path)
    return new


def head() -> str:
    """The comment at the head of a new manifest: what each key is for."""
    return (resources.FOLDER / "manifest-head.toml").read_text(encoding="utf-8")
