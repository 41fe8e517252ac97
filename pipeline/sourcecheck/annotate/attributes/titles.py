"""Titles, roles and ages: what a text calls a person, before the name or after it."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from sourcecheck.annotate.attributes.extraction import Extracted
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.view import View
from sourcecheck.lexicon import classes

_AGE_AFTER = re.compile(r",\s*(?:aged\s+)?(\d{1,3})(?=\s*[,.;)])|\s+\((\d{1,3})\)")
_AGE_BEFORE = re.compile(r"(\d{1,3})[- ]year[- ]old\s+(?:[a-z-]+\s+){0,2}$")
#: A phrase after a name ends here, at the latest.
_PHRASE_END = re.compile(r"[,.;:!?\"“”()]|\s[-–—]{1,2}\s|\n|—")
#: Words that end the first phrase behind a name.
_ENDS_PHRASE = frozenset({
    "of", "at", "for", "in", "with", "from", "on", "and", "who", "to", "based",
})  # fmt: skip
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Corp|Inc|Ltd|Co|St|Dr|Mr|Mrs|Gen|Sen|No|U\.S|U\.N)$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONGEST_ABBREVIATION = 12


def find(view: View, found: Iterable[Found]) -> list[Extracted]:
    """Titles, roles and ages of the persons of `found`, as written, in order; each of one person.

    Words that stand right before a name and behind another ("Ada Holm, Mayor Bo Lind") are the
    title of the name that follows.
    """
    persons = [item for item in found if item.kind == "PERSON"]
    starts = [person.start for person in persons]
    before = [(title, person) for person in persons for title in _before(view, person)]
    announced = {title.start: person for title, person in before}
    behind = [
        title
        for person in persons
        for title in (*_after(view, person, starts), *_ages(view, person))
        if announced.get(title.start, person) == person
    ]
    every = [*(title for title, _ in before), *behind]
    return sorted({(title.start, title.end): title for title in reversed(every)}.values())


def _said(
    view: View, span: tuple[int, int], person: Found, property: str, head: str, rule: str
) -> Extracted:
    text = view.text[slice(*span)]
    return Extracted(*span, text, property, text, person.entities[:1], rule, (), head)


def _before(view: View, person: Found) -> Iterator[Extracted]:
    """The words up to the name, as far as they build a title: "French President Jean Dupont"."""
    at = view.token(person.start)
    sentence = view.sentences[view.sentence(person.start)]
    first = at
    words: list[str] = []
    while first > 0 and len(words) < 10:
        token = view.doc[first - 1]
        if token.idx < sentence or not _in_title(view, token, bool(words), at):
            break
        first -= 1
        words.insert(0, token.lower_)
    words = _joined(view, first, at)
    title = classes.title_at_end(words)
    if not title:
        return
    start, end = view.doc[first].idx, view.doc[at - 1].idx + len(view.doc[at - 1])
    yield _said(view, (start, end), person, "title", title, "before the name")


def _joined(view: View, first: int, end: int) -> list[str]:
    """Words `first` to `end` in lower case, hyphenated ones put together again."""
    text = view.text[view.doc[first].idx : view.doc[end].idx].lower() if first < end else ""
    return text.split()


def _in_title(view: View, token: Token, inner: bool, at: int) -> bool:
    """May `token` belong to a title that ends just before token `at`?"""
    word = token.lower_
    if word in classes.titles() or word in _long_head_words() or word + "." in classes.titles():
        return True
    if word == "." and token.i and view.doc[token.i - 1].lower_ + "." in classes.titles():
        return True  # a tokenizer that does not know "Lt."
    if not inner:
        return False
    if word in classes.listed_titles("modifiers") or word == "-":
        return True
    place = places.form(token.text)
    if place is not None:
        return True
    if word in ("of", "and", "for") or token.is_punct or token.is_space:
        return word == "of" and _of_head(view, token)
    if view.parsed:
        related = token.dep_ in ("compound", "amod", "nmod", "flat", "nmod:desc")
        near = token.i < token.head.i <= at
        return related and near and token.tag_[:2] in ("NN", "JJ")
    return False


@functools.cache
def _long_head_words() -> frozenset[str]:
    return frozenset(
        word
        for phrase in classes.titles()
        for word in re.split(r"[ -]", phrase)
        if word not in ("of", "in")
    )


def _of_head(view: View, token: Token) -> bool:
    """Is "of" inside a title of several words, such as "secretary of state"?"""
    doc = view.doc
    if token.i + 1 >= len(doc) or token.i == 0:
        return False
    phrase = f"{doc[token.i - 1].lower_} of {doc[token.i + 1].lower_}"
    return any(phrase in known for known in classes.titles() if " of " in known)


def _after(view: View, person: Found, persons: list[int]) -> Iterator[Extracted]:
    """The phrase after the comma: "Jane Roe, a geologist at Acme Corp.,"."""
    text = view.text
    comma = re.compile(r",\s+(?:\d{1,3},\s+)?").match(text, person.end)
    if not comma:
        return
    start = comma.end()
    limit = view.sentence_around(person.start)[1]
    end = _phrase_end(text, start, limit)
    tokens = view.tokens(start, end)
    if not tokens or tokens[0].idx < start or any(t.tag_ in _FINITE for t in tokens):
        return
    if end >= limit and text[end - 1 : end] not in '."”':
        return
    np = list(_first_phrase(tokens))
    title = (
        classes.title_at_end([t.lower_ for t in np])
        or classes.title_at_end(text[start : _end(np)].lower().split())
        if np
        else ""
    )
    if not title or _names_other(np, persons):
        return
    first = 1 if np[0].lower_ in ("a", "an", "the", "its", "his", "her") else 0
    begin = tokens[first].idx
    stop = _end(tokens)
    yield _said(view, (begin, stop), person, "title", title, "apposition")


def _end(tokens: list[Token]) -> int:
    return tokens[-1].idx + len(tokens[-1])


def _phrase_end(text: str, start: int, limit: int) -> int:
    """End of the phrase that begins at `start`: next stop mark that is no abbreviation's dot."""
    position = start
    while True:
        match = _PHRASE_END.search(text, position, limit)
        if not match:
            return len(text[:limit].rstrip()) if limit - start < 400 else start
        dot = match.group() == "."
        if dot and _abbreviated(text, start, match.start()):
            position = match.end()
            if not text[position:limit].strip():
                return position
            continue
        if dot and text[match.end() : match.end() + 1].isalnum():
            position = match.end()
            continue
        return match.start()


