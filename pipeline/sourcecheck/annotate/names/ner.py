"""From the entities of a pipeline's NER to clean names: labels mapped, edges mended."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sourcecheck import resources
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.lexicon import classes
from sourcecheck.lexicon.classes import no_names
from sourcecheck.model.name import NameKind
from sourcecheck.normalise.lexer import GAP, value_in_list

_INSIDE = re.compile(r"\s+in\s+(?=[A-Z])")
#: Where a line ends, or a cell of a table.
_BREAK = re.compile(rf"\n|{GAP.pattern}")
_TAIL = re.compile(r"(?:['’]s|['’]|[\s,;:!?\"“”()\[\]{}<>*|_–—-])+$")
_HEAD = re.compile(r"^[\s,;:.!?\"“”'‘’()\[\]{}<>*|_–—-]+")
_LETTER = re.compile(r"[^\W\d_]")
#: A common noun that opens a sentence may be taken for one of these.
_DOUBTFUL = ("PERSON", "ORG", "LOC")
_ALPHABETIC = re.compile(r"[^\W\d_]+")
#: What goes on behind a common noun: a word in lower case, no further part of a name.
_RUNS_ON = re.compile(r"[ ][a-z]")
_PERSON_JUNK = re.compile(r"[\d@#/]")


def entities(layout: Layout) -> list[Found]:
    """The NER's entities with our labels, cut to the name itself; unknown labels are left out."""
    labels: dict[str, NameKind] = resources.load("names")["labels"]
    found: list[Found] = []
    for span in layout.doc.ents:
        kind = labels.get(span.label_)
        if kind:
            found += _cut(layout.text, span.start_char, span.end_char, kind)
    return found


def _cut(text: str, start: int, end: int, kind: NameKind) -> Iterable[Found]:
    """One entity, two where a place lies in another ("Lorby in Norland")."""
    inside = _INSIDE.search(text, start, end) if kind == "LOC" else None
    if inside is None:
        yield from _cut_one(text, start, end, kind)
        return
    yield from _cut_one(text, start, inside.start(), kind)
    yield from _cut(text, inside.end(), end, kind)


def _cut_one(text: str, start: int, end: int, kind: NameKind) -> Iterable[Found]:
    """One entity without line breaks that end a line, titles, possessives and stray marks."""
    piece = text[start:end]
    broken = _BREAK.search(piece)
    if broken and broken.start() > 0:
        end = start + broken.start()
    full_stop = _after_legal_form().search(text, start, end)
    if full_stop:  # "Acme Corp. Roe said": a sentence ends there
        end = full_stop.end()
    start, end = _trim(text, start, end)
    end = value_in_list(text, start, end) or end
    start = _after_common_noun(text, start, end)
    if kind == "PERSON":
        start = _after_titles(text, start, end)
    if start < end and _is_name(text[start:end], kind):
        yield Found(start, end, kind, text[start:end])


@functools.cache
def _after_legal_form() -> re.Pattern[str]:
    """A legal form with its dot, before another capitalised word."""
    forms = "|".join(resources.load("names")["legal_forms"])
    return re.compile(rf"\b(?:{forms})\.(?=\s+[A-Z])", re.IGNORECASE)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    head = _HEAD.match(piece)
    start += head.end() if head else 0
    tail = _TAIL.search(text[start:end])
    if tail:
        end = start + tail.start()
        if text[end : end + 1] == ")" and "(" in text[start:end]:
            end += 1
    return start, end


def _after_common_noun(text: str, start: int, end: int) -> int:
    """Where the name begins behind "province of", "village in": what it is called is no part."""
    opening = re.match(r"([a-z]+)\s+(?:of|on|in|at)\s+(?:the\s+)?(?=[^\W\d_a-z])", text[start:end])
    called = resources.load("references")["called"]
    return start + opening.end() if opening and opening.group(1) in called else start


def _after_titles(text: str, start: int, end: int) -> int:
    """Where the person's own name begins: after "President", "Mr." and the like."""
    known = classes.title_words()
    while True:
        word = re.match(r"\S+\s+", text[start:end])
        if not word:
            return start
        bare = word.group().strip().casefold()
        if bare in classes.listed_titles("given_names") and len(text[start:end].split()) == 2:
            return start
        nationality = places.form(word.group().strip())
        is_title = bool({bare, bare.rstrip("."), f"{bare}."} & known)
        if not is_title and not (nationality and nationality.form == "demonym"):
            return start
        start += word.end()


def _is_name(text: str, kind: NameKind) -> bool:
    """Is there more to it than months, units, figures and openers of sentences?"""
    if not _LETTER.search(text):
        return False
    if kind == "PERSON" and _PERSON_JUNK.search(text):
        return False
    if " " in text and text == text.lower() and text.isascii():  # "port city"
        return False
    return not all(
        word.strip(".,'’").casefold() in no_names() or not _LETTER.search(word)
        for word in text.split()
    )


def voted(found: list[Found]) -> list[Found]:
    """`found`, with a place that most of the text calls a person as a person: "Olm" of "Olm said"
    where "Olm" is one twice, and "Karl Olm", whose first word is a given name."""
    kinds = Counter((item.text, item.kind) for item in found if " " not in item.text)

    def person(item: Found) -> bool:
        first, _, last = item.text.rpartition(" ")
        given = not first or first.lower() in _given()
        return given and kinds[last, "PERSON"] > kinds[last, "LOC"]

    return [
        replace(item, kind="PERSON") if item.kind == "LOC" and person(item) else item
        for item in found
    ]


def without_openers(layout: Layout, found: list[Found]) -> list[Found]:
    """`found` without single words that only their place in the sentence writes with a capital.

    Such a word begins its sentence, goes on in lower case, and is a noun that states a property
    (resources/properties/) or stands in lower case elsewhere in the text; one that is also
    written with a capital within a sentence stays a name, and so does a given name.
    """
    doubted = {item for item in found if item.kind in _DOUBTFUL and _opens(layout, item)}
    if not doubted:
        return found
    plain, names = _written_elsewhere(layout)
    common = {
        item
        for item in doubted
        if item.text not in names
        and item.text.lower() in plain | _nouns()
        and item.text.lower() not in _given()
    }
    return [item for item in found if item not in common]


def _opens(layout: Layout, item: Found) -> bool:
    if not _ALPHABETIC.fullmatch(item.text) or item.text.isupper():
        return False
    return layout.opens_sentence(item.start) and bool(_RUNS_ON.match(layout.text, item.end))


def _written_elsewhere(layout: Layout) -> tuple[frozenset[str], frozenset[str]]:
    """The words in lower case, and those with a capital within a sentence."""
    plain, names = set(), set()
    for word in _ALPHABETIC.finditer(layout.text):
        if word.group().islower():
            plain.add(word.group())
            continue
        if not layout.opens_sentence(word.start()):
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
