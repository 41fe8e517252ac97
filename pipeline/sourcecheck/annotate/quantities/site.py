"""Where a figure stands: the pieces and tokens around it."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.view import View
from sourcecheck.lexicon.classes import only_opens
from sourcecheck.normalise.digits import Number
from sourcecheck.normalise.lexer import Piece

_DATA = resources.load("numbers")
_EDGE = Piece("break", "\n", "\n", -1, -1, False)
_WINDOW = 16  # pieces on either side that show whether a line is a headline


@dataclass(slots=True)
class LexedDoc:
    """A document as the pieces that figures are read from, with the names that hold figures."""

    view: View
    items: list[Piece]
    labelled_to: int = -1  # how far a label such as "phases" reaches: "3, 5 and 7"
    called: set[str] = field(default_factory=set)  # digits that a name was told with: "Fokker 100"
    entities: list[tuple[int, int]] = field(init=False)  # character spans, in order
    starts: list[int] = field(init=False)  # where each piece begins

    def __post_init__(self) -> None:
        self.starts = [piece.start for piece in self.items]
        self.entities = [
            (e.start_char, e.end_char)
            for e in self.view.doc.ents
            if e.label_ in _DATA["name"]["labels"] and not only_opens(e.text)
        ]

    def entity(self, start: int, end: int) -> tuple[int, int] | None:
        """The character span of the name that shares a character with `[start, end)`, if any."""
        index = bisect.bisect_left(self.entities, (end,)) - 1
        if index >= 0 and self.entities[index][1] > start:
            return self.entities[index]
        return None

    def token(self, piece: Piece) -> Token | None:
        """The spaCy token that holds the piece, the first of several."""
        return self.view.token_at(piece.start) if piece.start >= 0 else None

    def tag(self, piece: Piece) -> str:
        """The part-of-speech tag of the token that holds the piece; "" without a tagger."""
        token = self.token(piece)
        return token.tag_ if token is not None else ""

    def at(self, position: int) -> Piece:
        """The piece at `position`, a break beyond either end."""
        return self.items[position] if 0 <= position < len(self.items) else _EDGE


@dataclass(slots=True)
class Site:
    """A figure with what stands on either side of it, or of its first number."""

    around: LexedDoc
    figure: Figure
    start: int
    end: int
    number: Number = field(init=False)
    bare: bool = field(init=False)  # without unit or currency
    first: Piece = field(init=False)
    last: Piece = field(init=False)
    further: Piece = field(init=False)  # before `before`
    before: Piece = field(init=False)
    after: Piece = field(init=False)
    beyond: Piece = field(init=False)  # behind `after`

    def __post_init__(self) -> None:
        items, at = self.around.items, self.around.at
        self.number, self.bare = self.figure.low.number, self.figure.low.sort == "bare"
        self.first, self.last = items[self.start], items[self.end - 1]
        self.further, self.before = at(self.start - 2), at(self.start - 1)
        self.after, self.beyond = at(self.end), at(self.end + 1)

    @property
    def ends(self) -> bool:
        """Does the text end behind it?"""
        return self.end >= len(self.around.items)


def counted_follows(around: LexedDoc, at: int) -> bool:
    """Does a plural noun, after at most two adjectives, stand at `items[at]`?"""
    for position in range(at, at + 3):
        piece = around.at(position)
        if piece.kind != "word":
            return False
        tag = around.tag(piece)
        if tag in ("NNS", "NNPS"):
            return True
        if not tag:
            return (piece.lower.endswith("s") and len(piece.text) > 3) or piece.lower == "people"
        if not tag.startswith(("JJ", "NN", "VBN", "VBG")):
            return False
    return False


def opens_sentence(around: LexedDoc, at: int) -> bool:
    """Does a sentence, quotation or bracket begin at `items[at]`?"""
    before = around.at(at - 1)
    return before.kind == "break" or before.text in ".!?:\"“‘'(["


def headline(around: LexedDoc, at: int) -> bool:
    """Is this line written with capitals throughout, so that a capital says nothing?"""
    first, last = at, at
    while first > max(0, at - _WINDOW) and around.items[first - 1].kind != "break":
        first -= 1
    while last < min(len(around.items), at + _WINDOW) and around.items[last].kind != "break":
        last += 1
    words = [p for p in around.items[first:last] if p.kind == "word" and len(p.text) > 3]
    long = [p for p in words if len(p.text) > 4 or p.text[0].isupper()]  # "from", "with" stay small
    return len(long) > 3 and all(p.text[0].isupper() for p in long)


def year_like(number: Number) -> bool:
    """Is this a bare whole number that a year could be?"""
    whole = number.value.numerator  # `bare` numbers are whole
    return number.bare and bool(_DATA["year"]["low"] <= whole <= _DATA["year"]["high"])
