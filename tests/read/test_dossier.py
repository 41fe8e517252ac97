"""A folder of files: which are sources, which are refused, and why."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.errors import BadUse, NothingToRead
from sourcecheck.model.source import Field
from sourcecheck.read import manifest
from sourcecheck.read.dossier import Dossier, read, scan
from sourcecheck.settings import Settings

TEXT = "The canal is 82 km long.\n"
OTHER = "The canal is 80 km long.\n"
posix = pytest.mark.skipif(os.name == "nt", reason="links and special files of POSIX")


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def reasons(dossier: Dossier) -> dict[str, str]:
    return {refusal.path: refusal.reason for refusal in dossier.refusals}


def ids(dossier: Dossier) -> list[str]:
    return [source.id for source in dossier.sources]


def test_every_plain_text_below_the_folder_is_a_source(tmp_path: Path) -> None:
    names = ["b.txt", "a.md", "deep/er/c.text", "LETTER", "D.TXT"]
    write(tmp_path, {name: f"Text {name}: 5 km." for name in names})
    dossier = read(tmp_path, Settings())
    assert ids(dossier) == sorted(names)
    assert [source.path for source in dossier.sources] == sorted(names)
    assert dossier.refusals == ()


def test_a_source_carries_its_text_and_where_its_metadata_comes_from(tmp_path: Path) -> None:
    entry = "[[source]]\nfile = 'a.txt'\npublished = '1996-04'\nauthor = 'N. N.'\n"
    write(tmp_path, {"a.txt": "Caf\u0065\u0301\r\n", "manifest.toml": entry})
    (source,) = read(tmp_path, Settings()).sources
    assert source.text == "Café\n"
    assert len(source.sha256) == 64
    assert source.encoding == "utf-8"
    assert source.published == Field("1996-04", "declared")
    assert source.title == Field("", "absent")
    assert source.more == (("author", Field("N. N.", "declared")),)


def test_dates_printed_on_the_page_are_never_taken_for_its_publication(tmp_path: Path) -> None:
    text = "Last Updated: 07/27/2016\nPublished 3 May 2001.\n© 2016 Daily Planet\n" + TEXT
    (source,) = read(write(tmp_path, {"a.txt": text}), Settings()).sources
    assert source.published == Field("", "absent")


def test_our_own_and_hidden_files_are_passed_over_in_silence(tmp_path: Path) -> None:
    files = ("manifest.toml", "decisions.jsonl", "sourcecheck.toml", ".DS_Store", ".git/HEAD")
    write(tmp_path, dict.fromkeys(files, "") | {"a.txt": TEXT})
    dossier = read(tmp_path, Settings())
    assert ids(dossier) == ["a.txt"]
    assert dossier.refusals == ()


def test_each_bad_file_is_refused_with_its_reason_and_the_others_are_read(tmp_path: Path) -> None:
    bad: dict[str, tuple[bytes, str]] = {
        "empty.txt": (b"", "is empty"),
        "blank.txt": (b" \n\t ", "nothing but white space"),
        "zeros.txt": (b"\0" * 900, "NUL"),
        "scan.pdf": (b"%PDF-1.7 ...", "is a PDF file, which is not read yet: save its text"),
        "hidden-pdf.txt": (b"%PDF-1.7 ...", "is a PDF file (whatever its name says)"),
        "page.html": (b"<p>5 km</p>", "is a web page"),
        "page.txt": (b"\n<!DOCTYPE html><p>5 km</p>", "is a web page (whatever"),
        "report.DOCX": (b"PK\x03\x04", "is a Word file"),
        "map.png": (b"\x89PNG", "is an image"),
        "table.csv": (b"a,b", "is a table"),
        "notes.v2": (b"5 km", "its name ends in .v2, which is not read"),
        "long.txt": (b"x" * 3001, "is larger than 3,000 bytes"),
    }
    good = {"good.txt": TEXT.encode(), "latin.txt": "Länge: 82 km".encode("latin-1")}
    good["wide.txt"] = OTHER.encode("utf-16")
    write(tmp_path, {name: data for name, (data, _) in bad.items()} | good)
    dossier = read(tmp_path, Settings(limits_file_bytes=3000))
    assert ids(dossier) == sorted(good)
    found = reasons(dossier)
    assert list(found) == sorted(bad)
    for name, (_, reason) in bad.items():
        assert reason in found[name]


def test_a_guessed_encoding_is_a_warning(tmp_path: Path) -> None:
    (source,) = read(write(tmp_path, {"a.txt": "Länge".encode("latin-1")}), Settings()).sources
    assert source.text == "Länge"
    assert "guessed" in source.warnings[0]


def test_characters_that_were_lost_before_are_a_warning(tmp_path: Path) -> None:
    (source,) = read(write(tmp_path, {"a.txt": "\ufffd110 million"}), Settings()).sources
    assert "holds the sign \ufffd once" in source.warnings[0]


@pytest.mark.slow
def test_a_single_line_of_5_mb_is_read(tmp_path: Path) -> None:
    line = "The canal is 82 km long. " * 200_000
    (source,) = read(write(tmp_path, {"a.txt": line}), Settings()).sources
    assert len(source.text) == 5_000_000


# ------------------------------------------------------------------ rights, links, special files


def test_a_file_without_the_right_to_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(path: Path, *args: Any, **options: Any) -> object:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    write(tmp_path, {"locked.txt": TEXT, "a.txt": OTHER})
    monkeypatch.setattr(Path, "open", refuse)  # root may read everything: chmod is not enough
    dossier = read(tmp_path, Settings())
    assert ids(dossier) == ["a.txt"]
    assert "permission denied" in reasons(dossier)["locked.txt"]


@posix
def test_files_and_folders_that_may_not_be_opened(tmp_path: Path) -> None:
    write(tmp_path, {"locked.txt": TEXT, "locked/b.txt": TEXT, "a.txt": OTHER})
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "locked").chmod(0)
    if os.access(tmp_path / "locked.txt", os.R_OK):
        pytest.skip("root may read everything")
    try:
        dossier = read(tmp_path, Settings())
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert ids(dossier) == ["a.txt"]
    assert set(reasons(dossier)) == {"locked.txt", "locked/"}


def test_a_folder_without_the_right_to_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    dossier = read(write(tmp_path, {"locked/b.txt": TEXT, "a.txt": OTHER}), Settings())
    assert ids(dossier) == ["a.txt"]
    assert "this folder may not be opened" in reasons(dossier)["locked/"]


@posix
def test_links_are_never_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.txt": "Secret: 5 km."})
    folder = write(tmp_path / "in", {"a.txt": TEXT, "sub/b.txt": OTHER})
    links = {
        "dangling.txt": (folder / "gone.txt", "does not exist"),
        "self.txt": (folder / "self.txt", "cannot be followed"),
        "out.txt": (outside / "secret.txt", "leads out of the sources folder"),
        "outside": (outside, "leads out of the sources folder"),
        "twin.txt": (folder / "sub" / "b.txt", "is a link to sub/b.txt"),
        "sub/up": (folder, "is a link to a folder of this same folder"),
        "sub2": (folder / "sub", "is a link to a folder of this same folder"),
    }
    for name, (target, _) in links.items():
        (folder / name).symlink_to(target)
    dossier = read(folder, Settings())
    assert ids(dossier) == ["a.txt", "sub/b.txt"]
    found = reasons(dossier)
    assert list(found) == sorted(links)
    for name, (_, reason) in links.items():
        assert reason in found[name]
        assert str(tmp_path) not in found[name]


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path, {"a.txt": TEXT}) / "pipe.txt")
    assert "not an ordinary file" in reasons(read(tmp_path, Settings()))["pipe.txt"]


@posix
@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"caf\xe9.txt", "caf\\udce9.txt"), (b"a\nb\x1b[2J.txt", "a\\nb\\x1b[2J.txt")],
)
def test_a_name_that_cannot_be_shown_is_refused(tmp_path: Path, name: bytes, shown: str) -> None:
    write(tmp_path, {"a.txt": TEXT})
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(OTHER, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has only UTF-8 names")
    dossier = read(tmp_path, Settings())
    assert ids(dossier) == ["a.txt"]
    assert "rename it" in reasons(dossier)[shown]


# ------------------------------------------------------------------ twins


def test_of_two_files_with_the_same_text_one_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": TEXT, "a.txt": TEXT.replace("\n", "\r\n"), "c.txt": OTHER})
    dossier = read(tmp_path, Settings())
    assert ids(dossier) == ["a.txt", "c.txt"]
    assert "same content as a.txt" in reasons(dossier)["b.txt"]


def test_of_two_files_with_the_same_text_the_declared_one_is_read(tmp_path: Path) -> None:
    entry = "[[source]]\nfile = 'b.txt'\n"
    dossier = read(
        write(tmp_path, {"b.txt": TEXT, "a.txt": TEXT, "manifest.toml": entry}), Settings()
    )
    assert ids(dossier) == ["b.txt"]
    assert "same content as b.txt" in reasons(dossier)["a.txt"]


# ------------------------------------------------------------------ manifest


def test_files_that_the_manifest_does_not_name_are_sources_too(tmp_path: Path) -> None:
    entry = "[[source]]\nfile = 'sub/b.txt'\nid = 'B'\ntitle = 'Canal'\n"
    write(tmp_path, {"a.txt": TEXT, "sub/b.txt": OTHER, "manifest.toml": entry})
    dossier = read(tmp_path, Settings())
    assert [(s.id, s.path, s.title.value) for s in dossier.sources] == [
        ("B", "sub/b.txt", "Canal"),
        ("a.txt", "a.txt", ""),
    ]


def test_files_that_are_only_in_the_manifest_are_refused(tmp_path: Path) -> None:
    entries = "".join(
        f"[[source]]\nfile = '{name}'\n" for name in ("gone.txt", ".secret.txt", "b" * 400)
    )
    write(tmp_path, {"a.txt": TEXT, ".secret.txt": OTHER, "manifest.toml": entries})
    dossier = read(tmp_path, Settings())
    found = reasons(dossier)
    assert ids(dossier) == ["a.txt"]
    assert "manifest.toml, line 1: there is no such file" in found["gone.txt"]
    assert "manifest.toml, line 3: cannot be a source (hidden" in found[".secret.txt"]
    assert "there is no such file" in found["b" * 400]


def test_a_refused_file_that_the_manifest_names_is_listed_once(tmp_path: Path) -> None:
    entry = "[[source]]\nfile = 'scan.pdf'\n"
    dossier = read(
        write(tmp_path, {"a.txt": TEXT, "scan.pdf": "%PDF-", "manifest.toml": entry}), Settings()
    )
    assert [refusal.path for refusal in dossier.refusals] == ["scan.pdf"]


def test_an_id_is_given_once(tmp_path: Path) -> None:
    entry = "[[source]]\nfile = 'b.txt'\nid = 'a.txt'\n"
    dossier = read(
        write(tmp_path, {"a.txt": TEXT, "b.txt": OTHER, "manifest.toml": entry}), Settings()
    )
    assert [(s.id, s.path) for s in dossier.sources] == [("a.txt", "b.txt")]
    assert "its id 'a.txt' is taken by b.txt" in reasons(dossier)["a.txt"]


def test_a_name_with_accents_is_found_in_either_form(tmp_path: Path) -> None:
    entry = "[[source]]\nfile = 'caf\u00e9.txt'\ntitle = 'Canal'\n"
    write(tmp_path, {"cafe\u0301.txt": TEXT, "manifest.toml": entry})
    (source,) = read(tmp_path, Settings()).sources
    assert (source.id, source.title.value) == ("caf\u00e9.txt", "Canal")


def test_superseding_what_is_not_there_is_noted(tmp_path: Path) -> None:
    entry = "[[source]]\nfile = 'a.txt'\nsupersedes = 'gone'\n"
    dossier = read(write(tmp_path, {"a.txt": TEXT, "manifest.toml": entry}), Settings())
    assert dossier.notes == (
        "manifest.toml: a.txt is said to supersede 'gone', which is no source here",
    )


# ------------------------------------------------------------------ nothing to read, order


@pytest.mark.parametrize("files", [{}, {".hidden.txt": TEXT}, {"manifest.toml": "# nothing"}])
def test_a_folder_without_files(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    with pytest.raises(NothingToRead, match="no readable text; put"):
        read(write(tmp_path, files), Settings())
    assert scan(tmp_path, Settings()) == Dossier((), ())


def test_a_folder_without_readable_files_says_what_was_refused(tmp_path: Path) -> None:
    write(tmp_path, {f"{number}.txt": "" for number in range(7)})
    with pytest.raises(NothingToRead) as error:
        read(tmp_path, Settings())
    assert str(error.value).startswith(f"{tmp_path}: no readable text")
    assert "Not read: 0.txt (is empty (0 bytes)); 1.txt" in str(error.value)
    assert str(error.value).endswith("; and 2 more")


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="there is no such folder"):
        read(tmp_path / "none", Settings())
    with pytest.raises(BadUse, match="is not a folder"):
        read(write(tmp_path, {"a.txt": TEXT}) / "a.txt", Settings())


NAMES = st.sampled_from(["a.txt", "b.md", "c", "d.pdf", "sub/a.txt", "sub/e.txt", ".f"])
FILES = st.dictionaries(NAMES, st.sampled_from([TEXT.encode(), OTHER.encode(), b"", b"\0\0\0"]))


@given(FILES, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(files: dict[str, bytes], order: random.Random) -> None:
    # tmp_path is shared by the examples of a property test; each of them needs its own
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = write(Path(name), dict(files))
        usual = scan(folder, Settings())
        scandir = os.scandir

        def shuffled(path: Path) -> list[os.DirEntry[str]]:
            entries = list(scandir(path))
            order.shuffle(entries)
            return entries

        patch.setattr(os, "scandir", shuffled)
        assert scan(folder, Settings()) == usual
        named = {s.path for s in usual.sources} | {r.path for r in usual.refusals}
        assert named == files.keys() - {".f"}  # nothing is dropped in silence


# ------------------------------------------------------------------ the sample dossier


def test_the_sample_dossier_is_read_whole() -> None:
    folder = Path(__file__).parents[2] / "sources"
    dossier = read(folder, Settings())
    assert len(dossier.sources) == 2
    assert all(source.title.origin == "declared" for source in dossier.sources)
    assert {source.published.value for source in dossier.sources} == {"", "1996-04"}
    assert (folder / manifest.NAME).read_text(encoding="utf-8").startswith(manifest.head())
