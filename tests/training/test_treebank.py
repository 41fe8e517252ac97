"""CoNLL-U sentences become gold documents whose text is the text as written."""

from __future__ import annotations

import random
from typing import Any

import pytest
import spacy

from training.attribution import document_credits
from training.conllu import read_sentences, split_surface
from training.docs import by_document, by_paragraph, treebank_doc, treebank_lemma
from training.syntax_corpus import chunks, curly, cuts, disguise, has_reduced_relative

LINES = """# newdoc id = one
# meta::title = A title
# meta::author = Someone
# newpar
# text = Goods valued at 2,700 didn't sell.
1\tGoods\tgoods\tNOUN\tNNS\tNumber=Plur\t7\tnsubj\t_\t_
2\tvalued\tvalue\tVERB\tVBN\tTense=Past\t1\tacl\t_\t_
3\tat\tat\tADP\tIN\t_\t4\tcase\t_\t_
4\t2,700\t2700\tNUM\tCD\tNumType=Card\t2\tobl\t_\t_
5-6\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
5\tdid\tdo\tAUX\tVBD\t_\t7\taux\t_\t_
6\tn't\tnot\tPART\tRB\t_\t7\tadvmod\t_\t_
7\tsell\tsell\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\tSpaceAfter=No

# newpar
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\tSpaceAfter=No

# newdoc id = two
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
""".splitlines()


@pytest.fixture
def sentences() -> list[Any]:
    return list(read_sentences(LINES))


def test_text_is_recovered(sentences: list[Any]) -> None:
    doc = treebank_doc(spacy.blank("en").vocab, sentences[:2])
    assert doc.text == "Goods valued at 2,700 didn't sell.\n\nYes!"


def test_heads_cross_the_paragraph_break(sentences: list[Any]) -> None:
    doc = treebank_doc(spacy.blank("en").vocab, sentences[:2])
    assert [s.text.strip() for s in doc.sents] == ["Goods valued at 2,700 didn't sell.", "Yes!"]
    assert [t.head.text for t in doc if t.dep_ == "nsubj"] == ["sell"]
    assert doc[8].is_space
    assert doc[8].head.text == "."


def test_a_figure_is_its_own_lemma(sentences: list[Any]) -> None:
    vocab = spacy.blank("en").vocab
    assert treebank_doc(vocab, sentences[:1])[3].lemma_ == "2,700"
    assert treebank_doc(vocab, sentences[:1], treebank_lemma)[3].lemma_ == "2700"


def test_groups(sentences: list[Any]) -> None:
    assert [len(g) for g in by_document(sentences)] == [2, 1]
    assert [len(g) for g in by_paragraph(sentences)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("surface", "forms", "pieces"),
    [
        ("don't", ["do", "n't"], ["do", "n't"]),
        ("dont", ["do", "n't"], ["do", "nt"]),
        ("its", ["it", "is"], ["it", "s"]),
        ("im", ["I'", "am"], ["i", "m"]),
    ],
)
def test_split_surface(surface: str, forms: list[str], pieces: list[str]) -> None:
    assert split_surface(surface, forms) == pieces
    assert "".join(pieces) == surface


def test_cuts_cover_everything_once() -> None:
    ranges = list(cuts(20, [1, 3, 5], random.Random(2)))
    assert [i for start, end in ranges for i in range(start, end)] == list(range(20))


def test_chunks_have_no_outer_break(sentences: list[Any]) -> None:
    doc = treebank_doc(spacy.blank("en").vocab, sentences[:2])
    texts = [c.text for c in chunks(doc, [1], random.Random(1))]
    assert texts == ["Goods valued at 2,700 didn't sell.", "Yes!"]


def test_chunks_may_be_the_paragraphs(sentences: list[Any]) -> None:
    doc = treebank_doc(spacy.blank("en").vocab, sentences)
    whole = chunks(doc, [1], random.Random(1), paragraphs=1.0)
    assert [c.text for c in whole] == doc.text.split("\n\n")


def test_disguise_changes_words_only(sentences: list[Any]) -> None:
    doc = treebank_doc(spacy.blank("en").vocab, sentences[:1])
    changed = disguise(doc, lower=0.0, upper=1.0, quotes=1.0, rng=random.Random(1))
    assert changed.text == "GOODS VALUED AT 2,700 DIDN’T SELL."
    assert [t.head.i for t in changed] == [t.head.i for t in doc]
    assert [t.lemma_ for t in changed] == [t.lemma_ for t in doc]
    assert has_reduced_relative(changed)


def test_curly_quotes_open_and_close() -> None:
    assert (curly('"', "``"), curly('"', "''"), curly("n't", "RB")) == ("“", "”", "n’t")


def test_document_credits() -> None:
    assert document_credits(LINES) == [{"id": "one", "title": "A title", "author": "Someone"}]
