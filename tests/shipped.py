"""The pipeline that ships, loaded once for all tests that only read with it."""

from __future__ import annotations

import functools

from spacy.language import Language

from sourcecheck.annotate import build
from sourcecheck.settings import Settings


@functools.cache
def shipped() -> Language:
    """The pipeline of `Settings()`; a test that changes one loads its own."""
    return build.load(Settings())
