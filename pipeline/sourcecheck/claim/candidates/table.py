"""What a figure in a table is about: what the heads over and before it say, and the caption.

A column head may say what is measured and the row head of whom ("Loans", "Ashby branch"), or the
row head what and the column head when or of which side ("Donations", "2021"). The head that the
vocabulary knows states the property; else it is the column's where the row is called by a name or a
time, and the row's where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.annotate.layout import Stretch, trimmed
from sourcecheck.annotate.layout.cells import Cell
from sourcecheck.claim.candidates.label import head_of, item_words, words_of
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.property import NOTHING, About, forms
from sourcecheck.claim.tree import lemma
from sourcecheck.claim.vocabulary import OPEN, Part, Property, find, whole_of
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import ClaimKind
from sourcecheck.model.mention import Mention, Span

RULE = "property:cell"
#: As what the word of a head is looked up: "Deaths", "Missing", "Killed".
_PARTS: tuple[Part, ...] = ("noun", "adjective", "done to", "done by", "verb")


def in_cell(
    layers: Layers, cell: Cell, kind: ClaimKind, dimension: str
) -> tuple[About, tuple[str, ...], str]:
    """What the figure is about, whose it is, () for nobody named, and the rule."""
    heads = {stretch: tokens for stretch in cell.heads if (tokens := layers.view.span(*stretch))}
    whose = _whose(layers, cell, heads)
    label, known = _label(layers, cell, heads, kind, dimension)
    if label is None:
        return NOTHING, whose, "subject:cell"
    head = _head(label)
    own = [word for word in item_words(layers, label) if word != lemma(head)]
    others = [heads[s] for s in cell.heads if s in heads and s not in (cell.corner, cell.caption)]
    if _is_whole(label):  # of what the caption names
        others += [heads[cell.caption]] if cell.caption in heads else []
    around = [word for tokens in others if tokens != label for word in item_words(layers, tokens)]
    first = () if known is not None else (lemma(head),)
    measured = tuple(dict.fromkeys((*first, *own, *around)))
    identity = known.id if known is not None else OPEN + lemma(head)
    return About(identity, measured, head, RULE), whose, "subject:cell"


def when_in_cell(layers: Layers, cell: Cell) -> Mention | None:
    """The mention of the date that the heads of a cell give, the nearest of several."""
    for token in _words(layers, cell):
        mention = layers.dates.get(token.i)
        if mention is not None and mention.date is not None and mention.kind != "date_ref":
            return mention
    return None


def places_of_cell(layers: Layers, cell: Cell) -> tuple[str, ...]:
    """The places that the heads of a cell name, sorted."""
    names = [layers.name(token) for token in _words(layers, cell)]
    found = {place for name in names if name and name.kind == "LOC" for place in name.entities}
    return tuple(sorted(found))


def words_of_cell(layers: Layers, cell: Cell, what: About) -> tuple[str, ...]:
    """Content lemmas of the heads besides the measured words, sorted."""
    found = {
        lemma(token)
        for token in _words(layers, cell)
        if token.is_alpha and not token.is_stop and token.i not in layers.dates
    }
    return tuple(sorted(found - set(what.measured) - closed_class("stop")))


def heads_of_cell(text: str, cell: Cell) -> tuple[Span, ...]:
    """The heads as passages of the text, the nearest first."""
    return tuple(Span(*stretch, text[slice(*stretch)]) for stretch in cell.heads)


def line_of_cell(text: str, cell: Cell) -> Span:
    """The row as a passage of the text."""
    start, end = trimmed(text, *cell.line)
    return Span(start, end, text[start:end])


def _words(layers: Layers, cell: Cell) -> Iterator[Token]:
    """The tokens of the heads of a cell, the nearest head first."""
    for stretch in cell.heads:
        yield from layers.view.span(*stretch) or ()


def _whose(layers: Layers, cell: Cell, heads: dict[Stretch, Tokens]) -> tuple[str, ...]:
    """The entities that the heads name, those of the caption only if no other names any."""
    near = {stretch: tokens for stretch, tokens in heads.items() if stretch != cell.caption}
    for part in (near, heads):
        found = {name for tokens in part.values() for name in layers.entities(tokens)}
        if found:
            return tuple(sorted(found))
    return ()


def _label(
    layers: Layers, cell: Cell, heads: dict[Stretch, Tokens], kind: ClaimKind, dimension: str
) -> tuple[Tokens | None, Property | None]:
    """The head that says what is measured, and the property of the vocabulary that it states."""
    named = [heads[s] for s in cell.heads if s in heads and words_of(heads[s])]
    named = [label for label in named if not _head(label).is_stop] or named
    for label in named:
        known = _known(label, kind, dimension) or _whole(layers, cell, label, kind, dimension)
        if known is not None:
            return label, known
    telling = [label for label in named if item_words(layers, label)]
    column, row = (heads.get(s) if s is not None else None for s in (cell.column, cell.row))
    if row is not None and row in telling and not _is_called(layers, row):
        return row, None
    return (column if column in telling else telling[0] if telling else None), None


def _whole(
    layers: Layers, cell: Cell, label: Tokens, kind: ClaimKind, dimension: str
) -> Property | None:
    """The property of a total whose parts stand in the columns beside it."""
    if not _is_whole(label):
        return None
    beside = (layers.view.span(*stretch) for stretch in cell.columns)
    parts = (_known(head, kind, dimension) for head in beside if head and words_of(head))
    return whole_of({part.id for part in parts if part is not None})


def _known(label: Tokens, kind: ClaimKind, dimension: str) -> Property | None:
    words = words_of(label)
    for form in forms(_head(label)):
        for part in _PARTS:
            # the head may be what is counted ("Seats")
            for counted in ("", form) if part == "noun" else ("",):
                found = find(part, form, words, kind, dimension, counted)
                if found is not None:
                    return found
    return None


def _head(label: Tokens) -> Token:
    """The word of a label that says what is measured; the others narrow it."""
    core = _core(label)
    word = head_of(core, words_of(core))
    return next(token for token in reversed(core) if token.is_alpha and lemma(token) == word)


def _core(label: Tokens) -> Tokens:
    """A head without what a comma or bracket adds to it: "Sales, £m", "Cars (new)"."""
    for token in label:
        if token.text in (",", "(", ";") and words_of(label[: token.i - label.start]):
            return label[: token.i - label.start]
    return label


def _is_whole(label: Tokens) -> bool:
    """Does a head say only that the figure is the whole of what is measured?"""
    return lemma(_head(label)) in closed_class("whole_heads")


def _is_called(layers: Layers, head: Tokens) -> bool:
    """Is what the row is of called by a name or a time?"""
    return any(token.i in layers.names or token.i in layers.dates for token in head)
