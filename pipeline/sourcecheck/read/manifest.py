"""`sources/manifest.toml`: what people declare of the sources, and what is wrong with it in words.

Its form is schemas/manifest-1.schema.json and is checked against that; what a schema cannot say
(days that exist, two entries for one file) is checked here. Every complaint names file and line.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sourcecheck import resources, schema
from sourcecheck.errors import BadManifest
from sourcecheck.normalise import edtf

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

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
    for problem in sorted(schema.problems(SCHEMA, content), key=lambda e: lines.of(e.path)):
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


# ------------------------------------------------------------------ writing


def extended(path: Path, entries: Iterable[Mapping[str, str]]) -> bytes:
    """The manifest `path` with `entries` (tables with `file` and other keys) added at its end.

    What stands there stays as it is, comments and all; where there is no such file, a head that
    explains the keys comes first. Nothing is written: see `files.replace`. Raises BadManifest if
    the manifest, or what would become of it, cannot be understood.
    """
    if not all(entry.line for entry in load(path)):
        raise BadManifest(f"{path}: the sources stand in one list; write each as [[source]] table")
    import tomlkit  # here: it writes; a run only reads

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


_HEADER = re.compile(r"[ \t]*\[\[[ \t]*[\"']?source[\"']?[ \t]*\]\]")
_KEY = re.compile(r"[ \t]*[\"']?(\w+)[\"']?[ \t]*=")
_LONG_STRING = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\']|\'(?!\'\'))*\'\'\'', re.S)


class Lines:
    """On which line of a manifest something stands."""

    def __init__(self, text: str) -> None:
        blanked = _LONG_STRING.sub(lambda match: '""' + "\n" * match[0].count("\n"), text)
        self._lines = blanked.split("\n")
        self._headers = [n for n, line in enumerate(self._lines, 1) if _HEADER.match(line)]

    def of(self, where: Iterable[Any], key: str = "") -> int:
        """The line of a path such as ("source", 2, "title"), of `key` below it; 0 if unknown."""
        parts = [*where, key] if key else list(where)
        numbers = [part for part in parts if isinstance(part, int)]
        if numbers and numbers[0] >= len(self._headers):
            return 0
        start = self._headers[numbers[0]] if numbers else 0
        name = parts[-1] if parts and isinstance(parts[-1], str) else ""
        return (self._key(name, start) if name else 0) or start

    def _key(self, name: str, start: int) -> int:
        for number, line in enumerate(self._lines[start:], start + 1):
            if start and _HEADER.match(line):
                break
            match = _KEY.match(line)
            if match and match[1] == name:
                return number
        return 0

    def shown(self, where: Iterable[Any], key: str = "") -> str:
        """`:7: `, or `: ` where the line is not known."""
        line = self.of(where, key)
        return f":{line}: " if line else ": "


def key_at_fault(error: ValidationError) -> str:
    """The first key that the schema does not know, for its line."""
    return _unknown(error) if error.validator == "additionalProperties" else ""


def _unknown(error: ValidationError) -> str:
    known, table = _known(error), error.instance
    keys = table if isinstance(table, Mapping) else ()  # additionalProperties is about objects
    return next((str(key) for key in keys if key not in known), "")


def _known(error: ValidationError) -> list[str]:
    return list(error.schema["properties"]) if isinstance(error.schema, Mapping) else []


def words(error: ValidationError) -> str:
    """What is wrong and what to do about it."""
    key: Any = error.path[-1] if error.path else "source"
    value: Any = error.instance
    if error.validator == "additionalProperties":
        return _of_unknown_key(_unknown(error), _known(error))
    if error.validator == "required":
        return 'this [[source]] does not say which file it is about; add file = "NAME"'
    if error.validator == "type" and (key == "source" or isinstance(key, int)):
        return "each source is a table of its own; begin it with [[source]]"
    if error.validator == "type":
        return f'{key} must be text in quotes: {key} = "{value}"'
    if error.validator == "maxLength":
        return f"{key} is longer than {error.validator_value} characters; shorten it"
    if key in ("published", "as_of"):
        return f"{key} = {value!r} is not a date in EDTF; write {edtf.FORMS}"
    if key == "file" and value:
        return f'file = {value!r}: write the path relative to this folder, with "/"'
    if key == "language":
        return f'language = {value!r}: write a language tag such as "en" or "en-GB"'
    return f"{key} = {value!r} must be one line of text; delete the key if it is not known"


def _of_unknown_key(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    return f"unknown key {key!r}{meant} (known are: {', '.join(known)})"
