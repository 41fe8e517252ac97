"""A Doc as the name rules see it: characters, tokens, sentences and paragraphs by offset."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc, Token

from sourcecheck.lexicon import classes

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[\"“‘]?[A-Z0-9•*-])")
#: Without a parser: after a full stop, question or exclamation mark before a capital.
_SENTENCE = re.compile(r"(?<=[a-z0-9)\"”’%][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_QUOTED = re.compile(r"[“\"”]")

#: Longest sentence, in characters.
LONGEST = 2_000


def _abbreviated(text: str, end: int) -> bool:
    """Is the word that ends at `end` a title's abbreviation ("Gen.")?"""
    word = text[max(0, end - 10) : end].split()[-1:]
    return bool(word) and word[0].casefold() in classes.short_titles()


def layout_of(doc: Doc) -> Layout:
    """The layout of `doc`: made once for components that follow each other on one Doc, and anew
    where the Doc has been annotated further in between."""
    told = (doc.has_annotation(name) for name in ("SENT_START", "DEP", "TAG", "POS"))
    return _kept(doc, len(doc), *told)


@functools.lru_cache(maxsize=1)
def _kept(doc: Doc, *state: int) -> Layout:
    return Layout(doc)


class Layout:
    """Looks up tokens, sentences and paragraphs of `doc` by character offset, in log time."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.parsed = doc.has_annotation("DEP")
        self.tagged = doc.has_annotation("TAG") or doc.has_annotation("POS")
        self._starts = [token.idx for token in doc]

    def token(self, offset: int) -> int:
        """Index of the token that holds the character at `offset` (or the last before it)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap `[start, end)`."""
        if not self._starts or start >= end:
            return []
        return [self.doc[i] for i in range(self.token(start), self.token(end - 1) + 1)]

    @cached_property
    def sentences(self) -> list[int]:
        """Offsets where sentences begin; a paragraph always begins one.

        None is longer than `LONGEST` characters: rules look around within a sentence, and a list
        or a text without stops must not make that slow.
        """
        if self.doc.has_annotation("SENT_START"):
            begins = [t.idx for t in self.doc if t.is_sent_start]
        else:
            begins = [
                match.end()
                for match in _SENTENCE.finditer(self.text)
                if not _abbreviated(self.text, match.start())
            ]
        begins = sorted({0, *begins, *self.paragraphs})
        ends = [*begins[1:], len(self.text)]
        return [
            cut for span in zip(begins, ends, strict=True) for cut in range(*span, LONGEST)
        ] or [0]

    @cached_property
    def paragraphs(self) -> list[int]:
        """Offsets where paragraphs begin."""
        return [0, *(match.end() for match in _PARAGRAPH.finditer(self.text))]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds `offset`."""
        return bisect_right(self.sentences, offset) - 1

    def opens_sentence(self, offset: int) -> bool:
        """Do only marks stand between the beginning of the sentence and `offset`?"""
        begins = self.sentences[self.sentence(offset)]
        return not any(sign.isalnum() for sign in self.text[begins:offset])

    def sentence_span(self, number: int) -> tuple[int, int]:
        """Offsets of sentence `number`."""
        begins = self.sentences
        end = begins[number + 1] if number + 1 < len(begins) else len(self.text)
        return begins[number], end

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that holds `offset`."""
        return bisect_right(self.paragraphs, offset) - 1

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Direct speech in double quotation marks, within a paragraph, as offsets.

        An opening mark that is never closed runs to the end of its paragraph, as is usual when a
        quotation goes on in the next one.
        """
        spans: list[tuple[int, int]] = []
        open_at = -1
        paragraph = -1
        for match in _QUOTED.finditer(self.text):
            here = self.paragraph(match.start())
            if open_at >= 0 and here != paragraph:
                spans.append((open_at, self.paragraphs[paragraph + 1]))
                open_at = -1
            paragraph = here
            if open_at < 0:
                if match.group() != "”":
                    open_at = match.start()
            elif match.group() == "”" or (match.group() == '"' and not self._opens(match.start())):
                spans.append((open_at, match.end()))
                open_at = -1
        return spans

    def _opens(self, mark: int) -> bool:
        """Does a straight mark look like an opening one: space before it, a word right after?"""
        before, after = self.text[mark - 1 : mark], self.text[mark + 1 : mark + 2]
        return before in (" ", "(", "\n") and not after.isspace() and after not in (",", ".", "")

    def quoted(self, offset: int) -> tuple[int, int] | None:
        """The quotation that holds `offset`, or None."""
        index = bisect_right(self.quotes, (offset, len(self.text) + 1)) - 1
        if index >= 0 and self.quotes[index][0] <= offset < self.quotes[index][1]:
            return self.quotes[index]
        return None