def _abbreviated(text: str, start: int, dot: int) -> bool:
    """Does the dot end a short form, as that of a title does: "Rep.", "Corp."?"""
    word = _LAST_WORD.search(text, max(start, dot - _LONGEST_ABBREVIATION), dot)
    known = classes.listed_titles("abbreviations")
    if word and f"{word.group().casefold()}." in known:
        return True
    return bool(_ABBREVIATED.search(text, max(start, dot - 6), dot))


def _first_phrase(tokens: list[Token]) -> Iterator[Token]:
    """The tokens before the first preposition, relative pronoun or verb form."""
    for token in tokens:
        if token.lower_ in _ENDS_PHRASE:
            return
        yield token


def _names_other(np: list[Token], persons: list[int]) -> bool:
    """Does the phrase hold a person's name of its own ("Roe, French President Jean Dupont")?"""
    return bisect_left(persons, np[0].idx) < bisect_left(persons, _end(np))


def _ages(view: View, person: Found) -> Iterator[Extracted]:
    """Ages beside a name: "John Smith, 47," and "47-year-old John Smith"."""
    after = _AGE_AFTER.match(view.text, person.end)
    if after:
        group = 1 if after.group(1) else 2
        yield _said(view, after.span(group), person, "age", "age", "after the name")
    window = max(0, person.start - 60)
    before = _AGE_BEFORE.search(view.text[window : person.start])
    if before:
        start, end = window + before.start(1), window + before.end(1)
        yield _said(view, (start, end), person, "age", "age", "before the name")
