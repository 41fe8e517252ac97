"""Values of attributes: points of the compass, and records and scores as written to figures.

How points are written ("south-east"), and how far two of them are apart; "20-1", "20–1–2",
"6-4, 7-6 (7-3)".
"""

from __future__ import annotations

import functools
import re

from sourcecheck import resources

_CIRCLE = 360


def degrees(point: str) -> float:
    """Degrees from north, clockwise, of a point in canonical form. Raises KeyError for none."""
    return float(resources.load("compass")["points"][point]["degrees"])


def apart(one: str, other: str) -> float:
    """The angle between two points in canonical form, 0 to 180 degrees."""
    turned = abs(degrees(one) - degrees(other)) % _CIRCLE
    return min(turned, _CIRCLE - turned)


def opposite(point: str) -> str:
    """The point half a circle on: "northeast" for "southwest". Raises KeyError for none."""
    half = _CIRCLE / 2
    points: list[str] = list(resources.load("compass")["points"])
    return next(name for name in points if apart(name, point) == half)


def point(text: str) -> str:
    """The point that `text` writes ("south-east" and "SE" are "southeast"); "" for none."""
    folded = " ".join(text.split())
    return _spellings().get(folded) or _spellings().get(folded.lower(), "")


@functools.cache
def point_pattern() -> str:
    """A regular expression of all ways to write a point, the longest first."""
    ways = sorted(_spellings(), key=lambda way: (-len(way), way))
    return "|".join(
        re.escape(way) if way.isupper() else f"(?i:{re.escape(way)})".replace(r"\ ", r"\s")
        for way in ways
    )


@functools.cache
def _spellings() -> dict[str, str]:
    """Spelling to canonical form; abbreviations in capitals."""
    points = resources.load("compass")["points"]
    spelled = {way: name for name, point in points.items() for way in point["spelled"]}
    return spelled | {point["short"]: name for name, point in points.items()}


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
    return _dashed(found) if len(found) == 1 else ""


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
    return _dashed(found if ahead >= 0 else tuple(pair[::-1] for pair in found))


def _dashed(found: tuple[tuple[int, ...], ...]) -> str:
    return " ".join("-".join(map(str, part)) for part in found)
