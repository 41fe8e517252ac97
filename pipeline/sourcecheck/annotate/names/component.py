"""`sourcecheck_names`: writes the span group "names"."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.names import capitals, ner, organisations, persons, places
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout, layout_of
from sourcecheck.normalise import name as names


class Names:
    """Mends what the NER found, adds what it missed, and joins the forms of one name.

    Works on any pipeline: without NER it finds countries, demonyms and known initials; without a
    parser it leaves out what needs grammar. Names of days are left to `sourcecheck_dates`, if it
    ran before.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but the group "names" is changed."""
        found = _no_days(named(layout_of(doc)), doc)
        mentions.write(doc, "names", (item.mention() for item in found))
        return doc


def _no_days(found: list[Found], doc: Doc) -> list[Found]:
    """The names without those of days: "May Day" is a date already."""
    dates = {(m.span.start, m.span.end) for m in mentions.read(doc, "dates")}
    return [item for item in found if item.kind != "EVENT" or (item.start, item.end) not in dates]


def named(layout: Layout) -> list[Found]:
    """The names of a document, each with its canonical form, in order; no references."""
    found = ner.voted(ner.without_openers(layout, ner.entities(layout)))
    found = places.corrected(layout.text, found)
    found = capitals.with_missed(layout, found)
    found = persons.with_titled(layout, found)
    found = organisations.resolve(layout, found)
    found = persons.resolve(layout, found)
    return _canonical(found)


def _canonical(found: list[Found]) -> list[Found]:
    """Names without canonical form yet: one form for all spellings that differ in little."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for item in found:
        if not item.entities:
            forms[names.key(item.text)][item.normal] += 1
    best = {
        key: min(counts, key=lambda form: (form.isupper(), -counts[form], form))
        for key, counts in forms.items()
    }
    stated = {entity for item in found if item.kind == "LOC" for entity in item.entities}
    return [
        replace(item, entities=_settled(item, stated) or (best[names.key(item.text)],))
        for item in found
    ]


def _settled(item: Found, stated: set[str]) -> tuple[str, ...]:
    """For a demonym that several countries share ("Korean"), the ones that the text names.

    A compound ("Franco-German") means all its countries.
    """
    if len(item.entities) < 2 or item.how == "compound":
        return item.entities
    here = tuple(entity for entity in item.entities if entity in stated)
    return here or item.entities
