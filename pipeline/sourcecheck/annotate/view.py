"""One view of a document, made once and used by every rule.

Tokens, sentences and blocks, looked up by character offset in log time; no rule keeps its own. A
block is a stretch of a document with one role; for plain text the roles are inferred in
`annotate/layout/`. The sentences are three, since rules differ in what they must not miss and must
not mistake: `sentence`, which no paragraph interrupts; `parsed_sentence`, as the parser saw it; and
`between_stops`, which needs no parser.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sourcecheck.annotate import mentions
from sourcecheck.annotate.layout import Stretch, cells, fields, lists, prose, stamps, title, trimmed
from sourcecheck.model.date import Date

#: Longest sentence, in characters.
LONGEST = 2_000
#: Longest stretch of a parsed sentence that is looked at on either side of a value, in tokens; of
#: the sentences of UD_English-EWT and GUM fewer than one in a thousand is longer than 100 tokens.
_REACH = 100

#: What a block may be:
#: title       a line over the running text: its title, a subtitle, a byline
#: heading     a line further down that is set by itself
#: dateline    place, date and agency with which news opens
#: stamp       the date that says when the text was put out, and not when something happened
#: paragraph   a stretch between line breaks that end one
#: item        of a list with semicolons behind a label ("Losses: North 53; South 65")
#: field       a label with what stands behind it, on a page of such lines
#: cell        of a table, where it holds a figure; with its heads
#: caption     of a table
#: quotation   direct speech with its marks
#: footnote, boilerplate   only where a format says so: plain text has none
Role = Literal[
    "title", "heading", "dateline", "stamp", "paragraph", "item", "field", "cell", "caption",
    "quotation", "footnote", "boilerplate",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """The characters `[start, end)` of a document, which have one role."""

    role: Role
    start: int
    end: int
    heads: tuple[Stretch, ...] = ()  # of a cell: what says what it is of, the nearest first


def view_of(doc: Doc) -> View:
    """The view of `doc`: made once for components that follow each other on one Doc, and anew
    where the Doc has been annotated further in between."""
    told = (doc.has_annotation(name) for name in ("SENT_START", "DEP", "TAG"))
    return _kept(doc, len(doc), *told)


@functools.lru_cache(maxsize=1)
def _kept(doc: Doc, *state: int) -> View:
    return View(doc)


class View:
    """A document as every rule sees it.

    `Doc.text` and `Doc.has_annotation` walk the whole document whenever they are asked: here they
    are asked once, or time would grow with the square of its length.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.parsed = doc.has_annotation("DEP")
        self.tagged = doc.has_annotation("TAG")
        self.split = doc.has_annotation("SENT_START")  # are its sentences known?
        self._starts = [token.idx for token in doc]
        self._blocks: dict[Role, tuple[Block, ...]] = {}

    # --- tokens

    def token(self, offset: int) -> int:
        """Index of the token that holds the character at `offset` (or the last before it)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def token_at(self, offset: int) -> Token:
        """The token that holds the character at `offset` (or the last before it)."""
        return self.doc[self.token(offset)]

    def token_from(self, offset: int) -> int:
        """Index of the first token that begins at or behind `offset`, as many as there are for
        none."""
        return bisect_left(self._starts, offset)

    def next_token(self, offset: int) -> Token | None:
        """The first token that begins at or behind `offset` and is no white space."""
        at = self.token_from(offset)
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        return self.doc[at] if at < len(self.doc) else None

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap `[start, end)`."""
        if not self._starts or start >= end:
            return []
        return [self.doc[i] for i in range(self.token(start), self.token(end - 1) + 1)]

    def span(self, start: int, end: int, *, inside: bool = False) -> Tokens | None:
        """The tokens that touch `[start, end)`, or those inside it; None for none."""
        within: Tokens | None = self.doc.char_span(
            start, end, alignment_mode="contract" if inside else "expand"
        )
        return within

    # --- sentences

    @cached_property
    def sentences(self) -> list[int]:
        """Offsets where sentences begin; a paragraph always begins one.

        None is longer than `LONGEST` characters: rules look around within a sentence, and a list
        or a text without stops must not make that slow.
        """
        if self.split:
            begins = [self._starts[i] for i in self._begins]
        else:
            begins = prose.sentences(self.text)
        begins = sorted({0, *begins, *self.paragraphs})
        ends = [*begins[1:], len(self.text)]
        return [
            cut for span in zip(begins, ends, strict=True) for cut in range(*span, LONGEST)
        ] or [0]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds `offset`."""
        return bisect_right(self.sentences, offset) - 1

    def sentence_span(self, number: int) -> Stretch:
        """Offsets of sentence `number`."""
        begins = self.sentences
        end = begins[number + 1] if number + 1 < len(begins) else len(self.text)
        return begins[number], end

    def sentence_around(self, offset: int) -> Stretch:
        """Offsets of the sentence that holds `offset`."""
        return self.sentence_span(self.sentence(offset))

    def opens_sentence(self, offset: int) -> bool:
        """Do only marks stand between the beginning of the sentence and `offset`?"""
        begins = self.sentences[self.sentence(offset)]
        return not any(sign.isalnum() for sign in self.text[begins:offset])

    @cached_property
    def _begins(self) -> list[int]:
        """Tokens that begin a sentence of the parse."""
        return [token.i for token in self.doc if token.is_sent_start]

    def opening(self, token: int) -> int:
        """Index of the token that begins the sentence of the parse that holds a token."""
        before = bisect_right(self._begins, token)
        return self._begins[before - 1] if before else 0

    def parsed_sentence(self, tokens: Tokens) -> Tokens:
        """The sentence of the parse around the tokens, cut to `_REACH` tokens either side of them.

        Unlike `sentence` it may go over the end of a line: there the parser has seen one sentence.
        The cut keeps the work per value constant in a text that is one endless sentence.
        """
        start, end = tokens.start, tokens.end
        behind = bisect_left(self._begins, end)
        last = self._begins[behind] if behind < len(self._begins) else len(self.doc)
        return self.doc[max(self.opening(start), start - _REACH) : min(last, end + _REACH)]

    @property
    def parsed_sentences(self) -> list[Tokens]:
        """All sentences of the parse; the whole document where there are none."""
        return list(self.doc.sents) if self.split else [self.doc[:]]

    def between_stops(self, offset: int, reach: int) -> Stretch:
        """What stands between two stops around `offset`, at most `reach` characters on each side.

        Unlike `sentence` it needs no parser, and takes the end of any abbreviation for a stop: for
        rules that would rather see too little than a word of the next sentence.
        """
        at = bisect_right(self._stops, offset)
        first = self._stops[at - 1] if at else 0
        last = self._stops[at] if at < len(self._stops) else len(self.text)
        return max(first, offset - reach), min(last, offset + reach)

    @cached_property
    def _stops(self) -> list[int]:
        return prose.stops(self.text)

    # --- blocks

    def blocks(self, role: Role) -> tuple[Block, ...]:
        """The blocks of one role, in order; they do not overlap."""
        if role == "stamp":  # not kept: it is known only when dates are
            return tuple(Block(role, *found) for found in self._stamps())
        if role not in self._blocks:
            if role == "cell":
                found = (Block(role, *c.span, c.heads) for r in self.grid.rows for c in r.cells)
            else:
                stretches = sorted(self._inferred(role))
                if role != "quotation":  # one left open runs up to the next paragraph
                    stretches = [trimmed(self.text, *found) for found in stretches]
                found = (Block(role, *stretch) for stretch in stretches if stretch[0] < stretch[1])
            self._blocks[role] = tuple(found)
        return self._blocks[role]

    def block(self, role: Role, offset: int) -> Block | None:
        """The block of a role that holds the character at `offset`, or None."""
        found = self.blocks(role)
        index = bisect_right(found, offset, key=lambda block: block.start) - 1
        return found[index] if index >= 0 and offset < found[index].end else None

    def _inferred(self, role: Role) -> Iterable[Stretch]:
        """Where the blocks of a role stand in plain text, perhaps with white space around them."""
        match role:
            case "title":
                end = min((self.body, *(start for start, _ in self.fields)))
                return [line for line in title.displayed(self.text) if line[1] <= end]
            case "heading":
                return [line for line in title.displayed(self.text) if line[0] >= self.body]
            case "dateline":
                end = stamps.dateline(self.text)
                return [(self.text.rfind("\n", 0, end) + 1, end)] if end else []
            case "paragraph":
                return zip(self.paragraphs, [*self.paragraphs[1:], len(self.text)], strict=True)
            case "item":
                return lists.items(self.text, [(line.start, line.end) for line in self.lines])
            case "field":
                return self.fields
            case "caption":
                return {c.caption for r in self.grid.rows for c in r.cells if c.caption is not None}
            case "quotation":
                return prose.quotations(self.text, self.paragraphs)
        return []

    # --- paragraphs, titles and headings

    @cached_property
    def paragraphs(self) -> list[int]:
        """Offsets where paragraphs begin."""
        return prose.paragraphs(self.text)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that holds `offset`."""
        return bisect_right(self.paragraphs, offset) - 1

    @cached_property
    def blank_lines(self) -> list[Stretch]:
        """The blank lines, each with the line breaks around it."""
        return prose.blank_lines(self.text)

    @cached_property
    def body(self) -> int:
        """Where running text begins, behind titles, bylines and datelines on lines of their own."""
        return title.first_sentence(self.text)

    # --- fields, lists and tables

    @cached_property
    def fields(self) -> fields.Fields:
        """The labelled fields; none for prose."""
        return fields.Fields(self.text, self.blank_lines)

    @property
    def lines(self) -> tuple[cells.Line, ...]:
        """The lines with their cells; blank ones too."""
        return cells.lines(self.text)

    @property
    def grid(self) -> cells.Grid:
        """The rows of all tables."""
        return cells.grid(self.text)

    # --- stamps

    def is_stamp(self, start: int, end: int, date: Date) -> bool:
        """Does the date at `[start, end)` say when the text was put out?"""
        return stamps.is_publication(self.text, start, end, date)

    def is_of_copy(self, offset: int) -> bool:
        """Does the line say before `offset` when the copy was made or changed?"""
        return stamps.is_of_copy(self.text, offset)

    def _stamps(self) -> Iterable[Stretch]:
        for found in mentions.read(self.doc, "dates"):
            start, end = found.span.start, found.span.end
            if found.date is not None and self.is_stamp(start, end, found.date):
                yield start, end
