"""Bytes to text: which encoding, how it was decided, and what is no text at all."""

from __future__ import annotations

import codecs
import random
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.read import plain
from sourcecheck.read.content import Unreadable
from sourcecheck.read.plain import decode

PROSE = "The river is 1,230 km long, says the ministry. In 1995 it was “about 760 miles”. "
GERMAN = "Über die Größe der Straße: 5 km. Der Fluß fließt nach Süden, schön und groß. "
JAPANESE = "両国の国境の長さは三千六百キロメートルである。首脳は四月に会談した。\n"
KOREAN = "두 나라의 국경은 길다. 두 정상은 사월에 만났다.\n"


def certain(data: bytes, text: str, encoding: str, how: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.how) == (text, encoding, how)
    assert not decoded.guessed


def test_utf8() -> None:
    certain(GERMAN.encode(), GERMAN, "utf-8", "valid UTF-8")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    certain(mark + PROSE.encode(encoding), PROSE, encoding, "byte order mark")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_nul_bytes(encoding: str) -> None:
    certain(PROSE.encode(encoding), PROSE, encoding, "NUL bytes at every other place")


@pytest.mark.parametrize(
    "text",
    [
        "Café",
        GERMAN,
        "Größe",
        "El niño comió piñas en España, según él.",
        "São Paulo não é a capital; Brasília é.",
        "£5m",
        "The border is 4,000 km long in Größe.",
        "l’été à Besançon, où Noël créé",
    ],
)
def test_western_text_is_read_as_windows_1252_and_called_a_guess(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    assert decoded.guessed
    assert "guessed" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (KOREAN, "euc_kr"), (JAPANESE, "gb18030")],
)
def test_east_asian_encodings_are_guessed(text: str, encoding: str) -> None:
    decoded = decode((text * 4).encode(encoding))
    assert decoded.text == text * 4
    assert decoded.guessed


def test_a_long_east_asian_file_is_cut_for_the_guess_but_read_whole() -> None:
    text = JAPANESE * 2000
    assert decode(text.encode("shift_jis")).text == text


def test_utf8_with_a_damaged_place_keeps_its_other_characters() -> None:
    decoded = decode(GERMAN.encode() * 3 + b"caf\xe9")
    assert decoded.text == GERMAN * 3 + "caf\ufffd"
    assert decoded.encoding == "utf-8"
    assert "damaged in 1 place" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0" * 500, "NUL"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x03\0\x3e\0\x01\0\0\0", "NUL"),
        (random.Random(1).randbytes(4000), "not text"),
        (bytes(range(1, 256)) * 4, "control codes"),
        (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le") + b"x", "damaged at byte"),
        (codecs.BOM_UTF8 + b"caf\xe9", "damaged at byte 6"),
        ("\x01\x02".encode("utf-16-le") * 40, "control codes"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decode(data)


def test_line_ends_and_accents_have_one_form() -> None:
    content = plain.read(b"one\r\ntwo\rthree\n\xef\xbb\xbfe\xcc\x81")
    assert content.text == "one\ntwo\nthree\n\ufeffé"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "nothing but white space$"),
        (codecs.BOM_UTF8, "no words"),
        (b"*** --- ***", "no words"),
    ],
)
def test_a_text_without_words_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        plain.read(data)


ANY_BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.text(st.characters(max_codepoint=255), max_size=200).map(lambda t: t.encode("latin-1")),
    st.tuples(st.sampled_from([codecs.BOM_UTF8, codecs.BOM_UTF16_BE]), st.binary()).map(b"".join),
)


@given(ANY_BYTES)
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    reason, content = "", None
    try:
        content = plain.read(data)
    except Unreadable as refusal:
        reason = str(refusal)
    assert (content is None) == bool(reason)
    if content is not None:
        assert unicodedata.is_normalized("NFC", content.text)
        assert "\r" not in content.text
        assert content.text.encode("utf-8")  # can be written to a report


MARKS = st.text(st.sampled_from("a\u0301\u0323\u0327\u0344\u0f71\u0f73\u0f75é각가"), max_size=200)


@given(MARKS)
def test_long_runs_of_marks_give_the_same_as_unicode_says(text: str) -> None:
    assert plain.nfc(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0f73\u0f71"])
def test_combining_marks_are_in_order_before_they_are_composed(
    marks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`unicodedata` sorts by insertion: 300,000 marks in unlucky order would take minutes."""
    handed = []

    def normalize(form: Literal["NFC"], text: str) -> str:
        handed.append(text)
        return composed(form, text)

    composed = unicodedata.normalize
    monkeypatch.setattr(unicodedata, "normalize", normalize)
    assert unicodedata.is_normalized("NFC", plain.nfc("a" + marks * 3_000))
    for text in handed:
        classes = [unicodedata.combining(mark) for mark in text[1:]]
        assert classes == sorted(classes)
