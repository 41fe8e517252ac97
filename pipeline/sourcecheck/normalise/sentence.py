"""A sentence as a key: the same for copies of it, whatever their white space and case."""

from __future__ import annotations

import hashlib

#: Shorter sentences ("Population: 3 million") are written alike without being copied.
MIN_WORDS = 6


def sentence_key(text: str) -> bytes:
    """A hash of 16 bytes (BLAKE2b); b"" for a sentence too short to have been copied."""
    words = text.casefold().split()
    if len(words) < MIN_WORDS:
        return b""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()
