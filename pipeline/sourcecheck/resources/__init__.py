"""Vocabulary as data: commented TOML files, and the trained English pipeline.

A file is read once per process. Add a word by editing the file; its head says how.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The content of `resources/<name>.toml`; treat it as read-only."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
