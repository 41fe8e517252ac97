"""What a denial, a plan or a guess does not reach in its own clause, and what "not until" says.

"The 38-year-old Swede never recovered" denies no age, "the mayor (elected in 1990) will not run"
no election, and "the line will not reopen until 3 May" says when it does.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.phrase import first_verb
from sourcecheck.model.date import Date, Hedge
from sourcecheck.model.mention import Modality

#: How far before a value its bracket may open, in tokens.
_MOST_IN_BRACKET = 20
#: Steps from a value up to the noun that a clause describes.
_REACH = 12
#: So many words of a noun or verb are looked at.
_MOST_WORDS = 40
_UNTIL = ("until", "till")
_BEFORE = "before"
_DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her")


def reached_from(value: Tokens) -> int:
    """The offset before which no word rules the modality of a value; 0 where all of its sentence
    does.

    An aside in brackets, and a clause that describes a definite noun ("the school that was hit on
    Monday"), are stated whatever is said around them.
    """
    return max(_bracket(value), _described(value))


def _bracket(value: Tokens) -> int:
    """The offset behind the bracket that opens before a value in its sentence and is not closed."""
    for token in reversed(value.doc[max(0, value.start - _MOST_IN_BRACKET) : value.start]):
        if token.text in (")", "]") or token.is_sent_end:
            return 0
        if token.text in ("(", "["):
            return int(token.idx)
    return 0


def _described(value: Tokens) -> int:
    """The beginning of the nearest clause over the value that describes a definite noun, or the
    subject of what follows ("members who voted in 1990 had not been told")."""
    if not value.doc.has_annotation("DEP"):
        return 0
    token: Token = value.root
    for _ in range(_REACH):
        head = token.head
        if head.i == token.i:
            return 0
        if token.dep_.startswith("acl") and head.i < value.start:
            subject = head.dep_.startswith("nsubj") and head.head.i >= value.end
            if subject or _is_definite(head):
                return int(token.left_edge.idx)
        token = head
    return 0


def _is_definite(noun: Token) -> bool:
    named = bool(noun.tag_.startswith("NNP"))
    return named or any(t.lower_ in _DEFINITE for t in islice(noun.lefts, _MOST_WORDS))


def not_until(value: Tokens, date: Date) -> tuple[Date, Modality] | None:
    """The date, and how firmly it is stated, of what a denial says to happen no earlier: "not until
    3 May" is 3 May, "will not … before 3 May" that day or later. None for other words."""
    verb = first_verb(value.root) if value.doc.has_annotation("DEP") else None
    preposition = _preposition(value)
    if verb is None or verb.i >= value.start or not preposition:
        return None
    words = {child.lower_ for child in islice(verb.lefts, _MOST_WORDS)}
    told = resources.load("attribution")
    if not words & set(told["adverbs"]["denied"]):
        return None
    planned = words & {*told["auxiliaries"]["planned"], *told["auxiliaries"]["hypothetical"]}
    if preposition == _BEFORE and not planned:
        return None  # "they had not met before 3 May" does not say that they met then
    hedge: Hedge = "since" if preposition == _BEFORE else date.hedge
    made = replace(date, hedge="" if hedge == "until" else hedge, rule=f"{date.rule}+not-until")
    return made, "planned" if planned else "asserted"


def _preposition(value: Tokens) -> str:
    """The "until" or "before" that a date begins with, or that stands right before it; else ""."""
    first = value[0].lower_
    if first in (*_UNTIL, _BEFORE):
        return str(first)
    before = value.doc[value.start - 1].lower_ if value.start else ""
    return str(before) if before in _UNTIL else ""
