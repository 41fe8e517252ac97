"""What was copied: sentences that are the same, documents that are nearly copies of one another.

Most sentences of such a document stand in the other too. It is read like all others, for it may
differ in the very figure that matters; that the two are not independent is said.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcecheck.model.source import Source

#: Shorter sentences ("Population: 3 million") are written alike without being copied.
MIN_WORDS = 6


def sentence_key(text: str) -> bytes:
    """A hash of 16 bytes (BLAKE2b); b"" for a sentence too short to have been copied."""
    words = text.casefold().split()
    if len(words) < MIN_WORDS:
        return b""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()


#: The share of the shorter document's sentences that make it nearly a copy.
SHARE = 0.8
#: By so many of its sentences a document's original is looked for. Where four in five are shared,
#: none of eight is in three cases of a million.
_PROBES = 8
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]?\s+|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sources of which the first has `shared` of its `sentences` in common with the second."""

    shorter: str
    longer: str
    shared: int
    sentences: int

    def __str__(self) -> str:
        """In words, for the limits of a report."""
        return (
            f"{self.shorter} is nearly a copy of {self.longer}: of its {self.sentences} sentences "
            f"{self.shared} stand there too; the two are not independent"
        )


def copies(sources: Sequence[Source]) -> tuple[Copy, ...]:
    """Each source that is nearly a copy, with one that has its sentences; by ids.

    A few sentences of each, chosen by their hashes, are looked up among those of all, and of the
    others that have one the longest is compared, so that the work grows with the text alone.
    """
    texts = {source.id: _sentences(source.text) for source in sources}
    ranks = {
        s.id: (len(texts[s.id]), hashlib.blake2b(s.text.encode(), digest_size=16).digest(), s.id)
        for s in sources
    }
    longest: dict[bytes, str] = {}  # sentence: the longest text that has it
    for id in sorted(texts, key=ranks.__getitem__):
        longest.update(dict.fromkeys(texts[id], id))
    found = []
    for id in sorted(texts):
        own = texts[id]
        held = {longest[probe] for probe in sorted(own)[:_PROBES]}
        longer = [other for other in held if ranks[other] > ranks[id]]
        for other in sorted(longer, key=ranks.__getitem__, reverse=True):
            if (shared := len(own & texts[other])) >= SHARE * len(own):
                found.append(Copy(id, other, shared, len(own)))
                break
    return tuple(found)


def _sentences(text: str) -> frozenset[bytes]:
    """Hashes of the sentences of a text, whatever their white space and case."""
    keys = map(sentence_key, _SENTENCE_END.split(text))
    return frozenset(key for key in keys if key)
