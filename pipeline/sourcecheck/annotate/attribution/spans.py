"""Stretches of text that one statement covers: clauses of a parse, or what punctuation shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sourcecheck.annotate.view import View
from sourcecheck.model.mention import Mention, Modality, Span, Statement

_CLAUSE_END = re.compile(r"[,;:.!?](?=\s|$|[\"”])|\s[-–—]{1,2}\s")
#: Statements nest a few deep; looking further out would take time on hostile texts.
_NESTING = 8
_OWN_CLAUSE = ("nsubj", "nsubj:pass", "aux", "mark", "expl", "nsubj:outer")


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A statement under construction: characters `[start, end)`, who, how firmly, by which cue."""

    start: int
    end: int
    speaker: str = ""
    modality: Modality = "asserted"
    cue: str = ""
    given: bool = False  # taken for granted: the modality around it does not reach in

    def mention(self, text: str) -> Mention:
        """The mention it becomes."""
        statement = Statement(self.speaker, self.modality, self.cue)
        return Mention(
            Span(self.start, self.end, text[self.start : self.end]),
            "statement",
            statement=statement,
        )


def clause(head: Token) -> tuple[int, int]:
    """Offsets of the clause of a verb (or predicate), without coordinated clauses of their own."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    for child in head.rights:
        if child.dep_ in ("conj", "parataxis") and _stands_alone(child):
            last = min(last, child.left_edge.i - 1)
    while last > head.i and (doc[last].is_punct or doc[last].is_space or doc[last].dep_ == "cc"):
        last -= 1
    while first < head.i and (
        doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"
    ):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _stands_alone(verb: Token) -> bool:
    return any(child.dep_ in _OWN_CLAUSE for child in verb.lefts)


def rest_of_clause(view: View, start: int) -> tuple[int, int]:
    """From `start` to the next comma or stop of its sentence: what is known without a parse."""
    limit = view.sentence_span(view.sentence(start))[1]
    match = _CLAUSE_END.search(view.text, start, limit)
    end = match.start() if match else limit
    return trimmed(view.text, start, end)


def sentence(view: View, offset: int) -> tuple[int, int]:
    """Offsets of the sentence that holds `offset`, white space left off."""
    return trimmed(view.text, *view.sentence_span(view.sentence(offset)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def inherit(found: list[Said]) -> list[Said]:
    """Each statement with what it lacks from the smallest one around it.

    "X said the bridge would open" gives the inner clause X's speaker and the plan's modality, so
    that the smallest statement around a figure tells all. Of equal spans one is kept. What is
    taken for granted inside a plan or a denial (`given`) keeps its own modality.
    """
    result: list[Said] = []
    stack: list[Said] = []
    for item in _merged(found):
        while stack and stack[-1].end <= item.start:
            stack.pop()
        outer = next((s for s in reversed(stack[-_NESTING:]) if s.end >= item.end), None)
        if outer is not None:
            firm = item.given or item.modality != "asserted"
            item = replace(
                item,
                speaker=item.speaker or outer.speaker,
                modality=item.modality if firm else outer.modality,
            )
        stack.append(item)
        result.append(item)
    return result


def _merged(found: list[Said]) -> list[Said]:
    """One statement for each span, outer ones first: any speaker, any modality but assertion."""
    by_span: dict[tuple[int, int], Said] = {}
    for item in sorted(found):
        key = (item.start, -item.end)
        old = by_span.get(key)
        if old is not None:
            marked = old if old.modality != "asserted" or old.given else item
            item = replace(marked, speaker=old.speaker or item.speaker, cue=marked.cue or old.cue)
        by_span[key] = item
    return [by_span[key] for key in sorted(by_span)]
