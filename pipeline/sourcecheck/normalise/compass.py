"""Points of the compass: how they are written, and how far two of them are apart."""

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


def canonical(text: str) -> str:
    """The point that `text` writes ("south-east" and "SE" are "southeast"); "" for none."""
    folded = " ".join(text.split())
    return _written().get(folded) or _written().get(folded.lower(), "")


@functools.cache
def pattern() -> str:
    """A regular expression of all ways to write a point, the longest first."""
    ways = sorted(_written(), key=lambda way: (-len(way), way))
    return "|".join(
        re.escape(way) if way.isupper() else f"(?i:{re.escape(way)})".replace(r"\ ", r"\s")
        for way in ways
    )


@functools.cache
def _written() -> dict[str, str]:
    """Spelling to canonical form; abbreviations in capitals."""
    points = resources.load("compass")["points"]
    spelled = {way: name for name, point in points.items() for way in point["spelled"]}
    return spelled | {point["short"]: name for name, point in points.items()}
