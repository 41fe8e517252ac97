"""spaCy without its command line, which `import spacy` loads only to offer `spacy.info`.

The command line brings project templates, downloads and training, more than a third of the time
that spaCy takes to load; a run asks for none of them. Whoever asks for `spacy.cli` or calls
`spacy.info` later gets the real ones: they are loaded then.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_INFO = "spacy.cli.info"


def without_command_line() -> None:
    """Import spaCy; where something has imported it before us, it stays as it is."""
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_INFO)
    stand_in.info = _info  # type: ignore[attr-defined]
    sys.modules[_INFO] = stand_in  # for the one line `from .cli.info import info`
    try:
        spacy = importlib.import_module("spacy")
    finally:
        del sys.modules[_INFO]
    vars(spacy)["__getattr__"] = _attribute


def _info(*args: Any, **kwargs: Any) -> Any:
    """`spacy.info`, with its command line loaded for it."""
    return importlib.import_module(_INFO).info(*args, **kwargs)


def _attribute(name: str) -> ModuleType:
    """`spacy.cli`, which after `import spacy` alone is there as well (PEP 562)."""
    if name == "cli":
        return importlib.import_module("spacy.cli")
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")
