"""Countries, demonyms and compounds of them, found in the characters of a text.

They are matched on characters, not tokens: the result does not depend on how a pipeline's
tokenizer treats "U.S.-led" or "Anglo-Irish".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sourcecheck import resources
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.normalise import name as names

_WORD = re.compile(r"(?<![\w’'@#/.])[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![\w-])[A-Z][a-zA-Z]+(?:[-–][A-Z][a-zA-Z]+)+(?![\w-])")


@functools.cache
def _forms() -> dict[str, set[str]]:
    """First word of a form, to all forms that begin with it."""
    by_first: dict[str, set[str]] = {}
    own = resources.load("names")["own_people"]
    known = [form.text for form in names.forms().values()] + own
    for text in known:
        for variant in (text, text.upper()) if len(text) > 3 else (text,):
            first = _WORD.match(variant)
            if first:
                by_first.setdefault(first.group(), set()).add(variant)
    return by_first


@functools.cache
def _pattern(first: str) -> re.Pattern[str]:
    """A pattern of the forms that begin with this word, longest first.

    Compiled when a text has the word: no text has more than a few of two thousand.
    """
    ordered = sorted(_forms()[first], key=lambda text: (-len(text), text))
    parts = (re.escape(text).replace(r"\ ", r"\s{1,3}") for text in ordered)
    # "US$" is a currency, not the country.
    return re.compile(rf"(?:{'|'.join(parts)})(?![^\W_]|\$)")


@functools.cache
def _upper() -> dict[str, names.Form]:
    return {text.upper(): form for text, form in names.forms().items() if len(text) > 3}


def form(text: str) -> names.Form | None:
    """The territory form that `text` is, in its own case or in capitals."""
    folded = re.sub(r"\s+", " ", text)
    return names.forms().get(folded) or _upper().get(folded)


def find(text: str) -> Iterator[tuple[Found, names.Form | None]]:
    """Territory names, demonyms and compounds in `text`, with the form each is; in order.

    The form is None for compounds ("Anglo-Irish", several entities) and for peoples of their own
    ("African American"). Unsure forms and capitals are included: the caller decides.
    """
    end = 0
    known = _forms()
    compounds = {match.start(): match for match in _COMPOUND.finditer(text)}
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        both = compounds.get(start)
        if both:
            entities = names.compound(both.group())
            if entities:
                end = both.end()
                yield Found(start, end, "NORP", both.group(), entities, "compound"), None
                continue
        pattern = _pattern(word.group()) if word.group() in known else None
        match = pattern.match(text, start) if pattern else None
        if match:
            end = match.end()
            yield _found(match, form(match.group()))


def _found(match: re.Match[str], form: names.Form | None) -> tuple[Found, names.Form | None]:
    text = match.group()
    if form is None:
        return Found(match.start(), match.end(), "NORP", text, (), "people"), None
    entities = tuple(territory.name for territory in form.territories)
    kind, how = ("NORP", "demonym") if form.form == "demonym" else ("LOC", "country")
    if form.form == "capital":
        entities, how = (form.text,), "capital"
    return Found(match.start(), match.end(), kind, text, entities, how), form  # type: ignore[arg-type]


def corrected(text: str, found: list[Found]) -> list[Found]:
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
    for place, known_as in find(text):
        while index < len(by_start) and by_start[index].end <= place.start:
            index += 1
        rivals = []
        for rival in by_start[index:]:
            if rival.start >= place.end:
                break
            rivals.append(rival)
        if _stands(text, place, known_as, rivals):
            places_found.append(place)
            dropped.update(rivals)
    rest = [item for item in found if item not in dropped]
    return free_of(places_found, (_as_organisation(item) for item in rest))


def _stands(text: str, place: Found, form: names.Form | None, rivals: list[Found]) -> bool:
    for rival in rivals:
        if rival.start <= place.start and rival.end >= place.end:
            extra = text[rival.start : place.start] + text[place.end : rival.end]
            if rival.kind in ("EVENT", "ORG") and extra:
                return False
            if any(character.isupper() for character in extra):
                return False
    if form is None:
        return True
    exact = [rival for rival in rivals if (rival.start, rival.end) == (place.start, place.end)]
    if form.unsure or form.form == "capital":
        return any(rival.kind in ("LOC", "NORP") for rival in exact)
    return not _part_of_longer(text, place)


def _part_of_longer(text: str, place: Found) -> bool:
    """Does a name in capitals run on before the place ("New Mexico", "Michael Jordan")?"""
    before = re.search(r"([^\W\d_]+)[ ]$", text[max(0, place.start - 30) : place.start])
    return bool(before) and before.group(1) == "New"  # type: ignore[union-attr]


def _as_organisation(item: Found) -> Found:
    if item.kind in ("PERSON", "LOC") and names.is_organisation(item.text):
        return Found(item.start, item.end, "ORG", item.text, item.entities, "organisation")
    return item
