"""The corpus reader of the syntax part: new chunks, quotes and case in every epoch.

spaCy reads a finite corpus once and augments it once; this reader is run with ``max_epochs = -1``,
which calls it again for every epoch, so no two epochs are the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

from training.docs import with_words

CURLY = {"``": "“", "''": "”"}


def curly(word: str, tag: str) -> str:
    """Return ``word`` with typographic quotes; ``tag`` (PTB) tells opening from closing."""
    if word == '"':
        return CURLY.get(tag, word)
    return word.replace("'", "’")


def cuts(count: int, sizes: list[int], rng: random.Random) -> Iterator[tuple[int, int]]:
    """Yield random consecutive ranges (start, end) that together cover ``count`` sentences."""
    start = 0
    while start < count:
        end = min(count, start + rng.choice(sizes))
        yield start, end
        start = end


def paragraphs_of(sentences: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield the range (start, end) of the sentences of each paragraph; a break ends one."""
    start = 0
    for end, sentence in enumerate(sentences, 1):
        if sentence[-1].is_space or end == len(sentences):
            yield start, end
            start = end


def chunks(doc: Doc, sizes: list[int], rng: random.Random, paragraphs: float = 0) -> Iterator[Doc]:
    """Yield the document in pieces of a few sentences, without outer paragraph breaks.

    With probability ``paragraphs`` its pieces are its paragraphs.
    """
    sentences = list(doc.sents)
    whole = rng.random() < paragraphs
    ranges = paragraphs_of(sentences) if whole else cuts(len(sentences), sizes, rng)
    for first, last in ranges:
        start, end = sentences[first].start, sentences[last - 1].end
        while end > start and doc[end - 1].is_space:
            end -= 1
        if end > start:
            yield doc[start:end].as_doc()


def has_reduced_relative(doc: Doc) -> bool:
    """Tell whether a participle written like a past tense modifies a noun ("goods valued at")."""
    return any(t.dep_ == "acl" and t.tag_ == "VBN" and t.lower_.endswith("ed") for t in doc)


def disguise(doc: Doc, lower: float, upper: float, quotes: float, rng: random.Random) -> Doc:
    """Return ``doc``, or now and then a copy in another case or with curly quotes."""
    words = [t.text for t in doc]
    if rng.random() < quotes:
        words = [curly(t.text, t.tag_) for t in doc]
    draw = rng.random()
    if draw < lower:
        words = [w.lower() for w in words]
    elif draw < lower + upper:
        words = [w.upper() for w in words]
    return doc if words == [t.text for t in doc] else with_words(doc, words)


def syntax_corpus(
    path: Path,
    sizes: list[int],
    lower: float,
    upper: float,
    quotes: float,
    repeat_relatives: float,
    paragraphs: float,
    seed: int,
) -> Callable[[Language], Iterator[Example]]:
    """Return a reader over the documents of a DocBin.

    ``sizes``: how many sentences a chunk may have; ``lower``, ``upper``, ``quotes``: shares of
    chunks in another case or with curly quotes; ``repeat_relatives``: share of the chunks with a
    reduced relative that are read twice; ``paragraphs``: share of the documents cut into
    paragraphs instead.
    """
    rng = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        pieces = [piece for doc in docs for piece in chunks(doc, sizes, rng, paragraphs)]
        pieces += [p for p in pieces if has_reduced_relative(p) and rng.random() < repeat_relatives]
        rng.shuffle(pieces)
        for piece in pieces:
            gold = disguise(piece, lower, upper, quotes, rng)
            yield Example(nlp.make_doc(gold.text), gold)

    return read
