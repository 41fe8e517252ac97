"""Phrases looked up piece by piece, longest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sourcecheck.normalise.lexer import Piece, pieces

_VALUE = ""  # no piece is empty, so the empty string can mark the end of a phrase


class Trie:
    """Phrases with a value each; `exact` keeps the case of letters."""

    def __init__(self, *, exact: bool = False) -> None:
        self._root: dict[str, Any] = {}
        self._exact = exact

    def add(self, phrase: str, value: object, *, keep: bool = False) -> None:
        """Enter `phrase`; `keep` leaves an earlier value of the same phrase in place."""
        node = self._root
        for piece in pieces(phrase):
            node = node.setdefault(piece.text if self._exact else piece.lower, {})
        if not (keep and _VALUE in node):
            node[_VALUE] = value

    def add_all(self, phrases: Iterable[str], value: object) -> None:
        """Enter several phrases with one value."""
        for phrase in phrases:
            self.add(phrase, value)

    def longest(self, items: list[Piece], at: int) -> tuple[Any, int]:
        """Value and end of the longest phrase that begins at `items[at]`; (None, at) if none."""
        node, value, end = self._root, None, at
        position = at
        while position < len(items):
            piece = items[position]
            following = node.get(piece.text if self._exact else piece.lower)
            if following is None:
                break
            node = following
            position += 1
            if _VALUE in node:
                value, end = node[_VALUE], position
        return value, end

    def values(self) -> list[Any]:
        """Every value that a phrase has, in the order of entry along each path."""
        found, open_nodes = [], [self._root]
        while open_nodes:
            node = open_nodes.pop()
            for piece, inner in node.items():
                if piece == _VALUE:
                    found.append(inner)
                else:
                    open_nodes.append(inner)
        return found

    def firsts(self) -> list[str]:
        """The pieces that phrases begin with."""
        return list(self._root)
