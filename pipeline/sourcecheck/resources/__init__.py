"""What is data and not code: vocabulary, the trained English pipeline, the JSON Schemas.

A file is read once per process. Add a word by editing the TOML file; its head says how.
"""

from __future__ import annotations

import functools
import json
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The content of `resources/<name>.toml`, or of all files of the folder `<name>`, by their
    names, as if they were one; treat it as read-only."""
    folder = FOLDER / name
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else [folder.with_suffix(".toml")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return tomllib.loads(text)  # a table that two files define is an error, as in one


def schema_path(name: str) -> Path:
    """Where `<name>.schema.json` lies: in the package when installed, else beside `pipeline/`.

    Raises FileNotFoundError when it is in neither, which means a broken installation.
    """
    package = FOLDER.parent
    places = [
        folder / "schemas" / f"{name}.schema.json" for folder in (package, package.parents[1])
    ]
    for path in places:
        if path.is_file():
            return path
    raise FileNotFoundError(f"{name} is neither at {places[0]} nor at {places[1]}: install again")


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema `<name>` as data; treat it as read-only."""
    data: dict[str, Any] = json.loads(schema_path(name).read_text(encoding="utf-8"))
    return data
