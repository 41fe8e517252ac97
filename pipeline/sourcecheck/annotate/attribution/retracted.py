"""Values that a text itself takes back: corrected, replaced, rejected, withdrawn or never realised.

"In 1911, not in 1913", "wrongly gave the height as 40 m", "raised the figure from 12 to 15",
"dismissed reports of 40 deaths", "scrapped a plan for 120 flats": none of the first values is what
the text states. Each figure and date that is meant gets a statement of its own, since what is taken
back is the value alone, whatever else its clause says.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.attribution.modality import Said
from sourcecheck.annotate.view import View
from sourcecheck.model.mention import Mention, Modality

#: How far before a value, in characters, the words stand that exchange it for another.
_NEAR = 60
#: Longest list of dependants that is looked at, and steps up or down a parse.
_MOST, _STEPS = 40, 8
#: So many words before a verb stands the version that says it.
_VERSION = 8
#: Relations of a verb's words behind which what it says or holds is found.
_CONTENT = ("ccomp", "xcomp", "obj", "obl", "parataxis")
_DATED = ("date", "date_range", "datetime", "datetime_range", "time", "time_range")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or date of the text: its characters, its first token, and whether it is a date."""

    start: int
    end: int
    token: int
    dated: bool


def find(view: View, mentions: Sequence[Mention]) -> Iterator[Said]:
    """A statement on each of the figures and dates that the text takes back."""
    values = sorted(
        (
            Value(m.span.start, m.span.end, view.token(m.span.start), m.kind in _DATED)
            for m in mentions
            if m.span.start < m.span.end
        ),
        key=lambda value: (value.start, value.end),
    )
    yield from _exchanged(view, values)
    if view.parsed and values:
        yield from _Clauses(view, values).find()


# --- what the words right before a value say ----------------------------------------------------


def _exchanged(view: View, values: Sequence[Value]) -> Iterator[Said]:
    """The value of "not in 1913", "rather than 12", "(previously 12)"."""
    for value in values:
        begin = view.sentence_around(value.start)[0]
        before = view.text[max(begin, value.start - _NEAR) : value.start]
        patterns = (_instead(), _in_bracket(), _at_first())
        match = next((m for p in patterns if (m := p.search(before))), None)
        if match is not None:
            cue = match["cue"].lower()
            yield Said(value.start, value.end, "", "denied", cue)


@functools.cache
def _instead() -> re.Pattern[str]:
    rules = _rules()
    return re.compile(
        rf"(?<!\bif )(?<!\bor )(?<!\bthan )\b(?P<cue>{_any(rules['instead'])})\s+"
        rf"(?:(?:{_any(rules['between'])})\s+){{0,3}}$",
        re.IGNORECASE,
    )


@functools.cache
def _in_bracket() -> re.Pattern[str]:
    rules = _rules()
    return re.compile(
        rf"[(\[]\s*(?P<cue>{_any(rules['in_bracket'])}):?\s+(?:(?:{_any(rules['between'])})\s+)?$",
        re.IGNORECASE,
    )


