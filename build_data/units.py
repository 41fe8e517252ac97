"""Writes resources/unit_worths.json: what pint says of the units of our vocabulary.

    python build_data/units.py

Run it after a change of resources/units.toml or a new pint; the result is committed. With it a run
needs no pint, which takes longer to load than a page takes to read; of a unit that is not in the
file pint is still asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sourcecheck import resources
from sourcecheck.normalise import money
from sourcecheck.normalise.unit import UnknownUnit, by_pint, parse
from sourcecheck.normalise.unit_words import forms

TARGET = Path(__file__).parents[1] / "pipeline/sourcecheck/resources/unit_worths.json"


def names() -> list[str]:
    """Every unit without operators that the vocabulary can give and whose worth pint knows."""
    return sorted({name for name in _named() if name not in _plain() and not money.codes(name)})


def _plain() -> dict[str, object]:
    plain: dict[str, object] = resources.load("units")["plain"]
    return plain


def _named() -> Iterator[str]:
    units = resources.load("units")
    written = [*units["unit"], *units["dimension"].values(), *units["before"].values()]
    written += [name for meanings in forms() for name in meanings]
    written += [unit["of"] for unit in units["plain"].values() if "of" in unit]
    for name in written:
        yield from (part for part, _ in parse(name))


def worths() -> dict[str, list[object]]:
    """Unit name to factor, offset and base terms."""
    found: dict[str, list[object]] = {}
    for name in names():
        try:
            factor, offset, base = by_pint(name)
        except UnknownUnit:
            continue
        found[name] = [str(factor), str(offset), [list(term) for term in base]]
    return found


def written() -> str:
    """The text of the file, one unit a line."""
    lines = [f"{json.dumps(name)}: {json.dumps(worth)}" for name, worth in worths().items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
