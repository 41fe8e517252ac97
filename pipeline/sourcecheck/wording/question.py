"""Questions in words: by a property of the vocabulary, or by the words of a passage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sourcecheck import resources
from sourcecheck.model.claim import Claim
from sourcecheck.wording.number import listed, plural

#: Words of a group's clauses that a question names where nothing else says what it is about.
_MOST_WORDS = 3
#: So many letters of a lemma at least begin its forms.
_STEM = 3
#: So far apart stand the words of one phrase, in words.
_APART = 4
_POINTS = re.compile(r"\b(?:he|she|it|they|him|her|them)\b")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def property_in_words(name: str) -> str:
    """A property by its label, or its own word; "" for a claim that is not attached."""
    known = resources.load("properties").get(name)
    return str(known["label"]) if known else name.removeprefix("open:")


def points(asked: str) -> bool:
    """Does a question leave to what went before whom or what it is about: "How old is she"?"""
    return _POINTS.search(asked) is not None


def is_number(asked: str) -> bool:
    """Does a question ask for a number: how many, how long, how often?"""
    return asked.startswith("How ")


def finished(asked: str, year: str = "") -> str:
    """A question with its mark, and the year of what can happen again."""
    return f"{asked} ({year})?" if year else f"{asked}?"


def beside(asked: str, named: Sequence[str]) -> str:
    """A question, still without its mark, and its subjects where it does not name them itself."""
    unsaid = any(name.lower() not in asked.lower() for name in named)
    return f"{asked} ({listed(named)})" if unsaid else asked


def of_label(label: str, named: Sequence[str]) -> str:
    """A question, without its mark, by the label of a property: "What is the depth (Tern)"."""
    return f"What is the {label} ({listed(named)})" if named else f"What is the {label}"


def of_property(asked: str, named: Sequence[str]) -> str:
    """A question of resources/properties.toml, without its mark, on these subjects."""
    if not named:
        asked = asked.replace(" ({subjects})", "")
    for verb, many in _vocabulary("of_several").items() if len(named) > 1 else ():
        asked = asked.replace(f" {verb} {{subjects}}", f" {many} {{subjects}}")
    return asked.format(subjects=listed(named)).removesuffix("?")


def of_word(head: str, claim: Claim) -> str:
    """A question, without its mark, on a property that goes by its own word; "" where the passage
    has no form of it."""
    word, said = _form(head, claim), _phrase(head, claim)
    if not word:
        return ""
    several = plural(word) == word
    if claim.kind == "count" and claim.role == "field":
        counted = next((form for w in claim.measured if (form := _form(w, claim))), "")
        if counted and counted != word and plural(counted) == counted:
            return f"How many {counted} are given for “{said}”"
        return f"How many {word} are there" if several else _given(claim, said)
    if claim.kind == "count":
        return f"How many {plural(word)} are there"
    if claim.kind == "ordinal" and not several:
        return f"Which {word} is it, counted in order"
    return _given(claim, said)


def of_words(words: Sequence[str], claims: Sequence[Claim]) -> str:
    """A question, without its mark, by the first of these words that the passages have."""
    forms = (next((f for c in claims if (f := _form(word, c))), "") for word in words)
    found = list(dict.fromkeys(form for form in forms if form))
    return _given(claims[0], "”, “".join(found[:_MOST_WORDS]))


def _given(claim: Claim, said: str) -> str:
    """The plain question on a value of which only a word or two is known."""
    what = _vocabulary("kinds").get(claim.kind, "figure")
    if claim.kind == "quantity" and claim.quantity is not None:
        what = _vocabulary("measures").get(claim.quantity.dimension, what)
    return f"Which {what} is given for “{said}”" if said else f"Which {what} is given"


# --- the words of a passage ---------------------------------------------------------------------


def _form(word: str, claim: Claim) -> str:
    """The word as the passage has it, the nearest to the value; "" where it has none."""
    found = _found(word, claim)
    return min(found)[1].lower() if found else ""


def _found(word: str, claim: Claim) -> list[tuple[int, str, int, int]]:
    """Where a passage has forms of a word or of several: how far from the value, the form, and
    its ends."""
    if claim.sentence is None or not word:
        return []
    at, quote = claim.span.start - claim.sentence.start, claim.sentence.quote
    if " " in word:
        begin = quote.lower().find(word)
        return [(abs(begin - at), word, begin, begin + len(word))] if begin >= 0 else []
    stems = (word[: max(_STEM, len(word) - 2)].lower(), _vocabulary("plurals").get(word, word))
    return [
        (abs(m.start() - at), m.group(), m.start(), m.end())
        for m in _WORD.finditer(quote)
        if m.group().lower().startswith(stems) and len(m.group()) <= len(word) + _STEM
    ]


def _phrase(head: str, claim: Claim) -> str:
    """The words of the passage from the head to what narrows it, where they are one phrase:
    "heavy sea trials"; else the head alone."""
    found = _found(head, claim)
    if not found or claim.sentence is None:
        return ""
    _, word, start, end = min(found)
    for narrow in claim.measured:
        for _, _, begin, close in _found(narrow, claim):
            between = claim.sentence.quote[min(start, begin) : max(end, close)]
            words = _WORD.findall(between)
            if narrow != head and len(words) <= _APART and " ".join(words) == between:
                return between if between[1:] != between[1:].lower() else between.lower()
    return word if word.isupper() else word.lower()


def _vocabulary(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = resources.load("asking")[name]
    return found
