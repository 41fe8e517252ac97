"""Read CoNLL-U files as sentences of words with their spacing.

Only what a spaCy ``Doc`` can hold is kept: form, lemma, UPOS, XPOS, features, head, relation,
whether a space follows, and where paragraphs and documents begin. Format:
https://universaldependencies.org/format.html
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; ``head`` is an index in its sentence, its own index for the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


@dataclass(slots=True)
class Sentence:
    """The words of one sentence, and whether it opens a paragraph or a document."""

    words: list[Word]
    document: str
    new_document: bool = False
    new_paragraph: bool = False


@dataclass(slots=True)
class _Block:
    """The raw lines of one sentence while it is being read."""

    comments: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    block = _Block()
    for line in lines:
        line = line.rstrip("\r\n")
        if line.startswith("#"):
            block.comments.append(line)
        elif line:
            block.rows.append(line.split("\t"))
        elif block.rows:
            yield block
            block = _Block()
    if block.rows:
        yield block


def split_surface(surface: str, forms: list[str]) -> list[str]:
    """Return ``surface`` cut into as many pieces as ``forms``, by their lengths.

    Most multiword tokens are the plain concatenation of their words ("don't" = "do" + "n't"). For
    the others the text as written wins over the words as normalised.
    """
    if "".join(forms) == surface or len(surface) < len(forms):
        return forms
    pieces, start = [], 0
    for i, form in enumerate(forms[:-1]):
        left = len(forms) - 1 - i
        end = min(start + len(form), len(surface) - left)
        pieces.append(surface[start:end])
        start = end
    return [*pieces, surface[start:]]


def _surfaces(rows: list[list[str]]) -> dict[str, tuple[str, bool]]:
    """Return, by word id, the written form and whether a space follows it."""
    found = {r[0]: (r[1], "SpaceAfter=No" not in r[9].split("|")) for r in rows if r[0].isdigit()}
    for row in rows:
        if "-" not in row[0]:
            continue
        first, last = (int(n) for n in row[0].split("-"))
        ids = [str(n) for n in range(first, last + 1)]
        pieces = split_surface(row[1], [found[i][0] for i in ids])
        for i, piece in zip(ids, pieces, strict=True):
            found[i] = (piece, False)
        found[ids[-1]] = (pieces[-1], "SpaceAfter=No" not in row[9].split("|"))
    return found


def _words(rows: list[list[str]]) -> list[Word]:
    surfaces = _surfaces(rows)
    plain = [row for row in rows if row[0].isdigit()]
    words = []
    for i, row in enumerate(plain):
        form, space = surfaces[row[0]]
        head = int(row[6]) - 1 if row[6] != "0" else i
        lemma = form if row[2] == "_" and form != "_" else row[2]
        morph = "" if row[5] == "_" else row[5]
        words.append(Word(form, lemma, row[3], row[4], morph, head, row[7], space))
    return words


def read_sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences of CoNLL-U ``lines`` in their order."""
    document = ""
    for block in _blocks(lines):
        new_document = new_paragraph = False
        for comment in block.comments:
            if comment.startswith("# newdoc"):
                new_document = new_paragraph = True
                document = comment.partition("=")[2].strip()
            elif comment.startswith("# newpar"):
                new_paragraph = True
        yield Sentence(_words(block.rows), document, new_document, new_paragraph)


def read_file(path: Path) -> list[Sentence]:
    """Return all sentences of a gzipped CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(read_sentences(lines))
