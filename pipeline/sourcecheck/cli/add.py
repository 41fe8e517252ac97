"""`sourcecheck add`: put texts into the sources folder and say what is known of them."""

from __future__ import annotations

import re
import shlex
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcecheck.errors import BadUse

if TYPE_CHECKING:
    from sourcecheck.read.dossier import Dossier
    from sourcecheck.read.manifest import Entry
    from sourcecheck.settings import Settings

NAME = "add"
EXAMPLES = """Examples:

  sourcecheck add article.txt --title "Border treaty signed" --published 1996-04-27

  sourcecheck add notes/*.txt --publisher "City archive"
"""
#: Longest name of a copy, without its number and extension.
NAME_LENGTH = 80


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plain texts.")],
    title: Annotated[str, typer.Option(help="Title of the text.")] = "",
    published: Annotated[
        str, typer.Option(metavar="EDTF", help="1996, 1996-04, 1996-04-20, 1996~ or 1996/1998.")
    ] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    sources: Annotated[Path, typer.Option(help="Folder of the documents.")] = Path("sources"),
) -> None:
    """Copy texts into the sources folder and its manifest.

    The copies are unchanged. Refuses what cannot be read and what is there already (exit code 2);
    then nothing is added.
    """
    from sourcecheck import settings as settings_module

    if title and len(files) > 1:
        raise BadUse("--title names one text; add the files one by one")
    _check_date(published)
    given = {"title": title, "publisher": publisher, "published": published}
    declared = {key: value for key, value in given.items() if value}
    settings = settings_module.load(sources.resolve().parent / settings_module.FILE_NAME)
    folder = _Folder.of(sources, settings)
    for file in files:
        folder.take(file, declared, settings)
    folder.write(declared)
    _tell(folder, declared)


def _check_date(published: str) -> None:
    from sourcecheck.normalise import edtf

    try:
        edtf.bounds(published or "0000")
    except ValueError as error:
        raise BadUse(f"--published {error}") from error


@dataclass(slots=True)
class _New:
    """A text to be added: under which name, and its bytes unless it lies there already."""

    path: str
    data: bytes | None
    words: int
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Folder:
    """The sources folder as it is, and what is to be added; nothing is written before `write`."""

    path: Path
    dossier: Dossier
    entries: dict[str, Entry]
    names: set[str]  # taken, in lower case: not every file system tells "A" from "a"
    twins: dict[str, str]  # hash of a text: where it is
    new: list[_New] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path, settings: Settings) -> _Folder:
        """The folder `path`, which need not exist yet. Raises BadUse, BadManifest."""
        from sourcecheck.read import manifest
        from sourcecheck.read.dossier import Dossier, same_text, scan

        dossier = scan(path, settings) if path.exists() else Dossier((), ())
        entries = {entry.file: entry for entry in manifest.load(path / manifest.NAME)}
        names = {entry.id.casefold() for entry in entries.values() if entry.id != entry.file}
        if path.is_dir():
            names |= {file.name.casefold() for file in path.iterdir()}
        twins = {same_text(source.text): str(path / source.path) for source in dossier.sources}
        return cls(path, dossier, entries, names, twins)

    def take(self, file: Path, declared: dict[str, str], settings: Settings) -> None:
        """Note `file` as to be added. Raises BadUse if it cannot be, with the reason."""
        from sourcecheck.read.content import Unreadable
        from sourcecheck.read.dossier import same_text
        from sourcecheck.read.files import open_file

        if not file.exists() or file.is_dir():
            what = "is a folder; name the files" if file.is_dir() else "there is no such file"
            raise BadUse(f"{file}: {what}")
        try:
            data, content = open_file(file, settings.limits_file_bytes)
        except Unreadable as reason:
            raise BadUse(f"{file}: {reason}") from reason
        here = self._path_here(file)
        digest = same_text(content.text)
        if here is not None:
            self._check_here(here, file, declared)
        elif twin := self.twins.get(digest):
            raise BadUse(f"{file}: same content as {twin}; nothing was added")
        path = here or self._free_name(file)
        if declared and (entry := self.entries.get(path)):
            raise BadUse(f"{file}: manifest.toml has an entry for it, line {entry.line}; edit it")
        self.names.add(path.casefold())
        self.twins[digest] = str(file)
        words = len(content.text.split())
        self.new.append(_New(path, None if here else data, words, content.warnings))

    def _check_here(self, path: str, file: Path, declared: dict[str, str]) -> None:
        """Raises BadUse unless this file of the folder is a source without an entry as yet."""
        if all(source.path != path for source in self.dossier.sources):
            hidden = "hidden files are not read; rename it"
            refused = (r.reason for r in self.dossier.refusals if r.path == path)
            raise BadUse(f"{file}: lies in the sources folder, but {next(refused, hidden)}")
        if not declared or any(new.path == path for new in self.new):
            raise BadUse(f"{file}: is a source already; nothing was added")

    def _path_here(self, file: Path) -> str | None:
        """The path of `file` relative to the folder, if it lies below it."""
        whole, root = file.resolve(), self.path.resolve()
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else None

    def _free_name(self, file: Path) -> str:
        """A name for the copy of `file`: plain characters, not taken, its extension kept."""
        safe = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", file.stem)).strip(".-_")
        stem, extension = safe[:NAME_LENGTH] or "source", file.suffix.lower()
        name, number = stem + extension, 2
        while name.casefold() in self.names:
            name, number = f"{stem}-{number}{extension}", number + 1
        return name

    def write(self, declared: dict[str, str]) -> None:
        """Write the copies, then the manifest; an error of the disk takes the copies back.

        A process that is killed in between leaves whole copies without entries: the next run
        reads them, and `add` on the copy itself enters it. Raises BadUse, BadManifest.
        """
        from sourcecheck.read import manifest
        from sourcecheck.read.files import replace

        tables = [{"file": n.path, **declared} for n in self.new if n.path not in self.entries]
        place = self.path / manifest.NAME
        text = manifest.extended(place, tables)  # before the first file is written
        copied: list[Path] = []
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for new in self.new:
                if new.data is not None:
                    copied.append(self.path / new.path)
                    replace(copied[-1], new.data)
            replace(place, text)
        except OSError as error:
            for copy in copied:
                copy.unlink(missing_ok=True)
            raise BadUse(f"{self.path}: cannot be written ({error.strerror})") from error


def _tell(folder: _Folder, declared: dict[str, str]) -> None:
    """What was done, and what the next run will do."""
    from sourcecheck.review.display import one_line

    for new in folder.new:
        done = "Added" if new.data is not None else "Entered in the manifest:"
        typer.echo(one_line(f"{done} {folder.path / new.path} ({new.words:,} words)"))
        for warning in new.warnings:
            typer.echo(one_line(f"  note: {warning}"))
    if "published" not in declared:
        place = one_line(str(folder.path / "manifest.toml"))
        typer.echo(
            "No date of publication is declared: what hangs on it (such as 'last year') stays "
            f"open. To declare one: {place}"
        )
    added = sum(new.data is not None for new in folder.new)
    option = ""
    if folder.path != Path("sources"):
        option = f" --sources {shlex.quote(str(folder.path))}"
    count = len(folder.dossier.sources) + added
    what = "1 source" if count == 1 else f"{count} sources"
    typer.echo(
        f"The next run makes the report anew from {what}; decisions are kept, and reopened where "
        f"their evidence changes: sourcecheck run{one_line(option)}"
    )
