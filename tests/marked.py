"""Marked text: a sentence with its expected mentions written into it.

    The border runs for <quantity low=6415000 high=6415000 unit=meter>6,415 kilometers</quantity>.

A mark is a kind of mention with attributes; marks do not nest. Values with spaces or ">" are quoted
("..."). `check` compares only the attributes that a mark names, so that a test says what it is
about and nothing else; every mention that is not marked is an error.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import spacy
from spacy.language import Language

from sourcecheck.annotate import mentions
from sourcecheck.model.mention import Mention

_MARK = re.compile(r"<(?P<kind>[a-z_]+)(?P<attributes>(?: [a-z_]+=(?:\"[^\"]*\"|[^\s>]*))*)>")
_ATTRIBUTE = re.compile(r" ([a-z_]+)=(\"[^\"]*\"|[^\s>]*)")


@dataclasses.dataclass(frozen=True, slots=True)
class Expected:
    """One marked stretch of the plain text."""

    start: int
    end: int
    text: str
    kind: str
    attributes: tuple[tuple[str, str], ...]


def read(marked: str) -> tuple[str, tuple[Expected, ...]]:
    """The plain text of `marked`, and what it expects; ValueError for a mark without its end."""
    plain, expected, position = "", [], 0
    while (mark := _MARK.search(marked, position)) is not None:
        closing = f"</{mark['kind']}>"
        end = marked.find(closing, mark.end())
        if end < 0:
            raise ValueError(f"no {closing} in {marked!r}")
        plain += marked[position : mark.start()]
        inner = marked[mark.end() : end]
        found = tuple((k, v.strip('"')) for k, v in _ATTRIBUTE.findall(mark["attributes"]))
        expected.append(Expected(len(plain), len(plain) + len(inner), inner, mark["kind"], found))
        plain += inner
        position = end + len(closing)
    return plain + marked[position:], tuple(expected)


@functools.cache
def figures_alone() -> Language:
    """A pipeline with nothing but our quantities: the text alone decides."""
    importlib.import_module("sourcecheck.annotate.factories")  # registers it
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_quantities")
    return nlp


def figures(text: str) -> tuple[Mention, ...]:
    """The figures of `text`, read without grammar and without dates."""
    return mentions.read(figures_alone()(text), "quantities")


def differences(expected: Iterable[Expected], found: Iterable[Mention]) -> list[str]:
    """How the mentions differ from what is marked, in words; empty when they agree."""
    wanted, problems = list(expected), []
    mentions = {(m.span.start, m.span.end): m for m in found}
    for mark in wanted:
        mention = mentions.pop((mark.start, mark.end), None)
        if mention is None:
            problems.append(f"not found: {mark.kind} {mark.text!r}")
            continue
        if mention.kind != mark.kind:
            problems.append(f"{mark.text!r} is {mention.kind}, not {mark.kind}")
        for name, value in mark.attributes:
            actual = _attribute(mention, name)
            if not _equal(actual, value):
                problems.append(f"{mark.text!r}: {name} is {actual!r}, not {value!r}")
    problems += [f"not marked: {m.kind} {m.span.quote!r}" for m in mentions.values()]
    return problems


def _attribute(mention: Mention, name: str) -> Any:
    """The attribute of whichever value the mention has."""
    for field in dataclasses.fields(mention):
        record = getattr(mention, field.name)
        if field.name not in ("span", "kind") and hasattr(record, name):
            return getattr(record, name)
    raise AttributeError(f"{mention.kind} has no {name}")


def _equal(actual: Any, wanted: str) -> bool:
    if isinstance(actual, bool):
        return str(actual).lower() == wanted.lower()
    if isinstance(actual, Fraction | int) and not isinstance(actual, bool):
        return wanted != "" and Fraction(actual) == Fraction(wanted)
    if hasattr(actual, "iso"):
        return bool(actual.iso() == wanted)
    return ("" if actual is None else str(actual)) == wanted
