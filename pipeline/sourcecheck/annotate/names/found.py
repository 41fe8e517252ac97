"""A name while it is being worked on, how competing finds are settled, and how names are looked up.

`Named` looks names up by place and by token, and walks the grammar around them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from sourcecheck.annotate import mentions
from sourcecheck.annotate.view import View
from sourcecheck.model.mention import Mention, Span
from sourcecheck.model.name import Name, NameKind
from sourcecheck.normalise import name as names

#: Relations in which a verb shares the subject of the word it depends on.
_SHARING = ("conj", "xcomp", "advcl", "acl")
_VERBS = ("VB", "MD")
_MOST_STEPS = 5  # up the tree
_REACH = 60  # tokens between a verb and what it tells


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Characters `[start, end)` that name or stand for `entities`."""

    start: int
    end: int
    kind: NameKind
    text: str  # the characters
    entities: tuple[str, ...] = ()  # () until canonical forms are known
    how: str = "ner"

    @property
    def normal(self) -> str:
        """The normal form of the characters."""
        return names.normal(self.text)

    @property
    def refers(self) -> bool:
        """Is it no name, but words that stand for one: "she", "the company"?"""
        return self.how in ("description", "pronoun")

    def mention(self) -> Mention:
        """The mention this find becomes."""
        name = Name(self.normal, self.kind, self.entities or (self.normal,), self.how)
        return Mention(Span(self.start, self.end, self.text), "name", name=name)


def read(doc: Doc) -> list[Found]:
    """The names and references that are written on `doc`, in order."""
    return [
        Found(m.span.start, m.span.end, m.name.kind, m.span.quote, m.name.entities, m.name.how)
        for m in mentions.read(doc, "names")
        if m.name is not None
    ]


def free_of(taken: Iterable[Found], candidates: Iterable[Found]) -> list[Found]:
    """`taken`, and those of `candidates` that overlap none of them, in order."""
    kept = sorted(taken)
    result: list[Found] = []
    index = 0
    for candidate in sorted(candidates):
        while index < len(kept) and kept[index].end <= candidate.start:
            index += 1
        if index < len(kept) and kept[index].start < candidate.end:
            continue
        if result and result[-1].end > candidate.start:
            continue
        result.append(candidate)
    return sorted([*kept, *result])


class Named:
    """The names of a document and the words that stand for them."""

    def __init__(self, view: View, found: Iterable[Found]) -> None:
        self.view = view
        self._found = sorted(found)
        self._starts = [item.start for item in self._found]

    @cached_property
    def _by_end(self) -> dict[int, Found]:
        return {item.end: item for item in reversed(self._found)}  # of several, the longest

    @cached_property
    def _by_token(self) -> dict[int, Found]:
        """The shortest that covers each token: "their" in "their coach"."""
        by_length = sorted(self._found, key=lambda item: (item.start - item.end, item.start))
        return {
            token.i: item for item in by_length for token in self.view.tokens(item.start, item.end)
        }

    def ending(self, offset: int) -> Found | None:
        """The name that ends at `offset`."""
        return self._by_end.get(offset)

    def after(self, offset: int) -> Found | None:
        """The first name that begins at or after `offset`."""
        index = bisect_right(self._starts, offset - 1)
        return self._found[index] if index < len(self._found) else None

    def between(self, start: int, end: int) -> Sequence[Found]:
        """The names that begin in `[start, end)`, in order."""
        return self._found[
            bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)
        ]

    def at(self, token: Token) -> Found | None:
        """The name that the token belongs to."""
        return self._by_token.get(token.i)

    def of_phrase(self, head: Token) -> Found | None:
        """The name that a phrase is, by its head: "Dolan", "champion Mara Dolan", "the team"."""
        own = self.at(head)
        if own is not None:
            return own
        parts = (child for child in head.children if child.dep_ in ("appos", "flat", "compound"))
        return next((item for part in parts if (item := self.at(part)) is not None), None)

    def subject(self, verb: Token) -> Found | None:
        """The name that is the verb's subject, its own or the one it shares."""
        for _ in range(_MOST_STEPS):
            own = subject_of(verb)
            if own is not None and own.lower_ in ("who", "which", "that"):
                return self.of_phrase(verb.head) if verb.dep_ == "acl:relcl" else None
            if own is not None:
                return self.of_phrase(own)
            if verb.dep_.partition(":")[0] not in _SHARING or verb.head.i == verb.i:
                return None
            if verb.dep_.startswith("acl"):
                described = self.of_phrase(verb.head)
                over = verb_over(verb.head) if verb.tag_ == "VBG" else None
                if described is not None or over is None:
                    return described
                verb = over  # "won the cup on Sunday, beating …": the parse hangs it on the noun
                continue
            verb = verb.head
        return None

    def object(self, verb: Token) -> Found | None:
        """The name that is the verb's object."""
        own = next((child for child in verb.children if child.dep_ in ("obj", "iobj")), None)
        return None if own is None else self.of_phrase(own)

    def possessor(self, noun: Token) -> Found | None:
        """The name whose the noun is: "Dolan's record", "his record"."""
        own = next((child for child in noun.children if child.dep_ == "nmod:poss"), None)
        return None if own is None else self.of_phrase(own)


def subject_of(verb: Token) -> Token | None:
    """The word that is the verb's own subject."""
    return next((child for child in verb.children if child.dep_.startswith("nsubj")), None)


def verb_over(token: Token) -> Token | None:
    """The verb over a word, at most a few steps up."""
    for _ in range(_MOST_STEPS):
        if token.head.i == token.i:
            return None
        token = token.head
        if _tells(token):
            return token
    return None


def verb_of(view: View, at: int, since: int) -> Token | None:
    """The verb over the word at character `at`, else the nearest one before it; none before
    character `since`, and no participle that describes a noun ("the Norland-born fighter")."""
    token = view.token_at(at)
    for _ in range(_MOST_STEPS):
        if token.head.i == token.i:
            break
        token = token.head
        if _tells(token) and since <= token.idx < at:
            return token
    index = view.token(at)
    for token in reversed(view.doc[max(0, index - _REACH) : index]):
        if token.idx < since or token.text == ";":
            return None
        if _tells(token):
            return token
    return None


def _tells(token: Token) -> bool:
    return token.tag_[:2] in _VERBS and token.dep_ != "amod"


def entities(*items: Found | None) -> tuple[str, ...]:
    """The canonical names of what was found, in order, no repeats."""
    return tuple(dict.fromkeys(name for item in items if item for name in item.entities))
