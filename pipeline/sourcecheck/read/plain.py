"""Plain text: bytes to characters, how that was decided, and the text that all offsets refer to.

The rungs of the ladder, first that holds wins (measured for this project: charset-normalizer takes
Latin-1 prose for a DOS code page, cp775, or an Eastern European one, cp1250):

1. a byte order mark (UTF-8, UTF-16, UTF-32)
2. NUL bytes at every other place: UTF-16 without a mark; NUL bytes otherwise: not text
3. strict UTF-8
4. UTF-8 with a few damaged places
5. charset-normalizer, but only where it names an East Asian multi-byte encoding
6. Windows-1252, which contains the printable part of Latin-1

Rungs 4 to 6 are guesses, and say so.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from charset_normalizer import from_bytes
from charset_normalizer.utils import is_multi_byte_encoding

from sourcecheck.read.content import Content, Unreadable

#: UTF-32 before UTF-16: the little-endian mark of the latter begins that of the former.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: UTF-16 prose: NUL in at least this share of the high bytes, in at most that of the low ones.
NUL_MIN, NUL_MAX = 0.3, 0.02
#: More control characters than this share: not text. Chance bytes hold 12 %.
CONTROL_MAX = 0.05
#: Damaged UTF-8: at least this many well-formed sequences for each damaged place.
SOUND_PER_DAMAGED = 10
#: East Asian prose: at least this share of bytes beyond ASCII. Western prose has below 0.1, and
#: charset-normalizer takes two accented letters side by side ("Größe") for a Chinese one.
HIGH_MIN = 0.3
#: Bytes shown to charset-normalizer: it samples, and more only costs time.
SAMPLE = 65_536

#: Control characters, save those that lay out text (tab, line feed, form feed …).
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ASCII = bytes(range(128))
_UTF8_SEQUENCE = re.compile(b"[\xc2-\xf4][\x80-\xbf]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the Python codec that made them, and how it was chosen."""

    text: str
    encoding: str
    how: str
    warnings: tuple[str, ...] = ()  # in words; a guessed encoding is one

    @property
    def guessed(self) -> bool:
        """True where another encoding could have been meant."""
        return bool(self.warnings)


def decode(data: bytes) -> Decoded:
    """The characters of `data`, any bytes at all; `text` can always be encoded as UTF-8.

    Raises Unreadable, with the reason, for bytes that are no text.
    """
    decoded = _marked(data) or _without_mark(data)
    controls = len(_CONTROL.findall(decoded.text))
    if decoded.encoding == "cp1252":  # five bytes mean nothing there; prose never has them
        controls += decoded.text.count("\ufffd")
    if controls > CONTROL_MAX * len(decoded.text):
        raise Unreadable(
            f"is not text: {controls} of its {len(decoded.text)} characters are control codes; "
            "if it is a document, save it as plain text (UTF-8)"
        )
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"begins with the mark of {encoding.upper()} but is damaged at byte "
                    f"{len(mark) + error.start}; save it again as UTF-8"
                ) from error
            return Decoded(text, encoding, "byte order mark")
    return None


def _without_mark(data: bytes) -> Decoded:
    if b"\0" in data:
        return _utf16_by_nuls(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _east_asian(data) or _western(data)


def _utf16_by_nuls(data: bytes) -> Decoded:
    """UTF-16, told by where the NUL bytes stand: in Latin script every other byte is one."""
    units = len(data) // 2
    first, second = data[0::2].count(0), data[1::2].count(0)
    for encoding, high, low in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if units and high >= NUL_MIN * units and low <= NUL_MAX * units:
            try:
                return Decoded(data.decode(encoding), encoding, "NUL bytes at every other place")
            except UnicodeDecodeError:
                break
    raise Unreadable(
        f"is not text: {first + second} of its {len(data)} bytes are NUL, as in programs, images "
        "and archives; if it is a document, save it as plain text (UTF-8)"
    )


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with few damaged places (a cut end, a pasted Latin-1 character), shown as U+FFFD."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    if len(_UTF8_SEQUENCE.findall(data)) < SOUND_PER_DAMAGED * damaged:
        return None
    places = "1 place" if damaged == 1 else f"{damaged} places"
    warning = f"read as UTF-8, but damaged in {places}; save the file as UTF-8 to be sure"
    return Decoded(text, "utf-8", "mostly valid UTF-8", (warning,))


def _east_asian(data: bytes) -> Decoded | None:
    """What charset-normalizer says, if it is a multi-byte encoding other than Unicode's own.

    Those are found above if they are there at all, and it takes short Latin-1 texts for UTF-16.
    """
    sample = data[:SAMPLE]
    if len(data) > SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if len(sample.translate(None, _ASCII)) < HIGH_MIN * len(sample):
        return None
    best = from_bytes(sample).best()
    if best is None or best.encoding.startswith("utf") or not is_multi_byte_encoding(best.encoding):
        return None
    try:
        text = data.decode(best.encoding)
        text.encode("utf-8")  # some of these codecs let lone surrogates through
    except UnicodeError:
        return None
    warning = f"encoding guessed: {best.encoding}; save the file as UTF-8 to be sure"
    return Decoded(text, best.encoding, "guessed by charset-normalizer", (warning,))


def _western(data: bytes) -> Decoded:
    text = data.decode("cp1252", "replace")
    warning = "encoding guessed: Windows-1252 (Western European); save the file as UTF-8 to be sure"
    return Decoded(text, "cp1252", "guessed: not valid UTF-8", (warning,))


#: Marks in a row from which they are put in order before NFC: Unicode's own Stream-Safe Text
#: Format (UAX #15, section 13) bounds them at 30.
LONG_RUN = 30
#: Where such a run could be: no combining mark comes before U+0300.
_BEYOND_LATIN = re.compile(f"[^\0-\u02ff]{{{LONG_RUN},}}")


def read(data: bytes) -> Content:
    """The text of `data`: NFC, `\\n` line ends, without a byte order mark.

    Raises Unreadable for what is empty, holds no word, or is no text.
    """
    if not data:
        raise Unreadable("is empty (0 bytes)")
    decoded = decode(data)
    text = nfc(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    if not any(map(str.isalnum, text)):
        what = "white space" if not text.strip() else "white space and signs"
        raise Unreadable(f"holds no words: nothing but {what}")
    return Content(text, decoded.encoding, decoded.warnings)


def nfc(text: str) -> str:
    """`text` in Unicode's NFC, in time linear in its length.

    CPython sorts each run of combining marks by insertion: a megabyte of marks in unlucky order
    would take hours. Sorting long runs first, stably, is canonically equivalent and leaves it
    nothing to do.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _BEYOND_LATIN.sub(_in_order, text))


def _in_order(match: re.Match[str]) -> str:
    """The stretch decomposed, its runs of marks in canonical order."""
    decomposed = "".join(unicodedata.normalize("NFD", character) for character in match[0])
    runs = groupby(decomposed, key=lambda character: unicodedata.combining(character) > 0)
    return "".join(
        "".join(sorted(run, key=unicodedata.combining) if is_marks else run)
        for is_marks, run in runs
    )
