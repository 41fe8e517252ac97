"""`sourcecheck add`: what it copies, enters, refuses and says."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sourcecheck.cli import add
from sourcecheck.errors import BadUse, SourcecheckError
from sourcecheck.read import dossier, manifest
from sourcecheck.settings import Settings

TEXT = "The canal is 82 km long.\r\n"
OTHER = "The canal is 80 km long.\n"

app = typer.Typer()
app.command(add.NAME)(add.command)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, as a new user has it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> str:
    """What the command prints. Raises the error that `main` would print, exiting with 2."""
    result = CliRunner().invoke(app, list(arguments))
    if isinstance(result.exception, SourcecheckError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def write(name: str, text: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def files_there() -> list[str]:
    return sorted(p.relative_to("sources").as_posix() for p in Path("sources").rglob("*"))


def test_copies_the_bytes_and_enters_what_is_known() -> None:
    said = run(
        write("canal.txt", TEXT), "--title", "Canal", "--published", "1996-04", "--publisher", "P"
    )
    assert Path("sources/canal.txt").read_bytes() == TEXT.encode()
    assert Path("sources/manifest.toml").read_text(encoding="utf-8") == manifest.head() + (
        '\n[[source]]\nfile = "canal.txt"\ntitle = "Canal"\npublisher = "P"\n'
        'published = "1996-04"\n'
    )
    assert "Added sources/canal.txt (6 words)" in said
    assert "The next run makes the report anew from 1 source;" in said
    assert said.endswith(": sourcecheck run\n")


def test_says_so_when_no_date_is_declared() -> None:
    assert "No date of publication is declared" in run(write("canal.txt", TEXT))
    (source,) = dossier.read(Path("sources"), Settings()).sources
    assert source.published.origin == "absent"


def test_adds_several_and_keeps_what_stands_in_the_manifest() -> None:
    old = "# mine\n[[source]]\nfile = 'old.txt' # kept\n\n# end\n"
    write("here/sources/manifest.toml", old)
    write("here/sources/old.txt", "Old: 5 km.")
    said = run(write("a.txt", TEXT), write("b.md", OTHER), "--sources", "here/sources")
    new = Path("here/sources/manifest.toml").read_text(encoding="utf-8")
    assert new == old + '\n[[source]]\nfile = "a.txt"\n\n[[source]]\nfile = "b.md"\n'
    assert "from 3 sources" in said
    assert said.endswith(": sourcecheck run --sources here/sources\n")


def test_the_command_it_suggests_can_be_pasted() -> None:
    said = run(write("a.txt", TEXT), "--sources", "my notes/$1")
    assert said.endswith(": sourcecheck run --sources 'my notes/$1'\n")


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("my note (1).TXT", "my-note-1.txt"),
        (".hidden.txt", "hidden.txt"),
        ("Größe.txt", "Größe.txt"),
        ("$(rm).txt", "rm.txt"),
        ("***.txt", "source.txt"),
        ("x" * 200 + ".txt", "x" * add.NAME_LENGTH + ".txt"),
        ("LETTER", "LETTER"),
    ],
)
def test_the_copy_has_a_safe_name(name: str, copy: str) -> None:
    run(write(f"from/{name}", TEXT))
    assert files_there() == sorted([copy, "manifest.toml"])


def test_a_name_that_is_taken_gets_a_number() -> None:
    for number in range(1, 4):
        run(write("note.txt", f"Length: {number} km."))
    run(write("NOTE.txt", "Length: 4 km."))  # not every file system tells them apart
    assert files_there() == ["NOTE-4.txt", "manifest.toml", "note-2.txt", "note-3.txt", "note.txt"]
    assert Path("sources/note.txt").read_text(encoding="utf-8") == "Length: 1 km."


def test_a_guessed_encoding_is_said() -> None:
    data = "Länge: 82 km".encode("latin-1")
    assert "note: encoding guessed: Windows-1252" in run(write("a.txt", data))
    assert Path("sources/a.txt").read_bytes() == data


# ------------------------------------------------------------------ refusals


def refused(message: str, *arguments: str) -> None:
    before = {path: path.read_bytes() for path in Path("sources").rglob("*.*")}
    with pytest.raises(SourcecheckError, match=message):
        run(*arguments)
    assert {path: path.read_bytes() for path in Path("sources").rglob("*.*")} == before


def test_a_duplicate_is_refused_and_its_twin_named() -> None:
    run(write("a.txt", TEXT))
    copy = write("copy.md", TEXT.replace("\r", ""))
    refused(r"^copy\.md: same content as sources/a\.txt", copy)


def test_two_files_of_one_call_are_refused_if_they_are_twins() -> None:
    refused(r"^b\.txt: same content as a\.txt", write("a.txt", TEXT), write("b.txt", TEXT))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF-1.7", r"^a\.pdf: is a PDF file, which is not read yet: save its text"),
        ("a.txt", b"", r"^a\.txt: is empty"),
        ("a.txt", b"\0" * 99, r"^a\.txt: is not text"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_added(
    name: str, data: bytes, message: str
) -> None:
    refused(message, write("good.txt", OTHER), write(name, data))
    assert not Path("sources").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], r"^none\.txt: there is no such file"),
        (["."], "is a folder; name the files"),
        (["a.txt", "b.txt", "--title", "T"], "--title names one text"),
        (["a.txt", "--published", "April 1996"], "--published 'April 1996' is not a date in EDTF"),
        (["a.txt", "--published", "1995-02-29"], "no such day"),
        (["a.txt", "--sources", "b.txt"], "is not a folder"),
    ],
)
def test_bad_use(arguments: list[str], message: str) -> None:
    write("a.txt", TEXT)
    write("b.txt", OTHER)
    with pytest.raises(BadUse, match=message):
        run(*arguments)
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "b.txt"]


def test_a_manifest_with_a_mistake_stops_it_before_anything_is_written() -> None:
    write("sources/manifest.toml", "[[source]]\nfile = 'x'\ncolour = 'red'\n")
    refused("manifest.toml:3: unknown key 'colour'", write("a.txt", TEXT))


def test_a_full_disk_leaves_the_folder_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    run(write("a.txt", TEXT))
    from sourcecheck.read import files

    real = files.replace

    def full(path: Path, data: bytes) -> None:
        if path.name == "manifest.toml":
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(files, "replace", full)
    refused("No space left on device", write("b.txt", OTHER))


# ------------------------------------------------------------------ files that lie there already


def test_a_file_of_the_folder_gets_its_entry_and_is_not_copied() -> None:
    said = run(write("sources/sub/drop.txt", TEXT), "--published", "1996")
    assert "Entered in the manifest: sources/sub/drop.txt" in said
    assert files_there() == ["manifest.toml", "sub", "sub/drop.txt"]
    (source,) = dossier.read(Path("sources"), Settings()).sources
    assert source.published.value == "1996"


def test_a_file_of_the_folder_with_nothing_to_say_of_it_is_refused() -> None:
    refused("is a source already", write("sources/drop.txt", TEXT))


def test_a_file_with_an_entry_is_not_described_twice() -> None:
    run(write("sources/drop.txt", TEXT), "--published", "1996")
    line = manifest.head().count("\n") + 2
    refused(f"has an entry for it, line {line}", "sources/drop.txt", "--published", "1997")


def test_a_file_of_the_folder_that_is_not_read_is_refused_with_the_reason() -> None:
    write("sources/a.txt", TEXT)
    refused("same content as a.txt", write("sources/b.txt", TEXT), "--title", "T")
    refused("hidden files are not read", write("sources/.b.txt", OTHER), "--title", "T")


def test_an_entry_that_waited_for_its_file_is_kept() -> None:
    entry = "[[source]]\nfile = 'late.txt'\ntitle = 'Late'\n"
    write("sources/manifest.toml", entry)
    run(write("late.txt", TEXT))
    assert Path("sources/manifest.toml").read_text(encoding="utf-8") == entry
    (source,) = dossier.read(Path("sources"), Settings()).sources
    assert source.title.value == "Late"
