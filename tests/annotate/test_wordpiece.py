"""Text to word pieces with their places, values masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.annotate.encoder.passage import WordPieces

PIECES = WordPieces(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "fer", "##ries", "ferry", "were", "##ed", ","]
)
MASK = 4


def numbers(text: str) -> list[int]:
    return [number for word in PIECES.words(text) for number in word.pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ferry, re-opened", ["The", "Ferry", ",", "re", "-", "opened"]),
        ("Évora  café", ["Évora", "café"]),
        ("€5m\tof\u00a0it", ["€", "5", "m", "of", "it"]),
        ("$5 + 3", ["$", "5", "+", "3"]),
        ("", []),
    ],
)
def test_punctuation_and_figures_are_words_of_their_own(text: str, expected: list[str]):
    assert [text[w.start : w.end] for w in PIECES.words(text)] == expected


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("They ordered twenty-three ferries.", ["twenty-three"]),
        (
            "It costs 2.3 million or four hundred thousand.",
            ["2.3 million", "four hundred thousand"],
        ),
        ("On 12 March 2021, a Sunday", ["12", "March", "2021", "Sunday"]),
        ("In 2019 three people died.", ["2019", "three"]),
        ("They march on; it may rain.", []),
        ("Half of the 1990s, the third at 14:30", ["Half", "1990", "third", "14:30"]),
        ("One of the first", []),
    ],
)
def test_figures_months_and_weekdays_are_one_mask_each(text: str, masked: list[str]):
    found = [w for w in PIECES.words(text) if w.masked]
    assert [text[w.start : w.end] for w in found] == masked
    assert all(w.pieces == (MASK,) for w in found)


def test_a_word_is_cut_into_its_longest_known_pieces():
    assert numbers("Ferries were") == [5, 6, 8]
    assert numbers("ferry") == [7]


def test_a_word_of_unknown_letters_is_one_unknown_piece():
    assert numbers("ferryman , were") == [1, 10, 8]
    assert numbers("x" * 500) == [1]


def test_how_a_word_is_written_is_told():
    shapes = [w.shape for w in PIECES.words("ferry Ferry FERRY F McFerry 12 Twelve ,")]
    assert len(set(shapes)) == len(shapes)


@given(st.text(max_size=200))
def test_of_any_text_words_stand_in_order_and_have_pieces(text: str):
    last = 0
    for word in PIECES.words(text):
        assert last <= word.start < word.end <= len(text)
        assert word.pieces
        last = word.end