@functools.cache
def _at_first() -> re.Pattern[str]:
    """A plan that was another at first, up to its value: "originally due in"."""
    rules = _rules()
    return re.compile(
        rf"\b(?P<cue>{_any(rules['formerly'])})\s+(?:been\s+)?(?:{_any(rules['due'])})\b"
        r"[^,.;:()]{0,40}$",
        re.IGNORECASE,
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


# --- what the clause says -----------------------------------------------------------------------


class _Clauses:
    """The values of one parsed text by token, and the clauses that take some of them back."""

    def __init__(self, view: View, values: Sequence[Value]) -> None:
        self.view = view
        self._values = values
        self._at = {
            token.i: value for value in values for token in view.tokens(value.start, value.end)
        }

    def find(self) -> Iterator[Said]:
        for token in self.view.doc:
            word = token.lower_
            if word in _words("falsely"):
                yield from self._falsely(token)
            elif word in _words("formerly"):
                yield from self._formerly(token)
            elif word in ("have", "had"):
                yield from self._unrealised(token)
            verb = token.lemma_.casefold()
            if token.tag_.startswith("VB"):
                yield from self._by_verb(token, verb)
            elif token.tag_.startswith("NN") and verb in _words("tales"):
                yield from self._under(token, "hypothetical", behind=token)

    def _by_verb(self, verb: Token, word: str) -> Iterator[Said]:
        if word in _words("misstate"):
            yield from self._content(verb, "denied")
        if word in _words("revise"):
            yield from self._revised(verb)
        if word in _words("reject"):
            yield from self._rejected(verb)
        if word in _words("withdraw"):
            yield from self._object_is(verb, "denied", _words("reports"))
            yield from self._object_is(verb, "hypothetical", _words("plans"))
        if word in _words("superseding") and self._superseded_version(verb):
            yield from self._content(verb, "denied")

    def _falsely(self, adverb: Token) -> Iterator[Said]:
        """What is wrongly said, given or put: not when that was, nor what was wrongly done."""
        verb = adverb.head
        if verb.lemma_.casefold() in _words("held"):
            passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in _near(verb))
            yield from self._content(verb, "denied", passive=passive)

    def _formerly(self, adverb: Token) -> Iterator[Said]:
        """What was first held to be so ("initially put at 12"), or first planned."""
        verb = adverb.head
        word = verb.lemma_.casefold()
        if not verb.tag_.startswith("VB"):
            return
        if word in _words("planned"):
            yield from self._content(verb, "denied", dates=True, passive=True)
        elif word in _words("held") and adverb.lower_ not in _words("repeats"):
            yield from self._content(verb, "denied")

    def _revised(self, verb: Token) -> Iterator[Said]:
        """The first of two figures "from … to …"."""
        sides = [c for c in _near(verb) if c.dep_.startswith("obl") and c.i > verb.i]
        first = [c for c in sides if _behind(c, "from")]
        second = [c for c in sides if _behind(c, "to")]
        second += [c for side in first for c in _near(side) if "to" in _cases(c)]
        if not first or not second:
            return
        for side in first:
            value = self._at.get(side.i) or self._first_of(side)
            both = value is not None and any(self._at.get(c.i) == value for c in second)
            if value is not None and not value.dated and not both:
                yield Said(value.start, value.end, "", "denied", verb.text)

    def _rejected(self, verb: Token) -> Iterator[Said]:
        """The object of a denial, or the sentence before it: "… . Adler rejects this"."""
        yield from self._object_is(verb, "denied", _words("reports"))
        yield from self._object_is(verb, "hypothetical", _words("plans"))
        thing = next((c for c in verb.rights if c.dep_ == "obj"), None)
        if thing is None or thing.right_edge.i != thing.i:
            return
        pointing = [c.lower_ for c in thing.lefts]
        this = thing.lower_ in _words("pointing") and not pointing
        claim = thing.lemma_.casefold() in _words("reports") and pointing in (["this"], ["that"])
        if this or claim:
            yield from self._sentence_before(verb)

    def _sentence_before(self, verb: Token) -> Iterator[Said]:
        here = self.view.sentence(verb.doc[self.view.opening(verb.i)].idx)
        if here == 0:
            return
        begin, end = self.view.sentence_span(here - 1)
        if self.view.paragraph(begin) != self.view.paragraph(verb.idx):
            return
        for value in self._values:
            if begin <= value.start < end and not value.dated:
                yield Said(value.start, value.end, "", "denied", verb.text)

    def _unrealised(self, have: Token) -> Iterator[Said]:
        """ "It was to have cost 12 million", "had the firm got 12 million": neither happened."""
        verb, doc = have.head, have.doc
        if have.lower_ == "have":
            before = doc[max(0, have.i - 2) : have.i].text.lower()
            if before in ("was to", "were to"):
                first = have.i
                for value in self._inside(verb):
                    if value.token > first:
                        yield Said(value.start, value.end, "", "hypothetical", f"{before} have")
            return
        subject = next((c for c in verb.lefts if c.dep_.startswith("nsubj")), None)
        inverted = subject is not None and have.i < subject.i and verb.dep_ == "advcl"
        if inverted and have.dep_ == "aux":
            for value in self._inside(verb):
                yield Said(value.start, value.end, "", "hypothetical", "had")

    def _superseded_version(self, verb: Token) -> bool:
        """Does an earlier version or report say it: "an earlier version of the page gave …"?"""
        first = max(self.view.opening(verb.i), verb.i - _VERSION)
        before = [token.lower_ for token in verb.doc[first : verb.i]]
        return any(
            one in _words("earlier") and other in _words("versions")
            for one, other in pairwise(before)
        )

    def _object_is(self, verb: Token, modality: Modality, nouns: frozenset[str]) -> Iterator[Said]:
        """The values within the object of a verb (the subject of its passive) with such a head."""
        passive = any(c.dep_ == "aux:pass" for c in _near(verb))
        for child in _near(verb):
            acted_on = child.dep_ == "obj" or child.dep_ == "nsubj:pass"
            if acted_on and child.lemma_.casefold() in nouns:
                yield from self._under(child, modality)
        describes = not passive and verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")
        if describes and verb.head.lemma_.casefold() in nouns:
            yield from self._under(verb.head, modality)

    def _content(
        self, verb: Token, modality: Modality, *, dates: bool = False, passive: bool = False
    ) -> Iterator[Said]:
        """The figures in what a verb says, and with `dates` its dates, too."""
        for child in _near(verb):
            said = child.dep_.partition(":")[0] in _CONTENT and child.i > verb.i
            if said or (passive and child.dep_ == "nsubj:pass"):
                for value in self._inside(child):
                    if dates or not value.dated or child.dep_ in ("ccomp", "xcomp"):
                        yield Said(value.start, value.end, "", modality, verb.text)

    def _under(
        self, noun: Token, modality: Modality, behind: Token | None = None
    ) -> Iterator[Said]:
        """The figures of a noun's phrase, with the clauses on it."""
        for value in self._inside(noun):
            if not value.dated and (behind is None or value.token > behind.i):
                yield Said(value.start, value.end, "", modality, noun.text)

    def _inside(self, head: Token) -> Iterator[Value]:
        """The values below a word, but for clauses that a comma or conjunction joins to it."""
        first, last = head.left_edge.i, head.right_edge.i
        for child in head.rights:
            if child.dep_ in ("conj", "parataxis") and any(
                c.dep_.startswith("nsubj") for c in child.lefts
            ):
                last = min(last, child.left_edge.i - 1)
        seen: set[int] = set()
        for token in head.doc[first : min(last, first + _MOST * _STEPS) + 1]:
            value = self._at.get(token.i)
            if value is not None and value.start not in seen:
                seen.add(value.start)
                yield value

    def _first_of(self, head: Token) -> Value | None:
        return next(iter(self._inside(head)), None)


def _near(token: Token) -> list[Token]:
    return [child for _, child in zip(range(_MOST), token.children, strict=False)]


def _behind(token: Token, word: str) -> bool:
    """Is this the word on its left that it hangs by?"""
    return any(left.lower_ == word for left in token.lefts)


def _cases(token: Token) -> set[str]:
    return {child.lower_ for child in _near(token) if child.dep_ == "case"}


def _rules() -> dict[str, list[str]]:
    rules: dict[str, list[str]] = resources.load("attribution")["retracted"]
    return rules


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_rules()[name])
