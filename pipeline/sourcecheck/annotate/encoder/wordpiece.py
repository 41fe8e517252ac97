"""Text to the numbers of word pieces, as the uncased BERT encoders read it.

The splitting is the published one (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): white
space and control characters part words, punctuation marks are words, capitals and accents are
dropped, and each word is cut into the longest pieces that the vocabulary knows.
`tests/claim/test_wordpiece.py` holds it; the training recipe checks it against the tokenizer that
came with the encoder.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping, Sequence

#: Words repeat; the pieces of so many are kept.
_REMEMBERED = 65_536
#: Longer words are no words (the published bound).
_MOST_LETTERS = 100
_CJK = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2CEAF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """The word pieces of a vocabulary: one piece a line, the line number its number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Raises KeyError for a vocabulary without BERT's special pieces."""
        self._number: Mapping[str, int] = {piece: n for n, piece in enumerate(vocabulary)}
        names = ("[CLS]", "[SEP]", "[MASK]", "[UNK]")
        self.begin, self.end, self.mask, self._unknown = (self._number[name] for name in names)
        self._pieces = functools.lru_cache(maxsize=_REMEMBERED)(self._cut)

    def numbers(self, text: str) -> list[int]:
        """The numbers of the pieces of `text`, without special pieces; linear in its length."""
        return [number for word in words(text) for number in self._pieces(word)]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, the longest first; the unknown piece if it cannot be cut."""
        if len(word) > _MOST_LETTERS:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while (piece := self._number.get(("##" if start else "") + word[start:end])) is None:
                end -= 1
                if end == start:
                    return (self._unknown,)
            found.append(piece)
            start = end
        return tuple(found)


def words(text: str) -> list[str]:
    """The words and punctuation marks of `text`, in small letters without accents."""
    spaced: list[str] = []
    for letter in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(letter)
        if category == "Mn" or (category[0] == "C" and letter not in "\t\n\r"):
            continue
        if category[0] == "P" or (letter.isascii() and category[0] == "S") or _is_cjk(letter):
            spaced.append(f" {letter} ")
        else:
            spaced.append(letter)
    return "".join(spaced).split()


def _is_cjk(letter: str) -> bool:
    number = ord(letter)
    return number > 0x33FF and any(first <= number <= last for first, last in _CJK)
