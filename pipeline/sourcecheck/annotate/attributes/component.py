"""`sourcecheck_attributes`: writes the span group "attributes".

And where something lies from a place that is named: "40 km south of Bradno". A direction inside a
place ("in the south of Norland") is none from it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.annotate.attributes import results, titles
from sourcecheck.annotate.attributes.extraction import Extracted
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found, Named, entities, read
from sourcecheck.annotate.view import View, view_of
from sourcecheck.model.mention import Mention, Span
from sourcecheck.normalise import attribute

_PLACES = ("LOC", "ORG", "OTHER")
#: Characters between the point and the place, and between what lies there and the point.
_REACH = 60
#: Tags of the words that may stand between: "of the county's old mill town of …".
_TAGS = frozenset({"DT", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "POS", "PRP$", "_SP"})
_WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")
_LETTERS = re.compile(r"[^\W\d_]+")
_OWNED = re.compile(r"['’]s?\b|['’]")


def find_directions(named: Named) -> Iterator[Extracted]:
    """The directions from named places, in order."""
    view, seen = named.view, -1
    distances = [m.span for m in mentions.read(view.doc, "quantities") if _is_distance(m)]
    ends = [span.end for span in distances]
    for match in _pattern().finditer(view.text):
        start, end = match.span("point")
        point = attribute.point(match.group("point"))
        sentence = view.sentence_around(start)
        before = view.text[max(sentence[0], start - _REACH) : start]
        if not point or _inside().search(before) or _is_name(named, start, sentence[0]):
            continue
        if not _moving().isdisjoint(_LETTERS.findall(view.text[sentence[0] : start].lower())):
            continue
        place = _reference(named, match.end(), sentence[1])
        near = distances[bisect_left(ends, start - len(before)) : bisect_right(ends, start)]
        if place is None or (match.group("from") != "of" and not near):
            continue  # "turned north from Varna" says where somebody went
        lies = _what_lies_there(named, start, before, near)
        if lies is not None and (lies.start == seen or _is_around(lies, place)):
            lies = None
        seen = place.start
        of = entities(place, lies)
        rule = "of two names" if lies else "from a name"
        yield Extracted(start, end, match.group("point"), "direction", point, of, rule)


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<point>{attribute.point_pattern()})\s+(?P<from>of|from)\s+")


@functools.cache
def _inside() -> re.Pattern[str]:
    """Before a point inside a place: "in the far south of"; "to the south of" is outside it."""
    words = "|".join(resources.load("compass")["words"]["degree"])
    return re.compile(rf"(?<!to )\bthe\s+(?:(?:{words})\s+)?$", re.IGNORECASE)


@functools.cache
def _moving() -> frozenset[str]:
    """What lies elsewhere with every report."""
    return frozenset(resources.load("compass")["words"]["moving"])


def _is_name(named: Named, start: int, since: int) -> bool:
    """Is the point part of a name, as in a title "East of …"?"""
    return any(item.end > start for item in named.between(max(since, start - _REACH), start + 1))


def _reference(named: Named, start: int, limit: int) -> Found | None:
    """The place behind "of": the first name that is no owner ("Norland's capital, Varna")."""
    view = named.view
    at = start
    while True:
        item = named.after(at)
        if item is None or item.start > min(limit, start + _REACH) or item.how == "pronoun":
            return None
        if not _leads_to(view, at, item.start):
            return None
        owner = item.kind == "NORP" or _OWNED.match(view.text, item.end)
        if not owner:
            return item if item.kind in _PLACES else None
        at = max(item.end, at + 1)


def _leads_to(view: View, start: int, end: int) -> bool:
    """May the words in between stand before the name of a place: "the town of", "the capital,"?"""
    if not view.text[start:end].strip():
        return True
    tokens = [token for token in view.tokens(start, end) if start <= token.idx < end]
    *inner, last = tokens
    if last.text == ",":
        nouns = resources.load("compass")["words"]["before_comma"]
        if not inner or inner[-1].lower_ not in nouns:
            return False
        tokens = inner
    return all(
        token.lower_ in ("of", "'s", "’s")
        or (token.tag_ in _TAGS if view.tagged else token.is_alpha)
        for token in tokens
    )


def _what_lies_there(named: Named, start: int, before: str, figures: list[Span]) -> Found | None:
    """The name that lies there: only linking words and a distance stand between."""
    items = named.between(start - len(before), start)
    if not items or items[-1].kind not in ("LOC", "ORG"):
        return None
    text, thing = named.view.text, items[-1]
    if _OWNED.match(text, thing.end):
        return None
    between, at = "", thing.end
    for span in figures:
        if span.start >= at:
            between += text[at : span.start] + " "
            at = span.end
    between += text[at:start]
    words = set(_WORD.findall(between.lower()))
    tied = words or figures or between.strip() == ","
    return thing if tied and words <= _linking() else None


def _is_around(lies: Found, place: Found) -> bool:
    """Is it the country of the place: "a city in Norland, south of Varna"?"""
    return _is_country(lies) and not _is_country(place)


def _is_country(item: Found) -> bool:
    form = places.form(item.text)
    return form is not None and form.form != "capital"


def _is_distance(mention: Mention) -> bool:
    return mention.quantity is not None and mention.quantity.dimension == "length"


@functools.cache
def _linking() -> frozenset[str]:
    """The words that may stand between what lies somewhere and where."""
    return frozenset(resources.load("compass")["words"]["linking"])


#: What is said of names in words that have a form of its own; of these and of references to them.
_FORMS = (results.find, find_directions)


class Attributes:
    """Reads what is said of names: titles, ages, records, scores, votes and directions.

    It goes by the names of `sourcecheck_names`, and by the references of
    `sourcecheck_coreference` if it ran before; without names it finds nothing. Directions and
    records in words need the figures of `sourcecheck_quantities`.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but the group "attributes" is changed."""
        view, every = view_of(doc), read(doc)
        extracted = titles.find(view, (item for item in every if not item.refers))
        named = Named(view, every)
        for find in _FORMS:
            extracted += find(named)
        mentions.write(doc, "attributes", (item.mention() for item in extracted))
        return doc
