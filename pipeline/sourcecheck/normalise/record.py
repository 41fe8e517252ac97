"""Records and scores as written to figures: "20-1", "20–1–2", "6-4, 7-6 (7-3)"."""

from __future__ import annotations

import re

#: Figures joined by dashes: of one contest or account, and the same of several sets in a row.
_DASH = "[-–‑‐]"
_ONE = rf"\d{{1,3}}{_DASH}\d{{1,3}}"
_SETS = rf"\d{{1,2}}{_DASH}\d{{1,2}}(?:\s?\(\d{{1,2}}(?:{_DASH}\d{{1,2}})?\))?"
#: Nothing may be written on to them: "F-16-2", "10-12-2013", "3-5%", "$5-6", "4-5-6-7".
_ALONE = r"(?<![\w.,:/$€£¥#°+−–‑‐-])"
_ENDS = r"(?![\w/%°]|[.,:]\d|[-–‑‐])"
FORM = re.compile(
    rf"{_ALONE}(?:{_SETS}(?:,?\s(?:and\s)?{_SETS}){{1,4}}|{_ONE}{_DASH}\d{{1,2}}|{_ONE}){_ENDS}"
)
_PAIR = re.compile(rf"(\d+){_DASH}(\d+)(?:{_DASH}(\d+))?")
_TIEBREAK = re.compile(r"\s?\([^)]*\)")


def figures(text: str) -> tuple[tuple[int, ...], ...]:
    """The figures of each contest in `text`, which has one of the forms above: "6-4, 7-5" is
    ((6, 4), (7, 5)). Points of a tie-break, in brackets, are left out; () for anything else."""
    plain = _TIEBREAK.sub("", text)
    return tuple(
        tuple(int(digits) for digits in match.groups() if digits is not None)
        for match in _PAIR.finditer(plain)
    )


def record(text: str) -> str:
    """A record of wins, losses and draws in canonical form ("20-1"); "" for no record."""
    found = figures(text)
    return _written(found) if len(found) == 1 else ""


def won_by(text: str, winner: str) -> str:
    """A score in canonical form with who won it: "3-1 (Norham)"; without, for a draw or a name that
    is not known."""
    found = figures(text)
    ahead = sum((one > other) - (one < other) for one, other in found)
    return f"{text} ({winner})" if ahead and winner and "(" not in winner else text


def winner(text: str) -> str:
    """Who won, of a score in the form of `won_by`; "" where it is not told."""
    return text.partition(" (")[2].removesuffix(")")


def score(text: str) -> str:
    """A score or vote in canonical form, the winner's figures first ("1–3" is "3-1"); "" for none.

    Of several sets the winner is who took more of them.
    """
    found = figures(text)
    if not found or any(len(pair) != 2 for pair in found):
        return ""
    ahead = sum((one > other) - (one < other) for one, other in found)
    return _written(found if ahead >= 0 else tuple(pair[::-1] for pair in found))


def _written(found: tuple[tuple[int, ...], ...]) -> str:
    return " ".join("-".join(map(str, part)) for part in found)
