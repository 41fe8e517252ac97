"""One view of a document: its blocks, sentences and tokens by offset."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from sourcecheck.annotate import factories  # noqa: F401  (registers the factories)
from sourcecheck.annotate.view import Block, Role, View, view_of
from tests.annotate.made_docs import entities

NLP = spacy.blank("en")
NLP.add_pipe("sourcecheck_dates")
ROLES: tuple[Role, ...] = get_args(Role)

NEWS = """Ferry hits pier at Ostby

OSTBY, Norland (Wire) - “We heard a bang,” a porter said. The ferry,
which had left at noon, was towed in.

Losses: Norland 53; Sudland 65

What happened next

The pier was closed for a week.

Updated: 3 May 2021
"""
PAGE = """NORLAND

Area: 12,300 sq km
Coastline: 362 km
Rivers: Alm 90 km, Tarn 40 km
Capital: Ostby
Climate: mild

Ferry tickets by month
Month\tAdults\tChildren
May\t1,204\t310
June\t2,077\t288
"""


def said(text: str, role: Role) -> list[str]:
    """The words of the blocks of a role."""
    return [text[block.start : block.end] for block in View(NLP(text)).blocks(role)]


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        (NEWS, "title", ["Ferry hits pier at Ostby"]),
        (NEWS, "heading", ["Losses: Norland 53; Sudland 65", "What happened next",
                           "Updated: 3 May 2021"]),
        (NEWS, "dateline", ["OSTBY, Norland (Wire) -"]),
        (NEWS, "stamp", ["3 May 2021"]),
        (NEWS, "item", ["Norland 53", "Sudland 65"]),
        (NEWS, "quotation", ["“We heard a bang,”"]),
        (NEWS, "field", []),
        (NEWS, "cell", []),
        (PAGE, "title", ["NORLAND"]),
        (PAGE, "field", ["Area: 12,300 sq km", "Coastline: 362 km", "Rivers: Alm 90 km, Tarn 40 km",
                         "Capital: Ostby", "Climate: mild"]),
        (PAGE, "cell", ["1,204", "310", "2,077", "288"]),
        (PAGE, "caption", ["Ferry tickets by month"]),
        (PAGE, "dateline", []),
        ("He left on 3 May 2021. It rained.", "stamp", []),
        ("He asked: why; when; and how.", "item", ["why", "when", "and how."]),
        ("Rain.\n\n“I saw it.\n\n“It rose,” he said.", "quotation",
         ["“I saw it.\n\n", "“It rose,”"]),
    ],
)  # fmt: skip
def test_blocks_of_a_plain_text(text: str, role: Role, words: list[str]) -> None:
    assert said(text, role) == words


def test_a_paragraph_ends_where_the_next_line_begins_like_one() -> None:
    paragraphs = said(NEWS, "paragraph")
    assert paragraphs[1].endswith("was towed in.")
    assert [words.split()[0] for words in paragraphs] == [
        "Ferry", "OSTBY,", "Losses:", "What", "The", "Updated:"
    ]  # fmt: skip


def test_a_cell_knows_its_heads() -> None:
    view = View(NLP(PAGE))
    cell = view.block("cell", PAGE.index("2,077"))
    assert cell is not None
    heads = [PAGE[slice(*head)] for head in cell.heads]
    assert heads == ["Adults", "June", "Month", "Ferry tickets by month"]


def test_no_plain_text_has_footnotes_or_boilerplate() -> None:
    assert not said(NEWS, "footnote")
    assert not said(NEWS, "boilerplate")


def test_the_sentence_of_the_parse_goes_over_the_end_of_a_line() -> None:
    words = ["It", "rose", "by", "\n\n", "40", "boats", ".", "It", "sank", "."]
    doc = Doc(NLP.vocab, words, sent_starts=[number in (0, 7) for number in range(len(words))])
    view, value = View(doc), doc[4:5]
    assert view.parsed_sentence(value).text == doc[:7].text
    assert view.opening(value.start) == 0
    start, end = view.sentence_span(view.sentence(value.start_char))
    assert view.text[start:end].split() == ["40", "boats", "."]


def test_a_stop_of_an_abbreviation_ends_what_stands_between_stops() -> None:
    text = "He met Gen. Ostby in May. She left."
    view = View(NLP(text))
    assert text[slice(*view.between_stops(text.index("May"), 200))] == "Ostby in May. "
    assert text[slice(*view.between_stops(text.index("May"), 4))] == " in May."[:8]
    start, end = view.sentence_span(view.sentence(text.index("May")))
    assert text[start:end] == "He met Gen. Ostby in May. "


def test_a_view_serves_until_its_doc_is_annotated_further() -> None:
    doc = entities("Peru signed. Chile left.")
    view = view_of(doc)
    assert view_of(doc) is view
    assert view_of(entities(doc.text)).doc is not doc
    for token in doc:
        token.is_sent_start = token.text == "left"
    assert view_of(doc).sentences == [0, doc.text.index("left")]


PARTS = st.sampled_from(
    [NEWS, PAGE, "OSTBY (Wire) - ", "\n", "\n\n", "\t", "  ", "“", "”", '"', "A: b; c", "Rain. ",
     "May 4", "12,300", "3 May 2021\n", "Label: 4 km\n", "- ", "\x0c", "\u2028"]
)  # fmt: skip
TEXTS = st.lists(PARTS | st.text(max_size=5), max_size=12).map("".join)


def searched(blocks: tuple[Block, ...], offset: int) -> Block | None:
    """The block that holds an offset, found the slow way."""
    return next((block for block in blocks if block.start <= offset < block.end), None)


@given(TEXTS)
def test_blocks_lie_in_the_text_and_apart_and_are_found_by_offset(text: str) -> None:
    view = View(NLP(text))
    for role in ROLES:
        blocks = view.blocks(role)
        assert all(0 <= block.start < block.end <= len(text) for block in blocks)
        assert all(one.end <= other.start for one, other in pairwise(blocks))
        for offset in range(0, len(text) + 1, 7):
            assert view.block(role, offset) == searched(blocks, offset)
        assert all(view.block(role, block.start) == block for block in blocks)


@given(TEXTS)
def test_tokens_sentences_and_paragraphs_are_found_as_by_a_linear_search(text: str) -> None:
    view = View(NLP(text))
    for offset in range(0, len(text), 5):
        own = [token for token in view.doc if token.idx <= offset]
        assert view.token_at(offset) == own[-1]
        following = [token for token in view.doc if token.idx >= offset and not token.is_space]
        assert view.next_token(offset) == (following[0] if following else None)
        start, end = view.sentence_span(view.sentence(offset))
        assert start <= offset < end
        assert view.paragraph(offset) == sum(begin <= offset for begin in view.paragraphs) - 1
        first, last = view.between_stops(offset, 50)
        assert 0 <= first <= offset <= last <= len(text)
