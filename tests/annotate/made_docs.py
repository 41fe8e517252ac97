"""Docs for tests: entities marked in the sentence, or a parse written out by hand.

`entities` takes `"<PERSON>Jane Roe</PERSON> came."`; `parsed` takes one token a line (form, tag,
relation, head counted from 1) and the entities as (words, label). No trained model is involved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import spacy
from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.attributes.component import Attributes
from sourcecheck.annotate.coreference.component import Coreference
from sourcecheck.annotate.names.component import Names
from sourcecheck.model.mention import Mention

_NLP = spacy.blank("en")
_MARK = re.compile(r"<(PERSON|ORG|LOC|NORP|EVENT|GPE|FAC|DATE)>(.*?)</\1>", re.DOTALL)
_NO_SPACE_BEFORE = {",", ".", "'s", '"', "-", "?"}


def entities(marked: str) -> Doc:
    """A tokenised Doc, without parse, whose entities are the marked stretches."""
    plain, spans, position = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[position : match.start()]
        spans.append((len(plain), len(plain) + len(match[2]), match[1]))
        plain += match[2]
        position = match.end()
    doc = _NLP.make_doc(plain + marked[position:])
    found = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in spans]
    doc.ents = [span for span in found if span is not None]
    return doc


def parsed(rows: str, labels: Sequence[tuple[str, str]] = ()) -> Doc:
    """A parsed Doc; a form that ends in "_" joins the next word without a space."""
    table = [line.split() for line in rows.strip().splitlines()]
    words = [row[0].rstrip("_") for row in table]
    glued = [row[0].endswith("_") for row in table]
    spaces = [
        not glue and after not in _NO_SPACE_BEFORE
        for glue, after in zip(glued, [*words[1:], ""], strict=True)
    ]
    doc = Doc(
        _NLP.vocab,
        words=words,
        spaces=spaces,
        tags=[row[1] for row in table],
        deps=[row[2] for row in table],
        heads=[int(row[3]) - 1 for row in table],
        lemmas=[row[4] if len(row) > 4 else row[0].lower() for row in table],
    )
    spans = []
    for text, label in labels:
        start = doc.text.index(text)
        span = doc.char_span(start, start + len(text), label=label)
        assert span is not None, text
        spans.append(span)
    doc.ents = spans
    return doc


def with_names(doc: Doc) -> Doc:
    """`doc` with its names, what refers to them and what is said of them."""
    return Attributes()(Coreference()(Names()(doc)))


def names(doc: Doc) -> list[tuple[str, str, tuple[str, ...]]]:
    """Words, kind and entities of each name or reference, in order."""
    return [
        (m.span.quote, m.name.kind, m.name.entities)
        for m in mentions.read(doc, "names")
        if m.name is not None
    ]


def meaning(doc: Doc, words: str) -> tuple[str, ...]:
    """The entities of the last name or reference that reads `words`; () if there is none."""
    found = [entities for quote, _, entities in names(doc) if quote == words]
    return found[-1] if found else ()


def attributes(doc: Doc) -> list[tuple[str, str, str]]:
    """Property, text and person of each attribute, in order."""
    return [
        (m.attribute.property, m.attribute.text, m.attribute.of)
        for m in mentions.read(doc, "attributes")
        if m.attribute is not None
    ]


def statements(doc: Doc) -> list[tuple[str, str, str]]:
    """Words, speaker and modality of each statement, in order."""
    return [
        (m.span.quote, m.statement.speaker, m.statement.modality)
        for m in mentions.read(doc, "statements")
        if m.statement is not None
    ]


def exact(doc: Doc, found: Sequence[Mention]) -> bool:
    """Does every mention quote exactly the characters at its offsets?"""
    return all(doc.text[m.span.start : m.span.end] == m.span.quote for m in found)
