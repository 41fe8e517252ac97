"""How a text is parsed: piece by piece where it is long, and behind its dateline.

Long texts: bounded memory, exact offsets, time in proportion to length.

A text is cut at paragraph, sentence or word boundaries into pieces of about `PIECE` characters;
each goes through the trained pipeline, and the results are joined into one Doc of the whole text.
A stretch without any white space that is longer than `RUN` characters (base64, a dump, one endless
word) is no prose: spaCy's tokenizer would take quadratic time over it. It becomes plain tokens
without analysis, and is listed by `skipped`.

News opens with a dateline: "HARBOUR CITY (Agency) - Two miners …". A parser takes the place for the
subject of the first sentence and the news for its apposition; so the dateline is made a sentence of
its own before a text is parsed (`begun`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

#: Longest piece that is parsed at once, in characters (about 5,000 words).
PIECE = 25_000
#: Longest stretch without white space that is taken for words.
RUN = 1_000
#: Tokens into which a stretch without analysis is cut.
_BLOCK = 500
_NO_PROSE = re.compile(rf"\S{{{RUN + 1},}}")
#: Where a piece may end, best first: between paragraphs, lines, sentences, words.
_CUTS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?][\"”’)]*\s"),
    re.compile(r"\s"),
)
_STORE = "sourcecheck.unparsed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `[start, end)` of a text; `prose` goes through the trained pipeline."""

    start: int
    end: int
    prose: bool


def parse(nlp: Language, text: str, without: Collection[str] = ()) -> Doc:
    """`text` through the pipeline `nlp`, leaving out the components `without`.

    The Doc has exactly the characters of `text`.
    """
    with nlp.select_pipes(disable=[name for name in without if name in nlp.pipe_names]):
        cut = list(pieces(text))
        docs = [_parsed(nlp, text[p.start : p.end], p.prose) for p in cut]
    doc = docs[0] if len(docs) == 1 else _joined(nlp, docs)
    assert doc.text == text
    doc.user_data[_STORE] = [[p.start, p.end] for p in cut if not p.prose]
    return doc


def is_short(text: str) -> bool:
    """Is `text` one piece of prose, for which `parse` does nothing that `nlp` would not?"""
    return len(text) <= PIECE and not _NO_PROSE.search(text)


def skipped(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Offsets of the stretches of `doc` that are no prose and were not analysed."""
    return tuple((start, end) for start, end in doc.user_data.get(_STORE, ()))


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of `text`, in order, without gap or overlap; one empty piece for an empty text."""
    position = 0
    for run in _NO_PROSE.finditer(text):
        yield from _prose(text, position, run.start())
        yield Piece(run.start(), run.end(), prose=False)
        position = run.end()
    yield from _prose(text, position, len(text))
    if not text:
        yield Piece(0, 0, prose=True)


def _prose(text: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > PIECE:
        cut = _cut(text, start + PIECE // 2, start + PIECE)
        yield Piece(start, cut, prose=True)
        start = cut
    if end > start:
        yield Piece(start, end, prose=True)


def _cut(text: str, earliest: int, latest: int) -> int:
    """The last good place to cut between `earliest` and `latest`."""
    for pattern in _CUTS:
        best = -1
        for match in pattern.finditer(text, earliest, latest):
            best = match.end()
        if best > 0:
            return best
    return latest


def _parsed(nlp: Language, text: str, prose: bool) -> Doc:
    if prose:
        return nlp(begun(nlp, text))
    words = [text[i : i + _BLOCK] for i in range(0, len(text), _BLOCK)]
    spaces = [False] * len(words)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    """One Doc; a stretch without analysis is one sentence of tokens that depend on its first."""
    for doc in docs:
        _complete(doc, docs)
    # spaCy's type stub does not know `exclude`
    joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
    if joined is None:
        raise AssertionError("no pieces to join")
    return joined


def _complete(doc: Doc, docs: list[Doc]) -> None:
    """Give unanalysed tokens sentence starts, so that the joined Doc has sentences throughout."""
    known = any(other.has_annotation("SENT_START") for other in docs)
    if known and not doc.has_annotation("SENT_START"):
        for token in doc:
            token.is_sent_start = token.i == 0


_HEAD = 1500  # characters from the beginning in which a dateline stands
#: A place in capitals, what may follow it (a state, a date, an agency), a dash, and a sentence.
_DATELINE = re.compile(
    r"^[ \t]*[A-Z](?:[A-Z.'’]|[ -](?=[A-Z])){2,40}"
    r"(?:,[ ][^\n()/–—-]{1,40})?"
    r"(?:[ ]*\([^()\n]{1,40}\)|[ ]*/[^/\n]{1,40}/)?"
    r"(?:[ ]--?[ ]|[ ]?[–—][ ]?)(?=[\"“‘']?[A-Z0-9])",
    re.MULTILINE,
)


def dateline(text: str) -> int:
    """The offset behind the dateline with which `text` opens; 0 if it opens with none."""
    found = _DATELINE.search(text, 0, _HEAD)
    return found.end() if found else 0


def begun(nlp: Language, text: str) -> Doc:
    """The tokens of `text`, not yet parsed, with a sentence beginning behind its dateline.

    Without a parser nothing is set: one sentence start alone would pass for all there are.
    """
    doc = nlp.make_doc(text)
    end = dateline(text) if "parser" in nlp.pipe_names else 0
    if end:
        first = bisect_left(doc, end, key=lambda token: token.idx)
        if 0 < first < len(doc):
            doc[first].is_sent_start = True
    return doc
