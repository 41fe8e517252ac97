"""Makes pipeline/sourcecheck/resources/territories.toml.

    pip install sourcecheck[build-data]
    python build_data/territories.py

Joins the English territory names of Unicode CLDR (through babel) with `territories_by_hand.toml`.
Run again after editing that file or upgrading babel; the result is committed.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import babel
from babel import Locale

HERE = Path(__file__).parent
TARGET = HERE.parent / "pipeline" / "sourcecheck" / "resources" / "territories.toml"
HEAD = """\
# Countries, parts of countries, regions and former states, with their names.
# Made by build_data/territories.py from CLDR (babel {version}) and
# build_data/territories_by_hand.toml: to add a name, edit that file (its head explains the fields)
# and run the script. Source of the names: CLDR, Unicode License v3, (c) Unicode, Inc.
"""
#: CLDR entries that are no place: test locales, groupings without own name, "unknown region".
NO_PLACE = re.compile(r"X[AB]|ZZ|QO|UN|EU|EZ|UM|\d+")
NO_PLURAL = ("ese", "sh", "ch", "ss", "ic", "yz", "ern", "men", "Kirghiz", "Philippine", "Lao")
FIELDS = (
    "name", "kind", "other", "demonyms", "prefixes", "capital", "unsure", "from", "to",
    "successors",
)  # fmt: skip


def main() -> None:
    """Write the file."""
    by_hand = tomllib.loads((HERE / "territories_by_hand.toml").read_text(encoding="utf-8"))
    cldr = dict(Locale("en").territories)
    entries: dict[str, dict[str, Any]] = {}
    for kind, lines in by_hand.items():
        for code, fields in lines.items():
            entries[code] = entry(cldr.get(code, ""), {"kind": kind, **fields})
    for code, name in cldr.items():
        if code not in entries and not NO_PLACE.fullmatch(code):
            entries[code] = entry(name, {"kind": "part"})
    text = HEAD.format(version=babel.__version__)
    for code in sorted(entries):
        text += f"\n[{code}]\n"
        for field in FIELDS:
            value = entries[code].get(field)
            if value not in (None, [], ""):
                text += f"{field} = {json.dumps(value, ensure_ascii=False)}\n"
    TARGET.write_text(text, encoding="utf-8")


def entry(cldr_name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """One territory: CLDR's name is another name where the hand-written one differs."""
    name = fields.get("name") or plain(cldr_name)
    assert name, fields
    others = [*variants(cldr_name), *fields.get("other", [])]
    others += [form for other in [name, *others] for form in variants(other)]
    demonyms = [*fields.get("demonyms", [])]
    demonyms += [d + "s" for d in demonyms if not d.endswith(NO_PLURAL)]
    demonyms += fields.get("people", [])
    return {
        **fields,
        "name": name,
        "other": [form for form in dict.fromkeys(others) if form and form != name],
        "demonyms": list(dict.fromkeys(demonyms)),
    }


def plain(name: str) -> str:
    """A CLDR name as running text writes it: "Antigua and Barbuda", "Saint Lucia"."""
    name = re.sub(r" \(.*?\)| SAR China", "", name)
    return name.replace(" & ", " and ").replace("St. ", "Saint ").replace("’", "'")


def variants(name: str) -> list[str]:
    """Other spellings of one name: "&", "St." and the curly apostrophe."""
    base = plain(name)
    forms = [base, base.replace(" and ", " & "), base.replace("Saint ", "St. ")]
    forms += [form.replace("'", "’") for form in forms]
    return [form for form in dict.fromkeys(forms) if form]


if __name__ == "__main__":
    main()
