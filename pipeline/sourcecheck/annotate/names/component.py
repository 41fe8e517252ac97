"""`sourcecheck_names`: writes the span groups "names" and "attributes"."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.names import (
    capitals,
    directions,
    openers,
    organisations,
    persons,
    records,
    repair,
    tallies,
    titled,
    titles,
)
from sourcecheck.annotate.names.found import Found, Title
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.annotate.names.references import References
from sourcecheck.model.mention import Mention
from sourcecheck.normalise import name as names

#: What is said of names in words that have a form of their own.
_TOLD = (records, tallies, directions)


class Names:
    """Mends what the NER found, joins forms of one name, resolves references, reads what is said.

    Works on any pipeline: without NER it finds countries, demonyms and known initials; without a
    parser it leaves out what needs grammar.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but our own span groups is changed."""
        layout = Layout(doc)
        found = _no_days(named(layout), doc)
        said = titles.find(layout, found)
        every = [*found, *References(layout, found, said).resolve()]
        mentions.write(doc, "names", (item.mention() for item in every))
        told = (item for part in _TOLD for item in part.find(layout, every))
        attributes = [*_attributes(said, found), *(item.mention() for item in told)]
        mentions.write(doc, "attributes", attributes)
        return doc


def _no_days(found: list[Found], doc: Doc) -> list[Found]:
    """The names without those of days: "May Day" is a date already."""
    dates = {(m.span.start, m.span.end) for m in mentions.read(doc, "dates")}
    return [item for item in found if item.kind != "EVENT" or (item.start, item.end) not in dates]


def named(layout: Layout) -> list[Found]:
    """The names of a document, each with its canonical form, in order; no references."""
    found = repair.with_places(layout, openers.without(layout, repair.entities(layout)))
    found = capitals.with_missed(layout, found)
    found = titled.resolve(layout, found)
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


def _attributes(said: list[Title], found: list[Found]) -> list[Mention]:
    person_at = {item.start: item for item in found}
    return [title.mention(person_at[title.person].entities[0]) for title in said]
