"""Text as the pieces that figures are made of: numbers, words, signs, line breaks.

spaCy's tokens serve the grammar, but they differ from pipeline to pipeline ("5km", "km²", "$3bn");
figures are therefore read from these pieces, which depend on the text alone. Phrases are looked up
piece by piece too (`Trie`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, Literal, NamedTuple

from sourcecheck import resources

Kind = Literal["number", "word", "fraction", "superscript", "dash", "break", "symbol"]

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_VULGAR = "".join(resources.load("numbers")["vulgar"])
_NARROW = "\u00a0\u2009\u202f"  # no-break, thin and narrow no-break space
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"

#: What parts two cells of a table: a tab or three spaces; two may be a typist's.
GAP = re.compile(r"\t| {3}")

#: How digits are grouped; first that fits. No two alternatives can trade characters at length, so
#: the scan is linear.
_NUMBER = rf"""
    [0-9]{{1,3}}(?:,[0-9]{{2,3}})*,[0-9]{{3}}(?![0-9])(?:\.[0-9]+)?   # 8,100  12,34,567.89
  | [0-9]{{1,3}}(?:\.[0-9]{{3}})+,[0-9]+                              # 1.111,11
  | [0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}(?![0-9])                       # 1.234.567
  | [1-9][0-9]{{0,2}}(?:['’{_NARROW}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?   # 6 415  3'645
  | [1-9][0-9]{{0,2}}(?:\ [0-9]{{3}})+(?!\ ?[0-9])(?:\.[0-9]+)?       # 10 000
  | [0-9]+(?:\.[0-9]+|,[0-9]{{1,2}}(?![0-9,]))?                       # 5  5.5  1,3
  | (?<![\w.)\]])\.[0-9]+                                             # .05
"""
_PIECE = re.compile(
    rf"""
    (?P<break>\s*\n\s*|[ ]*(?:{GAP.pattern.replace(" ", "[ ]")})\s*)
  | \s+
  | (?:[\x1b\u241b]\[|\x9b)[0-9;:?]*[A-Za-z]                        # "ESC[0m": how a terminal shows
  | (?P<number>{_NUMBER})
  | (?P<fraction>[{_VULGAR}])
  | (?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)
  | (?P<word>[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹{_VULGAR}]+)
  | (?P<dash>[{_DASHES}])
  | (?P<symbol>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_LIST_MARK = re.compile(r"[(\[]?[0-9]{1,3}[.)\]]\s")
_VALUE = ""  # no piece is empty, so the empty string can mark the end of a phrase


class Piece(NamedTuple):
    """One piece; `glued` when nothing, not even a space, stands between it and the one before."""

    kind: Kind
    text: str
    lower: str
    start: int
    end: int
    glued: bool


def pieces(text: str) -> list[Piece]:
    """The pieces of `text` in order, white space and a terminal's escape sequences left out.

    A line end becomes a piece of kind "break" where a sentence or paragraph may end there: at a
    blank line, after closing punctuation, before a capital. Other line ends are white space.
    """
    found: list[Piece] = []
    last = -1
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind is None or (kind == "break" and not _breaks(text, match)):
            continue
        start, end = match.span()
        piece = match.group()
        # lastgroup names only alternatives of Kind
        found.append(Piece(kind, piece, piece.lower(), start, end, start == last))  # type: ignore[arg-type]
        last = end
    return found


def _breaks(text: str, match: re.Match[str]) -> bool:
    if "\n" not in match.group():
        return True
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    blank = match.group().count("\n") > 1 or _LIST_MARK.match(text, match.end()) is not None
    return blank or before in ".!?:;\n" or after.isupper() or after in "\n•*"


def to_break(items: Iterable[Piece], marks: str = ".;") -> Iterator[Piece]:
    """The pieces, in their order, up to a line break or one of these punctuation marks."""
    return takewhile(lambda piece: piece.kind != "break" and piece.text not in marks, items)


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
