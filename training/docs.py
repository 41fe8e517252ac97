"""spaCy documents from treebank sentences, and copies of them with other words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.conllu import Sentence, Word

BREAK = "\n\n"


def written_lemma(word: Word) -> str:
    """Return the lemma to learn: the treebank's, but a figure stays as it is written.

    UD gives "1200" for "1,200"; whoever compares figures needs them untouched.
    """
    return word.form if any(c.isdigit() for c in word.form) else word.lemma


def _break(previous: int) -> Word:
    return Word(BREAK, BREAK, "SPACE", "_SP", "", previous, "dep", False)


def _with_breaks(sentences: Sequence[Sentence]) -> Iterator[tuple[Word, int, bool]]:
    """Yield each word with its head in the document and whether it opens a sentence.

    A paragraph break becomes one blank token, attached to the word before it, as spaCy's own
    tokenizer would make it.
    """
    offset = 0
    for i, sentence in enumerate(sentences):
        if i and sentence.new_paragraph:
            yield _break(offset - 1), offset - 1, False
            offset += 1
        followed = i + 1 < len(sentences) and sentences[i + 1].new_paragraph
        for j, word in enumerate(sentence.words):
            if followed and j == len(sentence.words) - 1 and word.space:
                word = Word(
                    word.form,
                    word.lemma,
                    word.pos,
                    word.tag,
                    word.morph,
                    word.head,
                    word.dep,
                    False,
                )
            yield word, offset + word.head, j == 0
        offset += len(sentence.words)


def treebank_lemma(word: Word) -> str:
    """Return the lemma of the treebank itself, to be measured against."""
    return word.lemma


def treebank_doc(
    vocab: Vocab, sentences: Sequence[Sentence], lemma: Callable[[Word], str] = written_lemma
) -> Doc:
    """Return one gold document made of consecutive ``sentences``."""
    rows = list(_with_breaks(sentences))
    return Doc(
        vocab,
        words=[w.form for w, _, _ in rows],
        spaces=[w.space for w, _, _ in rows],
        tags=[w.tag for w, _, _ in rows],
        pos=[w.pos for w, _, _ in rows],
        morphs=[w.morph for w, _, _ in rows],
        lemmas=[lemma(w) for w, _, _ in rows],
        heads=[head for _, head, _ in rows],
        deps=["ROOT" if w.dep == "root" else w.dep for w, _, _ in rows],
        sent_starts=[start for _, _, start in rows],
    )


def by_document(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences of each document together."""
    group: list[Sentence] = []
    for sentence in sentences:
        if sentence.new_document and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def by_paragraph(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences of each paragraph together."""
    group: list[Sentence] = []
    for sentence in sentences:
        if (sentence.new_paragraph or sentence.new_document) and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def with_words(doc: Doc, words: Sequence[str]) -> Doc:
    """Return a copy of the gold ``doc`` whose tokens are written as ``words``."""
    return Doc(
        doc.vocab,
        words=list(words),
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
        sent_starts=[bool(t.is_sent_start) for t in doc],
    )
