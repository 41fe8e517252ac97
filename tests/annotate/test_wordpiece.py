"""Text to word pieces, as the uncased encoders read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.claim.wordpiece import WordPieces, words

PIECES = WordPieces(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "fer", "##ries", "ferry", "were", "##ed", ","]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ferry, re-opened", ["the", "ferry", ",", "re", "-", "opened"]),
        ("Évora  café", ["evora", "cafe"]),
        ("€5m\tof\u00a0it", ["€5m", "of", "it"]),
        ("$5 + 3", ["$", "5", "+", "3"]),
        ("", []),
    ],
)
def test_words_are_small_and_bare_and_punctuation_stands_alone(text: str, expected: list[str]):
    assert words(text) == expected


def test_a_word_is_cut_into_its_longest_known_pieces():
    assert PIECES.numbers("Ferries were") == [5, 6, 8]
    assert PIECES.numbers("ferry") == [7]


def test_a_word_of_unknown_letters_is_one_unknown_piece():
    assert PIECES.numbers("ferryman , were") == [1, 10, 8]
    assert PIECES.numbers("x" * 500) == [1]


@given(st.text(max_size=200))
def test_any_text_has_pieces(text: str):
    assert all(isinstance(number, int) for number in PIECES.numbers(text))
    assert PIECES.numbers(text) == PIECES.numbers(text)
