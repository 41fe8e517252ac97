"""From the entities of a pipeline's NER to clean names: labels mapped, edges mended."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from sourcecheck import resources
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.model.name import NameKind
from sourcecheck.normalise import name as names
from sourcecheck.normalise.lexer import GAP

_INSIDE = re.compile(r"\s+in\s+(?=[A-Z])")
#: Where a line ends, or a cell of a table.
_BREAK = re.compile(rf"\n|{GAP.pattern}")
_TAIL = re.compile(r"(?:['’]s|['’]|[\s,;:!?\"“”()\[\]{}<>*|_–—-])+$")
_HEAD = re.compile(r"^[\s,;:.!?\"“”'‘’()\[\]{}<>*|_–—-]+")
_LETTER = re.compile(r"[^\W\d_]")
_PERSON_JUNK = re.compile(r"[\d@#/]")


@functools.cache
def title_words() -> frozenset[str]:
    """Words that may stand before a person's name without belonging to it, lower case."""
    titles = resources.load("titles")
    lists = [titles["offices"], titles["ranks"], titles["abbreviations"], titles["roles"]]
    lists += [titles["honorifics"][gender] for gender in ("neutral", "male", "female")]
    return frozenset(word for words in lists for phrase in words for word in phrase.split())


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
    known = title_words()
    while True:
        word = re.match(r"\S+\s+", text[start:end])
        if not word:
            return start
        bare = word.group().strip().casefold()
        if bare in resources.load("titles")["given_names"] and len(text[start:end].split()) == 2:
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
    no_names = resources.load("names")["no_names"]
    return not all(
        word.strip(".,'’").casefold() in no_names or not _LETTER.search(word)
        for word in text.split()
    )


def with_places(layout: Layout, found: list[Found]) -> list[Found]:
    """`found` with country names and demonyms put right.

    A country's name or a demonym stands even where the NER has nothing, another label or a piece;
    it yields to a longer name that holds it ("Bank of China"), except to one that only adds
    words in lower case to a place or people ("Soviet empire"). Unsure forms and capitals need the
    NER's word.
    """
    by_start = sorted(found)
    index = 0
    places_found: list[Found] = []
    dropped: set[Found] = set()
    for place, form in places.find(layout.text):
        while index < len(by_start) and by_start[index].end <= place.start:
            index += 1
        rivals = []
        for rival in by_start[index:]:
            if rival.start >= place.end:
                break
            rivals.append(rival)
        if _stands(layout, place, form, rivals):
            places_found.append(place)
            dropped.update(rivals)
    rest = [item for item in found if item not in dropped]
    return free_of(places_found, (_as_organisation(item) for item in rest))


def _stands(layout: Layout, place: Found, form: names.Form | None, rivals: list[Found]) -> bool:
    for rival in rivals:
        if rival.start <= place.start and rival.end >= place.end:
            extra = layout.text[rival.start : place.start] + layout.text[place.end : rival.end]
            if rival.kind in ("EVENT", "ORG") and extra:
                return False
            if any(character.isupper() for character in extra):
                return False
    if form is None:
        return True
    exact = [rival for rival in rivals if (rival.start, rival.end) == (place.start, place.end)]
    if form.unsure or form.form == "capital":
        return any(rival.kind in ("LOC", "NORP") for rival in exact)
    return not _part_of_longer(layout, place)


def _part_of_longer(layout: Layout, place: Found) -> bool:
    """Does a name in capitals run on before the place ("New Mexico", "Michael Jordan")?"""
    before = re.search(r"([^\W\d_]+)[ ]$", layout.text[max(0, place.start - 30) : place.start])
    return bool(before) and before.group(1) == "New"  # type: ignore[union-attr]


def _as_organisation(item: Found) -> Found:
    if item.kind in ("PERSON", "LOC") and names.is_organisation(item.text):
        return Found(item.start, item.end, "ORG", item.text, item.entities, "organisation")
    return item
