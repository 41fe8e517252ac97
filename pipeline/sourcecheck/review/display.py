"""How text from a source and the names of positions are shown, wherever people see them."""

from __future__ import annotations

import unicodedata

#: Controls but tab and line feed, and what embeds, overrides or isolates a direction of writing
#: (Unicode Standard Annex #9, table 1).
_STEERING = {
    code: f"⟨U+{code:04X}⟩"
    for code in (
        *(c for c in range(0x20) if c not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
}


def letter(index: int) -> str:
    """Name of a position, by its place from 0: A, B, … Z, AA, AB, …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def visible(text: str) -> str:
    """`text` for a page or a table: characters that would act are shown as ⟨U+001B⟩.

    These are the controls other than tab and line feed, and those that turn the direction of
    writing; everything else stays as it is.
    """
    return text if text.isprintable() else text.translate(_STEERING)  # almost all text is


def cut(text: str, most: int) -> str:
    """`text` on one line of at most so many characters, "…" where it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def harmless(text: str) -> str:
    """`text` with nothing in it that a terminal would obey, or show as nothing.

    Control characters are shown as their pictures (U+2400 …), others that cannot be printed as
    their code points; new lines stay.
    """
    return "".join(
        c if c == "\n" or c.isprintable() or c in "\u00a0\u3000" else _shown(c) for c in text
    )


def one_line(text: str) -> str:
    """`harmless` text on one line."""
    return harmless(text.replace("\n", " "))


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if unicodedata.category(character) in {"Zs", "Zl", "Zp"}:
        return " "
    return f"<U+{code:04X}>"
