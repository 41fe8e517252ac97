"""Kinds of value that matching tells apart, by how their family begins."""

from __future__ import annotations

KINDS = ("date", "figure:count", "money", "percent", "figure:time", "figure:length")


def sort(family: str) -> int:
    """The number of the kind of value that a family is of, -1 for others."""
    return next((n for n, kind in enumerate(KINDS) if family.startswith(kind)), -1)
