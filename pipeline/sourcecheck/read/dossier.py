"""A folder of documents becomes a dossier: sources, refusals with reasons, notes.

Start here to understand the stage. Nothing but the manifest says when a text was published: lines
such as "Last updated", copyright footers and the dates of files are never taken for it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sourcecheck.errors import BadUse, NothingToRead
from sourcecheck.model.source import Field, Refusal, Source
from sourcecheck.read import manifest
from sourcecheck.read.content import Content, Unreadable
from sourcecheck.read.copies import copies
from sourcecheck.read.files import Found, open_file, shown, walk
from sourcecheck.read.manifest import Entry
from sourcecheck.settings import Settings

#: Refusals that are spelt out when nothing could be read.
NAMED_REFUSALS = 5


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a folder holds."""

    sources: tuple[Source, ...]  # sorted by id
    refusals: tuple[Refusal, ...]  # sorted by path
    notes: tuple[str, ...] = ()  # remarks on the folder as a whole, in words


def read(folder: Path, settings: Settings) -> Dossier:
    """The dossier of `folder`, whatever the order of its files.

    Raises NothingToRead if no file holds readable text, BadManifest for a manifest that cannot be
    understood, BadUse if there is no such folder.
    """
    dossier = scan(folder, settings)
    if dossier.sources:
        return dossier
    refused = [f"{r.path} ({r.reason})" for r in dossier.refusals[:NAMED_REFUSALS]]
    more = len(dossier.refusals) - len(refused)
    not_read = "; ".join([*refused, f"and {more} more"] if more else refused)
    raise NothingToRead(
        f"{folder}: no readable text; put .txt or .md files there, or use `sourcecheck add FILE`"
        + (f". Not read: {not_read}" if not_read else "")
    )


def scan(folder: Path, settings: Settings) -> Dossier:
    """As `read`, but a folder without readable text gives a dossier without sources."""
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "there is no such folder"
        raise BadUse(f"{folder}: {what}; name the folder of your sources with --sources")
    entries = {entry.file: entry for entry in manifest.load(folder / manifest.NAME)}
    found, refusals = walk(folder)
    # files with declared metadata first: of two with the same text, theirs is kept
    found.sort(key=lambda f: (_name(f) not in entries, f.path))
    sources: list[Source] = []
    twins: dict[str, str] = {}  # hash of the text: path of the source that has it
    ids: dict[str, str] = {}  # id: path
    for file in found:
        entry = entries.get(_name(file), Entry(_name(file), _name(file), 0, {}))
        try:
            source = _source(file, entry, settings)
            _only_one(source, twins, ids)
        except Unreadable as reason:
            refusals.append(Refusal(file.path, str(reason)))
        else:
            sources.append(source)
    refusals += _missing(folder, entries, {_name(f) for f in found}, {r.path for r in refusals})
    return Dossier(
        tuple(sorted(sources, key=lambda s: s.id)),
        tuple(sorted(refusals, key=lambda r: (r.path, r.reason))),
        (*_notes(entries, ids), *map(str, copies(sources))),
    )


def same_text(text: str) -> str:
    """A hash that two texts share if they are the same but for white space at their ends."""
    return hashlib.sha256(text.strip().encode("utf-8")).hexdigest()


def _name(found: Found) -> str:
    """How the manifest names a file: some systems store accents decomposed."""
    return unicodedata.normalize("NFC", found.path)


def _source(found: Found, entry: Entry, settings: Settings) -> Source:
    data, content = open_file(found.file, settings.limits_file_bytes)
    fields = {key: Field(value, "declared") for key, value in sorted(entry.declared.items())}
    return Source(
        id=entry.id,
        path=found.path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=content.text,
        title=fields.pop("title", Field()),
        publisher=fields.pop("publisher", Field()),
        published=fields.pop("published", Field()),
        kind=fields.pop("kind", Field()),
        encoding=content.encoding,
        warnings=content.warnings + _lost(content),
        more=tuple(fields.items()),
    )


def _lost(content: Content) -> tuple[str, ...]:
    """A warning where characters were lost, before the file came here or in guessing."""
    count = content.text.count("\ufffd")
    times = "once" if count == 1 else f"{count} times"
    return (f"holds the sign \ufffd {times}: characters have been lost there",) if count else ()


def _only_one(source: Source, twins: dict[str, str], ids: dict[str, str]) -> None:
    """Raises Unreadable if another source has this text or this id already; else takes note."""
    digest = same_text(source.text)
    if twin := twins.get(digest):
        raise Unreadable(f"same content as {twin}, which is read: keep one of them")
    if other := ids.get(source.id):
        raise Unreadable(
            f"its id {source.id!r} is taken by {other}: give it an id of its own in {manifest.NAME}"
        )
    twins[digest] = ids[source.id] = source.path


def _missing(
    folder: Path, entries: dict[str, Entry], found: set[str], refused: set[str]
) -> list[Refusal]:
    """Files that the manifest names and that are not there, or cannot be sources."""
    missing = []
    for name, entry in entries.items():
        if name in found or name in refused:
            continue
        reason = (
            "cannot be a source (hidden, a folder, or reached through a link): move or rename it"
            if _exists(folder / name)
            else "there is no such file: correct the name or remove the entry"
        )
        line = f", line {entry.line}" if entry.line else ""
        missing.append(Refusal(shown(name), f"named in {manifest.NAME}{line}: {reason}"))
    return missing


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than the file system allows
        return False


def _notes(entries: dict[str, Entry], ids: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{manifest.NAME}: {entry.id} is said to supersede {older!r}, which is no source here"
        for entry in sorted(entries.values(), key=lambda e: e.id)
        if (older := entry.declared.get("supersedes")) and older not in ids
    )
