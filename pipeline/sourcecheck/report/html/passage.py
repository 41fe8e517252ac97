"""The passage of a source around a claim: its sentence, and a little of what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Characters of context shown before and after the sentence, at most.
CONTEXT = 300
#: Characters of the sentence itself shown before and after the quote: a "sentence" may be a
#: file without full stops.
SENTENCE = 400
#: A quote longer than this is cut in the middle.
QUOTE = 400

# The end of a sentence: a full stop and its like, closing quotes or brackets, white space; or an
# empty line, so that a headline does not run into the text below it.
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)\]]{0,3}\s+|\n\s*\n")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text around a quote in five pieces, white space folded; "…" marks what was cut off."""

    before: str  # of the sentences before
    lead: str  # of the claim's own sentence, before the quote
    quote: str
    tail: str
    after: str


def around(text: str, claim: Mapping[str, Any]) -> Passage:
    """The passage of `text` around a claim; the quote alone if the text is unknown."""
    start, end = claim["start"], claim["end"]
    if end > len(text) or text[start:end] != claim["quote"]:
        return Passage("", "", _middle_cut(claim["quote"]), "", "")
    sentence = claim["sentence"] or {"start": start, "end": end}
    first = min(max(sentence["start"], start - SENTENCE), start)
    last = max(min(sentence["end"], end + SENTENCE), end)
    lead, tail = text[first:start], text[end:last]
    before = after = ""
    if first > sentence["start"]:
        lead = "…" + _from_word(text, first, start)
    else:
        before = _before(text, first)
    if last < sentence["end"]:
        tail = _to_word(text, end, last) + "…"
    else:
        after = _after(text, last)
    return Passage(*(_folded(p) for p in (before, lead, _middle_cut(claim["quote"]), tail, after)))


def _before(text: str, at: int) -> str:
    """The sentence before `at`, if it is short, else its last words after "…"."""
    window = text[max(0, at - CONTEXT) : at]
    body = window.rstrip()
    ends = [match.end() for match in _SENTENCE_END.finditer(body)]
    if ends:
        return window[ends[-1] :]
    if at <= CONTEXT:
        return window
    return "…" + _from_word(text, at - CONTEXT, at)


def _after(text: str, at: int) -> str:
    """The sentence after `at`, if it is short, else its first words before "…"."""
    window = text[at : at + CONTEXT]
    end = _SENTENCE_END.search(window, len(window) - len(window.lstrip()))
    if end:
        return window[: end.end()].rstrip()
    if at + CONTEXT >= len(text):
        return window.rstrip()
    return _to_word(text, at, at + CONTEXT) + "…"


def _from_word(text: str, start: int, end: int) -> str:
    """text[start:end] without the word that `start` cuts in two."""
    piece = text[start:end]
    if start and not text[start - 1].isspace():
        space = _SPACE.search(piece)
        return piece[space.end() :] if space else piece
    return piece


def _to_word(text: str, start: int, end: int) -> str:
    """text[start:end] without the word that `end` cuts in two."""
    piece = text[start:end]
    if end < len(text) and not text[end].isspace():
        head, space, _ = piece.rpartition(" ")
        return head if space else piece
    return piece


def _middle_cut(quote: str) -> str:
    if len(quote) <= QUOTE:
        return quote
    return f"{quote[: QUOTE // 2]} … {quote[-QUOTE // 2 :]}"


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text)
