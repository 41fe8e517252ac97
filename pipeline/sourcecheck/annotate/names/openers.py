"""Common nouns that open a sentence, and that an NER takes for names: "Turnout was 68 percent"."""

from __future__ import annotations

import functools
import re

from sourcecheck import resources
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout

_KINDS = ("PERSON", "ORG", "LOC")
_WORD = re.compile(r"[^\W\d_]+")
#: What goes on behind a common noun: a word in lower case, no further part of a name.
_RUNS_ON = re.compile(r"[ ][a-z]")


def without(layout: Layout, found: list[Found]) -> list[Found]:
    """`found` without single words that only their place in the sentence writes with a capital.

    Such a word begins its sentence, goes on in lower case, and is a noun that states a property
    (resources/properties/) or stands in lower case elsewhere in the text; one that is also
    written with a capital within a sentence stays a name, and so does a given name.
    """
    doubted = {item for item in found if item.kind in _KINDS and _opens(layout, item)}
    if not doubted:
        return found
    plain, names = _elsewhere(layout)
    common = {
        item
        for item in doubted
        if item.text not in names
        and item.text.lower() in plain | _nouns()
        and item.text.lower() not in _given()
    }
    return [item for item in found if item not in common]


def _opens(layout: Layout, item: Found) -> bool:
    if not _WORD.fullmatch(item.text) or item.text.isupper():
        return False
    begins = layout.sentence_span(layout.sentence(item.start))[0]
    before = layout.text[begins : item.start]
    return not any(sign.isalnum() for sign in before) and bool(
        _RUNS_ON.match(layout.text, item.end)
    )


def _elsewhere(layout: Layout) -> tuple[frozenset[str], frozenset[str]]:
    """The words in lower case, and those with a capital within a sentence."""
    plain, names = set(), set()
    for word in _WORD.finditer(layout.text):
        if word.group().islower():
            plain.add(word.group())
            continue
        begins = layout.sentence_span(layout.sentence(word.start()))[0]
        if any(sign.isalnum() for sign in layout.text[begins : word.start()]):
            names.add(word.group())
    return frozenset(plain), frozenset(names)


@functools.cache
def _nouns() -> frozenset[str]:
    """The single nouns that state a property of the vocabulary."""
    entries = resources.load("properties").values()
    return frozenset(
        noun for entry in entries for noun in entry.get("nouns", ()) if " " not in noun
    )


@functools.cache
def _given() -> frozenset[str]:
    """Frequent given names, some of which are nouns, too ("Bill", "Grant")."""
    given = resources.load("references")["given"]
    return frozenset((*given["male"], *given["female"]))
