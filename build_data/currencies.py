"""Writes the generated half of resources/currencies.toml from CLDR.

    python build_data/currencies.py

Needs babel (`pip install sourcecheck[build-data]`). What stands above the marker line of the file
is kept as it is: it is written by hand. Run it after a new babel; the result is committed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

TARGET = Path(__file__).parents[1] / "pipeline/sourcecheck/resources/currencies.toml"
MARKER = "# ==== generated from CLDR by build_data/currencies.py; do not edit below ===="
#: Years in a name ("Russian Ruble (1991–1998)") mark a currency that a later one replaced.
QUALIFIED = re.compile(r"\s*\(.*\)$")


def currencies() -> dict[str, dict[str, list[str] | str]]:
    """Code to English name, words (singular and plural) and symbols; tender of some territory."""
    english = Locale("en")
    tender = {
        code
        for rows in get_global("territory_currencies").values()
        for code, _, _, is_tender in rows
        if is_tender
    }
    found: dict[str, dict[str, list[str] | str]] = {}
    for code in sorted(english.currencies):
        name = english.currencies[code]
        if code not in tender or QUALIFIED.search(name):
            continue
        words = {_plain(name), _plain(get_currency_name(code, 2, locale="en"))}
        words |= {_ascii(word) for word in words}
        symbol = get_currency_symbol(code, "en")
        found[code] = {
            "name": name,
            "words": sorted(words),
            "symbols": [] if symbol == code or symbol in {"$", "¥"} else [symbol],
        }
    return found


def families(found: dict[str, dict[str, list[str] | str]]) -> dict[str, list[str]]:
    """The nouns that several currencies share ("dollar"), with their codes."""
    nouns: dict[str, list[str]] = defaultdict(list)
    for code, entry in found.items():
        nouns[_ascii(_plain(str(entry["name"])).split()[-1])].append(code)
    return dict(sorted(nouns.items()))


def _plain(name: str) -> str:
    return QUALIFIED.sub("", name).replace("’", "'").lower()


def _ascii(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def main() -> None:
    """Rewrite the part of the file below the marker."""
    found = currencies()
    by_hand = TARGET.read_text(encoding="utf-8").split(MARKER)[0]
    lines = [MARKER, f"# babel {babel.__version__} (Unicode CLDR, Unicode License v3)", ""]
    lines += ['[noun]  # what a bare noun may mean: "dollar", "yen"']
    for noun, codes in families(found).items():
        lines.append(f'"{noun}" = {_list(codes)}')
    for code, entry in found.items():
        lines += ["", f"[currency.{code}]", f'name = "{entry["name"]}"']
        lines.append(f"words = {_list(entry['words'])}")
        lines.append(f"symbols = {_list(entry['symbols'])}")
    TARGET.write_text(by_hand + "\n".join(lines) + "\n", encoding="utf-8")


def _list(items: list[str] | str) -> str:
    return "[" + ", ".join(f'"{item}"' for item in items) + "]"


if __name__ == "__main__":
    main()
