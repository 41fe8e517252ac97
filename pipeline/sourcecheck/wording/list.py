"""Several things in words, and how many they are."""

from __future__ import annotations

from collections.abc import Sequence

from sourcecheck import resources


def listed(items: Sequence[str], conjunction: str = "and") -> str:
    """The items as a list in a sentence: "a, b and c"; "" for none."""
    *first, last = items or ("",)
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def counted(number: int, noun: str) -> str:
    """So many of a thing, by its noun in the singular: "1 claim", "3 claims", "1,200 losses"."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a noun, or the word as it is where it looks like one."""
    own = resources.load("asking")["plurals"].get(noun)
    if own or noun.endswith("men") or (noun.endswith("s") and not noun.endswith("ss")):
        return str(own or noun)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "ss", "x", "z")) else "s")
