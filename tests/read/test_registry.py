"""Which files are read, by name and by beginning."""

from __future__ import annotations

import pytest

from sourcecheck.read import files, plain
from sourcecheck.read.content import Unreadable


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.b.md", "a.text", "README", "a/b.c/LETTER"])
def test_plain_text_has_a_reader(name: str) -> None:
    assert files.reader_for(name) is plain.read


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.docx", "a.html", "a.JPG", "a.xyz", "a.txt.gz", "a.b c"]
)
def test_all_else_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(Unreadable, match=r"not read.*\.txt"):
        files.reader_for(name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4", "a PDF file"),
        (b"PK\x03\x04rest", "an archive"),
        (b"\x1f\x8b\x08", "an archive"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"{\\rtf1", "Rich Text"),
        (b"\xef\xbb\xbf\r\n <HTML lang=en>", "a web page"),
        (b"<?xml version='1.0'?>", "an XML file"),
    ],
)
def test_a_format_is_known_by_its_beginning(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        files.check_beginning(data)


@pytest.mark.parametrize(
    "data", [b"", b"PK, he said", b"PDF files %PDF-", b"A page begins with <html>", b"<b>5 km</b>"]
)
def test_prose_is_not_taken_for_a_format(data: bytes) -> None:
    files.check_beginning(data)
