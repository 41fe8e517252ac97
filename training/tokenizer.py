"""spaCy's English tokenizer with the rules of ``tokenizer.toml``.

The result holds only regular expressions and exceptions, so it is saved with the pipeline and needs
no code of ours when it is loaded.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RULES = Path(__file__).with_name("tokenizer.toml")


def read_rules(path: Path = RULES) -> dict[str, Any]:
    """Return the tokenizer rules as plain data."""
    with path.open("rb") as file:
        return tomllib.load(file)


def _no_prefix(prefixes: list[str]) -> str:
    """Return a look-behind that refuses a place right after one of ``prefixes``."""
    cased = sorted({form for p in prefixes for form in (p.lower(), p.title(), p.upper())})
    return "".join(rf"(?<!\b{form})" for form in cased)


def infixes(prefixes: list[str], default: list[str]) -> list[str]:
    """Return the infix patterns: spaCy's own, its hyphen rule narrowed, four rules added.

    Added: digit-hyphen-letter ("1,200-mile"), letter-hyphen-digit ("MiG-21"), "U.S.-led"
    and a dash between figures ("1939–1945").
    """
    hyphen = next((rule for rule in default if rule.endswith(rf"(?:{HYPHENS})(?=[{ALPHA}])")), None)
    if hyphen is None:
        raise ValueError("spaCy's hyphen infix has changed: look at training/tokenizer.py")
    guard = _no_prefix(prefixes)
    narrowed = rf"(?<=[{ALPHA}]){guard}(?:{HYPHENS})(?=[{ALPHA}])"
    return [narrowed if rule == hyphen else rule for rule in default] + [
        rf"(?<=[0-9])(?:{HYPHENS})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]){guard}(?:{HYPHENS})(?=[0-9])",
        r"(?<=[A-Za-z]\.)-(?=[A-Za-z])",
        r"(?<=[0-9])[–—](?=[0-9])",
    ]


def customise(nlp: Language) -> Language:
    """Change the tokenizer of an English ``nlp`` in place and return ``nlp``."""
    rules = read_rules()
    defaults = nlp.Defaults
    inner = infixes(rules["unsplit_prefixes"], [str(rule) for rule in defaults.infixes or ()])
    before = [*rules["prefix_runs"], *(defaults.prefixes or ())]
    after = [*rules["suffix_runs"], *(defaults.suffixes or ())]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(inner).finditer
    tokenizer.prefix_search = compile_prefix_regex(before).search
    tokenizer.suffix_search = compile_suffix_regex(after).search
    dropped = set(rules["dropped_exceptions"])
    tokenizer.rules = {k: v for k, v in tokenizer.rules.items() if k not in dropped}
    for text in rules["abbreviations"]:
        tokenizer.add_special_case(text, [{"ORTH": text}])
    return nlp
