"""Names, what refers to them, and what is said of a person by title or role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NameKind = Literal["PERSON", "ORG", "LOC", "NORP", "EVENT", "OTHER"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name or a reference to names ("Their", "the two countries"), within one document.

    `entities` are the document's own canonical forms: the fullest form used ("Ida Adler" for
    "Adler" and "he"), the country for a demonym ("France" for "French"), several for a group
    ("Franco-German", "the two nations"). Names across documents are joined in `reconcile.entities`.
    """

    text: str  # normal form: no determiner, no possessive, white space folded
    kind: NameKind
    entities: tuple[str, ...]
    how: str = "ner"  # rule that found or resolved it: ner, surname, country, demonym, pronoun …


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a text says of somebody or something in a word: a `property` ("title", "direction") with
    its value, as written ("French President") or in canonical form ("southeast", "20-1")."""

    property: str
    text: str
    of: str  # canonical name within the document
    rule: str = ""
    others: tuple[str, ...] = ()  # who else it is of: the other side of a match
    measured: tuple[str, ...] = ()  # lemmas that narrow it: what a vote was on
