"""Plain text: bytes to the text that all offsets refer to."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from sourcecheck.read.content import Content
from sourcecheck.read.encoding import decode
from sourcecheck.read.unreadable import Unreadable

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
