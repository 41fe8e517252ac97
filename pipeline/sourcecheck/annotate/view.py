"""One view of a document, made once and used by every rule.

Tokens, sentences, paragraphs and what else has a place of its own in a document, looked up by
character offset in constant or log time. No rule keeps its own.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sourcecheck.annotate.layout import Stretch, cells, paragraphs, quotations

#: Longest sentence, in characters.
LONGEST = 2_000
#: Longest stretch of a parsed sentence that is looked at on either side of a value, in tokens; of
#: the sentences of UD_English-EWT and GUM fewer than one in a thousand is longer than 100 tokens.
_REACH = 100


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
            begins = paragraphs.sentences(self.text)
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

    def opens_sentence(self, offset: int) -> bool:
        """Do only marks stand between the beginning of the sentence and `offset`?"""
        begins = self.sentences[self.sentence(offset)]
        return not any(sign.isalnum() for sign in self.text[begins:offset])

    @cached_property
    def _begins(self) -> list[int]:
        """Tokens that begin a sentence of the parse."""
        return [token.i for token in self.doc if token.is_sent_start]

    def parsed_sentence(self, tokens: Tokens) -> Tokens:
        """The sentence of the parse around the tokens, cut to `_REACH` tokens either side of them.

        Unlike `sentence` it may go over the end of a line: there the parser has seen one sentence.
        The cut keeps the work per value constant in a text that is one endless sentence.
        """
        start, end = tokens.start, tokens.end
        before, behind = bisect_right(self._begins, start), bisect_left(self._begins, end)
        first = self._begins[before - 1] if before else 0
        last = self._begins[behind] if behind < len(self._begins) else len(self.doc)
        return self.doc[max(first, start - _REACH) : min(last, end + _REACH)]

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
        return paragraphs.stops(self.text)

    # --- paragraphs and quotations

    @cached_property
    def paragraphs(self) -> list[int]:
        """Offsets where paragraphs begin."""
        return paragraphs.paragraphs(self.text)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that holds `offset`."""
        return bisect_right(self.paragraphs, offset) - 1

    @cached_property
    def blank_lines(self) -> list[Stretch]:
        """The blank lines, each with the line breaks around it."""
        return paragraphs.blank_lines(self.text)

    @cached_property
    def quotes(self) -> list[Stretch]:
        """Direct speech in double quotation marks, within a paragraph."""
        return quotations.quotations(self.text, self.paragraphs)

    def quoted(self, offset: int) -> Stretch | None:
        """The quotation that holds `offset`, or None."""
        index = bisect_right(self.quotes, (offset, len(self.text) + 1)) - 1
        if index >= 0 and self.quotes[index][0] <= offset < self.quotes[index][1]:
            return self.quotes[index]
        return None

    # --- lines and tables

    @property
    def lines(self) -> tuple[cells.Line, ...]:
        """The lines with their cells; blank ones too."""
        return cells.lines(self.text)

    @property
    def grid(self) -> cells.Grid:
        """The rows of all tables."""
        return cells.grid(self.text)
