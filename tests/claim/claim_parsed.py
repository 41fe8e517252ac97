"""Sentences with a hand-checked parse, so that these tests do not hang on a model's whims.

One token a line: form, lemma, universal part of speech, tag, relation, head (from 1). Mentions are
added by `mark`: the words they cover and the record they carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import spacy
from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.model.date import Date
from sourcecheck.model.mention import Mention, Span
from sourcecheck.model.name import Name
from sourcecheck.model.quantity import Quantity
from sourcecheck.model.source import Source
from sourcecheck.normalise.edtf import from_edtf

_VOCAB = spacy.blank("en").vocab
_NO_SPACE_BEFORE = {",", ".", "'s", "'", "-", "%"}
_NO_SPACE_AFTER = {"$", "-"}


def parse(rows: str) -> Doc:
    """The Doc of a table of tokens; the words joined as they are printed."""
    table = [line.split() for line in rows.strip().splitlines()]
    words, lemmas, pos, tags, deps, heads = zip(*table, strict=True)
    after = [*words[1:], ""]
    spaces = [
        word not in _NO_SPACE_AFTER and follower not in _NO_SPACE_BEFORE and follower != ""
        for word, follower in zip(words, after, strict=True)
    ]
    return Doc(
        _VOCAB,
        words=list(words),
        spaces=spaces,
        lemmas=list(lemmas),
        pos=list(pos),
        tags=list(tags),
        deps=list(deps),
        heads=[int(head) - 1 for head in heads],
        sent_starts=[i == 0 for i in range(len(words))],
    )


def span(doc: Doc, words: str, nth: int = 0) -> Span:
    """The nth stretch of the text that reads `words`."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    return Span(start, start + len(words), words)


def mark(
    doc: Doc,
    names: Sequence[tuple[str, str, tuple[str, ...]]] = (),
    figures: Sequence[tuple[str, Quantity]] = (),
    dates: Sequence[tuple[str, str]] = (),
) -> Doc:
    """Add names (words, kind, entities), figures (words, value) and dates (words, EDTF)."""
    found = [
        Mention(span(doc, words), "name", name=Name(words, kind, entities))  # type: ignore[arg-type]
        for words, kind, entities in names
    ]
    mentions.write(doc, "names", found)
    mentions.write(
        doc,
        "quantities",
        [
            Mention(span(doc, words), _kind(value), quantity=value)  # type: ignore[arg-type]
            for words, value in figures
        ],
    )
    mentions.write(doc, "dates", [_date(doc, words, edtf) for words, edtf in dates])
    return doc


def _date(doc: Doc, words: str, edtf: str) -> Mention:
    period = from_edtf(edtf) if edtf else None
    if period is None:
        date = Date(None, None, unresolved="the date of the text is not declared")
    else:
        date = Date(period.first, period.last, period.precision, edtf=edtf)
    return Mention(span(doc, words), "date", date=date)


def _kind(value: Quantity) -> str:
    return {"money": "money", "count": "count"}.get(value.dimension, "quantity")


def length(meters: int) -> Quantity:
    """A length of so many metres."""
    return Quantity(Fraction(meters), Fraction(meters), "meter", "length")


def money(amount: int) -> Quantity:
    """An amount of US dollars."""
    return Quantity(Fraction(amount), Fraction(amount), "USD", "money")


def count(number: int, counted: str) -> Quantity:
    """A number of things counted."""
    value = Fraction(number)
    return Quantity(value, value, "dimensionless", "count", counted=counted)


def source(doc: Doc) -> Source:
    """The Doc's text as a source."""
    return Source(id="text", path="text.txt", sha256="0" * 64, text=doc.text)
