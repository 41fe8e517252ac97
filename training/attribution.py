"""The licence and attribution text that travels with the weights."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).with_name("sources.toml")
WANTED = ("title", "author", "sourceURL")


def read_sources() -> dict[str, Any]:
    """Return the data sources and the licence of the weights."""
    with SOURCES.open("rb") as file:
        return tomllib.load(file)


def table(sources: Iterable[dict[str, str]]) -> str:
    """Return the sources as a Markdown table."""
    rows = [
        f"| [{s['name']}]({s['url']}) | {s['version']} | {s['licence']} | {s['use']} "
        f"| {s['attribution']} |"
        for s in sources
    ]
    head = ["| source | version | licence | used for | attribution |", "|---|---|---|---|---|"]
    return "\n".join(head + rows)


def document_credits(lines: Iterable[str]) -> list[dict[str, str]]:
    """Return id, title, author and URL of the documents of a CoNLL-U file that names them."""
    found: list[dict[str, str]] = []
    for line in lines:
        if line.startswith("# newdoc"):
            found.append({"id": line.partition("=")[2].strip()})
        elif line.startswith("# meta::") and found:
            key, _, value = line.removeprefix("# meta::").partition("=")
            if key.strip() in WANTED:
                found[-1][key.strip()] = value.strip()
    return [entry for entry in found if "title" in entry]


def _gum(data: Path) -> list[str]:
    with gzip.open(data / "syntax" / "gum-train.conllu.gz", "rt", encoding="utf-8") as lines:
        entries = document_credits(lines)
    return [
        f"- {e['id']}: {e['title']}; {e.get('author', 'unknown')}; {e.get('sourceURL', '')}"
        for e in entries
    ]


def licence_text(data: Path) -> str:
    """Return the text of ``ATTRIBUTION.md`` in the packaged pipeline."""
    known = read_sources()
    weights = known["weights"]
    parts = [
        "# en_sourcecheck: licence and attribution",
        f"The weights and tables in this folder are licensed under {weights['name']} "
        f"({weights['url']}). They were trained by the authors of sourcecheck on the data below; "
        "none of the data is contained here. Whoever passes this folder on keeps this file with "
        "it, and licenses changed weights alike. The program code of sourcecheck is not covered "
        "by this licence.",
        table(known["source"]),
        "## Documents of UD_English-GUM in the training part",
        "\n".join(_gum(data)),
    ]
    return "\n\n".join(parts) + "\n"
